"""The stages of an assessment: moved on, withdrawn, published and reopened, each with who, when and why."""

import uuid
from collections.abc import Collection

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.checks import Problem
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits

from .journal import Changed, Journal, Label
from .library import Library

_BESIDE = ("stage_change", "person", "erasure")
"""What comes with a stage, or beside the work: an assessment gains nothing by it."""


class Stages:
    """What is done with the stage; it is the only way to publish, and to change what is published."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library
        self._gained: tuple[Assessment, tuple[FieldRef, ...]] | None = None

    def problems(self, read: Assessment, stage: str) -> tuple[Problem, ...]:
        """What breaks the rules that bind at a stage; the stage itself being in conflict is settled by the change."""
        instrument = self._library.instrument_of(read)
        found = checks.problems(read, instrument, only=checks.binding(stage))
        return tuple(problem for problem in found if problem.ref != _stage(read.id))

    def move(self, assessment: str, stage: str, reason: str = "", overridden: Collection[str] = ()) -> Changed:
        """Move on to a later stage, one or several steps, or settle a stage in conflict.

        `overridden` names the rules that are broken knowingly; then a reason is needed, and both are kept.
        Refused where a rule is broken that is not named, and always where a conflict would be published.
        """
        read = self._read(assessment)
        if read.published:
            raise Refused(N_("This assessment is published. Reopen it before its stage is moved."))
        settles = read.held(_stage(assessment)).in_conflict
        if _step(read.stage, stage) < (0 if settles else 1):
            raise Refused(N_("The stage can only be moved on from here. To go back, withdraw it."))
        broken = self.problems(read, stage)
        if stage == "published" and any(problem.rule.name == "conflict" for problem in broken):
            raise Refused(N_("Something is in conflict. Settle it, then publish."))
        rules = sorted({problem.rule.name for problem in broken})
        if set(rules) - set(overridden):
            raise Refused(N_("Something that this stage asks for is still missing. Do it, or say why not."))
        if rules and not reason.strip():
            raise Refused(N_("Say why the stage is moved on although something is missing. The reason is kept."))
        return self._record(read, stage, reason, rules)

    def withdraw(self, assessment: str, stage: str, reason: str = "") -> Changed:
        """Go back to an earlier stage; what is published is reopened instead."""
        read = self._read(assessment)
        if read.published:
            raise Refused(N_("This assessment is published. Say why it is reopened."))
        return self._back(read, stage, reason)

    def reopen(self, assessment: str, stage: str, reason: str) -> Changed:
        """Make a published assessment one that can be changed again, at an earlier stage; it needs a reason."""
        read = self._read(assessment)
        if not read.published:
            raise Refused(N_("This assessment is not published, so it is open already."))
        if not reason.strip():
            raise Refused(N_("Say why it is reopened. The reason is kept."))
        return self._back(read, stage, reason)

    def gained(self, read: Assessment) -> tuple[FieldRef, ...]:
        """The fields in which a published assessment holds what others wrote and came after its publishing.

        Nothing once it is reopened. The arrival here decides, since laptops' clocks are wrong.
        """
        if not read.published:
            return ()
        if self._gained is None or self._gained[0] is not read:  # each mark on a page asks
            self._gained = read, self._came_since(read)
        return self._gained[1]

    def _came_since(self, read: Assessment) -> tuple[FieldRef, ...]:
        heads = read.held(_stage(read.id)).heads
        publishers = {head.author for head in heads}
        published = min(edits.arrival(self._journal.read, head.id) for head in heads)
        came = edits.since(self._journal.read, read.id, published)
        return tuple(
            sorted(
                {
                    edit.ref
                    for edit in came
                    if edit.ref.kind not in _BESIDE and edit.ref != _stage(read.id) and edit.author not in publishers
                    if any(head.id == edit.id for head in read.held(edit.ref).heads)
                }
            )
        )

    def _read(self, assessment: str) -> Assessment:
        """Read it with what is being typed as edits: no draft is left in what may be published."""
        self._journal.flush(assessment)
        return self._library.open(assessment)

    def _back(self, read: Assessment, stage: str, reason: str) -> Changed:
        if _step(read.stage, stage) >= 0:
            raise Refused(N_("Choose a stage before the one of now."))
        return self._record(read, stage, reason, ())

    def _record(self, read: Assessment, stage: str, reason: str, overridden: Collection[str]) -> Changed:
        key = str(uuid.uuid4())
        values: dict[str, Value] = {
            "before": read.stage,
            "stage": stage,
            "author": self._journal.author,
            "at": self._journal.stamp(),
            "reason": reason.strip() or None,
            **{f"overridden/{rule}": True for rule in overridden},
        }
        changes = {FieldRef("stage_change", key, name): value for name, value in values.items()}
        changes[_stage(read.id)] = stage
        return self._journal.record(read.id, changes, Label(N_("change of stage")), even_published=True)


def _stage(assessment: str) -> FieldRef:
    return FieldRef("assessment", assessment, "stage")


def _step(now: str, then: str) -> int:
    """So many stages on, negative for going back; Refused where there is no such stage."""
    if then not in STAGES:
        raise Refused(N_("There is no stage “{stage}”. It may be: {stages}."), stage=then, stages=", ".join(STAGES))
    return STAGES.index(then) - STAGES.index(now)
