"""Opens the store and wires the services on it: the same for the window and the command line."""

from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.store import derived
from mgi_desktop.store.database import Database, open_database

from .answering import Answering
from .comments import Comments
from .conflicts import Conflicts
from .exchanging import Exchanging
from .exporting import Exporting
from .findings import Findings
from .identity import author
from .instruments import Instruments
from .journal import Journal
from .library import Library
from .rounds import Rounds
from .safekeeping import Safekeeping
from .spelling import Spelling
from .upgrading import Upgrading


@dataclass(frozen=True)
class Services:
    """Everything that a person can do with one store."""

    database: Database
    journal: Journal
    instruments: Instruments
    library: Library
    answering: Answering
    comments: Comments
    conflicts: Conflicts
    findings: Findings
    rounds: Rounds
    upgrading: Upgrading
    exporting: Exporting
    exchanging: Exchanging
    safekeeping: Safekeeping
    spelling: Spelling

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self.database.path.parent

    def close(self) -> None:
        """Make edits of what was typed, then close the store; once it is closed, nothing more is done."""
        if self.database.closed:
            return
        try:
            self.journal.flush()
        finally:
            self.database.close()

    def rest(self) -> None:
        """Nothing is being done: make edits of what was typed, and move the write-ahead log into the file."""
        self.journal.flush()
        self.database.checkpoint()


def open_services(folder: Path) -> Services:
    """Open the store in a folder; what was typed before a crash becomes edits. Refused where it cannot be used."""
    database = open_database(folder)
    try:
        with database.writing() as connection:
            derived.bring_up_to_date(connection)
        journal = Journal(database, author(database))
        journal.flush()
    except BaseException:
        database.close()
        raise
    instruments = Instruments(database)
    library = Library(journal, instruments)
    return Services(
        database=database,
        journal=journal,
        instruments=instruments,
        library=library,
        answering=Answering(journal, library),
        comments=Comments(journal, library),
        conflicts=Conflicts(journal),
        findings=Findings(journal, library),
        rounds=Rounds(journal, library),
        upgrading=Upgrading(journal, library, instruments),
        exporting=Exporting(journal, library),
        exchanging=Exchanging(journal, instruments),
        safekeeping=Safekeeping(journal, library),
        spelling=Spelling(folder),
    )
