"""Recovery of a damaged store: copied aside untouched, and made anew of every edit that still proves itself."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.package import batches as lists
from mgi_desktop.files import bytes_of, pieces_of, size_of, sync_folder, write_whole, writing
from mgi_desktop.i18n import _, n_
from mgi_desktop.store import attachments, backups, database, edits, recovery, rewriting
from mgi_desktop.store.alone import in_use
from mgi_desktop.store.database import NAME, RECOVERED, Database, open_database, rows
from mgi_desktop.store.recovery import Found
from mgi_desktop.store.rewriting import Kept

from . import identity
from .erasing import sign_own
from .instruments import shipped
from .laid_aside import note_erased
from .second_folder import SecondFolder
from .unsound import DAMAGED, RECOVERING, REPORT, TIME

_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Recovered:
    """What came back and what did not; `folder` is where the old files lie.

    `from_backups` of the edits stood in a backup alone. `lost` stood in the damaged file and cannot be proven any more;
    `missing` are those with all others that are named by edits or lists and are not here, lost or never received.
    `files` and `questionnaires` that are needed are not here, or damaged. `local` says that what was done here and
    taken in was found, so that it can be undone, and that what was taken back stays so.
    """

    folder: Path
    edits: int
    from_backups: int = 0
    lost: int = 0
    missing: int = 0
    drafts: int = 0
    instruments: int = 0
    questionnaires: int = 0
    files: int = 0
    set_aside: int = 0
    local: bool = True


def recover(folder: Path, told: Callable[[str], object] = lambda _what: None) -> Recovered:
    """Make the store in a folder anew; nothing may have it open. Refused on a full disk: then all is as it was.

    The old files are copied aside first, byte for byte. A crash leaves either the old store or the new one. `told`
    hears what is being done: copy, read, write.
    """
    _need_alone(folder)
    if not any((folder / (NAME + suffix)).exists() for suffix in _BESIDE) and not _backups(folder):
        raise Refused(N_("There is no store in this folder."), where=str(folder))
    database.finish_recovery(folder)
    with writing(folder):
        for left in folder.glob(f"{RECOVERING}*"):
            shutil.rmtree(left, ignore_errors=True)
        told("copy")
        aside = _copied_aside(folder)
        try:
            recovered = _recovered(folder, aside, told)
        except (Refused, OSError):
            if not (folder / RECOVERED).exists():
                _drop_copies(aside)
            raise
        database.finish_recovery(folder)
    return recovered


def _recovered(folder: Path, aside: Path, told: Callable[[str], object]) -> Recovered:
    """Make a store of the files aside, and lay it ready, with the report; then the old one may go."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=RECOVERING, ignore_cleanup_errors=True) as work:
        told("read")
        file, log = (bytes_of(aside / (NAME + suffix)) for suffix in _BESIDE[:2])
        new, report = Path(work) / "new", Path(work) / REPORT
        recovered = _made_anew(folder, new, aside, recovery.read(file, log), lambda: told("write"))
        write_whole(report, "\n".join([*said(recovered), ""]).encode(), private=True)
        _need_what_was_copied(folder, aside)
        _need_alone(folder)
        report.replace(aside / REPORT)
        new.replace(folder / RECOVERED)
        sync_folder(folder)
    return recovered


def _need_alone(folder: Path) -> None:
    if in_use(folder / NAME):
        raise Refused(database.BUSY, where=str(folder / NAME))


def _need_what_was_copied(folder: Path, aside: Path) -> None:
    """Refuse to put anything in the place of files that are not those that were copied aside any more."""
    for suffix in _BESIDE[:2]:
        if bytes_of(folder / (NAME + suffix)) != bytes_of(aside / (NAME + suffix)):
            raise Refused(
                N_("Another window or command wrote into the store meanwhile; nothing was changed. Try again."),
                where=str(folder / NAME),
            )


def said(recovered: Recovered) -> list[str]:
    """The report, line by line, in the language of the interface."""
    return list(_said(recovered))


def _said(of: Recovered) -> Iterator[str]:
    yield n_("{n} change came back; it proves itself.", "{n} changes came back; each proves itself.", of.edits).format(
        n=of.edits
    )
    back, typed, lost, others = of.from_backups, of.drafts, of.lost, of.missing - of.lost
    counted = (
        (back, n_("{n} of them stood in a backup alone.", "{n} of them stood in backups alone.", back)),
        (typed, n_("{n} text that was being typed came back.", "{n} texts that were being typed came back.", typed)),
        (lost, n_("{n} change that stood in the damaged file is lost.",
                  "{n} changes that stood in the damaged file are lost.", lost)),
        (others, n_("{n} more is named by others and is not here: it may never have been.",
                    "{n} more are named by others and are not here: they may never have been.", others)),
        (of.set_aside, n_("{n} change of an import that was taken back stays so.",
                          "{n} changes of imports that were taken back stay so.", of.set_aside)),
        (of.questionnaires, n_("{n} questionnaire is missing. Import it again.",
                               "{n} questionnaires are missing. Import them again.", of.questionnaires)),
        (of.files, n_("{n} attached file is missing or damaged. Attach it again.",
                      "{n} attached files are missing or damaged. Attach them again.", of.files)),
    )  # fmt: skip
    yield from (sentence.format(n=number) for number, sentence in counted if number > 0)
    if not of.local:
        yield _(
            "The list of what was done here and of earlier imports could not all be read: some of it can no longer be "
            "undone, and an import that was taken back may count again."
        )
    if of.lost or of.missing:
        yield _("Whoever shared this work with you may still have what is missing: import their package.")
    yield _("The damaged files lie untouched in {folder}.").format(folder=of.folder)


# The files


def _copied_aside(folder: Path) -> Path:
    """Copy the files of the store into a folder of their own, and read them back."""
    aside = folder / f"{DAMAGED}{datetime.now(UTC):{TIME}}"
    aside.mkdir(mode=0o700)
    for suffix in _BESIDE:
        source = folder / (NAME + suffix)
        if source.exists():
            write_whole(aside / source.name, b"".join(pieces_of(source, size_of(source))), private=True)
    return aside


def _drop_copies(aside: Path) -> None:
    """Remove copies of files that stay where they are; what else is aside is nowhere else, and stays."""
    for suffix in _BESIDE:
        (aside / (NAME + suffix)).unlink(missing_ok=True)
    with suppress(OSError):
        aside.rmdir()


def _backups(folder: Path) -> list[backups.Backup]:
    """The backups in a folder, the newest first; none where it cannot be read."""
    with suppress(Refused):
        return backups.kept(folder / backups.FOLDER)
    return []


# The store


def _made_anew(folder: Path, new: Path, aside: Path, found: Found, told: Callable[[], object]) -> Recovered:
    """Write a store of what was found and of all backups, here and in the second folder; verify it."""
    own = {name for name, edit in found.edits.items() if edit.body is not None}
    kept = Kept(found)
    _add_backups(kept, folder)
    store = open_database(new)
    try:
        with store.writing() as connection:
            rewriting.write_settings(connection, kept.rows("setting"))  # which say where the second folder is
        second = SecondFolder(store, lambda: datetime.now(UTC)).at_hand()
        if second is not None:
            _add_backups(kept, second)
        told()
        signed = lists.sound(kept.united.signed.items())
        with store.writing() as connection:
            drafts = rewriting.write(connection, kept, signed)
            if kept.whole and (folder / identity.NAME).exists():
                sign_own(connection, identity.key(folder))
        note_erased(store, folder)
        if not edits.are_sound(store.connection):
            raise StoreFailed(N_("What was written does not read back the same; nothing was changed. Check the disk."))
        standing = edits.files_standing(store.connection)
        _bring_files(standing, folder / attachments.FOLDER, second, aside)
        return Recovered(
            folder=aside,
            from_backups=sum(edit.body is not None and name not in own for name, edit in kept.united.edits.items()),
            drafts=drafts,
            instruments=len(kept.united.instruments),
            questionnaires=len(_needed(store) - kept.united.instruments.keys()),
            files=sum(not attachments.is_sound(folder / attachments.FOLDER, name) for name in standing),
            set_aside=len(rows(store.connection, "SELECT 1 FROM aside")),
            local=kept.whole,
            **_counted(store, kept, signed),
        )
    finally:
        store.close()


def _add_backups(kept: Kept, folder: Path) -> None:
    for backup in _backups(folder):
        with suppress(OSError):  # one that cannot be read: the others are
            kept.add(recovery.read_backup(backup.path.read_bytes(), kept.united.edits))


def _counted(store: Database, kept: Kept, signed: Iterable[Batch]) -> dict[str, int]:
    here = {values[0] for values in rows(store.connection, "SELECT id FROM edit")}
    named = {earlier for edit in kept.united.edits.values() for earlier in edit.replaces}
    named |= {name for batch in signed for name in batch.edits}
    signatures = {hashlib.sha256(document).hexdigest() for document in kept.united.signed}
    others = kept.united.instruments.keys() | edits.instruments_in_use(store.connection).keys() | signatures
    lost = kept.file.lost(here, others)
    return {"edits": len(here), "lost": len(lost), "missing": len(lost) + len((named - here).difference(*lost))}


def _needed(store: Database) -> set[str]:
    """The questionnaires that assessments use and that do not come with the program."""
    return edits.instruments_in_use(store.connection).keys() - {one.digest for one in shipped()}


def _bring_files(standing: Iterable[str], own: Path, second: Path | None, aside: Path) -> None:
    """Take attached files that are missing or damaged from the second folder; what is damaged goes aside."""
    other = second / attachments.FOLDER if second else None
    for name in standing:
        if other and attachments.is_sound(other, name) and not attachments.is_sound(own, name):
            if attachments.is_here(own, name):
                (aside / attachments.FOLDER).mkdir(exist_ok=True)
                (own / name).replace(aside / attachments.FOLDER / name)
            attachments.keep(own, pieces_of(other / name, size_of(other / name)), lambda _sha256: nullcontext())
