"""The trash: what was removed from an assessment, and whole assessments; all of it can be brought back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment, Comment, Finding, Section, Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Entry, Library

_RETURNS: Mapping[str, str] = {
    "source": N_("return of a source"),
    "finding": N_("return of a finding"),
    "section": N_("return of a section"),
    "comment": N_("return of a comment"),
    "citation": N_("return of a citation"),
}


@dataclass(frozen=True)
class Removed:
    """Something that was removed, as it said last; by whom, and when by that laptop's clock."""

    kind: str
    thing: Source | Finding | Section | Comment
    author: str
    at: str

    @property
    def key(self) -> str:
        """The key of what was removed."""
        return self.thing.key


class Trash:
    """Lists what was removed, and brings it back."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def removed(self, read: Assessment) -> list[Removed]:
        """What was removed from an assessment, the last first."""
        return sorted(_removed(read), key=lambda one: (one.at, one.key), reverse=True)

    def bring_back(self, assessment: str, kind: str, key: str) -> Changed:
        """Bring something removed back, with all that it held and all that named it."""
        changes: dict[FieldRef, Value] = {FieldRef(kind, key, "deleted"): None}
        return self._journal.record(assessment, changes, Label(_RETURNS[kind]))

    def assessments(self) -> list[Entry]:
        """The assessments in the trash, the one changed last first."""
        return [entry for entry in self._library.all_entries() if entry.trashed]

    def move(self, assessment: str) -> Changed:
        """Move an assessment to the trash: a deed in the library. Edited elsewhere since, it comes back by itself."""
        label = Label(N_("removal of {subject}"), {"subject": self._library.open(assessment).subject})
        return self._journal.delete(assessment, "assessment", assessment, label)

    def take_back(self, assessment: str) -> Changed:
        """Bring an assessment back into the library."""
        label = Label(N_("return of {subject}"), {"subject": self._library.open(assessment).subject})
        changes: dict[FieldRef, Value] = {FieldRef("assessment", assessment, "deleted"): None}
        return self._journal.record(assessment, changes, label, scope="", even_published=True)


def _removed(read: Assessment) -> Iterator[Removed]:
    things: Mapping[str, tuple[Source | Finding | Section | Comment, ...]] = {
        "source": read.removed_sources,
        "finding": read.removed_findings,
        "section": read.removed_sections,
        "comment": read.removed_comments,
    }
    for kind, removed in things.items():
        for thing in removed:
            heads = read.held(FieldRef(kind, thing.key, "deleted")).heads
            last = max(heads, key=lambda head: (head.at, head.id))
            yield Removed(kind, thing, last.author, last.at)
