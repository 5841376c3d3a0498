"""The trash, as a person uses it: of an assessment, and of the library."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.ui.trash.erase import EraseAssessment


@pytest.fixture
def services(sample_window):
    return sample_window.desk.services


def press(within, words, number=0):
    """Press the button with these words."""
    found = [one for one in within.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    found[number].click()


def said(page):
    return [text.text() for text in page.findChildren(QLabel) if text.isVisible()]


def test_what_was_removed_is_brought_back_from_the_menu(sample_window, services, qtbot):
    desk = sample_window.desk
    finding = desk.assessment.findings[0].key
    source = next(iter(desk.assessment.sources))
    desk.do(lambda: services.findings.remove(desk.id, finding))
    desk.do(lambda: services.sources.remove(desk.id, source))
    title = desk.assessment.removed_sources[0].title
    sample_window.actions_["trash"].trigger()
    page = sample_window.page()
    assert (page.name, page.caption.text()) == ("trash", "2 removed things, the last first")
    assert title in said(page)
    assert page.backs[0].hasFocus()
    qtbot.keyClick(page.backs[0], Qt.Key.Key_Space)
    assert source in desk.assessment.sources
    assert page.backs[0].hasFocus()
    press(page, "Bring back")
    assert desk.assessment.removed_findings == ()
    assert "Nothing was removed." in said(page)
    sample_window.actions_["undo"].trigger()
    assert [one.key for one in desk.assessment.removed_findings] == [finding]
    assert len(page.backs) == 1


def test_the_history_of_what_was_removed_restores_it_too(sample_window, services, qtbot):
    desk = sample_window.desk
    finding = desk.assessment.findings[0].key
    desk.do(lambda: services.findings.remove(desk.id, finding))
    sample_window.go("trash")
    press(sample_window.page(), "History")
    page = sample_window.page()
    assert page.spot() == f"history/finding/{finding}"
    qtbot.waitUntil(lambda: page.lines.deeds.reading.ended)
    press(page.deed, "Bring back")
    assert finding in [one.key for one in desk.assessment.findings]


def test_a_published_assessment_brings_nothing_back(sample_window, services, qtbot):
    desk = sample_window.desk
    desk.do(lambda: services.findings.remove(desk.id, desk.assessment.findings[0].key))
    stage = FieldRef("assessment", desk.id, "stage")
    desk.do(lambda: services.journal.record(desk.id, {stage: "published"}, Label("change of stage")))
    sample_window.go("trash")
    page = sample_window.page()
    qtbot.waitUntil(lambda: any("Removed by" in text for text in said(page)))
    assert page.backs == []


def test_an_assessment_goes_to_the_trash_by_its_menu_and_back(sample_window, services, qtbot):
    assessment = sample_window.desk.id
    sample_window.go("library")
    page = sample_window.page()
    page.table.rows[0].more.click()
    menu = page.findChild(QMenu)
    next(action for action in menu.actions() if action.text() == "Move to trash").trigger()
    menu.close()
    assert services.library.entries() == []
    assert page.trash.isVisible()
    assert page.trash.text() == "Trash (1)"
    page.trash.click()
    page = sample_window.page()
    assert page.name == "trashed"
    press(page, "Bring back")
    assert [entry.id for entry in services.library.entries()] == [assessment]
    assert "The trash is empty." in said(page)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert sample_window.page().name == "library"


def test_delete_moves_to_the_trash_and_undo_takes_it_back(sample_window, services, qtbot):
    assessment = sample_window.desk.id
    sample_window.go("library")
    qtbot.keyClick(sample_window.page().table.rows[0], Qt.Key.Key_Delete)
    assert services.library.entries() == []
    assert "Removal of La Palma" in sample_window.actions_["undo"].text() or (
        "removal of La Palma" in sample_window.actions_["undo"].text()
    )
    sample_window.actions_["undo"].trigger()
    assert [entry.id for entry in services.library.entries()] == [assessment]
    assert sample_window.page().table.rows[0].isVisible()


def test_an_assessment_is_erased_for_good_once_its_name_is_typed(sample_window, services, in_dialog, qtbot):
    services.trash.move(sample_window.desk.id)
    sample_window.go("trashed")
    page = sample_window.page()
    assert sample_window.desk.id is None

    def erase(dialog):
        qtbot.keyClicks(dialog.subject, "la pal")
        dialog.main.click()
        assert dialog._named.error
        qtbot.keyClicks(dialog.subject, "ma")
        dialog.main.click()
        assert dialog._named_reason.error
        qtbot.keyClicks(dialog.reason, "entered by mistake")
        dialog.main.click()

    in_dialog(EraseAssessment, erase)
    press(page, "Erase for good…")
    qtbot.waitUntil(lambda: not services.trash.assessments())
    files = [path for path in services.folder.rglob("*") if path.is_file() and path.name != "preferences.json"]
    assert not any(b"Ley Especial" in path.read_bytes() for path in files)
    assert not any(b"La Palma" in path.read_bytes() for path in files)
    assert "The trash is empty." in said(page)
    assert services.safekeeping.check() == []


def test_no_way_back_leads_into_an_assessment_in_the_trash(sample_window, services):
    assessment = sample_window.desk.id
    sample_window.go("findings/2")
    sample_window.go("library")
    sample_window.desk.do(lambda: services.trash.move(assessment))
    sample_window.actions_["back"].trigger()
    assert (sample_window.desk.id, sample_window.page().name) == (None, "library")
    sample_window.actions_["back"].trigger()
    assert (sample_window.desk.id, sample_window.page().name) == (None, "library")
    sample_window.actions_["undo"].trigger()
    sample_window.open(assessment)
    assert (sample_window.desk.id, sample_window.page().name) == (assessment, "findings")
