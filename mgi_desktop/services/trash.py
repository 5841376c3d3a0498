"""The trash: what was removed from an assessment, and whole assessments; all of it can be brought back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment, Comment, Finding, Section, Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Entry, Library

Back = Callable[[str, str], Changed]
"""Brings something back, by its assessment and its key."""


@dataclass(frozen=True)
class Removed:
    """Something that was removed, as it said last; by whom, when by that laptop's clock, and by which edit."""

    kind: str
    thing: Source | Finding | Section | Comment
    author: str
    at: str
    edit: str

    @property
    def key(self) -> str:
        """The key of what was removed."""
        return self.thing.key


class Trash:
    """Lists what was removed, and brings it back."""

    def __init__(self, journal: Journal, library: Library, ways: Mapping[str, Back]) -> None:
        """`ways` are the kinds of what can be brought back, and how each is."""
        self._journal = journal
        self._library = library
        self._ways = {**ways, "citation": self._cite_again}

    def removed(self, read: Assessment) -> list[Removed]:
        """What was removed from an assessment, the last first."""
        return sorted(_removed(read), key=lambda one: (one.at, one.key), reverse=True)

    def bring_back(self, assessment: str, kind: str, key: str) -> Changed:
        """Bring something removed back, with all that it held and all that named it: one deed."""
        return self._ways[kind](assessment, key)

    def knows(self, kind: str) -> bool:
        """Whether things of a kind can be brought back one by one."""
        return kind in self._ways

    def _cite_again(self, assessment: str, key: str) -> Changed:
        changes: dict[FieldRef, Value] = {FieldRef("citation", key, "deleted"): None}
        return self._journal.record(assessment, changes, Label(N_("return of a citation")))

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
    """Everything removed; what answers a removed comment comes back with that one."""
    threads = {comment.key for comment in read.removed_comments}
    things: Mapping[str, Sequence[Source | Finding | Section | Comment]] = {
        "source": read.removed_sources,
        "finding": read.removed_findings,
        "section": read.removed_sections,
        "comment": [comment for comment in read.removed_comments if comment.answers not in threads],
    }
    for kind, removed in things.items():
        for thing in removed:
            heads = read.held(FieldRef(kind, thing.key, "deleted")).heads
            last = max(heads, key=lambda head: (head.at, head.id))
            yield Removed(kind, thing, last.author, last.at, last.id)
