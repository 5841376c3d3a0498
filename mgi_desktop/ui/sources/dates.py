"""A date of a source that saves itself: the year, the month or the day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from mgi_desktop.i18n import _, format_date
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.sources.form import HINTS, NAMES, said, wrong


class DateLine(QLineEdit):
    """Shows a date in words; as it is written, while one writes it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept = ""
        self.failed = False
        self.setAcceptDrops(False)

    def show_date(self, kept: str) -> None:
        """Show another date."""
        self.kept, self.failed = kept, False
        self.setText(kept if self.hasFocus() else format_date(kept, short=True) if kept else "")
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it as one writes it."""
        super().focusInEvent(event)
        if not self.failed and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setText(self.kept)
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what is written, Esc takes it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and (self.failed or self.text() != self.kept):
            self.show_date(self.kept)
        else:
            super().keyPressEvent(event)


class DateField(Named):
    """One of the dates of the source that is shown."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.line = DateLine()
        super().__init__(desk.theme, _(NAMES[name]), self.line, quiet=True)
        hint = HINTS["date"]
        self.line.setAccessibleDescription(_(hint))
        self.line.setPlaceholderText(_("year, month or day"))
        self._desk, self._date = desk, name
        self._key = ""
        self.setFocusProxy(self.line)
        self.line.left.connect(self.keep)

    def show_date(self, key: str, kept: str) -> None:
        """Show the date of a source; of the same one, unless it is being written."""
        if key != self._key or not (self.line.hasFocus() or self.line.failed):
            self._key = key
            self.line.show_date(kept)
        else:
            self.line.kept = kept

    def keep(self) -> bool:
        """Put what is written on disk; say whether that is done, and below the field why not."""
        line, desk = self.line, self._desk
        text = said(self._date, line.text()) if line.isModified() else line.kept
        if text == line.kept:
            if line.isModified() or not line.hasFocus():
                line.show_date(line.kept)
            return True
        error = wrong(self._date, text)
        self.fail(error)
        line.failed = bool(error)
        if error:
            return False
        key, name = self._key, self._date
        if desk.do(lambda: desk.services.sources.change(desk.assessment.id, key, {name: text})) is None:
            return False
        line.show_date(text)
        return True

    def today(self) -> None:
        """It is today."""
        self.line.setText(date.today().isoformat())
        self.line.setModified(True)
        self.keep()
