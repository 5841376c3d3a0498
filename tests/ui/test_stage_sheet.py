"""The sheet of the stages, as a person goes through it: on, back, published, reopened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import edits
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.stages.sheet import StageSheet

CODE = "L1.1.1"


@pytest.fixture
def sheet(sample_window, in_dialog):
    """Does something in the sheet, opened by the chip in the side bar: `sheet(lambda sheet: …)`."""

    def do(work):
        done = []

        def both(shown):
            work(shown)
            done.append(True)

        in_dialog(StageSheet, both)
        sample_window.side_bar.findChildren(QPushButton, "stage")[-1].click()
        assert done

    return do


def say(sheet, words):
    """Press the button with these words."""
    made = next(one for one in sheet.findChildren(QPushButton) if one.text() == words and one.isVisible())
    made.click()
    QApplication.processEvents()


def told(sheet):
    """Everything that can be read in it."""
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def filled(sheet):
    """The words of the filled buttons: one at most."""
    return [one.text() for one in sheet.findChildren(QPushButton) if one.property("kind") == "main" and one.isVisible()]


def answer_all(desk):
    for code in desk.instrument.indicators:
        desk.services.answering.answer(desk.id, code, "not_applicable")
        desk.services.answering.verify(desk.id, code, False)
    desk.open(desk.id)


def test_the_path_says_where_it_stands_and_one_button_leads_on(sample_window, sheet):
    def read(shown):
        assert {"Collecting", "Draft", "Consultation", "Validated", "Published", "now"} <= set(told(shown))
        assert filled(shown) == ["Go on to consultation…"]
        assert shown.focusWidget().text() == "Go on to consultation…"

    sheet(read)


def test_a_person_moves_it_on_with_a_remark_and_takes_it_back(sample_window, sheet, commit, qtbot):
    desk = sample_window.desk
    desk.services.library.rename_person("Ana")

    def move(shown):
        say(shown, "Go on to consultation…")
        assert filled(shown) == ["Go on"]
        commit(shown.asked.reason, "Enviado a tres áreas.")
        say(shown, "Go on")

    sheet(move)
    assert (desk.assessment.stage, desk.assessment.stage_changes[-1].reason) == (
        "consultation",
        "Enviado a tres áreas.",
    )
    assert sample_window.side_bar.findChildren(QPushButton, "stage")[-1].text() == "Consultation"

    def read(shown):
        lines = told(shown)
        assert "Enviado a tres áreas." in lines
        assert any(line.endswith(" · Ana") for line in lines)

    sheet(read)
    assert sample_window.actions_["undo"].text() == "&Undo: change of stage"
    sample_window.activateWindow()
    qtbot.waitUntil(sample_window.isActiveWindow)
    qtbot.keyClick(sample_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.assessment.stage == "draft"


def test_several_steps_at_once(sample_window, sheet):
    answer_all(sample_window.desk)

    def move(shown):
        say(shown, "Go on to consultation…")
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("validated"))
        say(shown, "Go on")

    sheet(move)
    assert sample_window.desk.assessment.stage == "validated"


def test_what_is_missing_is_listed_with_a_way_to_each(sample_window, sheet):
    def leave(shown):
        say(shown, "Go on to consultation…")
        assert not shown.asked.problems
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("validated"))
        QApplication.processEvents()
        assert {"To be verified (3)", "Not answered yet (7)"} <= set(told(shown))
        assert filled(shown) == ["Go on all the same"]
        say(shown, "L1.4.2")

    sheet(leave)
    assert sample_window.page().spot() == "questionnaire/L1.4.2"
    assert sample_window.desk.assessment.stage == "draft"


def test_rules_are_overridden_with_a_reason_only(sample_window, sheet, commit):
    desk = sample_window.desk

    def move(shown):
        say(shown, "Go on to consultation…")
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("validated"))
        say(shown, "Go on all the same")
        assert "Say why. The reason is kept." in told(shown)
        assert desk.assessment.stage == "draft"
        commit(shown.asked.reason, "El concejo decidió.")
        say(shown, "Go on all the same")

    sheet(move)
    change = desk.assessment.stage_changes[-1]
    assert (change.stage, change.reason) == ("validated", "El concejo decidió.")
    assert change.overridden == ("to_be_verified", "unanswered")
    sheet(lambda shown: told(shown).index("Although: To be verified, Not answered yet"))


def test_the_reason_that_was_written_stays_when_another_stage_is_chosen(sample_window, sheet, commit):
    def move(shown):
        say(shown, "Go on to consultation…")
        commit(shown.asked.reason, "Porque sí.")
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("validated"))
        QApplication.processEvents()
        assert shown.asked.text() == "Porque sí."

    sheet(move)


def test_a_conflict_bars_publishing_and_no_reason_helps(sample_window, sheet, foreign):
    desk = sample_window.desk
    answer_all(desk)
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, FieldRef("answer", CODE, "value"), "a")])
    desk.open(desk.id)

    def bar(shown):
        say(shown, "Go on to consultation…")
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("published"))
        QApplication.processEvents()
        assert filled(shown) == []
        assert "Nothing is published with a conflict. Settle each one first." in told(shown)
        assert not shown.asked.reason.isVisible()
        say(shown, CODE)

    sheet(bar)
    assert sample_window.page().spot() == f"questionnaire/{CODE}"


def test_what_is_typed_is_kept_before_it_is_published(sample_window, sheet, commit):
    desk = sample_window.desk
    answer_all(desk)
    sample_window.open(desk.id, f"questionnaire/{CODE}")
    writing = sample_window.page().cards.cards[CODE].writing
    commit(writing.field, "Lo último. ")

    def publish(shown):
        say(shown, "Go on to consultation…")
        shown.asked.stage.setCurrentIndex(shown.asked.stage.findData("published"))
        say(shown, "Publish")

    sheet(publish)
    held = desk.assessment.held(FieldRef("answer", CODE, "justification"))
    assert "Lo último. " in str(held.settled)
    assert held.draft is None
    assert desk.read_only
    fields = [one.field for one in sample_window.page().findChildren(Writing) if one.isVisible()]
    assert fields
    assert all(field.isReadOnly() for field in fields)
    assert not sample_window.actions_["undo"].isEnabled()


def test_it_is_reopened_with_a_reason_from_any_page(sample_window, sheet, in_dialog, commit):
    desk = sample_window.desk
    answer_all(desk)
    desk.do(lambda: desk.services.stages.move(desk.id, "published"))
    sample_window.go("findings/2")

    def reopen(shown):
        assert filled(shown) == []
        say(shown, "Reopen…")
        assert shown.asked.wanted == "draft"
        say(shown, "Reopen")
        assert "Say why. The reason is kept." in told(shown)
        commit(shown.asked.reason, "Faltaba una ley.")
        say(shown, "Reopen")

    in_dialog(StageSheet, reopen)
    sample_window.page().findChildren(QAbstractButton, "reopen")[0].click()
    assert (desk.assessment.stage, desk.assessment.stage_changes[-1].reason) == ("draft", "Faltaba una ley.")
    assert sample_window.page().spot() == "findings/2"
    assert not desk.read_only
    assert not sample_window.actions_["undo"].isEnabled()  # it does not pass over the reopening


def test_a_stage_is_withdrawn(sample_window, sheet):
    def withdraw(shown):
        say(shown, "Withdraw…")
        say(shown, "Back")
        say(shown, "Withdraw…")
        assert shown.asked.wanted == "collecting"
        say(shown, "Withdraw")

    sheet(withdraw)
    assert sample_window.desk.assessment.stage == "collecting"
    sheet(lambda shown: next(line for line in told(shown) if line.endswith("withdrawn from: Draft")))


def test_two_stages_stand_side_by_side_until_one_is_taken(sample_window, in_dialog, foreign):
    desk = sample_window.desk
    answer_all(desk)
    ref = FieldRef("assessment", desk.id, "stage")
    heads = [head.id for head in desk.assessment.held(ref).heads]
    desk.services.stages.move(desk.id, "validated")
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, ref, "consultation", heads)])
    sample_window.open(desk.id, "overview")
    assert (desk.assessment.stage, len(desk.assessment.conflicts)) == ("consultation", 1)

    def settle(shown):
        assert len(shown.findChildren(Conflict)) == 1
        assert filled(shown) == []
        taking = [one for one in shown.findChildren(QPushButton) if one.accessibleName() == "Take this: Validated"]
        taking[0].click()
        QApplication.processEvents()
        assert shown.asked.wanted == "validated"
        say(shown, "Go on")

    in_dialog(StageSheet, settle)
    sample_window.actions_["conflict"].trigger()
    assert (desk.assessment.stage, desk.assessment.conflicts) == ("validated", ())


def test_the_name_is_asked_once_in_its_place(sample_window, sheet, commit):
    desk = sample_window.desk

    def move(shown):
        say(shown, "Go on to consultation…")
        field = next(one for one in shown.findChildren(QLabel) if one.text().startswith("Your changes carry"))
        assert field.isVisible()
        commit(shown.asked._name.name, "Ana María")
        say(shown, "Go on")

    sheet(move)
    assert desk.services.library.person() == "Ana María"
    change = desk.assessment.stage_changes[-1]
    assert desk.assessment.person(change.author) == "Ana María"


def test_esc_leaves_everything_as_it_is(sample_window, sheet, qtbot):
    before = edits.newest(sample_window.desk.services.journal.read)

    def leave(shown):
        say(shown, "Go on to consultation…")
        qtbot.keyClick(shown, Qt.Key.Key_Escape)

    sheet(leave)
    assert edits.newest(sample_window.desk.services.journal.read) == before
