"""The field in which one looks for something: a glass at its beginning, and at its end what empties it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle

from mgi_desktop.i18n import _
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.theme import Theme

_GLASS, _CLEAR = 16, 26


class Finder(QLineEdit):
    """Both signs grow with the text, which Qt's own do not; its name stands in it while it is empty."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.clear_button = icon_button(theme, "close", _("Empty the search"), self._empty, small=True)
        self.clear_button.setParent(self)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.hide()
        px = theme.px
        begin, end = px(_GLASS + 10), px(_CLEAR)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(end if mirrored else begin, 0, begin if mirrored else end, 0)
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sign at the end stays there."""
        super().resizeEvent(event)
        side = self._theme.px(_CLEAR)
        at_end = QRect(self.width() - side - 2, (self.height() - side) // 2, side, side)
        self.clear_button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), at_end))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glass."""
        super().paintEvent(event)
        side = self._theme.px(_GLASS)
        place = QRect(self._theme.px(9), (self.height() - side) // 2, side, side)
        placed = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        QPainter(self).drawPixmap(placed.topLeft(), self._theme.pixmap("search", "text_2", _GLASS))

    def _empty(self) -> None:
        self.clear()
        self.setFocus()
