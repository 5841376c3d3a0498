"""The window as it is started: a frame at once, filled when the store is open, closed with all that was typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit, QWidget

from mgi_desktop import app
from mgi_desktop.paths import resources
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.coming import Application, Coming
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.window import Window

Commit = Callable[[QWidget, str], None]


class Started:
    """The program from its first frame on."""

    def __init__(self, store: Path, file: Path | None = None) -> None:
        preferences = Preferences(store)
        preferences.set("interface_language", "en")
        application = QApplication.instance()
        assert isinstance(application, Application)
        coming = Coming(application, [file] if file else [])
        self.frame = app.Frame(preferences, lambda: app._fill(self.frame, store, preferences, coming))
        self.frame.show()

    @property
    def window(self) -> Window:
        """The window inside, once it is there."""
        for _turn in range(200):
            inside = self.frame.centralWidget()
            if isinstance(inside, Window) and inside.stack.count():
                self.frame.activateWindow()
                QTest.qWait(20)
                return inside
            QTest.qWait(20)
        raise AssertionError("the frame was never filled")

    def leave(self) -> None:
        """Close it, as the system does at the end of the day."""
        QTimer.singleShot(0, self.frame.close)
        assert QApplication.exec() == 0
        self.frame.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Callable[..., Started]:
    """Starts the program over one store, again and again."""
    return lambda file=None: Started(tmp_path / "store", file)


def test_an_empty_store_opens_on_the_library(start: Callable[..., Started]) -> None:
    program = start()
    assert program.window.page().name == "library"
    assert program.frame.windowTitle() == "mgi-desktop"
    program.leave()


def test_closed_while_typing_and_started_again_all_is_there(start: Callable[..., Started], commit: Commit) -> None:
    program = start()
    window = program.window
    window.open(window.desk.services.exchanging.sample().assessment, "questionnaire/L1.1.2")
    QTest.qWait(50)
    assert program.frame.windowTitle() == "La Palma · mgi-desktop"
    commit(window.page().cards.cards["L1.1.2"].writing.field, "Aún sin punto final")
    program.frame.resize(800, 700)
    program.leave()

    again = start()
    page = again.window.page()
    assert page.spot() == "questionnaire/L1.1.2"
    assert "Aún sin punto final" in page.cards.cards["L1.1.2"].writing.field.text()
    assert (again.frame.width(), again.frame.height()) == (800, 700)
    again.leave()


def test_the_ring_shows_what_has_the_focus(start: Callable[..., Started]) -> None:
    program = start()
    window = program.window
    window.go("preferences")
    field = window.page().findChild(QLineEdit)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(20)
    assert window.ring.isVisible()
    assert window.ring.geometry().contains(field.mapTo(window, field.rect().center()))
    program.leave()


@pytest.mark.parametrize("place", ["overview", "questionnaire", "findings", "profile", "library", "preferences"])
def test_a_page_reached_by_mouse_shows_no_ring_on_a_button_and_by_keys_it_does(
    start: Callable[..., Started], place: str
) -> None:
    program = start()
    window = program.window
    window.open(window.desk.services.exchanging.sample().assessment, "questionnaire")
    for press, ringed in ((_click, False), (_type, True)):
        window.go("findings" if place != "findings" else "overview")
        QTest.qWait(20)
        press(program.frame)
        window.go(place)
        QTest.qWait(20)
        focus = QApplication.focusWidget()
        assert focus is not None
        itself = focus.property("ring")
        shown = focus.property("ringed") if itself else window.ring.isVisible()
        assert bool(shown) is (ringed or isinstance(focus, QLineEdit | QPlainTextEdit)), focus
    program.leave()


def _click(frame: QWidget) -> None:
    """Click where nothing is, through the system's window as a mouse does."""
    QTest.mouseClick(frame.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(frame.width() - 3, 3))


def _type(frame: QWidget) -> None:
    """Press a key that does nothing, through the system's window as a keyboard does."""
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_F24)


def test_a_click_in_a_dialog_is_a_click(start: Callable[..., Started]) -> None:
    program = start()
    window = program.window
    _type(program.frame)
    sheet = Sheet(window.desk, window, "Sheet")
    closing = sheet.closing()
    sheet.show()
    QTest.qWait(50)
    handle = sheet.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=closing.mapTo(sheet, closing.rect().center()))
    assert not sheet.isVisible()
    program.window.open(window.desk.services.exchanging.sample().assessment, "overview")
    QTest.qWait(50)
    assert QApplication.focusWidget() is window.page().wheel
    assert not window.page().wheel.property("ringed")
    program.leave()


def test_a_file_that_is_named_is_taken_in(start: Callable[..., Started]) -> None:
    program = start(resources() / "sample" / "la-palma.json")
    window = program.window
    QTest.qWait(300)
    assert [entry.subject for entry in window.desk.services.library.entries()] == ["La Palma"]
    assert window.desk.id is not None
    program.leave()


def test_a_store_in_use_is_said_so_and_nothing_else_happens(
    start: Callable[..., Started], tmp_path: Path, qapp: QApplication
) -> None:
    elsewhere = open_services(tmp_path / "store")
    said: list[str] = []

    def read() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    program = start()
    QTimer.singleShot(300, read)
    assert qapp.exec() == 1
    assert "open in another window" in said[0]
    assert program.frame.centralWidget() is None
    program.frame.close()
    elsewhere.close()


def test_a_fault_of_the_program_is_said_and_work_goes_on(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    def read() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.extend([box.text(), box.informativeText(), box.detailedText()])
        box.accept()

    QTimer.singleShot(50, read)
    error = ZeroDivisionError("seven by nothing")
    app._unforeseen(type(error), error, None)
    assert "seven by nothing" in said[2]
    assert "safe" in said[1]
    assert "seven by nothing" in capsys.readouterr().err


def test_preferences_that_cannot_be_read_count_as_never_set(start: Callable[..., Started], tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "preferences.json").write_text(json.dumps(["no", "object"]), encoding="utf-8")
    program = start()
    assert isinstance(program.window, QObject)
    program.leave()


def test_quitting_by_its_key_closes_the_frame(start: Callable[..., Started]) -> None:
    program = start()
    window = program.window
    QTimer.singleShot(0, lambda: QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier))
    assert QApplication.exec() == 0
    assert not program.frame.isVisible()
    assert window.desk.services.database.closed


def test_a_file_that_the_system_opens_waits_until_a_dialog_is_closed(start: Callable[..., Started]) -> None:
    program = start()
    window = program.window
    box = QMessageBox(window)
    box.setModal(True)
    box.open()
    event = QFileOpenEvent(str(resources() / "sample" / "la-palma.json"))  # as a Mac says it
    QApplication.sendEvent(QCoreApplication.instance(), event)
    QTest.qWait(300)
    assert window.page().name == "library"
    box.close()
    for _turn in range(200):
        if window.desk.id is not None:
            break
        QTest.qWait(20)
    assert window.desk.assessment.subject == "La Palma"
    box.deleteLater()
    program.leave()
