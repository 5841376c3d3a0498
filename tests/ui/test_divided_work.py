"""The work is divided on a sheet, and the questionnaire says whose part is which."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import edits
from mgi_desktop.ui.dividing.sheet import DivideSheet
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.window import Window

Key = Qt.Key


@pytest.fixture
def sheet(sample_window: Window) -> DivideSheet:
    """The sheet over the sample, of which nothing is divided."""
    sample_window.desk.services.library.rename_person("Ana")
    made = DivideSheet(sample_window.desk, sample_window)
    made.show()
    QApplication.processEvents()
    return made


def entry(sheet: DivideSheet, text: str) -> QAction:
    return next(action for action in sheet.menu().actions() if action.text() == text)


def parts(sheet: DivideSheet) -> dict[str, str]:
    return dict(sheet.desk.assessment.parts)


def visible(widget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_it_is_opened_from_the_menu(sample_window: Window, in_dialog) -> None:
    opened = []
    in_dialog(DivideSheet, opened.append)
    sample_window.actions_["divide"].trigger()
    assert len(opened) == 1


def test_a_domain_is_given_with_the_keyboard(sheet: DivideSheet, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.places, Key.Key_Down)
    assert sheet.places.places == ("2",)
    qtbot.keyClick(sheet.places, Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    own = sheet.desk.services.people.own.author
    assert parts(sheet) == {"2": own}
    assert sheet.places.says("2") == "Ana"
    assert sheet.places.says("2.1") == "Ana"
    assert sheet.places.says("1") == ""
    assert sheet.desk.services.journal.undo_label(sheet.desk.id).message == "division of the work"


def test_several_places_are_given_to_a_new_name_at_once(sheet: DivideSheet, qtbot: QtBot, in_dialog) -> None:
    sheet.places.choose(["1", "L2.1.1"])

    def write(asked: AskLine) -> None:
        asked.line.setText("Marie  Dupont")
        qtbot.keyClick(asked.line, Key.Key_Return)

    in_dialog(AskLine, write)
    entry(sheet, "New name…").trigger()
    assert parts(sheet) == {"1": "name:Marie Dupont", "L2.1.1": "name:Marie Dupont"}
    assert sheet.places.says("L1.1.1") == "Marie Dupont"
    sheet.desk.undo()
    assert parts(sheet) == {}


def test_an_empty_name_is_asked_for_again(sheet: DivideSheet, qtbot: QtBot, in_dialog) -> None:
    sheet.places.choose(["1"])
    said = []

    def write(asked: AskLine) -> None:
        asked.done_with()
        said.append(visible(asked))

    in_dialog(AskLine, write)
    entry(sheet, "New name…").trigger()
    assert "Write the name of the person." in said[0]
    assert parts(sheet) == {}


def test_the_counts_say_who_has_how_much(sheet: DivideSheet) -> None:
    services, read = sheet.desk.services, sheet.desk.assessment
    first, second = (len(domain.indicators) for domain in sheet.desk.instrument.domains[:2])
    services.parts.assign(read.id, ["1"], "name:Marie")
    sheet.places.choose(["2"])
    entry(sheet, "Ana (you)").trigger()
    said = visible(sheet)
    assert f"Marie: {first}" in said
    assert f"Ana: {second}" in said
    assert f"Nobody: {len(sheet.desk.instrument.indicators) - first - second}" in said
    entry(sheet, "Nobody").trigger()
    assert f"Ana: {second}" not in visible(sheet)


def test_two_persons_for_one_part_are_settled_by_giving_it_anew(sample_window: Window, foreign) -> None:
    desk = sample_window.desk
    desk.services.parts.assign(desk.id, ["1"], "name:Marie")
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, FieldRef("part", "1", "person"), "name:Beto")])
    sample_window.open(desk.id, "overview")
    sheet = DivideSheet(desk, sample_window)
    assert sheet.places.says("1").startswith("In conflict: ")
    sheet.places.choose(["1"])
    sheet.assign("name:Beto")
    assert desk.assessment.conflicts == ()
    assert sheet.places.says("1") == "Beto"


def test_what_is_published_shows_its_parts_and_takes_no_others(sample_window: Window, qtbot: QtBot) -> None:
    desk = sample_window.desk
    desk.services.parts.assign(desk.id, ["1"], "name:Marie")
    missing = {problem.rule.name for problem in desk.services.stages.problems(desk.assessment, "published")}
    desk.services.stages.move(desk.id, "published", "for the test" if missing else "", missing)
    sample_window.open(desk.id, "overview")
    sheet = DivideSheet(desk, sample_window)
    sheet.show()
    assert sheet.places.says("1") == "Marie"
    assert not sheet.give.isVisible()
    sheet.places.choose(["1"])
    qtbot.keyClick(sheet.places, Key.Key_Return)
    assert QApplication.activePopupWidget() is None


def give(window: Window, places: list[str], person: str) -> None:
    desk = window.desk
    desk.do(lambda: desk.services.parts.assign(desk.id, places, person))


def test_the_card_says_whose_part_it_is(sample_window: Window) -> None:
    own = sample_window.desk.services.people.own.author
    sample_window.go("questionnaire/L1.1.1")
    cards = sample_window.page().cards.cards
    assert "part" not in cards["L1.1.1"].state_line.text()
    give(sample_window, ["1"], "name:Marie")
    give(sample_window, ["L1.1.2"], own)
    assert cards["L1.1.1"].state_line.text().endswith("part of Marie")
    assert cards["L1.1.2"].state_line.text().endswith("your part")
    assert cards["L1.1.1"].whose.told == ""


def test_changing_the_part_of_another_is_done_and_said(sample_window: Window, qtbot: QtBot) -> None:
    desk = sample_window.desk
    give(sample_window, ["1"], "name:Marie")
    sample_window.go("questionnaire/L1.1.1")
    card = sample_window.page().cards.cards["L1.1.1"]
    before = desk.assessment.answer("L1.1.1").value
    other = next(one.value for one in desk.instrument.indicators["L1.1.1"].scale if one.value != before)
    given = desk.services.journal.now()
    qtbot.waitUntil(lambda: desk.services.journal.now() > given + timedelta(milliseconds=1))
    desk.do(lambda: desk.services.answering.answer(desk.id, "L1.1.1", other))
    assert desk.assessment.answer("L1.1.1").value == other
    assert card.whose.told == "Part of Marie, changed by you"
    sample_window.go("review/checks")
    assert "Changed by someone other than the one it is assigned to" in rules(sample_window)
    listed = sample_window.page().checks.list
    assert listed.row("others_part/answer/L1.1.1/value").text == "Part of Marie, changed by you"
    desk.undo()
    desk.do(lambda: desk.services.parts.assign(desk.id, ["1"], None))
    sample_window.go("review/checks")
    assert "Changed by someone other than the one it is assigned to" not in rules(sample_window)


def rules(window: Window) -> list[str]:
    shown = window.page().checks.list
    return [shown.row(key).title for key in shown.keys if key.startswith("head/")]


def test_the_outline_shows_ones_own_part(sample_window: Window) -> None:
    desk = sample_window.desk
    sample_window.go("questionnaire/L1.1.1")
    outline = sample_window.page().outline
    give(sample_window, ["2.1"], desk.services.people.own.author)
    outline.show_only("mine")
    shown = [line.code for line in outline.lines() if line.kind == "indicator"]
    part = desk.instrument.domains[1].subdomains[0]
    assert shown == ["L1.1.1", *(one.code for one in part.indicators)]
    assert "My part" in outline.filter.accessibleName()
    heard = outline.list.lines.index(len(outline.lines()) - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.endswith("your part")


def test_the_history_says_who_got_what(sample_window: Window) -> None:
    give(sample_window, ["1"], "name:Marie")
    sample_window.go("history/part/1")
    page = sample_window.page()
    assert "Marie" in visible(page)


def test_a_place_that_the_questionnaire_no_longer_has_stays_readable(sample_window: Window, foreign) -> None:
    desk = sample_window.desk
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, FieldRef("part", "9.9", "person"), "name:Marie")])
    sample_window.open(desk.id, "overview")
    sheet = DivideSheet(desk, sample_window)
    assert (sheet.places.title("9.9"), sheet.places.says("9.9")) == ("9.9", "Marie")
    sheet.places.choose(["9.9"])
    sheet.assign(None)
    assert sheet.places.says("9.9") == ""


def test_what_somebody_only_claims_to_have_written_is_said_so(sample_window: Window, foreign) -> None:
    desk = sample_window.desk
    ref = FieldRef("answer", "L1.1.1", "justification")
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, ref, "Otra cosa muy distinta.", author="name:Eva")])
    desk.services.library.read_anew()
    sample_window.open(desk.id, "questionnaire/L1.1.1")
    assert "claimed by Eva" in visible(sample_window.page().cards.cards["L1.1.1"])
    sample_window.go("history/answer/L1.1.1")
    assert "claimed by Eva" in visible(sample_window.page())
