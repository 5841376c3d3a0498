"""What an import would bring to one assessment, for showing it: its changes by kind, and its new conflicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.merging import CHANGED, NEW, SETTLED, Change
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.exchange.beheld import Beheld
from mgi_desktop.ui.exchange.choosing import Where
from mgi_desktop.ui.naming import value_in_words
from mgi_desktop.ui.parts.conflict import deletion_sides, sides
from mgi_desktop.ui.review.contested import all_written

KINDS: Mapping[str, tuple[str, str]] = {
    "answer": (N_("Answers"), "page-questionnaire"),
    "citation": (N_("Citations"), "cite"),
    "source": (N_("Sources"), "page-sources"),
    "finding": (N_("Findings"), "page-findings"),
    "section": (N_("Sections"), "page-profile"),
    "comment": (N_("Comments"), "state-comment"),
    "decision": (N_("Decisions of reviewers"), "page-review"),
    "part": (N_("Parts given to people"), "person"),
    "assessment": (N_("Details"), "info"),
    "stage_change": (N_("Changes of stage"), "history"),
}
"""Kinds of things in words, with their icon, in the order in which they are listed."""
OTHER = (N_("From a newer version of the program"), "more")


@dataclass(frozen=True)
class Offered:
    """One assessment of an import, as it would be (`desk`), with what comes of it.

    `gains` says that it is published here, and gains something all the same; `erased` are the edits here that would
    lose their value for good.
    """

    desk: Beheld
    changes: Sequence[Change]
    conflicts: Sequence[Contested]
    is_new: bool
    gains: bool = False
    erased: Sequence[Edit] = ()

    @property
    def id(self) -> str:
        """The assessment."""
        return self.desk.assessment.id

    @property
    def stays_in_trash(self) -> bool:
        """Whether it lies in the trash of this laptop, and what comes leaves it there."""
        return not self.is_new and self.desk.assessment.trashed

    @cached_property
    def coming(self) -> frozenset[str]:
        """The heads that do not stand on this laptop yet."""
        return frozenset(head.id for change in self.changes for head in change.coming)

    @cached_property
    def things(self) -> Mapping[tuple[str, str], tuple[Change, ...]]:
        """What comes of each thing (kind, key), but for what is in conflict, and for what says the same as before."""
        removed = {one.ref[:2] for one in self.conflicts if one.ref.field == "deleted"}
        found: dict[tuple[str, str], tuple[Change, ...]] = {}
        for change in self.changes:
            thing = change.ref[:2]
            if change.outcome in (NEW, CHANGED, SETTLED) and thing not in removed:
                found[thing] = (*found.get(thing, ()), change)
        return found

    def of(self, group: str, kind: str) -> list[tuple[Change, ...]]:
        """The things of one kind that are “new” or “changed”, each with its changes."""
        return [found for thing, found in self.things.items() if kind_of(thing[0]) == kind and group_of(found) == group]

    def counted(self, group: str) -> Iterator[tuple[str, int]]:
        """Each kind of thing of which something is “new” or “changed”, with how many."""
        for kind in (*KINDS, ""):
            count = len(self.of(group, kind))
            if count:
                yield kind, count


def kind_of(kind: str) -> str:
    """The kind of a thing; empty for one that only a newer version knows."""
    return kind if kind in KINDS else ""


def group_of(changes: Sequence[Change]) -> str:
    """Whether a thing is “new”, all that comes being empty here, or “changed”."""
    return "new" if all(change.outcome == NEW for change in changes) else "changed"


def values_of(offered: Offered, conflict: Contested, *, files: int) -> list[Where]:
    """The values that would stand side by side, each with where it stands; what is on this laptop comes first."""
    desk, read = offered.desk, offered.desk.assessment
    there = _("In the file") if files == 1 else _("In one of the files")

    def place(here: bool) -> str:
        return _("On this laptop") if here else there

    if conflict.ref.field == "deleted":
        edited = [
            head
            for ref, held in read.fields.items()
            if ref[:2] == conflict.ref[:2] and ref.field != "deleted"
            for head in held.heads
        ]
        kept, removed = deletion_sides(conflict.heads, edited, desk, all_written(desk, *conflict.ref[:2]))
        gone_here = any(isinstance(head.value, list) and head.id not in offered.coming for head in conflict.heads)
        still_here = not gone_here and not offered.is_new
        both = [Where(place(still_here), kept, still_here), Where(place(gone_here), removed, gone_here)]
    else:
        found = sides(conflict.heads, desk, lambda value: value_in_words(desk, conflict.ref, value))
        standing = [head.value for head in conflict.heads if head.id not in offered.coming]
        both = [Where(place(side.value in standing), side, side.value in standing) for side in found]
    return sorted(both, key=lambda one: not one.here)
