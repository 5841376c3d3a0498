"""The real window over a real store in a temporary folder, driven as a person would."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.app import make_window
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.looks import Looks
from mgi_desktop.ui.window import Window
from tests.ui.laptop import Laptop, look_at, preview_tab

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Dialog = TypeVar("Dialog", bound=QDialog)


class Program:
    """The program in a folder: it can be closed and started again, as after a day."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self.folder = folder
        self._running: tuple[Window, Services, Looks] | None = None

    def start(self, **preferences: object) -> Window:
        """Show the window where one left it; in English until another language is chosen."""
        kept = Preferences(self.folder)
        wanted = {"interface_language": kept.get("interface_language") or "en", **preferences}
        for name, value in wanted.items():
            kept.set(name, value)
        looks = Looks(self._application, kept)
        theme = looks.apply()
        services = open_services(self.folder)
        window = make_window(services, kept, looks, theme)
        self._running = window, services, looks
        window.begin()
        window.resize(1366, 768)
        window.show()
        self._application.processEvents()
        return window

    def stop(self) -> None:
        """Close the window and the store, and wait until all of it is gone."""
        if self._running is None:
            return
        window, services, looks = self._running
        self._running = None
        window.close()
        services.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._application.processEvents()
        looks.close()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program on an empty store, not started yet: `program.start()`, `program.stop()`, and again."""
    made = Program(qapp, tmp_path / "store")
    yield made
    made.stop()


@pytest.fixture
def window(program: Program) -> Window:
    """The window over an empty store, in English."""
    return program.start()


@pytest.fixture
def sample_window(window: Window) -> Window:
    """The window with the sample open on its overview."""
    taken = window.desk.services.exchanging.sample()
    window.open(taken.assessment, "overview")
    return window


@pytest.fixture
def commit() -> Callable[[QWidget, str], None]:
    """Types text of any script into a field: `commit(widget, text)`."""

    def typed(widget: QWidget, text: str) -> None:
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return typed


@pytest.fixture
def in_dialog(qapp: QApplication) -> Callable[[type[Dialog], Callable[[Dialog], object]], None]:
    """Does something in the dialog that is opened next: `in_dialog(NewAssessment, lambda dialog: …)`.

    A dialog that is still open after that is closed, so that a failing test never hangs.
    """

    def do(kind: type[Dialog], work: Callable[[Dialog], object]) -> None:
        timer = QTimer(qapp, interval=10)

        def when_open() -> None:
            dialog = qapp.activeModalWidget()
            if not isinstance(dialog, kind) or not dialog.isActiveWindow():
                return
            timer.stop()
            timer.deleteLater()
            try:
                work(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        timer.timeout.connect(when_open)
        timer.start()

    return do


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Laptop]:
    """A laptop with the sample, which begins alike everywhere only once it was sent."""
    services = open_services(tmp_path / "other")
    services.library.rename_person("Laptop B")
    services.exchanging.sample()
    yield Laptop(services, tmp_path)
    services.close()


@pytest.fixture
def shared(window: Window, other: Laptop, qtbot: QtBot) -> Window:
    """The window with the assessment of the other laptop, taken in from its file and opened."""
    look_at(window, qtbot, other.share("first.mgi"))
    preview_tab(window).take.click()
    window.open(other.assessment, "overview")
    window.activateWindow()
    return window
