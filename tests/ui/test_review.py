"""Comments in their places and on the review page, and the checks: through keys and clicks, as they stand on disk."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import Edit, FieldRef
from mgi_desktop.store import edits
from mgi_desktop.ui.findings.page import FindingsPage
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.questionnaire.card import Card
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.review.page import ReviewPage
from mgi_desktop.ui.review.rows import HEAD
from mgi_desktop.ui.window import Window

CODE = "L1.1.2"
ON = f"answer/{CODE}"
CTRL = Qt.KeyboardModifier.ControlModifier
Foreign = Callable[..., Edit]
Commit = Callable[[QWidget, str], None]


def read(window: Window) -> Assessment:
    assert window.desk.id is not None
    return window.desk.services.library.open(window.desk.id)


def texts(window: Window, on: str = ON) -> list[list[str]]:
    return [[one.text for one in thread.comments] for thread in read(window).threads.get(on, ())]


def card(window: Window, code: str = CODE) -> Card:
    window.open(str(window.desk.id), f"questionnaire/{code}")
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, QuestionnairePage)
    return page.cards.cards[code]


def review(window: Window, tab: str) -> ReviewPage:
    window.go(f"review/{tab}")
    window.activateWindow()
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, ReviewPage)
    return page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)
    QApplication.processEvents()


def click(holder: QWidget, name: str) -> None:
    """Click the button with these words, or this name, that is in view."""
    found = [one for one in holder.findChildren(QPushButton) if name in (one.text(), one.objectName())]
    (button,) = [one for one in found if one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def write_comment(window: Window, commit: Commit, text: str) -> Card:
    shown = card(window)
    click(shown, "comments")
    commit(focus(), text)
    press(Qt.Key.Key_Return, CTRL)
    return shown


# In the card


def test_a_comment_on_an_answer_is_written_answered_resolved_and_undone(sample_window, commit):
    shown = write_comment(sample_window, commit, "¿Desde qué año?")
    assert texts(sample_window) == [["¿Desde qué año?"]]
    assert shown.comments.opener.text() == "1"
    assert focus() is shown.comments.opener, "the focus is where one began"
    click(shown, "reply")
    commit(focus(), "Desde 2014.")
    click(shown, "Send reply")
    assert texts(sample_window) == [["¿Desde qué año?", "Desde 2014."]]
    click(shown, "resolve")
    assert read(sample_window).open_comments.get(ON) is None
    assert shown.comments.opener.text() == ""
    for _step in range(3):
        sample_window.desk.act["undo"].trigger()
    assert texts(sample_window) == []
    assert shown.comments.isHidden()


def test_the_field_for_a_comment_comes_into_view(sample_window, qtbot):
    sample_window.resize(960, 600)
    shown = card(sample_window, "L5.1.1")
    click(shown, "comments")
    QApplication.processEvents()
    composing = shown.comments.held.composing
    assert composing is not None
    qtbot.waitUntil(lambda: composing.visibleRegion().boundingRect().height() == composing.height())


def test_counts_stand_in_the_outline_and_in_the_side_bar(sample_window, commit):
    write_comment(sample_window, commit, "¿Por qué?")
    page = sample_window.page()
    lines = {(line.kind, line.code): line.remarks for line in page.outline.lines()}
    assert lines["indicator", CODE] == 1
    assert lines["domain", "1"] == 1
    page.outline.show_only("commented")
    assert [line.code for line in page.outline.lines() if line.kind == "indicator"] == [CODE, "L5.1.1"]
    assert sample_window.side_bar._counts()["review"] == "2"


def test_what_is_not_sent_is_there_after_esc_another_page_and_another_day(program, commit):
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    shown = card(window)
    click(shown, "comments")
    commit(focus(), "Medio escri")
    press(Qt.Key.Key_Escape)
    assert not isinstance(focus(), QPlainTextEdit)
    assert texts(window) == []
    window.go("overview")
    program.stop()
    window = program.start()
    assert texts(window) == []
    composing = card(window).comments.held.composing
    assert composing is not None
    assert composing.isVisible()
    assert composing.writing.field.text() == "Medio escri"
    click(composing, "Throw away")
    assert window.desk.services.comments.unsent(window.desk.id, ON) == ""


def test_a_program_that_is_killed_while_one_writes_loses_nothing(program, commit, qtbot):
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    click(card(window), "comments")
    commit(focus(), "Medio escri")
    services = window.desk.services
    qtbot.waitUntil(lambda: services.comments.unsent(window.desk.id, ON) == "Medio escri")


def test_five_megabytes_are_not_pasted_and_the_window_goes_on(sample_window, commit):
    click(card(sample_window), "comments")
    field = focus()
    commit(field, "Antes ")
    data = QMimeData()
    data.setText("palabra " * 650_000)
    began = time.process_time()
    field.insertFromMimeData(data)
    QApplication.processEvents()
    assert time.process_time() - began < 4
    assert field.text() == "Antes "
    assert "Nothing was pasted" in " ".join(
        label.text() for label in sample_window.notices.findChildren(QWidget) if hasattr(label, "text")
    )


def test_ones_own_comment_is_changed_in_its_place(sample_window, commit):
    shown = write_comment(sample_window, commit, "Primero")
    (conversation,) = shown.comments.held.conversations.values()
    (remark,) = conversation.remarks
    remark.edit()
    commit(focus(), " y segundo")
    press(Qt.Key.Key_Escape)
    assert texts(sample_window) == [["Primero y segundo"]]
    assert [one.writing() for one in conversation.remarks] == [False]


def test_a_comment_on_a_finding_stands_below_it(sample_window, commit):
    sample_window.go("findings/1")
    sample_window.activateWindow()
    page = sample_window.page()
    assert isinstance(page, FindingsPage)
    row = page.board.lists["potential"].rows[0]
    click(row, "comments")
    commit(focus(), "¿Es urgente?")
    press(Qt.Key.Key_Return, CTRL)
    assert texts(sample_window, f"finding/{row.key}") == [["¿Es urgente?"]]
    assert row.comments.opener.text() == "1"


# The name


def test_the_name_is_asked_once_in_its_place(sample_window, commit):
    shown = card(sample_window)
    click(shown, "comments")
    (name,) = [one for one in shown.findChildren(QLineEdit) if one.isVisible()]
    commit(name, "Ana Flores")
    press(Qt.Key.Key_Return)
    assert sample_window.desk.services.library.person() == "Ana Flores"
    assert not name.isVisible()


def test_whoever_began_with_the_sample_is_asked_after_the_first_change_and_not_again(sample_window):
    shown = card(sample_window)
    page = sample_window.page()
    assert not [one for one in page.findChildren(QLineEdit) if one.isVisible()]
    QTest.keyClick(shown.first_focus(), Qt.Key.Key_Question)
    QApplication.processEvents()
    (name,) = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
    assert focus() is not name, "one goes on where one was"
    QTest.keyClick(name, Qt.Key.Key_Escape)
    QTest.keyClick(shown.first_focus(), Qt.Key.Key_Question)
    sample_window.go("findings/1")
    sample_window.go(f"questionnaire/{CODE}")
    assert not [one for one in sample_window.page().findChildren(QLineEdit) if one.isVisible()]


# The page


def test_comments_are_listed_filtered_and_found(sample_window, commit):
    write_comment(sample_window, commit, "¿Qué dice la Ordenanza?")
    page = review(sample_window, "comments")
    comments = page.comments
    assert [comments.threads[key].on.partition("/")[0] for key in comments.list.keys] == ["answer", "answer"]
    comments.filters.choices["state"].setCurrentIndex(comments.filters.choices["state"].findData(""))
    assert len(comments.list.keys) == 3
    comments.filters.choices["kind"].setCurrentIndex(comments.filters.choices["kind"].findData("finding"))
    assert len(comments.list.keys) == 1
    comments.filters.let_all_pass()
    commit(comments.filters.search, "ORDENANZA que")
    assert [comments.row(key).text for key in comments.list.keys] == ["¿Qué dice la Ordenanza?"]
    own = comments.filters.choices["person"]
    commit(comments.filters.search, " nada")
    assert comments.list.isHidden()
    assert comments.empty.isVisible()
    comments.filters.let_all_pass()
    own.setCurrentIndex(own.findData(sample_window.desk.services.library.author))
    assert len(comments.list.keys) == 1


def test_one_reads_answers_resolves_and_goes_there_by_keys(sample_window, commit):
    page = review(sample_window, "comments")
    assert focus() is page.comments.list
    press(Qt.Key.Key_Return)
    commit(focus(), "Ya se preguntó.")
    press(Qt.Key.Key_Return, CTRL)
    assert texts(sample_window, "answer/L5.1.1")[0][1] == "Ya se preguntó."
    click(page, "resolve")
    assert page.comments.list.isHidden(), "none is open any more"
    sample_window.desk.act["undo"].trigger()
    assert len(page.comments.list.keys) == 1
    click(page, "Go there")
    assert sample_window.page().spot() == "questionnaire/L5.1.1"


def test_a_place_of_a_comment_shows_it_whatever_is_filtered(sample_window):
    resolved = next(one for one in read(sample_window).comments if one.resolved)
    sample_window.go(f"review/comments/{resolved.key}")
    assert sample_window.page().spot() == f"review/comments/{resolved.key}"


def test_checks_are_grouped_folded_filtered_and_lead_to_their_place(sample_window):
    page = review(sample_window, "checks")
    checks = page.checks
    heads = [key.removeprefix(HEAD) for key in checks.list.keys if key.startswith(HEAD)]
    assert heads == ["finding_without_source", "source_incomplete", "open_comment", "to_be_verified", "unanswered"]
    many = len(checks.list.keys)
    unanswered = [key for key in checks.list.keys if key.startswith("unanswered/")]
    assert len(unanswered) == 7
    checks.list.choose(f"{HEAD}unanswered")
    press(Qt.Key.Key_Return)
    assert len(checks.list.keys) == many - 7
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert sample_window.page().spot() == f"questionnaire/{unanswered[0].split('/')[2]}"
    page = review(sample_window, "checks")
    level = page.checks.filters.choices["level"]
    level.setCurrentIndex(level.findData("error"))
    assert page.checks.empty.isVisible()


def test_checks_follow_what_changes(sample_window):
    page = review(sample_window, "checks")
    desk = sample_window.desk
    gone = next(key for key in page.checks.list.keys if key.startswith("unanswered/"))
    desk.do(lambda: desk.services.answering.answer(desk.id, gone.split("/")[2], "not_applicable"))
    assert gone not in page.checks.list.keys
    desk.act["undo"].trigger()
    assert gone in page.checks.list.keys


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        ("section/context/text@es", "Aquí.", "Allá."),
        ("section/context/enabled", True, False),
        ("assessment/{id}/month", 3, 4),
        ("comment/{comment}/text", "Uno", "Dos"),
    ],
)
def test_what_has_no_place_of_its_own_is_settled_in_the_checks(sample_window, foreign, place, one, other):
    desk = sample_window.desk
    comment = next(comment for comment in read(sample_window).comments if not comment.resolved)
    ref = FieldRef(*place.format(id=desk.id, comment=comment.key).split("/", 2))
    replaced = [head.id for head in read(sample_window).held(ref).heads]
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, ref, value, replaced) for value in (one, other)])
    desk.open(desk.id)
    page = review(sample_window, "checks")
    page.checks.list.choose(f"conflict/{'/'.join(ref)}")
    QApplication.processEvents()
    (conflict,) = [found for found in page.checks.detail.findChildren(Conflict) if found.isVisible()]
    click(conflict, "take-1")
    assert read(sample_window).conflicts == ()
    assert read(sample_window).held(ref).value in (one, other)
    assert not any(key.startswith("conflict/") for key in page.checks.list.keys)
    desk.act["undo"].trigger()
    assert len(read(sample_window).conflicts) == 1


def test_next_conflict_leads_to_a_comment_in_conflict(sample_window, foreign):
    desk = sample_window.desk
    comment = next(comment for comment in read(sample_window).comments if comment.resolved)
    ref = FieldRef("comment", comment.key, "text")
    replaced = [head.id for head in read(sample_window).held(ref).heads]
    with desk.services.database.writing() as connection:
        edits.add(connection, [foreign(desk.id, ref, value, replaced) for value in ("Uno", "Dos")])
    sample_window.open(desk.id, "overview")
    desk.act["conflict"].trigger()
    page = sample_window.page()
    assert page.spot() == f"review/comments/{comment.key}"
    QApplication.processEvents()
    click(page.comments.detail, "take-0")
    assert read(sample_window).conflicts == ()
    assert not [found for found in page.comments.detail.findChildren(Conflict) if found.isVisible()]


def test_a_published_assessment_is_read_and_not_commented_on(sample_window):
    desk = sample_window.desk
    key = read(sample_window).comments[0].key
    desk.services.journal.record(
        desk.id, {FieldRef("assessment", desk.id, "stage"): "published"}, sample_label(), even_published=True
    )
    sample_window.open(desk.id, f"review/comments/{key}")
    page = sample_window.page()
    assert isinstance(page, ReviewPage)
    assert page.comments.conversation is not None
    assert page.comments.conversation.findChildren(QPushButton) == []
    assert card(sample_window).comments.opener.isHidden()


def sample_label():
    from mgi_desktop.services.journal import Label

    return Label("published")
