"""The shell: menus, undo and redo, files that are dropped, and the place that one comes back to."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.paths import resources
from mgi_desktop.services.library import New
from mgi_desktop.ui import dialogs
from mgi_desktop.ui.actions import MENUS
from mgi_desktop.ui.help import About, Keyboard
from mgi_desktop.ui.library.importing import Report
from mgi_desktop.ui.preferences.page import PreferencesPage
from mgi_desktop.ui.window import Window

SAMPLE = resources() / "sample" / "la-palma.json"
OTHER = "0187709d-c300-7a0f-a1cb-ea63ab0e2999"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def copy_of(tmp_path):
    """Writes the sample with some things otherwise: `copy_of("name.json", id=…)`."""

    def write(name, **otherwise):
        document = {**json.loads(SAMPLE.read_bytes()), **otherwise}
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write


@pytest.fixture
def assessment(window):
    """An assessment of one's own, open in the window."""
    services = window.desk.services
    window.open(services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en")).assessment, "overview")
    return window.desk.id


def answer(window, code, value):
    desk = window.desk
    assert desk.do(lambda: desk.services.answering.answer(desk.id, code, value))


def drop(window, *paths):
    """Let files fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(100, 100), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.processEvents()


def notice(window):
    assert window.notices.isVisible()
    return " ".join(label.text() for label in window.notices.findChildren(QLabel))


# Menus


def test_every_item_stands_in_its_menu_and_has_its_keys(window):
    shown = {action.text() for bar in window.menuBar().actions() for action in bar.menu().actions()}
    for _title, items in MENUS:
        for item in items:
            assert item is None or item.words in shown
    assert window.actions_["new"].shortcut().toString() == "Ctrl+N"


def test_what_needs_an_assessment_waits_for_one(window):
    needing = [item.name for _title, items in MENUS for item in items if item is not None and item.needs]
    assert not any(window.actions_[name].isEnabled() for name in needing)
    window.actions_["sample"].trigger()
    assert all(window.actions_[name].isEnabled() for name in needing)
    window.actions_["library"].trigger()
    assert not any(window.actions_[name].isEnabled() for name in needing)


def test_keys_go_from_page_to_page(sample_window, qtbot):
    for key, name in ((Qt.Key.Key_2, "questionnaire"), (Qt.Key.Key_4, "findings"), (Qt.Key.Key_L, "library")):
        qtbot.keyClick(sample_window, key, CTRL)
        assert sample_window.page().name == name
    qtbot.keyClick(sample_window, Qt.Key.Key_Comma, CTRL)
    assert isinstance(sample_window.page(), PreferencesPage)


@pytest.mark.parametrize(("action", "dialog"), [("keys", Keyboard), ("about", About)])
def test_help_tells_and_closes(window, in_dialog, qtbot, action, dialog):
    told = []

    def read(shown):
        told.extend(label.text() for label in shown.findChildren(QLabel))
        qtbot.keyClick(shown, Qt.Key.Key_Escape)

    in_dialog(dialog, read)
    window.actions_[action].trigger()
    assert {"keys": "Ctrl+N", "about": "Noto"}[action] in told
    assert not any("&" in words for words in told)


# Undo and redo


def test_the_menu_names_what_it_undoes(window, assessment, qtbot):
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert not undo.isEnabled()
    answer(window, "L1.1.1", "a")
    assert undo.text().replace("&", "") == "Undo: answer to L1.1.1"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.desk.assessment.answer("L1.1.1").value is None
    assert not undo.isEnabled()
    assert redo.text().replace("&", "") == "Redo: answer to L1.1.1"
    redo.trigger()
    assert window.desk.assessment.answer("L1.1.1").value == "a"


def test_undo_and_redo_reach_back_over_a_restart(program, window, assessment):
    answer(window, "L1.1.1", "a")
    answer(window, "L1.1.1", "b")
    program.stop()
    window = program.start()
    assert window.desk.id == assessment
    values = []
    for _time in range(2):
        window.actions_["undo"].trigger()
        values.append(window.desk.assessment.answer("L1.1.1").value)
    assert values == ["a", None]
    program.stop()
    window = program.start()
    for _time in range(2):
        window.actions_["redo"].trigger()
        values.append(window.desk.assessment.answer("L1.1.1").value)
    assert values[2:] == ["a", "b"]


def test_undo_in_the_library_takes_back_what_was_begun_there(window, assessment):
    window.go("library")
    assert window.actions_["undo"].text().replace("&", "") == "Undo: new assessment Kenema"
    window.actions_["undo"].trigger()
    assert window.desk.services.library.entries() == []
    assert window.page().start.isVisible()


# The place


@pytest.mark.parametrize("spot", ["overview/2", "questionnaire/L2.1.3", "findings/3", "profile"])
def test_one_comes_back_to_the_place_that_one_left(program, sample_window, spot):
    sample_window.go(spot)
    left = sample_window.page().spot()
    program.stop()
    window = program.start()
    assert window.desk.assessment.subject == "La Palma"
    assert window.page().spot() == left


def test_one_comes_back_to_the_library_where_that_was_left(program, sample_window):
    sample_window.go("library")
    program.stop()
    window = program.start()
    assert window.page().name == "library"
    assert window.desk.id is None


def test_an_assessment_opens_where_it_was_left(sample_window):
    identifier = sample_window.desk.id
    sample_window.go("findings/4")
    left = sample_window.page().spot()
    sample_window.go("library")
    sample_window.open(identifier)
    assert sample_window.page().spot() == left


def test_a_switch_of_language_keeps_the_place(sample_window):
    sample_window.go("findings/4")
    left = sample_window.page().spot()
    sample_window.set_preference("interface_language", "fr")
    assert sample_window.page().spot() == left


# Files


def test_a_dropped_file_opens(window):
    drop(window, SAMPLE)
    assert window.desk.assessment.subject == "La Palma"
    assert "a new assessment" in notice(window)


def test_good_files_are_taken_even_where_others_are_refused(window, tmp_path, copy_of, in_dialog):
    broken = tmp_path / "broken.json"
    broken.write_text("{nope")
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK")
    copied = []

    def read(report):
        report.findChildren(QPushButton)[0].click()
        copied.append(QApplication.clipboard().text())

    in_dialog(Report, read)
    drop(window, broken, SAMPLE, letter, copy_of("other.json", id=OTHER, mystery=1))
    assert {entry.id for entry in window.desk.services.library.entries()} >= {OTHER}
    assert len(window.desk.services.library.entries()) == 2
    (text,) = copied
    assert "2 files taken in. 2 files refused." in text
    assert "line 1" in text
    assert "letter.docx" in text
    assert "mystery" in text
    assert window.page().name == "library"


def test_the_files_of_a_folder_are_taken(window, tmp_path, copy_of, in_dialog):
    copy_of("one.json", id=OTHER)
    empty = tmp_path / "empty"
    empty.mkdir()
    reports = []
    in_dialog(Report, lambda report: reports.append(report.text))
    drop(window, tmp_path, empty)
    assert window.desk.id == OTHER
    assert "no plain document" in reports[0]


def test_a_file_that_is_not_there_is_refused_and_nothing_changes(window, tmp_path, in_dialog):
    reports = []
    in_dialog(Report, lambda report: reports.append(report.text))
    dialogs.import_files(window, [tmp_path / "gone.json"])
    assert "gone.json" in reports[0]
    assert window.desk.services.library.entries() == []


def test_an_import_into_what_is_open_is_one_undo(sample_window, copy_of):
    before = sample_window.desk.assessment
    drop(sample_window, copy_of("changed.json", round=3, year=2025))
    assert (sample_window.desk.assessment.round, sample_window.desk.assessment.year) == (3, 2025)
    assert "2 changes taken in" in notice(sample_window)
    assert "import of La Palma" in sample_window.actions_["undo"].text()
    sample_window.actions_["undo"].trigger()
    after = sample_window.desk.assessment
    assert (after.round, after.year) == (before.round, before.year)


def test_the_same_file_again_changes_nothing(sample_window):
    drop(sample_window, SAMPLE)
    assert "everything in the file was here already" in notice(sample_window)


@pytest.mark.parametrize("away", [lambda window: window.go("library"), Window.rebuild])
def test_typing_of_the_last_moment_is_kept_when_the_page_goes(sample_window, commit, away):
    sample_window.go("questionnaire/L1.1.2")
    page = sample_window.page()
    assessment, field = sample_window.desk.id, page.cards.cards["L1.1.2"].writing.field
    commit(field, "Lo último. ")
    away(sample_window)
    read = sample_window.desk.services.library.open(assessment)
    assert "Lo último." in read.answer("L1.1.2").justification


@pytest.mark.parametrize("away", [lambda window: window.go("library"), Window.rebuild, Window.close])
def test_text_that_cannot_be_saved_stays_on_the_screen(sample_window, commit, away):
    sample_window.go("questionnaire/L1.1.2")
    page = sample_window.page()
    field = page.cards.cards["L1.1.2"].writing.field
    connection = sample_window.desk.services.database.connection
    connection.execute("PRAGMA query_only=ON")
    commit(field, "No cabe. ")
    sample_window.go("profile")
    away(sample_window)
    assert sample_window.isVisible()
    assert sample_window.page() is page
    assert "No cabe." in field.text()
    assert field.isVisible()
    assert sample_window.statusBar().findChild(QLabel, "saved").text() == "Not saved"
    connection.execute("PRAGMA query_only=OFF")
    page.cards.cards["L1.1.2"].writing.leave()
    assert "No cabe." in page.desk.assessment.answer("L1.1.2").justification
    assert sample_window.statusBar().findChild(QLabel, "saved").text().startswith("Saved")


def test_text_that_could_not_be_saved_is_saved_once_anything_is(sample_window, commit, qtbot):
    sample_window.go("questionnaire/L1.1.2")
    writing = sample_window.page().cards.cards["L1.1.2"].writing
    connection = sample_window.desk.services.database.connection
    connection.execute("PRAGMA query_only=ON")
    commit(writing.field, "No cabe. ")
    assert not writing.keep()
    connection.execute("PRAGMA query_only=OFF")
    answer(sample_window, "L1.1.3", "no")
    qtbot.waitUntil(lambda: "No cabe." in sample_window.desk.assessment.answer("L1.1.2").justification)
    assert sample_window.statusBar().findChild(QLabel, "saved").text().startswith("Saved")


def test_text_that_is_taken_back_is_not_called_unsaved(sample_window, commit):
    sample_window.go("questionnaire/L1.1.2")
    writing = sample_window.page().cards.cards["L1.1.2"].writing
    sample_window.desk.services.database.connection.execute("PRAGMA query_only=ON")
    commit(writing.field, "No cabe. ")
    assert not writing.keep()
    QApplication.processEvents()
    assert any("Not saved" in label.text() for label in writing.findChildren(QLabel) if label.isVisible())
    writing.field.undo()
    assert writing.keep()
    assert not any("Not saved" in label.text() for label in writing.findChildren(QLabel) if label.isVisible())


def test_a_file_that_is_refused_says_nothing_of_saving(sample_window, tmp_path):
    sample_window.desk.do(lambda: sample_window.desk.services.exchanging.take(tmp_path / "no such.json"))
    assert sample_window.notices.isVisible()
    assert sample_window.statusBar().findChild(QLabel, "saved").text() != "Not saved"


def test_a_text_that_is_too_long_is_said_to_be_not_saved_until_it_is(sample_window, commit):
    sample_window.go("questionnaire/L1.1.2")
    writing = sample_window.page().cards.cards["L1.1.2"].writing
    saved = sample_window.statusBar().findChild(QLabel, "saved")
    before = writing.field.text()
    commit(writing.field, "x" * 100_001)
    assert not writing.keep()
    assert saved.text() == "Not saved"
    assert len(writing.field.text()) > 100_000
    writing.field.show_text(before + "!")
    writing.leave()
    assert saved.text().startswith("Saved")
    assert sample_window.desk.assessment.answer("L1.1.2").justification == before + "!"


def test_a_long_notice_is_whole_whatever_was_said_before(window):
    long = "/home/a/store.sqlite3: The disk is full; nothing was saved. Free some space, then try again. " * 2
    for tell in (window.notices.tell, window.notices.warn, window.notices.warn):
        tell(long)
        QApplication.processEvents()
        layout = window.notices.layout()
        assert window.notices.height() >= layout.heightForWidth(window.notices.width())


def test_the_undo_of_a_notice_goes_once_something_else_is_done(sample_window, commit):
    sample_window.go("findings/1")
    page = sample_window.page()
    row = page.board.lists["potential"].rows[0]
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Delete)
    assert sample_window.notices.isVisible()
    sample_window.actions_["undo"].trigger()
    assert not sample_window.notices.isVisible()
    row = page.board.lists["potential"].rows[0]
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Delete)
    assert sample_window.notices.isVisible()
    sample_window.desk.typed(FieldRef("answer", "L1.1.2", "justification"), "otra cosa")
    assert not sample_window.notices.isVisible()


def test_enter_presses_what_has_the_focus(sample_window):
    sample_window.go("findings/1")
    page = sample_window.page()
    before = len(sample_window.desk.assessment.findings)
    accept = page.findChild(QPushButton, "accept-L1.1.2")
    accept.setFocus()
    QTest.keyClick(accept, Qt.Key.Key_Return)
    assert len(sample_window.desk.assessment.findings) == before + 1
    undo = next(one for one in page.findChildren(QToolButton) if one.isVisible() and "Undo" in one.accessibleName())
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert len(sample_window.desk.assessment.findings) == before


@pytest.mark.parametrize("prefer", [("text_size", 110), ("interface_language", "fr"), ("theme", "dark")])
def test_one_writes_on_where_one_was_when_the_looks_change(sample_window, commit, prefer):
    sample_window.activateWindow()
    sample_window.go("questionnaire/L1.1.2")
    field = sample_window.page().cards.cards["L1.1.2"].writing.field
    field.setFocus()
    for _word in range(3):
        field.moveCursor(QTextCursor.MoveOperation.NextWord)
    before, place = field.text(), field.textCursor().position()
    sample_window.desk.prefer(*prefer)
    QApplication.processEvents()
    commit(QApplication.focusWidget(), "XYZ ")
    page = sample_window.page()
    assert page.cards.cards["L1.1.2"].writing.field.text() == f"{before[:place]}XYZ {before[place:]}"


def test_one_writes_on_in_a_finding_when_the_looks_change(sample_window, commit):
    sample_window.activateWindow()
    sample_window.go("findings/1")
    row = sample_window.page().board.lists["potential"].rows[1]
    row.edit()
    before = row.text.text()
    sample_window.desk.prefer("text_size", 110)
    QApplication.processEvents()
    commit(QApplication.focusWidget(), " Y más.")
    sample_window.desk.flush()
    assert sample_window.keep()
    sample_window.desk.flush()
    texts = [one.text["es"] for one in sample_window.desk.assessment.findings_of("1", "potential")]
    assert texts[1] == f"{before} Y más."
