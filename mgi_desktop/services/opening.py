"""Opens the store and wires the services on it: the same for the window and the command line."""

from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.store import derived
from mgi_desktop.store.database import Database, open_database

from .answering import Answering
from .attachments import Attachments
from .comments import Comments
from .conflicts import Conflicts
from .erasing import Erasing
from .exchanging import Exchanging
from .exporting import Exporting
from .findings import Findings
from .history import History
from .identity import author
from .instruments import Instruments
from .journal import Journal
from .library import Library
from .rounds import Rounds
from .safekeeping import Safekeeping
from .searching import Searching
from .sections import Sections
from .sources import Sources
from .spelling import Spelling
from .stages import Stages
from .trash import Trash
from .upgrading import Upgrading


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
    history: History
    erasing: Erasing
    trash: Trash
    rounds: Rounds
    upgrading: Upgrading
    stages: Stages
    exporting: Exporting
    exchanging: Exchanging
    safekeeping: Safekeeping
    searching: Searching
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
            self.erasing.wipe()
        finally:
            self.database.close()
            self.attachments.close()

    def rest(self) -> None:
        """Nothing is being done: make edits of what was typed, and move the write-ahead log into the file."""
        self.journal.flush()
        self.erasing.wipe()
        self.database.checkpoint()


def open_services(folder: Path) -> Services:
    """Open the store in a folder; what was typed before a crash becomes edits. Refused where it cannot be used."""
    database = open_database(folder)
    try:
        with database.writing() as connection:
            derived.bring_up_to_date(connection)
        journal = Journal(database, author(database))
        journal.flush()
        attachments = Attachments(database)
        erasing = Erasing(journal, attachments)
        erasing.wipe()  # where the disk was full the last time
    except BaseException:
        database.close()
        raise
    instruments = Instruments(database)
    library = Library(journal, instruments)
    rounds = Rounds(journal, library)
    sources = Sources(journal, library, attachments)
    comments, findings, sections = Comments(journal, library), Findings(journal, library), Sections(journal, library)
    ways = {
        "source": sources.bring_back,
        "finding": findings.bring_back,
        "section": sections.bring_back,
        "comment": comments.bring_back,
    }
    return Services(
        database=database,
        journal=journal,
        instruments=instruments,
        library=library,
        attachments=attachments,
        sources=sources,
        answering=Answering(journal, library, sources),
        comments=comments,
        conflicts=Conflicts(journal),
        findings=findings,
        sections=sections,
        history=History(journal, library),
        erasing=erasing,
        trash=Trash(journal, library, ways),
        rounds=rounds,
        upgrading=Upgrading(journal, library, instruments),
        stages=Stages(journal, library),
        exporting=Exporting(journal, library, rounds),
        exchanging=Exchanging(journal, instruments),
        safekeeping=Safekeeping(journal, library, attachments),
        searching=Searching(journal, library),
        spelling=Spelling(folder),
    )
