"""Spelling in a text field: a wave under unknown words, and what may be meant in the menu of the right button."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QContextMenuEvent, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk

Styles = Iterator[tuple[int, int, QTextCharFormat]]


class Marking(QSyntaxHighlighter):
    """Gives parts of a text a look without changing it; later layers stand on top of the earlier ones."""

    def __init__(self, field: QPlainTextEdit, *layers: Callable[[str], Styles]) -> None:
        super().__init__(field.document())
        self.layers = list(layers)

    def highlightBlock(self, text: str) -> None:
        """Give one paragraph its looks."""
        for layer in self.layers:
            for begin, length, style in layer(text):
                for place in range(begin, begin + length):
                    merged = self.format(place)
                    merged.merge(style)
                    self.setFormat(place, 1, merged)

    def block(self) -> QTextBlock:
        """The paragraph that is given its looks now."""
        return self.currentBlock()


class Spelled(QObject):
    """Marks unknown words from when one first writes in the field; the word being typed only after a pause."""

    def __init__(self, desk: Desk, field: QPlainTextEdit, language: str, marking: Marking | None = None) -> None:
        super().__init__(field)
        self._desk, self._field, self._language = desk, field, language
        self._marking = marking
        self._begun = False
        self._left_out: QTextBlock | None = None
        self._wave = QTextCharFormat()
        self._wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._wave.setUnderlineColor(desk.theme.paint("error"))
        self._pause = QTimer(self, interval=800, singleShot=True)
        self._pause.timeout.connect(self._paused)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin with the first writing; offer what may be meant above what the menu offers anyway."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.KeyPress, QEvent.Type.InputMethod):
            self._pause.start()
        elif isinstance(event, QContextMenuEvent):
            word = self._word_at(event)
            if word is not None:
                self.menu(word).exec(event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def menu(self, word: QTextCursor) -> QMenu:
        """The menu for an unknown word: what may be meant, and that it is right."""
        menu = self._field.createStandardContextMenu()
        before = menu.actions()[0]
        typed = word.selectedText()
        found = self._desk.services.spelling.suggestions(typed, self._language)
        for suggestion in found:
            action = menu.addAction(suggestion)
            action.triggered.connect(lambda _=False, suggestion=suggestion: word.insertText(suggestion))
            menu.insertAction(before, action)
        if not found:
            menu.insertAction(before, menu.addAction(_("Nothing similar is known")))
            menu.actions()[0].setEnabled(False)
        right = menu.addAction(_("“{word}” is right").format(word=typed.replace("&", "&&")))
        right.triggered.connect(lambda: self._take(typed))
        menu.insertAction(before, right)
        menu.insertSeparator(before)
        return menu

    def _paused(self) -> None:
        if not self._begun:
            if not self._desk.services.spelling.knows(self._language):
                return
            self._begun = True
            self._marking = self._marking or Marking(self._field)
            self._marking.layers.append(self._unknown)
            self._marking.rehighlight()
        elif self._left_out is not None and self._marking is not None:
            block, self._left_out = self._left_out, None
            if block.isValid():
                self._marking.rehighlightBlock(block)

    def _unknown(self, text: str) -> Styles:
        assert self._marking is not None
        block, cursor = self._marking.block(), self._field.textCursor()
        typing = cursor.position() - block.position() if self._pause.isActive() and cursor.block() == block else -1
        for begin, length in self._desk.services.spelling.unknown(text, self._language):
            if begin < typing <= begin + length:
                self._left_out = block
            else:
                yield begin, length, self._wave

    def _word_at(self, event: QContextMenuEvent) -> QTextCursor | None:
        """The unknown word below the mouse, or for the menu key at the cursor."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = self._field.textCursor() if by_key else self._field.cursorForPosition(event.pos())
        block = cursor.block()
        place = cursor.position() - block.position()
        spelling = self._desk.services.spelling
        for begin, length in spelling.unknown(block.text(), self._language) if self._begun else ():
            if begin <= place <= begin + length:
                cursor.setPosition(block.position() + begin)
                cursor.setPosition(block.position() + begin + length, QTextCursor.MoveMode.KeepAnchor)
                return cursor
        return None

    def _take(self, word: str) -> None:
        self._desk.do(lambda: self._desk.services.spelling.add(word))
        if self._marking is not None:
            self._marking.rehighlight()
