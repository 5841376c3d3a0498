"""How far an assessment is: one rule, the same number on every surface."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .assessment import Answer, Assessment
from .instrument import NOT_APPLICABLE, Domain, Indicator, Instrument, Presence, Subdomain
from .words import N_

RULE = N_(
    "An indicator of the questionnaire counts as answered when it has a value of its scale or is not applicable, "
    "and is neither to be verified nor in conflict."
)
"""The one rule, as it is published."""


class State(StrEnum):
    """What has been done about an indicator."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    BEGUN = "begun"
    TO_BE_VERIFIED = "to_be_verified"
    NOT_YET = "not_yet"


def state(answer: Answer) -> State:
    """Return the state of an indicator; a conflict and the flag count as to be verified."""
    if answer.verify or answer.in_conflict:
        return State.TO_BE_VERIFIED
    if answer.value == NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    if answer.value:
        return State.ANSWERED
    return State.BEGUN if answer.justification or answer.citations else State.NOT_YET


def counts_as_answered(answer: Answer) -> bool:
    """Say whether an answer counts: a value or not applicable, and nothing to be verified."""
    return state(answer) in (State.ANSWERED, State.NOT_APPLICABLE)


def presence(indicator: Indicator, answer: Answer) -> Presence | State:
    """Return what exists, or the state where nothing can be said of it yet."""
    if state(answer) is State.ANSWERED:
        return indicator.presence(answer.value) or State.TO_BE_VERIFIED
    return State.NOT_YET if state(answer) is State.BEGUN else state(answer)


@dataclass(frozen=True)
class Progress:
    """So many indicators answered, of so many."""

    answered: int
    of: int


def progress(part: Instrument | Domain | Subdomain, assessment: Assessment) -> Progress:
    """Count the answered indicators of an instrument, a domain or a subdomain."""
    codes = list(_codes(part))
    return Progress(sum(counts_as_answered(assessment.answer(code)) for code in codes), len(codes))


def _codes(part: Instrument | Domain | Subdomain) -> Iterable[str]:
    if isinstance(part, Instrument):
        return part.indicators
    return (indicator.code for indicator in part.indicators)


def next_unanswered(instrument: Instrument, assessment: Assessment, after: str | None) -> str | None:
    """Return the first indicator after this one, going round, that does not count as answered."""
    codes = list(instrument.indicators)
    start = codes.index(after) + 1 if after in codes else 0
    turn = codes[start:] + codes[:start]
    return next((code for code in turn if not counts_as_answered(assessment.answer(code))), None)
