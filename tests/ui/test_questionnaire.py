"""Answering through keys and clicks on the real window, asserted on the store."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mgi_desktop.domain.assessment import Answer
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import NOT_APPLICABLE
from mgi_desktop.store import local
from mgi_desktop.ui.parts.writing import PAUSE
from mgi_desktop.ui.questionnaire.card import Card
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.window import Window

Key = Qt.Key
Commit = Callable[[QWidget, str], None]


@pytest.fixture
def page(sample_window: Window) -> QuestionnairePage:
    """The questionnaire of the sample at its first indicator."""
    return at(sample_window, "L1.1.1")


def at(window: Window, code: str) -> QuestionnairePage:
    window.go(f"questionnaire/{code}")
    window.activateWindow()
    QApplication.processEvents()
    shown = window.page()
    assert isinstance(shown, QuestionnairePage)
    while shown.cards.part is not None and len(shown.cards.cards) < len(shown.cards.part.indicators):
        QApplication.processEvents()  # the cards out of view come one by one
    return shown


def answer(page: QuestionnairePage, code: str) -> Answer:
    desk = page.desk
    return desk.services.library.open(desk.assessment.id).answer(code)


def card(page: QuestionnairePage, code: str) -> Card:
    return page.cards.cards[code]


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def top(page: QuestionnairePage, code: str) -> int:
    """How far below the upper edge of what is seen a card begins."""
    return card(page, code).mapTo(page.cards.area.viewport(), QPoint(0, 0)).y()


# Answers


def test_a_click_answers(page: QuestionnairePage) -> None:
    row = card(page, "L1.1.1").scale.buttons[2]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert answer(page, "L1.1.1").value == "c"
    assert [button.isChecked() for button in card(page, "L1.1.1").scale.buttons[:4]] == [False, False, True, False]


@pytest.mark.parametrize(("key", "value"), [("1", "a"), ("2", "b"), ("4", "d"), ("0", NOT_APPLICABLE), ("9", "a")])
def test_digits_answer_the_current_card(page: QuestionnairePage, key: str, value: str) -> None:
    press(key)
    assert answer(page, "L1.1.1").value == value


def test_digits_of_other_scripts_answer_too(page: QuestionnairePage) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "\u0662"))
    assert answer(page, "L1.1.1").value == "b"


def test_the_question_mark_flags_and_unflags(page: QuestionnairePage) -> None:
    press("?")
    assert answer(page, "L1.1.1").verify
    assert answer(page, "L1.1.1").value == "a"
    press("?")
    assert not answer(page, "L1.1.1").verify


def test_arrows_move_and_only_space_or_enter_choose(page: QuestionnairePage) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert answer(page, "L1.1.1").value == "a"
    press(Key.Key_Return)
    assert answer(page, "L1.1.1").value == "c"
    press(Key.Key_Up)
    press(Key.Key_Space)
    assert answer(page, "L1.1.1").value == "b"


def test_an_answer_is_taken_back(page: QuestionnairePage) -> None:
    shown = card(page, "L1.1.1")
    assert shown.take_back.isVisible()
    QTest.mouseClick(shown.take_back, Qt.MouseButton.LeftButton)
    assert answer(page, "L1.1.1").value is None
    assert not shown.take_back.isVisible()
    assert not any(button.isChecked() for button in shown.scale.buttons)


def test_choosing_the_same_again_changes_nothing(page: QuestionnairePage) -> None:
    before = page.desk.services.journal.undo_label(page.desk.assessment.id)
    press("1")
    assert page.desk.services.journal.undo_label(page.desk.assessment.id) == before


def test_digits_in_a_text_are_text(page: QuestionnairePage) -> None:
    field = card(page, "L1.1.1").writing.field
    field.setFocus()
    press("3")
    assert "3" in field.text()
    assert answer(page, "L1.1.1").value == "a"


def test_esc_steps_out_of_a_text_and_digits_answer_again(page: QuestionnairePage) -> None:
    field = card(page, "L1.1.1").writing.field
    field.setFocus()
    press("3")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert "3" in answer(page, "L1.1.1").justification
    assert QApplication.focusWidget() is card(page, "L1.1.1").first_focus()
    press("2")
    assert answer(page, "L1.1.1").value == "b"


def test_digits_answer_from_the_outline_too(page: QuestionnairePage) -> None:
    page.outline.list.setFocus()
    press("2")
    assert answer(page, "L1.1.1").value == "b"


# What changes on the screen


def test_an_answer_shows_everywhere_and_moves_nothing(sample_window: Window) -> None:
    page = at(sample_window, "L1.1.3")
    before = top(page, "L1.1.3"), card(page, "L1.1.3"), page.cards.count.text()
    press("?")
    assert (top(page, "L1.1.3"), card(page, "L1.1.3")) == before[:2]
    assert "To be verified" in card(page, "L1.1.3").state_line.text()
    assert page.cards.count.text() != before[2]
    line = next(line for line in page.outline.lines() if line.code == "L1.1.3")
    assert line.state == "to_be_verified"
    press("?")
    assert page.cards.count.text() == before[2]


def test_who_and_when_are_said(sample_window: Window) -> None:
    sample_window.desk.services.library.rename_person("Rosa Núñez")
    page = at(sample_window, "L1.1.1")
    press("2")
    assert card(page, "L1.1.1").state_line.text().startswith("Answered · Rosa Núñez · Today, ")


def test_going_to_a_place_shows_it_at_the_top(sample_window: Window) -> None:
    for code in ("L1.1.5", "L1.1.2", "L2.1.3", "L1.1.4"):
        page = at(sample_window, code)
        assert abs(top(page, code)) <= 1, code
        assert card(page, code).is_current()
        assert sum(one.is_current() for one in page.cards.cards.values()) == 1
        focus = QApplication.focusWidget()
        assert focus is not None
        assert card(page, code).scale.isAncestorOf(focus)


def test_the_place_holds_while_the_cards_above_grow(sample_window: Window) -> None:
    page = at(sample_window, "L1.1.4")
    place = top(page, "L1.1.4")
    for _line in range(6):
        card(page, "L1.1.2").writing.field.appendPlainText("x")
    QApplication.processEvents()
    assert top(page, "L1.1.4") == place


def test_a_domain_or_subdomain_leads_to_its_first_indicator(sample_window: Window) -> None:
    assert at(sample_window, "2").spot() == "questionnaire/L2.1.1"
    assert at(sample_window, "1.3").spot() == "questionnaire/L1.3.1"


# Walking


def test_next_previous_and_unanswered_by_keys(page: QuestionnairePage) -> None:
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    press(Key.Key_Down, alt)
    assert page.current == "L1.1.2"
    press(Key.Key_Up, alt)
    press(Key.Key_J, ctrl)
    assert page.current == "L1.1.5"


def test_next_goes_on_from_the_card_that_was_clicked(page: QuestionnairePage) -> None:
    QTest.mouseClick(card(page, "L1.1.2"), Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert page.current == "L1.1.2"
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.current == "L1.1.3"


def test_stepping_from_a_justification_stays_in_justifications(page: QuestionnairePage) -> None:
    card(page, "L1.1.1").writing.field.setFocus()
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is card(page, "L1.1.2").writing.field


def test_tab_goes_from_scale_to_justification_to_citations_to_the_next_card(page: QuestionnairePage) -> None:
    shown = card(page, "L1.1.1")
    seen = []
    for _step in range(9):
        seen.append(QApplication.focusWidget())
        press(Key.Key_Tab)
    scale = shown.scale
    order = [scale.buttons[0], scale.buttons[4], scale.flag, shown.writing.field, shown.citations.cite_button]
    assert [widget for widget in seen if widget in order] == order
    assert page.current == "L1.1.2"


def test_the_header_buttons(page: QuestionnairePage) -> None:
    QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    assert page.current == "L1.1.2"
    QTest.mouseClick(page.previous_button, Qt.MouseButton.LeftButton)
    assert page.current == "L1.1.1"
    QTest.mouseClick(page.unanswered_button, Qt.MouseButton.LeftButton)
    assert page.current == "L1.1.5"


# The outline


def test_the_outline_opens_the_current_subdomain_only(page: QuestionnairePage) -> None:
    lines = page.outline.lines()
    assert [line.code for line in lines if line.kind == "domain"] == ["1", "2", "3", "4", "5", "6"]
    assert [line.code for line in lines if line.kind == "subdomain"] == ["1.1", "1.2", "1.3", "1.4"]
    assert [line.code for line in lines if line.kind == "indicator"] == [f"L1.1.{n}" for n in range(1, 8)]


def test_the_outline_is_walked_by_keys(page: QuestionnairePage) -> None:
    page.outline.list.setFocus()
    press(Key.Key_Down)
    assert page.current == "L1.1.1"
    press(Key.Key_Return)
    assert page.current == "L1.1.2"


def test_a_screen_reader_hears_state_and_count(page: QuestionnairePage) -> None:
    model = page.outline.list.model()
    heard = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert heard[0].endswith("17 of 19 answered")
    assert heard[2].startswith("L1.1.1, Answered, En qué condiciones")


def test_a_filter_shows_all_that_it_lets_pass(page: QuestionnairePage) -> None:
    page.outline.show_only("to_be_verified")
    read = page.desk.assessment
    wanted = [code for code in page.desk.instrument.indicators if read.answer(code).verify]
    shown = [line.code for line in page.outline.lines() if line.kind == "indicator"]
    assert wanted
    assert shown == [code for code in page.desk.instrument.indicators if code in (*wanted, page.current)]
    page.outline.show_only("all")
    assert len([line for line in page.outline.lines() if line.kind == "domain"]) == 6


# Writing


def drafts(page: QuestionnairePage) -> list[local.Draft]:
    return local.drafts(page.desk.services.journal.read, page.desk.assessment.id)


def test_typing_is_on_disk_soon_without_leaving_the_field(page: QuestionnairePage, commit: Commit) -> None:
    assert PAUSE < 1000, "within a second, by the clock of the field"
    field = card(page, "L1.1.5").writing.field
    commit(field, "Según la ordenanza de 2021 — قانون")
    began = time.monotonic()
    while not drafts(page) and time.monotonic() - began < 5:  # a second, and a machine that does other things
        QTest.qWait(20)
    assert [draft.value for draft in drafts(page)] == [field.text()]
    assert "قانون" in field.text()


def test_leaving_the_field_makes_one_edit(page: QuestionnairePage, commit: Commit) -> None:
    field = card(page, "L1.1.5").writing.field
    commit(field, "A")
    commit(field, "B")
    press(Key.Key_Tab)
    assert drafts(page) == []
    ref = FieldRef("answer", "L1.1.5", "justification")
    assert page.desk.assessment.held(ref).value == field.text()
    page.desk.act["undo"].trigger()
    assert "AB" not in answer(page, "L1.1.5").justification


def test_closing_with_the_cursor_in_the_text_loses_nothing(program, commit: Commit) -> None:  # type: ignore[no-untyped-def]
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment)
    page = at(window, "L2.1.2")
    identifier = window.desk.assessment.id
    field = card(page, "L2.1.2").writing.field
    commit(field, "Añadido hasta el último momento")
    text = field.text()
    program.stop()
    again = program.start()
    assert again.desk.id == identifier
    reopened = again.page()
    assert isinstance(reopened, QuestionnairePage)
    assert reopened.spot() == "questionnaire/L2.1.2"
    assert card(reopened, "L2.1.2").writing.field.text() == text
    assert answer(reopened, "L2.1.2").justification == text


def test_going_to_another_subdomain_makes_an_edit_of_what_was_typed(page: QuestionnairePage, commit: Commit) -> None:
    commit(card(page, "L1.1.1").writing.field, "Nuevo")
    press(Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert page.current != "L1.1.1"
    assert "L1.1.1" not in page.cards.cards
    assert "Nuevo" in answer(page, "L1.1.1").justification
    assert drafts(page) == []


def test_undo_takes_typing_back_first_then_the_deed_before(page: QuestionnairePage, commit: Commit) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    press("2")
    field = card(page, "L1.1.1").writing.field
    before = field.text()
    commit(field, "algo más")
    QTest.qWait(500)
    assert drafts(page)
    press(Key.Key_Z, ctrl)
    assert field.text() == before
    assert answer(page, "L1.1.1").value == "b"
    press(Key.Key_Z, ctrl)
    assert answer(page, "L1.1.1").value == "a"
    assert answer(page, "L1.1.1").justification == before
    press(Key.Key_Z, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert answer(page, "L1.1.1").value == "b"


def test_undo_shows_in_a_field_that_has_the_focus(page: QuestionnairePage, commit: Commit) -> None:
    shown = card(page, "L1.1.1")
    before = shown.writing.field.text()
    commit(shown.writing.field, "x")
    shown.writing.leave()
    page.desk.act["undo"].trigger()
    assert QApplication.focusWidget() is shown.writing.field
    assert shown.writing.field.text() == before
    page.desk.act["redo"].trigger()
    assert shown.writing.field.text() == answer(page, "L1.1.1").justification != before


def test_the_place_is_remembered_soon_after_one_moved(page: QuestionnairePage, qtbot) -> None:
    card(page, "L1.1.3").writing.field.setFocus()
    place = page.desk.services.library.place
    qtbot.waitUntil(lambda: place(page.desk.assessment.id) == "questionnaire/L1.1.3", timeout=10_000)


def test_leaving_the_page_at_once_remembers_the_other_page(sample_window: Window) -> None:
    page = at(sample_window, "L1.1.1")
    card(page, "L1.1.3").writing.field.setFocus()
    sample_window.go("findings/1")
    QTest.qWait(1000)
    assert page.desk.services.library.place(page.desk.assessment.id).startswith("findings")


# Languages and sizes


def test_the_questionnaire_has_its_own_language_and_direction(sample_window: Window) -> None:
    sample_window._read_in("ar")
    page = at(sample_window, "L1.1.1")
    shown = card(page, "L1.1.1")
    assert shown.scale.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert shown.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert shown.writing.field.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert "المهاجر" in page.outline.lines()[0].text


def test_what_is_not_translated_says_so(sample_window: Window) -> None:
    sample_window._read_in("de")
    page = at(sample_window, "L1.1.1")
    assert "not translated: English" in [one.text() for one in card(page, "L1.1.1").findChildren(QLabel)]
    sample_window._read_in("pt")
    page = at(sample_window, "L1.1.1")
    assert not any("not translated" in one.text() for one in card(page, "L1.1.1").findChildren(QLabel))


def test_a_small_window_has_the_outline_behind_a_button(sample_window: Window) -> None:
    sample_window.set_preference("text_size", 200)
    page = at(sample_window, "L1.1.2")
    assert page.opener.isVisible()
    assert not page.outline.isVisible()
    QTest.mouseClick(page.opener, Qt.MouseButton.LeftButton)
    assert page.outline.isVisible()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert page.current == "L1.1.3"
    assert not page.outline.isVisible()
    sample_window.set_preference("text_size", 100)
    page = at(sample_window, "L1.1.3")
    assert page.outline.isVisible()
    assert not page.opener.isVisible()
