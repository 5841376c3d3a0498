"""From one version of a questionnaire to another: what it asks as before, otherwise, elsewhere, newly or no longer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .assessment import Answer, Assessment, Finding
from .instrument import Indicator, Instrument, pick


@dataclass(frozen=True)
class Altered:
    """An indicator in both versions; `reworded`, `rescaled` and `moved` say what is not as before."""

    before: Indicator
    after: Indicator
    reworded: bool
    rescaled: bool
    moved: bool

    @property
    def code(self) -> str:
        """The code that both have."""
        return self.after.code

    @property
    def asks_otherwise(self) -> bool:
        """Whether an answer given before must be looked at again: a move alone changes nothing that it says."""
        return self.reworded or self.rescaled


@dataclass(frozen=True)
class Difference:
    """Two versions compared by permanent code, each list in the order of the questionnaire it is from."""

    same: tuple[Altered, ...]
    reworded: tuple[Altered, ...]
    rescaled: tuple[Altered, ...]
    moved: tuple[Altered, ...]
    new: tuple[Indicator, ...]
    removed: tuple[Indicator, ...]


def difference(before: Instrument, after: Instrument) -> Difference:
    """Compare two versions; an indicator may be reworded, have another scale and have moved, all at once."""
    language = after.source_language
    both = tuple(
        _altered(before.indicators[code], indicator, language)
        for code, indicator in after.indicators.items()
        if code in before.indicators
    )
    return Difference(
        same=tuple(one for one in both if not (one.asks_otherwise or one.moved)),
        reworded=tuple(one for one in both if one.reworded),
        rescaled=tuple(one for one in both if one.rescaled),
        moved=tuple(one for one in both if one.moved),
        new=tuple(one for code, one in after.indicators.items() if code not in before.indicators),
        removed=tuple(one for code, one in before.indicators.items() if code not in after.indicators),
    )


def reworded(before: Indicator, after: Indicator, language: str) -> bool:
    """Whether the question, or the label of a value that both have, reads otherwise in a language."""
    if before is after:  # of one questionnaire
        return False
    shared = {choice.value for choice in before.scale} & {choice.value for choice in after.scale}
    return _wording(before, shared, language) != _wording(after, shared, language)


def rescaled(before: Indicator, after: Indicator) -> bool:
    """Whether the scale has other values, or values that mean something else."""
    scales = [{choice.value: choice.presence for choice in one.scale} for one in (before, after)]
    return scales[0] != scales[1]


def _wording(indicator: Indicator, values: set[str], language: str) -> tuple[str, ...]:
    labels = sorted((choice.value, choice.label) for choice in indicator.scale if choice.value in values)
    texts = (indicator.question, *(label for _value, label in labels))
    return tuple(" ".join(pick(text, language, language)[0].split()) for text in texts)


def _altered(before: Indicator, after: Indicator, language: str) -> Altered:
    return Altered(
        before=before,
        after=after,
        reworded=reworded(before, after, language),
        rescaled=rescaled(before, after),
        moved=(before.domain, before.subdomain) != (after.domain, after.subdomain),
    )


def says_something(answer: Answer) -> bool:
    """Whether anything was answered: a value, a mark, a justification or a citation."""
    return bool(answer.value or answer.verify or answer.justification or answer.citations)


def concerned(assessment: Assessment, indicators: Iterable[Indicator | Altered]) -> int:
    """How many of these have been answered in any way."""
    return sum(says_something(assessment.answer(one.code)) for one in indicators)


def to_confirm(assessment: Assessment, changed: Difference) -> tuple[str, ...]:
    """The codes of the answers that an upgrade marks: a value or a justification, and the question is another now."""
    codes = dict.fromkeys(one.code for one in (*changed.reworded, *changed.rescaled))
    answers = map(assessment.answer, codes)
    return tuple(answer.indicator for answer in answers if answer.value or answer.justification)


def new_domains(assessment: Assessment, before: Instrument, after: Instrument) -> Mapping[str, str]:
    """Return the other domain of each finding that needs one, by key.

    A finding goes along where all that it rests on has moved; where its domain has another code, by its place.
    """
    domains = {finding.key: _moves_to(finding, before, after) for finding in assessment.findings}
    return {
        finding.key: domains[finding.key] for finding in assessment.findings if domains[finding.key] != finding.domain
    }


def _moves_to(finding: Finding, before: Instrument, after: Instrument) -> str:
    rests_on = [code for code in finding.indicators if code in before.indicators and code in after.indicators]
    came = {after.indicators[code].domain for code in rests_on}
    if len(came) == 1 and {before.indicators[code].domain for code in rests_on} == {finding.domain}:
        return came.pop()
    codes = [domain.code for domain in after.domains]
    return finding.domain if finding.domain in codes else codes[min(before.place(finding.domain), len(codes)) - 1]


def unasked(assessment: Assessment, instrument: Instrument) -> tuple[str, ...]:
    """The codes of which the assessment says something and that its questionnaire no longer asks, sorted.

    An answer, a finding that rests on it, or a remark or a decision on it.
    """
    codes = {code for code, answer in assessment.answers.items() if says_something(answer)}
    codes |= {code for finding in assessment.findings for code in finding.indicators}
    on = {*(comment.on for comment in assessment.comments), *(one.on for one in assessment.decisions)}
    codes |= {one.removeprefix("answer/") for one in on if one.startswith("answer/")}
    return tuple(sorted(code for code in codes if code not in instrument.indicators))


def off_scale(answer: Answer, instrument: Instrument) -> bool:
    """Whether a value was given on a scale that the questionnaire no longer has."""
    indicator = instrument.indicators.get(answer.indicator)
    return answer.value is not None and (indicator is None or not indicator.takes(answer.value))
