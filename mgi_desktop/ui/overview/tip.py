"""The tip beside the wheel: what the piece is that one is on. It stands outside the ring and takes no room."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
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
        """Stand outside a circle in a direction (radians from twelve o'clock), as little over it as can be.

        Where there is no room in that direction it moves up or down, or becomes narrower.
        """
        room = QRectF(self._room.rect()).adjusted(4, 4, -4, -4)

        def cost(rect: QRectF, moved: float) -> float:
            return 100 * _covered(rect, middle, radius * 1.03 + 4) + moved

        found: list[tuple[float, int, QRectF]] = []
        for width in _WIDTHS:
            rect = self._stand(room, middle, radius, toward, self._theme.px(width))
            for moved in range(-200, 201, 10):
                top = max(room.top(), min(rect.top() + moved, room.bottom() - rect.height()))
                other = QRectF(rect.left(), top, rect.width(), rect.height())
                found.append((cost(other, abs(top - rect.top())), len(found), other))
        self.setGeometry(min(found)[2].toRect())
        self.show()
        self.raise_()

    def _stand(self, room: QRectF, middle: QPointF, radius: float, toward: float, width: int) -> QRectF:
        width = min(width, int(room.width()))
        size = QSize(width, self._layout.heightForWidth(width - 2) + 2)
        reach = radius * 1.03 + 6
        x = middle.x() + math.sin(toward) * (reach + size.width() / 2) - size.width() / 2
        y = middle.y() - math.cos(toward) * (reach + size.height() / 2) - size.height() / 2
        left = max(room.left(), min(x, room.right() - size.width()))
        top = max(room.top(), min(y, room.bottom() - size.height()))
        return QRectF(round(left), round(top), size.width(), size.height())


def _covered(rect: QRectF, middle: QPointF, radius: float) -> float:
    """How deep a rectangle reaches into a circle."""
    x = max(rect.left(), min(middle.x(), rect.right()))
    y = max(rect.top(), min(middle.y(), rect.bottom()))
    return max(0.0, radius - math.hypot(x - middle.x(), y - middle.y()))
