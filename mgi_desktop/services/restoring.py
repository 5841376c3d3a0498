"""Restoring: what a backup has and the store has not is taken in; nothing newer is ever lost."""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Arrival, Batch
from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Edit, is_author, make, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.exchange.package import batches
from mgi_desktop.files import read_limited
from mgi_desktop.store import attachments, backups, history

_BEGINNING = b"SQLite format 3\0"
_PACKAGES = (".mgi", ".age")


def is_backup(path: Path) -> bool:
    """Whether a file is meant as a backup, by what it begins with; False where it cannot be read.

    What is called a package must be one: nobody signs a backup.
    """
    if path.suffix.lower() in _PACKAGES:
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


def read(path: Path) -> Arrival:
    """Read a backup: every edit in it that proves itself, its questionnaires, its signed lists, what was being typed.

    Attached files come along where they lie beside it, as in a second folder. Refused where it is no backup of ours.
    """
    try:
        with backups.opened(read_limited(path, backups.LIMIT)) as connection:
            found = backups.sound_edits(connection)
            typed = tuple(_typed(connection, found[-1].at if found else ""))
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
        typed=typed,
    )


def _typed(connection: sqlite3.Connection, at: str) -> Iterator[Edit]:
    """Edits of what was being typed when a backup was made, by whoever made it; what cannot be one is left out."""
    author = backups.author(connection)
    for draft in backups.drafts(connection) if is_author(author) else ():
        action, salt = str(uuid.uuid4()), os.urandom(16).hex()
        try:
            edit = make(
                draft.assessment, draft.ref, checked(draft.ref, draft.value),
                replaces=draft.heads, author=author, at=at, action=action, salt=salt,
            )  # fmt: skip
            yield proven(edit.id, edit.record, edit.body)
        except (Refused, ValueError):  # half a letter, say
            continue


def with_typed(connection: sqlite3.Connection, arrival: Arrival) -> Arrival:
    """What a backup brings, with what was being typed then and was not written here since."""
    found = tuple(edit for edit in arrival.typed if not _was_written(connection, edit))
    return replace(arrival, edits=(*arrival.edits, *found), typed=())


def _was_written(connection: sqlite3.Connection, typed: Edit) -> bool:
    here = history.back_from(connection, typed.assessment, [typed.ref])
    return any(edit.replaces == typed.replaces and edit.value == typed.value for edit in here)


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
