"""Accepting, asking for changes, proposing and taking over, by keys and clicks, as it stands on disk."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.decisions import Verdict, verdict
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import edits
from mgi_desktop.ui.findings.page import FindingsPage
from mgi_desktop.ui.questionnaire.card import Card
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.review.matrix import ExportComments
from mgi_desktop.ui.review.page import ReviewPage
from mgi_desktop.ui.review.rows import HEAD
from mgi_desktop.ui.window import Window

CODE = "L1.1.2"
ON = f"answer/{CODE}"
TEXT = FieldRef("answer", CODE, "justification")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Commit = Callable[[QWidget, str], None]


def read(window: Window) -> Assessment:
    assert window.desk.id is not None
    return window.desk.services.library.open(window.desk.id)


def left(window: Window, on: str = ON) -> Verdict:
    return verdict(read(window).judgements.get(on, ()))


def do(window: Window, deed: str, *given: object) -> None:
    """Do something with the services, as another page would: `do(window, "reviewing.accept", on)`."""
    service, _dot, name = deed.partition(".")
    method = getattr(getattr(window.desk.services, service), name)
    assert window.desk.do(lambda: method(str(window.desk.id), *given)) is not None
    QApplication.processEvents()


def card(window: Window, code: str = CODE) -> Card:
    window.open(str(window.desk.id), f"questionnaire/{code}")
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, QuestionnairePage)
    return page.cards.cards[code]


def review(window: Window, spot: str = "decisions") -> ReviewPage:
    window.go(f"review/{spot}")
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, ReviewPage)
    return page


def consult(window: Window) -> None:
    """Move the assessment on to the consultation."""
    services, assessment = window.desk.services, str(window.desk.id)
    missing = {one.rule.name for one in services.stages.problems(read(window), "consultation")}
    window.desk.do(lambda: services.stages.move(assessment, "consultation", "for the test", missing))
    window.rebuild()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)
    QApplication.processEvents()


def shown(holder: QWidget, name: str) -> list[QPushButton]:
    found = [one for one in holder.findChildren(QPushButton) if name in (one.text(), one.objectName())]
    return [one for one in found if one.isVisible()]


def click(holder: QWidget, name: str) -> None:
    """Click the button with these words, or this name, that is in view."""
    (button,) = shown(holder, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(words: str) -> None:
    """Choose in the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [one for one in menu.actions() if one.text() == words]
    action.trigger()
    menu.close()
    QApplication.processEvents()


def words(holder: QWidget) -> str:
    return "\n".join(one.text() for one in holder.findChildren(QLabel) if one.isVisibleTo(holder))


# In the card


def test_before_the_consultation_the_card_is_calm_and_the_thread_offers_the_ways(sample_window):
    held = card(sample_window)
    assert held.comments.isHidden()
    click(held, "comments")
    click(held, "accept")
    assert left(sample_window) is Verdict.ACCEPTED
    assert "accepted this" in words(held.comments)


def test_from_the_consultation_on_the_ways_are_there(sample_window):
    consult(sample_window)
    held = card(sample_window)
    assert held.comments.isVisible()
    click(held, "accept")
    assert left(sample_window) is Verdict.ACCEPTED
    assert shown(held, "accept") == [], "it is accepted already"
    click(held, "withdraw")
    assert left(sample_window) is Verdict.NOT_JUDGED
    sample_window.desk.act["undo"].trigger()
    QApplication.processEvents()
    assert left(sample_window) is Verdict.ACCEPTED
    assert len(shown(held, "withdraw")) == 1


def test_what_was_changed_after_it_was_accepted_says_so_at_once(sample_window):
    consult(sample_window)
    held = card(sample_window)
    click(held, "accept")
    assert "before the last change" not in words(held.comments)
    do(sample_window, "answering.verify", CODE, True)
    assert left(sample_window) is Verdict.ACCEPTED_BEFORE
    assert "before the last change" in words(held.comments)
    assert len(shown(held, "accept")) == 1, "it can be accepted again"
    lines = {line.code: line for line in sample_window.page().outline.lines()}
    assert lines[CODE].verdict is Verdict.ACCEPTED_BEFORE


def test_changes_are_asked_for_with_a_reason_by_keys_alone(sample_window, commit):
    consult(sample_window)
    held = card(sample_window)
    press(Qt.Key.Key_R, CTRL | SHIFT)
    field = focus()
    assert held.isAncestorOf(field)
    press(Qt.Key.Key_Return, CTRL)
    assert left(sample_window) is Verdict.NOT_JUDGED, "nothing was written"
    commit(field, "Falta decir desde cuándo.")
    press(Qt.Key.Key_Return, CTRL)
    assert left(sample_window) is Verdict.CHANGES
    assert "Falta decir desde cuándo." in words(held.comments)
    assert held.isAncestorOf(focus())
    page = sample_window.page()
    assert isinstance(page, QuestionnairePage)
    page.outline.show_only("asked")
    assert CODE in [line.code for line in page.outline.lines()]


def test_a_reason_that_is_not_sent_is_kept_after_a_restart(sample_window, program, commit):
    held = card(sample_window)
    press(Qt.Key.Key_R, CTRL | SHIFT)
    commit(focus(), "Falta la fuente.")
    program.stop()
    held = card(program.start())
    asking = held.comments.judging.asking
    assert asking is not None
    assert asking.writing.field.text() == "Falta la fuente."


def test_accept_and_go_on_leads_to_the_next_that_is_not_judged(sample_window):
    consult(sample_window)
    card(sample_window)
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert sample_window.page().spot() == "questionnaire/L1.1.3"
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert sample_window.page().spot() == "questionnaire/L1.1.4"
    assert (left(sample_window), left(sample_window, "answer/L1.1.3")) == (Verdict.ACCEPTED, Verdict.ACCEPTED)
    card(sample_window, "L1.1.1")
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert sample_window.page().spot() == "questionnaire/L1.1.4", "two are judged already"


def test_what_is_typed_is_accepted_with_the_rest(sample_window, commit):
    consult(sample_window)
    held = card(sample_window)
    commit(held.writing.field, "Desde 2014. ")
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert "Desde 2014." in read(sample_window).answer(CODE).justification
    assert left(sample_window) is Verdict.ACCEPTED


def test_nothing_can_be_decided_where_one_is_at_nothing(sample_window):
    sample_window.go("overview")
    for action in ("accept", "ask", "propose"):
        sample_window.desk.act[action].trigger()
        assert "Go to an answer or a finding first." in words(sample_window.notices)


# Proposing


def test_a_justification_is_proposed_marked_and_taken_over_as_one_deed(sample_window, commit):
    before = read(sample_window).answer(CODE).justification
    held = card(sample_window)
    press(Qt.Key.Key_P, CTRL | SHIFT)
    proposing = held.comments.judging.proposing
    assert proposing is not None
    assert proposing.writing.field.text() == before, "it begins as it stands"
    commit(focus(), " Por ordenanza.")
    commit(proposing.why.field, "Más preciso.")
    press(Qt.Key.Key_Return, CTRL)
    (comment,) = read(sample_window).comments[-1:]
    assert (comment.text, comment.proposed) == ("Más preciso.", f"{before} Por ordenanza.")
    assert read(sample_window).answer(CODE).justification == before
    assert "Proposes another justification:" in words(held.comments)
    click(held, "take-over")
    assert read(sample_window).answer(CODE).justification == f"{before} Por ordenanza."
    assert read(sample_window).comments[-1].outcome == "taken"
    assert held.writing.field.text() == f"{before} Por ordenanza."
    sample_window.desk.act["undo"].trigger()
    assert read(sample_window).answer(CODE).justification == before
    assert not read(sample_window).comments[-1].resolved


def test_another_answer_is_proposed_from_the_menu(sample_window):
    consult(sample_window)
    held = card(sample_window)
    before = read(sample_window).answer(CODE).value
    click(held, "propose")
    choose("Another answer")
    proposing = held.comments.judging.proposing
    assert proposing is not None
    assert proposing.choice is not None
    other = next(one.value for one in held.indicator.scale if one.value != before)
    proposing.choice.choose(other)
    click(held, "send-proposal")
    assert read(sample_window).comments[-1].proposed == other
    click(held, "take-over")
    assert read(sample_window).answer(CODE).value == other


def test_a_proposal_says_that_what_it_would_replace_was_changed(sample_window, commit):
    held = card(sample_window)
    press(Qt.Key.Key_P, CTRL | SHIFT)
    commit(focus(), " Por ordenanza.")
    press(Qt.Key.Key_Return, CTRL)
    assert "was changed since" not in words(held.comments)
    commit(held.writing.field, "Ya. ")
    held.first_focus().setFocus()
    QApplication.processEvents()
    assert "What it would replace was changed since." in words(held.comments)


def test_a_proposal_that_is_not_sent_is_kept_and_can_be_thrown_away(sample_window, commit):
    held = card(sample_window)
    press(Qt.Key.Key_P, CTRL | SHIFT)
    commit(focus(), " Por ordenanza.")
    press(Qt.Key.Key_Escape)
    assert held.comments.judging.proposing is None
    press(Qt.Key.Key_P, CTRL | SHIFT)
    proposing = held.comments.judging.proposing
    assert proposing is not None
    assert proposing.writing.field.text().endswith(" Por ordenanza.")
    click(held, "Throw away")
    press(Qt.Key.Key_P, CTRL | SHIFT)
    proposing = held.comments.judging.proposing
    assert proposing is not None
    assert proposing.writing.field.text() == read(sample_window).answer(CODE).justification


def test_a_comment_is_resolved_with_what_came_of_it(sample_window):
    do(sample_window, "comments.add", ON, "¿Desde qué año?")
    held = card(sample_window)
    click(held, "resolve-as")
    choose("Taken in part")
    assert read(sample_window).comments[-1].outcome == "partly_taken"
    click(held, held.comments.held.past.text())
    assert "Taken in part" in words(held.comments)
    click(held, "resolve")
    assert (read(sample_window).comments[-1].outcome, read(sample_window).comments[-1].resolved) == ("", False)


# In a finding


def test_a_finding_is_accepted_by_keys_and_a_text_is_proposed_for_it(sample_window, commit):
    consult(sample_window)
    first, second = read(sample_window).findings_of("1", "well_developed")[:2]
    sample_window.go(f"findings/1/{first.key}")
    sample_window.activateWindow()
    QApplication.processEvents()
    page = sample_window.page()
    assert isinstance(page, FindingsPage)
    calm = page.board.row(first.key)
    assert calm is not None
    assert calm.comments.isHidden(), "many stand close together"
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert left(sample_window, f"finding/{first.key}") is Verdict.ACCEPTED
    row = page.board.row(second.key)
    assert row is not None
    assert row.isAncestorOf(focus()), "one is at the next finding"
    press(Qt.Key.Key_P, CTRL | SHIFT)
    commit(focus(), " Desde 2014.")
    press(Qt.Key.Key_Return, CTRL)
    comment = read(sample_window).comments[-1]
    assert (comment.on, comment.field) == (f"finding/{second.key}", "text@es")
    click(row, "take-over")
    text = {one.key: one.text["es"] for one in read(sample_window).findings}[second.key]
    assert text == f"{second.text['es']} Desde 2014."


# The page


def test_the_page_lists_how_everything_was_left_and_counts_it(sample_window):
    finding = f"finding/{read(sample_window).findings[0].key}"
    do(sample_window, "reviewing.accept", "answer/L1.1.1")
    do(sample_window, "answering.verify", "L1.1.1", True)
    do(sample_window, "reviewing.ask", ON, "Falta.")
    do(sample_window, "reviewing.accept", finding)
    page = review(sample_window)
    for told in ("1 accepted", "1 accepted before the last change", "1 with changes asked for", "not judged"):
        assert told in page.caption.text()
    page.decisions.filters.choices["verdict"].choose("changes")
    assert list(page.decisions.things) == [ON]
    page.decisions.filters.choices["verdict"].choose("accepted")
    assert list(page.decisions.things) == [finding]
    page.decisions.filters.choices["verdict"].choose("")
    page.decisions.filters.choices["domain"].choose("2")
    assert {thing.domain for thing in page.decisions.things.values()} == {"2"}
    assert page.decisions.row(HEAD + "2").title.startswith("2 ")


def test_one_goes_through_the_list_and_accepts_by_keys(sample_window):
    page = review(sample_window, "decisions/answer/L1.1.1")
    assert page.decisions.list.hasFocus()
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert left(sample_window, "answer/L1.1.1") is Verdict.ACCEPTED
    assert page.decisions.chosen == ON
    press(Qt.Key.Key_Down)
    assert page.decisions.chosen == "answer/L1.1.3"
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert left(sample_window, "answer/L1.1.3") is Verdict.ACCEPTED
    assert page.decisions.chosen == "answer/L1.1.4"
    assert sample_window.page().spot() == "review/decisions/answer/L1.1.4"


def test_what_is_judged_stands_beside_the_list_as_it_is_now(sample_window):
    page = review(sample_window, f"decisions/{ON}")
    said = words(page.decisions.detail)
    answer = read(sample_window).answer(CODE)
    assert answer.justification in said
    desk = sample_window.desk
    desk.typed(TEXT, "Otra razón.")
    desk.left(TEXT)
    QApplication.processEvents()
    assert "Otra razón." in words(page.decisions.detail)
    click(page, "Go there")
    assert sample_window.page().spot() == f"questionnaire/{CODE}"


def test_a_request_for_changes_is_a_note_among_the_checks_until_something_changes(sample_window):
    do(sample_window, "reviewing.ask", ON, "Falta la fuente.")
    page = review(sample_window, "checks")
    assert [key for key in page.checks.problems if key.startswith("changes_asked/")]
    do(sample_window, "answering.verify", CODE, True)
    assert not [key for key in page.checks.problems if key.startswith("changes_asked/")]


def test_another_reviewer_stands_beside_and_may_only_be_claimed(sample_window, foreign):
    do(sample_window, "reviewing.accept", ON)
    services, assessment = sample_window.desk.services, str(sample_window.desk.id)
    key = "dddddddd-dddd-4ddd-8ddd-dddddddddddd"
    fields = {"on": ON, "outcome": "changes", "reason": "No lo creo.", "author": "name:Carlos"}
    with services.database.writing() as connection:
        made = [
            foreign(assessment, FieldRef("decision", key, name), value, author="name:Carlos")
            for name, value in fields.items()
        ]
        edits.add(connection, made)
    sample_window.desk.open(assessment)
    held = card(sample_window)
    said = words(held.comments)
    assert "accepted this" in said
    assert "Carlos" in said
    assert "No lo creo." in said
    assert len(shown(held, "withdraw")) == 1, "only one’s own"


# Read-only


def test_what_is_published_shows_decisions_and_takes_none(sample_window, publish_it):
    do(sample_window, "reviewing.accept", ON)
    do(sample_window, "reviewing.propose", ON, "justification", "Por ordenanza.")
    publish_it(sample_window)
    held = card(sample_window)
    assert "accepted this" in words(held.comments)
    for name in ("accept", "ask", "propose", "withdraw", "take-over", "reply", "resolve"):
        assert shown(held, name) == []
    for action in ("accept", "ask", "propose"):
        sample_window.desk.act[action].trigger()
    assert len(read(sample_window).decisions) == 1
    page = review(sample_window, f"decisions/{ON}")
    for name in ("accept", "ask", "propose", "withdraw"):
        assert shown(page, name) == []


@pytest.fixture
def publish_it() -> Callable[[Window], None]:
    """Publishes the open assessment whatever is missing in it."""

    def publish(window: Window) -> None:
        services, assessment = window.desk.services, str(window.desk.id)
        missing = {one.rule.name for one in services.stages.problems(read(window), "published")}
        window.desk.do(lambda: services.stages.move(assessment, "published", "for the test", missing))
        QApplication.processEvents()

    return publish


# The file


def test_the_comments_are_exported_from_the_page(sample_window, tmp_path: Path, monkeypatch, in_dialog):
    do(sample_window, "comments.add", ON, "=1+1")
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))

    def ask(dialog: ExportComments) -> None:
        dialog.which.choose("open")
        QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)

    in_dialog(ExportComments, ask)
    page = review(sample_window, "comments")
    QTest.mouseClick(page.matrix, Qt.MouseButton.LeftButton)
    cells = [cell.value for row in openpyxl.load_workbook(target).worksheets[0].iter_rows() for cell in row]
    assert "=1+1" in cells
    assert "out.xlsx was written." in words(sample_window.notices)


def test_where_no_file_can_be_written_the_sheet_says_why(sample_window, tmp_path: Path, monkeypatch, in_dialog):
    (tmp_path / "out.docx").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(tmp_path / "out.docx"), ""))
    said = []

    def ask(dialog: ExportComments) -> None:
        dialog.kind.choose("docx")
        QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
        said.append(words(dialog))

    in_dialog(ExportComments, ask)
    sample_window.desk.act["export_comments"].trigger()
    assert "This is a folder. Name a file in it." in said[0]
