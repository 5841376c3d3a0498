"""Undo where somebody else has written since, and typing over what somebody else wrote: nothing is torn in two."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")


@pytest.fixture
def take(services):
    """Takes edits in as a merge does."""

    def add_all(*made):
        with services.database.writing() as connection:
            edits.add(connection, made)

    return add_all


def heads(services, assessment, ref=TEXT):
    return edits.field(services.journal.read, assessment, ref)


def test_a_finding_in_which_somebody_wrote_since_is_left_whole(services, assessment, foreign, take):
    key, _changed = services.findings.add(assessment, "1", "potential", "Mine")
    ref = FieldRef("finding", key, "text@es")
    take(foreign(assessment, ref, "Hers", [heads(services, assessment, ref)[0].id]))
    changed = services.journal.undo(assessment)
    assert changed.fields == frozenset()
    assert {one.kind for one in changed.skipped} == {"finding"}
    (finding,) = services.library.open(assessment).findings
    assert (finding.domain, finding.kind, finding.text) == ("1", "potential", {"es": "Hers"})
    services.journal.redo(assessment)
    assert services.library.open(assessment).findings == (finding,)
    assert services.library.open(assessment).conflicts == ()


def test_a_finding_that_somebody_commented_on_since_is_left_whole(services, assessment, foreign, take):
    key, _changed = services.findings.add(assessment, "1", "potential", "Mine")
    comment = "00000000-0000-4000-8000-000000000001"
    take(foreign(assessment, FieldRef("comment", comment, "on"), f"finding/{key}"))
    services.journal.undo(assessment)
    assert [finding.key for finding in services.library.open(assessment).findings] == [key]


def test_a_source_that_somebody_cites_since_is_left_whole(services, assessment, foreign, take):
    key, _changed = services.sources.add(assessment, {"title": "Ley 155"})
    citation = "00000000-0000-4000-8000-000000000001"
    take(
        foreign(assessment, FieldRef("citation", citation, "answer"), CODE),
        foreign(assessment, FieldRef("citation", citation, "source"), key),
    )
    services.journal.undo(assessment)
    assert services.library.open(assessment).answer(CODE).citations[0].source == key
    assert services.library.open(assessment).sources[key].title == "Ley 155"


def test_what_nobody_else_touched_goes_as_ever_and_comes_back(services, assessment):
    key, _changed = services.findings.add(assessment, "1", "potential", "Mine")
    services.findings.rest_on(assessment, key, CODE, True)
    whole = services.library.open(assessment).findings
    for _turn in range(2):
        services.journal.undo(assessment)
        services.journal.undo(assessment)
        assert services.library.open(assessment).findings == ()
        services.journal.redo(assessment)
        services.journal.redo(assessment)
        assert services.library.open(assessment).findings == whole


def test_in_an_answer_each_field_is_taken_back_by_itself(services, assessment, foreign, take):
    services.answering.verify(assessment, CODE, True)
    take(foreign(assessment, TEXT, "Hers"))
    services.journal.undo(assessment)
    answer = services.library.open(assessment).answer(CODE)
    assert (answer.verify, answer.justification) == (False, "Hers")


def test_an_assessment_in_which_somebody_wrote_since_is_left_in_the_library(services, assessment, foreign, take):
    take(foreign(assessment, TEXT, "Hers"))
    assert services.journal.undo("").fields == frozenset()
    assert [entry.id for entry in services.library.entries()] == [assessment]


def test_typing_back_over_what_came_in_the_meantime_is_no_change(services, assessment, foreign, take):
    services.journal.record(assessment, {TEXT: "Before"}, Label("x"))
    services.journal.typed(assessment, TEXT, "Before and more")
    take(foreign(assessment, TEXT, "Hers", [heads(services, assessment)[0].id]))
    services.journal.typed(assessment, TEXT, "Before")
    assert services.journal.left(assessment, TEXT) is None
    assert [head.value for head in heads(services, assessment)] == ["Hers"]


def test_typing_back_to_nothing_over_what_came_in_the_meantime_is_no_change(services, assessment, foreign, take):
    services.journal.typed(assessment, TEXT, "a")
    take(foreign(assessment, TEXT, "Hers"))
    services.journal.typed(assessment, TEXT, "")
    assert services.journal.left(assessment, TEXT) is None
    assert [head.value for head in heads(services, assessment)] == ["Hers"]


def test_typing_the_same_as_came_in_the_meantime_is_no_change(services, assessment, foreign, take):
    services.journal.typed(assessment, TEXT, "The same")
    take(foreign(assessment, TEXT, "The same"))
    assert services.journal.flush(assessment) == []
    assert [head.value for head in heads(services, assessment)] == ["The same"]
    assert services.journal.undo_label(assessment) is None


def test_typing_something_else_over_what_came_in_the_meantime_is_a_conflict(services, assessment, foreign, take):
    services.journal.record(assessment, {TEXT: "Before"}, Label("x"))
    services.journal.typed(assessment, TEXT, "Before and more")
    take(foreign(assessment, TEXT, "Hers", [heads(services, assessment)[0].id]))
    services.journal.left(assessment, TEXT)
    assert {head.value for head in heads(services, assessment)} == {"Hers", "Before and more"}


def test_in_a_conflict_typing_one_of_both_settles_it(services, assessment, foreign, take):
    take(foreign(assessment, TEXT, "Hers"), foreign(assessment, TEXT, "His"))
    services.journal.typed(assessment, TEXT, "His")
    services.journal.left(assessment, TEXT)
    assert [head.value for head in heads(services, assessment)] == ["His"]
