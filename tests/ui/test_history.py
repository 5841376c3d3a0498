"""The history page, as a person uses it: looking back, restoring, erasing for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits
from mgi_desktop.ui.history.copies import RemoveCopy
from mgi_desktop.ui.history.erase import EraseValue
from mgi_desktop.ui.parts.writing import Text
from mgi_desktop.ui.review.composing import Unsent

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")
SECRET = "María Pérez dirige la oficina."


@pytest.fixture
def services(sample_window):
    return sample_window.desk.services


@pytest.fixture
def write(sample_window, services):
    """Writes texts in the justification of the first answer, as one who types and leaves."""

    def write_all(*texts, ref=TEXT):
        for text in texts:
            services.journal.typed(sample_window.desk.id, ref, text)
            sample_window.desk.left(ref)

    return write_all


@pytest.fixture
def page(sample_window, qtbot):
    def of(spot="history"):
        sample_window.go(spot)
        shown = sample_window.page()
        qtbot.waitUntil(lambda: shown.lines.deeds.reading.ended or shown.lines.deeds.rowCount() > 40)
        qtbot.waitUntil(shown.deed.isVisible)
        return shown

    return of


def listed(page):
    """What a screen reader hears of each row."""
    model = page.lines.deeds
    return [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def press(within, words, number=0):
    """Press the button with these words."""
    found = [one for one in within.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    found[number].click()


def texts(panel):
    return [field.text() for field in panel.findChildren(Text) if field.isVisible()]


def test_the_history_of_the_whole_assessment_opens_by_a_key(sample_window, qtbot, write):
    write("Hay una oficina.")
    qtbot.keyClick(sample_window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = sample_window.page()
    assert page.name == "history"
    assert "Justification of L1.1.1" in listed(page)[0]
    assert "Hay una oficina." in listed(page)[0]
    assert page.lines.hasFocus()
    qtbot.waitUntil(lambda: len(listed(page)) > 1)
    qtbot.keyClick(page.lines, Qt.Key.Key_Down)
    assert page.lines.currentIndex().row() == 1


def test_the_card_leads_to_the_history_of_its_answer_and_back(sample_window, qtbot, write):
    write("Hay una oficina.")
    sample_window.go(f"questionnaire/{CODE}")
    card = sample_window.page().findChild(QToolButton, "history")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    page = sample_window.page()
    assert (page.spot(), page.title.text()) == (f"history/answer/{CODE}", f"History of {CODE}")
    assert all("L1.1.1" in row or "Import" in row for row in listed(page))
    page.there.click()
    assert sample_window.page().spot() == f"questionnaire/{CODE}"
    sample_window.go(f"history/answer/{CODE}")
    page.whole.click()
    assert page.spot() == "history"


def test_a_deed_is_shown_whole_with_the_words_that_differ_marked(page, write):
    write("Hay una oficina desde 2014.", "Hay una oficina desde 2016.")
    shown = page(f"history/answer/{CODE}")
    before, after = [field for field in shown.deed.findChildren(Text) if field.isVisible()]
    assert (before.text(), after.text()) == ("Hay una oficina desde 2014.", "Hay una oficina desde 2016.")
    marked = [selection.cursor.selectedText() for selection in after.extraSelections()]
    assert marked == ["2016"]


def test_values_are_said_in_words(sample_window, services, page):
    scale = services.library.questionnaire(sample_window.desk.id).indicators[CODE].scale
    services.answering.answer(sample_window.desk.id, CODE, scale[-1].value)
    services.answering.answer(sample_window.desk.id, CODE, "not_applicable")
    key, _changed = services.sources.add(sample_window.desk.id, {"title": "Ley 155", "kind": "law", "date": "2014-05"})
    sample_window.desk._read = None
    shown = page(f"history/answer/{CODE}")
    assert any("Not applicable" in row for row in listed(shown))
    source = page(f"history/source/{key}")
    said = [child.text() for child in source.deed.findChildren(type(source.title))]
    assert "Law or regulation" in said
    assert "May 2014" in said


def test_an_earlier_value_is_restored_and_that_is_undone(sample_window, services, page, write, qtbot):
    write("Uno por uno.", "Dos por dos.")
    shown = page(f"history/answer/{CODE}")
    press(shown.deed, "Restore")
    answer = services.library.open(sample_window.desk.id).answer(CODE)
    assert answer.justification == "Uno por uno."
    assert "Earlier value in L1.1.1" in listed(shown)[0]
    sample_window.actions_["undo"].trigger()
    assert services.library.open(sample_window.desk.id).answer(CODE).justification == "Dos por dos."


def test_the_list_reads_on_as_one_goes_down(sample_window, page, write, qtbot):
    write(*(f"Text number {number}" for number in range(120)))
    shown = page()
    first = len(listed(shown))
    assert first < 120
    shown.lines.setFocus()
    for _turn in range(3):
        qtbot.keyClick(shown.lines, Qt.Key.Key_End)
    assert len(listed(shown)) > first


def test_words_a_person_and_a_kind_are_looked_for_and_esc_shows_everything(sample_window, page, services, write, qtbot):
    write("Una aguja en el pajar")
    shown = page()
    everything = len(listed(shown))
    qtbot.keyClick(sample_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.filters.words.hasFocus()
    qtbot.keyClicks(shown.filters.words, "AGUJA")
    qtbot.waitUntil(lambda: len(listed(shown)) == 1)
    assert "Una aguja" in listed(shown)[0]
    qtbot.keyClick(shown.filters.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(shown)) == everything)
    shown.filters.turn.click()
    assert shown.filters.kind.isVisible()
    shown.filters.kind.setCurrentIndex(shown.filters.kind.findData("comments"))
    assert all("omment" in row or "Import" in row for row in listed(shown))
    qtbot.keyClicks(shown.filters.words, "zzzz")
    qtbot.waitUntil(lambda: shown._all.isVisible())
    assert not shown.lines.isVisible()
    press(shown, "Show everything")
    qtbot.waitUntil(lambda: len(listed(shown)) == everything)


def test_between_two_dates_and_what_is_no_date(page, write, qtbot):
    write("Hoy mismo")
    shown = page()
    shown.filters.turn.click()
    shown.filters.time.setCurrentIndex(shown.filters.time.findData("between"))
    assert shown.filters.since.isVisible()
    qtbot.keyClicks(shown.filters.until, "2001")
    qtbot.waitUntil(lambda: not listed(shown))
    shown.filters.until.clear()
    qtbot.keyClicks(shown.filters.since, "31 February")
    qtbot.waitUntil(lambda: bool(shown.filters._since.error))
    qtbot.waitUntil(lambda: bool(listed(shown)))


def test_a_secret_is_erased_with_a_reason_and_the_page_says_so(sample_window, services, page, write, in_dialog, qtbot):
    write("Hay una oficina.", SECRET)
    shown = page(f"history/answer/{CODE}")

    def erase(dialog):
        assert SECRET in [child.text() for child in dialog.findChildren(type(shown.title))]
        assert dialog.instead.text() == SECRET
        dialog.main.click()
        assert dialog._named_reason.error
        qtbot.keyClicks(dialog.reason, "a private name")
        dialog.main.click()
        assert "same text" in dialog._named_instead.error
        dialog.instead.setPlainText("La oficina tiene dirección.")
        dialog.main.click()
        assert not dialog.isVisible()

    in_dialog(EraseValue, erase)
    press(shown.deed, "Erase for good…", -1)
    qtbot.waitUntil(lambda: services.library.open(sample_window.desk.id).answer(CODE).justification != SECRET)
    assert services.library.open(sample_window.desk.id).answer(CODE).justification == "La oficina tiene dirección."
    files = [path for path in services.folder.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)
    said = [child.text() for child in shown.deed.findChildren(type(shown.title)) if child.isVisible()]
    assert any("Erased by" in text and "a private name" in text for text in said)
    assert services.journal.undo_label(sample_window.desk.id) == Label("justification of {key}", {"key": CODE})


@pytest.mark.parametrize("wanted", [True, False])
def test_one_is_asked_whether_the_damaged_store_goes_too(
    sample_window, services, page, write, in_dialog, qtbot, wanted
):  # fmt: skip
    aside = services.folder / "damaged-20200101T000000000000Z"
    aside.mkdir()
    (aside / "report.txt").write_text("It came back.", encoding="utf-8")
    (aside / "store.sqlite3").write_text(SECRET, encoding="utf-8")
    write(SECRET)
    shown = page(f"history/answer/{CODE}")

    def erase(dialog):
        assert dialog.copies.isVisible()
        dialog.copies.go.setFocus()
        if not wanted:
            qtbot.keyClick(dialog.copies.go, Qt.Key.Key_Space)
        dialog.instead.clear()
        qtbot.keyClicks(dialog.reason, "a private name")
        dialog.main.click()

    in_dialog(EraseValue, erase)
    press(shown.deed, "Erase for good…", -1)
    qtbot.waitUntil(lambda: services.library.open(sample_window.desk.id).answer(CODE).justification != SECRET)
    assert (aside / "store.sqlite3").exists() is not wanted
    sample_window.go("safekeeping")
    removes = [one for one in sample_window.page().findChildren(QPushButton) if one.text() == "Remove that copy…"]
    assert len(removes) == (0 if wanted else 1)
    for one in removes:
        in_dialog(RemoveCopy, lambda dialog: dialog.main.click())
        one.click()
    qtbot.waitUntil(lambda: not services.laid_aside.may_hold_erased)
    assert not (aside / "store.sqlite3").exists()
    assert (aside / "report.txt").exists()


def test_all_earlier_values_of_a_field_go_at_once(sample_window, services, page, write, in_dialog, qtbot):
    write(SECRET, f"{SECRET} Y más.", "Limpio.")
    shown = page(f"history/answer/{CODE}")
    shown.lines.setCurrentIndex(shown.lines.deeds.index(1))

    def erase(dialog):
        assert not dialog.instead.isVisible()
        dialog.every.click()
        qtbot.keyClicks(dialog.reason, "a private name")
        dialog.main.click()

    in_dialog(EraseValue, erase)
    press(shown.deed, "Erase for good…", -1)
    qtbot.waitUntil(lambda: not any(SECRET in row for row in listed(shown)))
    files = [path for path in services.folder.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)
    assert services.library.open(sample_window.desk.id).answer(CODE).justification == "Limpio."


def test_an_erasing_that_nobody_signed_is_not_said_to_have_erased(sample_window, services, page, write, foreign):
    write("Pregunte a María.")
    assessment = sample_window.desk.id
    [head] = services.library.open(assessment).held(FieldRef("answer", CODE, "justification")).heads
    claimed = foreign(assessment, FieldRef("erasure", "e", f"edits/{head.id}"), True, author="name:Nobody")
    with services.database.writing() as connection:
        edits.add(connection, [claimed])
    services.library.read_anew()
    first = listed(page())[0]
    assert "nothing was, since nobody signed it" in first
    assert "Erased for good" not in first


def test_enter_in_the_reason_erases_nothing(page, write, in_dialog, qtbot, services, sample_window):
    write(SECRET)
    shown = page(f"history/answer/{CODE}")

    def enter(dialog):
        qtbot.keyClicks(dialog.reason, "a private name")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
        assert dialog.isVisible()

    in_dialog(EraseValue, enter)
    press(shown.deed, "Erase for good…", -1)
    qtbot.wait(100)
    assert services.library.open(sample_window.desk.id).answer(CODE).justification == SECRET


def test_a_published_assessment_shows_its_history_and_restores_nothing(sample_window, services, page, write):
    write("Uno por uno.", "Dos por dos.")
    stage = FieldRef("assessment", sample_window.desk.id, "stage")
    sample_window.desk.do(
        lambda: services.journal.record(sample_window.desk.id, {stage: "published"}, Label("change of stage"))
    )
    shown = page(f"history/answer/{CODE}")
    words = {one.text() for one in shown.deed.findChildren(QPushButton) if one.isVisible()}
    assert "Restore" not in words
    assert "Erase for good…" in words


def test_what_came_while_the_page_is_open_is_shown(sample_window, services, page, write):
    shown = page()
    before = len(listed(shown))
    write("Nuevo")
    assert "Nuevo" in listed(shown)[0]
    assert len(listed(shown)) >= before


def test_what_is_not_here_and_what_is_from_a_newer_version_is_said_so(sample_window, services, page):
    desk = sample_window.desk
    head = edits.field(services.journal.read, desk.id, TEXT)[0]
    made = services.journal.made(desk.id, [(TEXT, "Later", [head.id, "f" * 64]), (FieldRef("poll", "1", "x"), "?", [])])
    with services.database.writing() as connection:
        edits.add(connection, made)
    desk._read = None
    shown = page()
    said = [child.text() for child in shown.deed.findChildren(type(shown.title)) if child.isVisible()]
    assert "(not on this laptop yet)" in said
    assert any("newer version" in text for text in said)


def test_a_comment_not_sent_yet_shows_no_longer_what_was_erased(sample_window, services, page, write, in_dialog, qtbot):
    write(SECRET)
    desk = sample_window.desk
    services.comments.keep_unsent(desk.id, f"answer/{CODE}", f"Is {SECRET} meant?")
    unsent = Unsent(desk, f"answer/{CODE}", "Comment", "")
    qtbot.addWidget(unsent)
    shown = page(f"history/answer/{CODE}")

    def erase(dialog):
        qtbot.keyClicks(dialog.reason, "a private name")
        dialog.instead.setPlainText("")
        dialog.main.click()

    in_dialog(EraseValue, erase)
    press(shown.deed, "Erase for good…", -1)
    qtbot.waitUntil(lambda: unsent.field.text() == "Is  meant?")
