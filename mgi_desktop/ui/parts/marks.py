"""The marks of work done (cells) and of what exists (discs), upright and small, as lists and legends show them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mgi_desktop.domain.instrument import Presence
from mgi_desktop.domain.progress import State

LINE = 1.2


def paint_cell(painter: QPainter, rect: QRectF, state: State, colour: QColor, line: float = LINE) -> None:
    """Paint one of the five states: what is answered is solid, all else a frame."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    if state in (State.ANSWERED, State.NOT_APPLICABLE):
        shape.addRoundedRect(rect, 1.5, 1.5)
        if state is State.NOT_APPLICABLE:
            shape.addRect(_centred(rect, 0.56, 0.16))
        painter.fillPath(shape, colour)
        return
    half = line / 2
    shape.addRoundedRect(rect.adjusted(half, half, -half, -half), 1.5, 1.5)
    painter.setPen(QPen(colour, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    if state is State.BEGUN:
        inside = rect.adjusted(line, line, -line, -line)
        painter.fillRect(inside.adjusted(0, inside.height() / 2, 0, 0), colour)
    elif state is State.TO_BE_VERIFIED:
        _fill_disc(painter, rect.center(), max(1.2, rect.width() * 0.18), colour)


def paint_disc(
    painter: QPainter, middle: QPointF, radius: float, exists: Presence | State, colour: QColor, line: float = LINE
) -> None:
    """Paint what exists: a full disc, its lower half in a ring, a ring, or a bar where it does not apply."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    if exists is State.NOT_APPLICABLE:
        painter.fillRect(_centred(square, 1.1, 0.24), colour)
        return
    if exists == "complete":
        _fill_disc(painter, middle, radius, colour)
        return
    half = line / 2
    painter.setPen(QPen(colour, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(square.adjusted(half, half, -half, -half))
    if exists == "partial":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(square.adjusted(half, half, -half, -half), 180 * 16, 180 * 16)


def paint_conflict(
    painter: QPainter, middle: QPointF, reach: float, colour: QColor, edge: QColor | None = None
) -> None:
    """Paint the diamond of a conflict, with an edge where it stands on other colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath(QPointF(middle.x(), middle.y() - reach))
    for x, y in ((reach, 0.0), (0.0, reach), (-reach, 0.0)):
        shape.lineTo(middle.x() + x, middle.y() + y)
    shape.closeSubpath()
    if edge is not None:
        painter.strokePath(shape, QPen(edge, 3))
    painter.fillPath(shape, colour)


def _centred(rect: QRectF, of_width: float, of_height: float) -> QRectF:
    width, height = rect.width() * of_width, rect.height() * of_height
    return QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)


def _fill_disc(painter: QPainter, middle: QPointF, radius: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, radius, radius)
