"""A damaged store that is opened as it is: everything can be read, nothing is offered that changes, nothing is lost."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from mgi_desktop import app
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.services.unsound import is_known_damaged
from mgi_desktop.store.database import NAME
from mgi_desktop.ui.coming import Application, Coming
from mgi_desktop.ui.damaged import Damaged
from mgi_desktop.ui.parts.finder import Finder
from mgi_desktop.ui.window import Window

TEXT = FieldRef("answer", "L1.1.1", "justification")
SPOTS = (
    "library", "trashed", "preferences", "overview", "overview/2", "questionnaire/L1.1.1", "questionnaire/L1.1.2",
    "sources", "findings/1", "profile", "profile/introduction", "search/municipal", "instruments", "rounds", "trash",
    "history/answer/L1.1.1", "review/comments", "review/decisions", "review/checks", "exchange/imports",
    "exchange/conflicts", "exchange/people", "safekeeping",
)  # fmt: skip
READS = {
    "Answers · 16", "Cited by", "Comment: the finding", "Comments", "Copy", "Copy your words", "Export…", "Export as…",
    "Export the comments…", "Library", "Open", "Open folder", "Quit",
}  # fmt: skip
"""What begins like something that changes, and does not."""
FINDS = {"Search in comments"}
CHANGES = (
    "new", "import", "sample", "share", "add", "remove", "move", "cite", "comment", "accept", "ask for", "propose",
    "restore", "erase", "bring back", "back up", "choose", "give to", "reopen", "withdraw", "publish", "go on to",
    "change", "rename", "undo", "redo", "attach", "resolve", "reply", "answer", "settle", "take",
)  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name != "preferences.json"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the sample, in which a letter is another one; the backup made on closing knows it."""
    folder = tmp_path / "store"
    services = open_services(folder)
    sample = services.exchanging.sample().assessment
    services.journal.typed(sample, TEXT, "A medio escribir")
    services.journal.left(sample, TEXT)
    services.database.checkpoint()
    services.database.close()
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(data.replace(b"A medio escribir", b"A medio escribiR"))
    services = open_services(folder)
    services.close()
    assert is_known_damaged(folder)
    return folder


@pytest.fixture
def window(qapp: QApplication, folder: Path) -> Iterator[Window]:
    """The window over it, once “Open it as it is” was pressed."""
    preferences = Preferences(folder)
    preferences.set("interface_language", "en")
    assert isinstance(qapp, Application)
    coming = Coming(qapp, [])
    frame = app.Frame(preferences, lambda: app._fill(frame, folder, preferences, coming))
    frame.resize(1366, 768)
    frame.show()
    for _turn in range(500):
        inside = frame.centralWidget()
        if isinstance(inside, Damaged):
            assert "nothing can be changed" in inside.deeds["recover"].accessibleDescription()
            QTest.mouseClick(inside.deeds["open"], Qt.MouseButton.LeftButton)
        elif isinstance(inside, Window):
            break
        QTest.qWait(20)
    assert isinstance(inside, Window)
    inside.open(inside.desk.services.library.entries()[0].id)
    yield inside
    frame.close()
    inside.desk.services.close()
    coming.close()
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(widget: QAbstractButton) -> str:
    return (widget.text() or widget.accessibleName() or widget.toolTip()).replace("&", "")


def offered(root: QWidget) -> list[str]:
    """The controls of a page by which something could be changed."""
    buttons = [one for one in root.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    found = [words(one) for one in buttons if words(one).lower().startswith(CHANGES) and words(one) not in READS]
    fields = [one for one in root.findChildren(QWidget) if isinstance(one, QLineEdit | QPlainTextEdit)]
    found += [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in fields
        if one.isVisible()
        and not one.isReadOnly()
        and not isinstance(one, Finder)
        and one.accessibleName() not in FINDS
    ]
    return found


@pytest.mark.parametrize("spot", SPOTS)
def test_no_page_offers_what_changes_anything(window, spot):
    refused = []
    window.desk.notifier.refused.connect(refused.append)
    window.go(spot)
    QApplication.processEvents()
    assert window.page().spot().partition("/")[0] == spot.partition("/")[0]
    assert offered(window.page()) == []
    assert refused == []


def test_it_says_so_and_reads_and_its_folder_stays_as_it_is(window, folder):
    before = files(folder)
    told = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert any("The store is damaged" in text and "Recover" in text for text in told)
    window.go("questionnaire/L1.1.1")
    card = window.page()
    shown = [one for one in card.findChildren(QPlainTextEdit) if "A medio escribiR" in one.toPlainText()]
    assert [one.isReadOnly() for one in shown] == [True]
    shown[0].setFocus()
    refused = []
    window.desk.notifier.refused.connect(refused.append)
    QTest.keyClicks(QApplication.focusWidget() or card, "otra cosa 123")
    window.desk.read_in("fr")
    assert window.desk.language == "fr"
    window.go("library")
    assert refused == []
    window.window().close()
    window.desk.services.close()
    assert files(folder) == before


def test_no_action_and_no_key_of_what_changes_is_left(window):
    left = [
        name
        for name in ("new", "import", "share", "undo", "cite", "accept", "join")
        if window.actions_[name].isEnabled()
    ]
    assert left == []
    assert window.actions_["export"].isEnabled()
    assert window.rebuild()
    assert not window.actions_["new"].isVisible()
    assert not window.actions_["new"].isEnabled()


def test_a_row_of_the_library_opens_and_goes_nowhere_else(window):
    window.go("library")
    (made,) = window.page().table.rows
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Delete)
    assert len(window.desk.services.library.entries()) == 1
    made.more_wanted.emit()
    menus = [one for one in window.page().findChildren(QMenu) if one.isVisible()]
    assert [[action.text() for action in menu.actions()] for menu in menus] == [["Open"]]
    menus[0].close()


def test_everything_is_rescued_as_it_lies_there(window, folder, tmp_path, monkeypatch, qtbot):
    out = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    window.actions_["rescue"].trigger()
    qtbot.waitUntil(out.exists, timeout=30_000)
    with zipfile.ZipFile(out) as archive:
        assert archive.read(f"store/{NAME}") == (folder / NAME).read_bytes()


def test_a_file_that_is_dropped_is_refused_with_what_to_do(window, tmp_path):
    refused = []
    window.desk.notifier.refused.connect(refused.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "any.mgi"))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    QTest.qWait(50)
    assert ["mgi-desktop recover" in str(one) for one in refused] == [True]
