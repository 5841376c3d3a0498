"""The page of safe keeping: back up now, restore with the difference shown first, a second folder."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import say
from mgi_desktop.services.backups import EVERY
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.second_folder import COPIED_OFF
from mgi_desktop.store import backups, local
from mgi_desktop.ui.history.erase import erased_beside
from mgi_desktop.ui.safekeeping.page import SafekeepingPage
from mgi_desktop.ui.window import Window
from tests.ui.conftest import Program

TEXT = FieldRef("answer", "L1.1.1", "justification")


def page(window: Window) -> SafekeepingPage:
    window.go("safekeeping")
    found = window.page()
    assert isinstance(found, SafekeepingPage)
    return found


def press(root, words: str) -> None:
    next(one for one in root.findChildren(QPushButton) if one.text() == words and one.isVisible()).click()


def said(root) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def test_a_backup_is_made_at_once_and_listed(sample_window: Window) -> None:
    shown = page(sample_window)
    assert "There is no backup yet." in said(shown)
    shown.now.click()
    kept = sample_window.desk.services.backups.listed()
    assert [(one.reason, one.sound) for one in kept] == [("asked", True)]
    assert "asked for" in said(shown)
    assert "Last backup: Today" in said(shown)


def test_what_a_backup_has_is_seen_first_and_joined_to_what_is_here(sample_window: Window, qtbot: QtBot) -> None:
    desk = sample_window.desk
    before = desk.assessment.held(TEXT).value
    shown = page(sample_window)
    shown.now.click()
    desk.do(lambda: desk.services.journal.typed(desk.assessment.id, TEXT, "Escrito después."))
    desk.flush()
    press(shown, "Restore…")
    qtbot.waitUntil(lambda: desk.incoming.state == "offered")
    assert desk.incoming.look is not None
    assert desk.incoming.look.new == 0
    assert desk.assessment.held(TEXT).value == "Escrito después." != before


def test_a_second_folder_gets_the_backups(
    sample_window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))
    shown = page(sample_window)
    press(shown, "Choose a folder…")
    own = next(stick.iterdir())
    assert len(backups.kept(own / "backups")) == 1
    assert str(stick) in said(shown).replace("\u200b", "")
    press(shown, "No second folder")
    assert sample_window.desk.services.backups.second.chosen is None
    assert len(backups.kept(own / "backups")) == 1


def test_the_status_bar_leads_there(sample_window: Window, qtbot: QtBot) -> None:
    copied = sample_window.status.findChild(QPushButton, "copied")
    assert copied.text() == "Nothing was ever copied off this laptop."
    qtbot.mouseClick(copied, Qt.MouseButton.LeftButton)
    assert isinstance(sample_window.page(), SafekeepingPage)


def test_it_needs_no_open_assessment_and_esc_goes_to_the_library(window: Window, qtbot: QtBot) -> None:
    shown = page(window)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert window.page().name == "library"


def test_the_status_bar_counts_the_days_and_marks_them_where_much_changed_since(sample_window: Window) -> None:
    desk, copied = sample_window.desk, sample_window.status.findChild(QPushButton, "copied")
    assert copied.icon().isNull()  # what is here was written today
    with desk.services.database.writing() as connection:
        local.set_setting(connection, COPIED_OFF, "2030-01-01T00:00:00.000Z")
    sample_window.status.show_now()
    assert copied.icon().isNull()  # and nothing changed since
    five_days_ago = (datetime.now(UTC) - timedelta(days=5, hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with desk.services.database.writing() as connection:
        local.set_setting(connection, COPIED_OFF, five_days_ago)
    sample_window.status.show_now()
    assert copied.text() == "5 days since the last copy off this laptop"
    assert not copied.icon().isNull()


def test_a_folder_on_the_same_disk_and_one_that_is_away_are_said(
    sample_window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))
    shown = page(sample_window)
    press(shown, "Choose a folder…")
    assert "the same disk" in said(shown)
    stick.rename(tmp_path / "away")
    sample_window.go("library")
    assert "It is not at hand." in said(page(sample_window))


def test_who_uses_the_keys_goes_on_where_they_were(sample_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    sample_window.desk.services.backups.second.choose(tmp_path / "stick")
    shown = page(sample_window)
    copy = next(one for one in shown.findChildren(QPushButton) if one.text() == "Copy now")
    copy.setFocus()
    qtbot.keyClick(copy, Qt.Key.Key_Space)
    focus = sample_window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus is not copy
    assert focus.text() == "Copy now"


def test_it_is_reached_from_the_library_and_the_preferences(sample_window: Window) -> None:
    for spot in ("library", "preferences"):
        sample_window.go(spot)
        press(sample_window.page(), "Safe keeping")
        assert isinstance(sample_window.page(), SafekeepingPage)


def test_a_backup_made_beside_the_work_is_copied_too(
    sample_window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    own = sample_window.desk.services.backups
    (tmp_path / "Dropbox").mkdir()  # which is copied elsewhere
    own.second.choose(tmp_path / "Dropbox")
    monkeypatch.setattr(own, "_ticking", lambda: own._begun + EVERY)
    sample_window._rest()
    qtbot.waitUntil(lambda: own.second.copied_off is not None)
    kept = backups.kept(next((tmp_path / "Dropbox").iterdir()) / "backups")
    assert [one.reason for one in kept] == ["change"]
    copied = sample_window.status.findChild(QPushButton, "copied")
    assert copied.text().startswith("Last copy off this laptop: Today")


def test_nothing_is_wider_than_a_small_window_with_large_text(program, tmp_path: Path) -> None:
    window = program.start(text_size=200, interface_language="fr")
    folder = tmp_path / ("un-dossier-dont-le-nom-est-bien-long" * 3)
    folder.mkdir()
    window.desk.services.backups.second.choose(folder)
    window.desk.services.backups.make("asked")
    window.resize(960, 600)
    shown = page(window)
    QApplication.processEvents()
    area = shown.findChild(QScrollArea)
    assert area.widget().width() == area.viewport().width()
    assert shown.now.width() >= shown.now.sizeHint().width()


def test_a_new_laptop_takes_everything_in_from_a_stick(
    window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    lost = open_services(tmp_path / "lost")
    assessment = lost.exchanging.sample().assessment
    lost.journal.typed(assessment, TEXT, "Escrito el último día.")
    (tmp_path / "stick").mkdir()
    lost.backups.second.choose(tmp_path / "stick")
    lost.close()  # the last time
    newest = backups.kept(next((tmp_path / "stick").iterdir()) / "backups")[0].path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(newest), ""))
    press(page(window), "Restore from a file…")
    qtbot.waitUntil(lambda: window.desk.incoming.state == "offered", timeout=20_000)
    QApplication.processEvents()
    assert "Import: look before you take" in said(window.page())
    window.page().tab.take.click()
    assert window.desk.services.library.open(assessment).held(TEXT).value == "Escrito el último día."
    assert "1 import, newest first" in said(window.page())


def test_one_who_never_rests_has_a_backup_of_each_half_hour(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("mgi_desktop.ui.window.MINUTE", 100)
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    own = window.desk.services.backups
    monkeypatch.setattr(own, "_ticking", lambda: own._begun + EVERY)
    numbers = count(1)

    def is_made_while_one_types() -> bool:
        window.desk.typed(TEXT, f"Palabra {next(numbers)}")  # long before two minutes without a change
        return bool(own.listed())

    qtbot.waitUntil(is_made_while_one_types)
    assert window.desk.assessment.held(TEXT).draft is not None  # one is not interrupted


def test_one_who_rests_before_half_an_hour_is_over_has_a_backup_when_it_is(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("mgi_desktop.ui.window.MINUTE", 100)
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    own = window.desk.services.backups
    window._rest()  # too early
    assert own.listed() == []
    monkeypatch.setattr(own, "_ticking", lambda: own._begun + EVERY)
    qtbot.waitUntil(lambda: bool(own.listed()))


def test_the_status_bar_says_that_the_last_backup_failed_and_leads_to_why(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("mgi_desktop.ui.window.MINUTE", 100)
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    own = window.desk.services.backups
    in_the_way = window.desk.services.folder / "backups"
    in_the_way.write_bytes(b"no folder")
    told = window.status.findChild(QPushButton, "copied")
    monkeypatch.setattr(own, "_ticking", lambda: own._begun + EVERY)
    qtbot.waitUntil(lambda: told.text() == "The last backup failed")
    assert not told.icon().isNull()
    told.click()
    assert isinstance(window.page(), SafekeepingPage)
    assert own.problem is not None
    assert say(own.problem) in said(window.page())
    in_the_way.unlink()
    press(window.page(), "Back up now")
    assert told.text() == "Nothing was ever copied off this laptop."
    assert window.notices.isVisible()


def many_backups(window: Window, count: int) -> None:
    desk = window.desk
    for number in range(count):
        desk.services.journal.typed(desk.assessment.id, TEXT, f"Escrito {number}.")
        desk.flush()
        desk.services.backups.make("asked")


def test_a_backup_made_beside_the_work_is_listed_and_nobody_is_disturbed(
    sample_window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    own = sample_window.desk.services.backups
    many_backups(sample_window, 8)
    sample_window.resize(960, 600)
    shown = page(sample_window)
    QApplication.processEvents()
    rows = [one for one in shown.findChildren(QPushButton) if one.text() == "Restore…"]
    rows[-2].setFocus()
    name, bar = rows[-2].objectName(), shown.findChild(QScrollArea).verticalScrollBar()
    QApplication.processEvents()
    bar.setValue(bar.maximum() - 20)
    place = bar.value()
    assert place > 100
    desk = sample_window.desk
    desk.services.journal.typed(desk.assessment.id, TEXT, "Escrito hoy.")
    monkeypatch.setattr(own, "_ticking", lambda: own._begun + EVERY)
    sample_window._rest()
    qtbot.waitUntil(lambda: "after half an hour of changes" in said(shown))
    QApplication.processEvents()
    assert bar.value() == place
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.objectName() == name
    before = sample_window.side_bar.findChildren(QPushButton)[-1]
    before.setFocus()
    assert QApplication.focusWidget() is before
    desk.notifier.kept.emit()
    QApplication.processEvents()
    assert QApplication.focusWidget() is before
    assert bar.value() == place


def holding(folder: Path, text: str) -> list[Path]:
    return [path for path in (folder / "backups").iterdir() if text.encode() in path.read_bytes()]


def test_what_is_erased_goes_from_the_backups_beside_the_work_and_the_window_says_so(program, qtbot: QtBot) -> None:
    window = program.start()
    desk, own = window.desk, window.desk.services
    window.open(own.exchanging.sample().assessment, "overview")
    identifier = desk.assessment.id
    own.journal.typed(identifier, TEXT, "Nombre secreto de alguien")
    own.journal.left(identifier, TEXT)
    own.backups.make("asked")
    head = own.library.open(identifier).held(TEXT).heads[0].id
    shown = page(window)
    with qtbot.waitSignal(desk.notifier.kept, timeout=20_000):
        erased_beside(desk, window, lambda: own.erasing.erase(identifier, [head], "a name"))
        QApplication.processEvents()
        assert window.status.findChild(QLabel, "erasing").isVisible()
        shown.show_spot("")
        assert "is being taken out of the backups" in said(shown)
    assert not own.backups.erasing_is_due
    assert holding(own.folder, "Nombre secreto") == []
    assert not window.status.findChild(QLabel, "erasing").isVisible()
    assert "erased for good" not in said(shown)


def test_what_a_crash_left_in_the_backups_goes_when_the_window_begins(program, qtbot: QtBot) -> None:
    own = open_services(program.folder)
    identifier = own.exchanging.sample().assessment
    own.journal.typed(identifier, TEXT, "Nombre secreto de alguien")
    own.journal.left(identifier, TEXT)
    own.backups.make("asked")
    own.backups.forgetting.beside = lambda _work: None  # it ends before that is done
    own.erasing.erase(identifier, [own.library.open(identifier).held(TEXT).heads[0].id], "a name")
    own.database.close()
    assert holding(program.folder, "Nombre secreto") != []
    program.start()
    qtbot.waitUntil(lambda: holding(program.folder, "Nombre secreto") == [])


def test_of_a_damaged_backup_what_can_be_proven_is_seen_and_taken(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_services(tmp_path / "other")
    assessment = other.exchanging.sample().assessment
    path = other.backups.make("asked").path
    other.close()
    data = path.read_bytes()
    middle = data.index(b'"key":"L5.1.1","kind":"answer"') // 4096 * 4096
    path.write_bytes(data[:middle] + b"\xa5" * 4096 + data[middle + 4096 :])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    press(page(window), "Restore from a file…")
    incoming = window.desk.incoming
    qtbot.waitUntil(lambda: incoming.state == "offered")
    assert "The backup is damaged" in said(window.page())
    assert "a backup · 1.6 MB" in window.page().caption.text()
    assert "All else can be taken." not in said(window.page())
    press(window.page(), "Recover what can be proven")
    qtbot.waitUntil(lambda: incoming.state == "offered")
    assert "cannot be proven any more" in said(window.page())
    assert not any(one.text() == "Recover what can be proven" and one.isVisible()
                   for one in window.page().findChildren(QPushButton))  # fmt: skip
    assert window.desk.services.library.entries() == []
    window.page().tab.take.click()
    assert [entry.id for entry in window.desk.services.library.entries()] == [assessment]
