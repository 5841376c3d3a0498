"""Every control of every page has a name, is large enough, and is reached by keyboard in a sensible order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from mgi_desktop.ui.findings.text import Resting
from mgi_desktop.ui.window import Window

SPOTS = (
    "library", "preferences", "overview", "overview/2", "questionnaire/L1.1.1", "sources", "findings/1", "profile",
    "search/municipal", "instruments", "rounds", "review/comments", "review/decisions", "review/checks",
    "exchange/imports", "exchange/conflicts", "safekeeping",
)  # fmt: skip


def controls(window: Window) -> list[QWidget]:
    """Every visible widget that takes part in walking with Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


@pytest.mark.parametrize("spot", SPOTS)
def test_names(sample_window: Window, spot: str) -> None:
    sample_window.go(spot)
    QApplication.processEvents()
    nameless = []
    for widget in controls(sample_window):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            nameless.append(described(widget))
    assert nameless == []


@pytest.mark.parametrize("spot", SPOTS)
def test_targets_are_large_enough(sample_window: Window, spot: str) -> None:
    sample_window.go(spot)
    QApplication.processEvents()
    small = [
        f"{described(button)} “{button.text() or button.accessibleName()}” {button.width()} x {button.height()}"
        for button in sample_window.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 24
    ]
    assert small == []


@pytest.mark.parametrize("spot", SPOTS)
def test_tab_reaches_every_control_and_comes_back(sample_window: Window, spot: str) -> None:
    sample_window.go(spot)
    sample_window.activateWindow()
    QApplication.processEvents()
    wanted = {
        widget
        for widget in controls(sample_window)
        if not (isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked())
    }
    start = sample_window.focusWidget() or sample_window
    reached, chain = set(), []
    for _step in range(2 * len(controls(sample_window)) + 10):
        sample_window.focusNextChild()
        focus = QApplication.focusWidget()
        if focus is None or (focus is start and chain):
            break
        reached.add(focus)
        chain.append(focus)
    in_groups = {
        widget
        for widget in wanted
        if isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()
    }
    written_in = {one.parentWidget().parentWidget() for one in reached if isinstance(one, QPlainTextEdit)}
    missed = [
        described(widget)
        for widget in wanted - reached - in_groups
        if widget is not start and not (isinstance(widget, Resting) and widget.parentWidget() in written_in)
    ]
    assert missed == []


@pytest.mark.parametrize("spot", SPOTS)
def test_the_order_follows_the_eye(sample_window: Window, spot: str) -> None:
    """Side bar before the page, the page's header before its content, its content before its panel."""
    sample_window.go(spot)
    QApplication.processEvents()
    page = sample_window.page()
    parts = [sample_window.side_bar, page.header, page.panel]
    chain, widget = [], sample_window.nextInFocusChain()
    while widget is not sample_window and widget is not None:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    places = [
        [place for place, widget in enumerate(chain) if part is not None and part.isAncestorOf(widget)
         and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()]
        for part in parts
    ]  # fmt: skip
    firsts = [min(found) for found in places if found]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("spot", SPOTS)
def test_nothing_but_the_ring_shows_the_focus(sample_window: Window, spot: str) -> None:
    sample_window.go(spot)
    sample_window.activateWindow()
    QApplication.processEvents()
    told_twice = []
    for button in controls(sample_window):
        if isinstance(button, QPushButton | QRadioButton | QCheckBox):
            sample_window.setFocus()
            before = button.grab().toImage()
            button.setFocus(Qt.FocusReason.TabFocusReason)
            sample_window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            if button.grab().toImage() != before:
                told_twice.append(described(button))
    assert told_twice == []
