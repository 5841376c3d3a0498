"""The library: what is here, newest first; one click or Enter opens it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.library import New
from mgi_desktop.store import edits
from mgi_desktop.ui import words
from mgi_desktop.ui.library.new_assessment import NewAssessment
from mgi_desktop.ui.library.thumbnail import Thumbnail
from mgi_desktop.ui.library.times import when

PLACES = (
    ("GIN", "N’Zérékoré", ""),
    ("SLE", "Kenema", "Eastern Province"),
    ("TUN", "سوسة", ""),
    ("SLV", "La Palma", "Chalatenango"),
    ("KEN", "Ελ Μόλο", ""),
    ("CIV", "Bouaké", "Gbêkê"),
)


@pytest.fixture
def library(window):
    """The library with six assessments, begun in this order."""
    for country, subject, area in PLACES:
        window.desk.services.library.create(New("local", country, subject, area, 1, 2024, 1, "en"))
    window.go("library")
    return window.page()


def subjects(page):
    return [row.entry.subject for row in page.table.rows]


def shown(page):
    return [row.entry.subject for row in page.table.rows if row.isVisible()]


def test_an_empty_library_offers_three_ways_to_begin(window, qtbot, in_dialog):
    page = window.page()
    assert [way.accessibleName().split(".")[0] for way in page.start.ways] == [
        "New assessment",
        "Open the sample",
        "Import…",
    ]
    seen = []
    in_dialog(NewAssessment, seen.append)
    assert QApplication.focusWidget() is page.start.ways[0]
    qtbot.keyClick(page.start.ways[0], Qt.Key.Key_Return)
    assert len(seen) == 1
    qtbot.mouseClick(page.start.ways[1], Qt.MouseButton.LeftButton)
    assert window.desk.assessment.subject == "La Palma"


def test_what_was_changed_last_comes_first(window, library):
    assert subjects(library) == [subject for _country, subject, _area in reversed(PLACES)]
    kenema = next(row.entry.id for row in library.table.rows if row.entry.subject == "Kenema")
    window.desk.do(lambda: window.desk.services.stages.move(kenema, "draft"))
    assert subjects(library)[0] == "Kenema"
    assert "Draft" in library.table.rows[0].accessibleName()


def test_a_row_says_everything(window):
    window.desk.services.exchanging.sample()
    window.go("library")
    (row,) = window.page().table.rows
    words = {label.text() for label in row.findChildren(QLabel)}
    assert {"La Palma", "Chalatenango, El Salvador", "Local · round 1 · September 2023", "77 of 87", "16 + 19"} <= words
    assert any(word.startswith("Today, ") for word in words)
    assert window.page().caption.text() == "1 assessment on this laptop"


def test_enter_opens_and_arrows_go_from_row_to_row(window, library, qtbot):
    rows = library.table.rows
    assert QApplication.focusWidget() is rows[0]
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    qtbot.keyClick(rows[1], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[2]
    chosen = rows[2].entry
    qtbot.keyClick(rows[2], Qt.Key.Key_Return)
    assert window.desk.id == chosen.id
    assert window.page().name == "overview"


def test_a_click_opens(window, library, qtbot):
    chosen = library.table.rows[3].entry
    qtbot.mouseClick(library.table.rows[3], Qt.MouseButton.LeftButton)
    assert window.desk.id == chosen.id


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zerekore", ["N’Zérékoré"]),
        ("GUIN", ["N’Zérékoré"]),
        ("gbeke bouake", ["Bouaké"]),
        ("سوسة", ["سوسة"]),
        ("μολο", ["Ελ Μόλο"]),
        ("nowhere", []),
    ],
)
def test_one_finds_by_name_or_place_without_accents(library, commit, typed, found):
    commit(library.finder, typed)
    assert shown(library) == found


def test_esc_shows_all_again(library, commit, qtbot):
    commit(library.finder, "nowhere")
    assert "nowhere" in library._none.text()
    qtbot.keyClick(library.finder, Qt.Key.Key_Escape)
    assert len(shown(library)) == len(PLACES)


def test_a_handful_needs_no_finding(sample_window):
    sample_window.go("library")
    assert not sample_window.page().finder.isVisible()


def test_a_conflict_is_counted(window, foreign):
    services = window.desk.services
    ours = services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en")).assessment
    services.answering.answer(ours, "L1.1.1", "a")
    theirs = foreign(ours, FieldRef("answer", "L1.1.1", "value"), "b")
    with services.database.writing() as connection:
        edits.add(connection, [theirs])
    window.go("library")
    (row,) = window.page().table.rows
    assert "1 conflict" in row.accessibleName()
    assert "1 conflict" in {label.text() for label in row.findChildren(QLabel)}


def test_an_undone_beginning_leaves_the_list_and_comes_back(window, library, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Bouaké" not in subjects(library)
    assert "Bouaké is no longer in the library" in window.notices.findChildren(QLabel)[-1].text()
    window.actions_["redo"].trigger()
    assert subjects(library)[0] == "Bouaké"


@pytest.mark.parametrize(("size", "text", "folded"), [((1366, 768), 100, False), ((960, 600), 200, True)])
def test_columns_fold_where_the_window_is_narrow(program, size, text, folded):
    window = program.start(text_size=text, interface_language="qps-ploc")
    for country, subject, area in PLACES:
        window.desk.services.library.create(New("local", country, subject, area, 1, 2024, 1, "en"))
    window.resize(*size)
    window.go("library")
    QApplication.processEvents()
    page = window.page()
    assert page.table.folded is folded
    viewport = page._area.viewport()
    assert page._area.widget().width() == viewport.width()
    for label in page.findChildren(QLabel):
        if label.isVisible():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()


@pytest.mark.parametrize("language", ["en", "qps-plocm"])
def test_the_small_wheel_mirrors_with_the_interface(program, language):
    theme = program.start(interface_language=language).desk.theme
    wheel = Thumbnail(theme, (("1", 1, 1), *((code, 0, 1) for code in "23456")))
    picture = wheel.grab().toImage()
    ring = picture.width() * 0.75 / 2
    offset = round(ring * 0.5), round(ring * 0.87)
    middle = picture.width() // 2
    right = picture.pixelColor(middle + offset[0], middle - offset[1])
    left = picture.pixelColor(middle - offset[0], middle - offset[1])
    assert (left if language == "qps-plocm" else right) == QColor(theme.colour("1.strong"))
    assert left != right
    wheel.deleteLater()


def test_times_are_said_as_one_says_them(window):
    now = datetime(2024, 5, 3, 12, 0, tzinfo=UTC).astimezone().replace(hour=12)
    said = [when((now - timedelta(days=days)).astimezone(UTC).isoformat(), now) for days in (0, 1, 2)]
    assert said == ["Today, 12:00", "Yesterday, 12:00", "May 1, 2024"]
    assert when("", now) == ""


def test_a_full_library_shows_twenty_and_more_on_demand(window, qtbot):
    for number in range(23):
        window.desk.services.library.create(New("local", "SLE", f"Place {number}", "", 1, 2024, 1, "en"))
    window.go("library")
    page = window.page()
    assert subjects(page) == [f"Place {number}" for number in range(22, 2, -1)]
    more = page.findChild(QPushButton, "more")
    assert more.text() == "Show 3 more"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(page.table.rows) == 23
    assert QApplication.focusWidget() is page.table.rows[20]


def test_a_place_in_another_script_does_not_turn_the_line_round(window, qapp):
    made = window.desk.services.library.create(New("local", "TUN", "سوسة", "ولاية سوسة", 1, 2024, None, "ar"))
    window.open(made.assessment, "overview")
    qapp.processEvents()
    shown = {one.text() for one in window.side_bar.findChildren(QLabel)}
    assert "\u2068ولاية سوسة\u2069, Tunisia" in shown
    entry = window.desk.services.library.entries()[0]
    assert words.place(replace(entry, area="Sousse")) == "Sousse, Tunisia"
