"""The palette, by its keys: what it offers, what it does, and that one is where one was when it closes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.ui.actions import MENUS
from mgi_desktop.ui.help import Keyboard
from mgi_desktop.ui.questionnaire.card import Card

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def press(qtbot):
    """Presses a key where the focus is."""

    def key(pressed, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), pressed, modifier)
        QApplication.processEvents()

    return key


@pytest.fixture
def palette(sample_window, press):
    """The palette over the questionnaire of the sample, opened by its key."""
    sample_window.activateWindow()
    sample_window.go("questionnaire/L1.1.2")
    press(Key.Key_K, CTRL)
    assert sample_window.palette_.isVisible()
    return sample_window.palette_


def typed(palette, text):
    palette.field.setFocus()
    palette.field.setText(text)
    QApplication.processEvents()
    return [row for row in palette.list.rows if row.does]


def headings(palette):
    return [row.title.text for row in palette.list.rows if row.heading]


def titles(rows):
    return [row.title.text for row in rows]


def test_it_offers_every_action_of_the_menus_with_its_keys(sample_window, palette):
    rows = {row.title.text: row.end for row in palette.list.rows if row.does}
    for _title, items in MENUS:
        for item in items:
            action = sample_window.actions_[item.name] if item else None
            if action is not None and action.isEnabled() and item.name != "search":
                assert rows[action.text().replace("&", "")] == action.shortcut().toString(), item.name
    assert headings(palette)[0] == "Pages"


def test_what_needs_an_assessment_is_not_offered_without_one(window, press):
    window.activateWindow()
    press(Key.Key_K, CTRL)
    rows = typed(window.palette_, "")
    assert "Preferences" in titles(rows)
    assert "Questionnaire" not in titles(rows)
    assert not typed(window.palette_, "L1.1.1")


def test_an_action_is_done_by_a_few_letters(sample_window, palette, press, in_dialog):
    seen = []
    in_dialog(Keyboard, lambda dialog: seen.append(dialog))
    assert titles(typed(palette, ">keyb")) == ["Keyboard shortcuts"]
    press(Key.Key_Return)
    assert seen
    assert not palette.isVisible()


def test_behind_the_sign_there_are_actions_alone(palette):
    typed(palette, ">")
    assert headings(palette) == ["Actions"]
    typed(palette, ">xyzzy")
    assert titles(palette.list.rows) == ["Nothing matches “xyzzy”."]


def test_to_look_for_something_does_not_offer_to_undo_it(sample_window, press):
    sample_window.activateWindow()
    sample_window.go("library")
    assert "La Palma" in sample_window.actions_["undo"].text()
    press(Key.Key_K, CTRL)
    assert titles(typed(sample_window.palette_, "la palma"))[0] == "La Palma"
    assert "Undo: import of La Palma" in titles(typed(sample_window.palette_, "undo"))


def test_a_page_is_gone_to(sample_window, palette, press):
    typed(palette, "find")
    assert headings(palette)[0] == "Pages"
    press(Key.Key_Return)
    assert sample_window.page().name == "findings"


def test_an_indicator_is_gone_to_by_its_code(sample_window, palette, press):
    rows = typed(palette, "4.1.2")
    assert headings(palette)[0] == "Indicators"
    assert rows[0].code == "L4.1.2"
    press(Key.Key_Return)
    assert sample_window.page().spot() == "questionnaire/L4.1.2"
    focus = QApplication.focusWidget()
    assert any(isinstance(card, Card) and card.isAncestorOf(focus) for card in sample_window.findChildren(Card))


def test_arrows_and_tab_walk_over_the_headings_and_round(palette, press):
    rows = typed(palette, "municipal")
    assert palette.list.current is rows[0]
    for key in (Key.Key_Down, Key.Key_Tab, Key.Key_Down):
        press(key)
    assert palette.list.current is rows[3]
    for _time in range(4):
        press(Key.Key_Up)
    assert palette.list.current is rows[-1]
    press(Key.Key_Down)
    assert palette.list.current is rows[0]


def test_what_was_written_is_found_and_gone_to(sample_window, palette, press):
    source = next(iter(sample_window.desk.assessment.sources.values()))
    rows = typed(palette, source.title.upper())
    (found,) = [row for row in rows if row.icon == "page-sources"]
    assert found.title.text[slice(*found.title.marks[0])].casefold() in source.title.casefold()
    finding = sample_window.desk.assessment.findings[-1]
    rows = typed(palette, finding.text["es"][:60])
    place = palette.list.rows.index(next(row for row in rows if row.icon == "page-findings"))
    palette.list.setCurrentIndex(palette.list.model().index(place, 0))
    press(Key.Key_Return)
    assert sample_window.page().spot().startswith(f"findings/{finding.domain}")


def test_a_click_does_the_same(sample_window, palette):
    typed(palette, "4.1.2")
    place = palette.list.visualRect(palette.list.model().index(1, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    assert sample_window.page().spot() == "questionnaire/L4.1.2"
    assert not palette.isVisible()


def test_esc_closes_it_and_one_is_where_one_was(sample_window, press):
    sample_window.activateWindow()
    sample_window.go("questionnaire/L1.1.2")
    field = sample_window.page().cards.cards["L1.1.2"].writing.field
    field.setFocus()
    before, place = field.text(), field.textCursor().position()
    press(Key.Key_K, CTRL)
    assert QApplication.focusWidget() is sample_window.palette_.field
    press(Key.Key_Escape)
    assert not sample_window.palette_.isVisible()
    assert QApplication.focusWidget() is field
    assert (field.text(), field.textCursor().position()) == (before, place)


def test_what_was_just_typed_is_found(sample_window, commit, press):
    sample_window.activateWindow()
    sample_window.go("questionnaire/L1.1.2")
    commit(sample_window.page().cards.cards["L1.1.2"].writing.field, "Un ornitorrinco. ")
    press(Key.Key_K, CTRL)
    rows = typed(sample_window.palette_, "ornitorrinco")
    assert rows[0].code == "L1.1.2"


def test_a_click_beside_it_closes_it(sample_window, palette):
    button = next(one for one in sample_window.side_bar.findChildren(QPushButton) if one.property("page") == "findings")
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is button


def test_paste_goes_into_the_field_where_one_was(sample_window, press):
    sample_window.activateWindow()
    sample_window.go("questionnaire/L1.1.2")
    field = sample_window.page().cards.cards["L1.1.2"].writing.field
    field.setFocus()
    before = field.text()
    QApplication.clipboard().setText("pegado ")
    press(Key.Key_K, CTRL)
    typed(sample_window.palette_, ">paste")
    press(Key.Key_Return)
    assert field.text() == f"pegado {before}"


def test_the_button_of_the_side_bar_opens_it_and_words_are_repeated_where_nothing_is(sample_window, qtbot):
    sample_window.activateWindow()
    QTest.mouseClick(sample_window.side_bar.findChild(QPushButton, "search"), Qt.MouseButton.LeftButton)
    palette = sample_window.palette_
    assert palette.isVisible()
    assert not typed(palette, "nada que se parezca")
    assert titles(palette.list.rows) == ["Nothing matches “nada que se parezca”."]


def test_other_assessments_are_found_and_opened(sample_window, press, qtbot):
    desk = sample_window.desk
    other = desk.services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en"))
    ref = FieldRef("answer", "L2.1.1", "justification")
    desk.tell(desk.services.journal.record(other.assessment, {ref: "A platypus committee"}, Label("test")))
    sample_window.activateWindow()
    press(Key.Key_K, CTRL)
    palette = sample_window.palette_
    assert titles(typed(palette, "kenema"))[0] == "Kenema"
    typed(palette, "platypus")
    qtbot.waitUntil(lambda: "In other assessments" in headings(palette))
    assert palette.list.current.end.startswith("Kenema")
    press(Key.Key_Return)
    assert desk.id == other.assessment
    assert sample_window.page().spot() == "questionnaire/L2.1.1"


def test_a_large_text_that_is_pasted_holds_nothing_up(palette):
    QApplication.clipboard().setText("migración " * 500_000)
    palette.field.paste()
    QApplication.processEvents()
    assert len(palette.field.text()) <= 200
    assert palette.isVisible()


def test_help_says_what_can_be_typed_and_types_it(palette, press):
    rows = typed(palette, "?")
    assert headings(palette) == ["What you can type"]
    assert len(rows) == 2
    press(Key.Key_Return)
    assert palette.isVisible()
    assert palette.field.text() == ">"


def test_all_results_have_a_page(sample_window, palette, press):
    rows = typed(palette, "municipal")
    assert rows[-1].title.text.startswith("See all")
    palette.list.setCurrentIndex(palette.list.model().index(len(palette.list.rows) - 1, 0))
    press(Key.Key_Return)
    assert sample_window.page().spot() == "search/municipal"


def test_it_stays_within_the_window_and_follows_its_size(sample_window, palette):
    for size in ((960, 600), (1366, 768), (500, 400)):
        sample_window.resize(*size)
        QApplication.processEvents()
        assert sample_window.rect().contains(palette.geometry()), size


def test_it_is_built_anew_with_the_window(sample_window, palette, press):
    sample_window.set_preference("text_size", 125)
    QApplication.processEvents()
    sample_window.activateWindow()
    press(Key.Key_K, CTRL)
    assert sample_window.palette_ is not palette
    assert sample_window.palette_.isVisible()


def test_every_row_can_be_read_by_a_screen_reader(palette):
    typed(palette, "municipal")
    model = palette.list.model()
    said = [model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole) for place in range(model.rowCount())]
    assert all(said)
    assert any("municipal" in text and "L1.1.5" in text for text in said)


def test_the_mouse_over_a_row_changes_nothing_by_itself(palette):
    rows = typed(palette, "municipal")
    place = palette.list.visualRect(palette.list.model().index(3, 0)).center()
    QTest.mouseMove(palette.list.viewport(), QPoint(place))
    assert palette.list.current is rows[0]
