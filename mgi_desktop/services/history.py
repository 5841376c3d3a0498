"""What was changed, by whom and when: of a field, of an entity, of the whole assessment; and what was said restored."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.domain.erasure import named_by
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import FIELDS, known
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits, history, local

from .journal import Changed, Journal, Label
from .library import Library

PAGE = 50
"""So many deeds are read at once."""
LOOK = 500
"""So many edits are looked at before others are given their turn."""
STEPS = 100
"""So many steps of one deed are kept; an import has thousands."""
_OWN_WAYS = {("assessment", "stage"), ("assessment", "instrument")}
_NEVER = ("erasure", "person", "stage_change", "decision")


@dataclass(frozen=True)
class Erasure:
    """Who erased a value, when by that laptop's clock, and why."""

    author: str
    at: str
    reason: str


@dataclass(frozen=True)
class Said:
    """A value as one edit said it: not `here` where that edit has not arrived, `erased` where the value is gone."""

    edit: str
    value: Value = None
    author: str = ""
    at: str = ""
    here: bool = True
    erased: Erasure | None = None


@dataclass(frozen=True)
class Step:
    """One edit: what it said, and what it replaced, which is several after a conflict."""

    ref: FieldRef
    after: Said
    before: tuple[Said, ...]

    def stands(self, read: Assessment) -> bool:
        """Whether it is what the field says, or one of the values in conflict."""
        return any(head.id == self.after.edit for head in read.held(self.ref).heads)


@dataclass(frozen=True)
class Deed:
    """What one person did at once; `label` is what it is called where it was done here, `others` are not in `steps`."""

    action: str
    author: str
    at: str
    steps: tuple[Step, ...]
    others: int = 0
    label: Label | None = None
    undone: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is looked for: of one author, of these kinds, between two times in UTC, holding all of these words."""

    author: str = ""
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    words: str = ""

    def passes(self) -> Callable[[Edit], bool]:
        """Return what says whether an edit is looked for."""
        looked_for = fold(self.words).split()

        def wanted(edit: Edit) -> bool:
            return (
                (not self.kinds or edit.ref.kind in self.kinds)
                and (not self.author or edit.author == self.author)
                and (not self.since or edit.at >= self.since)
                and (not self.until or edit.at < self.until)
                and (not looked_for or _holds(edit, looked_for))
            )

        return wanted


def _holds(edit: Edit, words: Iterable[str]) -> bool:
    value = edit.value if isinstance(edit.value, str) else json.dumps(edit.value, ensure_ascii=False)
    said = fold(f"{edit.ref.key} {value}")
    return all(word in said for word in words)


@dataclass
class _Run:
    """The edits of one deed while they are read."""

    action: str
    edits: list[Edit] = field(default_factory=list)
    others: int = 0


class Reading:
    """A history that is read on as one goes down in it, the newest first."""

    def __init__(self, journal: Journal, assessment: str, found: Iterator[Edit], wanted: Wanted) -> None:
        self._read = journal.read
        self._found, self._wanted = found, wanted.passes()
        self._labels = local.labels(self._read, assessment)
        self._erasures = _erasures(journal, assessment)
        self._run: _Run | None = None
        self.looked_at = 0
        self.ended = False

    def more(self, most: int = PAGE, look: int = LOOK) -> list[Deed]:
        """The next deeds, so many at most; fewer, perhaps none, where so many edits were looked at and it goes on."""
        runs: list[_Run] = []
        for _turn in range(look):
            edit = next(self._found, None)
            if edit is None:
                runs += [self._run] if self._run else []
                self._run, self.ended = None, True
                break
            self.looked_at += 1
            if not self._wanted(edit):
                continue
            if self._run and self._run.action == edit.action:
                self._add(edit)
                continue
            runs += [self._run] if self._run else []
            self._run = _Run(edit.action, [edit])
            if len(runs) == most:
                break
        return self._deeds(runs)

    def _add(self, edit: Edit) -> None:
        assert self._run is not None
        if len(self._run.edits) < STEPS:
            self._run.edits.append(edit)
        else:
            self._run.others += 1

    def _deeds(self, runs: list[_Run]) -> list[Deed]:
        names = [name for run in runs for edit in run.edits for name in edit.replaces]
        earlier = history.named(self._read, names)
        return [self._deed(run, earlier) for run in runs]

    def _deed(self, run: _Run, earlier: dict[str, Edit]) -> Deed:
        last = run.edits[0]
        steps = tuple(self._step(edit, earlier) for edit in reversed(run.edits))
        label, undone = self._labels.get(run.action, ("", False))
        named = json.loads(label) if label else None
        said = Label(named["message"], named["fields"]) if named else None
        return Deed(run.action, last.author, last.at, steps, run.others, said, undone)

    def _step(self, edit: Edit, earlier: dict[str, Edit]) -> Step:
        before = tuple(self._said(name, earlier.get(name)) for name in edit.replaces)
        return Step(edit.ref, self._said(edit.id, edit), before)

    def _said(self, name: str, edit: Edit | None) -> Said:
        if edit is None:
            return Said(name, here=False)
        erased = self._erasures.get(name, Erasure("", "", "")) if edit.body is None else None
        return Said(name, edit.value, edit.author, edit.at, erased=erased)


class History:
    """Reads what was done, and says again what was said earlier."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def of_assessment(self, assessment: str, wanted: Wanted = Wanted()) -> Reading:
        """Everything that was done in an assessment, in the order in which it arrived here."""
        return Reading(self._journal, assessment, history.newest(self._journal.read, assessment), wanted)

    def of_entity(self, assessment: str, kind: str, key: str) -> Reading:
        """What was done with one entity: with its citations, and all comments and decisions on it."""
        return self._back_from(assessment, _fields_of(self._library.open(assessment), kind, key))

    def of_field(self, assessment: str, ref: FieldRef) -> Reading:
        """What was done with one field."""
        return self._back_from(assessment, [ref])

    def count(self, assessment: str) -> int:
        """How many edits there are."""
        return history.count(self._journal.read, assessment)

    def authors(self, assessment: str) -> tuple[str, ...]:
        """Whoever wrote something in an assessment."""
        read = self._library.open(assessment)
        return tuple(sorted({*read.people, *(head.author for held in read.fields.values() for head in held.heads)}))

    def can_restore(self, step: Step, said: Said) -> bool:
        """Whether an earlier value can be said again: not a stage or a questionnaire, which have their own ways."""
        if not said.here or said.erased or not known(step.ref) or step.ref.kind in _NEVER:
            return False
        return (step.ref.kind, step.ref.field) not in _OWN_WAYS and not (
            step.ref.field == "deleted" and said.value is not None
        )

    def restore(self, assessment: str, edit: str) -> Changed:
        """Say again what an edit said, also of something that was removed: it is brought back. One deed."""
        said = history.named(self._journal.read, [edit]).get(edit)
        if said is None or said.assessment != assessment or said.body is None:
            raise Refused(N_("This value is no longer here, so it cannot be restored."))
        ref = said.ref
        self._check_scale(assessment, ref, said.value)
        changes: dict[FieldRef, Value] = {ref: said.value}
        deleted = FieldRef(ref.kind, ref.key, "deleted")
        heads = edits.field(self._journal.read, assessment, deleted)
        if "deleted" in FIELDS.get(ref.kind, {}) and any(head.value is not None for head in heads):
            changes[deleted] = None
        named = Label(N_("earlier value in {key}"), {"key": ref.key})
        label = named if ref.kind == "answer" else Label(N_("return to an earlier value"))
        return self._journal.record(assessment, changes, label)

    def _check_scale(self, assessment: str, ref: FieldRef, value: Value) -> None:
        if (ref.kind, ref.field) == ("answer", "value") and value is not None:
            indicator = self._library.questionnaire(assessment).indicators.get(ref.key)
            if indicator is None or not indicator.takes(str(value)):
                raise Refused(N_("“{value}” is not on the scale of {code}."), value=value, code=ref.key)

    def _back_from(self, assessment: str, fields: Iterable[FieldRef]) -> Reading:
        found = history.back_from(self._journal.read, assessment, fields)
        return Reading(self._journal, assessment, found, Wanted())


def _fields_of(read: Assessment, kind: str, key: str) -> list[FieldRef]:
    """The fields of an entity, and of what belongs to it: the citations of an answer, what is said on anything."""
    belonging = {
        ("comment", "on"): f"{kind}/{key}",
        ("decision", "on"): f"{kind}/{key}",
        ("citation", "answer"): key if kind == "answer" else None,
    }
    entities = {(kind, key)} | {
        ref[:2]
        for ref, held in read.fields.items()
        if any(head.value == belonging.get((ref.kind, ref.field), head) for head in held.heads)
    }
    return [ref for ref in read.fields if ref[:2] in entities]


def _erasures(journal: Journal, assessment: str) -> dict[str, Erasure]:
    """Every erasure of an assessment by the edit that it erased; of several the first to have been written."""
    rows = history.erasing(journal.read, assessment)
    reasons = {key: json.loads(value) for key, name, value, _author, _at in rows if name == "reason"}
    found: dict[str, Erasure] = {}
    for key, name, value, author, at in sorted(rows, key=lambda row: str(row[4]), reverse=True):
        edit = named_by(FieldRef("erasure", key, name))
        if edit and value == "true":
            found[edit] = Erasure(author, at, str(reasons.get(key) or ""))
    return found
