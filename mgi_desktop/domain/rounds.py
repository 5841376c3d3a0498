"""Two rounds of assessments side by side, indicator by indicator: there is more in place than before, or less."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .assessment import Answer, Assessment
from .instrument import NOT_APPLICABLE, Indicator, Instrument, Presence, pick
from .progress import State, presence
from .upgrading import rescaled, reworded


class Change(StrEnum):
    """What became of an indicator from one round to the next. It describes; it is no score."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    NEWLY_ANSWERED = "newly_answered"
    NO_LONGER_ANSWERED = "no_longer_answered"
    UNANSWERED = "unanswered"
    ADDED = "added"
    REMOVED = "removed"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Compared:
    """One indicator in both rounds, each with its own wording; `why` says why it cannot be compared.

    `why` is to_be_verified, not_applicable or scale, and empty for what can be compared.
    """

    code: str
    change: Change
    earlier: Indicator | None
    now: Indicator | None
    answer_then: Answer
    answer_now: Answer
    reworded: bool = False
    why: str = ""

    @property
    def indicator(self) -> Indicator:
        """The indicator as it is asked now, else as it was asked."""
        found = self.now or self.earlier
        assert found is not None  # one of two questionnaires asked it
        return found


@dataclass(frozen=True)
class Round:
    """An assessment with the questionnaire that it was made with."""

    assessment: Assessment
    instrument: Instrument


def compare(earlier: Round, now: Round) -> tuple[Compared, ...]:
    """Compare two rounds by permanent code: in the order of the questionnaire of now, then what it no longer asks."""
    before, after = earlier.instrument.indicators, now.instrument.indicators
    language = now.instrument.source_language
    codes = [*after, *(code for code in before if code not in after)]
    return tuple(
        _compared(
            before.get(code), after.get(code), earlier.assessment.answer(code), now.assessment.answer(code), language
        )
        for code in codes
    )


def tally(compared: tuple[Compared, ...]) -> Mapping[str, Mapping[Change, int]]:
    """Count the changes of each domain, by the codes of the domains."""
    counted: dict[str, Counter[Change]] = {}
    for one in compared:
        counted.setdefault(one.indicator.domain, Counter())[one.change] += 1
    return counted


def _compared(
    earlier: Indicator | None, now: Indicator | None, answer_then: Answer, answer_now: Answer, language: str
) -> Compared:
    code = answer_now.indicator
    if earlier is None or now is None:
        change = Change.ADDED if earlier is None else Change.REMOVED
        return Compared(code, change, earlier, now, answer_then, answer_now)
    change, why = _change(earlier, now, answer_then, answer_now)
    return Compared(
        code, change, earlier, now, answer_then, answer_now, reworded=reworded(earlier, now, language), why=why
    )


def _change(earlier: Indicator, now: Indicator, answer_then: Answer, answer_now: Answer) -> tuple[Change, str]:
    was, is_now = presence(earlier, answer_then), presence(now, answer_now)
    if State.TO_BE_VERIFIED in (was, is_now):
        return Change.NOT_COMPARABLE, "to_be_verified"
    if State.NOT_YET in (was, is_now):
        if was is is_now:
            return Change.UNANSWERED, ""
        return (Change.NEWLY_ANSWERED if was is State.NOT_YET else Change.NO_LONGER_ANSWERED), ""
    if State.NOT_APPLICABLE in (was, is_now):
        return (Change.SAME, "") if was is is_now else (Change.NOT_COMPARABLE, "not_applicable")
    if rescaled(earlier, now):
        return Change.NOT_COMPARABLE, "scale"
    before, after = _extent(was), _extent(is_now)
    if before == after:
        return Change.SAME, ""
    return (Change.MORE if after > before else Change.LESS), ""


def _extent(exists: Presence | State) -> int:
    """How much is in place: absent before partial before complete."""
    extents: tuple[Presence | State, ...] = ("absent", "partial", "complete")
    return extents.index(exists)


# What the profile prints of it


@dataclass(frozen=True)
class ChangedIndicator:
    """One line of the printed changes: the question as it is asked now, and both answers in words.

    `before` is empty where there was no answer, or no such question.
    """

    code: str
    question: str
    language: str
    before: str
    now: str
    reworded: bool


@dataclass(frozen=True)
class ChangedDomain:
    """What changed in one domain since the previous round; lists without an entry are not printed."""

    code: str
    title: str
    more: tuple[ChangedIndicator, ...]
    less: tuple[ChangedIndicator, ...]
    added: tuple[ChangedIndicator, ...]


def changes(earlier: Round, now: Round, language: str, not_applicable: str) -> tuple[ChangedDomain, ...]:
    """Return what is printed of two rounds, domain by domain; a domain where nothing changed is left out.

    `not_applicable` is the word for that answer. What cannot be compared, and who is where, is not printed.
    """
    compared = compare(earlier, now)
    wanted = {Change.MORE: "more", Change.LESS: "less", Change.NEWLY_ANSWERED: "added", Change.ADDED: "added"}
    found: dict[tuple[str, str], list[ChangedIndicator]] = {}
    for one in compared:
        if one.change in wanted and _stands(one):
            line = _line(one, earlier.instrument, now.instrument, language, not_applicable)
            found.setdefault((one.indicator.domain, wanted[one.change]), []).append(line)
    return tuple(_domains(now.instrument, language, found))


def _stands(one: Compared) -> bool:
    """Whether there is an answer now that counts."""
    return one.now is not None and presence(one.now, one.answer_now) not in (State.NOT_YET, State.TO_BE_VERIFIED)


def _line(
    one: Compared, instrument_then: Instrument, instrument: Instrument, language: str, not_applicable: str
) -> ChangedIndicator:
    question, tongue = pick(one.indicator.question, language, instrument.source_language)
    return ChangedIndicator(
        code=one.code,
        question=question,
        language=tongue,
        before=said(one.earlier, one.answer_then, instrument_then, language, not_applicable),
        now=said(one.now, one.answer_now, instrument, language, not_applicable),
        reworded=one.reworded,
    )


def said(
    indicator: Indicator | None, answer: Answer, instrument: Instrument, language: str, not_applicable: str
) -> str:
    """Return the value of an answer in words, empty where there is none; one that is not on the scale as it is."""
    if indicator is None or answer.value is None:
        return ""
    if answer.value == NOT_APPLICABLE:
        return not_applicable
    labels = {choice.value: choice.label for choice in indicator.scale}
    return instrument.text(labels[answer.value], language) if answer.value in labels else answer.value


def _domains(
    instrument: Instrument, language: str, found: Mapping[tuple[str, str], list[ChangedIndicator]]
) -> Iterator[ChangedDomain]:
    for domain in instrument.domains:
        more, less, added = (tuple(found.get((domain.code, name), ())) for name in ("more", "less", "added"))
        if more or less or added:
            yield ChangedDomain(domain.code, instrument.text(domain.title, language), more, less, added)
