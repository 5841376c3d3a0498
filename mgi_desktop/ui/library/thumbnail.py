"""The wheel of an assessment, small: six arcs, each filled by the share that is answered."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.wheel import SECTORS, Path, piece
from mgi_desktop.ui.parts.shapes import painter_path
from mgi_desktop.ui.theme import Theme

SIZE = 56
INNER = 0.5
GAP = 0.085
_TURN = math.tau / SECTORS

Share = tuple[str, int, int]


class Thumbnail(QWidget):
    """A picture of how far an assessment is, for the eye alone: the numbers stand beside it."""

    def __init__(self, theme: Theme, shares: Sequence[Share]) -> None:
        """`shares` are domain code, answered, of."""
        super().__init__()
        self._theme, self._shares = theme, shares
        self.setFixedSize(theme.px(SIZE), theme.px(SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a disc of surface and the six arcs on it, mirrored where one reads from right to left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.width() / 2
        painter.translate(radius, radius)
        if QGuiApplication.isRightToLeft():
            painter.scale(-1, 1)
        painter.setBrush(self._theme.paint("surface"))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        for place, (_code, answered, of) in enumerate(self._shares[:SECTORS]):
            self._paint_share(painter, place, answered / of if of else 0)

    def _paint_share(self, painter: QPainter, place: int, share: float) -> None:
        radius = self.width() / 2 - 1
        strong = self._theme.paint(f"{place + 1}.strong")
        whole, done = painter_path(arc(place, 1), radius), painter_path(arc(place, share), radius)
        if self._theme.outlined:
            painter.strokePath(whole, QPen(strong, 1.4))
        else:
            painter.fillPath(whole, self._theme.paint(f"{place + 1}.soft_hover"))
        if share:
            painter.fillPath(done, strong)


def arc(place: int, share: float) -> Path:
    """The filled part of the arc at a place, clockwise from twelve o'clock."""
    turn = _TURN * share
    return piece(INNER, 1, _TURN * place + turn / 2, turn, (GAP, GAP if share == 1 else 0))
