"""A damaged store: the window says so, recovers it and goes on; a running program writes everything into a ZIP, too."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from mgi_desktop import app
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.services.unsound import is_known_damaged
from mgi_desktop.store.database import NAME
from mgi_desktop.ui.coming import Application, Coming
from mgi_desktop.ui.damaged import Damaged
from mgi_desktop.ui.window import Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the sample, whose header is gone."""
    folder = tmp_path / "store"
    services = open_services(folder)
    services.exchanging.sample()
    services.database.close()
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(bytes(100) + data[100:])
    return folder


@pytest.fixture
def frame(qapp: QApplication, folder: Path) -> Iterator[app.Frame]:
    """The program over that store, as it is started."""
    preferences = Preferences(folder)
    preferences.set("interface_language", "en")
    assert isinstance(qapp, Application)
    coming = Coming(qapp, [])
    made = app.Frame(preferences, lambda: app._fill(made, folder, preferences, coming))
    made.show()
    yield made
    made.close()
    inside = made.centralWidget()
    if isinstance(inside, Window):
        inside.desk.services.close()
        coming.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def inside(frame: app.Frame, kind: type[QWidget]) -> QWidget:
    """What is in the frame, once it is of this kind."""
    for _turn in range(500):
        if isinstance(frame.centralWidget(), kind):
            frame.activateWindow()
            QTest.qWait(20)
            found = frame.centralWidget()
            assert found is not None
            return found
        QTest.qWait(20)
    raise AssertionError(f"never shown: {kind.__name__}")


def press(page: Damaged, name: str) -> None:
    page.deeds[name].setFocus()
    QTest.keyClick(page.deeds[name], Qt.Key.Key_Space)


def test_a_damaged_store_is_recovered_by_keys_and_opened(frame, folder, qtbot):
    page = inside(frame, Damaged)
    assert page.deeds["recover"].hasFocus()
    assert "damaged" in page.deeds["recover"].accessibleDescription()
    press(page, "recover")
    qtbot.waitUntil(lambda: "open" in page.deeds, timeout=30_000)
    press(page, "copy")
    assert "came back" in QGuiApplication.clipboard().text()
    (aside,) = folder.glob("damaged-*")
    assert (aside / NAME).read_bytes()[:100] == bytes(100)
    assert "came back" in (aside / "report.txt").read_text(encoding="utf-8")
    press(page, "open")
    window = inside(frame, Window)
    assert [entry.subject for entry in window.desk.services.library.entries()] == ["La Palma"]
    assert window.desk.services.safekeeping.check() == []


def test_everything_is_rescued_before_that(frame, folder, tmp_path, monkeypatch, qtbot):
    page = inside(frame, Damaged)
    out = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    press(page, "rescue")
    qtbot.waitUntil(lambda: page.told.isVisible(), timeout=30_000)
    assert "reads back whole" in page.told.text()
    with zipfile.ZipFile(out) as archive:
        assert archive.read(f"store/{NAME}") == (folder / NAME).read_bytes()


def test_what_cannot_be_rescued_is_said(frame, tmp_path, monkeypatch, qtbot):
    page = inside(frame, Damaged)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "none" / "all.zip"), ""))
    press(page, "rescue")
    qtbot.waitUntil(lambda: page.told.isVisible(), timeout=30_000)
    assert "could not be written" in page.told.text()


def test_one_can_quit(frame, folder):
    before = (folder / NAME).read_bytes()
    page = inside(frame, Damaged)
    press(page, "quit")
    assert not frame.isVisible()
    assert (folder / NAME).read_bytes() == before
    assert not list(folder.glob("damaged-*"))


def test_a_store_that_opens_and_whose_last_backup_was_not_whole_is_offered_too(qapp, tmp_path, qtbot):
    folder = tmp_path / "other"
    services = open_services(folder)
    services.exchanging.sample()
    services.database.checkpoint()
    services.database.close()
    data = bytearray((folder / NAME).read_bytes())
    at = data.index(b'","La Palma"]') + 3
    data[at : at + 2] = b"Le"
    (folder / NAME).write_bytes(data)
    services = open_services(folder)
    services.close()  # makes a backup, and finds that it is not whole
    assert is_known_damaged(folder)
    preferences = Preferences(folder)
    preferences.set("interface_language", "en")
    frame = app.Frame(preferences, lambda: app._fill(frame, folder, preferences, Coming(qapp, [])))
    frame.show()
    page = inside(frame, Damaged)
    assert list(page.deeds) == ["recover", "rescue", "open", "quit"]
    press(page, "recover")
    qtbot.waitUntil(lambda: "copy" in page.deeds, timeout=30_000)
    assert not is_known_damaged(folder)
    press(page, "quit")
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_running_program_writes_everything(sample_window, tmp_path, monkeypatch, qtbot):
    out = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    sample_window.actions_["rescue"].trigger()
    qtbot.waitUntil(out.exists, timeout=30_000)
    with zipfile.ZipFile(out) as archive:
        assert "La Palma" in archive.read("README.html").decode()
