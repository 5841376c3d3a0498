"""The paths of the wheel's shapes in pixels round its middle, each made once."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from mgi_desktop.domain.wheel import Shape, Wheel, bar, inner_part, piece, point
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
        """What is filled, and then stroked in the same colour to round its corners."""
        return self._once(shape, None)

    def piece(self, shape: Shape, shrink: float) -> QPainterPath:
        """The whole shape, made smaller by so many pixels."""
        return self._once(shape, shrink)

    def _once(self, shape: Shape, shrink: float | None) -> QPainterPath:
        key = (shape.kind, shape.code, shrink)
        if key not in self._made:
            path = shape.path
            if shrink is not None:
                within = (shape.inner, shape.outer, shape.angle, shape.turn, shape.gaps)
                path = piece(*within, shrink / self.radius)
            self._made[key] = painter_path(path, self.radius)
        return self._made[key]

    def band(self, shape: Shape) -> QPainterPath:
        """The ground of the cells of a subdomain."""
        first = self.wheel.cells[0]
        within = (first.inner, first.outer, shape.angle, shape.turn, shape.gaps)
        return painter_path(piece(*within, self.numbers["corner"]), self.radius)

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
