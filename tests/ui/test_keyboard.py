"""A keyboard is enough: no two actions share a key, every key is listed, back and forward, F6, Ctrl+F."""

import json

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mgi_desktop.services.library import New
from mgi_desktop.ui.actions import MENUS
from mgi_desktop.ui.help import Keyboard
from mgi_desktop.ui.navigation import CLASSES
from mgi_desktop.ui.side_bar import FOOT, PAGES

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def press(sample_window):
    """Presses a key where the focus is."""
    sample_window.activateWindow()

    def key(pressed, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or sample_window, pressed, modifier)
        QApplication.processEvents()

    return key


def spot(window):
    return window.page().spot()


# Which keys there are


def test_no_two_actions_share_a_key(sample_window):
    for name in CLASSES:
        sample_window.go(name)
    keys = [
        (sequence.toString(), described)
        for described, sequences in [
            *((action.text(), action.shortcuts()) for action in sample_window.findChildren(QAction)),
            *((str(one.parent()), one.keys()) for one in sample_window.findChildren(QShortcut)),
        ]
        for sequence in sequences
    ]
    shared = {pressed: [what for key, what in keys if key == pressed] for pressed, _what in keys}
    assert {key: what for key, what in shared.items() if len(what) > 1} == {}


def test_every_key_of_the_menus_is_listed(sample_window, in_dialog):
    listed = []
    in_dialog(
        Keyboard,
        lambda sheet: listed.extend(one.text() for one in sheet.findChildren(QLabel) if one.property("kind") == "key"),
    )
    QTest.keyClick(sample_window, Key.Key_Slash, CTRL)
    for _title, items in MENUS:
        for item in items:
            shortcut = sample_window.actions_[item.name].shortcut() if item else QKeySequence()
            assert shortcut.isEmpty() or shortcut.toString(QKeySequence.SequenceFormat.NativeText) in listed


def test_each_item_of_a_menu_has_a_letter_of_its_own():
    for title, items in MENUS:
        letters = [item.words[item.words.index("&") + 1].lower() for item in items if item is not None]
        assert len(set(letters)) == len(letters), (title, letters)


@pytest.mark.parametrize("name", [*PAGES, *FOOT])
def test_every_page_is_reached_by_the_palette(sample_window, press, name):
    sample_window.go("overview" if name != "overview" else "profile")
    press(Key.Key_K, CTRL)
    sample_window.palette_.field.setText((PAGES | FOOT)[name])
    QApplication.processEvents()
    press(Key.Key_Return)
    assert sample_window.page().name == name


class _Shown(QObject):
    """Notes every window of its own that is shown."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.mark.parametrize("name", list(CLASSES))
def test_no_page_opens_a_window_of_its_own_while_it_is_built(sample_window, name):
    """It would take the focus away, and flash on the screen."""
    shown = _Shown()
    QApplication.instance().installEventFilter(shown)
    sample_window.go(name)
    QApplication.processEvents()
    QApplication.instance().removeEventFilter(shown)
    assert shown.windows == []
    assert sample_window.isActiveWindow()


# Back and forward


def test_back_and_forward_over_pages(sample_window, press):
    for place in ("questionnaire/L2.1.3", "findings/3", "profile"):
        sample_window.go(place)
    for place in ("findings/3", "questionnaire/L2.1.3", "overview"):
        press(Key.Key_Left, ALT)
        assert spot(sample_window).startswith(place)
    press(Key.Key_Right, ALT)
    assert spot(sample_window) == "questionnaire/L2.1.3"
    sample_window.go("preferences")
    assert not sample_window.actions_["forward"].isEnabled()
    press(Key.Key_Left, ALT)
    assert spot(sample_window) == "questionnaire/L2.1.3"


def test_back_over_assessments_and_the_library(sample_window, press):
    first = sample_window.desk.id
    sample_window.go("findings/2")
    library = sample_window.desk.services.library
    second = library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en")).assessment
    sample_window.open(second, "questionnaire/L1.1.2")
    sample_window.go("library")
    press(Key.Key_Left, ALT)
    assert (sample_window.desk.id, spot(sample_window)) == (second, "questionnaire/L1.1.2")
    press(Key.Key_Left, ALT)
    assert (sample_window.desk.id, spot(sample_window)) == (first, "findings/2")
    press(Key.Key_Right, ALT)
    press(Key.Key_Right, ALT)
    assert (sample_window.desk.id, sample_window.page().name) == (None, "library")


def test_steps_from_indicator_to_indicator_are_one_way_back(sample_window, press):
    sample_window.go("questionnaire/L1.1.1")
    for _step in range(3):
        press(Key.Key_Down, ALT)
    assert spot(sample_window) == "questionnaire/L1.1.4"
    sample_window.go("profile")
    press(Key.Key_Left, ALT)
    assert spot(sample_window) == "questionnaire/L1.1.4"
    press(Key.Key_Left, ALT)
    assert spot(sample_window).startswith("overview")


def test_the_buttons_of_the_mouse_go_back_and_forward_and_press_nothing(sample_window):
    sample_window.go("questionnaire/L2.1.3")
    sample_window.go("overview")
    middle = QPoint(sample_window.width() // 2, sample_window.height() // 2)
    QTest.mouseClick(sample_window.windowHandle(), Qt.MouseButton.BackButton, pos=middle)
    assert spot(sample_window) == "questionnaire/L2.1.3"
    QTest.mouseClick(sample_window.windowHandle(), Qt.MouseButton.ForwardButton, pos=middle)
    assert spot(sample_window).startswith("overview")


def test_back_comes_to_what_had_the_focus_and_to_where_one_had_scrolled(sample_window, press):
    sample_window.resize(1000, 600)
    sample_window.go("findings/1")
    QApplication.processEvents()
    text = sample_window.page().board.lists["potential"].rows[-1].text
    text.setFocus()
    bar = sample_window.page()._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    sample_window.go("findings/4")
    assert bar.value() == 0
    sample_window.go("profile")
    press(Key.Key_Left, ALT)
    press(Key.Key_Left, ALT)
    assert spot(sample_window) == "findings/1"
    assert bar.value() > 0
    sample_window.page().board.lists["potential"].rows[-1].text.setFocus()
    sample_window.go("overview")
    press(Key.Key_Left, ALT)
    assert QApplication.focusWidget() is sample_window.page().board.lists["potential"].rows[-1].text


def test_what_is_no_longer_there_is_said_and_one_stays(sample_window, press):
    services = sample_window.desk.services
    gone = services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en")).assessment
    first = sample_window.desk.id
    sample_window.open(gone, "overview")
    sample_window.go("library")
    sample_window.actions_["undo"].trigger()
    press(Key.Key_Left, ALT)
    assert sample_window.notices.isVisible()
    assert sample_window.page().name == "library"
    press(Key.Key_Left, ALT)
    assert sample_window.desk.id == first


def test_the_way_back_stays_when_the_looks_change(sample_window, press):
    sample_window.go("findings/2")
    sample_window.go("profile")
    sample_window.set_preference("theme", "dark")
    QApplication.processEvents()
    sample_window.activateWindow()
    assert sample_window.actions_["back"].isEnabled()
    sample_window.actions_["back"].trigger()
    assert spot(sample_window) == "findings/2"


# Finding on a page


def test_ctrl_f_goes_to_the_field_of_the_page_else_to_the_palette(sample_window, press, tmp_path):
    sample_window.go("search/municipal")
    sample_window.page().list.setFocus()
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is sample_window.page().finder
    assert sample_window.page().finder.selectedText() == "municipal"
    sample_window.go("overview")
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is sample_window.palette_.field
    press(Key.Key_Escape)
    sample_window.go("questionnaire/L1.1.2")
    field = sample_window.page().cards.cards["L1.1.2"].writing.field
    field.setFocus()
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is sample_window.palette_.field


def test_ctrl_f_finds_in_a_long_library(sample_window, press):
    library = sample_window.desk.services.library
    for number in range(6):
        library.create(New("local", "SLE", f"Kenema {number}", "", 1, 2024, 1, "en"))
    sample_window.go("library")
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is sample_window.page().finder


def test_f6_goes_round_the_parts_of_the_window(sample_window, press):
    sample_window.go("overview/2")
    page, inside = sample_window.page(), []
    for _step in range(3):
        press(Key.Key_F6)
        focus = QApplication.focusWidget()
        parts = {"side bar": sample_window.side_bar, "panel": page.panel, "page": page}
        inside.append(next(name for name, part in parts.items() if part.isAncestorOf(focus)))
    assert sorted(inside) == ["page", "panel", "side bar"]


def test_nothing_of_the_way_is_kept_on_disk(sample_window, program):
    sample_window.go("search/secreto")
    sample_window.go("questionnaire/L1.1.2")
    program.stop()
    kept = json.loads((program.folder / "preferences.json").read_text(encoding="utf-8"))
    assert "secreto" not in json.dumps(kept)
