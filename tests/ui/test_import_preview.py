"""An import by keys and clicks, of real packages: looked at, decided, taken, reported, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.ui.window import Window
from tests.ui.laptop import (
    CODE,
    TEXT,
    Laptop,
    apart,
    click,
    click_on,
    look_at,
    press,
    preview,
    preview_tab,
    reports,
    said,
    tallies,
    values,
)
from tests.ui.test_languages import cut_off, settle


def test_from_an_empty_library_an_assessment_comes_whole(window: Window, other: Laptop, qtbot: QtBot) -> None:
    look_at(window, qtbot, other.share("la-palma.mgi"))
    assert window.page().spot().startswith("exchange/import/new/")
    assert window.page().title.text() == "Import: look before you take"
    assert "la-palma.mgi · from Laptop B, a sender that you have not accepted" in window.page().caption.text()
    assert "signature valid" in window.page().caption.text()
    assert tallies(window)["conflicts"].startswith("0 ")
    assert window.desk.services.library.entries() == []
    preview_tab(window).take.click()
    assert [entry.subject for entry in window.desk.services.library.entries()] == ["La Palma"]
    assert "a new assessment" in said(reports(window))
    assert window.notices.isVisible()
    window.actions_["undo"].trigger()
    assert window.desk.services.library.entries() == []
    assert "Taken back" in said(reports(window))


def test_a_conflict_is_decided_later_unless_a_person_decides(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    assert tallies(shared)["conflicts"] == "1 conflicts to look at"
    assert tallies(shared)["changed"] == "1 changed, nothing to decide"
    assert preview_tab(shared).take.text() == "Import 2 of 2"
    shown = preview(shared)
    assert QApplication.focusWidget() is shown.list.rows[shown.list.current()]
    told = said(shown)
    for words in ("On this laptop", "In the file", "Decide later", "y en cabildos", "y por radio", "Laptop B"):
        assert words in told
    assert "claimed" not in told
    preview_tab(shared).take.click()
    assert len(values(shared, TEXT)) == 2
    assert "1 conflict" in said(reports(shared))
    shared.go(f"questionnaire/{CODE}")
    line = next(one for one in shared.page().outline.lines() if one.code == CODE)
    assert line.contested
    assert "y por radio" in said(shared.page())
    assert "y en cabildos" in said(shared.page())


@pytest.mark.parametrize(("choice", "text"), [("0", "en cabildos"), ("1", "por radio")])
def test_a_value_is_chosen_while_looking_and_one_undo_takes_all_back(
    shared: Window, other: Laptop, qtbot: QtBot, choice: str, text: str
) -> None:
    apart(shared, other)
    before = shared.desk.services.library.open(shared.desk.id or "").fields
    look_at(shared, qtbot, other.share("second.mgi"))
    choosing = preview(shared).choosing
    assert choosing is not None
    radio = choosing.radios[choice]
    QTest.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(8, radio.height() // 2))
    preview_tab(shared).take.click()
    [value] = values(shared, TEXT)
    assert text in str(value)
    assert shared.notices.isVisible()
    shared.actions_["undo"].trigger()
    assert shared.desk.services.library.open(shared.desk.id or "").fields == before
    assert "Taken back" in said(reports(shared))
    shared.actions_["redo"].trigger()
    assert values(shared, TEXT) == {value}


def test_a_third_text_is_written_while_looking(
    shared: Window, other: Laptop, qtbot: QtBot, commit: Callable[[QWidget, str], None]
) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    choosing = preview(shared).choosing
    assert choosing is not None
    assert choosing.third is not None
    assert not choosing.third.isVisible()
    choosing.radios["third"].setFocus()
    press(Qt.Key.Key_Space)
    assert choosing.third.isVisible()
    choosing.third.field.selectAll()
    commit(choosing.third.field, "Según la carta, de las dos maneras")
    shared.go("overview")
    shared.go("exchange/import")
    assert "Según la carta, de las dos maneras" in said(preview(shared))
    preview_tab(shared).take.click()
    assert values(shared, TEXT) == {"Según la carta, de las dos maneras"}


def test_cancel_and_esc_take_nothing(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    apart(shared, other)
    path = other.share("second.mgi")
    for leave in (lambda: click_on(preview_tab(shared).cancel), lambda: press(Qt.Key.Key_Escape)):
        look_at(shared, qtbot, path)
        leave()
        assert shared.page().spot().startswith("exchange/imports")
        assert values(shared, TEXT) == {"Se entrega en ventanilla y en cabildos"}
        assert len(shared.desk.services.importing.reports()) == 1
    incoming = shared.desk.services.folder / "incoming"
    qtbot.waitUntil(lambda: not list(incoming.iterdir()))


def test_the_same_file_again_says_that_all_is_known(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    look_at(shared, qtbot, other.share("again.mgi"))
    assert "Everything in it is here already." in said(preview(shared))
    assert preview_tab(shared).take.text() == "Import"


def test_several_files_stand_in_one_preview_good_ones_beside_bad(
    shared: Window, other: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    apart(shared, other)
    broken = tmp_path / "broken.mgi"
    broken.write_bytes(b"no package")
    look_at(shared, qtbot, other.share("second.mgi"), broken)
    shown = preview(shared)
    assert [name for name in shown.list.keys if name.startswith("file/")] == ["file/0", "file/1"]
    assert tallies(shared)["refused"] == "1 refused"
    assert preview_tab(shared).take.text() == "Import 2 of 3"
    shown.list.choose("refused/0")
    assert "broken.mgi" in said(shown)
    preview_tab(shared).take.click()
    assert len(values(shared, TEXT)) == 2
    assert "broken.mgi" in said(reports(shared))


def test_a_protected_file_asks_says_when_it_is_wrong_and_can_be_left_out(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    apart(shared, other)
    path = other.share("locked.mgi.age", "correct horse", protection="passphrase")
    look_at(shared, qtbot, path)
    tab = preview_tab(shared)
    assert shared.desk.incoming.state == "locked"
    assert tab.unlocking.field.hasFocus()
    assert "locked.mgi.age" in said(tab)
    qtbot.keyClicks(tab.unlocking.field, "wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "That is not its passphrase" in said(tab), timeout=20_000)
    assert tab.unlocking.field.hasFocus()
    tab.unlocking.shown.click()
    qtbot.keyClicks(tab.unlocking.field, "correct horse")
    press(Qt.Key.Key_Return)
    field = tab.unlocking.field
    assert field.text() == ""
    assert not field.isUndoAvailable()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: shared.desk.incoming.state == "offered", timeout=20_000)
    assert "correct horse" not in str(vars(shared.desk.incoming))
    assert tallies(shared)["conflicts"].startswith("1 ")
    tab.leave()
    look_at(shared, qtbot, path)
    preview_tab(shared).unlocking.skip.click()
    assert shared.desk.incoming.state == "nothing"
    assert shared.page().spot().startswith("exchange/imports")


def test_what_is_changed_meanwhile_is_compared_anew(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    assert tallies(shared)["conflicts"].startswith("1 ")
    shared.go(f"questionnaire/{CODE}")
    shared.desk.do(lambda: shared.desk.services.answering.answer(shared.desk.assessment.id, CODE, "b"))
    shared.desk.typed(TEXT, "Se entrega en ventanilla y por radio")
    shared.desk.left(TEXT)
    shared.go("exchange/import")
    assert tallies(shared)["conflicts"].startswith("0 ")


def test_files_are_dropped_on_the_window(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    apart(shared, other)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other.share("dropped.mgi")))])
    event = QDropEvent(
        QPoint(200, 200).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    shared.dropEvent(event)
    qtbot.waitUntil(lambda: shared.desk.incoming.state == "offered", timeout=20_000)
    assert shared.page().spot().startswith("exchange/import/conflict/")


def test_a_backup_that_is_dropped_shows_what_it_would_bring(
    shared: Window, other: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    other.write(TEXT, "Se entrega en ventanilla y por radio")
    backup = tmp_path / "backup.sqlite3"
    other.services.backups.write(backup)
    look_at(shared, qtbot, backup)
    assert shared.desk.incoming.state == "offered"
    assert "Se entrega en ventanilla y por radio" in said(preview(shared))


def test_an_import_is_taken_back_and_brought_back_from_its_report_in_any_order(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    preview_tab(shared).take.click()
    tab = reports(shared)
    assert tab.caption == "2 imports, newest first"
    click(tab, "turn")
    assert len(values(shared, TEXT)) == 1
    assert "Taken back" in said(reports(shared))
    click(reports(shared), "turn")
    assert len(values(shared, TEXT)) == 2
    click(reports(shared), "copy")
    copied = QApplication.clipboard().text()
    assert "second.mgi" in copied
    assert "Laptop B" in copied
    assert "1 conflict" in copied


def test_a_package_that_is_dragged_over_the_sources_is_left_to_the_window(shared: Window, other: Laptop) -> None:
    shared.go("sources")
    over = []
    for path in (other.share("dragged.mgi"), Path(__file__)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDragEnterEvent(
            QPoint(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        event.ignore()
        shared.page().dragEnterEvent(event)
        over.append(event.isAccepted())
    assert over == [False, True]


def test_what_a_published_assessment_gains_is_said_before_and_after(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    stage = FieldRef("assessment", other.assessment, "stage")
    services = shared.desk.services
    shared.desk.do(lambda: services.journal.record(other.assessment, {stage: "published"}, Label("x")))
    other.write(FieldRef("answer", "L1.1.1", "justification"), "Cambiado en el otro ordenador")
    look_at(shared, qtbot, other.share("second.mgi"))
    told = "It is published: what comes now is marked in it until it is reopened."
    assert told in said(preview(shared))
    preview_tab(shared).take.click()
    assert told in said(reports(shared))


def test_attached_files_that_do_not_come_are_awaited_by_name(
    shared: Window, other: Laptop, qtbot: QtBot, tmp_path: Path
) -> None:
    law = tmp_path / "law.txt"
    law.write_text("Artículo 1", "utf-8")
    services = other.services
    services.sources.add_files(other.assessment, [services.attachments.keep(law)])
    look_at(shared, qtbot, other.share("without.mgi", files=False))
    preview(shared).list.choose("awaited")
    assert "law.txt" in said(preview(shared))
    preview_tab(shared).take.click()
    assert "1 attached file is awaited, as it did not come: law.txt." in said(reports(shared))
    look_at(shared, qtbot, other.share("with.mgi"))
    assert "awaited" not in preview(shared).list.keys


def test_the_preview_survives_another_look_of_the_window(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    shared.set_preference("theme", "dark")
    QApplication.processEvents()
    assert shared.page().spot().startswith("exchange/import/conflict/")
    assert tallies(shared)["conflicts"].startswith("1 ")
    preview_tab(shared).take.click()
    assert len(values(shared, TEXT)) == 2


def test_an_assessment_removed_here_and_gone_on_with_elsewhere_is_here_again_and_says_so(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    identifier = other.assessment
    shared.desk.services.trash.move(identifier)
    shared.go("library")
    other.write(TEXT, "Escrito después")
    look_at(shared, qtbot, other.share("later.mgi"))
    shown = preview(shared)
    assert f"conflict/{identifier}/assessment/{identifier}/deleted" in shown.list.keys
    assert "Removed and edited" in said(shown)
    preview_tab(shared).take.click()
    assert [entry.id for entry in shared.desk.services.library.entries()] == [identifier]
    shared.open(identifier, "exchange/conflicts")
    assert "Removed and edited" in said(shared.page())
    click(shared.page(), "take-0")
    assert shared.desk.assessment.conflicts == ()
    assert shared.desk.assessment.answer(CODE).justification == "Escrito después"


def test_the_library_leads_to_what_came_by_file(shared: Window, qtbot: QtBot) -> None:
    shared.go("library")
    page = shared.page()
    click_on(page.came)
    assert "first.mgi" in said(reports(shared))
    assert shared.desk.id is None
    tab = reports(shared)
    click_on(next(one for one in tab.findChildren(QPushButton) if one.text() == "Open"))
    assert shared.desk.id is not None


@pytest.mark.parametrize(("text", "size"), [(100, (960, 600)), (200, (1366, 768))])
@pytest.mark.parametrize("language", ["qps-ploc", "qps-plocm"])
def test_nothing_is_cut_off_in_longer_words_in_large_text_in_a_small_window(
    shared: Window, other: Laptop, qtbot: QtBot, language: str, text: int, size: tuple[int, int], tmp_path: Path
) -> None:
    apart(shared, other)
    broken = tmp_path / "broken.mgi"
    broken.write_bytes(b"no package")
    path, locked = other.share("second.mgi"), other.share("locked.mgi.age", "pass", protection="passphrase")
    shared.set_preference("interface_language", language)
    shared.set_preference("text_size", text)
    shared.resize(*size)
    found = []

    def look(place: str) -> None:
        settle()
        found.extend(f"{place}: {why}" for why in cut_off(shared.page()))

    look_at(shared, qtbot, locked)
    look("locked")
    look_at(shared, qtbot, path, broken)
    shown = preview(shared)
    for key in shown.list.keys:
        shown.list.choose(key)
        look(key)
    preview_tab(shared).take.click()
    look("report")
    shared.go("exchange/conflicts")
    look("conflicts")
    assert "\n".join(found) == ""


def test_what_is_erased_for_good_is_said_before_and_after(shared: Window, other: Laptop, qtbot: QtBot) -> None:
    other.write(TEXT, "Rosa Flores, 555-0100")
    look_at(shared, qtbot, other.share("with.mgi"))
    preview_tab(shared).take.click()
    assert "Erases" not in said(shared.page())
    read = other.services.library.open(other.assessment)
    other.services.erasing.erase(other.assessment, [read.held(TEXT).heads[0].id], "a private name")
    look_at(shared, qtbot, other.share("without.mgi"))
    assert tallies(shared)["erased"] == "1 erased for good"
    preview(shared).tallies.buttons["erased"].click()
    shown = said(shared.page())
    assert "Erases 1 value for good." in shown
    assert "Rosa Flores, 555-0100" in shown
    assert "But neither brings back what is erased." in shown
    preview_tab(shared).copy.click()
    assert "Erases 1 value for good." in QApplication.clipboard().text()
    preview_tab(shared).take.click()
    assert "1 value was erased for good." in said(shared.page())
    assert "Rosa Flores" not in said(shared.page())


def test_no_import_is_taken_back_in_what_is_published_and_its_report_says_why(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    other.write(TEXT, "Cambiado en el otro ordenador")
    look_at(shared, qtbot, other.share("second.mgi"))
    preview_tab(shared).take.click()
    assert "Take this import back" in said(reports(shared))
    services, stage = shared.desk.services, FieldRef("assessment", other.assessment, "stage")
    shared.desk.do(lambda: services.journal.record(other.assessment, {stage: "published"}, Label("x")))
    QApplication.processEvents()
    assert "“La Palma” is published, so it is read-only. Reopen it first." in said(reports(shared))
    assert "Take this import back" not in said(reports(shared))
    other.write(TEXT, "Cambiado otra vez")
    look_at(shared, qtbot, other.share("third.mgi"))
    assert "once it is reopened" in said(preview_tab(shared))
    preview_tab(shared).take.click()
    assert "Undo" not in said(shared.notices)
    move = {stage: "validated"}
    shared.desk.do(lambda: services.journal.record(other.assessment, move, Label("x"), even_published=True))
    QApplication.processEvents()
    click(reports(shared), "turn")
    assert values(shared, TEXT) == {"Cambiado en el otro ordenador"}


def test_what_comes_to_an_assessment_in_the_trash_says_so_and_leads_back(
    shared: Window, other: Laptop, qtbot: QtBot
) -> None:
    services, identifier = shared.desk.services, other.assessment
    shared.go("library")
    shared.desk.do(lambda: services.trash.move(identifier))
    told = "“La Palma” is in the trash of the library, and stays there until you bring it back."
    path = other.share("again.mgi")
    look_at(shared, qtbot, path)
    assert preview(shared).list.current() == f"trash/{identifier}"
    assert told in said(preview(shared))
    preview_tab(shared).take.click()
    assert services.library.entries() == []
    assert told in said(reports(shared))
    click(reports(shared), "bring-back")
    assert [entry.id for entry in services.library.entries()] == [identifier]
    assert told not in said(reports(shared))
    shared.desk.do(lambda: services.trash.move(identifier))
    look_at(shared, qtbot, path)
    click(preview(shared), "bring-back")
    assert [entry.id for entry in services.library.entries()] == [identifier]
    assert "trash" not in "".join(preview(shared).list.keys)
