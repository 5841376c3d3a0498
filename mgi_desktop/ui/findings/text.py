"""The text of a finding while nobody writes in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mgi_desktop.i18n import _, is_rtl
from mgi_desktop.ui.parts.labels import give_direction

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class Resting(QLabel):
    """Plain text that becomes a field where one begins to write."""

    wanted = Signal()
    """A click, Enter, F2, or Tab into it: the person wants to write."""

    def __init__(self) -> None:
        super().__init__()
        self._is_read = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("role", "body")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_text(self, text: str, language: str) -> None:
        """Show a text in the direction of its language, or that there is none yet."""
        self.setText(text or _("Nothing written yet"))
        self.setProperty("tone", "" if text else "secondary")
        self.style().unpolish(self)
        self.style().polish(self)
        give_direction(self, language)
        sides = Qt.AlignmentFlag
        side = sides.AlignRight if is_rtl(language) else sides.AlignLeft
        self.setAlignment(sides.AlignAbsolute | side | sides.AlignVCenter)

    def only_read(self) -> None:
        """Nobody writes in it: it takes no focus, and its words can be copied."""
        self._is_read = True
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab into the text writes in it at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click writes in it."""
        if self._is_read:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 write in it."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
