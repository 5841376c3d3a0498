"""Recovery of a damaged store: copied aside untouched, and made anew of every edit that still proves itself."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.package import batches as lists
from mgi_desktop.files import sync_folder, write_whole, writing
from mgi_desktop.store import backups, batches, derived, edits, imports, local, recovery
from mgi_desktop.store.database import NAME, open_database

REPORT = "report.txt"
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Recovered:
    """What came back: how many edits, from where, how many are known of that did not; and where the old files lie."""

    folder: Path
    edits: int
    from_backups: int
    missing: int
    drafts: int
    instruments: int
    set_aside: int


def recover(folder: Path, told: Callable[[str], object] = lambda _what: None) -> Recovered:
    """Make the store in a folder anew; nothing may have it open. Refused on a full disk: then all is as it was.

    The old files are copied aside first, byte for byte, and never changed or removed.
    """
    old = folder / NAME
    if not old.exists():
        raise Refused(N_("There is no store in this folder."), where=str(folder))
    told("copy")
    aside = _copied_aside(folder)
    with writing(folder), tempfile.TemporaryDirectory(dir=folder, prefix="recovering-") as work:
        told("read")
        found, from_backups = _found(folder, aside, Path(work))
        told("write")
        new = Path(work) / "new"
        recovered = _written(new, found, aside, from_backups)
        for suffix in _BESIDE[1:]:
            folder.joinpath(NAME + suffix).unlink(missing_ok=True)
        (new / NAME).replace(old)
        sync_folder(folder)
    return recovered


def _copied_aside(folder: Path) -> Path:
    """Copy the files of the store into a folder of their own; Refused where a copy is not the same byte for byte."""
    with writing(folder):
        aside = folder / f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
        aside.mkdir(mode=0o700)
        for suffix in _BESIDE:
            source = folder / (NAME + suffix)
            if source.exists():
                write_whole(aside / source.name, source.read_bytes(), private=True)
    return aside


def _found(folder: Path, aside: Path, work: Path) -> tuple[recovery.Found, int]:
    """All that proves itself in the damaged files and in every backup; how many edits only a backup had."""
    for path in aside.iterdir():
        shutil.copy(path, work / path.name)
    found = recovery.read(work / NAME)
    own = {name for name, edit in found.edits.items() if edit.body is not None}
    for backup in backups.kept(folder / backups.FOLDER):
        try:
            with backups.opened(backup.path.read_bytes()) as connection:
                for edit in edits.sound(connection):
                    found.add(edit)
                found.instruments |= backups.instruments(connection)
                found.signed |= dict(backups.signed_lists(connection))
        except Refused:
            continue  # a backup that cannot be read, either; the others are
    return found, len([name for name, edit in found.edits.items() if edit.body is not None and name not in own])


def _written(new: Path, found: recovery.Found, aside: Path, from_backups: int) -> Recovered:
    """Write the store anew in a folder."""
    signed = [one for one in (_proven(*both) for both in found.signed.items()) if one is not None]
    counted = [edit for name, edit in found.edits.items() if name not in found.aside]
    others = [edit for name, edit in found.edits.items() if name in found.aside]
    database = open_database(new)
    try:
        with database.writing() as connection:
            derived.bring_up_to_date(connection)
            edits.add(connection, counted)
            batches.keep(connection, signed)
            for sha256, document in found.instruments.items():
                local.keep_instrument(connection, sha256, document)
            for table, rows in found.local.items():
                for row in rows:
                    marks = ",".join("?" * len(row))
                    connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
            local.set_setting(connection, "derived", derived.NUMBER)
            if others:  # what had been taken back stays so
                number = imports.begin(connection, _stamp(), aside.name, "")
                imports.take(connection, number, others)
                imports.turn(connection, number, aside=True)
        drafts = len(local.drafts(database.connection))
    finally:
        database.close()
    known = {earlier for edit in found.edits.values() for earlier in edit.replaces}
    known |= {name for batch in signed for name in batch.edits}
    recovered = Recovered(
        aside,
        len(found.edits),
        from_backups,
        len(known - found.edits.keys()),
        drafts,
        len(found.instruments),
        len(others),
    )
    write_whole(aside / REPORT, _report(recovered).encode(), private=True)
    return recovered


def _proven(document: bytes, signature: bytes) -> Batch | None:
    try:
        return lists.proven(document, signature)
    except Refused:
        return None


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _report(recovered: Recovered) -> str:
    """The report in English, for whoever helps; the window says it in its own language."""
    said = (
        f"Changes that proved themselves: {recovered.edits}",
        f"of these only in a backup: {recovered.from_backups}",
        f"Known of, and not found: {recovered.missing}",
        f"Texts that were being typed: {recovered.drafts}",
        f"Questionnaires: {recovered.instruments}",
        f"Changes of imports that had been taken back, and stay so: {recovered.set_aside}",
        "The list of earlier imports was not brought over. The old files lie beside this report, untouched.",
    )
    return "\n".join(said) + "\n"
