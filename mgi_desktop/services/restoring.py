"""Restoring: what a backup has and the store has not is taken in; nothing newer is ever lost."""

import hashlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Edit, is_author, make, proven
from mgi_desktop.domain.errors import BackupDamaged, Refused, StoreDamaged
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.package import batches
from mgi_desktop.files import read_limited
from mgi_desktop.store import attachments, backups, history, recovery

_BEGINNING = b"SQLite format 3\0"
_PACKAGES = (".mgi", ".age")
_DAMAGED = N_(
    "The backup is damaged, so it cannot be taken in as it is. What can still be proven of it can be recovered."
)


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

    Attached files come along where they lie beside it, as in a second folder. Refused where it is no backup of ours;
    `BackupDamaged` where SQLite cannot read all of it: `read_what_is_left` can read the rest.
    """
    try:
        with backups.opened(read_limited(path, backups.LIMIT)) as connection:
            found = backups.sound_edits(connection)
            typed = tuple(_typed(connection, found[-1].at if found else ""))
            instruments = backups.instruments(connection)
            signed = batches.sound(backups.signed_lists(connection))
    except StoreDamaged as damaged:
        raise BackupDamaged(_DAMAGED, where=path.name) from damaged
    except Refused as refused:
        raise Refused(refused.message, where=path.name, **refused.fields) from refused
    return Arrival(
        name=path.name,
        edits=tuple(found),
        batches=signed,
        instruments=instruments,
        files=_files_beside(path, found),
        kind="backup",
        typed=typed,
    )


def read_what_is_left(path: Path) -> Arrival:
    """Read of a damaged backup what can still be proven, row by row and page by page; Refused where that is nothing."""
    found = recovery.read_backup(read_limited(path, backups.LIMIT), {})
    edits = recovery.in_order(found)
    if not edits:
        raise Refused(N_("Nothing in this backup can be proven any more."), where=path.name)
    signatures = {hashlib.sha256(document).hexdigest() for document in found.signed}
    lost = len(found.lost(found.edits.keys(), found.instruments.keys() | signatures))
    sentence = N_("It is damaged: {n} of the changes that it held cannot be proven any more.")
    return Arrival(
        name=path.name,
        edits=tuple(edits),
        batches=batches.sound(found.signed.items()),
        instruments=found.instruments,
        files=_files_beside(path, edits),
        damaged=(Refused(sentence, where=path.name, n=lost),) if lost else (),
        kind="backup",
    )


def _files_beside(path: Path, found: Sequence[Edit]) -> dict[str, Callable[[], BinaryIO]]:
    beside = path.parent.with_name(attachments.FOLDER)
    return {name: _opening(beside / name) for name in _attached(found) if attachments.is_sound(beside, name)}


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


def _opening(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _attached(found: Sequence[Edit]) -> set[str]:
    named = (file_of(edit.value) for edit in found if (edit.ref.kind, edit.ref.field) == ("source", "file"))
    return {file.sha256 for file in named if file is not None}
