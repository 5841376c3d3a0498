"""Fields that save themselves: what is typed is on disk within a second, and an edit when the field is left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import TEXT_LIMIT
from mgi_desktop.domain.text import first_refused, one_kind_of_line_end, without_refused
from mgi_desktop.files import write_whole
from mgi_desktop.i18n import N_, _, say
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.spelling import Marking, Spelled, Styles

Looks = Callable[[str], Styles]

PAUSE = 400
REST = 120_000
_OF_THE_WINDOW = tuple(
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, key) for key in (Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K)
)
"""Keys by which some desktops delete or move within a text, and which mean something else in this program."""


class Text(QPlainTextEdit):
    """Several lines of plain text, kept as typed, no-break spaces included."""

    left = Signal()

    def __init__(self, name: str, text: str = "", *, least: int = 4, most: int = 12) -> None:
        """`least` and `most` are lines: it grows from one to the other, then scrolls."""
        super().__init__()
        self._least, self._most = least, most
        self.pasted: Callable[[str], str] = str
        """What becomes of a text that is pasted."""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        # A bar that comes and goes by itself changes the width, and with it the lines that it was measured by.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        """What stands in it; Qt's own `toPlainText` would change no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show another text, the cursor staying where it can."""
        if text != self.text():
            place = self.textCursor().position()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text as text, without characters that no file may carry; too much of it stays in the clipboard."""
        text = self.pasted(one_kind_of_line_end(source.text()))
        cursor = self.textCursor()
        replaced = cursor.selectionEnd() - cursor.selectionStart()
        if len(text) + self.document().characterCount() - 1 - replaced > TEXT_LIMIT:
            self.too_long.emit()
            return
        if first_refused(text):
            self.refused_paste.emit()
        clean = QMimeData()
        clean.setText(without_refused(text))
        super().insertFromMimeData(clean)

    refused_paste = Signal()
    """Some of what was pasted was left out."""
    too_long = Signal()
    """What was to be pasted is more than a text may hold; laying it out would hold the window up."""

    def event(self, event: QEvent) -> bool:
        """Leave to the window its keys, and Ctrl+Z where nothing was typed here since the field was entered."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.keyCombination() in _OF_THE_WINDOW:
                event.ignore()
                return False
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                self.left.emit()  # what was taken back here is on disk before the window takes back more
                self._begin_anew()
                event.ignore()
                return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Undo within the field goes back to here."""
        if event.reason().name != "PopupFocusReason":
            self._begin_anew()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason().name != "PopupFocusReason":
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._grow()
        now = self.viewport().size()
        if now.width() != event.size().width():  # it grew, a scroll bar came, and Qt does not tell of it
            super().resizeEvent(QResizeEvent(now, event.size()))
            self._grow()

    def _begin_anew(self) -> None:
        """Undo within the field goes back no further than to now."""
        self.setUndoRedoEnabled(False)
        self.setUndoRedoEnabled(True)

    def _lines(self) -> int:
        """How many lines stand in it, counted one further than it grows; what was never painted is broken now."""
        layout, block, lines = self.document().documentLayout(), self.document().firstBlock(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)
            lines += block.lineCount()
            block = block.next()
        return lines

    def _grow(self) -> None:
        lines = self._lines()
        shown = max(self._least, min(self._most, lines))
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if lines > self._most else bars.ScrollBarAlwaysOff)
        margins = self.contentsMargins()
        edges = margins.top() + margins.bottom() + 2 * self.document().documentMargin()
        height = round(shown * self.fontMetrics().lineSpacing() + edges) + 4
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)


class Writing(QWidget):
    """A text field of the open assessment: a draft while one types, one edit when it is left or after a rest."""

    def __init__(
        self, desk: Desk, ref: FieldRef, name: str, language: str, *,
        least: int = 4, most: int = 12, hint: str = "", stays_draft: bool = False, looks: Looks | None = None,
        read_only: bool = False,
    ) -> None:  # fmt: skip
        """`stays_draft`: leaving the field makes no edit; whoever shows it says when it is done.

        `looks` gives parts of a paragraph a look of their own. What is `read_only`, or belongs to an assessment that
        is, is shown as plain text.
        """
        super().__init__()
        self._done = self.keep if stays_draft else self.leave
        self._desk, self.ref = desk, ref
        read_only = read_only or self._locked()
        self._shown = self._held()
        self.field = Text(name, self._shown, least=1 if read_only else least, most=most)
        self.field.setPlaceholderText(_("Nothing written") if read_only else hint)
        give_direction(self.field, language)
        self._marking = Marking(self.field, looks) if looks is not None else None
        if read_only:
            as_reading(self.field)
        elif desk.preferences.get("spelling"):
            Spelled(desk, self.field, language, self._marking)
        self._failed: QFrame | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.keep)
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._done)
        self.field.textChanged.connect(self._typing)
        self.field.left.connect(self._done)
        self.field.refused_paste.connect(
            lambda: desk.notifier.told.emit(_("Control characters in the pasted text were left out."), "")
        )
        self.field.too_long.connect(
            lambda: desk.notifier.refused.emit(
                Refused(N_("Nothing was pasted: the text would be longer than {limit} characters."), limit=TEXT_LIMIT)
            )
        )
        desk.notifier.saved.connect(self._again)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.px(6))
        self._column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def show_value(self) -> None:
        """Show what the field holds now, unless something is being typed that is not on disk yet."""
        if not self._pause.isActive() and self._failed is None:
            self._shown = self._held()
            self.field.show_text(self._shown)

    def turn_to(self, ref: FieldRef) -> None:
        """Show the same field of something else, once what was typed in the one before is kept."""
        self._pause.stop()
        self._rest.stop()
        self.ref = ref
        self.show_value()

    def keep(self) -> bool:
        """Put what is typed on disk; say whether that is done."""
        self._pause.stop()
        text = self.field.text()
        if text == self._shown:
            self._succeed()
            return True
        try:
            self._put(text)
        except Refused as refused:
            self._fail(refused)
            return False
        self._shown = text
        self._succeed()
        return True

    def leave(self) -> None:
        """Make one edit of what was typed."""
        self._rest.stop()
        if self._desk.id is not None and self.keep():
            self._desk.left(self.ref)

    def _locked(self) -> bool:
        """Whether nothing can be written, since the assessment is published."""
        return self._desk.read_only

    def _held(self) -> str:
        value = self._desk.assessment.held(self.ref).value
        return value if isinstance(value, str) else ""

    def _put(self, text: str) -> None:
        self._desk.typed(self.ref, text)

    def _typing(self) -> None:
        if self.field.text() != self._shown:
            if not self._pause.isActive():  # not restarted: a person who never stops typing is saved too
                self._pause.start()
            self._rest.start()

    def _again(self, _at: datetime) -> None:
        """Something could be saved: perhaps this can be, too."""
        if self._failed is not None:
            self._pause.start()

    def _fail(self, refused: Refused) -> None:
        """Keep the text on the screen, say that it is not saved, and offer three ways on."""
        self._desk.notifier.refused.emit(refused)
        self._desk.notifier.unsaved.emit()
        if self._failed is None:
            self._failed = QFrame()
            self._failed.setProperty("kind", "strip-error")
            layout = QVBoxLayout(self._failed)
            layout.addWidget(label(_("Not saved: {why}").format(why=say(refused)), tone="error"))
            theme = self._desk.theme
            layout.addLayout(
                row(
                    button(theme, _("Try again"), self._done, small=True),
                    button(theme, _("Copy text"), self._copy, small=True),
                    button(theme, _("Save elsewhere…"), self._save_elsewhere, small=True),
                    None,
                )
            )
            self._column.addWidget(self._failed)

    def _succeed(self) -> None:
        if self._failed is not None:
            self._failed.hide()
            self._failed.deleteLater()
            self._failed = None

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.field.text())

    def _save_elsewhere(self) -> None:
        from pathlib import Path

        name, _filter = QFileDialog.getSaveFileName(self, _("Save elsewhere"), "text.txt")
        if name:
            self._desk.do(lambda: write_whole(Path(name), self.field.text().encode()))


def as_reading(field: Text) -> None:
    """Make a field a text that can be read and copied, not changed."""
    field.setReadOnly(True)
    field.document().setDocumentMargin(0)
    field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    field.setProperty("kind", "reading")


@dataclass(frozen=True)
class Cursor:
    """Where one is writing: the field, and the place in its text."""

    ref: FieldRef
    place: int


def cursor_in(page: QWidget) -> Cursor | None:
    """Where one is writing on a page; None where one is not."""
    focus = page.window().focusWidget()
    for writing in page.findChildren(Writing):
        if writing.field is focus:
            return Cursor(writing.ref, writing.field.textCursor().position())
    return None


def write_on(page: QWidget, cursor: Cursor) -> None:
    """Go on writing where one was, on a page that was built anew."""
    for writing in page.findChildren(Writing):
        if writing.ref == cursor.ref and writing.isVisibleTo(page):
            writing.field.setFocus(Qt.FocusReason.OtherFocusReason)
            place = writing.field.textCursor()
            place.setPosition(min(cursor.place, writing.field.document().characterCount() - 1))
            writing.field.setTextCursor(place)


def error_text(text: str = "") -> QLabel:
    """A line below a field that says what is wrong with it."""
    made = label(text, "caption", "error")
    made.setVisible(bool(text))
    return made
