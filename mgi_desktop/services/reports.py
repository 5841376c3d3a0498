"""What an import would bring, and the report of what it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.assessment import Assessment, Conflict, File
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.merging import Change
from mgi_desktop.store import imports

from .incoming import Incoming
from .journal import Changed


@dataclass(frozen=True)
class Coming:
    """What an import would make of one assessment: `before` is None where it is not here yet.

    `erased` are the edits that are here and would lose their value for good, since somebody erased it elsewhere.
    """

    before: Assessment | None
    after: Assessment
    instrument: Instrument
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    erased: tuple[Edit, ...] = ()

    @property
    def id(self) -> str:
        """The assessment."""
        return self.after.id

    @property
    def gains_published(self) -> bool:
        """Whether what is published here would gain something, which is marked there until it is reopened."""
        return self.before is not None and self.before.published and bool(self.changes)


@dataclass(frozen=True)
class Look:
    """What an import would bring; `known` counts the edits that are here already, `new` those that are not.

    `awaited` are attached files that the assessments name, which are neither here nor come now.
    """

    files: tuple[Incoming, ...]
    comings: tuple[Coming, ...]
    refused: tuple[Refused, ...]
    new: int
    known: int
    awaited: tuple[str, ...] = ()

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """What the files bring that are not refused."""
        return tuple(file.arrival for file in self.files if file.arrival is not None)

    @property
    def erased(self) -> int:
        """How many values on this laptop would be erased for good."""
        return sum(len(coming.erased) for coming in self.comings)


@dataclass(frozen=True)
class Report:
    """What an import brought, as it is kept; `said` is plain data: counts, files, assessments, what is awaited."""

    number: int
    at: str
    file: str
    sender: str
    said: Mapping[str, Any]
    aside: bool
    changed: Changed | None = field(default=None, compare=False)


Settled = Mapping[tuple[str, FieldRef], Value]
"""By which value a conflict (assessment, field) is settled; of `deleted`: True deletes again, False restores."""


def said(look: Look, new: Sequence[Edit], files: Sequence[File]) -> dict[str, Any]:
    """The report of an import: plain data, said in words where it is shown."""
    return {
        "files": [
            {
                "name": file.name,
                "sender": file.sender.author if file.sender else "",
                "sender_name": file.sender.name if file.sender else "",
                "known": bool(file.sender and file.sender.known),
            }
            for file in look.files
            if file.arrival is not None
        ],
        "assessments": [
            {
                "id": coming.id,
                "subject": coming.after.subject,
                "is_new": coming.before is None,
                "edits": sum(edit.assessment == coming.id for edit in new),
                "changed": len(coming.changes),
                "conflicts": len(coming.conflicts),
                "published": coming.gains_published,
                "erased": len(coming.erased),
                "trashed": coming.after.trashed,
            }
            for coming in look.comings
        ],
        "edits": len(new),
        "known": look.known,
        "attached": [file.name for file in files],
        "awaited": list(look.awaited),
        "refused": [
            {
                "message": one.message,
                "where": one.where,
                "fields": {name: str(value) for name, value in one.fields.items()},
            }
            for one in look.refused
        ],
    }


def report_of(found: imports.Import) -> Report:
    """The report as it was kept."""
    return Report(found.number, found.at, found.file, found.sender, found.report, found.aside)
