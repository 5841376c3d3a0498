"""The profile page: files made through the panel, asserted on what was written."""

import json
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QRadioButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services import exporting
from mgi_desktop.services.reading import as_read
from mgi_desktop.store import edits
from mgi_desktop.ui.parts import where


@pytest.fixture
def page(window, qapp):
    window.open(window.desk.services.exchanging.sample().assessment, "profile")
    qapp.processEvents()
    yield window.page()
    where.forget()


@pytest.fixture
def save_as(monkeypatch):
    """Answers the file dialog with a path; `asked` are the suggestions it was opened with."""
    asked = []

    def answer(path):
        def dialog(_parent, _title, suggested, _filter):
            asked.append(Path(suggested))
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)

    answer.asked = asked
    return answer


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(page, suffix):
    click(page.export.findChild(QRadioButton, f"kind-{suffix}"))


def told(page):
    """What the strip above the main button says."""
    return [one.text() for one in page.export.making.findChildren(QLabel) if one.isVisible() and one.text()]


def made(qtbot, page, path):
    click(page.export.making.main)
    qtbot.waitUntil(lambda: bool(told(page)) and page.export.making.main.isVisible(), timeout=20_000)
    assert path.exists(), told(page)


def test_the_focus_stays_on_the_button_while_a_file_is_made(page, qtbot, save_as, tmp_path):
    save_as(tmp_path / "out.svg")
    choose(page, "svg")
    page.export.making.main.setFocus()
    QTest.keyClick(page.export.making.main, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(told(page)), timeout=20_000)
    assert QApplication.focusWidget() is page.export.making.main


def test_the_first_file_is_offered_in_a_folder_that_is_there(page, save_as):
    save_as("")
    click(page.export.making.main)
    assert save_as.asked[0].parent.is_dir()
    assert save_as.asked[0].parent != Path.cwd()


@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF-"), ("html", b"<!"), ("svg", b"<svg"), ("json", b"{")])
def test_each_kind_of_file_is_made(page, qtbot, save_as, tmp_path, suffix, begins):
    choose(page, suffix)
    path = tmp_path / f"out.{suffix}"
    save_as(path)
    made(qtbot, page, path)
    data = path.read_bytes()
    assert data.lstrip().removeprefix(b'<?xml version="1.0" encoding="UTF-8"?>').lstrip().startswith(begins)
    assert told(page)[0] == f"out.{suffix} was written."
    assert save_as.asked[0].name == f"La Palma 2023.{suffix}"


def test_the_plain_document_says_what_the_assessment_says(page, qtbot, save_as, tmp_path):
    for _step in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.export.kinds.suffix == "json", "the arrows choose the kind"
    path = tmp_path / "a.json"
    save_as(path)
    made(qtbot, page, path)
    said = json.loads(path.read_bytes())
    assert [one["text"] for one in said["findings"]]
    assert len(said["findings"]) == len(page.desk.assessment.findings)


def test_the_language_of_the_file_is_chosen(page, qtbot, save_as, tmp_path):
    choose(page, "html")
    languages = page.export.languages
    languages.setFocus()
    languages.setCurrentIndex(languages.findData("fr"))
    assert "in French" in page.caption.text()
    assert any("not written in French" in one.text() for one in page.export.findChildren(QLabel))
    path = tmp_path / "fr.html"
    save_as(path)
    made(qtbot, page, path)
    assert "septembre 2023" in path.read_text(encoding="utf-8")


def test_the_folder_is_remembered_and_a_missing_suffix_is_added(page, qtbot, save_as, tmp_path):
    choose(page, "json")
    save_as(tmp_path / "bare")
    made(qtbot, page, tmp_path / "bare.json")
    before = (tmp_path / "bare.json").read_bytes()
    click(page.export.making.main)
    assert save_as.asked[-1].parent == tmp_path
    assert "There is such a file already" in " ".join(told(page)), "a file nobody was asked about is not replaced"
    assert (tmp_path / "bare.json").read_bytes() == before


def test_no_file_where_the_dialog_is_cancelled(page, save_as, tmp_path):
    save_as("")
    click(page.export.making.main)
    assert told(page) == []
    assert page.export.making.main.isEnabled()


def test_a_refused_export_says_why_and_leaves_nothing(page, qtbot, save_as, tmp_path):
    choose(page, "json")
    save_as(tmp_path / "nowhere" / "a.json")
    click(page.export.making.main)
    qtbot.waitUntil(lambda: bool(told(page)), timeout=10_000)
    assert "was written" not in " ".join(told(page))
    assert list(tmp_path.rglob("a.json*")) == []
    assert page.export.making.main.isEnabled()


class Slow:
    """Holds the real export back until it is let go, as a slow laptop would."""

    def __init__(self, monkeypatch):
        self.go = threading.Event()
        real = exporting.export

        def slow(*arguments):
            self.go.wait(10)
            return real(*arguments)

        monkeypatch.setattr(exporting, "export", slow)


@pytest.fixture
def slow(monkeypatch):
    made_slow = Slow(monkeypatch)
    yield made_slow
    made_slow.go.set()


def test_long_work_shows_a_bar_and_is_cancelled_without_a_file(page, qtbot, save_as, tmp_path, slow):
    choose(page, "json")
    save_as(tmp_path / "a.json")
    click(page.export.making.main)
    assert page.export.making.main.isVisible(), "nothing is shown of short work"
    qtbot.waitUntil(lambda: page.export.making.cancel.isVisible())
    assert not page.export.making.main.isVisible()
    page.export.making.cancel.setFocus()
    QTest.keyClick(page.export.making.cancel, Qt.Key.Key_Space)
    slow.go.set()
    qtbot.waitUntil(lambda: page.export.making.main.isVisible() and bool(told(page)), timeout=5_000)
    assert told(page) == ["Cancelled. No file was written."]
    assert list(tmp_path.glob("a.json*")) == []


def test_one_types_on_while_a_file_is_made_and_the_file_is_of_before(page, qtbot, save_as, tmp_path, slow):
    choose(page, "json")
    save_as(tmp_path / "a.json")
    click(page.export.making.main)
    desk = page.desk
    finding = desk.assessment.findings[0]
    desk.go(f"findings/{finding.domain}/{finding.key}")
    row = page.window().page().board.row(finding.key)
    QTest.keyClick(row.text, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, " later")
    page.window().page().domains.current().setFocus()
    assert desk.assessment.findings[0].text["es"].endswith(" later")
    slow.go.set()
    qtbot.waitUntil(lambda: (tmp_path / "a.json").exists(), timeout=5_000)
    assert "later" not in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_an_export_outlives_the_page_that_began_it(page, qtbot, save_as, tmp_path, slow):
    choose(page, "json")
    save_as(tmp_path / "a.json")
    window = page.window()
    click(page.export.making.main)
    window.set_preference("text_size", 110)
    slow.go.set()
    qtbot.waitUntil(lambda: (tmp_path / "a.json").exists(), timeout=5_000)
    assert window.page().export.making.main.isEnabled()


def test_what_is_being_typed_is_in_the_file(page, qtbot, save_as, tmp_path):
    desk = page.desk
    finding = desk.assessment.findings[0]
    desk.typed(FieldRef("finding", finding.key, "text@es"), "Escrito hace un momento.")
    choose(page, "json")
    save_as(tmp_path / "a.json")
    made(qtbot, page, tmp_path / "a.json")
    assert "Escrito hace un momento." in (tmp_path / "a.json").read_text(encoding="utf-8")


class Opener(QObject):
    """Takes the place of the system's programs."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot("QUrl")
    def open(self, url):
        self.opened.append(Path(url.toLocalFile()))


def test_the_file_and_its_folder_can_be_opened(page, qtbot, save_as, tmp_path):
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        choose(page, "svg")
        save_as(tmp_path / "w.svg")
        made(qtbot, page, tmp_path / "w.svg")
        for words in ("Open", "Show folder"):
            click(next(one for one in page.export.findChildren(QPushButton) if one.text() == words))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [tmp_path / "w.svg", tmp_path]


def test_characters_without_a_font_are_told_and_stay(page, qtbot, save_as, tmp_path):
    desk = page.desk
    finding = desk.assessment.findings[0]
    desk.do(lambda: desk.services.findings.add(desk.id, finding.domain, finding.kind, "Runas ᚠᚢᚦ."))
    save_as(tmp_path / "a.pdf")
    made(qtbot, page, tmp_path / "a.pdf")
    assert any("font" in words for words in told(page)[1:])


def lines(page):
    page_lines = [one.text() for one in page.export.findChildren(QLabel) if one.isVisible()]
    return page_lines[page_lines.index("Before you export") + 1 :]


def test_before_you_export(page, foreign):
    said = " ".join(lines(page))
    assert "7 indicators have no answer yet." in said
    assert "3 answers are to be verified." in said
    assert "The stage is “Draft”; every page says so." in said
    assert "conflict" not in said

    desk, services = page.desk, page.desk.services
    answer = FieldRef("answer", "L1.1.1", "justification")
    with services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, answer, "Otra.")])
    for domain in ("3", "4"):
        for finding in [one for one in desk.assessment.findings if one.domain == domain]:
            desk.do(lambda key=finding.key: services.findings.remove(desk.id, key))
    QApplication.processEvents()
    said = " ".join(lines(page))
    assert "1 conflict is open. The file will mark it." in said
    assert "Domains 3, 4 have no findings yet." in said


def test_a_line_leads_to_what_it_speaks_of(page):
    bare = next(one for one in page.desk.assessment.findings if not one.sources)
    leads = next(one for one in page.export.findChildren(QPushButton)
                 if one.accessibleName().endswith("rests on no source."))  # fmt: skip
    leads.setFocus()
    QTest.keyClick(leads, Qt.Key.Key_Space)
    shown = page.window().page()
    assert shown.spot() == f"findings/{bare.domain}"
    assert shown.board.row(bare.key).text.hasFocus()


def test_the_sheet_shows_every_finding_in_order(page, qtbot):
    qtbot.waitUntil(lambda: "imprint" in page.sheet.parts)
    read = page.desk.assessment
    shown = "\n".join(one.text() for one in page.sheet.findChildren(QLabel))
    wanted = [finding.text["es"] for domain in page.desk.instrument.domains for kind in ("well_developed", "potential")
              for finding in read.findings_of(domain.code, kind)]  # fmt: skip
    assert len(wanted) == 35
    places = [shown.index(text) for text in wanted]
    assert places == sorted(places)


def test_the_outline_leads_to_its_part(page, qtbot):
    click(page.outline.findChild(QPushButton, "domain-5"))

    def stands_at_the_top() -> bool:
        part = page.sheet.parts.get("domain-5")
        return part is not None and 0 <= part.mapTo(page._scroll.viewport(), part.rect().topLeft()).y() < 60

    qtbot.waitUntil(stands_at_the_top)
    assert stands_at_the_top()


def test_ctrl_e_leads_here(page, qapp):
    window = page.window()
    window.go("findings")
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.page().name == "profile"
    assert window.page().export.kinds.current().hasFocus()


def test_the_page_opens_within_its_budget(page, qapp):
    window = page.window()
    window.go("overview")
    page.desk.do(lambda: page.desk.services.library.change(page.desk.id, "area", "Otra"))
    begun = time.process_time()
    window.go("profile")
    qapp.processEvents()
    assert time.process_time() - begun < 3
    assert "Otra" in as_read(page.desk.services.exporting.snapshot(page.desk.id)).place
    assert any("Otra" in one.text() for one in page.sheet.findChildren(QLabel))


def test_the_program_may_end_while_a_file_is_made(page, program, save_as, tmp_path, slow):
    choose(page, "json")
    save_as(tmp_path / "a.json")
    click(page.export.making.main)
    program.stop()
    slow.go.set()
    for _once in range(200):
        if (tmp_path / "a.json").exists():
            break
        QTest.qWait(10)
    assert json.loads((tmp_path / "a.json").read_bytes())["findings"]
