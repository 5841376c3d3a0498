"""Restoring: what a backup has and the store has not is taken in; nothing newer is ever lost."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Arrival, Batch
from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange.package import batches
from mgi_desktop.files import read_limited
from mgi_desktop.store import attachments, backups

_BEGINNING = b"SQLite format 3\0"


def is_backup(path: Path) -> bool:
    """Whether a file is meant as a backup, by what it begins with; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


def read(path: Path) -> Arrival:
    """Read a backup: every edit in it that proves itself, its questionnaires, its signed lists.

    Attached files come along where they lie beside it, as in a second folder. Refused where it is no backup of ours.
    """
    try:
        with backups.opened(read_limited(path, backups.LIMIT)) as connection:
            found = backups.sound_edits(connection)
            instruments = backups.instruments(connection)
            signed = tuple(filter(None, (_proven(*one) for one in backups.signed_lists(connection))))
    except Refused as refused:
        raise Refused(refused.message, where=path.name, **refused.fields) from refused
    beside = path.parent.with_name(attachments.FOLDER)
    files = {name: _opening(beside / name) for name in _attached(found) if attachments.is_sound(beside, name)}
    return Arrival(
        name=path.name,
        edits=tuple(found),
        batches=signed,
        instruments=instruments,
        files=files,
        kind="backup",
    )


def _proven(document: bytes, signature: bytes) -> Batch | None:
    """A signed list whose signature holds; None for one that was damaged, since the edits prove themselves."""
    try:
        return batches.proven(document, signature)
    except Refused:
        return None


def _opening(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _attached(found: list[Edit]) -> set[str]:
    named = (file_of(edit.value) for edit in found if (edit.ref.kind, edit.ref.field) == ("source", "file"))
    return {file.sha256 for file in named if file is not None}
