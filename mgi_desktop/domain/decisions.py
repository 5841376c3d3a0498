"""Decisions: what reviewers accepted or asked to be changed, and whether it still speaks of what stands now."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .entities import Entity
from .held import Fields

UNNAMED = "0" * 64
"""Stands for edits that were judged and that nobody here can name: they came without a history."""
_NOT_JUDGED = ("suggestion", "rank", "deleted")
"""What is no part of what an answer or a finding says."""


class Verdict(StrEnum):
    """How reviewers left an answer or a finding; of several the first of these holds."""

    CHANGES = "changes"
    CHANGED = "changed"
    ACCEPTED_BEFORE = "accepted_before"
    ACCEPTED = "accepted"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True)
class Decision:
    """What one person decided on an answer or a finding; `on` is kind/key, `outcome` accepted or changes.

    `judged` names every edit that stood then, `after` the decision of the same person whose place it took. `author` is
    whose decision it says to be, `by` who wrote that: another, where it was brought in a document, or is made up.
    """

    key: str
    on: str
    outcome: str
    reason: str
    author: str
    at: str
    judged: frozenset[str]
    after: str = ""
    by: str = ""

    def is_of(self, author: str) -> bool:
        """Whether it is the decision of this person, and says so."""
        return self.author == self.by == author


@dataclass(frozen=True)
class Judgement:
    """The newest decision of one person on something, as one writer says, and whether that was changed since."""

    decision: Decision
    before_last_change: bool

    @property
    def verdict(self) -> Verdict:
        """What it comes to now."""
        if self.decision.outcome == "accepted":
            return Verdict.ACCEPTED_BEFORE if self.before_last_change else Verdict.ACCEPTED
        return Verdict.CHANGED if self.before_last_change else Verdict.CHANGES


def decision_of(entity: Entity) -> Decision:
    """Return the decision that an entity is; an outcome that nobody knows asks for changes, so that it is looked at."""
    return Decision(
        key=entity.key,
        on=entity.words("on"),
        outcome="accepted" if entity.words("outcome") == "accepted" and not _contested(entity) else "changes",
        reason=entity.words("reason"),
        author=entity.words("author"),
        at=entity.words("at"),
        judged=frozenset(entity.members("judged")),
        after=entity.words("after"),
        by=_by(entity),
    )


def _by(entity: Entity) -> str:
    """Who wrote how it was decided."""
    held = entity.fields.get("outcome")
    return held.heads[0].author if held is not None and held.heads else ""


def _contested(entity: Entity) -> bool:
    held = entity.fields.get("outcome")
    return held is not None and held.in_conflict


def heads(fields: Fields, cited: Mapping[str, str], things: Collection[str]) -> dict[str, frozenset[str]]:
    """Return every head of each of these things (kind/key): its own fields, and of an answer those of its citations.

    `cited` are the citations that are here, by key, with the code of their answer.
    """
    found: dict[str, set[str]] = {on: set() for on in things}
    for ref, held in fields.items():
        on = f"answer/{cited.get(ref.key, '')}" if ref.kind == "citation" else f"{ref.kind}/{ref.key}"
        if on in found and ref.field not in _NOT_JUDGED:
            found[on].update(head.id for head in held.heads)
    return {on: frozenset(names) for on, names in found.items()}


def judgements(
    decisions: Iterable[Decision], standing: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Judgement, ...]]:
    """Return the newest decision of each person on each thing; `standing` are the heads of now.

    What somebody else says to be a person's decision stands beside it, and takes no place of it.
    """
    by_person: dict[tuple[str, str, str], list[Decision]] = {}
    for decision in decisions:
        by_person.setdefault((decision.on, decision.author, decision.by), []).append(decision)
    found: dict[str, list[Judgement]] = {}
    for (on, *_whose), made in by_person.items():
        newest = _newest(made)
        found.setdefault(on, []).append(Judgement(newest, newest.judged != standing.get(on, frozenset())))
    return {on: tuple(sorted(held, key=_when)) for on, held in found.items()}


def _newest(made: list[Decision]) -> Decision:
    """The one whose place no other took: clocks only choose where a person decided twice without knowing of it."""
    gone = {decision.after for decision in made}
    standing = [decision for decision in made if decision.key not in gone] or made
    return max(standing, key=lambda decision: (decision.at, decision.key))


def _when(judgement: Judgement) -> tuple[str, str]:
    return judgement.decision.at, judgement.decision.key


def verdict(held: Iterable[Judgement]) -> Verdict:
    """What the decisions on one thing come to, the gravest first."""
    found = {judgement.verdict for judgement in held}
    return next((one for one in Verdict if one in found), Verdict.NOT_JUDGED)
