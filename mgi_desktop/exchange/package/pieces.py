"""Divides what is sent into files that each stand alone: with the assessment's own fields, questionnaire and names."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

from . import form, lines
from .outgoing import Outgoing

_OWN = ("assessment", "person")
_SHA256 = re.compile(b"[0-9a-f]{64}")
_FRAME = 600
"""What an entry costs beside its bytes: its headers, and its line in the list of contents."""
_ENTRIES = form.ENTRIES - 100
_COUNT = form.EDITS_COUNT - form.CHUNK_COUNT
_BYTES = form.EDITS_BYTES - form.CHUNK_BYTES
_LEAST = 64 * 1024


@dataclass
class Piece:
    """What one file holds."""

    edits: dict[str, Edit] = field(default_factory=dict)
    batches: dict[bytes, Batch] = field(default_factory=dict)
    instruments: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Callable[[], BinaryIO]] = field(default_factory=dict)
    size: int = 0
    attached: int = 0
    text: int = 0
    """Bytes as a file, bytes of attached files, and bytes of edits before they are packed."""


@dataclass(frozen=True)
class _Load:
    """What is not divided further: some edits of one assessment, or one file with the edits that name it."""

    edits: tuple[Edit, ...]
    file: str = ""
    bytes: int = 0


def chunks(edits: Iterable[Edit], most: int = form.CHUNK_BYTES) -> Iterator[list[Edit]]:
    """Edits by assessment, in lists that are short enough for one entry."""
    by_assessment: dict[str, list[Edit]] = {}
    for edit in edits:
        by_assessment.setdefault(edit.assessment, []).append(edit)
    for assessment in sorted(by_assessment):
        chunk: list[Edit] = []
        size = 0
        for edit in by_assessment[assessment]:
            size += lines.size(edit)
            if chunk and (size > most or len(chunk) == form.CHUNK_COUNT):
                yield chunk
                chunk, size = [], lines.size(edit)
            chunk.append(edit)
        yield chunk


def divided(outgoing: Outgoing, overhead: int, most: int | None) -> list[Piece]:
    """Fill one piece after the other; `overhead` is what each holds anyway, `most` the bytes that a piece shall have.

    No piece holds more than is read back. Refused where there is nothing to send.
    """
    if not outgoing.edits:
        raise Refused(N_("There is nothing to share yet."))
    filling = _Filling(outgoing, overhead, most or form.FILE)
    for load in _loads(outgoing, most):
        filling.add(load)
    return filling.pieces


def _loads(outgoing: Outgoing, most: int | None) -> Iterator[_Load]:
    chunk = min(form.CHUNK_BYTES, max(_LEAST, most // 2)) if most else form.CHUNK_BYTES
    for edits in chunks(outgoing.edits, chunk):
        yield _Load(tuple(edits))
    naming: dict[str, list[Edit]] = {name: [] for name in outgoing.files}
    for edit in outgoing.edits if naming else ():
        for found in set(_SHA256.findall(edit.body or b"")):
            if found.decode() in naming:
                naming[found.decode()].append(edit)
    for name, opening in outgoing.files.items():
        if not naming[name]:  # what named it was erased since
            continue
        with opening() as file:
            size = sum(map(len, iter(partial(file.read, form.MIB), b"")))
        yield _Load(tuple(naming[name]), name, size)


class _Filling:
    def __init__(self, outgoing: Outgoing, overhead: int, most: int) -> None:
        self._outgoing, self._overhead, self._most = outgoing, overhead, most
        self._own: dict[str, list[Edit]] = {}
        self._instruments: dict[str, set[str]] = {}
        self._batch_of: dict[str, Batch] = {}
        for batch in outgoing.batches:
            self._batch_of.update(dict.fromkeys(batch.edits, batch))
        for edit in outgoing.edits:
            if edit.ref.kind in _OWN:
                self._own.setdefault(edit.assessment, []).append(edit)
            if edit.ref.kind == "assessment" and edit.ref.field == "instrument":
                self._instruments.setdefault(edit.assessment, set()).add(str(edit.value))
        self.pieces = [Piece(size=overhead)]

    def add(self, load: _Load) -> None:
        """Put a load into the last piece, or begin another where it has no room."""
        added = self._added(self.pieces[-1], load)
        if self.pieces[-1].edits and not self._has_room(self.pieces[-1], added):
            self.pieces.append(Piece(size=self._overhead))
            added = self._added(self.pieces[-1], load)
        _join(self.pieces[-1], added)

    def _has_room(self, piece: Piece, added: Piece) -> bool:
        entries = len(piece.files) + 2 * (len(piece.batches) + len(added.batches)) + len(piece.instruments)
        return (
            piece.size + added.size <= self._most
            and piece.attached + added.attached <= form.ATTACHMENTS_BYTES
            and len(piece.edits) + len(added.edits) <= _COUNT
            and piece.text + added.text <= _BYTES
            and entries <= _ENTRIES
        )

    def _added(self, piece: Piece, load: _Load) -> Piece:
        """What a load brings into a piece beside what is there already."""
        assessments = {edit.assessment for edit in load.edits}
        edits = [*load.edits, *(edit for assessment in assessments for edit in self._own.get(assessment, ()))]
        new = Piece(edits={edit.id: edit for edit in edits if edit.id not in piece.edits})
        batches = {batch.document: batch for edit in new.edits if (batch := self._batch_of.get(edit))}
        new.batches = {document: batch for document, batch in batches.items() if document not in piece.batches}
        named = {name for assessment in assessments for name in self._instruments.get(assessment, ())}
        wanted = named & self._outgoing.instruments.keys() - piece.instruments.keys()
        new.instruments = {name: self._outgoing.instruments[name] for name in wanted}
        if load.file:
            new.files = {load.file: self._outgoing.files[load.file]}
        new.attached, new.text = load.bytes, sum(map(lines.size, new.edits.values()))
        packed = [lines.write(new.edits.values()), *new.instruments.values(), *new.batches]
        new.size = load.bytes + sum(len(zlib.compress(part)) + _FRAME for part in packed) + _FRAME * len(new.batches)
        return new


def _join(piece: Piece, added: Piece) -> None:
    piece.edits.update(added.edits)
    piece.batches.update(added.batches)
    piece.instruments.update(added.instruments)
    piece.files.update(added.files)
    piece.size += added.size
    piece.attached += added.attached
    piece.text += added.text
