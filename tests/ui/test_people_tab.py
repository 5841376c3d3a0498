"""The people one exchanges files with: one's own words, and who is known or blocked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from mgi_desktop.ui.exchange.people import People
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.window import Window

MARIE = "ed25519:" + "A" * 43
OTHER = "ed25519:" + "B" * 42 + "A"


@pytest.fixture
def tab(sample_window: Window) -> People:
    """The tab with two people who have one name, and one who gave none."""
    people = sample_window.desk.services.people
    for author, name in ((MARIE, "Marie"), (OTHER, "Marie"), ("ed25519:" + "C" * 42 + "A", "")):
        people.met(author, name)
    sample_window.go("exchange/people")
    shown = sample_window.page().tab
    assert isinstance(shown, People)
    return shown


def shown(tab: People, kind: type[QWidget], name: str = "") -> QWidget | None:
    """What is visible of a kind and a name."""
    QApplication.processEvents()
    found = tab.findChildren(kind, name) if name else tab.findChildren(kind)
    return next((one for one in found if one.isVisible()), None)


def press(tab: People, name: str, qtbot) -> None:
    button = shown(tab, QPushButton, name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def texts(tab: People) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())


def test_ones_own_words_are_read_and_copied(tab, qtbot) -> None:
    own = tab.desk.services.people.own
    assert own.words in texts(tab)
    qtbot.mouseClick(tab.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == own.words


def test_ones_own_name_is_changed_here(tab, qtbot, in_dialog) -> None:
    def write(asked: AskLine) -> None:
        asked.line.setText("Ana")
        qtbot.keyClick(asked.line, Qt.Key.Key_Return)

    in_dialog(AskLine, write)
    qtbot.mouseClick(tab.rename, Qt.MouseButton.LeftButton)
    assert tab.desk.services.people.own.name == "Ana"
    assert "Ana" in texts(tab)


def test_two_of_one_name_are_told_apart_by_their_words(tab) -> None:
    people = tab.desk.services.people
    for author in (MARIE, OTHER):
        assert "Marie" in tab.list.rows[author].accessibleName()
        assert people.of(author).words in tab.list.rows[author].accessibleName()


def test_whoever_is_unknown_is_accepted_with_the_keyboard(tab, qtbot) -> None:
    row = tab.list.rows[MARIE]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert tab.within() == MARIE
    assert tab.desk.services.people.of(MARIE).words in texts(tab)
    press(tab, "accept", qtbot)
    assert tab.desk.services.people.of(MARIE).known
    assert "Known" in tab.list.rows[MARIE].accessibleName()
    assert QApplication.focusWidget() is tab.list.rows[MARIE]


def test_somebody_is_blocked_and_unblocked(tab, qtbot) -> None:
    tab.list.choose(OTHER)
    press(tab, "block", qtbot)
    assert tab.desk.services.people.of(OTHER).blocked
    assert shown(tab, QPushButton, "accept") is None
    press(tab, "unblock", qtbot)
    assert tab.desk.services.people.of(OTHER).state == "seen"
    assert not tab.desk.services.people.of(MARIE).blocked


def test_a_note_is_kept_when_one_goes_on(tab, qtbot) -> None:
    tab.list.choose(MARIE)
    field = shown(tab, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Ministry of Health")
    tab.list.choose(OTHER)
    assert tab.desk.services.people.of(MARIE).note == "Ministry of Health"
    assert tab.desk.services.people.of(OTHER).note == ""


def test_where_nobody_was_met_it_says_how_they_come(window: Window) -> None:
    window.go("exchange/people")
    assert "Nobody was met yet." in texts(window.page().tab)
    assert window.desk.services.people.own.words in texts(window.page().tab)
