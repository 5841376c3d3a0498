"""Where a row of a list is taken to drag it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from mgi_desktop.i18n import _
from mgi_desktop.ui.theme import Theme


class Handle(QLabel):
    """Six dots to take hold of; Alt with the arrow keys does the same."""

    moved = Signal(QPoint)
    """Where it is carried, on the screen."""
    dropped = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setPixmap(theme.pixmap("drag", "text_3", 20))
        self.setFixedSize(theme.px(24), theme.px(28))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ring", True)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(_("Drag to move; or Alt with the arrow keys"))
        self.setToolTip(self.accessibleName())
        self._from: QPoint | None = None
        self._carried = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it, once it went further than a hand trembles."""
        if self._from is None:
            return
        here = event.globalPosition().toPoint()
        if not self._carried and (here - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._carried = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._carried:
            self.moved.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop it."""
        if self._end():
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it where it was."""
        if event.key() == Qt.Key.Key_Escape and self._end():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _end(self) -> bool:
        was, self._carried, self._from = self._carried, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        return was
