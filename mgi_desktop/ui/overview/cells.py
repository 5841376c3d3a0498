"""The cells of the wheel: work done as solids and frames, what exists as discs."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mgi_desktop.domain.progress import State
from mgi_desktop.domain.wheel import Shape, dot
from mgi_desktop.ui.overview.paths import Paths
from mgi_desktop.ui.overview.seen import PRESENCE, Seen
from mgi_desktop.ui.parts.marks import paint_conflict, paint_disc
from mgi_desktop.ui.theme import Theme

OUTLINE = 1.4
"""The line of every shape in high contrast."""


class CellPainter:
    """Paints the cells of one wheel."""

    def __init__(self, theme: Theme, paths: Paths) -> None:
        self._theme, self._paths = theme, paths
        self._line = OUTLINE if theme.outlined else max(1.1, paths.numbers["cell_line"] * paths.radius)

    def cell(self, painter: QPainter, shape: Shape, seen: Seen) -> None:
        """Paint a cell in the view of now."""
        if seen.view == PRESENCE:
            self._exists(painter, shape, seen)
        else:
            self._done(painter, shape, seen.states[shape.code])

    def band(self, painter: QPainter, shape: Shape, *, lit: bool) -> None:
        """The ground on which the discs of a subdomain stand; none where there are no tints."""
        if not self._theme.outlined:
            colour = self._theme.paint(f"{shape.place}.{'soft_hover' if lit else 'soft'}")
            painter.fillPath(self._paths.band(shape), colour)

    def conflict(self, painter: QPainter, shape: Shape) -> None:
        """The diamond of a conflict, outside its cell."""
        mark, theme = self._paths.mark(shape), self._theme
        paint_conflict(painter, mark.center(), mark.width() / 2, theme.paint("error"), theme.paint("page"))

    def _done(self, painter: QPainter, shape: Shape, state: State) -> None:
        strong = self._theme.paint(f"{shape.place}.strong")
        if state in (State.ANSWERED, State.NOT_APPLICABLE):
            painter.fillPath(self._paths.solid(shape), strong)
            if state is State.NOT_APPLICABLE:
                painter.fillPath(self._paths.bar(shape), self._theme.paint("page"))
            return
        self._frame(painter, shape, strong)
        if state is State.BEGUN:
            painter.fillPath(self._paths.inner_part(shape), strong)
        elif state is State.TO_BE_VERIFIED:
            self._dot(painter, shape, strong)

    def _exists(self, painter: QPainter, shape: Shape, seen: Seen) -> None:
        exists, theme = seen.exists[shape.code], self._theme
        if exists in (State.NOT_YET, State.TO_BE_VERIFIED):
            painter.fillPath(self._paths.piece(shape, 0), theme.paint("page"))
            self._frame(painter, shape, theme.paint("border_strong"))
            if exists is State.TO_BE_VERIFIED:
                self._dot(painter, shape, theme.paint("text_2"))
            return
        strong = theme.paint(f"{shape.place}.strong")
        if exists is State.NOT_APPLICABLE:
            painter.fillPath(self._paths.bar(shape), strong)
            return
        middle, reach = self._disc(shape, "disc")
        paint_disc(painter, middle, reach, exists, strong, self._line)

    def _frame(self, painter: QPainter, shape: Shape, colour: QColor) -> None:
        pen = QPen(colour, self._line, j=Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self._paths.piece(shape, self._line / 2), pen)

    def _dot(self, painter: QPainter, shape: Shape, colour: QColor) -> None:
        middle, reach = self._disc(shape, "verify_dot")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, reach, reach)

    def _disc(self, shape: Shape, kind: str) -> tuple[QPointF, float]:
        numbers = self._paths.numbers["cell"][kind]
        x, y, reach = (value * self._paths.radius for value in dot(shape, numbers["of_width"], numbers["of_depth"]))
        return QPointF(x, y), reach
