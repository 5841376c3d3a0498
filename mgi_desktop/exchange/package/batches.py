"""Batches: lists of edits of one assessment that their author signed, kept and relayed byte for byte."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from mgi_desktop.domain import canonical
from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import HASH, KEY, UUID, Edit
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import signing

FORMAT = "mgi-batch"
VERSION = 1
PURPOSE = "batch"
MOST = 20_000
"""So many edits one batch names at most; more are signed as several."""

_FLAT = b',"v":1}'
"""So an edit of this version ends: all that it holds are texts, and a name in quotes can stand for nothing else."""


def make(pem: bytes, assessment: str, edits: Iterable[str]) -> list[Batch]:
    """Sign edits of one assessment, all made with this key: in one batch, or in several where there are many."""
    author, names = signing.author_of(pem), sorted(set(edits))
    return [_signed(pem, author, assessment, names[start : start + MOST]) for start in range(0, len(names), MOST)]


def _signed(pem: bytes, author: str, assessment: str, edits: list[str]) -> Batch:
    document = canonical.dumps(
        {"format": FORMAT, "version": VERSION, "assessment": assessment, "author": author, "edits": edits}
    )
    return Batch(assessment, author, tuple(edits), document, signing.sign(pem, PURPOSE, document))


def fitting(batches: Iterable[Batch], edits: Iterable[Edit]) -> Iterator[Batch]:
    """Those that list some of these edits, and none of them that is another author's or of another assessment.

    A list may name edits that did not come with it; where they are at hand it turns out to be false.
    """
    given = {edit.id: edit for edit in edits}
    for batch in batches:
        named = [given[name] for name in batch.edits if name in given]
        if named and are_of(batch, named):
            yield batch


def are_of(batch: Batch, edits: Iterable[Edit]) -> bool:
    """Whether these edits, all proven, are of the author and the assessment of a batch."""
    whose, where = f'"author":"{batch.author}"'.encode(), f'"assessment":"{batch.assessment}"'.encode()
    return all(
        whose in edit.record and where in edit.record
        if edit.record.endswith(_FLAT)
        else (edit.author, edit.assessment) == (batch.author, batch.assessment)
        for edit in edits
    )


def proven(document: bytes, signature: bytes, *, where: str = "") -> Batch:
    """Return the batch that these bytes are; Refused where it is not in the form of one, or its signature is false."""
    try:
        held = canonical.loads(document)
    except ValueError:
        held = None
    if not isinstance(held, dict) or not _whole(held):
        raise Refused(N_("A signed list of edits is not in the form that such lists have."), where=where)
    if not signing.holds(held["author"], PURPOSE, document, signature):
        raise Refused(
            N_("The signature of a list of edits is false: the file was altered. Ask its sender for it again."),
            where=where,
        )
    return Batch(held["assessment"], held["author"], tuple(held["edits"]), document, signature)


def sound(documents: Iterable[tuple[bytes, bytes]]) -> tuple[Batch, ...]:
    """Those of these lists whose signatures hold; a damaged one is left out, since the edits prove themselves."""
    found = []
    for document, signature in documents:
        with suppress(Refused):
            found.append(proven(document, signature))
    return tuple(found)


def _whole(held: dict[str, Any]) -> bool:
    edits = held.get("edits")
    return (
        held.get("format") == FORMAT
        and held.get("version") == VERSION
        and len(held) == 5
        and isinstance(held.get("author"), str)
        and KEY.fullmatch(held["author"]) is not None
        and isinstance(held.get("assessment"), str)
        and UUID.fullmatch(held["assessment"]) is not None
        and isinstance(edits, list)
        and 0 < len(edits) <= MOST
        and all(isinstance(edit, str) and HASH.fullmatch(edit) for edit in edits)
        and edits == sorted(set(edits))
    )
