"""The five stages as a path: those that were reached with who, when and why, and what comes next."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.domain.fields import STAGES
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, column, row
from mgi_desktop.ui.parts.labels import chip, label
from mgi_desktop.ui.stages import reached
from mgi_desktop.ui.theme import Theme

_WIDE, _MIDDLE = 20, 12


class Path(QWidget):
    """One row per stage, joined by a line; what its marks say is said in words too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        rows = [self._row(place, stage) for place, stage in enumerate(STAGES)]
        self.setLayout(column(*rows, spacing=0))

    def _row(self, place: int, stage: str) -> QWidget:
        desk, px = self._desk, self._desk.theme.px
        now = STAGES.index(desk.assessment.stage)
        title = label(reached.name(stage), "question" if place == now else "body", wrap=False)
        head = row(title, *([chip(_("now"))] if place == now else []), None, spacing=px(8))
        meaning = label(_(reached.MEANINGS[stage]), "caption", "secondary")
        said = column(head, meaning, *self._said(stage), spacing=px(2), margins=(0, 0, 0, px(14)))
        mark = Mark(desk.theme, place - now, first=place == 0, last=place == len(STAGES) - 1)
        made = row(mark, said, spacing=px(10))
        made.setStretch(1, 1)
        return box(made)

    def _said(self, stage: str) -> Iterator[QWidget]:
        px = self._desk.theme.px
        for head, *more in reached.reached(self._desk.assessment, stage):
            lines = [label(head, "caption"), *(label(text, "caption", "secondary") for text in more)]
            yield box(column(*lines, spacing=0, margins=(0, px(2), 0, 0)))


class Mark(QWidget):
    """A disc for the stage of now, a smaller one before it, a ring after it; and the line of the path."""

    def __init__(self, theme: Theme, step: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._step, self._first, self._last = theme, step, first, last
        self.setFixedWidth(theme.px(_WIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line first, then the mark on it."""
        painter, px = QPainter(self), self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = QPointF(self.width() / 2, px(_MIDDLE)), px(6 if self._step == 0 else 4)
        painter.setPen(QPen(self._theme.paint("border_strong"), 1.5))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - reach))
        if not self._last:
            painter.drawLine(QPointF(middle.x(), middle.y() + reach), QPointF(middle.x(), self.height()))
        ink = self._theme.paint("accent" if self._step == 0 else "text_2")
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self._step <= 0 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach))
