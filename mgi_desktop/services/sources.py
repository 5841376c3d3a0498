"""The sources of an assessment: added, changed, merged, removed and brought back, each perhaps with a file."""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from mgi_desktop.domain.assessment import Assessment, File
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.sources import merged
from mgi_desktop.domain.words import N_

from .attachments import Attachments
from .journal import Changed, Journal, Label
from .library import Library

_Entity = tuple[str, str]


class Sources:
    """What is done with sources, wherever they are cited."""

    def __init__(
        self, journal: Journal, library: Library, attachments: Attachments, today: Callable[[], date] = date.today
    ) -> None:
        self._journal = journal
        self._library = library
        self._attachments = attachments
        self._today = today

    def add(self, assessment: str, fields: Mapping[str, Value]) -> tuple[str, Changed]:
        """Add a source; return its key. Dates may be a year, a month or a day."""
        key = str(uuid.uuid4())
        return key, self._journal.record(assessment, self.new(assessment, key, fields), Label(N_("new source")))

    def change(self, assessment: str, key: str, fields: Mapping[str, Value]) -> Changed:
        """Change fields of a source; every answer that cites it shows the change."""
        changes = {FieldRef("source", key, name): value or None for name, value in fields.items()}
        return self._journal.record(assessment, changes, Label(N_("change of a source")))

    def remove(self, assessment: str, key: str) -> Changed:
        """Remove a source; its citations go with it, and come back with it."""
        return self._journal.delete(assessment, "source", key, Label(N_("removal of a source")))

    def bring_back(self, assessment: str, key: str) -> Changed:
        """Bring a removed source back, with all that it held and all that cites it."""
        changes: dict[FieldRef, Value] = {FieldRef("source", key, "deleted"): None}
        return self._journal.record(assessment, changes, Label(N_("return of a source")))

    def attach(self, assessment: str, key: str, file: File) -> Changed:
        """Give a source a file that was taken in, in place of the one it had, from today on."""
        if key not in self._library.open(assessment).sources:  # removed while the file was read
            raise Refused(N_("This source is no longer here. Bring it back, or choose another."))
        changes = {FieldRef("source", key, name): value for name, value in self._attached(file).items()}
        changed = self._journal.record(assessment, changes, Label(N_("file of a source")))
        self._attachments.arrived(file)
        return changed

    def detach(self, assessment: str, key: str) -> Changed:
        """Take the file of a source away; undo brings it back."""
        changes: dict[FieldRef, Value] = {FieldRef("source", key, name): None for name in ("file", "attached")}
        return self._journal.record(assessment, changes, Label(N_("file of a source")))

    def add_files(self, assessment: str, files: Sequence[File]) -> tuple[list[str], Changed]:
        """Make a source of each of these files, named like it: one deed. Return their keys."""
        changes: dict[FieldRef, Value] = {}
        keys = [str(uuid.uuid4()) for _file in files]
        rank = self._last_rank(assessment)
        for key, file in zip(keys, files, strict=True):
            rank = between(rank, None)
            title = PurePath(file.name).stem.strip() or file.name
            values = {"kind": "other", "title": title, "rank": rank, **self._attached(file)}
            changes |= {FieldRef("source", key, name): value for name, value in values.items()}
        changed = self._journal.record(assessment, changes, Label(N_("new sources of files")))
        self._attachments.arrived(*files)
        return keys, changed

    def merge(self, assessment: str, kept: str, gone: str, taken: Collection[str] = ()) -> Changed:
        """Make one source of two that are the same: every citation and finding of the one that goes names the other.

        `taken` are the fields in which the other's value stays; what only one of them says stays anyway. An answer that
        cites both at the same place cites it once. Refused while something about the two is in conflict.
        """
        self._journal.flush(assessment)
        read = self._library.open(assessment)
        if kept == gone or not {kept, gone} <= read.sources.keys():
            raise Refused(N_("This source is no longer here. Bring it back, or choose another."))
        citations, twins = _moving(read, kept, gone)
        findings = [finding.key for finding in read.findings if gone in finding.sources]
        _refuse_contested(read, {kept, gone}, {*citations, *twins}, set(findings))
        values = merged(read.sources[kept], read.sources[gone], taken)
        changes: dict[FieldRef, Value] = {FieldRef("source", kept, name): value for name, value in values.items()}
        changes |= {FieldRef("citation", key, "source"): kept for key in citations}
        for key in findings:
            changes |= {FieldRef("finding", key, f"sources/{gone}"): None}
            changes |= {FieldRef("finding", key, f"sources/{kept}"): True}
        removed: list[_Entity] = [("source", gone), *(("citation", key) for key in twins)]
        for entity, seen in self._journal.seen_of_each(assessment, removed).items():
            changes[FieldRef(*entity, "deleted")] = list(seen)
        return self._journal.record(assessment, changes, Label(N_("merging of two sources")))

    def new(self, assessment: str, key: str, fields: Mapping[str, Value]) -> dict[FieldRef, Value]:
        """Return the fields of a new source, the last in order; Refused where it has no title."""
        if not str(fields.get("title") or "").strip():
            raise Refused(N_("The source has no title yet. Write one."))
        values = {"kind": "other", **fields, "rank": between(self._last_rank(assessment), None)}
        return {FieldRef("source", key, name): value or None for name, value in values.items()}

    def _attached(self, file: File) -> dict[str, Value]:
        return {"file": file.value, "attached": self._today().isoformat()}

    def _last_rank(self, assessment: str) -> str | None:
        return max((source.rank for source in self._library.open(assessment).sources.values()), default=None)


def _moving(read: Assessment, kept: str, gone: str) -> tuple[list[str], list[str]]:
    """The citations of the source that goes: those to move over, and those that would say the same as another."""
    moving: list[str] = []
    twins: list[str] = []
    for answer in read.answers.values():
        places = {citation.locator for citation in answer.citations if citation.source == kept}
        for citation in answer.citations:
            if citation.source == gone:
                (twins if citation.locator in places else moving).append(citation.key)
                places.add(citation.locator)
    return moving, twins


def _refuse_contested(read: Assessment, sources: set[str], citations: set[str], findings: set[str]) -> None:
    def touched() -> Iterator[bool]:
        for conflict in read.conflicts:
            kind, key, name = conflict.ref
            yield kind == "source" and key in sources
            yield kind == "citation" and key in citations
            yield (
                kind == "finding"
                and key in findings
                and (name == "deleted" or name.removeprefix("sources/") in sources)
            )

    if any(touched()):
        raise Refused(N_("Something about these two sources is in conflict. Settle it first, then merge them."))
