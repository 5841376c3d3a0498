"""The wheel as Qt paints it, round its middle; any part of it can be painted alone."""

import math
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from mgi_desktop.domain.wheel import Shape, Wheel
from mgi_desktop.i18n import _, is_rtl
from mgi_desktop.ui.overview.cells import OUTLINE, CellPainter
from mgi_desktop.ui.overview.paths import Paths
from mgi_desktop.ui.overview.plan import Name, Plan, Type
from mgi_desktop.ui.overview.seen import HUB, NOTHING, PRESENCE, Item, Seen
from mgi_desktop.ui.theme import Theme, tokens

FRAME = 1.6


def in_pixels(font: QFont) -> QFont:
    """The font at its size in pixels, the same on a widget and on a picture."""
    font.setPixelSize(QFontInfo(font).pixelSize())
    return font


class WheelPainter:
    """Paints one wheel."""

    def __init__(self, theme: Theme, wheel: Wheel, plan: Plan, kind: Type, language: str) -> None:
        """`language` is that of the names."""
        self._theme, self._wheel, self._plan, self._type = theme, wheel, plan, kind
        self._radius = plan.radius
        self._reads, self._counts = _direction(language), _direction(None)
        self.paths = Paths(wheel, plan.radius)
        self._cells = CellPainter(theme, self.paths)

    def paint(self, painter: QPainter, seen: Seen, within: QRectF) -> None:
        """Paint what touches a rectangle."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if within.intersects(self.paths.outline(HUB, 2).boundingRect()):
            self.hub(painter, seen)
        for shape in self._wheel.sectors:
            if within.intersects(self.paths.bounds(shape)):
                self.sector(painter, shape, "strong" if shape.code == seen.chosen else "soft")
        for shape in self._wheel.subdomains:
            # Their codes never stand out, but the band of their cells does.
            if within.intersects(self.paths.bounds(shape, self._radius * 0.2)):
                self.subdomain(painter, shape, lit=shape.domain == seen.chosen)
                if seen.view == PRESENCE:
                    self._cells.band(painter, shape, lit=shape.domain == seen.chosen)
        self._paint_cells(painter, seen, within)
        for name in self._plan.names:
            if within.intersects(name.rect.translated(-self._plan.middle)):
                self._name(painter, name, chosen=name.domain == seen.chosen)

    def _paint_cells(self, painter: QPainter, seen: Seen, within: QRectF) -> None:
        for shape in self._wheel.cells:
            if within.intersects(self.paths.bounds(shape)):
                self._cells.cell(painter, shape, seen)
        for shape in self._wheel.cells:
            if shape.code in seen.conflicts and within.intersects(self.paths.mark(shape).adjusted(-3, -3, 3, 3)):
                self._cells.conflict(painter, shape)

    def hub(self, painter: QPainter, seen: Seen, ground: str = "surface") -> None:
        """The disc in the middle: how many are answered, of how many; the last word only where there is room."""
        theme, reach = self._theme, self._wheel.hub * self._radius
        painter.setPen(QPen(theme.paint("text" if theme.outlined else "border"), 1))
        painter.setBrush(theme.paint(ground))
        painter.drawEllipse(QPointF(0, 0), reach, reach)
        lines = [str(seen.answered), _("of {of}").format(of=seen.of), _("answered")]
        if self._hub_height(3) > 1.55 * reach:
            lines.pop()
        top = -self._hub_height(len(lines)) / 2
        for text, font, ink in zip(lines, self._hub_fonts, ("text", "text_2", "text_2"), strict=False):
            high = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(theme.paint(ink))
            painter.drawText(QRectF(-reach, top, 2 * reach, high), Qt.AlignmentFlag.AlignCenter, text)
            top += high

    @cached_property
    def _hub_fonts(self) -> list[QFont]:
        """The figure's font, smaller in a small hub, and that of the words below it, never below 9 points."""
        reach = self._wheel.hub * self._radius
        display, caption = in_pixels(self._theme.font("display")), in_pixels(self._theme.font("caption"))
        display.setPixelSize(max(1, min(display.pixelSize(), round(reach * 0.62))))
        caption.setPixelSize(max(12, min(caption.pixelSize(), round(reach * 0.28))))
        return [display, caption, caption]

    def _hub_height(self, lines: int) -> float:
        return sum(QFontMetricsF(font).height() for font in self._hub_fonts[:lines])

    def sector(self, painter: QPainter, shape: Shape, fill: str) -> None:
        """A sector with icon and number; `fill` is soft, soft_hover or strong."""
        theme = self._theme
        place = shape.place - 1
        self._fill(painter, shape, fill)
        ink = f"{shape.place}.{'on_strong' if fill == 'strong' else 'text'}"
        size = 2 * round(self._wheel.icon_size * self._radius / 2)
        icon = theme.pixmap(f"domain-{shape.place}", ink, size / theme.zoom, painter.device().devicePixelRatio())
        middle = QPointF(*self._wheel.icons[place]) * self._radius - QPointF(size, size) / 2
        painter.drawPixmap(QPointF(middle.toPoint()), icon)
        number = QPointF(*self._wheel.numbers[place]) * self._radius
        self._text(painter, self._sized(self._type.label, 0.13), theme.paint(ink), number, shape.code)

    def subdomain(self, painter: QPainter, shape: Shape, *, lit: bool) -> None:
        """A segment of the subdomain ring, with its code where there is room."""
        self._fill(painter, shape, "soft_hover" if lit else "soft")
        font = self._sized(self._type.caption, 0.085)
        enough = 2 * self._radius >= self.paths.numbers["subdomain_codes_from_diameter"]
        if enough and self._has_room(shape, font):
            middle = QPointF(*shape.middle) * self._radius
            self._text(painter, font, self._theme.paint(f"{shape.place}.text"), middle, shape.code)

    def _has_room(self, shape: Shape, font: QFont) -> bool:
        """Whether the code of a segment fits in it: along the ring above and below, across it at the sides."""
        along, across = shape.arc * self._radius, (shape.outer - shape.inner) * self._radius
        lean, turn = abs(math.sin(shape.angle)), abs(math.cos(shape.angle))
        width = min(along / max(turn, 0.01), across / max(lean, 0.01))
        return along > 1.75 * font.pixelSize() and QFontMetricsF(font).horizontalAdvance(shape.code) < width

    def _sized(self, font: QFont, share: float) -> QFont:
        """A font that is no larger than its share of the radius."""
        made = QFont(font)
        made.setPixelSize(max(9, min(font.pixelSize(), round(self._radius * share))))
        return made

    def _fill(self, painter: QPainter, shape: Shape, fill: str) -> None:
        """Fill a shape; where there are no tints, outline what is not in full colour."""
        if self._theme.outlined and fill != "strong":
            pen = QPen(self._theme.paint(f"{shape.place}.strong"), OUTLINE)
            painter.strokePath(self.paths.piece(shape, OUTLINE / 2), pen)
        else:
            painter.fillPath(self.paths.solid(shape), self._theme.paint(f"{shape.place}.{fill}"))

    def _name(self, painter: QPainter, name: Name, *, chosen: bool) -> None:
        theme, kind = self._theme, self._type
        side = Qt.AlignmentFlag.AlignLeft if name.side > 0 else Qt.AlignmentFlag.AlignRight
        align = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        rect = name.rect.translated(-self._plan.middle)
        top, ink = rect.top(), f"{name.place}.text" if chosen else "text"
        painter.save()
        for text, font, high, colour, direction in (
            *((line, kind.label, kind.line, ink, self._reads) for line in name.lines),
            *((line, kind.caption, kind.count_line, "text_2", self._counts) for line in name.count),
        ):
            painter.setLayoutDirection(direction)
            painter.setFont(font)
            painter.setPen(theme.paint(colour))
            painter.drawText(QRectF(rect.left(), top, rect.width(), high), align, text)
            top += high
        painter.restore()

    def _text(self, painter: QPainter, font: QFont, colour: QColor, middle: QPointF, text: str) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(middle.x() - 60, middle.y() - 40, 120, 80), Qt.AlignmentFlag.AlignCenter, text)

    def frame(self, painter: QPainter, item: Item) -> None:
        """The ink frame of what the pointer is on."""
        path = self.paths.outline(item, 2 + FRAME / 2)
        painter.strokePath(path, QPen(self._theme.paint("page"), FRAME + 2))
        painter.strokePath(path, QPen(self._theme.paint("text"), FRAME))

    def ring(self, painter: QPainter, item: Item) -> None:
        """The ring of the focus, with an edge in the page's colour so that it holds on any colour."""
        lines, join = tokens()["line"], Qt.PenJoinStyle.RoundJoin
        path = self.paths.outline(item, lines["focus_gap"] + lines["focus"] / 2)
        painter.strokePath(path, QPen(self._theme.paint("page"), lines["focus"] + 2 * lines["focus_gap"], j=join))
        painter.strokePath(path, QPen(self._theme.paint("focus"), lines["focus"], j=join))

    def item_at(self, place: QPointF) -> Item:
        """What lies at a point of the widget: a piece of the wheel, a name (its sector), or nothing."""
        for name in self._plan.names:
            if name.rect.contains(place):
                return Item("sector", name.domain)
        x, y = (place - self._plan.middle).toTuple()
        if self._radius <= 0:
            return NOTHING
        if math.hypot(x, y) <= self._wheel.hub * self._radius:
            return HUB
        shape = self._wheel.at(x / self._radius, y / self._radius)
        return Item(shape.kind, shape.code) if shape is not None else NOTHING


def _direction(language: str | None) -> Qt.LayoutDirection:
    """How one reads a language, or the interface."""
    return Qt.LayoutDirection.RightToLeft if is_rtl(language) else Qt.LayoutDirection.LeftToRight
