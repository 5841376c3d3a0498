"""A third text, written while one looks at an import, is there again whatever comes in between."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.opening import open_services
from mgi_desktop.ui.exchange.choosing import Choosing
from mgi_desktop.ui.exchange.leaving import Leaving
from mgi_desktop.ui.window import Window
from tests.ui.conftest import Program
from tests.ui.laptop import CODE, TEXT, Laptop, apart, click_on, look_at, preview, preview_tab, said, values

Commit = Callable[[QWidget, str], None]
InDialog = Callable[[type[QDialog], Callable[..., object]], None]
WRITTEN = "De las dos maneras, según la carta del municipio"


@pytest.fixture
def writing(shared: Window, other: Laptop, qtbot: QtBot, commit: Commit) -> Window:
    """The window with a third text written in the preview of an import, half a second ago."""
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    write_third(shared, commit)
    qtbot.waitUntil(lambda: kept(shared) == WRITTEN)
    return shared


def press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget(), key)
    QApplication.processEvents()


def choosing(window: Window) -> Choosing:
    made = preview(window).choosing
    assert made is not None
    return made


def write_third(window: Window, commit: Commit, text: str = WRITTEN) -> None:
    QTest.keyClick(choosing(window).radios["third"], Qt.Key.Key_Space)
    third = choosing(window).third
    assert third is not None
    assert window.focusWidget() is third.field
    third.field.selectAll()
    commit(third.field, text)
    QApplication.processEvents()


def kept(window: Window) -> str | None:
    assert window.desk.id is not None
    return window.desk.services.thirds.text(window.desk.id, TEXT)


def offered_again(window: Window) -> None:
    """It is not chosen any more, is said to be kept, and stands there once it is chosen."""
    assert choosing(window).choice == "later"
    assert "what you wrote is kept" in said(preview(window))
    assert WRITTEN not in said(preview(window))
    click_on(choosing(window).radios["third"])
    assert WRITTEN in said(preview(window))


def test_esc_leaves_the_text_and_then_the_import(
    writing: Window, other: Laptop, qtbot: QtBot, tmp_path: Path, in_dialog: InDialog
) -> None:
    press(writing, Qt.Key.Key_Escape)
    assert writing.desk.incoming.state == "offered"
    assert writing.focusWidget() is choosing(writing).radios["third"]
    in_dialog(Leaving, lambda dialog: dialog.main.click())
    press(writing, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: writing.page().spot().startswith("exchange/imports"))
    look_at(writing, qtbot, tmp_path / "second.mgi")
    offered_again(writing)
    click_on(preview_tab(writing).take)
    assert values(writing, TEXT) == {WRITTEN}


def test_what_is_typed_and_left_at_once_is_on_disk(shared: Window, other: Laptop, qtbot: QtBot, commit: Commit) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    write_third(shared, commit)
    press(shared, Qt.Key.Key_Escape)
    assert kept(shared) == WRITTEN


def test_another_row_and_another_choice_leave_it(writing: Window) -> None:
    shown = preview(writing)
    here, there = shown.list.current(), next(key for key in shown.list.keys if key.startswith("changed/"))
    choosing(writing).third.field.insertPlainText(". Y más.")
    shown.list.choose(there)
    shown.list.choose(here)
    assert choosing(writing).choice == "third"
    assert f"{WRITTEN}. Y más." in said(shown)
    click_on(choosing(writing).radios["later"])
    assert "what you wrote is kept" in said(shown)
    shown.list.choose(there)
    shown.list.choose(here)
    click_on(choosing(writing).radios["third"])
    assert f"{WRITTEN}. Y más." in said(shown)


def test_an_emptied_text_is_taken_as_it_stands(writing: Window) -> None:
    shown = preview(writing)
    here = shown.list.current()
    choosing(writing).third.field.clear()
    shown.list.choose("changed/" + here.split("/")[1] + "/answer")
    shown.list.choose(here)
    assert choosing(writing).third.field.text() == ""
    click_on(preview_tab(writing).take)
    assert values(writing, TEXT) == {None}


def test_another_file_asks_first_and_leaves_the_text(
    writing: Window, other: Laptop, qtbot: QtBot, in_dialog: InDialog
) -> None:
    third = other.share("third.mgi")
    asked = []

    def stay(dialog: Leaving) -> None:
        asked.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
        dialog.reject()

    in_dialog(Leaving, stay)
    writing.take_files([third])
    qtbot.waitUntil(lambda: bool(asked))
    assert "A third text that you wrote is kept" in asked[0]
    QApplication.processEvents()
    assert choosing(writing).choice == "third"
    assert "second.mgi" in writing.page().caption.text()
    in_dialog(Leaving, lambda dialog: dialog.main.click())
    look_at(writing, qtbot, third)
    qtbot.waitUntil(lambda: "third.mgi" in writing.page().caption.text())
    offered_again(writing)


def test_an_own_edit_leaves_it(writing: Window) -> None:
    writing.go(f"questionnaire/{CODE}")
    writing.desk.typed(TEXT, "Otra vez mío")
    writing.desk.left(TEXT)
    writing.go("exchange/import")
    offered_again(writing)


def test_closing_the_window_leaves_it(
    program: Program, shared: Window, other: Laptop, qtbot: QtBot, commit: Commit, tmp_path: Path
) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    write_third(shared, commit)
    program.stop()  # not half a second later
    window = program.start()
    look_at(window, qtbot, tmp_path / "second.mgi")
    offered_again(window)


def test_a_crash_leaves_it(writing: Window, tmp_path: Path) -> None:
    shutil.copytree(writing.desk.services.folder, tmp_path / "crashed")
    again = open_services(tmp_path / "crashed")
    assert again.thirds.text(writing.desk.id or "", TEXT) == WRITTEN
    again.close()


def test_once_it_is_taken_nothing_of_it_is_kept_beside(writing: Window) -> None:
    click_on(preview_tab(writing).take)
    assert values(writing, TEXT) == {WRITTEN}
    assert kept(writing) is None


def test_taken_undecided_it_begins_the_third_text_of_the_conflict(writing: Window, qtbot: QtBot) -> None:
    click_on(choosing(writing).radios["later"])
    click_on(preview_tab(writing).take)
    assert len(values(writing, TEXT)) == 2
    writing.go("exchange/conflicts")
    assert "what you wrote is kept" in said(writing.page())
    third = next(one for one in writing.page().findChildren(QWidget, "third") if one.isVisible())
    third.setFocus()
    press(writing, Qt.Key.Key_Space)
    assert WRITTEN in said(writing.page())
    assert len(values(writing, TEXT)) == 2
    use = next(one for one in writing.page().findChildren(QWidget, "use-third") if one.isVisible())
    use.setFocus()
    press(writing, Qt.Key.Key_Space)
    assert values(writing, TEXT) == {WRITTEN}
    assert kept(writing) is None


def test_what_is_erased_for_good_goes_from_it_too(writing: Window, commit: Commit) -> None:
    """On the screen, from the store and from its backups, and it is not what is taken."""
    services, assessment = writing.desk.services, writing.desk.id or ""
    elsewhere = FieldRef("answer", "L1.1.2", "justification")
    writing.desk.typed(elsewhere, "Rosa Flores Quijano")
    writing.desk.left(elsewhere)
    third = choosing(writing).third
    third.field.selectAll()
    commit(third.field, "Lo dice Rosa Flores Quijano por escrito")
    assert third.keep()
    services.backups.make("asked")
    [head] = services.library.open(assessment).held(elsewhere).heads
    writing.desk.do(lambda: services.erasing.erase(assessment, [head.id], "a private name"))
    QApplication.processEvents()
    assert choosing(writing).choice == "third"
    assert "Rosa Flores" not in said(preview(writing))
    assert kept(writing) == "Lo dice  por escrito"
    services.database.checkpoint()
    found = [path for path in services.folder.rglob("*") if path.is_file() and b"Rosa Flores" in path.read_bytes()]
    assert [path for path in found if "incoming" not in path.parts] == []
    click_on(preview_tab(writing).take)
    assert values(writing, TEXT) == {"Lo dice  por escrito"}


def test_where_it_cannot_be_saved_it_stays_in_view(shared: Window, other: Laptop, qtbot: QtBot, commit: Commit) -> None:
    apart(shared, other)
    look_at(shared, qtbot, other.share("second.mgi"))
    connection = shared.desk.services.database.connection
    connection.execute("PRAGMA query_only=ON")  # as on a disk that takes nothing
    write_third(shared, commit)
    shown = preview(shared)
    here, there = shown.list.current(), next(key for key in shown.list.keys if key.startswith("changed/"))
    shown.list.choose(there)
    assert shown.list.current() == here
    assert "Not saved" in said(shown)
    assert WRITTEN in said(shown)
    connection.execute("PRAGMA query_only=OFF")
    click_on(next(one for one in shown.findChildren(QPushButton) if one.text() == "Try again"))
    assert kept(shared) == WRITTEN
    shown.list.choose(there)
    assert shown.list.current() == there
