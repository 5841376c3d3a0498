"""What a person does in the window: keys, clicks and typing; all go to the real widgets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QListWidget, QMenu, QPushButton, QWidget
from shiboken6 import isValid

from mgi_desktop.ui.window import Window

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Hands:
    """What a person does: keys, clicks, typing; all go to the real widgets of the window."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def rest(self) -> None:
        """Let the window do what it does by itself."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is; without a screen nobody gives the window its place in front back."""
        if QApplication.activeModalWidget() is None and QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            wait(lambda: QApplication.activeWindow() is self.window, 2)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.rest()

    def click(self, widget: QWidget) -> None:
        """Click a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest()

    def say(self, widget: QWidget, text: str) -> None:
        """Type any text into a field, in place of what it holds."""
        widget.setFocus()
        QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.SelectAll))
        self.type(text, widget)

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Type any text in a field, else where the focus is."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget or QApplication.focusWidget() or self.window, event)
        self.rest()

    def tick(self, ticks: QListWidget, key: str, on: bool) -> None:
        """Tick an item of a list, or take the tick away."""
        wanted = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for place in range(ticks.count()):
            item = ticks.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == key and item.checkState() is not wanted:
                ticks.setFocus()
                ticks.setCurrentItem(item)
                self.press(Key.Key_Space)

    def choose(self, within: QWidget, name: str) -> None:
        """Click the button in view with these words, or this name."""
        found = [one for one in within.findChildren(QPushButton) if name in (one.text(), one.objectName())]
        shown = [one for one in found if one.isVisible()]
        assert shown, f"there is no button “{name}”"
        self.click(shown[0])

    def turn_on(self, choice: QWidget) -> None:
        """Choose a box or a button of several by the keyboard."""
        choice.setFocus()
        self.press(Key.Key_Space)

    def entry(self, words: str) -> None:
        """Choose in the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        menu.setActiveAction(next(action for action in menu.actions() if action.text() == words))
        QTest.keyClick(menu, Key.Key_Return)
        self.rest()

    def in_dialog(self, opens: Callable[[], object], does: Callable[[QDialog], object]) -> None:
        """Open a dialog, and do something in it; what fails in it fails here."""
        failed: list[Exception] = []
        met: list[QDialog] = []
        before = QApplication.activeModalWidget()
        looking = QTimer(interval=20)

        def work() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is before or not isinstance(dialog, QDialog):
                return
            looking.stop()
            try:
                met.append(dialog)
                does(dialog)
            except (AssertionError, LookupError, AttributeError) as error:  # raised where the dialog was opened
                failed.append(error)
            finally:
                if isValid(dialog) and dialog.isVisible():
                    dialog.close()

        looking.timeout.connect(work)
        looking.start()
        opens()
        assert wait(lambda: bool(met or failed)), "no dialog was opened"
        looking.stop()
        for error in failed:
            raise error


def wait(until: Callable[[], bool], seconds: int = 60) -> bool:
    """Wait for something that is done beside the window."""
    for _turn in range(seconds * 20):
        if until():
            return True
        QTest.qWait(50)
    return False


class Chosen:
    """For as long as it lasts, the dialog of the system answers with this file, or with these."""

    def __init__(self, path: Path | Sequence[Path], name: str = "getSaveFileName") -> None:
        self._answer = str(path) if isinstance(path, Path) else [str(one) for one in path]
        self._name = name

    def __enter__(self) -> None:
        self._asked = getattr(QFileDialog, self._name)
        setattr(QFileDialog, self._name, lambda *_given, **_named: (self._answer, ""))

    def __exit__(self, *_failed: object) -> None:
        setattr(QFileDialog, self._name, self._asked)
