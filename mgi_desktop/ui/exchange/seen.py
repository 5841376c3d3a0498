"""What an import would bring, as the window shows it: its files, the assessments that it touches, what is refused."""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_desktop.i18n import _, format_date, say
from mgi_desktop.services.incoming import Incoming
from mgi_desktop.services.people import Person
from mgi_desktop.services.reports import Look
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.beheld import Beheld
from mgi_desktop.ui.exchange.offered import Offered


@dataclass(frozen=True)
class FileSeen:
    """One file: its name and size, who signed it (None where nobody did), and why it is refused, if it is."""

    name: str
    bytes: int
    sender: Person | None = None
    why: str = ""
    kind: str = "whole"

    def facts(self, desk: Desk) -> Iterator[str]:
        """From whom it is, whether that is proven, what kind of file it is, and its size."""
        yield _("a backup") if self.kind == "backup" else from_whom(desk, self.sender)
        if self.sender is not None:
            yield _("signature valid")
        if self.kind == "review":
            yield _("review copy")
        elif self.kind == "part":
            yield _("a part of the questionnaire")
        yield words.size(self.bytes)


@dataclass(frozen=True)
class Seen:
    """All of it; `known` is how many changes are on this laptop already, `refused` are sentences.

    `awaited` are the names of attached files that do not come.
    """

    files: tuple[FileSeen, ...]
    offers: tuple[Offered, ...]
    known: int
    refused: tuple[str, ...]
    awaited: tuple[str, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many conflicts would come."""
        return sum(len(offered.conflicts) for offered in self.offers)

    @property
    def erased(self) -> int:
        """How many values on this laptop would be erased for good."""
        return sum(len(offered.erased) for offered in self.offers)

    def offer(self, assessment: str) -> Offered:
        """What comes of one assessment."""
        return next(one for one in self.offers if one.id == assessment)

    def count(self, group: str) -> int:
        """How many fields are “new” or “changed”."""
        return sum(count for offered in self.offers for _kind, count in offered.counted(group))

    @property
    def takes(self) -> int:
        """How many things can be taken."""
        return self.count("new") + self.count("changed") + self.conflicts

    @property
    def of(self) -> int:
        """How many things there are that are not known, those that are refused too."""
        return self.takes + len(self.refused)


def from_whom(desk: Desk, sender: Person | None) -> str:
    """“from Laptop B, known since March 2023”, “from an unknown sender, lusab-babad-…”, or that nobody signed it."""
    if sender is None:
        return _("not signed, so nobody can say whose it is")
    if sender.author == desk.services.library.author:
        return _("from this laptop")
    name = words.isolated(sender.name) if sender.name else sender.words
    if sender.known:
        since = format_date(sender.first_seen[:7])
        return _("from {name}, known since {month}").format(name=name, month=since)
    return _("from {name}, a sender that you have not accepted ({words})").format(name=name, words=sender.words)


def seen_in(desk: Desk, look: Look) -> Seen:
    """Say what a look has found as the window shows it."""
    signed = frozenset(
        (batch.author, name) for arrival in look.arrivals for batch in arrival.batches for name in batch.edits
    )
    offers = [
        Offered(
            Beheld(desk, coming.after, coming.instrument, signed),
            coming.changes,
            coming.conflicts,
            coming.before is None,
            coming.gains_published,
            coming.erased,
        )
        for coming in look.comings
    ]
    refused = [say(one) for one in look.refused]
    return Seen(tuple(map(_file, look.files)), tuple(offers), look.known, tuple(refused), look.awaited)


def _file(file: Incoming) -> FileSeen:
    kind = file.arrival.kind if file.arrival is not None else "backup" if file.damaged else "whole"
    return FileSeen(file.name, file.bytes, file.sender, _why(file), kind)


def _why(file: Incoming) -> str:
    """Why a file is refused; its name stands above it already."""
    said = say(file.refused) if file.refused is not None else ""
    return said.removeprefix(f"{file.path}: ").removeprefix(f"{file.name}: ")
