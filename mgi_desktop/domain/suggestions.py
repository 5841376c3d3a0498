"""Suggested findings: what the answers would say in the profile."""

from collections.abc import Iterator
from dataclasses import dataclass

from .assessment import Assessment
from .instrument import Indicator, Instrument, Presence, pick
from .progress import State, presence


@dataclass(frozen=True)
class Suggestion:
    """A finding that an answer leads to; `sources` are those that the answer cites."""

    indicator: str
    domain: str
    kind: str
    presence: Presence
    text: str
    language: str
    sources: tuple[str, ...]


def suggestions(instrument: Instrument, assessment: Assessment, domain: str | None = None) -> tuple[Suggestion, ...]:
    """Return what is suggested, in the instrument's order, for one domain or all.

    An answer that a finding of the same kind already rests on, or that was set aside, suggests nothing; nor does a
    complete answer without a justification, since there is nothing to say yet.
    """
    taken = {(finding.kind, code) for finding in assessment.findings for code in finding.indicators}
    return tuple(
        suggestion
        for indicator in instrument.indicators.values()
        if domain in (None, indicator.domain)
        for suggestion in _suggested(indicator, instrument, assessment)
        if (suggestion.kind, suggestion.indicator) not in taken
    )


def _suggested(indicator: Indicator, instrument: Instrument, assessment: Assessment) -> Iterator[Suggestion]:
    answer = assessment.answer(indicator.code)
    exists = presence(indicator, answer)
    if answer.set_aside or isinstance(exists, State):
        return
    if exists == "complete":
        kind, text, language = "well_developed", answer.justification, assessment.language
    else:
        kind = "potential"
        text, language = pick(indicator.recommendation, assessment.language, instrument.source_language)
    if text.strip():
        sources = tuple(dict.fromkeys(citation.source for citation in answer.citations))
        yield Suggestion(indicator.code, indicator.domain, kind, exists, text, language, sources)
