"""Opens the store and wires the services on it: the same for the window and the command line.

What a first screen does not need is imported and made when it is asked for.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mgi_desktop.domain.errors import Refused, StoreDamaged, StoreFailed
from mgi_desktop.store import derived, where
from mgi_desktop.store.database import DAMAGED, NAME, ONLY_READ, Database

from . import passing
from .answering import Answering
from .attachments import Attachments
from .backups import BackedUp, Backups
from .comments import Comments
from .conflicts import Conflicts
from .erasing import Erasing, sign_own
from .findings import Findings
from .identity import author, key
from .instruments import Instruments
from .journal import Journal
from .laid_aside import LaidAside
from .library import Library
from .people import People
from .sections import Sections
from .sources import Sources
from .stages import Stages
from .unsound import database_in

if TYPE_CHECKING:
    from .exchanging import Exchanging
    from .exporting import Exporting
    from .history import History
    from .importing import Importing
    from .joining import Joining
    from .parts import Parts
    from .reviewing import Reviewing
    from .rounds import Rounds
    from .safekeeping import Safekeeping
    from .searching import Searching
    from .sharing import Sharing
    from .spelling import Spelling
    from .thirds import Thirds
    from .trash import Trash
    from .upgrading import Upgrading


T = TypeVar("T")


@dataclass(frozen=True)
class Services:
    """Everything that a person can do with one store."""

    database: Database
    journal: Journal
    instruments: Instruments
    library: Library
    attachments: Attachments
    sources: Sources
    answering: Answering
    comments: Comments
    conflicts: Conflicts
    findings: Findings
    sections: Sections
    erasing: Erasing
    people: People
    stages: Stages
    backups: Backups

    @cached_property
    def history(self) -> "History":
        """What was, and bringing it back."""
        from .history import History

        return History(self.journal, self.library)

    @cached_property
    def trash(self) -> "Trash":
        """What was removed, and bringing it back."""
        from .trash import Trash

        ways = {
            "source": self.sources.bring_back,
            "finding": self.findings.bring_back,
            "section": self.sections.bring_back,
            "comment": self.comments.bring_back,
        }
        return Trash(self.journal, self.library, ways)

    @cached_property
    def parts(self) -> "Parts":
        """Whose part is which."""
        from .parts import Parts

        return Parts(self.journal, self.library, self.people)

    @cached_property
    def reviewing(self) -> "Reviewing":
        """What is accepted, and what should be changed."""
        from .reviewing import Reviewing

        return Reviewing(self.journal, self.library)

    @cached_property
    def importing(self) -> "Importing":
        """Packages, in."""
        from .importing import Importing

        return Importing(
            self.journal, self.library, self.instruments, self.attachments, self.erasing, self.people, self.back_up
        )

    @cached_property
    def thirds(self) -> "Thirds":
        """Third texts of an import."""
        from .thirds import Thirds

        return Thirds(self.journal)

    @cached_property
    def joining(self) -> "Joining":
        """One assessment taken into another."""
        from .joining import Joining

        return Joining(self.journal, self.library, self.back_up)

    @cached_property
    def rounds(self) -> "Rounds":
        """The earlier round of an assessment."""
        from .rounds import Rounds

        return Rounds(self.journal, self.library)

    @cached_property
    def upgrading(self) -> "Upgrading":
        """Another version of the questionnaire."""
        from .upgrading import Upgrading

        return Upgrading(self.journal, self.library, self.instruments)

    @cached_property
    def exporting(self) -> "Exporting":
        """The profile as a file."""
        from .exporting import Exporting

        return Exporting(self.journal, self.library, self.rounds, self.people)

    @cached_property
    def exchanging(self) -> "Exchanging":
        """The plain document, in and out."""
        from .exchanging import Exchanging

        return Exchanging(self.journal, self.instruments)

    @cached_property
    def sharing(self) -> "Sharing":
        """Packages, out."""
        from .sharing import Sharing

        return Sharing(self.journal, self.library, self.instruments, self.attachments, self.people, self.parts)

    @cached_property
    def safekeeping(self) -> "Safekeeping":
        """Whether the store and all that it holds is sound."""
        from .safekeeping import Safekeeping

        return Safekeeping(self.journal, self.library, self.attachments)

    @cached_property
    def laid_aside(self) -> LaidAside:
        """What recovery laid aside."""
        return LaidAside(self.database)

    @cached_property
    def searching(self) -> "Searching":
        """Finding what was written."""
        from .searching import Searching

        return Searching(self.journal, self.library)

    @cached_property
    def spelling(self) -> "Spelling":
        """The dictionaries."""
        from .spelling import Spelling

        return Spelling(self.folder)

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self.database.path.parent

    @cached_property
    def warning(self) -> Refused | None:
        """What to do where another program copies the folder of the store elsewhere; None where none does."""
        return where.warning(self.folder)

    @property
    def only_read(self) -> Refused | None:
        """Why nothing here can be changed, and what to do: the store is known to be damaged; None where it can be."""
        return Refused(ONLY_READ) if self.database.read_only else None

    def beside(self, work: Callable[[], T]) -> Callable[[], T]:
        """Keep the store for this work; what is returned does it in another thread, and whoever asks then waits."""
        return self.database.beside(work)

    def close(self) -> None:
        """Make edits of what was typed and a backup, then close the store; once it is closed, nothing more is done."""
        if self.database.closed:
            return
        try:
            if not self.database.read_only:
                self._put_away()
        finally:
            self.database.close()
            self.attachments.close()

    def _put_away(self) -> None:
        self.journal.flush()
        self.backups.forgetting.beside = None  # nobody is there for it any more
        self.erasing.wipe()
        with suppress(Refused):  # on a full disk, say: then it is due at the next start
            self.backups.forget_erased()
        with suppress(Refused):  # on a full disk, say: what is on it already stays, and it is tried again
            self.back_up("close")
            self.backups.copy()

    def rest(self) -> None:
        """Nothing is being done: make edits of what was typed, and move the write-ahead log into the file."""
        if self.database.read_only:
            return
        self.journal.flush()
        self.erasing.wipe()
        self.backups.forget_erased()  # where one could not be rewritten, or was not at hand
        self.database.checkpoint()

    def back_up(self, reason: str) -> None:
        """Make a backup where anything changed since the last one; Refused where it cannot be made."""
        if self.backups.changed:
            self.backups.make(reason)

    def backup_when_due(self) -> Callable[[], BackedUp] | None:
        """What makes a backup and copies it, in whatever thread it is called; None where nothing asks for one now.

        What it returns is for `backups.copied`.
        """
        return self.backups.begin_both("change") if self.backups.due else None


def open_services(folder: Path) -> Services:
    """Open the store in a folder; what was typed before a crash becomes edits. Refused where it cannot be used.

    One that is known to be damaged is only read: whatever would change it is refused.
    """
    try:
        return _open(folder)
    except (sqlite3.DatabaseError, ValueError) as error:  # names of tables, or JSON, that are no longer what they were
        raise StoreDamaged(DAMAGED, where=str(folder / NAME)) from error


def _write_down(journal: Journal) -> None:
    """Make edits of what was typed before a crash; an edit of the store that does not prove itself is damage."""
    try:
        journal.flush()
    except StoreFailed:
        raise
    except Refused as refused:
        raise StoreDamaged(DAMAGED, where=str(journal.database.path)) from refused


def _make_ready(database: Database, backups: Backups) -> None:
    outdated = derived.is_outdated(database.connection)
    if outdated:
        backups.make("upgrade")
    with database.writing() as connection:
        derived.bring_up_to_date(connection)
        if outdated:
            sign_own(connection, key(database.path.parent))


def _open(folder: Path) -> Services:
    database = database_in(folder)
    try:
        backups = Backups(database)
        if database.read_only:
            derived.bring_up_to_date(database.connection)  # in memory
        else:
            passing.clear(folder)
            _make_ready(database, backups)
        journal = Journal(database, author(database))
        _write_down(journal)
        attachments = Attachments(database)
        erasing = Erasing(journal, attachments, backups.forget_erased)
        if not database.read_only:
            with suppress(Refused):  # it is tried again
                attachments.let_go_untaken()
            erasing.wipe()  # where the disk was full the last time
    except BaseException:
        database.close()
        raise
    instruments = Instruments(database)
    library = Library(journal, instruments)
    sources = Sources(journal, library, attachments)
    return Services(
        database=database,
        journal=journal,
        instruments=instruments,
        library=library,
        attachments=attachments,
        sources=sources,
        answering=Answering(journal, library, sources),
        comments=Comments(journal, library),
        conflicts=Conflicts(journal),
        findings=Findings(journal, library),
        sections=Sections(journal, library),
        erasing=erasing,
        people=People(journal),
        stages=Stages(journal, library),
        backups=backups,
    )
