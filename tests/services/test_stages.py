"""Stages: moved, withdrawn, published, reopened; what each keeps, and what none of them lets through."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.store import edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")
VALUE = FieldRef("answer", CODE, "value")


@pytest.fixture
def read(services, assessment):
    """The assessment as it is now."""
    return lambda: services.library.open(assessment)


@pytest.fixture
def answered(services, assessment):
    """The assessment with every indicator answered: no rule is broken."""
    for code in services.library.questionnaire(assessment).indicators:
        services.answering.answer(assessment, code, "not_applicable")
    return assessment


@pytest.fixture
def add(services):
    """Takes edits in as a merge does."""

    def add_all(*made):
        with services.database.writing() as connection:
            edits.add(connection, made)

    return add_all


def stage(assessment):
    return FieldRef("assessment", assessment, "stage")


def test_each_move_keeps_who_when_and_why(services, assessment, read):
    services.library.rename_person("Ana")
    services.stages.move(assessment, "draft")
    services.stages.move(assessment, "consultation", "  Sent to three departments.  ")
    services.stages.withdraw(assessment, "collecting", "Two departments had no time.")
    changes = read().stage_changes
    assert read().stage == "collecting"
    assert [(one.before, one.stage, one.reason) for one in changes] == [
        ("collecting", "draft", ""),
        ("draft", "consultation", "Sent to three departments."),
        ("consultation", "collecting", "Two departments had no time."),
    ]
    assert {read().person(one.author) for one in changes} == {"Ana"}
    assert [one.at for one in changes] == sorted(one.at for one in changes)
    assert services.safekeeping.check() == []


def test_several_steps_are_one_deed_that_can_be_undone(services, assessment, read):
    changed = services.stages.move(assessment, "consultation")
    assert {ref.kind for ref in changed.fields} == {"assessment", "stage_change"}
    assert services.journal.undo_label(assessment).message == "change of stage"
    services.journal.undo(assessment)
    assert (read().stage, read().stage_changes) == ("collecting", ())
    services.journal.redo(assessment)
    assert (read().stage, len(read().stage_changes)) == ("consultation", 1)


@pytest.mark.parametrize("wanted", ["collecting", "draft"])
def test_a_move_leads_on_and_a_withdrawal_back(services, assessment, read, wanted):
    services.stages.move(assessment, "draft")
    with pytest.raises(Refused):
        services.stages.move(assessment, wanted)
    with pytest.raises(Refused):
        services.stages.withdraw(assessment, "consultation")
    with pytest.raises(Refused):
        services.stages.reopen(assessment, "collecting", "why not")
    with pytest.raises(Refused, match="no stage"):
        services.stages.move(assessment, "done")
    assert len(read().stage_changes) == 1


def test_what_a_stage_asks_for_is_done_or_overridden_with_a_reason(services, assessment, read):
    services.answering.verify(assessment, CODE, True)
    asked = {problem.rule.name for problem in services.stages.problems(read(), "validated")}
    assert asked == {"to_be_verified", "unanswered"}
    assert services.stages.problems(read(), "consultation") == ()
    for reason, overridden in (("", ()), ("Late.", ()), ("Late.", {"unanswered"}), (" ", asked)):
        with pytest.raises(Refused):
            services.stages.move(assessment, "validated", reason, overridden)
    assert read().stage == "collecting"
    services.stages.move(assessment, "validated", "The council decided so.", asked | {"open_comment"})
    (change,) = read().stage_changes
    assert change.overridden == ("to_be_verified", "unanswered")  # what was not broken was not overridden
    assert change.reason == "The council decided so."


def test_nothing_is_overridden_where_all_is_done(services, answered, read):
    services.stages.move(answered, "published")
    (change,) = read().stage_changes
    assert (read().stage, change.reason, change.overridden) == ("published", "", ())


def test_a_conflict_is_never_published_whatever_the_reason(services, answered, add, foreign, read):
    add(*(foreign(answered, TEXT, text) for text in ("uno", "dos")))
    with pytest.raises(Refused, match="conflict"):
        services.stages.move(answered, "published", "Now.", {"conflict", "to_be_verified", "unanswered"})
    assert read().stage == "collecting"
    services.conflicts.settle(answered, TEXT, "tres")
    services.stages.move(answered, "published")
    assert read().published


def test_what_is_being_typed_is_in_what_is_published(services, answered, read):
    services.journal.typed(answered, TEXT, "Since 2014.")
    services.stages.move(answered, "published")
    (head,) = read().held(TEXT).heads
    assert (head.value, read().held(TEXT).draft) == ("Since 2014.", None)


def test_typing_alone_can_make_an_answer_that_a_stage_asks_about(services, answered, read):
    services.answering.answer(answered, CODE, None)
    services.journal.typed(answered, TEXT, "Since 2014.")
    with pytest.raises(Refused):
        services.stages.move(answered, "validated")
    assert read().held(TEXT).draft is None  # what was typed is safe all the same


def test_what_is_published_takes_nothing_until_it_is_reopened(services, answered, read):
    services.stages.move(answered, "published")
    for deed in (
        lambda: services.answering.answer(answered, CODE, "a"),
        lambda: services.journal.typed(answered, TEXT, "x"),
        lambda: services.findings.add(answered, "1", "potential", "x"),
        lambda: services.library.change(answered, "subject", "x"),
        lambda: services.stages.move(answered, "published"),
        lambda: services.stages.withdraw(answered, "draft", "x"),
        lambda: services.stages.reopen(answered, "draft", "  "),
        lambda: services.stages.reopen(answered, "published", "x"),
    ):
        with pytest.raises(Refused):
            deed()
    services.stages.reopen(answered, "consultation", "The ministry asked for a correction.")
    assert read().stage == "consultation"
    assert read().stage_changes[-1].reason == "The ministry asked for a correction."
    services.answering.answer(answered, CODE, "a")
    assert read().answer(CODE).value == "a"


def test_undo_and_redo_never_pass_over_publishing_or_reopening(services, answered, read):
    services.stages.move(answered, "published")
    assert (services.journal.undo_label(answered), services.journal.redo_label(answered)) == (None, None)
    assert services.journal.undo(answered) is None
    services.stages.reopen(answered, "draft", "A correction.")
    assert services.journal.undo_label(answered) is None
    assert services.journal.undo(answered) is None
    assert read().stage == "draft"
    services.answering.answer(answered, CODE, "a")
    assert services.journal.undo_label(answered).message == "answer to {code}"
    services.journal.undo(answered)
    assert read().answer(CODE).value == "not_applicable"
    assert services.journal.undo_label(answered) is None
    services.journal.redo(answered)
    assert read().answer(CODE).value == "a"


def test_what_was_undone_before_publishing_cannot_be_redone_after_reopening(services, answered, read):
    services.answering.answer(answered, CODE, "a")
    services.journal.undo(answered)
    services.stages.move(answered, "published")
    services.stages.reopen(answered, "draft", "A correction.")
    assert services.journal.redo_label(answered) is None
    assert services.journal.redo(answered) is None
    assert read().answer(CODE).value == "not_applicable"


@pytest.fixture
def in_conflict(services, answered, add, foreign, read):
    """Two people moved the stage apart: `in_conflict("draft", "validated")`."""

    def move_apart(*stages):
        (head,) = read().held(stage(answered)).heads
        add(*(foreign(answered, stage(answered), one, [head.id]) for one in stages))

    return move_apart


@pytest.mark.parametrize("settled", ["draft", "consultation", "validated", "published"])
def test_two_stages_in_conflict_count_as_the_earlier_one_and_a_move_settles_them(
    services, answered, in_conflict, read, settled
):
    in_conflict("validated", "draft")
    assert (read().stage, len(read().conflicts)) == ("draft", 1)
    with pytest.raises(Refused):
        services.stages.move(answered, "collecting")
    services.stages.move(answered, settled)
    assert (read().stage, read().conflicts) == (settled, ())
    assert read().stage_changes[-1].before == "draft"


def test_published_beside_an_earlier_stage_is_not_published(services, answered, in_conflict, read):
    in_conflict("published", "draft")
    assert (read().stage, read().published) == ("draft", False)
    services.answering.answer(answered, CODE, "a")
    services.stages.withdraw(answered, "collecting", "Not all had agreed.")
    assert (read().stage, read().conflicts) == ("collecting", ())


def test_a_stage_of_a_newer_version_does_not_stand_in_the_way(services, answered, in_conflict, read):
    in_conflict("archived", "draft")
    assert read().stage == "draft"
    services.stages.move(answered, "consultation")
    assert (read().stage, read().conflicts) == ("consultation", ())


def test_the_stage_moves_only_here(services, assessment):
    with pytest.raises(ValueError, match="stage"):
        services.library.change(assessment, "stage", "draft")
    with pytest.raises(Refused):
        services.conflicts.settle(assessment, stage(assessment), "draft")


class TestGained:
    """What a published assessment gains by merging stays marked until it is reopened."""

    def test_nothing_before_publishing_and_nothing_of_the_publisher(self, services, answered, read):
        assert services.stages.gained(read()) == ()
        services.stages.move(answered, "published")
        services.library.rename_person("Ana María")
        assert services.stages.gained(read()) == ()

    def test_what_came_later_by_others(self, services, answered, add, foreign, read):
        early = foreign(answered, TEXT, "Before.")
        add(early)
        services.stages.move(answered, "published")
        source = FieldRef("source", "11111111-1111-4111-8111-111111111111", "title")
        add(foreign(answered, source, "Ordenanza 12"), foreign(answered, TEXT, "After.", [early.id]))
        assert services.stages.gained(read()) == (TEXT, source)
        services.stages.reopen(answered, "draft", "Work came in.")
        assert services.stages.gained(read()) == ()

    def test_what_was_replaced_already_is_not_gained(self, services, answered, add, foreign, read):
        (head,) = read().held(VALUE).heads
        services.answering.answer(answered, CODE, "a")
        services.stages.move(answered, "published")
        add(foreign(answered, VALUE, "b", [head.id]))  # beside ours: a conflict, and so gained
        assert services.stages.gained(read()) == (VALUE,)
        older = foreign(answered, TEXT, "Once.")
        add(foreign(answered, TEXT, "Now.", [older.id]))
        assert services.stages.gained(read()) == (TEXT, VALUE)
        add(older)  # arrives after what replaces it
        assert services.stages.gained(read()) == (TEXT, VALUE)


def test_the_stages_are_the_five_of_the_design():
    assert STAGES == ("collecting", "draft", "consultation", "validated", "published")
