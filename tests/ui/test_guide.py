"""Help beside the page: F1 brings it, it follows the page, stays after a restart, and Esc sends it away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from mgi_desktop.ui.guide import PAGES
from mgi_desktop.ui.navigation import CLASSES


def said(window) -> str:
    return " ".join(label.text() for label in window.guide.findChildren(QLabel))


def test_it_follows_the_page_and_stays_after_a_restart(sample_window, program, qtbot):
    assert sample_window.guide.isHidden()
    qtbot.keyClick(sample_window, Qt.Key.Key_F1)
    assert sample_window.guide.isVisible()
    assert "six domains" in said(sample_window)
    sample_window.go("findings/1")
    assert "two lists" in said(sample_window)
    program.stop()
    again = program.start(interface_language="fr")
    assert again.guide.isVisible()
    qtbot.keyClick(again, Qt.Key.Key_F1)
    assert again.guide.isHidden()


def test_the_page_is_arranged_for_what_room_is_left(sample_window, qtbot):
    before = sample_window.page().width()
    qtbot.keyClick(sample_window, Qt.Key.Key_F1)
    QApplication.processEvents()
    assert sample_window.page().width() < before
    assert sample_window.side_bar.width() + sample_window.page().width() + sample_window.guide.width() == 1366


def test_esc_in_it_sends_it_away_and_gives_the_focus_back(sample_window, qtbot):
    qtbot.keyClick(sample_window, Qt.Key.Key_F1)
    sample_window.guide.keys.setFocus()
    qtbot.keyClick(sample_window.guide.keys, Qt.Key.Key_Escape)
    assert sample_window.guide.isHidden()
    assert not sample_window.desk.preferences.get("guide")


def test_there_is_help_on_every_page():
    assert set(CLASSES) <= set(PAGES)
