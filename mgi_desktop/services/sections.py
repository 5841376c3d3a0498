"""The sections of the profile: switched, renamed, ordered, added, removed and brought back."""

import uuid

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.ordering import new_ranks
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.sections import is_own, sections
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Library


class Sections:
    """What is done with the sections; their texts are typed like all others. Nothing is kept of what nobody changed."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def switch(self, assessment: str, key: str, on: bool) -> Changed:
        """Print a section, or leave it out; what is written in it stays."""
        label = Label(N_("section shown") if on else N_("section left out"))
        return self._record(assessment, {FieldRef("section", key, "enabled"): on}, label)

    def rename(self, assessment: str, key: str, language: str, title: str) -> Changed:
        """Give a section a title in a language; an empty one is the profile's own."""
        ref = FieldRef("section", key, f"title@{language}")
        return self._record(assessment, {ref: title.strip() or None}, Label(N_("title of a section")))

    def move(self, assessment: str, key: str, after: str | None) -> Changed:
        """Put a section after another, or first with None."""
        standing = {section.key: section.rank for section in sections(self._library.open(assessment))}
        stood = list(standing)
        order = [one for one in stood if one != key]
        order.insert(order.index(after) + 1 if after is not None else 0, key)
        ranks = new_ranks(order, {one: standing[one] for one in order if one != key}) if order != stood else {}
        changes: dict[FieldRef, Value] = {FieldRef("section", one, "rank"): rank for one, rank in ranks.items()}
        return self._record(assessment, changes, Label(N_("order of the sections")))

    def add(self, assessment: str, title: str) -> tuple[str, Changed]:
        """Add a section of one's own at the end; return its key."""
        read = self._library.open(assessment)
        key = str(uuid.uuid4())
        changes: dict[FieldRef, Value] = {
            FieldRef("section", key, f"title@{read.language}"): title.strip() or None,
            FieldRef("section", key, "rank"): between(sections(read)[-1].rank, None),
        }
        return key, self._record(assessment, changes, Label(N_("new section")))

    def remove(self, assessment: str, key: str) -> Changed:
        """Remove a section of one's own; it can be brought back. Refused for one that every profile has."""
        if not is_own(key):
            raise Refused(N_("Every profile has this section. It can be left out, not removed."))
        return self._journal.delete(assessment, "section", key, Label(N_("removal of a section")))

    def bring_back(self, assessment: str, key: str) -> Changed:
        """Bring a removed section back, with all that it held."""
        changes: dict[FieldRef, Value] = {FieldRef("section", key, "deleted"): None}
        return self._journal.record(assessment, changes, Label(N_("return of a section")))

    def back_to_own_text(self, assessment: str, key: str, language: str) -> Changed:
        """Let go of what is written in a section in a language, so that the profile's own text is printed."""
        ref = FieldRef("section", key, f"text@{language}")
        return self._record(assessment, {ref: None}, Label(N_("text of a section")))

    def _record(self, assessment: str, changes: dict[FieldRef, Value], label: Label) -> Changed:
        """Record a change; a section that was deleted elsewhere is there again with it."""
        removed = _removed(self._library.open(assessment))
        back = {FieldRef("section", ref.key, "deleted"): None for ref in changes if ref.key in removed}
        return self._journal.record(assessment, {**changes, **back}, label)


def _removed(read: Assessment) -> set[str]:
    return {section.key for section in read.removed_sections}
