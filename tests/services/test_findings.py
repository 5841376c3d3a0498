"""Findings: accepted, written, moved by one edit each, removed and brought back with all they held."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import edits


@pytest.fixture
def desk(services, assessment):
    class Desk:
        id = assessment

        def texts(self, kind="potential", domain="1"):
            listed = services.library.open(assessment).findings_of(domain, kind)
            return [one.text.get("es", "") for one in listed]

        def keys(self, kind="potential"):
            return {one.text["es"]: one.key for one in services.library.open(assessment).findings_of("1", kind)}

        def add(self, *texts, kind="potential"):
            return [services.findings.add(assessment, "1", kind, text)[0] for text in texts]

        def move(self, text, after, kind="potential"):
            keys = {**self.keys("potential"), **self.keys("well_developed")}
            return services.findings.move(assessment, keys[text], kind, keys[after] if after else None)

    return Desk()


def test_a_suggestion_becomes_a_finding_with_what_it_rests_on(services, assessment, desk):
    indicator = services.library.questionnaire(assessment).indicators["L1.1.1"]
    complete = next(choice.value for choice in indicator.scale if choice.presence == "complete")
    absent = services.library.questionnaire(assessment).indicators["L1.1.2"].scale[-1].value
    services.answering.add_and_cite(assessment, "L1.1.1", {"title": "Ley"}, "art. 5")
    services.answering.answer(assessment, "L1.1.1", complete)
    ref = FieldRef("answer", "L1.1.1", "justification")
    services.journal.typed(assessment, ref, "Hay una oficina.")
    services.journal.left(assessment, ref)
    services.answering.answer(assessment, "L1.1.2", absent)
    first, second = services.findings.suggestions(services.library.open(assessment))
    key, changed = services.findings.accept(assessment, first)
    finding = services.library.open(assessment).findings[0]
    assert (finding.key, finding.domain, finding.kind) == (key, "1", "well_developed")
    assert finding.text == {"es": "Hay una oficina."}
    assert finding.indicators == ("L1.1.1",)
    assert finding.sources == tuple(services.library.open(assessment).sources)
    assert len({ref.key for ref in changed.fields}) == 1
    services.findings.accept(assessment, second)
    advice = services.library.questionnaire(assessment).indicators["L1.1.2"].recommendation["es"]
    assert desk.texts() == [advice]
    assert services.findings.suggestions(services.library.open(assessment)) == ()


def test_a_suggestion_clicked_twice_is_one_finding(services, assessment, desk):
    indicator = services.library.questionnaire(assessment).indicators["L1.1.1"]
    absent = next(choice.value for choice in indicator.scale if choice.presence == "absent")
    services.answering.answer(assessment, "L1.1.1", absent)
    (suggestion,) = services.findings.suggestions(services.library.open(assessment))
    key, _ = services.findings.accept(assessment, suggestion)
    again, changed = services.findings.accept(assessment, suggestion)
    assert (again, changed.fields) == (key, frozenset())
    assert len(desk.texts()) == 1


def test_a_suggestion_can_be_set_aside_and_taken_up_again(services, assessment):
    indicator = services.library.questionnaire(assessment).indicators["L1.1.1"]
    services.answering.answer(assessment, "L1.1.1", indicator.scale[-1].value)
    services.findings.set_aside(assessment, "L1.1.1")
    assert services.findings.suggestions(services.library.open(assessment)) == ()
    services.findings.set_aside(assessment, "L1.1.1", False)
    assert len(services.findings.suggestions(services.library.open(assessment))) == 1


def test_new_ones_come_last(services, assessment, desk):
    desk.add("a", "b", "c")
    desk.add("x", kind="well_developed")
    assert (desk.texts(), desk.texts("well_developed")) == (["a", "b", "c"], ["x"])


@pytest.mark.parametrize(
    ("moved", "after", "expected"),
    [
        ("c", None, "cabd"), ("a", "d", "bcda"), ("b", "c", "acbd"), ("d", "a", "adbc"), ("a", None, "abcd"),
        ("b", "a", "abcd"), ("d", "c", "abcd"),
    ],
)  # fmt: skip
def test_a_move_is_one_edit_of_one_finding(services, assessment, desk, moved, after, expected):
    desk.add(*"abcd")
    before = len(list(edits.every(services.database.connection)))
    changed = desk.move(moved, after)
    assert "".join(desk.texts()) == expected
    assert {ref.field for ref in changed.fields} <= {"rank"}
    assert {ref.key for ref in changed.fields} <= {desk.keys()[moved]}
    assert len(list(edits.every(services.database.connection))) - before == len(changed.fields) <= 1


def test_a_finding_goes_between_two_that_have_the_same_rank(services, assessment, desk):
    """As one has that was brought back after another took its place."""
    first, _, second = desk.add(*"abc")
    services.findings.remove(assessment, second)
    third, _ = services.findings.add(assessment, "1", "potential", "d")
    services.findings.bring_back(assessment, second)
    tied = [finding.key for finding in services.library.open(assessment).findings[-2:]]
    assert set(tied) == {second, third}
    services.findings.move(assessment, first, "potential", tied[0])
    assert [finding.key for finding in services.library.open(assessment).findings[-3:]] == [tied[0], first, tied[1]]


def test_a_move_to_where_it_stands_already_is_no_deed(services, assessment, desk):
    desk.add(*"abc")
    for text, after in [("c", None), ("a", "b"), ("c", "b"), ("a", None)]:
        desk.move(text, after)
    label = services.journal.undo_label(assessment)
    assert desk.move("a", None).fields == desk.move("b", "a").fields == desk.move("c", "b").fields == frozenset()
    assert services.journal.undo_label(assessment) == label


def test_a_move_to_the_other_list_changes_order_and_kind_alone(services, assessment, desk):
    desk.add("a", "b")
    desk.add("x", "y", kind="well_developed")
    changed = desk.move("a", "x", "well_developed")
    assert (desk.texts(), desk.texts("well_developed")) == (["b"], ["x", "a", "y"])
    assert {ref.field for ref in changed.fields} == {"rank", "kind"}
    services.journal.undo(assessment)
    assert (desk.texts(), desk.texts("well_developed")) == (["a", "b"], ["x", "y"])


def test_many_moves_keep_every_finding(services, assessment, desk):
    desk.add(*"abcdef")
    order = list("abcdef")
    for turn in range(40):
        moved = order[turn * 7 % 6]
        others = [one for one in order if one != moved]
        place = turn * 5 % 6
        desk.move(moved, others[place - 1] if place else None)
        others.insert(place, moved)
        order = others
        assert desk.texts() == order


def test_removed_and_brought_back_with_all_it_held(services, assessment, desk):
    (key,) = desk.add("a")
    services.findings.rest_on(assessment, key, "L1.1.1", True)
    source, _ = services.sources.add(assessment, {"title": "Ley"})
    services.findings.cite(assessment, key, source, True)
    before = services.library.open(assessment).findings
    services.findings.remove(assessment, key)
    read = services.library.open(assessment)
    assert (read.findings, read.removed_findings, read.conflicts) == ((), before, ())
    services.findings.bring_back(assessment, key)
    assert services.library.open(assessment).findings == before
    services.findings.rest_on(assessment, key, "L1.1.1", False)
    services.findings.cite(assessment, key, source, False)
    (finding,) = services.library.open(assessment).findings
    assert (finding.indicators, finding.sources) == ((), ())


def test_an_empty_finding_of_ones_own_is_there_to_be_written(services, assessment, desk):
    (key,) = desk.add("")
    assert [one.key for one in services.library.open(assessment).findings] == [key]
