"""Another laptop that shares files, and what a test does with an import in the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.opening import Services
from mgi_desktop.services.sharing import write
from mgi_desktop.ui.exchange.arriving import Arriving
from mgi_desktop.ui.exchange.imports import Imports
from mgi_desktop.ui.exchange.page import ExchangePage
from mgi_desktop.ui.exchange.preview import Preview
from mgi_desktop.ui.window import Window

CODE = "L2.4.1"
TEXT = FieldRef("answer", CODE, "justification")


class Laptop:
    """Another laptop, which shares files."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services, self._folder = services, folder

    def write(self, ref: FieldRef, text: str) -> None:
        self.services.journal.typed(self.assessment, ref, text)
        self.services.journal.left(self.assessment, ref)

    @property
    def assessment(self) -> str:
        return self.services.library.entries()[0].id

    def share(self, name: str, passphrase: str = "", **choice: object) -> Path:
        material = self.services.sharing.material(self.assessment)
        gathered = self.services.sharing.gather([material], Choice(**choice))
        return write(gathered, self._folder / name, passphrase).paths[0]


def look_at(window: Window, qtbot: QtBot, *paths: Path) -> None:
    window.activateWindow()
    window.take_files(list(paths))
    qtbot.waitUntil(lambda: window.desk.incoming.state != "reading", timeout=20_000)
    QApplication.processEvents()


def preview_tab(window: Window) -> Arriving:
    page = window.page()
    assert isinstance(page, ExchangePage)
    assert isinstance(page.tab, Arriving)
    return page.tab


def preview(window: Window) -> Preview:
    shown = preview_tab(window).preview
    assert shown is not None
    return shown


def reports(window: Window) -> Imports:
    page = window.page()
    assert isinstance(page, ExchangePage)
    assert isinstance(page.tab, Imports)
    return page.tab


def click(parent: QWidget, name: str) -> None:
    QApplication.processEvents()
    made = next(one for one in parent.findChildren(QPushButton, name) if one.isVisible())
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def click_on(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def said(parent: QWidget) -> str:
    QApplication.processEvents()
    labels = [one.text() for kind in (QLabel, QAbstractButton) for one in parent.findChildren(kind) if one.isVisible()]
    return "\n".join(labels + [one.toPlainText() for one in parent.findChildren(QPlainTextEdit) if one.isVisible()])


def tallies(window: Window) -> dict[str, str]:
    return {name: made.accessibleName() for name, made in preview(window).tallies.buttons.items()}


def values(window: Window, ref: FieldRef) -> set[object]:
    read = window.desk.services.library.open(window.desk.id or "")
    return {head.value for head in read.held(ref).heads}


def apart(window: Window, other: Laptop) -> None:
    """Both write the same justification anew, and the other laptop something else besides."""
    desk = window.desk
    desk.typed(TEXT, "Se entrega en ventanilla y en cabildos")
    desk.left(TEXT)
    other.write(TEXT, "Se entrega en ventanilla y por radio")
    other.write(FieldRef("answer", "L1.1.1", "justification"), "Cambiado en el otro ordenador")
