"""Edits as lines of text: `[<record>,<body or null>]`, the very bytes that are hashed."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping

from mgi_desktop.domain.edits import Edit, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

from . import form

_MIDDLE = b'},["'
_first = json.JSONDecoder().raw_decode


def write(edits: Iterable[Edit]) -> bytes:
    """Write edits, one a line."""
    return b"".join(b"[%b,%b]\n" % (edit.record, edit.body or b"null") for edit in edits)


def size(edit: Edit) -> int:
    """How many bytes the line of an edit has."""
    return len(edit.record) + len(edit.body or b"null") + len(b"[,]\n")


def read(data: bytes, assessments: Collection[str], known: Mapping[str, str], *, where: str = "") -> Iterator[Edit]:
    """Read edits that prove themselves and belong to one of these assessments; Refused names the line that does not.

    `known` are edits that are here already with their values, and the assessment of each: what has the same bytes
    needs no other proof.
    """
    number, start = 0, 0
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        try:
            if end < 0 or end - start > form.LINE:
                raise _damaged()
            yield _edit(data[start:end], assessments, known)
        except Refused as refused:
            raise Refused(refused.message, where=f"{where}:{number}", **refused.fields) from refused
        start = end + 1


def _edit(line: bytes, assessments: Collection[str], known: Mapping[str, str]) -> Edit:
    record, body = _halves(line)
    name = hashlib.sha256(record).hexdigest()
    if body is not None and known.get(name) in assessments:
        digest = f'"digest":"{hashlib.sha256(body).hexdigest()}"'.encode()  # no text holds it: quotes are escaped
        if digest in record:
            return Edit(name, record, body)
    return proven(name, record, body, within=assessments)


def _halves(line: bytes) -> tuple[bytes, bytes | None]:
    middle = line.find(_MIDDLE)
    if middle > 0 and line[:1] + line[-1:] == b"[]" and line.find(_MIDDLE, middle + 1) < 0:
        return line[1 : middle + 1], line[middle + 2 : -1]  # no text holds these four, since it escapes its quotes
    try:
        text = line.decode()
        end = _first(text, 1)[1]
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if text[:1] + text[end : end + 1] + text[-1:] != "[,]":
        raise _damaged()
    body = text[end + 1 : -1].encode()
    return text[1:end].encode(), None if body == b"null" else body


def _damaged() -> Refused:
    return Refused(N_("An edit is not written in the form that edits have."))
