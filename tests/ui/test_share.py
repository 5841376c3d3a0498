"""The sheet “Share…”, through keys and clicks, asserted on the file that was written."""

import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from mgi_desktop.exchange import package, signing
from mgi_desktop.exchange.package import Secrets
from mgi_desktop.services import identity, sharing
from mgi_desktop.services.library import New
from mgi_desktop.ui.exchange.share.sheet import ShareSheet
from mgi_desktop.ui.parts import where
from mgi_desktop.ui.parts.writing import Writing

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _from_the_documents():
    yield
    where.forget()


@pytest.fixture
def save_as(monkeypatch):
    """Answers the file dialog with a path; `asked` are the suggestions it was opened with."""
    asked = []

    def answer(path):
        def dialog(_parent, _title, suggested, _filter):
            asked.append(Path(suggested))
            return str(path or ""), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)

    answer.asked = asked
    return answer


@pytest.fixture
def sharing_sheet(in_dialog, qtbot):
    """Opens the sheet by its keys and does something in it: `sharing_sheet(window, lambda sheet: …)`."""

    def opened(window, work):
        done = []
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        in_dialog(ShareSheet, lambda sheet: (done.append(True), work(sheet)))
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_S, KEYS)
        assert done, "the sheet was not opened"

    return opened


@pytest.fixture
def read_back(tmp_path):
    (tmp_path / "private").mkdir()
    return lambda path, **secrets: package.read(path, tmp_path / "private", Secrets(**secrets))


@pytest.fixture
def written(window, qtbot):
    """Waits for a notice of a file, and returns its words."""

    def notice():
        qtbot.waitUntil(lambda: window.notices.isVisible() and bool(words(window.notices)))
        return words(window.notices)

    return notice


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.text())


def press(button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def finish(qtbot, sheet):
    """Press the main button by Enter, and wait until the sheet has closed."""
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())


def test_everything_by_the_keyboard_alone(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, read_back):
    path = tmp_path / "all.mgi"
    save_as(path)
    sharing_sheet(sample_window, lambda sheet: finish(qtbot, sheet))
    told = written()
    assert "all.mgi was written." in told
    assert str(tmp_path) in told
    arrival = read_back(path)
    assert arrival.kind == "whole"
    suggested = save_as.asked[0].name
    assert suggested.startswith("La Palma, Round 1, 2023, everything, ")
    assert suggested.endswith(".mgi")


def test_the_notice_shows_the_folder(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    save_as(tmp_path / "all.mgi")
    sharing_sheet(sample_window, lambda sheet: finish(qtbot, sheet))
    written()
    shows = next(one for one in sample_window.notices.findChildren(QPushButton) if one.text() == "Show in folder")
    QTest.mouseClick(shows, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_the_line_says_what_the_choice_means(sample_window, sharing_sheet):
    said = []

    def look(sheet):
        said.append(sheet.told.text())
        press(sheet.goes.options["review"].radio)
        said.append(sheet.told.text())
        sheet.goes.comments.setFocus()
        QTest.keyClick(sheet.goes.comments, Qt.Key.Key_End)
        said.append(sheet.told.text())
        press(sheet.guarding.options["passphrase"].radio)
        said.append(sheet.told.text())

    sharing_sheet(sample_window, look)
    assert "every answer with its history since" in said[0]
    assert "35 findings, 28 sources and 2 comments; anyone who has the file can open it." in said[0]
    assert "every answer as it stands now, without its history" in said[1]
    assert "comments" not in said[2]
    assert "only somebody who knows the passphrase can open it" in said[3]


def test_a_part_by_domains_and_single_indicators(
    sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, read_back
):
    path = tmp_path / "part.mgi"
    save_as(path)

    def choose(sheet):
        press(sheet.goes.options["part"].radio)
        domains = sheet.goes.indicators.domains
        for domain in domains:
            if set(domain.chosen()):
                press(domain.whole.box)
            if set(domain.chosen()):
                press(domain.whole.box)
        press(domains[0].opener)
        for code in ("L1.1.1", "L1.1.2"):
            press(domains[0].rows[code].box)
        press(domains[5].whole.box)
        assert domains[0].whole.box.checkState() == Qt.CheckState.PartiallyChecked
        QTest.mouseClick(domains[0].rows["L1.1.2"].words, Qt.MouseButton.LeftButton)
        finish(qtbot, sheet)

    sharing_sheet(sample_window, choose)
    written()
    part = next(iter(read_back(path).part.values()))
    assert part[0] == "L1.1.1"
    assert "L1.1.2" not in part
    assert {code[:2] for code in part[1:]} == {"L6"}


def test_nothing_chosen_is_said_where_it_is_missing(sample_window, sharing_sheet, save_as, tmp_path):
    save_as(tmp_path / "part.mgi")
    told = []

    def choose(sheet):
        press(sheet.goes.options["part"].radio)
        for domain in sheet.goes.indicators.domains:
            while set(domain.chosen()):
                press(domain.whole.box)
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        told.append((words(sheet.goes), QApplication.focusWidget() is sheet.goes.indicators.domains[0].whole.box))

    sharing_sheet(sample_window, choose)
    assert "Choose at least one indicator." in told[0][0]
    assert told[0][1]
    assert save_as.asked == []


def test_a_passphrase_is_typed_twice(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, read_back):
    path = tmp_path / "locked.mgi.age"
    save_as(path)
    told = []

    def choose(sheet):
        press(sheet.guarding.options["passphrase"].radio)
        fields = sheet.guarding.passphrase
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        told.append(words(fields))
        QTest.keyClicks(fields.first, "correct horse")
        told.append(words(fields))
        QTest.keyClicks(fields.again, "correct hose")
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        told.append(words(fields))
        fields.again.selectAll()
        QTest.keyClicks(fields.again, "correct horse")
        finish(qtbot, sheet)

    sharing_sheet(sample_window, choose)
    written()
    assert "Type a passphrase." in told[0]
    assert "Nobody can open the file without it" in told[0]
    assert "Short: a longer one is safer." in told[1]
    assert "This is not the same passphrase." in told[2]
    assert len(save_as.asked) == 1
    assert read_back(path, passphrase="correct horse").edits


def test_chosen_people_open_it(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, read_back):
    (tmp_path / "ana").mkdir()
    pem = identity.key(tmp_path / "ana")
    sample_window.desk.services.people.met(signing.author_of(pem), "Ana")
    path = tmp_path / "for-ana.mgi.age"
    save_as(path)
    said = []

    def choose(sheet):
        press(sheet.guarding.options["people"].radio)
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        said.append(words(sheet.guarding))
        press(sheet.guarding.boxes[signing.author_of(pem)].box)
        said.append(sheet.told.text())
        finish(qtbot, sheet)

    sharing_sheet(sample_window, choose)
    written()
    assert "Choose at least one person." in said[0]
    assert "not accepted as known yet" in said[0]
    assert "only Ana can open it" in said[1]
    assert read_back(path, pem=pem).edits


def test_where_nobody_is_known_people_are_not_offered(sample_window, sharing_sheet):
    offered = []
    sharing_sheet(sample_window, lambda sheet: offered.extend(sheet.guarding.options))
    assert offered == ["open", "passphrase"]


def test_the_choices_are_remembered_but_no_passphrase(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written):
    save_as(tmp_path / "x.mgi.age")

    def choose(sheet):
        press(sheet.goes.options["review"].radio)
        press(sheet.guarding.options["passphrase"].radio)
        for field in (sheet.guarding.passphrase.first, sheet.guarding.passphrase.again):
            QTest.keyClicks(field, "correct horse")
        press(sheet.pieces.several.box)
        finish(qtbot, sheet)

    sharing_sheet(sample_window, choose)
    written()
    again = []

    def look(sheet):
        again.append((sheet.choice, sheet.guarding.passphrase.text))

    sharing_sheet(sample_window, look)
    assert again[0][0].what == "review"
    assert again[0][0].protection == "passphrase"
    assert again[0][0].most == 10
    assert again[0][1] == ""


def test_what_is_being_typed_goes_along(sample_window, sharing_sheet, save_as, qtbot, tmp_path, written, commit):
    sample_window.go("questionnaire/L1.1.1")
    commit(sample_window.page().findChildren(Writing)[0].field, "still-typing")
    path = tmp_path / "x.mgi"
    save_as(path)
    sharing_sheet(sample_window, lambda sheet: finish(qtbot, sheet))
    written()
    with zipfile.ZipFile(path) as archive:
        data = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("edits/"))
    assert b"still-typing" in data


def test_several_assessments_of_the_library(window, sharing_sheet, save_as, qtbot, tmp_path, written, read_back):
    services = window.desk.services
    made = [
        services.library.create(New("local", "SLV", name, "", 1, 2023, 1, "es")).assessment
        for name in ("Suchitoto", "Perquín", "Alegría")
    ]
    window.go("library")
    path = tmp_path / "two.mgi"
    save_as(path)
    said = []

    def choose(sheet):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        said.append(words(sheet))
        rows = sheet.several
        rows.setFocus()
        for _each in range(2):
            QTest.keyClick(rows, Qt.Key.Key_Space)
            QTest.keyClick(rows, Qt.Key.Key_Down)
        said.append((sheet.heading.text(), sheet.goes.options["part"].isVisible()))
        finish(qtbot, sheet)

    sharing_sheet(window, choose)
    written()
    assert "Choose at least one assessment." in said[0]
    assert said[1] == ("Share 2 assessments", False)
    here = {edit.assessment for edit in read_back(path).edits}
    assert len(here & set(made)) == 2


def test_a_click_on_a_line_of_the_library_checks_it_once(window, sharing_sheet):
    window.desk.services.library.create(New("local", "SLV", "Suchitoto", "", 1, 2023, 1, "es"))
    window.go("library")
    chosen = []

    def click(sheet):
        rect = sheet.several.visualItemRect(sheet.several.item(0))
        for place in (rect.center(), rect.center()):
            QTest.mouseClick(sheet.several.viewport(), Qt.MouseButton.LeftButton, pos=place)
            chosen.append(len(sheet.several.chosen()))

    sharing_sheet(window, click)
    assert chosen == [1, 0]


def test_where_there_is_nothing_the_sheet_is_not_opened(window, qtbot):
    window.desk.act["share"].trigger()
    assert "There is nothing to share yet." in words(window.notices)


def test_calling_the_place_off_leaves_the_sheet_as_it_is(sample_window, sharing_sheet, save_as):
    save_as("")
    stays = []

    def choose(sheet):
        press(sheet.goes.options["review"].radio)
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        stays.append((sheet.isVisible(), sheet.making.busy, sheet.choice.what))

    sharing_sheet(sample_window, choose)
    assert stays == [(True, False, "review")]


def test_a_place_that_cannot_be_written_is_said_in_the_sheet(sample_window, sharing_sheet, save_as, qtbot, tmp_path):
    save_as(tmp_path / "missing" / "x.mgi")
    said = []

    def choose(sheet):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        qtbot.waitUntil(sheet.making.told.isVisible)
        said.append((words(sheet.making.told), sheet.main.isVisible()))

    sharing_sheet(sample_window, choose)
    assert "could not be written" in said[0][0]
    assert said[0][1]


def test_the_writing_can_be_cancelled_and_leaves_nothing(
    sample_window, sharing_sheet, save_as, qtbot, tmp_path, monkeypatch
):
    begun, go_on = threading.Event(), threading.Event()
    real = sharing.write

    def slow(gathered, path, passphrase, cancelled):
        begun.set()
        go_on.wait(30)
        return real(gathered, path, passphrase, cancelled)

    monkeypatch.setattr(sharing, "write", slow)
    save_as(tmp_path / "x.mgi")
    seen = []

    def choose(sheet):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        qtbot.waitUntil(begun.is_set)
        qtbot.waitUntil(sheet.making.bar.isVisible)
        seen.append(words(sheet.making))
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert sheet.isVisible()
        go_on.set()
        qtbot.waitUntil(lambda: not sheet.making.busy)
        seen.append(sheet.isVisible() and sheet.main.isVisible())

    sharing_sheet(sample_window, choose)
    assert "Writing x.mgi" in seen[0]
    assert seen[1]
    assert not list(tmp_path.glob("*.mgi*")) + list(tmp_path.glob(".*"))


def test_everything_in_the_sheet_has_a_name_and_is_reached_by_tab(sample_window, sharing_sheet):
    unnamed, reached = [], []

    def look(sheet):
        press(sheet.goes.options["part"].radio)
        press(sheet.guarding.options["passphrase"].radio)
        press(sheet.pieces.several.box)
        QApplication.processEvents()
        wanted = [
            sheet.goes.indicators.domains[0].whole.box, sheet.goes.indicators.domains[0].opener,
            sheet.guarding.passphrase.first, sheet.guarding.passphrase.again, sheet.pieces.number, sheet.main,
        ]  # fmt: skip
        unnamed.extend(one for one in wanted if not (one.accessibleName() or getattr(one, "text", str)()))
        sheet.goes.options["part"].radio.setFocus()
        met = []
        for _each in range(40):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            met.append(QApplication.focusWidget())
        places = [met.index(one) for one in wanted]
        reached.append(places == sorted(places))

    sharing_sheet(sample_window, look)
    assert unnamed == []
    assert reached == [True]
