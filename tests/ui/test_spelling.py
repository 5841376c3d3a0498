"""Spelling as a person meets it: a wave under what no dictionary knows, and the right word from the menu."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.ui.parts.spelling import Spelled
from mgi_desktop.ui.parts.writing import Writing

CODE = "L1.1.2"
REF = FieldRef("answer", CODE, "justification")


@pytest.fixture
def writing(sample_window, qtbot) -> Writing:
    if not sample_window.desk.services.spelling.knows("es"):
        pytest.skip("no Spanish dictionary on this computer")
    sample_window.go(f"questionnaire/{CODE}")
    return next(one for one in sample_window.page().findChildren(Writing) if one.ref == REF)


def waves(writing: Writing) -> list[str]:
    block, found = writing.field.document().firstBlock(), []
    while block.isValid():
        for piece in block.layout().formats():
            if piece.format.underlineStyle() is QTextCharFormat.UnderlineStyle.SpellCheckUnderline:
                found.append(block.text()[piece.start : piece.start + piece.length])
        block = block.next()
    return found


def test_an_unknown_word_is_marked_when_one_pauses_and_put_right_from_the_menu(writing, sample_window, qtbot):
    writing.field.selectAll()
    qtbot.keyClick(writing.field, Qt.Key.Key_Delete)
    writing.field.setFocus()
    qtbot.keyClicks(writing.field, "La casa es municpio")
    qtbot.waitUntil(lambda: waves(writing) == ["municpio"], timeout=4000)

    spelled = writing.field.findChild(Spelled)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    menu = spelled.menu(spelled._word_at(event))
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "municipio").trigger()
    menu.deleteLater()
    assert writing.field.text() == "La casa es municipio"
    qtbot.waitUntil(lambda: not waves(writing), timeout=4000)
    writing.leave()
    desk = sample_window.desk
    assert desk.services.library.open(desk.id).answer(CODE).justification == "La casa es municipio"


def test_a_word_that_is_right_is_marked_no_more(writing, sample_window, qtbot):
    writing.field.selectAll()
    writing.field.setFocus()
    qtbot.keyClicks(writing.field, "Migrapolix x")
    qtbot.waitUntil(lambda: "Migrapolix" in waves(writing), timeout=4000)
    spelled = writing.field.findChild(Spelled)
    cursor = writing.field.textCursor()
    cursor.setPosition(3)
    writing.field.setTextCursor(cursor)
    menu = spelled.menu(spelled._word_at(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())))
    next(action for action in menu.actions() if "“Migrapolix”" in action.text()).trigger()
    menu.deleteLater()
    assert "Migrapolix" not in waves(writing)


def test_switched_off_nothing_is_marked(program, qtbot):
    window = program.start(spelling=False)
    window.open(window.desk.services.exchanging.sample().assessment, f"questionnaire/{CODE}")
    QApplication.processEvents()
    assert not window.page().findChildren(Spelled)
