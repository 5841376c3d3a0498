"""The page of everything that was found, with its filters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New

Key = Qt.Key


@pytest.fixture
def other(sample_window):
    """Another assessment, in which the same word stands."""
    desk = sample_window.desk
    made = desk.services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en"))
    ref = FieldRef("answer", "L2.1.1", "justification")
    desk.tell(desk.services.journal.record(made.assessment, {ref: "A municipal committee"}, Label("test")))
    return made.assessment


@pytest.fixture
def page(sample_window, other, qtbot):
    """The page, with a word searched in both."""
    sample_window.activateWindow()
    sample_window.go("search/municipal")
    qtbot.waitUntil(lambda: any("Kenema" in title for title in headings(sample_window.page())))
    return sample_window.page()


def headings(page):
    return [row.title.text for row in page.list.rows if row.heading]


def results(page):
    return [row for row in page.list.rows if row.does]


def test_kinds_of_the_open_assessment_come_first_then_the_others(page):
    assert headings(page)[0].startswith("Answers")
    assert headings(page)[-1].startswith("Kenema")
    assert f"{len(results(page))} results for “municipal”" in page.caption.text()


def test_one_kind_alone(page):
    everything = len(results(page))
    button = page.findChild(QPushButton, "kind-source")
    button.click()
    assert headings(page) == [f"Sources · {len(results(page))}"]
    assert f"{len(results(page))}" in page.findChild(QPushButton, "kind-source").text()
    page.findChild(QPushButton, "kind-").click()
    assert len(results(page)) == everything


def test_one_assessment_alone(page, other):
    page.where.setCurrentIndex(page.where.findData(other))
    assert len(headings(page)) == 1
    assert headings(page)[0].startswith("Kenema")
    assert len(results(page)) == 1


def test_where_filters_leave_nothing_they_can_be_cleared(page, sample_window, other):
    page.where.setCurrentIndex(page.where.findData(other))
    page.finder.setText("salud")
    QApplication.processEvents()
    assert results(page) == []
    clear = next(one for one in page.findChildren(QPushButton) if one.text() == "Clear the filters")
    assert clear.isVisible()
    clear.click()
    assert results(page)
    assert page.finder.hasFocus()


def test_words_are_repeated_where_nothing_is_found(page):
    page.finder.setText("xyzzy")
    QApplication.processEvents()
    assert "xyzzy" in page._none.text()
    assert page._none.isVisible()


def test_keys_lead_from_the_words_to_a_result(page, sample_window):
    page.finder.setFocus()
    QTest.keyClick(page.finder, Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Key.Key_Down)
    row = results(page)[1]
    QTest.keyClick(page.list, Key.Key_Return)
    assert sample_window.page().spot() == f"questionnaire/{row.code}"


def test_a_result_elsewhere_opens_its_assessment(page, sample_window, other):
    page.where.setCurrentIndex(page.where.findData(other))
    page.finder.setFocus()
    QTest.keyClick(page.finder, Key.Key_Return)
    assert sample_window.desk.id == other
    assert sample_window.page().spot() == "questionnaire/L2.1.1"


def test_the_place_is_what_is_searched_and_back_comes_back_to_it(page, sample_window):
    page.finder.setText("mesa técnica")
    QApplication.processEvents()
    QTest.keyClick(page.finder, Key.Key_Return)
    assert sample_window.page().name == "questionnaire"
    sample_window.actions_["back"].trigger()
    assert sample_window.page().spot() == "search/mesa técnica"
    assert sample_window.page().finder.text() == "mesa técnica"


def test_what_was_searched_is_nothing_to_come_back_to_after_a_restart(page, program, sample_window):
    sample_window.go("findings/2")
    sample_window.go("search/un secreto")
    program.stop()
    assert program.start().page().spot() == "findings/2"
    assert b"un secreto" not in b"".join(path.read_bytes() for path in program.folder.iterdir() if path.is_file())


def test_an_undo_is_seen_at_once(page, sample_window):
    desk = sample_window.desk
    ref = FieldRef("answer", "L1.1.1", "justification")
    desk.tell(desk.services.journal.record(desk.id, {ref: "Un ornitorrinco"}, Label("test")))
    page.finder.setText("ornitorrinco")
    QApplication.processEvents()
    assert len(results(page)) == 1
    sample_window.actions_["undo"].trigger()
    assert results(page) == []


def test_without_an_open_assessment_all_of_them_are_searched(sample_window, other, qtbot):
    sample_window.go("library")
    sample_window.go("search/municipal")
    page = sample_window.page()
    assert sample_window.desk.id is None
    qtbot.waitUntil(lambda: len(headings(page)) == 2)
    QTest.keyClick(page.finder, Key.Key_Return)
    assert sample_window.desk.id is not None


def test_long_lists_are_shown_by_and_by(page, monkeypatch):
    monkeypatch.setattr("mgi_desktop.ui.search.page.MOST", 10)
    page.finder.setText("municip")
    QApplication.processEvents()
    shown = len(results(page))
    assert shown == 11
    assert results(page)[-1].title.text == "Show 10 more"
    page.list.setCurrentIndex(page.list.model().index(len(page.list.rows) - 1, 0))
    page.list.choose()
    assert len(results(page)) == 21
