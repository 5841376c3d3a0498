"""Decisions: they speak of what stood when they were made, whoever changes it later, and whatever the clocks say."""

import pytest

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.decisions import Verdict, verdict
from mgi_desktop.domain.edits import FieldRef, Value, heads
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.upgrading import unasked
from mgi_desktop.services.instruments import shipped

ID = "11111111-1111-4111-8111-111111111111"
SOURCE = "22222222-2222-4222-8222-222222222222"
CITATION = "33333333-3333-4333-8333-333333333333"
FINDING = "44444444-4444-4444-8444-444444444444"
ON = "answer/L1.1.1"
OF_FINDING = f"finding/{FINDING}"
VALUE = FieldRef("answer", "L1.1.1", "value")


def key(number: int) -> str:
    return f"dddddddd-dddd-4ddd-8ddd-{number:012d}"


def read(made) -> Assessment:
    by_field = {
        place[1]: Held(tuple(Head(one.id, one.value, one.author, one.at) for one in found))
        for place, found in heads(made).items()
    }
    return assemble(ID, by_field)


class Paper:
    """Edits of one assessment, and the ids of those that stand on an answer or a finding."""

    def __init__(self, foreign) -> None:
        self._foreign = foreign
        self.edits = []

    def write(self, thing: str, fields: dict[str, Value], author: str = "name:Ana") -> None:
        for field, value in fields.items():
            ref = FieldRef(*thing.split("/"), field)
            standing = heads(self.edits).get((ID, ref), ())
            self.edits.append(self._foreign(ID, ref, value, [one.id for one in standing], author))

    def decide(
        self, number: int, author: str, outcome: str, on: str = ON, *, at: str = "", after: int = 0, by: str = ""
    ) -> None:
        fields: dict[str, Value] = {"on": on, "outcome": outcome, "author": author}
        fields["at"] = at or f"2023-05-0{number}T15:04:05.000Z"
        if after:
            fields["after"] = key(after)
        fields |= {f"judged/{name}": True for name in self.read.heads_of({on})[on]}
        self.write(f"decision/{key(number)}", fields, by or author)

    @property
    def read(self) -> Assessment:
        return read(self.edits)

    def verdict(self, on: str = ON) -> Verdict:
        return verdict(self.read.judgements.get(on, ()))


@pytest.fixture
def paper(foreign) -> Paper:
    made = Paper(foreign)
    made.write(f"assessment/{ID}", {"subject": "La Palma", "instrument": "0" * 64})
    made.write(ON, {"value": "a", "justification": "Desde 2014."})
    made.write(f"source/{SOURCE}", {"title": "Ley 155"})
    made.write(f"citation/{CITATION}", {"answer": "L1.1.1", "source": SOURCE, "locator": "art. 5"})
    made.write(OF_FINDING, {"domain": "1", "kind": "potential", "text@es": "Falta un plan."})
    return made


def test_what_another_says_to_be_a_persons_decision_takes_no_place_of_it(paper):
    paper.decide(1, "name:Rita", "changes")
    paper.decide(2, "name:Rita", "accepted", after=1, by="name:Mallory")
    paper.decide(3, "name:Rita", "accepted", after=2, by="name:Mallory")
    held = [one.decision for one in paper.read.judgements[ON]]
    assert [(one.key, one.by) for one in held] == [(key(1), "name:Rita"), (key(3), "name:Mallory")]
    assert [one.is_of("name:Rita") for one in held] == [True, False]
    assert paper.verdict() is Verdict.CHANGES


def test_an_answer_that_nobody_judged_is_not_judged(paper):
    assert paper.verdict() is Verdict.NOT_JUDGED


def test_what_was_accepted_is_accepted_until_something_in_it_changes(paper):
    paper.decide(1, "name:Berta", "accepted")
    assert paper.verdict() is Verdict.ACCEPTED
    paper.write(ON, {"justification": "Desde 2015."})
    assert paper.verdict() is Verdict.ACCEPTED_BEFORE


@pytest.mark.parametrize(
    ("thing", "fields"),
    [
        (ON, {"value": "b"}),
        (ON, {"verify": True}),
        (f"citation/{CITATION}", {"locator": "art. 6"}),
        ("citation/66666666-6666-4666-8666-666666666666", {"answer": "L1.1.1", "source": SOURCE}),
    ],
)
def test_its_value_its_mark_and_its_citations_are_judged_with_it(paper, thing, fields):
    paper.decide(1, "name:Berta", "accepted")
    paper.write(thing, fields)
    assert paper.verdict() is Verdict.ACCEPTED_BEFORE


def test_a_citation_that_is_taken_away_was_judged_too_and_brought_back_it_stands(paper):
    paper.decide(1, "name:Berta", "accepted")
    seen = sorted(one.id for one in paper.edits if one.ref[:2] == ("citation", CITATION))
    paper.write(f"citation/{CITATION}", {"deleted": seen})
    assert paper.verdict() is Verdict.ACCEPTED_BEFORE
    paper.write(f"citation/{CITATION}", {"deleted": None})
    assert paper.verdict() is Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("thing", "fields"),
    [
        (ON, {"suggestion": "set_aside"}),
        ("answer/L1.1.2", {"value": "a"}),
        (f"source/{SOURCE}", {"title": "Ley 155 de 2014"}),
        (f"citation/{CITATION}", {"rank": "b"}),
        ("comment/dddddddd-dddd-4ddd-8ddd-000000000009", {"on": ON, "text": "¿Desde cuándo?"}),
    ],
)
def test_what_is_no_part_of_the_answer_changes_no_decision(paper, thing, fields):
    paper.decide(1, "name:Berta", "accepted")
    paper.write(thing, fields)
    assert paper.verdict() is Verdict.ACCEPTED


def test_changes_that_were_asked_for_and_made_are_to_be_looked_at_again(paper):
    paper.decide(1, "name:Berta", "changes")
    assert paper.verdict() is Verdict.CHANGES
    paper.write(ON, {"justification": "Desde 2015."})
    assert paper.verdict() is Verdict.CHANGED


def test_two_reviewers_stand_beside_each_other_without_a_conflict(paper):
    paper.decide(1, "name:Berta", "accepted")
    paper.decide(2, "name:Carlos", "changes")
    assert [one.decision.author for one in paper.read.judgements[ON]] == ["name:Berta", "name:Carlos"]
    assert paper.verdict() is Verdict.CHANGES
    assert paper.read.conflicts == ()


def test_the_newest_decision_of_a_person_takes_the_place_of_the_earlier_whatever_the_clock_says(paper):
    paper.decide(1, "name:Berta", "changes", at="2031-01-01T00:00:00.000Z")
    paper.decide(2, "name:Berta", "accepted", at="2001-01-01T00:00:00.000Z", after=1)
    (judgement,) = paper.read.judgements[ON]
    assert judgement.verdict is Verdict.ACCEPTED


def test_decisions_that_name_each_other_hide_none(paper):
    paper.decide(1, "name:Berta", "changes", after=2)
    paper.decide(2, "name:Berta", "accepted", after=1)
    assert len(paper.read.judgements[ON]) == 1


def test_an_answer_in_conflict_is_judged_with_both_its_values_and_its_settling_is_a_change(paper, foreign):
    first = next(one for one in paper.edits if one.ref == VALUE)
    paper.edits.append(foreign(ID, VALUE, "b", [], "name:Carlos"))
    paper.decide(1, "name:Berta", "accepted")
    assert paper.verdict() is Verdict.ACCEPTED
    assert first.id in paper.read.decisions[0].judged
    paper.write(ON, {"value": "b"})
    assert paper.verdict() is Verdict.ACCEPTED_BEFORE


def test_an_outcome_in_conflict_asks_to_be_looked_at(paper, foreign):
    paper.decide(1, "name:Berta", "accepted")
    paper.edits.append(foreign(ID, FieldRef("decision", key(1), "outcome"), "changes", [], "name:Berta"))
    assert paper.verdict() is Verdict.CHANGES
    assert [one.ref.kind for one in paper.read.conflicts] == ["decision"]


# Findings


def test_a_finding_is_judged_with_its_text_its_list_and_what_it_rests_on(paper):
    on = OF_FINDING
    for number, fields in enumerate(
        ({"text@es": "Falta todo."}, {"kind": "well_developed"}, {"indicators/L1.1.1": True}), 1
    ):
        paper.decide(number, "name:Berta", "accepted", on, after=number - 1)
        assert paper.verdict(on) is Verdict.ACCEPTED
        paper.write(OF_FINDING, fields)
        assert paper.verdict(on) is Verdict.ACCEPTED_BEFORE


def test_its_place_in_the_order_is_not_judged(paper):
    on = OF_FINDING
    paper.decide(1, "name:Berta", "accepted", on)
    paper.write(OF_FINDING, {"rank": "b"})
    assert paper.verdict(on) is Verdict.ACCEPTED


def test_a_decision_goes_with_the_finding_that_is_removed_and_comes_back_with_it(paper):
    on = OF_FINDING
    paper.decide(1, "name:Berta", "accepted", on)
    decided = next(one for one in paper.edits if one.ref == FieldRef("decision", key(1), "on"))
    seen = sorted({decided.id, *(one.id for one in paper.edits if one.ref[:2] == ("finding", FINDING))})
    paper.write(OF_FINDING, {"deleted": seen})
    assert paper.read.decisions == ()
    assert paper.read.conflicts == ()
    paper.write(OF_FINDING, {"deleted": None})
    assert paper.verdict(on) is Verdict.ACCEPTED


def test_a_finding_removed_by_one_who_did_not_see_the_decision_stays_in_conflict(paper):
    seen = sorted(one.id for one in paper.edits if one.ref[:2] == ("finding", FINDING))
    paper.decide(1, "name:Berta", "accepted", OF_FINDING)
    paper.write(OF_FINDING, {"deleted": seen})
    assert [one.ref.field for one in paper.read.conflicts] == ["deleted"]
    assert len(paper.read.decisions) == 1


def test_a_decision_that_is_removed_is_withdrawn(paper):
    paper.decide(1, "name:Berta", "accepted")
    seen = sorted(one.id for one in paper.edits if one.ref[:2] == ("decision", key(1)))
    paper.write(f"decision/{key(1)}", {"deleted": seen})
    assert paper.verdict() is Verdict.NOT_JUDGED


def test_a_judged_answer_that_is_no_longer_asked_is_kept(paper):
    paper.decide(1, "name:Berta", "accepted", "answer/L9.9.9")
    assert "L9.9.9" in unasked(paper.read, shipped()[0])
