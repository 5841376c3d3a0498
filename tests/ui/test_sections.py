"""The sections of the profile: switched, moved, renamed, added and written as a person would, asserted on the store."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import SECTIONS, TEXT_LIMIT
from mgi_desktop.domain.sections import sections
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.written import Written

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window, qapp):
    window.open(window.desk.services.exchanging.sample().assessment, "profile")
    qapp.processEvents()
    return window.page()


@pytest.fixture
def view(page):
    """The place where the context is written, which is written in the sample."""
    page.desk.go("profile/context")
    QApplication.processEvents()
    return page.view


def click(widget):
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def now(page):
    desk = page.window().desk
    return {one.key: one for one in sections(desk.services.library.open(desk.id))}


def key(widget, name, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, name, held)
    QApplication.processEvents()


def read_as(view):
    """What is shown as printed: the plain words of each label."""
    view._soon.stop()
    view._show_printed()
    QApplication.processEvents()
    return [one.text() for one in view.printed.findChildren(QLabel) if one.isVisible()]


def write(view, text):
    field = view.writing.field
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)
    return field


def text_of(page, section="context", language="es"):
    return now(page)[section].text.get(language, "")


# The list


def test_every_section_is_listed_in_order_and_looking_writes_nothing(page):
    before = list(edits.every(page.desk.services.journal.read))
    assert [one.key for one in page.list.rows] == list(SECTIONS)
    assert [one.key for one in page.list.rows if one.box.isChecked()] == [
        "objective", "introduction", "context", "key_findings", "sources", "acknowledgements",
    ]  # fmt: skip
    page.desk.go("profile/objective")
    page.desk.go("profile")
    assert list(edits.every(page.desk.services.journal.read)) == before


def test_a_section_is_switched_on_the_sheet_at_once_and_undone(page):
    assert "section-objective" in page.sheet.parts
    box = page.list.row("objective").box
    box.setFocus()
    key(box, Qt.Key.Key_Space)
    assert now(page)["objective"].enabled is False
    assert "section-objective" not in page.sheet.parts
    assert page.list.row("objective").name.accessibleName() == "Objetivo, left out"
    assert page.desk.act["undo"].text() == "&Undo: section left out"
    page.desk.act["undo"].trigger()
    assert page.list.row("objective").box.isChecked()


def test_alt_and_the_arrows_move_a_section_and_it_keeps_the_focus(page):
    name = page.list.row("objective").name
    name.setFocus()
    for _step in range(2):
        key(name, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(now(page))[:3] == ["introduction", "conceptual_framework", "objective"]
    assert QApplication.focusWidget() is name
    key(name, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.key for one in page.list.rows][:3] == ["introduction", "objective", "conceptual_framework"]
    last = page.list.row("acknowledgements").name
    key(last, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(now(page))[-1] == "acknowledgements"


def drag(page, carried, target, part=0.9):
    handle, onto = page.list.row(carried).handle, page.list.row(target)
    start = handle.rect().center()
    end = handle.mapFromGlobal(onto.mapToGlobal(QPoint(20, round(onto.height() * part))))
    QTest.mousePress(handle, LEFT, pos=start)
    for step in (1, 2, 3):
        QTest.mouseMove(handle, start + (end - start) * step / 3)
    return handle, end


def test_a_section_is_dragged_to_another_place(page):
    handle, end = drag(page, "sources", "objective", part=0.1)
    assert page.list._line.isVisible()
    QTest.mouseRelease(handle, LEFT, pos=end)
    assert next(iter(now(page))) == "sources"
    assert not page.list._line.isVisible()
    handle, end = drag(page, "objective", "context")
    key(handle, Qt.Key.Key_Escape)
    QTest.mouseRelease(handle, LEFT, pos=end)
    assert list(now(page))[:2] == ["sources", "objective"]


def test_a_section_is_renamed_in_its_place(page, commit):
    one = page.list.row("objective")
    one.name.setFocus()
    key(one.name, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is one.field
    commit(one.field, "Propósito")
    key(one.field, Qt.Key.Key_Return)
    assert now(page)["objective"].title == {"es": "Propósito"}
    assert QApplication.focusWidget() is one.name
    QTest.mouseDClick(one.name, LEFT)
    one.field.setText("Otro")
    key(one.field, Qt.Key.Key_Escape)
    assert now(page)["objective"].title == {"es": "Propósito"}
    one.rename()
    one.field.clear()
    key(one.field, Qt.Key.Key_Return)
    assert now(page)["objective"].title == {}
    assert one.name.accessibleName() == "Objetivo"


def test_a_title_is_on_disk_while_it_is_written(view, commit, qtbot):
    desk, stood = view.window().desk, now(view)["context"].title
    view.title.selectAll()
    commit(view.title, "El norte")
    qtbot.waitUntil(lambda: now(view)["context"].title == {"es": "El norte"})
    assert view.title.hasFocus()
    key(view.title, Qt.Key.Key_Return)
    assert desk.services.journal.undo_label(desk.id).message == "title of a section"
    desk.undo()
    assert now(view)["context"].title == stood


def test_a_title_is_kept_by_who_leaves_for_the_library(page, commit):
    desk, assessment = page.desk, page.desk.id
    one = page.list.row("objective")
    one.rename()
    commit(one.field, "Propósito")
    desk.act["library"].trigger()
    desk.enter(assessment, "profile/context")
    QApplication.processEvents()
    view = desk.act["library"].parent().page().view
    view.title.selectAll()
    commit(view.title, "El norte")
    desk.act["library"].trigger()
    titles = {one.key: one.title for one in sections(desk.services.library.open(assessment))}
    assert (titles["objective"], titles["context"]) == ({"es": "Propósito"}, {"es": "El norte"})


def test_a_section_is_added_named_written_removed_and_brought_back(page, commit):
    click(page.list.add)
    view = page.view
    assert QApplication.focusWidget() is view.title
    commit(view.title, "Siglas")
    write(view, "OIT")
    click(view.back)
    (own,) = [one for one in now(page).values() if one.key not in SECTIONS]
    assert (own.title, own.text) == ({"es": "Siglas"}, {"es": "OIT"})
    assert any(one.text() == "Siglas" for one in page.sheet.findChildren(QLabel))
    click(page.list.row(own.key).name)
    click(page.view.remove)
    assert own.key not in now(page)
    assert page.view is None
    (back,) = [one for one in page.list.findChildren(QPushButton) if one.text() == "Bring back: Siglas"]
    click(back)
    assert now(page)[own.key].text == {"es": "OIT"}


def test_only_one_s_own_sections_can_be_removed(view):
    assert not view.remove.isVisible()


def test_the_undo_of_a_new_section_closes_its_place(page):
    click(page.list.add)
    assert page.view is not None
    page.desk.act["undo"].trigger()
    assert page.view is None
    assert page.spot() == "profile"


# Writing


def test_the_place_is_reached_from_the_list_and_from_the_sheet(page):
    click(page.list.row("context").name)
    assert page.spot() == "profile/context"
    assert page.list.row("context").name.isChecked()
    assert page.caption.text() == "Contexto local, in Spanish"
    click(page.view.back)
    assert page.view is None
    page.sheet.wanted.emit("sources")
    assert page.spot() == "profile/sources"


def test_what_is_typed_is_on_disk_and_an_edit_when_the_place_is_left(page, view):
    write(view, "Un **valle**.")
    assert view.writing.keep()
    assert page.desk.services.journal.undo_label(page.desk.id).message == "text of a section"
    click(page.list.row("sources").name)
    assert text_of(page) == "Un **valle**."
    held = page.desk.assessment.held(FieldRef("section", "context", "text@es"))
    assert held.draft is None
    page.desk.act["undo"].trigger()
    assert text_of(page) != "Un **valle**."


def test_it_is_shown_as_printed_with_nothing_taken_for_markup_but_the_signs(view):
    write(view, "Un **valle** y *más* <b>no</b> <img src=x>.\n\n- uno\n- dos\n\n3. tres")
    first, *rest = read_as(view)
    assert "&lt;b&gt;no&lt;/b&gt; &lt;img src=x&gt;" in first
    assert "font-weight: 600" in first
    assert "<i>" in first
    assert [one for one in rest if one in ("•", "3.")] == ["•", "•", "3."]


def test_the_own_text_stands_in_the_field_until_a_letter_of_it_is_changed(page, commit):
    page.desk.go("profile/objective")
    view = page.view
    own = view.writing.own
    assert view.writing.field.text() == own
    assert "Este perfil" in own
    assert view._whose.isVisible()
    assert not view.own_again.isVisible()
    view.writing.field.moveCursor(view.writing.field.textCursor().MoveOperation.End)
    commit(view.writing.field, " Añadido.")
    click(page.list.row("context").name)
    assert text_of(page, "objective") == f"{own} Añadido."
    click(page.list.row("objective").name)
    click(page.view.own_again)
    assert text_of(page, "objective") == ""
    assert page.view.writing.field.text() == own
    page.desk.act["undo"].trigger()
    assert text_of(page, "objective") == f"{own} Añadido."
    assert page.view.writing.field.text() == f"{own} Añadido."


def test_a_field_that_was_emptied_stays_empty_while_one_writes_and_says_the_own_text_after(page):
    page.desk.go("profile/objective")
    view = page.view
    field, own = view.writing.field, view.writing.own
    write(view, "")
    view.writing.keep()
    page.refresh(None)
    assert field.text() == ""
    page.list.add.setFocus()
    assert field.text() == own
    assert page.desk.assessment.sections == page.desk.services.library.open(page.desk.id).sections
    assert text_of(page, "objective") == ""


def test_each_language_has_its_text_and_those_that_are_missing_are_said(page, view, commit):
    assert not view._elsewhere.isVisible(), "the sample is written in one language"
    view.tongues.setCurrentIndex(view.tongues.findData("fr"))
    other = page.view
    assert other.language == "fr"
    assert other.writing.field.text() == "", "what is written in Spanish would be printed"
    assert any("(Spanish)" in one for one in read_as(other))
    commit(other.writing.field, "Au nord.")
    commit(other.title, "Le cadre")
    click(page.list.row("introduction").name)
    assert (text_of(page, language="fr"), now(page)["context"].title["fr"]) == ("Au nord.", "Le cadre")
    assert page.view.language == "fr"
    assert page.view._elsewhere.text() == "Not written in: French. There, the text in Spanish is printed."


# Tools


@pytest.mark.parametrize(
    ("before", "select", "deed", "after"),
    [
        ("un valle", (3, 8), "bold", "un **valle**"),
        ("un **valle**", (5, 10), "bold", "un valle"),
        ("un **valle**", (3, 12), "bold", "un valle"),
        ("un valle ", (3, 9), "italic", "un *valle* "),
        ("un **valle**", (5, 10), "italic", "un ***valle***"),
        ("un ***valle***", (6, 11), "bold", "un *valle*"),
        ("- uno\n- dos", (0, 11), "bold", "- **uno**\n- **dos**"),
        ("- **uno**\n- **dos**", (0, 19), "bold", "- uno\n- dos"),
        ("😀 valle", (3, 8), "bold", "😀 **valle**"),
        ("", (0, 0), "bold", "****"),
        ("uno\ndos", (0, 7), "bullets", "- uno\n- dos"),
        ("- uno\n- dos", (0, 11), "bullets", "uno\ndos"),
        ("- uno\n- dos", (0, 11), "numbers", "1. uno\n2. dos"),
        ("1. uno\n\n2. dos", (0, 14), "bullets", "- uno\n\n- dos"),
        ("uno", (1, 1), "numbers", "1. uno"),
    ],
)
def test_the_tools_set_and_take_away_signs(view, before, select, deed, after):
    field = write(view, before)
    cursor = field.textCursor()
    cursor.setPosition(select[0])
    cursor.setPosition(select[1], cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    keys = {"bold": Qt.Key.Key_B, "italic": Qt.Key.Key_I}
    if deed in keys:
        key(field, keys[deed], Qt.KeyboardModifier.ControlModifier)
    else:
        click(view.tools.buttons[f"text-{deed}"])
    assert field.text() == after
    assert QApplication.focusWidget() is field
    key(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == before


def test_bold_is_typed_between_signs_and_turned_again(view):
    field = write(view, "a ")
    key(field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "b")
    assert field.text() == "a **b**"


def test_enter_goes_on_with_a_list_and_ends_it(view):
    field = write(view, "- uno")
    for name, after in (
        (Qt.Key.Key_Return, "- uno\n- "),
        (Qt.Key.Key_D, "- uno\n- d"),
        (Qt.Key.Key_Return, "- uno\n- d\n- "),
        (Qt.Key.Key_Return, "- uno\n- d\n"),
        (Qt.Key.Key_Return, "- uno\n- d\n\n"),
    ):
        key(field, name)
        assert field.text() == after
    field = write(view, "9. nueve")
    key(field, Qt.Key.Key_Return)
    assert field.text() == "9. nueve\n10. "


def test_the_text_is_styled_while_one_types_and_stays_as_it_is(view):
    field = write(view, "un **valle** y *más*")
    QApplication.processEvents()
    formats = field.document().firstBlock().layout().formats()
    bold = [(one.start, one.length) for one in formats if one.format.fontWeight() == 600]
    assert (5, 5) in bold
    assert any(one.format.fontItalic() for one in formats)
    assert field.text() == "un **valle** y *más*"


# Pasting


def paste(field, text):
    held = QMimeData()
    held.setText(text)
    QApplication.clipboard().setMimeData(held)
    field.paste()


def test_the_bullets_of_a_word_processor_become_lists(view):
    field = write(view, "")
    paste(field, "Medidas:\r\n•\tuno\r\n•\tdos\r\n")
    assert field.text() == "Medidas:\n- uno\n- dos\n"


def test_five_megabytes_are_refused_at_once_and_nothing_is_lost(page, view):
    field = write(view, "Aquí.")
    refused = []
    page.desk.notifier.refused.connect(refused.append)
    paste(field, "palabra " * 655_360)
    assert "100000" in str(refused[0].fields) or refused[0].fields["limit"] == TEXT_LIMIT
    assert field.text() == "Aquí."
    click(view.back)
    assert text_of(page) == "Aquí."


# Conflicts, comments, read-only


def test_two_texts_stand_side_by_side_until_one_is_taken(page, foreign):
    desk = page.desk
    with desk.services.database.writing() as connection:
        for field, value in (("text@es", "Otra."), ("title@es", "Otro"), ("enabled", False)):
            edits.add(connection, [foreign(desk.id, FieldRef("section", "context", field), value)])
    desk.services.sections.switch(desk.id, "annexes", True)
    desk._read = None
    desk.act["conflict"].trigger()
    assert page.spot() == "profile/context"
    view = page.view
    assert not view.writing.isVisible()
    assert page.list.row("context").name.accessibleName().endswith(", in conflict")
    shown = view.findChildren(Conflict)
    assert {len(one._values) for one in shown} == {2}
    while desk.assessment.conflicts:
        click(view.findChildren(Conflict)[0].findChild(QPushButton, "take-1"))
        QApplication.sendPostedEvents(None, 52)  # what was settled is let go of
    assert page.view.writing.isVisible()


def test_comments_stand_below_the_text(page, view):
    view.comments.compose()
    assert view.comments.on == "section/context"


def test_read_only_it_is_read_and_nothing_can_be_changed(page):
    window, desk = page.window(), page.desk
    put = FieldRef("assessment", desk.id, "stage")
    desk.services.journal.record(desk.id, {put: "published"}, Label("stage"), even_published=True)
    window.open(desk.id, "profile/context")
    page = window.page()
    assert desk.read_only
    view = page.view
    assert read_as(view)
    for piece in (view.writing, view.title, view.tools, view.remove, page.list.add, page.list.row("context").box):
        assert not piece.isVisible()
    name = page.list.row("context").name
    name.setFocus()
    key(name, Qt.Key.Key_F2)
    key(name, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.key for one in page.list.rows] == list(SECTIONS)
    view.tongues.setCurrentIndex(view.tongues.findData("fr"))
    assert page.view.language == "fr"


def test_one_writes_on_where_one_was_when_the_window_is_built_anew(page, view):
    window = page.window()
    view.tongues.setCurrentIndex(view.tongues.findData("fr"))
    write(page.view, "Au nord")
    window.set_preference("text_size", 110)
    page = window.page()
    assert (page.spot(), page.view.language) == ("profile/context", "fr")
    assert QApplication.focusWidget() is page.view.writing.field
    assert page.view.writing.field.textCursor().position() == len("Au nord")


def test_what_is_read_aloud_is_there(page, view):
    assert view.writing.field.accessibleName() == "Text of the section"
    assert [one.accessibleName() for one in view.tools.buttons.values()] == [
        "Bold (Ctrl+B)", "Italic (Ctrl+I)", "List", "Numbered list",
    ]  # fmt: skip
    assert isinstance(view.printed, Written)
