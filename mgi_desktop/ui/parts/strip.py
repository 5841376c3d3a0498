"""A strip of the states of a few indicators, as lists show them beside a count."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.domain.progress import State
from mgi_desktop.ui.parts.marks import paint_cell, paint_conflict
from mgi_desktop.ui.theme import Theme

_CELL, _DEEP, _GAP, _DIAMOND = 8, 12, 3, 12


class Strip(QWidget):
    """One cell per indicator, in the reading direction, with a diamond before them where one is in conflict.

    It says nothing that the words and the count beside it do not: a screen reader passes it by.
    """

    def __init__(self, theme: Theme, colour: str, states: Sequence[State] = (), *, in_conflict: bool = False) -> None:
        """`colour` is a token, such as “2.strong”."""
        super().__init__()
        self._theme, self._colour = theme, colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_states(states, in_conflict=in_conflict)

    def set_states(self, states: Sequence[State], *, in_conflict: bool = False) -> None:
        """Show other states."""
        self._states, self._in_conflict = tuple(states), in_conflict
        self.updateGeometry()
        self.update()

    def states(self) -> tuple[State, ...]:
        """The states that are shown."""
        return self._states

    def sizeHint(self) -> QSize:
        """As wide as its cells."""
        px, count = self._theme.px, len(self._states)
        diamond = px(_DIAMOND) + 2 * px(_GAP) if self._in_conflict else 0
        return QSize(diamond + max(1, count * (px(_CELL) + px(_GAP)) - px(_GAP)), px(_DEEP + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells from the side where one begins to read."""
        painter, px = QPainter(self), self._theme.px
        cell, gap, middle = px(_CELL), px(_GAP), self.height() / 2
        x = 0
        if self._in_conflict:
            reach = px(_DIAMOND) / 2
            paint_conflict(painter, QPointF(self._from_start(reach, 0), middle), reach, self._theme.paint("error"))
            x = px(_DIAMOND) + 2 * gap
        for state in self._states:
            left = self._from_start(x, cell)
            rect = QRectF(left, middle - px(_DEEP) / 2, cell, px(_DEEP))
            paint_cell(painter, rect, state, self._theme.paint(self._colour))
            x += cell + gap

    def _from_start(self, x: float, width: float) -> float:
        return self.width() - x - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x
