"""Preferences hold at once, in the same window, and after a restart."""

import json
import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton

from mgi_desktop.services.library import New


@pytest.fixture
def preferences(window):
    """The preferences page."""
    window.go("preferences")
    return window


def control(window, kind, name):
    """A control of the page by its name."""
    found = window.page().findChild(kind, name)
    assert found is not None, name
    return found


def menus(window):
    return [action.text().replace("&", "") for action in window.menuBar().actions()]


def test_a_language_holds_at_once_and_after_a_restart(program, preferences, qtbot):
    window = preferences
    assert menus(window)[0] == "File"
    before = id(window)
    qtbot.mouseClick(control(window, QRadioButton, "interface_language-fr"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert id(window) == before
    assert window.page().name == "preferences"
    assert control(window, QRadioButton, "interface_language-fr").isChecked()
    assert "français" in window.status.findChild(QLabel, "languages").text()
    program.stop()
    assert "français" in program.start().status.findChild(QLabel, "languages").text()


def test_every_word_follows_a_switch_at_run_time(sample_window):
    sample_window.set_preference("interface_language", "qps-ploc")
    assert all(menu.startswith("[") for menu in menus(sample_window))
    assert sample_window.page().name == "overview"
    sample_window.set_preference("interface_language", "en")
    assert menus(sample_window)[0] == "File"


def test_each_language_is_named_in_its_own_words(preferences):
    names = [radio.text() for radio in preferences.page().languages.findChildren(QRadioButton)]
    assert names == ["English", "Français", "Español"]


def test_right_to_left_mirrors_the_window(preferences):
    preferences.set_preference("interface_language", "qps-plocm")
    QApplication.processEvents()
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert preferences.side_bar.x() > preferences.stack.x()


def test_the_theme_holds_at_once_and_after_a_restart(program, preferences, qtbot):
    qtbot.mouseClick(control(preferences, QRadioButton, "theme-dark"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert preferences.desk.theme.name == "dark"
    program.stop()
    assert program.start().desk.theme.name == "dark"


def test_the_size_of_the_text_holds_at_once_and_the_keys_change_it_too(preferences, qtbot):
    window = preferences
    label = window.page().findChild(QLabel)
    small = label.fontMetrics().height()
    window.page().sizes.choose("150")
    window.page().sizes.activated.emit(0)
    QApplication.processEvents()
    assert window.desk.theme.zoom == 1.5
    assert window.page().findChild(QLabel).fontMetrics().height() > small
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.preferences.get("text_size") == 100
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.preferences.get("text_size") == 110


def test_less_movement_takes_no_time(preferences, qtbot):
    preferences.page().motion.setFocus()
    qtbot.keyClick(preferences.page().motion, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert preferences.desk.theme.duration("select_ms") == 0
    assert preferences.desk.preferences.get("reduced_motion") is True


def test_the_focus_comes_back_to_the_control_that_was_used(preferences, qtbot):
    control(preferences, QRadioButton, "theme-light").setFocus()
    qtbot.keyClick(control(preferences, QRadioButton, "theme-light"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: preferences.page().isVisible())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QApplication.processEvents()
    assert preferences.desk.preferences.get("theme") == "dark"
    assert QApplication.focusWidget() is control(preferences, QRadioButton, "theme-dark")


def test_a_new_name_stands_in_every_assessment(preferences, qtbot, commit):
    services = preferences.desk.services
    services.library.rename_person("A. M.")
    ids = [services.library.create(New("local", "SLE", name, "", 1, 2024, 1, "en")).assessment for name in "ab"]
    preferences.go("library")
    preferences.rebuild()
    preferences.go("preferences")
    person = control(preferences, QLineEdit, "person")
    person.selectAll()
    commit(person, "移民 desk")
    qtbot.keyClick(person, Qt.Key.Key_Return)
    assert services.library.person() == "移民 desk"
    author = services.library.author
    assert [services.library.open(name).person(author) for name in ids] == ["移民 desk"] * 2


def test_the_folder_of_the_store_is_shown_and_can_be_copied(program, preferences):
    folder = control(preferences, QLineEdit, "folder")
    assert folder.text() == str(program.folder)
    assert folder.isReadOnly()
    folder.selectAll()
    folder.copy()
    assert QApplication.clipboard().text() == str(program.folder)


def test_a_preference_that_cannot_be_written_is_said(program, preferences, qtbot):
    if os.geteuid() == 0:
        (program.folder / "preferences.json").unlink()
        (program.folder / "preferences.json").mkdir()
    else:
        program.folder.chmod(0o500)
    qtbot.mouseClick(control(preferences, QRadioButton, "theme-dark"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert preferences.notices.isVisible()
    program.folder.chmod(0o700)


def test_unreadable_preferences_count_as_never_set(program):
    program.folder.mkdir()
    (program.folder / "preferences.json").write_text("{nonsense")
    assert program.start().desk.theme.zoom == 1
    program.stop()
    assert json.loads((program.folder / "preferences.json").read_text())["interface_language"] == "en"


def test_the_program_is_put_into_the_menu_of_the_system_and_taken_away(program, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = program.start()
    window.go("preferences")
    turn = control(window, QPushButton, "in-menu")
    entry = tmp_path / "data" / "applications" / "org.mgidesktop.MgiDesktop.desktop"
    assert turn.text() == "Put there"
    qtbot.mouseClick(turn, Qt.MouseButton.LeftButton)
    assert turn.text() == "Take away"
    assert entry.exists()
    qtbot.mouseClick(turn, Qt.MouseButton.LeftButton)
    assert not entry.exists()
    assert turn.text() == "Put there"
