"""Join into…: one assessment that was begun apart is taken into another, as an import is, and goes to the trash."""

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.domain.erasure import erased_by, erasure
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.joining import Joining as Plan
from mgi_desktop.domain.joining import joining
from mgi_desktop.domain.merging import SAME
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import package
from mgi_desktop.store import batches, counting, edits, erasures, imports, local

from . import identity
from .journal import IMPORT, Changed, Journal, Label, changed_in
from .library import Entry, Library


@dataclass(frozen=True)
class Target:
    """An assessment into which another could be joined: `likely` where both seem to be of the same thing.

    `why_not` says why it cannot be, None where it can.
    """

    entry: Entry
    likely: bool
    why_not: Refused | None = None


@dataclass(frozen=True)
class Prospect:
    """What would come of it: from which assessment into which, and everything that is taken."""

    source: Assessment
    target: Assessment
    plan: Plan
    seen: int
    """The newest edit of the store when it was looked at."""


@dataclass(frozen=True)
class Joined:
    """What came of it; `number` is that of the import, by which it can be taken back."""

    source: str
    target: str
    plan: Plan
    number: int
    changed: Changed


class Joining:
    """Takes one assessment into another of the same questionnaire: nothing of it is lost, nothing overwritten."""

    def __init__(self, journal: Journal, library: Library, before: Callable[[str], object] = lambda _why: None) -> None:
        """`before` is called with the reason before anything is taken: the place of a backup."""
        self._journal = journal
        self._library = library
        self._before = before

    def targets(self, source: str) -> list[Target]:
        """The other assessments of its level: those that are likely the same first, those that cannot be last."""
        read = self._library.open(source)
        found = [
            Target(entry, _likely(read, entry), self._why_not(read, self._library.open(entry.id)))
            for entry in self._library.others(source)
            if entry.level == read.level
        ]
        return sorted(found, key=lambda target: (target.why_not is not None, not target.likely))

    def why_not(self, source: str) -> Refused | None:
        """Why an assessment can be joined into no other, None where it can."""
        return _published(self._library.open(source))

    def look(self, source: str, target: str) -> Prospect:
        """Work out what would be taken, what is the same, and what would be in conflict; Refused where it cannot be."""
        return self.prepared(source, target)()

    def prepared(self, source: str, target: str) -> "Prepared":
        """Read what `look` needs; what is returned works it out, in whatever thread it is called."""
        for one in (source, target):
            self._journal.flush(one)
        read, into = self._library.open(source), self._library.open(target)
        refused = self._why_not(read, into)
        if refused is not None:
            raise refused
        connection = self._journal.read
        own, others = (_sound(edits.shareable(connection, one)) for one in (target, source))
        return Prepared(read, into, own, others, edits.newest(connection))

    def join(self, look: Prospect) -> Joined:
        """Take the one into the other and move it to the trash: one deed of the library.

        Done again, when the other one has gone on elsewhere and has come again, it takes what is new.
        """
        if look.seen != edits.newest(self._journal.read) or local.drafts(self._journal.read):
            look = self.look(look.source.id, look.target.id)
        self._before("merge")
        source, target, plan = look.source, look.target, look.plan
        gone = FieldRef("assessment", source.id, "deleted")
        seen: Value = list(self._journal.seen(source.id, *gone[:2]))
        replaced = [head.id for head in edits.field(self._journal.read, source.id, gone)]
        emptied = self._journal.made(source.id, [(gone, seen, replaced)])
        label = Label(N_("joining of {subject} into {other}"), {"subject": source.subject, "other": target.subject})
        with self._journal.database.writing() as connection:
            number = imports.begin(connection, self._journal.stamp(), source.subject, self._journal.author)
            imports.take(connection, number, [*plan.edits, *emptied])
            self._sign(connection, source.id, (edit.id for edit in emptied))
            self._sign(connection, target.id, self._own(connection, plan))
            erasing = self._erasing(connection, target.id, plan)
            imports.take(connection, number, erasing)
            self._sign(connection, target.id, (edit.id for edit in erasing))
            imports.keep_report(connection, number, _report(look))
            said = {"message": label.message, "fields": dict(label.fields)}
            local.add_deed(connection, "", source.id, f"{IMPORT}{number}", said)
        touched = {target.id: {edit.ref for edit in plan.edits}, source.id: {gone}}
        return Joined(source.id, target.id, plan, number, changed_in(touched, self._journal.now(), label))

    def _sign(self, connection: sqlite3.Connection, assessment: str, names: Iterable[str]) -> None:
        pem = identity.key(self._journal.database.path.parent)
        batches.keep(connection, package.batches.make(pem, assessment, names))

    def _own(self, connection: sqlite3.Connection, plan: Plan) -> list[str]:
        """The edits that are made of such as this person wrote: those made here, or signed by this person."""
        own = [edit.id for edit in plan.edits if edit.author == self._journal.author]
        originals = {plan.made_of[name] for name in own}
        claimed = imports.came(connection, originals) - batches.signed(connection, self._journal.author, originals)
        return [name for name in own if plan.made_of[name] not in claimed]

    def _erasing(self, connection: sqlite3.Connection, target: str, plan: Plan) -> list[Edit]:
        """Erasings by this person of what others had erased in the source: in the target they have signed nothing."""
        waiting = {one.erasure for one in erasures.waiting(connection, target)}
        reasons = {edit.ref.key: str(edit.value or "") for edit in plan.edits if edit.ref[::2] == ("erasure", "reason")}
        named: dict[tuple[str, bool], list[str]] = {}
        by_id = {edit.id: edit for edit in plan.edits}
        for one in erased_by(plan.edits):
            if one.erasure in waiting and batches.signed(connection, one.author, [plan.made_of[one.erasure]]):
                named.setdefault((by_id[one.erasure].ref.key, one.whole), []).append(one.edit)
        made: list[Edit] = []
        for (key, whole), names in named.items():
            fields = erasure(str(uuid.uuid4()), names, reasons.get(key, ""), whole=whole)
            made += self._journal.made(target, [(ref, value, ()) for ref, value in fields.items()])
        return made

    def take_back(self, number: int) -> Changed:
        """Take a joining back, whatever was done since: what was taken is set aside, what was emptied is there again.

        What was built on it stays.
        """
        return self._journal.turn_import(number, aside=True)

    def _why_not(self, source: Assessment, target: Assessment) -> Refused | None:
        if source.id == target.id:
            return Refused(N_("This is the same assessment. Choose another one."))
        for read in (source, target):
            if _published(read):
                return _published(read)
        if source.instrument != target.instrument:
            return Refused(
                N_(
                    "“{subject}” uses another questionnaire. Change the questionnaire of one of the two first "
                    "(Assessment, Change the questionnaire…), then join them."
                ),
                subject=target.subject,
            )
        return None


@dataclass(frozen=True)
class Prepared:
    """What was read of the two assessments; called, it works out what comes of joining them."""

    source: Assessment
    target: Assessment
    own: Sequence[Edit]
    others: Sequence[Edit]
    seen: int

    def __call__(self) -> Prospect:
        """Work it out."""
        plan = joining(self.target.id, self.own, self.source.id, self.others)
        return Prospect(self.source, self.target, plan, self.seen)


def _sound(found: Sequence[Edit]) -> list[Edit]:
    return [edit for edit in found if counting.readable(edit) is not None]


def _published(read: Assessment) -> Refused | None:
    if not read.published:
        return None
    return Refused(N_("“{subject}” is published, so it is read-only. Reopen it first."), subject=read.subject)


def _likely(read: Assessment, entry: Entry) -> bool:
    """Whether both seem to be of the same thing: subject, country and round."""
    return (fold(read.subject), read.country, read.round) == (fold(entry.subject), entry.country, entry.round)


def _report(look: Prospect) -> dict[str, object]:
    """The report, in the form that those of imports from files have; `joined` says which assessment was taken in."""
    plan = look.plan
    items = [item for item in plan.items if item.outcome != SAME]
    target = {"id": look.target.id, "subject": look.target.subject, "is_new": False}
    return {
        "joined": {"id": look.source.id, "subject": look.source.subject},
        "files": [],
        "assessments": [{**target, "changed": len(items), "conflicts": len(plan.conflicts)}],
        "edits": plan.new,
        "known": len(plan.edits) - plan.new,
        "attached": [],
        "refused": [],
    }
