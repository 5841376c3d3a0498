"""A new round, the earlier answer in each card, and two rounds side by side, as a person meets them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.library import New
from mgi_desktop.ui.library.details import Details
from mgi_desktop.ui.rounds.new_round import NewRound
from tests.versions import keep, of_2027

SAME = "L1.1.5"


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def button(within, name):
    settle()
    return next((made for made in within.findChildren(QPushButton, name) if made.isVisible()), None)


def texts(within):
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


def settle():
    for _turn in range(5):
        QApplication.processEvents()


@pytest.fixture
def services(window):
    return window.desk.services


@pytest.fixture
def first(services):
    """A first round with two answers, one of them justified and cited."""
    services.library.rename_person("Ana")
    made = services.library.create(New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "en")).assessment
    services.answering.answer(made, SAME, "partial")
    services.answering.answer(made, "L1.1.6", "no")
    services.journal.typed(made, FieldRef("answer", SAME, "justification"), "Some of the allowances.")
    services.journal.flush()
    source, _changed = services.sources.add(made, {"title": "Ordinance 12", "date": "2014"})
    services.answering.cite(made, SAME, source, "art. 5")
    return made


@pytest.fixture
def second(services, first, window):
    """A second round with everything carried over, open at the first of the two answers."""
    new = New("local", "SLV", "La Palma", "Chalatenango", 2, 2027, None, "en")
    made = services.rounds.begin(first, new, Carry()).assessment
    window.open(made, f"questionnaire/{SAME}")
    settle()
    return made


def card(window, code=SAME):
    return window.page().cards.cards[code]


def answer(services, assessment, code=SAME):
    return services.library.open(assessment).answer(code)


def test_a_new_round_is_begun_from_the_menu(window, services, first, in_dialog):
    def fill_in(dialog):
        assert (dialog.form.round.value(), dialog.form.subject.text()) == (2, "La Palma")
        assert dialog.carried["answers"].text() == "Answers, each to be confirmed (2)"
        assert [name for name, check in dialog.carried.items() if not check.isChecked()] == ["findings"]
        dialog.form.subject.setText("La Palma y Citalá")
        dialog.form.year.setValue(2028)
        click(dialog.carried["sources"])
        click(dialog.main)

    window.open(first, "overview")
    in_dialog(NewRound, fill_in)
    window.desk.act["new_round"].trigger()
    read = window.desk.assessment
    assert (read.follows, read.round, read.year, read.subject) == (first, 2, 2028, "La Palma y Citalá")
    assert read.answer(SAME).verify
    assert len(read.sources) == 1, "what is cited comes along with its citation"
    assert window.page().name == "overview"
    window.go("library")
    window.desk.act["undo"].trigger()
    assert [entry.id for entry in services.library.entries()] == [first]


def test_a_new_round_is_begun_from_the_library(window, services, first, in_dialog):
    window.go("library")
    row = next(row for row in window.page().table.rows if row.entry.id == first)
    click(row.more)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == "New round…")
    menu.close()
    in_dialog(NewRound, lambda dialog: click(dialog.main))
    action.trigger()
    assert window.desk.assessment.follows == first


def test_another_questionnaire_can_be_chosen_for_the_round(window, services, first, in_dialog):
    later = keep(services, of_2027())

    def choose(dialog):
        dialog.instrument.choose(later.digest)
        click(dialog.main)

    window.open(first, "overview")
    in_dialog(NewRound, choose)
    window.desk.act["new_round"].trigger()
    assert window.desk.instrument == later


def test_a_missing_year_or_name_is_said_and_nothing_begun(window, services, first, in_dialog):
    def without_name(dialog):
        dialog.form.subject.setText("")
        click(dialog.main)
        assert dialog.isVisible()
        assert dialog.form.named["subject"].error

    window.open(first, "overview")
    in_dialog(NewRound, without_name)
    window.desk.act["new_round"].trigger()
    assert len(services.library.entries()) == 1


def test_the_earlier_answer_stands_below_and_unfolds(window, second):
    earlier = card(window).earlier
    words = texts(earlier)
    assert "Round 1, 2023: Partially" in words
    assert "Some of the allowances." not in words
    click(button(earlier, "unfold"))
    words = texts(earlier)
    assert {"Some of the allowances.", "Ordinance 12, 2014 · art. 5"} <= set(words)
    click(button(earlier, "unfold"))
    assert "Some of the allowances." not in texts(earlier)


def test_what_was_not_answered_then_is_said_and_cannot_be_taken_over(window, second):
    window.go("questionnaire/L1.1.2")
    settle()
    earlier = card(window, "L1.1.2").earlier
    assert texts(earlier) == ["Round 1, 2023: not answered"]
    assert button(earlier, "take-over") is None


def test_a_carried_answer_is_confirmed_by_one_click(window, services, second):
    waiting = card(window).waiting
    assert "Carried over from round 1" in waiting.findChildren(QLabel)[-1].text()
    click(button(waiting, "confirm"))
    assert answer(services, second).verify is False
    assert waiting.isHidden()
    assert card(window).isAncestorOf(QApplication.focusWidget())
    window.desk.act["undo"].trigger()
    assert answer(services, second).verify is True
    assert card(window).waiting.isVisible()


def test_an_earlier_answer_is_taken_over_and_that_can_be_undone(window, services, second):
    window.desk.do(lambda: services.answering.answer(second, SAME, "no"))
    click(button(card(window).earlier, "take-over"))
    taken = answer(services, second)
    assert (taken.value, taken.justification, taken.verify) == ("partial", "Some of the allowances.", True)
    assert button(card(window).earlier, "take-over") is None
    assert card(window).writing.field.text() == "Some of the allowances."
    click(window.notices.findChild(QPushButton, "undo") or window.notices.findChildren(QPushButton)[0])
    assert answer(services, second).value == "no"


def test_an_earlier_round_that_is_not_here_is_calmly_left_out_until_it_comes(window, services, second, first):
    away = "0198c0de-0000-7000-8000-000000000009"
    window.desk.do(lambda: services.library.change(second, "follows", away))
    settle()
    assert card(window).earlier.isHidden()
    window.go("rounds")
    assert "not on this laptop" in " ".join(label.text() for label in window.page().findChildren(QLabel))
    window.go(f"questionnaire/{SAME}")
    window.desk.do(lambda: services.library.change(second, "follows", first))
    settle()
    assert card(window).earlier.isVisible()


def test_the_card_follows_when_the_earlier_round_changes(window, services, second, first):
    window.desk.do(lambda: services.answering.answer(first, SAME, "yes"))
    settle()
    words = texts(card(window).earlier)
    assert "Round 1, 2023: Yes" in words


def test_a_published_round_shows_the_earlier_answer_without_its_buttons(window, services, second):
    missing = {problem.rule.name for problem in services.stages.problems(services.library.open(second), "published")}
    window.desk.do(lambda: services.stages.move(second, "published", "for the test", missing))
    settle()
    window.go(f"questionnaire/{SAME}")
    settle()
    assert card(window).earlier.isVisible()
    assert button(card(window).earlier, "take-over") is None
    assert button(card(window).waiting, "confirm") is None


def test_which_round_is_followed_is_chosen_in_the_details(window, services, second, first, in_dialog):
    def choose(assessment):
        def work(dialog):
            dialog.follows.choice.choose(assessment)
            click(dialog.save)

        return work

    in_dialog(Details, choose(""))
    window.desk.act["details"].trigger()
    assert services.library.open(second).follows is None
    in_dialog(Details, choose(first))
    window.desk.act["details"].trigger()
    assert services.library.open(second).follows == first


def test_the_page_counts_what_changed_and_leads_to_it(window, services, second):
    for work in (
        lambda: services.answering.answer(second, SAME, "yes"),
        lambda: services.answering.verify(second, SAME, False),
        lambda: services.answering.verify(second, "L1.1.6", False),
    ):
        window.desk.do(work)
    window.desk.act["rounds"].trigger()
    settle()
    page = window.page()
    assert page.name == "rounds"
    counted = {key: number.text() for key, number in page.summary.numbers.items()}
    assert (counted["1", "more"], counted["1", "same"]) == ("1", "1")
    assert ("1", "less") not in counted
    click(page.summary.numbers["1", "more"])
    assert [line.code for line in page.table.rows.lines] == [SAME]
    assert page.table.rows.lines[0].cells[1:] == ("Partially", "Yes", "More in place than before")
    assert "Some of the allowances." in [label.text() for label in page.detail.findChildren(QLabel)]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert window.page().spot() == f"questionnaire/{SAME}"


def test_domain_and_change_filter_the_table(window, second):
    window.go("rounds")
    page = window.page()
    total = len(page.table.rows.lines)
    assert total == len(window.desk.instrument.indicators)
    page.domain.choose("1")
    assert {line.code.split(".")[0] for line in page.table.rows.lines} == {"L1"}
    assert page.group.currentText() == f"All changes ({len(page.table.rows.lines)})"
    page.group.choose("open")
    assert SAME in [line.code for line in page.table.rows.lines]
    page.group.choose("less")
    assert page.table.rows.lines == []


def test_it_is_compared_anew_when_an_answer_changes(window, services, second):
    window.go("rounds")
    window.desk.do(lambda: services.answering.answer(second, SAME, "no"))
    window.desk.do(lambda: services.answering.verify(second, SAME, False))
    line = next(line for line in window.page().table.rows.lines if line.code == SAME)
    assert (line.now, line.change) == ("No", "Less in place than before")


def test_any_two_of_a_level_are_compared_the_later_one_second(window, services, first):
    later = services.library.create(replace_new("Metapán", 2024)).assessment
    services.library.create(New("national", "SLV", "El Salvador", "", 1, 2020, None, "en"))
    services.answering.answer(later, SAME, "yes")
    window.go("library")
    window.page()._compare(first, later)
    settle()
    page = window.page()
    assert page.spot() == f"rounds/{later}"
    assert [page.other.itemData(place) for place in range(page.other.count())] == [later]
    line = next(line for line in page.table.rows.lines if line.code == SAME)
    assert (line.before, line.now) == ("Partially", "Yes")
    assert "Metapán" in page.caption.text()


def test_alone_it_says_what_to_do(window, first):
    window.open(first, "rounds")
    page = window.page()
    assert not page.table.isVisible()
    assert "Nothing to compare with yet" in " ".join(label.text() for label in page.findChildren(QLabel))
    assert page.first_focus() is None


def replace_new(subject, year):
    return replace(New("local", "SLV", "La Palma", "", 1, 2023, 9, "en"), subject=subject, year=year)
