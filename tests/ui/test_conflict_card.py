"""Conflicts in a card: both values stand side by side until a person settles them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.store import edits, local
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.window import Window

CODE = "L1.1.1"
VALUE = FieldRef("answer", CODE, "value")
JUSTIFICATION = FieldRef("answer", CODE, "justification")
Foreign = Callable[..., Edit]


class Apart:
    """Lets another laptop change fields from what stood before this one changed them."""

    def __init__(self, window: Window, foreign: Foreign) -> None:
        self._window, self._foreign = window, foreign
        self.desk = window.desk

    def heads(self, ref: FieldRef) -> list[str]:
        return [head.id for head in self.desk.assessment.held(ref).heads]

    def add(self, ref: FieldRef, value: Value, replaces: list[str]) -> None:
        made = self._foreign(self.desk.assessment.id, ref, value, replaces)
        with self.desk.services.database.writing() as connection:
            edits.add(connection, [made])

    def show(self) -> QuestionnairePage:
        self._window.open(self.desk.assessment.id, f"questionnaire/{CODE}")
        self._window.activateWindow()
        QApplication.processEvents()
        page = self._window.page()
        assert isinstance(page, QuestionnairePage)
        return page


@pytest.fixture
def apart(sample_window: Window, foreign: Foreign) -> Apart:
    return Apart(sample_window, foreign)


def stored(page: QuestionnairePage) -> Assessment:
    return page.desk.services.library.open(page.desk.assessment.id)


def conflicts(page: QuestionnairePage) -> list[Conflict]:
    return [one for one in page.cards.cards[CODE].findChildren(Conflict) if one.isVisible()]


def click(parent: QWidget, name: str) -> None:
    made = parent.findChild(QPushButton, name)
    assert made is not None
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def two_values(apart: Apart) -> QuestionnairePage:
    before = apart.heads(VALUE)
    apart.desk.do(lambda: apart.desk.services.answering.answer(apart.desk.assessment.id, CODE, "b"))
    apart.add(VALUE, "d", before)
    return apart.show()


def two_texts(apart: Apart) -> QuestionnairePage:
    desk = apart.desk
    before = apart.heads(JUSTIFICATION)
    desk.typed(JUSTIFICATION, "La unidad atiende a todas las personas desde 2021")
    desk.left(JUSTIFICATION)
    apart.add(JUSTIFICATION, "La unidad atiende a casi todas las personas desde 2019", before)
    return apart.show()


def test_two_values_stand_side_by_side(apart: Apart) -> None:
    page = two_values(apart)
    [shown] = conflicts(page)
    said = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "Ana" in said
    assert "by that laptop’s clock" in said
    card = page.cards.cards[CODE]
    assert "In conflict" in card.state_line.text()
    assert not any(button.isChecked() for button in card.scale.buttons)
    line = next(line for line in page.outline.lines() if line.code == CODE)
    assert line.contested
    assert stored(page).answer(CODE).in_conflict


def test_the_outline_marks_what_holds_a_conflict_that_is_not_shown(apart: Apart) -> None:
    page = two_values(apart)
    page.desk.go("questionnaire/L6.1.1")
    lines = {line.code: line for line in page.outline.lines()}
    domain = lines[CODE[1]]
    assert domain.contested
    assert not lines["6"].contested
    model = page.outline.list.lines
    heard = model.data(model.index(model.lines.index(domain)), Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith(f"{domain.code}, In conflict, ")


@pytest.mark.parametrize("side", [0, 1])
def test_taking_one_settles(apart: Apart, side: int) -> None:
    page = two_values(apart)
    [shown] = conflicts(page)
    wanted = shown._values[side].value
    click(shown, f"take-{side}")
    assert stored(page).answer(CODE).value == wanted
    assert stored(page).conflicts == ()
    assert conflicts(page) == []


def test_a_digit_is_the_third_way(apart: Apart) -> None:
    page = two_values(apart)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, "3")
    assert stored(page).answer(CODE).value == "c"
    assert stored(page).conflicts == ()
    page.desk.act["undo"].trigger()
    QApplication.processEvents()
    assert len(conflicts(page)) == 1


def test_choosing_what_is_shown_settles_too(apart: Apart) -> None:
    page = two_values(apart)
    shown = stored(page).answer(CODE).value
    scale = page.cards.cards[CODE].scale
    row = next(choice for choice in scale.buttons[:4] if choice.value == shown)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert stored(page).answer(CODE).value == shown
    assert stored(page).conflicts == ()


def test_differing_words_are_marked(apart: Apart) -> None:
    page = two_texts(apart)
    [shown] = conflicts(page)
    marked = []
    for field in shown.findChildren(QPlainTextEdit):
        assert field.isReadOnly()
        marked.append({selection.cursor.selectedText() for selection in field.extraSelections()})
    assert {"casi", "2019"} in marked
    assert {"2021"} in marked
    assert not page.cards.cards[CODE].writing.isVisible()


def test_a_third_text_replaces_both(apart: Apart, commit: Callable[[QWidget, str], None]) -> None:
    page = two_texts(apart)
    [shown] = conflicts(page)
    click(shown, "third")
    field = next(one for one in shown.findChildren(QPlainTextEdit) if not one.isReadOnly())
    field.selectAll()
    commit(field, "Ni una ni otra: según la carta")
    click(shown, "use-third")
    assert stored(page).answer(CODE).justification == "Ni una ni otra: según la carta"
    assert stored(page).conflicts == ()
    writing = page.cards.cards[CODE].writing
    assert writing.isVisible()
    assert writing.field.text() == "Ni una ni otra: según la carta"


def test_a_flag_in_conflict(apart: Apart) -> None:
    ref = FieldRef("answer", CODE, "verify")
    before = apart.heads(ref)
    apart.desk.do(lambda: apart.desk.services.answering.verify(apart.desk.assessment.id, CODE, True))
    apart.add(ref, False, before)
    page = apart.show()
    [shown] = conflicts(page)
    assert not page.cards.cards[CODE].scale.flag.isVisible()
    side = next(place for place, value in enumerate(shown._values) if value.value is True)
    click(shown, f"take-{side}")
    assert stored(page).answer(CODE).verify
    assert page.cards.cards[CODE].scale.flag.isVisible()


def test_a_source_with_two_titles(apart: Apart) -> None:
    source = apart.desk.assessment.answer(CODE).citations[0].source
    ref = FieldRef("source", source, "title")
    before = apart.heads(ref)
    apart.desk.do(
        lambda: apart.desk.services.sources.change(apart.desk.assessment.id, source, {"title": "Carta de 2022"})
    )
    apart.add(ref, "Carta de 2023", before)
    page = apart.show()
    [shown] = conflicts(page)
    side = next(place for place, value in enumerate(shown._values) if value.value == "Carta de 2023")
    click(shown, f"take-{side}")
    assert stored(page).sources[source].title == "Carta de 2023"
    assert stored(page).conflicts == ()


@pytest.mark.parametrize("keep", [True, False])
def test_a_citation_removed_by_one_and_edited_by_another(apart: Apart, keep: bool) -> None:
    citation = apart.desk.assessment.answer(CODE).citations[0].key
    ref = FieldRef("citation", citation, "locator")
    before = apart.heads(ref)
    apart.desk.do(lambda: apart.desk.services.answering.uncite(apart.desk.assessment.id, citation))
    apart.add(ref, "pág. 9", before)
    page = apart.show()
    [shown] = conflicts(page)
    side = next(place for place, value in enumerate(shown._values) if value.value is not keep)
    click(shown, f"take-{side}")
    read = stored(page)
    assert read.conflicts == ()
    assert (citation in [one.key for one in read.answer(CODE).citations]) is keep


def test_a_conflict_that_arrives_while_the_card_is_shown(apart: Apart) -> None:
    page = apart.show()
    assert conflicts(page) == []
    apart.add(VALUE, "d", [])
    other = page.cards.cards["L1.1.2"].scale
    QTest.mouseClick(next(row for row in other.buttons if not row.isChecked()), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert len(conflicts(page)) == 1


def test_a_third_text_that_was_not_used_is_not_lost(apart: Apart, commit: Callable[[QWidget, str], None]) -> None:
    page = two_texts(apart)
    [shown] = conflicts(page)
    click(shown, "third")
    field = next(one for one in shown.findChildren(QPlainTextEdit) if not one.isReadOnly())
    commit(field, "Tercera: ")
    apart.desk.go("questionnaire/L2.1.1")
    assert stored(page).answer(CODE).justification.startswith("Tercera: La unidad")
    assert stored(page).conflicts == ()
    page.desk.act["undo"].trigger()
    assert len(stored(page).conflicts) == 1


def third_text(page: QuestionnairePage) -> QPlainTextEdit:
    """The field of the third text, which is open or is opened."""
    [shown] = conflicts(page)
    if shown.findChild(QPushButton, "third") is not None:
        click(shown, "third")
    return next(one for one in shown.findChildren(QPlainTextEdit) if not one.isReadOnly())


def test_a_third_text_is_on_disk_within_a_second(
    apart: Apart, commit: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    page = two_texts(apart)
    commit(third_text(page), "Tercera: ")
    ref, database = JUSTIFICATION, apart.desk.services.database
    qtbot.waitUntil(lambda: bool(local.draft(database.connection, apart.desk.assessment.id, ref)))
    assert stored(page).answer(CODE).justification.startswith("Tercera: La unidad")
    assert len(stored(page).conflicts) == 1


def test_a_third_text_is_there_again_in_another_language(apart: Apart, commit: Callable[[QWidget, str], None]) -> None:
    page = two_texts(apart)
    window = page.window()
    assert isinstance(window, Window)
    field = third_text(page)
    commit(field, "Tercera: ")
    apart.desk.prefer("interface_language", "fr")
    QApplication.processEvents()
    assert "Tercera: La unidad" in stored(page).answer(CODE).justification
    apart.desk.prefer("interface_language", "en")


def test_a_third_text_that_is_cancelled_leaves_nothing(apart: Apart, commit: Callable[[QWidget, str], None]) -> None:
    page = two_texts(apart)
    before = stored(page).answer(CODE).justification
    commit(third_text(page), "Tercera: ")
    writing = conflicts(page)[0].findChild(Writing)
    assert writing is not None
    assert writing.keep()
    click(conflicts(page)[0], "cancel-third")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "third"
    apart.desk.flush()
    assert stored(page).answer(CODE).justification == before
    assert len(stored(page).conflicts) == 1


def test_a_third_text_that_cannot_be_saved_stays_on_the_screen(
    apart: Apart, commit: Callable[[QWidget, str], None]
) -> None:
    page = two_texts(apart)
    window = page.window()
    assert isinstance(window, Window)
    connection = apart.desk.services.database.connection
    connection.execute("PRAGMA query_only=ON")
    field = third_text(page)
    commit(field, "Tercera: ")
    window.rebuild()
    window.go("library")
    assert window.page() is page
    assert field.isVisible()
    connection.execute("PRAGMA query_only=OFF")


def test_a_third_that_was_begun_and_not_changed_settles_nothing(apart: Apart) -> None:
    page = two_texts(apart)
    [shown] = conflicts(page)
    click(shown, "third")
    apart.desk.go("questionnaire/L2.1.1")
    assert len(stored(page).conflicts) == 1
