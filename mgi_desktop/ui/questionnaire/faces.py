"""How a row of the scale looks: painted as one piece, so that seven cards open at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QStyle

from mgi_desktop.i18n import is_rtl
from mgi_desktop.ui.parts.labels import give_direction
from mgi_desktop.ui.theme import Theme, tokens

_EDGE, _ICON, _TEXT, _KEY, _END = 12, 16, 39, 20, 10
_SMALL_TEXT, _SMALL_END = 34, 8
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Face:
    """An icon, words and a key, in the colour of a domain by its place.

    `language` is that of the words, `beside` that of the scale, whose direction every row has; `small` gives the key's
    place to the check mark.
    """

    theme: Theme
    icon: str
    words: str
    key: str
    place: int
    language: str
    beside: str
    small: bool = False

    @property
    def _after(self) -> int:
        """What the check mark and the key take at the end of the row."""
        return self.theme.px(_SMALL_END + _KEY + 4 if self.small else _END + _KEY + 8 + _ICON + 8)

    @property
    def _before(self) -> int:
        """What the icon takes at its beginning."""
        return self.theme.px(_SMALL_TEXT if self.small else _TEXT)

    @property
    def _end(self) -> int:
        return _SMALL_END if self.small else _END

    @property
    def _metrics(self) -> QFontMetrics:
        """Those of the bold words, so that no row grows when it is chosen."""
        return QFontMetrics(self.theme.font("label"))

    def width(self) -> int:
        """How wide the row is where its words stand in one line."""
        return self._before + self._metrics.horizontalAdvance(self.words) + 2 + self._after

    def height(self, width: int) -> int:
        """How high the row is at a width."""
        room = max(self.theme.px(24), width - self._before - self._after)
        text = self._metrics.boundingRect(QRect(0, 0, room, 10_000), int(_WRAP), self.words)
        return max(self.theme.size("row"), text.height() + 2 * self.theme.px(8))

    def paint(self, button: QAbstractButton, chosen: bool) -> None:
        """Paint the row: what is chosen has a soft ground, a strong edge, bold words and a check mark."""
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._sheet(painter, button, chosen)
        self._icon(
            painter,
            button,
            self.icon,
            _EDGE - 2 if self.small else _EDGE,
            f"{self.place}.strong" if chosen else "text_2",
        )
        self._words(painter, button, chosen)
        if not (self.small and chosen):
            self._keycap(painter, button)
        if chosen:
            place = button.width() / self.theme.zoom - self._end - _KEY
            self._icon(painter, button, "check", place + 2 if self.small else place - 8 - _ICON, f"{self.place}.text")

    def _sheet(self, painter: QPainter, button: QAbstractButton, chosen: bool) -> None:
        line = self.theme.px(tokens()["line"]["selected" if chosen else "control"])
        ground = f"{self.place}.soft" if chosen else "hover" if button.underMouse() else "surface"
        painter.setPen(QPen(self.theme.paint(f"{self.place}.strong" if chosen else "border_strong"), line))
        painter.setBrush(self.theme.paint("selected" if button.isDown() else ground))
        radius = self.theme.px(tokens()["radius"]["control"])
        half = line / 2
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _icon(self, painter: QPainter, button: QAbstractButton, icon: str, x: float, colour: str) -> None:
        size = self.theme.px(_ICON)
        rect = self._placed(button, QRect(round(x * self.theme.zoom), (button.height() - size) // 2, size, size))
        painter.drawPixmap(rect.topLeft(), self.theme.pixmap(icon, colour, _ICON, button.devicePixelRatio()))

    def _words(self, painter: QPainter, button: QAbstractButton, chosen: bool) -> None:
        start = self._before
        rect = self._placed(button, QRect(start, 0, button.width() - start - self._after, button.height()))
        painter.setFont(self.theme.font("label" if chosen else "body"))
        painter.setPen(self.theme.paint("text"))
        directions, sides = Qt.LayoutDirection, Qt.AlignmentFlag
        painter.setLayoutDirection(directions.RightToLeft if is_rtl(self.language) else directions.LeftToRight)
        side = sides.AlignRight if button.layoutDirection() == directions.RightToLeft else sides.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(flags) | int(_WRAP), self.words)

    def _keycap(self, painter: QPainter, button: QAbstractButton) -> None:
        size = self.theme.px(_KEY)
        x = button.width() - self.theme.px(self._end) - size
        rect = self._placed(button, QRect(x, (button.height() - size) // 2, size, size))
        painter.setPen(QPen(self.theme.paint("border"), 1))
        painter.setBrush(self.theme.paint("surface"))
        radius = self.theme.px(tokens()["radius"]["chip"])
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.paint("text_3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.key)

    def _placed(self, button: QAbstractButton, rect: QRect) -> QRect:
        return QStyle.visualRect(button.layoutDirection(), button.rect(), rect)


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # Qt knows each class by one ancestor only: a radio button or a check box


class _Row(_Button):
    """What both kinds of rows have in common. What is chosen is what the store says, not what was clicked."""

    face: Face

    def dress(self, face: Face) -> None:
        """Give the row its face."""
        self.face = face
        self._heights: dict[int, int] = {}
        self.setAccessibleName(f"{face.words} ({face.key})")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        give_direction(self, face.beside)

    def hitButton(self, place: QPoint) -> bool:
        """The whole row is the button."""
        return self.rect().contains(place)

    def nextCheckState(self) -> None:
        """Stay as it is until the store has changed."""

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self.face.width(), self.heightForWidth(self.face.width()))

    def minimumSizeHint(self) -> QSize:
        """Its words may wrap."""
        return QSize(self.face.theme.px(120), self.face.theme.size("row"))

    def hasHeightForWidth(self) -> bool:
        """Its words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words; measured once for each width."""
        if width not in self._heights:
            self._heights[width] = self.face.height(width)
        return self._heights[width]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        self.face.paint(self, self.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as Space does; the scale moves between rows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Choice(_Row, QRadioButton):
    """A value of the scale, or not applicable. The scale itself sees to it that one at most is chosen."""

    def __init__(self, face: Face, value: str) -> None:
        super().__init__()
        self.value = value
        self.setAutoExclusive(False)
        self.dress(face)


class Flag(_Row, QCheckBox):
    """To be verified: beside any value, or without one."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.dress(face)
