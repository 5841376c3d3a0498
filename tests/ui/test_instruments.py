"""The page of the questionnaires, the preview of one that comes in, and letters for domains on every page."""

import time

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressDialog, QPushButton

from mgi_desktop.services import instrument_files
from mgi_desktop.services.library import New
from mgi_desktop.ui.instruments.page import Removing
from mgi_desktop.ui.instruments.preview import Preview
from mgi_desktop.ui.instruments.told import Told
from mgi_desktop.ui.library.importing import Report, take_files
from mgi_desktop.ui.library.new_assessment import NewAssessment
from mgi_desktop.ui.parts.tile import Tile
from mgi_desktop.ui.parts.waiting import wait_for
from tests.questionnaires import canonical, digest, lettered
from tests.workbooks import form, groups, workbook

LETTERS = digest(lettered())


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def keep(window, document, name="letters.json"):
    """Keep a questionnaire as an import does, without the window."""
    path = window.desk.services.folder / name
    path.write_bytes(canonical(document))
    instruments = window.desk.services.instruments
    offer = instrument_files.read(path, instruments.known())
    instrument_files.keep(instruments, offer)
    return offer.instrument


@pytest.fixture
def letters(tmp_path):
    path = tmp_path / "letters.json"
    path.write_bytes(canonical(lettered()))
    return path


@pytest.fixture
def foreign(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(form([("note", "hello", "Hello", ""), *groups()])))
    return path


def test_the_page_lists_what_is_here(window):
    keep(window, lettered())
    window.actions_["instruments"].trigger()
    page = window.page()
    assert page.name == "instruments"
    assert page.caption.text() == "3 questionnaires on this laptop"
    said = words_of(page.cards[LETTERS])
    for words in (
        "Questionnaire of letters",
        "lettered, version 3.1",
        "18 indicators in 12 subdomains",
        "English, French",
        "Imported from letters.json",
        "used by no assessment",
    ):
        assert words in said
    assert [card.remove is None for card in page.cards.values()] == [True, False, True]


def test_with_an_assessment_open_it_stays_open(sample_window):
    before = sample_window.desk.id
    sample_window.actions_["instruments"].trigger()
    assert sample_window.page().name == "instruments"
    assert sample_window.desk.id == before


def test_a_file_is_shown_before_it_is_kept(window, foreign, in_dialog, qtbot):
    seen = []

    def look(preview):
        seen.append(words_of(preview))
        assert len(window.desk.services.instruments.known()) == 2
        assert QApplication.focusWidget() is preview.main
        qtbot.keyClick(preview.main, Qt.Key.Key_Return)

    in_dialog(Preview, look)
    take_files(window, [foreign])
    for words in ("A city form", "6 indicators in 6 subdomains", "2 things were guessed", "choices, row 2",
                  "1 thing of the file is left out", "survey, row 2: “hello” (note)"):  # fmt: skip
        assert words in seen[0]
    page = window.page()
    assert page.name == "instruments"
    own = window.desk.services.instruments.find("city-form")
    assert window.focusWidget() is page.cards[own.digest].export
    assert "is kept" in words_of(window.notices)


def test_cancel_and_esc_keep_nothing(window, letters, in_dialog):
    in_dialog(Preview, lambda preview: preview.reject())
    take_files(window, [letters])
    assert len(window.desk.services.instruments.known()) == 2
    assert window.page().name == "library"
    assert window.notices.isHidden()


def test_a_guessed_level_is_put_right_in_the_preview(window, foreign, in_dialog, qtbot):
    def choose(preview):
        qtbot.mouseClick(preview.levels._buttons["national"], Qt.MouseButton.LeftButton)
        assert "National · 6 indicators" in words_of(preview)
        qtbot.mouseClick(preview.main, Qt.MouseButton.LeftButton)

    in_dialog(Preview, choose)
    take_files(window, [foreign])
    assert window.desk.services.instruments.find("city-form").level == "national"


def test_the_same_and_a_twin_are_said_to_be_so(window, letters, in_dialog):
    seen = []
    keep(window, lettered())
    in_dialog(Preview, lambda preview: (seen.append(words_of(preview)), preview.done_with()))
    take_files(window, [letters])
    assert "It is here already" in seen[0]
    other = lettered()
    other["title"]["en"] = "Other letters"
    letters.write_bytes(canonical(other))
    in_dialog(Preview, lambda preview: (seen.append(words_of(preview)), preview.done_with()))
    take_files(window, [letters])
    assert "same identifier and version" in seen[1]
    assert len(window.desk.services.instruments.known()) == 4


def test_a_refused_file_is_named_with_its_place(window, tmp_path, letters, in_dialog):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(workbook(form(groups()[:-1])))
    seen = []
    in_dialog(Report, lambda report: seen.append(report.text))
    take_files(window, [bad])
    assert "0 files taken in. 1 file refused." in seen[0]
    assert "bad.xlsx\nsurvey, row 27: This group is never closed" in seen[0]
    assert len(window.desk.services.instruments.known()) == 2


def test_a_dropped_file_is_taken(window, letters, in_dialog, qtbot):
    in_dialog(Preview, lambda preview: preview.done_with())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letters))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.page().name == "instruments")
    assert LETTERS in window.page().cards


def test_one_is_removed_after_asking(window, in_dialog, qtbot):
    keep(window, lettered())
    window.go("instruments")
    page = window.page()
    asked = []

    def answer(sheet):
        asked.append(words_of(sheet))
        button = (
            sheet.main
            if len(asked) == 2
            else next(one for one in sheet.findChildren(QPushButton) if one is not sheet.main)
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    for times in (1, 2):
        in_dialog(Removing, answer)
        qtbot.mouseClick(page.cards[LETTERS].remove, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda times=times: len(asked) == times)
        assert len(window.desk.services.instruments.known()) == 4 - times
    assert "“Questionnaire of letters” is used by no assessment" in asked[0]
    assert LETTERS not in page.cards
    assert "was removed" in words_of(window.notices)


def test_a_used_one_offers_no_removal(window):
    own = keep(window, lettered())
    window.desk.services.library.create(New("local", "SLV", "Letra", "", 1, 2024, 1, "en"), own)
    window.go("instruments")
    assert window.page().cards[LETTERS].remove is None
    assert "used by 1 assessment" in words_of(window.page().cards[LETTERS])


@pytest.mark.parametrize(("place", "suffix"), [(0, "xlsx"), (1, "json")])
def test_export_makes_a_file(window, tmp_path, monkeypatch, place, suffix):
    keep(window, lettered())
    window.go("instruments")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out"), ""))
    window.page().cards[LETTERS].export.menu().actions()[place].trigger()
    assert instrument_files.read(tmp_path / f"out.{suffix}", ()).instrument.digest == LETTERS
    assert f"out.{suffix} is made." in words_of(window.notices)


def test_gaps_of_an_export_are_listed(window, tmp_path, monkeypatch, in_dialog, qtbot):
    document = lettered()
    del document["domains"][0]["title"]["fr"]
    own = keep(window, document)
    window.go("instruments")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "out.xlsx"), ""))
    seen = []
    in_dialog(Told, lambda sheet: seen.append(sheet.text))
    window.page().cards[own.digest].export.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert "“A title” is not there in fr" in seen[0]


def test_a_new_assessment_chooses_among_the_questionnaires_of_its_level(window, in_dialog, qtbot, commit):
    keep(window, lettered())

    def fill(new):
        assert new.questionnaire.isVisible()
        assert [new.questionnaire.itemText(place) for place in range(2)] == [
            "mgi-local, version 2026.1 · Migration Governance Indicators: local questionnaire",
            "lettered, version 3.1 · Questionnaire of letters",
        ]
        assert new.questionnaire.currentIndex() == 0
        new.level.cards["national"].click()
        assert not new.questionnaire.isVisible()
        new.level.cards["local"].click()
        new.questionnaire.setFocus()
        qtbot.keyClick(new.questionnaire, Qt.Key.Key_Down)
        assert new.form.language.count() == 2
        commit(new.form.country, "El Salvador")
        commit(new.form.subject, "Letra")
        commit(new.person, "Ana")
        qtbot.mouseClick(new.main, Qt.MouseButton.LeftButton)

    in_dialog(NewAssessment, fill)
    window.actions_["new"].trigger()
    assert window.desk.instrument.digest == LETTERS
    assert window.desk.assessment.subject == "Letra"


def test_with_the_shipped_ones_alone_nothing_is_asked(window, in_dialog):
    in_dialog(
        NewAssessment, lambda new: (_ for _ in ()).throw(AssertionError) if new.questionnaire.isVisible() else None
    )
    window.actions_["new"].trigger()


@pytest.fixture
def lettered_window(window):
    own = keep(window, lettered())
    services = window.desk.services
    ours = services.library.create(New("local", "SLV", "Letra", "", 1, 2024, 1, "en"), own).assessment
    for code in list(own.indicators)[:9]:
        services.answering.answer(ours, code, own.indicators[code].scale[0].value)
    services.findings.add(ours, "B", "potential", "More to do.")
    window.open(ours, "overview")
    return window


def colours(widget):
    """The colours that are painted, roughly: one point in nine."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


@pytest.mark.parametrize("page", ["overview", "overview/C", "questionnaire", "questionnaire/F-two", "questionnaire/E",
                                  "sources", "findings", "findings/D", "review/checks", "profile", "library",
                                  "preferences", "instruments"])  # fmt: skip
@pytest.mark.parametrize("theme", ["light", "contrast_dark"])
def test_every_page_shows_letters(lettered_window, qtbot, page, theme):
    lettered_window.set_preference("theme", theme)
    lettered_window.go(page)
    QApplication.processEvents()
    assert colours(lettered_window)


def test_the_wheel_has_its_six_colours_and_answers_to_digits(lettered_window, qtbot):
    page, theme = lettered_window.page(), lettered_window.desk.theme
    assert {QColor(theme.colour(f"{place}.strong")).name() for place in (1, 2, 3)} <= colours(page.wheel)
    page.wheel.setFocus()
    qtbot.keyClick(page.wheel, Qt.Key.Key_2)
    assert page.spot() == "overview/B"
    (tile,) = (one for one in page.findChildren(Tile) if one.isVisible())
    assert QColor(theme.colour("2.strong")).name() in colours(tile)


def test_cards_and_findings_have_the_colour_of_their_place(lettered_window, qtbot):
    theme = lettered_window.desk.theme
    lettered_window.go("questionnaire/D-one")
    assert QColor(theme.colour("4.strong")).name() in colours(lettered_window.page())
    lettered_window.go("findings/B")
    assert lettered_window.page().spot() == "findings/B"
    assert QColor(theme.colour("2.strong")).name() in colours(lettered_window.page().domains)


def test_work_that_takes_long_shows_a_bar_that_cancels(window, qtbot):
    def cancel():
        bar = window.findChild(QProgressDialog)
        assert bar.isVisible()
        qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)

    def work(cancelled):
        while not cancelled():
            time.sleep(0.01)
        return "done"

    QTimer.singleShot(600, window, cancel)
    assert wait_for(window, "Reading", work) is None
    assert wait_for(window, "Reading", lambda _cancelled: "at once") == "at once"
    assert wait_for(window, "Reading", lambda _cancelled: time.sleep(0.5) or "after a while") == "after a while"
    QApplication.processEvents()
    assert window.findChild(QProgressDialog) is None or not window.findChild(QProgressDialog).isVisible()
