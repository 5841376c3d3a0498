"""What became of each indicator from one round to the next."""

from dataclasses import replace

import pytest

from mgi_desktop.domain.assessment import Answer, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.rounds import Change, Round, changes, compare, tally
from tests.versions import MOVED, NEW, REMOVED, RESCALED, REWORDED, SAME, instrument, of_2027, of_now

NOW = instrument(of_now())
NEXT = instrument(of_2027())


def a_round(instrument=NOW, **answers):
    """A round in which these were answered: `L1_1_2="yes"`, or a dict of fields."""
    fields = {}
    for code, said in answers.items():
        values = said if isinstance(said, dict) else {"value": said}
        for name, value in values.items():
            ref = FieldRef("answer", code.replace("_", "."), name)
            fields[ref] = Held((Head(f"{code}{name}", value, "name:Ana", "2023-05-02T15:04:05.000Z"),))
    return Round(assemble("0198c0de-0000-7000-8000-000000000001", fields), instrument)


def change_of(code, earlier, now):
    return {one.code: one for one in compare(earlier, now)}[code]


@pytest.mark.parametrize(
    ("then", "now", "change", "why"),
    [
        ("no", "partial", Change.MORE, ""),
        ("no", "yes", Change.MORE, ""),
        ("partial", "yes", Change.MORE, ""),
        ("yes", "partial", Change.LESS, ""),
        ("yes", "no", Change.LESS, ""),
        ("yes", "yes", Change.SAME, ""),
        (None, "no", Change.NEWLY_ANSWERED, ""),
        ("no", None, Change.NO_LONGER_ANSWERED, ""),
        (None, None, Change.UNANSWERED, ""),
        ("not_applicable", "not_applicable", Change.SAME, ""),
        ("not_applicable", "yes", Change.NOT_COMPARABLE, "not_applicable"),
        ("no", "not_applicable", Change.NOT_COMPARABLE, "not_applicable"),
        (None, "not_applicable", Change.NEWLY_ANSWERED, ""),
        ("no", {"value": "yes", "verify": True}, Change.NOT_COMPARABLE, "to_be_verified"),
        ({"value": "no", "verify": True}, "yes", Change.NOT_COMPARABLE, "to_be_verified"),
        ({"justification": "begun"}, "yes", Change.NEWLY_ANSWERED, ""),
        ("no longer on the scale", "yes", Change.NOT_COMPARABLE, "to_be_verified"),
    ],
)
def test_presence_decides_what_became_of_an_indicator(then, now, change, why):
    earlier = a_round(**({} if then is None else {"L1_1_5": then}))
    later = a_round(**({} if now is None else {"L1_1_5": now}))
    found = change_of("L1.1.5", earlier, later)
    assert (found.change, found.why, found.reworded) == (change, why, False)


def test_two_values_of_the_same_presence_are_the_same():
    assert change_of(SAME, a_round(L1_1_1="b"), a_round(L1_1_1="c")).change is Change.SAME


def test_a_reworded_question_is_compared_and_marked():
    found = change_of(REWORDED, a_round(L1_1_2="no"), a_round(NEXT, L1_1_2="yes"))
    assert (found.change, found.reworded) == (Change.MORE, True)


def test_another_scale_is_not_compared():
    found = change_of(RESCALED, a_round(L1_1_3="no"), a_round(NEXT, L1_1_3="open"))
    assert (found.change, found.why) == (Change.NOT_COMPARABLE, "scale")


def test_new_and_removed_indicators_stand_by_themselves():
    compared = compare(a_round(L1_3_1="yes"), a_round(NEXT, L1_1_90="b"))
    found = {one.code: one for one in compared}
    assert found[NEW].change is Change.ADDED
    assert found[NEW].earlier is None
    assert found[REMOVED].change is Change.REMOVED
    assert found[REMOVED].indicator.question == NOW.indicators[REMOVED].question
    assert [one.code for one in compared][-1] == REMOVED, "what is no longer asked stands last"
    assert found[MOVED].indicator.domain == "2"


def test_the_tally_counts_every_indicator_once_in_the_domain_of_now():
    counted = tally(compare(a_round(L1_1_5="no"), a_round(L1_1_5="yes")))
    assert counted["1"][Change.MORE] == 1
    assert {code: sum(part.values()) for code, part in counted.items()} == {
        domain.code: len(domain.indicators) for domain in NOW.domains
    }


def test_the_printed_changes_name_both_answers_and_nothing_that_cannot_be_compared():
    earlier = a_round(L1_1_2="no", L1_1_5="yes", L1_1_6="no", L1_3_1="yes")
    now = a_round(
        NEXT, L1_1_2="yes", L1_1_5="partial", L1_1_90="a", L2_1_1="yes", L1_1_6={"value": "yes", "verify": True}
    )
    first, second = changes(earlier, now, "es", "No aplica")
    assert (first.code, first.title) == ("1", NEXT.text(NEXT.domain("1").title, "es"))
    assert [(one.code, one.before, one.now, one.reworded) for one in first.more] == [(REWORDED, "No", "Sí", True)]
    assert [(one.code, one.before, one.now) for one in first.less] == [("L1.1.5", "Sí", "Parcialmente")]
    assert [(one.code, one.before) for one in first.added] == [(NEW, "")]
    assert first.added[0].language == "en", "a new question without a translation says in which language it is"
    assert [one.code for one in second.added] == ["L2.1.1"]


def test_a_domain_without_changes_is_not_printed():
    same = a_round(L1_1_2="yes", L2_1_1="no")
    assert changes(same, same, "en", "") == ()


def test_a_conflict_is_not_compared():
    two = Held(tuple(Head(value, value, "name:Ana", "") for value in ("no", "yes")))
    contested = assemble("0198c0de-0000-7000-8000-000000000001", {FieldRef("answer", "L1.1.5", "value"): two})
    found = change_of("L1.1.5", a_round(L1_1_5="no"), replace(a_round(), assessment=contested))
    assert (found.change, found.why) == (Change.NOT_COMPARABLE, "to_be_verified")
    assert found.answer_then == replace(
        Answer("L1.1.5", "no"), author=found.answer_then.author, at=found.answer_then.at
    )
