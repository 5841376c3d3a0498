"""Checking that the store is whole."""

from dataclasses import dataclass, field
from pathlib import Path

from mgi_desktop.domain.edits import proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import document
from mgi_desktop.files import read_limited
from mgi_desktop.store import derived, edits

from .instruments import named
from .journal import Journal


@dataclass(frozen=True)
class Problem:
    """Something that is not as it should be: an English sentence with named fields, and its place."""

    message: str
    where: str = ""
    fields: dict[str, object] = field(default_factory=dict)


class Safekeeping:
    """Verifies the store: the file, every edit by its hash, and the derived tables against the edits."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def check(self) -> list[Problem]:
        """Return what is wrong with the store; the derived tables are rebuilt on the way."""
        problems = [
            Problem(N_("The database file is damaged: {report}"), fields={"report": row[0]})
            for row in self._journal.read.execute("PRAGMA integrity_check(20)")
            if row[0] != "ok"
        ]
        for edit in edits.every(self._journal.read):
            try:
                proven(edit.id, edit.record, edit.body)
            except Refused as refused:
                problems.append(Problem(refused.message, refused.where, refused.fields))
        if not problems:
            with self._journal.database.writing() as connection:
                differing = derived.differing(connection)
            problems += [
                Problem(N_("The derived table “{table}” was not what the edits say; it was made anew."), table)
                for table in differing
            ]
        return problems


def check_file(path: Path) -> list[Problem]:
    """Return what is wrong with a plain document; nothing is imported, and no store is needed."""
    try:
        read = document.parse(read_limited(path, document.LIMIT))
        document.check_against(read, named(*read.instrument))
    except Refused as refused:
        where = "" if refused.where == str(path) else refused.where
        return [Problem(refused.message, where, refused.fields)]
    return []
