"""The tip beside the wheel: what the piece is that one is on. It stands outside the ring and takes no room."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.theme import Theme

_WIDTHS = (240, 190, 150)


class Tip(QFrame):
    """Two texts: code and state in the interface's language, the question in its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._room = theme, parent
        self.setProperty("kind", "tip")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px = theme.px
        self.head, self.text = label("", "label"), label("")
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(6), px(10), px(6))
        layout.setSpacing(px(1))
        layout.addWidget(self.head)
        layout.addWidget(self.text)
        self.hide()

    def tell(self, head: str, text: str, language: str) -> None:
        """Say something else; `place` follows."""
        self.head.setText(head)
        self.text.setText(text)
        give_direction(self.text, language)
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

    def place(self, middle: QPointF, radius: float, toward: float) -> None:
        """Stand outside a circle in a direction (radians from twelve o'clock), as little over it as can be."""
        room = QRectF(self._room.rect()).adjusted(4, 4, -4, -4)
        found = [self._stand(room, middle, radius, toward, self._theme.px(width)) for width in _WIDTHS]
        self.setGeometry(min(found, key=lambda rect: _covered(QRectF(rect), middle, radius)))
        self.show()
        self.raise_()

    def _stand(self, room: QRectF, middle: QPointF, radius: float, toward: float, width: int) -> QRect:
        width = min(width, int(room.width()))
        size = QSize(width, self._layout.heightForWidth(width))
        reach = radius * 1.03 + 6
        x = middle.x() + math.sin(toward) * (reach + size.width() / 2) - size.width() / 2
        y = middle.y() - math.cos(toward) * (reach + size.height() / 2) - size.height() / 2
        left = max(room.left(), min(x, room.right() - size.width()))
        top = max(room.top(), min(y, room.bottom() - size.height()))
        return QRect(round(left), round(top), size.width(), size.height())


def _covered(rect: QRectF, middle: QPointF, radius: float) -> float:
    """How deep a rectangle reaches into a circle."""
    x = max(rect.left(), min(middle.x(), rect.right()))
    y = max(rect.top(), min(middle.y(), rect.bottom()))
    return max(0.0, radius - math.hypot(x - middle.x(), y - middle.y()))
