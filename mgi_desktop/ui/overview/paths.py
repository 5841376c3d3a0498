"""The paths of the wheel's shapes in pixels round its middle, each made once."""

import cmath
import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from mgi_desktop.domain.wheel import Path, Shape, Wheel, bar, inner_part, piece, point
from mgi_desktop.ui.overview.seen import Item
from mgi_desktop.ui.parts.shapes import painter_path
from mgi_desktop.ui.theme import tokens


class Paths:
    """The shapes of one wheel of a radius."""

    def __init__(self, wheel: Wheel, radius: float) -> None:
        self.wheel, self.radius = wheel, radius
        self.numbers = tokens()["wheel"]
        self._rings = {"sector": wheel.sectors, "subdomain": wheel.subdomains, "cell": wheel.cells}
        self._made: dict[tuple[str, str, float | None], QPainterPath] = {}

    def shape(self, item: Item) -> Shape | None:
        """The shape of an item; None for the hub."""
        return next((shape for shape in self._rings.get(item.kind, ()) if shape.code == item.code), None)

    def solid(self, shape: Shape) -> QPainterPath:
        """What is filled: the whole shape with round corners."""
        return self._once(shape, None)

    def piece(self, shape: Shape, shrink: float) -> QPainterPath:
        """The whole shape, made smaller by so many pixels."""
        return self._once(shape, shrink)

    def _once(self, shape: Shape, shrink: float | None) -> QPainterPath:
        key = (shape.kind, shape.code, shrink)
        if key not in self._made:
            within = (shape.inner, shape.outer, shape.angle, shape.turn, shape.gaps)
            path = piece(*within, (shrink or 0.0) / self.radius)
            self._made[key] = self._rounded(path) if shrink is None else painter_path(path, self.radius)
        return self._made[key]

    def _rounded(self, path: Path) -> QPainterPath:
        return rounded(path, self.radius, self.numbers["corner"] * self.radius)

    def band(self, shape: Shape) -> QPainterPath:
        """The ground of the cells of a subdomain."""
        first = self.wheel.cells[0]
        within = (first.inner, first.outer, shape.angle, shape.turn, shape.gaps)
        return self._rounded(piece(*within))

    def inner_part(self, shape: Shape) -> QPainterPath:
        """What “begun” fills of a cell."""
        return painter_path(inner_part(shape, self.numbers["cell"]["in_part_fill"]), self.radius)

    def bar(self, shape: Shape) -> QPainterPath:
        """The bar of “not applicable”."""
        numbers = self.numbers["cell"]["not_applicable_bar"]
        return painter_path(bar(shape, numbers["of_width"], numbers["of_depth"]), self.radius)

    def bounds(self, shape: Shape, reach: float = 3.0) -> QRectF:
        """The rectangle that a shape fills, and so many pixels round it."""
        return self.solid(shape).boundingRect().adjusted(-reach, -reach, reach, reach)

    def mark(self, shape: Shape) -> QRectF:
        """Where the diamond of a conflict lies outside a cell."""
        x, y = point(self.numbers["radii"]["mark"] * self.radius, shape.angle + shape.lean)
        reach = self.numbers["cell"]["conflict_mark"] * self.radius
        return QRectF(x - reach, y - reach, 2 * reach, 2 * reach)

    def outline(self, item: Item, away: float) -> QPainterPath:
        """The outline of an item, so many pixels outside it."""
        shape = self.shape(item)
        if shape is not None:
            return self.piece(shape, -away)
        path = QPainterPath()
        reach = self.wheel.hub * self.radius + away
        path.addEllipse(QPointF(0, 0), reach, reach)
        return path


def rounded(path: Path, radius: float, corner: float) -> QPainterPath:
    """A piece of a ring with round corners, to be filled: twenty times faster than to fill it and stroke its edge."""
    low_begin, high_begin, high_end, low_end = (complex(*values[-2:]) * radius for _name, *values in path[:4])
    low, high = abs(low_begin), abs(high_begin)
    corner = min(corner, abs(low_end - low_begin) / 3)
    first, last = (far - near for near, far in ((low_begin, high_begin), (low_end, high_end)))
    first, last = first * corner / abs(first), last * corner / abs(last)
    on_high, on_low = cmath.rect(1, corner / high), cmath.rect(1, corner / low)
    made = QPainterPath(_at(low_begin + first))
    made.lineTo(_at(high_begin - first))
    made.quadTo(_at(high_begin), _at(high_begin * on_high))
    _arc(made, high, high_begin * on_high, high_end / on_high)
    made.quadTo(_at(high_end), _at(high_end - last))
    made.lineTo(_at(low_end + last))
    made.quadTo(_at(low_end), _at(low_end / on_low))
    _arc(made, low, low_end / on_low, low_begin * on_low)
    made.quadTo(_at(low_begin), _at(low_begin + first))
    made.closeSubpath()
    return made


def _at(place: complex) -> QPointF:
    return QPointF(place.real, place.imag)


def _arc(made: QPainterPath, reach: float, begin: complex, end: complex) -> None:
    """Go on along a circle, the short way; Qt counts degrees counter-clockwise, y pointing up."""
    turn = -math.degrees(cmath.phase(end / begin))
    made.arcTo(-reach, -reach, 2 * reach, 2 * reach, -math.degrees(cmath.phase(begin)), turn)
