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


def state(indicator: Indicator | None, answer: Answer) -> State:
    """Return the state of an indicator; the flag, a conflict, and a value not on its scale are to be verified.

    Without the indicator nothing is known of its scale, and any value counts.
    """
    if answer.verify or answer.in_conflict:
        return State.TO_BE_VERIFIED
    if answer.value and indicator is not None and not indicator.takes(answer.value):
        return State.TO_BE_VERIFIED
    if answer.value == NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    if answer.value:
        return State.ANSWERED
    return State.BEGUN if answer.justification or answer.citations else State.NOT_YET


def counts_as_answered(indicator: Indicator, answer: Answer) -> bool:
    """Say whether an answer counts: a value of the scale or not applicable, and nothing to be verified."""
    return state(indicator, answer) in (State.ANSWERED, State.NOT_APPLICABLE)


def presence(indicator: Indicator, answer: Answer) -> Presence | State:
    """Return what exists, or the state where nothing can be said of it yet."""
    now = state(indicator, answer)
    if now is State.ANSWERED:
        return indicator.presence(answer.value) or now
    return State.NOT_YET if now is State.BEGUN else now


@dataclass(frozen=True)
class Progress:
    """So many indicators answered, of so many."""

    answered: int
    of: int


def progress(part: Instrument | Domain | Subdomain, assessment: Assessment) -> Progress:
    """Count the answered indicators of an instrument, a domain or a subdomain."""
    indicators = list(_indicators(part))
    answered = sum(counts_as_answered(one, assessment.answer(one.code)) for one in indicators)
    return Progress(answered, len(indicators))


def _indicators(part: Instrument | Domain | Subdomain) -> Iterable[Indicator]:
    return part.indicators.values() if isinstance(part, Instrument) else part.indicators


def next_unanswered(instrument: Instrument, assessment: Assessment, after: str | None) -> str | None:
    """Return the first indicator after this one, going round, that does not count as answered."""
    codes = list(instrument.indicators)
    start = codes.index(after) + 1 if after in codes else 0
    turn = codes[start:] + codes[:start]
    return next(
        (code for code in turn if not counts_as_answered(instrument.indicators[code], assessment.answer(code))), None
    )
