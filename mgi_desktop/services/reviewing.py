"""Reviewing: what is accepted, what should be changed, and what is proposed instead and taken over."""

import uuid

from mgi_desktop.domain.assessment import Assessment, Comment
from mgi_desktop.domain.decisions import Decision
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.reviewing import judged_by, next_to_judge, things
from mgi_desktop.domain.threads import thing_of
from mgi_desktop.domain.upgrading import says_something
from mgi_desktop.domain.words import N_

from .comments import unsent
from .journal import Changed, Journal, Label
from .library import Library


class Reviewing:
    """What is decided on answers and findings; `on` is kind/key, such as `answer/L1.1.1`."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def accept(self, assessment: str, on: str) -> Changed:
        """Accept an answer or a finding as it stands; accepted twice, it is one decision."""
        read = self._read(assessment, on)
        kind, key = thing_of(on)
        if kind == "answer" and not says_something(read.answer(key)):
            raise Refused(N_("Nothing was answered to {code} yet, so there is nothing to accept."), code=key)
        label = _label(on, N_("acceptance of {code}"), N_("acceptance of a finding"))
        if judged_by(read, on, self._journal.author) and self._own(read, on)[-1].outcome == "accepted":
            return self._journal.record(assessment, {}, label)
        return self._decide(read, on, "accepted", "", label)

    def ask(self, assessment: str, on: str, reason: str) -> Changed:
        """Ask for changes to an answer or a finding; Refused where it is not said which."""
        if not reason.strip():
            raise Refused(N_("Nothing is written yet. Say what should be changed."))
        label = _label(on, N_("request to change {code}"), N_("request to change a finding"))
        return self._decide(self._read(assessment, on), on, "changes", reason.strip(), label)

    def withdraw(self, assessment: str, on: str) -> Changed:
        """Withdraw what this person decided on something, newly and before."""
        own = [("decision", one.key) for one in self._own(self._library.open(assessment), on)]
        seen = self._journal.seen_of_each(assessment, own)
        changes: dict[FieldRef, Value] = {FieldRef(*one, "deleted"): list(seen[one]) for one in own}
        return self._journal.record(assessment, changes, Label(N_("withdrawal of a decision")))

    def propose(self, assessment: str, on: str, field: str, value: str, remark: str = "") -> tuple[str, Changed]:
        """Propose another value for a field, such as `value`, `justification` or `text@es`; return the comment’s key.

        Refused where it is what stands there already, or not on the scale.
        """
        read = self._read(assessment, on)
        target = FieldRef(*thing_of(on), field)
        wanted = str(checked(target, value.strip()) or "")
        if not wanted:
            raise Refused(N_("Nothing is written yet. Write what you propose."))
        self._check_scale(read, target, wanted)
        if wanted == str(read.held(target).value or ""):
            raise Refused(N_("This is what stands there already. Change it first, then propose it."))
        key = str(uuid.uuid4())
        values: dict[str, Value] = {
            "on": on,
            "author": self._journal.author,
            "at": self._journal.stamp(),
            "text": remark.strip() or None,
            "field": field,
            "proposed": wanted,
            "rank": between(max((comment.rank for comment in read.comments), default=None), None),
            **{f"against/{head.id}": True for head in read.held(target).heads},
        }
        changes = {FieldRef("comment", key, name): held for name, held in values.items()}
        label = _label(on, N_("proposal for {code}"), N_("proposal for a finding"))
        return key, self._journal.record(assessment, changes, label, forgotten=unsent(assessment, _place(on, field)))

    def take_over(self, assessment: str, key: str) -> Changed:
        """Say in its field what a proposal proposes, and resolve it as taken: one deed."""
        read = self._library.open(assessment)
        comment = next((one for one in read.comments if one.key == key), None)
        target = comment.target if comment else None
        if comment is None or target is None:
            raise Refused(N_("This proposal is no longer here. Bring it back, or write a new one."))
        self._check_here(read, comment.on)
        self._check_scale(read, target, comment.proposed)
        changes: dict[FieldRef, Value] = {
            target: comment.proposed,
            FieldRef("comment", key, "resolved"): True,
            FieldRef("comment", key, "outcome"): "taken",
        }
        label = _label(comment.on, N_("proposal taken over in {code}"), N_("proposal taken over in a finding"))
        return self._journal.record(assessment, changes, label)

    def own(self, decision: Decision | Comment) -> bool:
        """Whether this person made it; a decision that another says to be this person's is none."""
        own = self._journal.author
        return decision.is_of(own) if isinstance(decision, Decision) else decision.author == own

    def next(self, read: Assessment, after: str, kind: str = "") -> str | None:
        """The next thing on which this person has not decided yet; of one kind, where one is named."""
        found = things(read, self._library.instrument_of(read))
        return next_to_judge(found, read, self._journal.author, after, kind)

    def _decide(self, read: Assessment, on: str, outcome: str, reason: str, label: Label) -> Changed:
        before = [one.decision.key for one in read.judgements.get(on, ()) if self.own(one.decision)]
        key = str(uuid.uuid4())
        values: dict[str, Value] = {
            "on": on,
            "outcome": outcome,
            "reason": reason or None,
            "author": self._journal.author,
            "at": self._journal.stamp(),
            "after": before[0] if before else None,
            **{f"judged/{name}": True for name in read.heads_of({on})[on]},
        }
        changes = {FieldRef("decision", key, name): value for name, value in values.items()}
        return self._journal.record(read.id, changes, label, forgotten=unsent(read.id, _place(on, "reason")))

    def _own(self, read: Assessment, on: str) -> list[Decision]:
        """What this person decided on something, the newest last."""
        newest = [one.decision for one in read.judgements.get(on, ()) if self.own(one.decision)]
        return [*(one for one in read.decisions if one.on == on and self.own(one) and one not in newest), *newest]

    def _read(self, assessment: str, on: str) -> Assessment:
        """Read it with what is being typed as edits: it is what stands that is judged."""
        self._journal.flush(assessment)
        read = self._library.open(assessment)
        self._check_here(read, on)
        return read

    def _check_here(self, read: Assessment, on: str) -> None:
        kind, key = thing_of(on)
        if kind == "finding" and all(finding.key != key for finding in read.findings):
            raise Refused(N_("This finding is no longer here. Bring it back first."))
        if kind == "answer" and key not in self._library.instrument_of(read).indicators:
            raise Refused(N_("The questionnaire has no indicator {code}."), code=key)

    def _check_scale(self, read: Assessment, target: FieldRef, value: str) -> None:
        if (target.kind, target.field) != ("answer", "value"):
            return
        if not self._library.instrument_of(read).indicators[target.key].takes(value):
            raise Refused(N_("“{value}” is not on the scale of {code}."), value=value, code=target.key)


def _place(on: str, field: str) -> str:
    """Where what is being written is kept until it is sent."""
    return f"{field}/{on}"


def _label(on: str, of_an_answer: str, of_a_finding: str) -> Label:
    kind, key = thing_of(on)
    return Label(of_an_answer, {"code": key}) if kind == "answer" else Label(of_a_finding)
