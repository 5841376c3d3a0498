"""How far an assessment is: one rule for every surface."""

import itertools

import pytest

from mgi_desktop.domain.assessment import Answer, Citation, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Choice, Domain, Indicator, Instrument, Subdomain
from mgi_desktop.domain.progress import Progress, State, counts_as_answered, next_unanswered, presence, progress, state

CITED = (Citation("c", "1", "s", "", ""),)
SCALE = (Choice("yes", "complete", {}), Choice("partial", "partial", {}), Choice("no", "absent", {}))


def indicator(code):
    return Indicator(code, {}, {}, {}, {}, SCALE, code[0], code[:3])


def subdomain(code, count):
    return Subdomain(code, {}, tuple(indicator(f"{code}.{n}") for n in range(1, count + 1)))


FIRST = Domain("1", {}, {}, (subdomain("1.1", 2), subdomain("1.2", 1)))
SECOND = Domain("2", {}, {}, (subdomain("2.1", 1),))
INSTRUMENT = Instrument("small", "1", "local", "en", ("en",), {}, {}, (FIRST, SECOND), "0" * 64)


def answered(**values):
    """An assessment with these values, by code with `_` for `.`."""
    fields = {
        FieldRef("answer", code[1:].replace("_", "."), "value"): Held((Head(f"{n}", value, "name:A", ""),))
        for n, (code, value) in enumerate(values.items())
    }
    return assemble("a", fields)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("1"), State.NOT_YET),
        (Answer("1", justification="x"), State.BEGUN),
        (Answer("1", citations=CITED), State.BEGUN),
        (Answer("1", value="yes"), State.ANSWERED),
        (Answer("1", value="no"), State.ANSWERED),
        (Answer("1", value="yes", justification="x", citations=CITED), State.ANSWERED),
        (Answer("1", value=NOT_APPLICABLE), State.NOT_APPLICABLE),
        (Answer("1", set_aside=True), State.NOT_YET),
        (Answer("1", value="yes", set_aside=True), State.ANSWERED),
    ],
)
def test_the_state_of_an_indicator(answer, expected):
    assert state(None, answer) is expected


@pytest.mark.parametrize(("verify", "in_conflict"), [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize(
    ("value", "justification", "citations"),
    list(itertools.product([None, "yes", "no", NOT_APPLICABLE], ["", "x"], [(), CITED])),
)
def test_a_flag_or_a_conflict_comes_before_everything(value, justification, citations, verify, in_conflict):
    answer = Answer("1", value, verify, justification, citations, in_conflict=in_conflict)
    assert state(None, answer) is State.TO_BE_VERIFIED
    assert presence(indicator("1.1.1"), answer) is State.TO_BE_VERIFIED
    assert not counts_as_answered(indicator("1.1.1"), answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("1", value="yes"), "complete"),
        (Answer("1", value="partial"), "partial"),
        (Answer("1", value="no"), "absent"),
        (Answer("1", value=NOT_APPLICABLE), State.NOT_APPLICABLE),
        (Answer("1", justification="x"), State.NOT_YET),
        (Answer("1"), State.NOT_YET),
        (Answer("1", value="no longer on the scale"), State.TO_BE_VERIFIED),
    ],
)
def test_unanswered_is_never_folded_into_absent(answer, expected):
    assert presence(indicator("1.1.1"), answer) == expected


def test_a_value_that_is_not_on_the_scale_any_more_counts_nowhere():
    answer = Answer("1.1.1", value="no longer on the scale")
    assert state(indicator("1.1.1"), answer) is State.TO_BE_VERIFIED
    assert state(None, answer) is State.ANSWERED, "nothing is known of the scale"
    assert progress(INSTRUMENT, answered(_1_1_1="no longer on the scale")) == Progress(0, 4)


def test_progress_counts_values_and_not_applicable_in_every_part():
    read = answered(_1_1_1="yes", _1_1_2=NOT_APPLICABLE, _2_1_1="no", _9_9_9="yes")
    assert progress(INSTRUMENT, read) == Progress(3, 4)
    assert progress(FIRST, read) == Progress(2, 3)
    assert progress(FIRST.subdomains[0], read) == Progress(2, 2)
    assert progress(SECOND, read) == Progress(1, 1)
    assert progress(INSTRUMENT, answered()) == Progress(0, 4)


def test_the_next_unanswered_goes_round():
    read = answered(_1_1_2="yes", _2_1_1="no")
    assert next_unanswered(INSTRUMENT, read, None) == "1.1.1"
    assert next_unanswered(INSTRUMENT, read, "1.1.1") == "1.2.1"
    assert next_unanswered(INSTRUMENT, read, "1.2.1") == "1.1.1"
    assert next_unanswered(INSTRUMENT, read, "unknown") == "1.1.1"
    only = answered(_1_1_1="yes", _1_1_2="yes", _1_2_1="yes")
    assert next_unanswered(INSTRUMENT, only, "2.1.1") == "2.1.1"
    assert next_unanswered(INSTRUMENT, answered(_1_1_1="yes", _1_1_2="yes", _1_2_1="no", _2_1_1="no"), None) is None
