"""Join into…, as one does it: the other is chosen, what comes is shown, and all of it is taken back by one button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from mgi_desktop.services.library import New
from mgi_desktop.ui.joining.joined import JoinedSheet
from mgi_desktop.ui.joining.sheet import JoinSheet
from tests.versions import keep, of_2027

LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "en")


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def texts(within):
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def services(window):
    return window.desk.services


@pytest.fixture
def twins(services):
    """Two of the same, begun apart; a third of another place."""
    services.library.create(New("local", "SLV", "Ilobasco", "", 1, 2023, 9, "en"))
    into, other = (services.library.create(LA_PALMA).assessment for _laptop in range(2))
    services.answering.answer(into, "L1.1.1", "a")
    services.answering.answer(into, "L1.1.2", "yes")
    services.answering.answer(other, "L1.1.1", "a")
    services.answering.answer(other, "L1.1.2", "no")
    services.sources.add(other, {"kind": "law", "title": "Ley 155"})
    return into, other


def compared(qtbot, sheet):
    qtbot.waitUntil(lambda: bool(sheet.folds), timeout=30_000)


def from_library(window, assessment):
    """Choose “Join into…” in the menu of a row."""
    window.go("library")
    row = next(row for row in window.page().table.rows if row.entry.id == assessment)
    click(row.more)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == "Join into…")
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_from_the_library_the_twin_stands_first_and_what_comes_is_counted(window, services, twins, in_dialog, qtbot):
    into, other = twins
    seen = []

    def look(sheet):
        compared(qtbot, sheet)
        assert sheet.target.value() == into
        assert any(text.startswith("It seems to be the same") for text in texts(sheet))
        assert sheet.target.count() == 2
        assert "2 things are taken. 1 conflict." in sheet.told.text()
        assert [fold.opener.text() for fold in sheet.folds.values()] == ["In conflict: 1", "New: 1", "The same: 1"]
        for fold in sheet.folds.values():
            click(fold.opener)
        assert {"L1.1.2 · Answer", "Ley 155", "L1.1.1"} <= set(texts(sheet))
        assert "Yes / No" in texts(sheet) or "No / Yes" in texts(sheet)
        seen.append(True)

    in_dialog(JoinSheet, look)
    from_library(window, other)
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    assert len(services.library.entries()) == 3  # it was only looked at


def test_joined_one_is_led_to_the_conflicts(window, services, twins, in_dialog, qtbot):
    into, other = twins

    def join(sheet):
        compared(qtbot, sheet)
        in_dialog(JoinedSheet, lambda report: click(report.main))
        click(sheet.main)

    in_dialog(JoinSheet, join)
    from_library(window, other)
    qtbot.waitUntil(lambda: window.desk.id == into, timeout=30_000)
    assert window.page().spot().startswith("exchange/conflicts")
    assert [entry.id for entry in services.trash.assessments()] == [other]
    assert len(window.desk.assessment.conflicts) == 1
    assert [source.title for source in window.desk.assessment.sources.values()] == ["Ley 155"]


def test_from_the_assessment_it_leads_to_the_library_and_undo_comes_back(window, services, twins, in_dialog, qtbot):
    into, other = twins
    before = services.library.open(into).fields
    window.open(other, "questionnaire/L1.1.1")

    def undo(report):
        assert "1 thing differs: both values stand until somebody settles it." in texts(report)
        assert window.page().name == "library"
        click(report.undo)

    def join(sheet):
        compared(qtbot, sheet)
        in_dialog(JoinedSheet, undo)
        click(sheet.main)

    in_dialog(JoinSheet, join)
    window.desk.act["join"].trigger()
    qtbot.waitUntil(lambda: window.desk.id == other, timeout=30_000)
    assert window.page().spot() == "questionnaire/L1.1.1"
    assert services.trash.assessments() == []
    assert services.library.open(into).fields == before


def test_later_too_undo_of_the_library_takes_it_back_and_redo_joins_again(window, services, twins, qtbot):
    into, other = twins
    services.joining.join(services.joining.look(other, into))
    window.go("library")
    assert "joining of La Palma into La Palma" in window.desk.act["undo"].text()
    window.desk.act["undo"].trigger()
    assert len(window.page().table.rows) == 3
    window.desk.act["redo"].trigger()
    assert len(window.page().table.rows) == 2


def test_another_questionnaire_is_said_with_the_way_out_and_nothing_can_be_joined(
    window, services, twins, in_dialog, qtbot
):
    _into, other = twins
    services.upgrading.upgrade(other, keep(services, of_2027()).digest)
    seen = []

    def look(sheet):
        assert not sheet.main.isEnabled()
        assert any("uses another questionnaire. Change the questionnaire" in text for text in texts(sheet))
        seen.append(True)

    window.open(other, "overview")
    in_dialog(JoinSheet, look)
    window.desk.act["join"].trigger()
    assert seen
    assert services.library.open(other).trashed is False


def test_choosing_another_target_compares_anew(window, services, twins, in_dialog, qtbot):
    _into, other = twins
    window.open(other, "overview")
    seen = []

    def look(sheet):
        compared(qtbot, sheet)
        sheet.target.setFocus()
        QTest.keyClick(sheet.target, Qt.Key.Key_Down)
        compared(qtbot, sheet)
        qtbot.waitUntil(lambda: "3 things are taken." in sheet.told.text(), timeout=30_000)
        seen.append(sheet.target.currentText())

    in_dialog(JoinSheet, look)
    window.desk.act["join"].trigger()
    assert "Ilobasco" in seen[0]


def test_a_published_one_and_one_alone_are_told_why_not(window, services, publish_in, in_dialog):
    alone = services.library.create(LA_PALMA).assessment
    told = []
    window.open(alone, "overview")
    in_dialog(JoinSheet, lambda sheet: told.append(texts(sheet)))
    window.desk.act["join"].trigger()
    assert any("No other assessment of this level" in text for text in told[0])
    services.library.create(LA_PALMA)
    publish_in(alone)
    window.open(alone, "overview")
    in_dialog(JoinSheet, lambda sheet: told.append(texts(sheet)))
    window.desk.act["join"].trigger()
    assert any("“La Palma” is published" in text for text in told[1])


@pytest.fixture
def publish_in(services):
    """Publishes an assessment of this window, whatever is missing in it."""

    def publish(assessment):
        problems = services.stages.problems(services.library.open(assessment), "published")
        missing = {problem.rule.name for problem in problems}
        services.stages.move(assessment, "published", "for the test", missing)

    return publish
