"""Erasing for good: which values can be erased one by one, and what an erasure writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from .arrivals import Batch
from .edits import Edit, FieldRef, Value
from .fields import known

_TYPED: Mapping[str, tuple[str, ...]] = {
    "assessment": ("subject", "area", "title"),
    "answer": ("justification",),
    "citation": ("locator",),
    "source": ("title", "issuer", "reference", "link", "file"),
    "finding": ("text",),
    "section": ("title", "text"),
    "comment": ("text", "author", "proposed"),
    "decision": ("reason", "author"),
    "stage_change": ("reason", "author"),
    "part": ("person",),
    "person": ("name",),
}
"""What people write in their own words, where a name or a secret may stand."""
_ALONE, _WHOLE = "edits", "all"
"""The fields of an erasure: what it erases by itself, and what with the whole assessment."""


def erasable(ref: FieldRef) -> bool:
    """Whether a value of this field can be erased by itself: it was written, not chosen."""
    return ref.field.partition("@")[0] in _TYPED.get(ref.kind, ())


class Erasing(NamedTuple):
    """An edit that erases: the value that goes (assessment, edit), the edit that says so, and who made it.

    `whole` says that it goes with everything else of the assessment.
    """

    assessment: str
    edit: str
    erasure: str
    author: str
    whole: bool


def named_by(ref: FieldRef) -> str:
    """The edit whose value is erased by a field; empty where it erases none."""
    name, _slash, edit = ref.field.partition("/")
    return edit if ref.kind == "erasure" and name in (_ALONE, _WHOLE) else ""


def goes(ref: FieldRef, *, whole: bool) -> bool:
    """Whether an erasure takes a value of this field: one that was chosen goes only with the whole assessment.

    Of fields that only a newer version knows, that one knows what can be erased.
    """
    return ref.kind != "erasure" and (whole or erasable(ref) or not known(ref))


def erasure(key: str, names: Iterable[str], reason: str, *, whole: bool = False) -> dict[FieldRef, Value]:
    """Return the fields of an erasure of these edits, or of all of an assessment, which they are."""
    how = _WHOLE if whole else _ALONE
    fields: dict[FieldRef, Value] = {FieldRef("erasure", key, f"{how}/{name}"): True for name in names}
    return {FieldRef("erasure", key, "reason"): reason, **fields}


def erased_by(edits: Iterable[Edit]) -> Iterator[Erasing]:
    """What these edits erase, here or not, once it is proven that their author made them."""
    for edit in edits:
        name = named_by(edit.ref) if edit.ref.kind == "erasure" else ""  # most are none
        if name and edit.value is True:
            yield Erasing(edit.assessment, name, edit.id, edit.author, edit.ref.field.startswith(_WHOLE))


def signed_of(erasing: Iterable[Erasing], batches: Iterable[Batch]) -> list[Erasing]:
    """Those that a list of their author names."""
    found = list(erasing)
    wanted = {one.erasure for one in found}
    listed = {(batch.assessment, batch.author, name) for batch in batches for name in wanted.intersection(batch.edits)}
    return [one for one in found if (one.assessment, one.author, one.erasure) in listed]


def united(edits: Iterable[Edit], batches: Iterable[Batch]) -> dict[str, Edit]:
    """Return each edit once, by its id: with its value where any of them has it, unless one of them erases it.

    It does where one of these lists proves it.
    """
    found: dict[str, Edit] = {}
    erasing: set[Erasing] = set()
    for edit in edits:
        if edit.body is not None or edit.id not in found:
            found[edit.id] = edit
        erasing.update(erased_by((edit,)))
    for one in signed_of(erasing, batches):
        named = found.get(one.edit)
        if named and named.assessment == one.assessment and goes(named.ref, whole=one.whole):
            found[one.edit] = replace(named, body=None)
    return found
