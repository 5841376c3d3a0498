"""Where the wheel and the six names stand: as large as can be, every name whole, none over the wheel."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from mgi_desktop.domain.wheel import Anchor, Wheel, broken
from mgi_desktop.ui.theme import Theme, tokens

STEP = 24
"""By so many pixels the wheel gives way to a name that needs more room."""
NAMES_UP_TO = 1.5
"""The largest text at which the names stand round the wheel."""
_ABOVE_AND_BELOW, _BESIDE, _PAD, _EDGE = 96, 274, 6, 4
_CLEAR, _DIAMONDS = 1.075, 1.085
"""By how much more than the wheel its names stay off, and it needs alone: the marks of conflicts stand outside it."""


@dataclass(frozen=True)
class Title:
    """What stands outside a sector: the name of its domain, and “14 of 20 answered”."""

    domain: str
    name: str
    count: str


@dataclass(frozen=True)
class Name:
    """A title where it stands: broken into lines, `side` -1 left of the wheel or 1 right; `place` is its domain's."""

    domain: str
    place: int
    lines: tuple[str, ...]
    count: tuple[str, ...]
    rect: QRectF
    side: int


@dataclass(frozen=True)
class Plan:
    """The middle and the radius of the wheel, and the names; none where there is no room for them."""

    middle: QPointF
    radius: float
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Type:
    """The two fonts of the names, and how wide they set a text."""

    label: QFont
    caption: QFont

    @property
    def line(self) -> float:
        """The height of a line of a name."""
        return QFontMetricsF(self.label).height()

    @property
    def count_line(self) -> float:
        """The height of a line of a count."""
        return QFontMetricsF(self.caption).height()

    @property
    def em(self) -> float:
        """The size of the names' font in pixels."""
        return float(self.label.pixelSize())


def plan(room: QSizeF, wheel: Wheel, titles: Sequence[Title], theme: Theme, kind: Type) -> Plan:
    """Fit wheel and names into a room: the largest wheel that leaves every name whole, else one without names."""
    numbers, zoom = tokens()["wheel"], theme.zoom
    middle = QPointF(room.width() / 2, room.height() / 2)
    least, most = numbers["min_diameter"], numbers["max_diameter"]
    beside = (room.width() - _BESIDE * zoom) / numbers["radii"]["label"]
    diameter = min(room.height() - _ABOVE_AND_BELOW * zoom, beside, most)
    while diameter >= least and zoom <= NAMES_UP_TO:
        names = [
            _placed(title, place, wheel.anchors[place - 1], middle, diameter / 2, zoom, kind)
            for place, title in enumerate(titles, 1)
        ]
        if _fit(names, room, middle, diameter / 2):
            return Plan(middle, diameter / 2, tuple(names))
        diameter -= STEP
    alone = min(min(room.width(), room.height()) / _DIAMONDS, most)
    return Plan(middle, max(alone, 0) / 2, ())


def _placed(title: Title, place: int, anchor: Anchor, middle: QPointF, radius: float, zoom: float, kind: Type) -> Name:
    widths = tokens()["wheel"]["label"]
    width = widths["corner_width_em" if anchor.corner else "side_width_em"] * kind.em
    label, caption = QFontMetricsF(kind.label), QFontMetricsF(kind.caption)
    lines = broken(title.name, label.horizontalAdvance, width, widths["lines_max"])
    count = broken(title.count, caption.horizontalAdvance, width, 2)
    wide = max([*map(label.horizontalAdvance, lines), *map(caption.horizontalAdvance, count)]) + 1
    high = len(lines) * kind.line + len(count) * kind.count_line
    top = middle.y() + anchor.y * radius - anchor.above * high
    start = _clear_of_the_ring(anchor, middle.y(), radius, (top, top + high), _PAD * zoom)
    left = middle.x() + (start if anchor.side > 0 else -start - wide)
    return Name(title.domain, place, tuple(lines), tuple(count), QRectF(left, top, wide, high), anchor.side)


def _clear_of_the_ring(anchor: Anchor, middle: float, radius: float, span: tuple[float, float], pad: float) -> float:
    """How far from the middle, sideways, a name begins so that its nearest corner stays off the wheel."""
    nearest = 0.0 if span[0] <= middle <= span[1] else min(abs(edge - middle) for edge in span)
    reach = radius * _CLEAR
    return max(abs(anchor.x) * radius + pad, math.sqrt(max(0.0, reach * reach - nearest * nearest)))


def _fit(names: Sequence[Name], room: QSizeF, middle: QPointF, radius: float) -> bool:
    """Whether all names are inside the room and none touches another."""
    inside = QRectF(QPointF(0, 0), room).adjusted(_EDGE, 0, -_EDGE, 0)
    apart = not any(one.rect.intersects(two.rect) for place, one in enumerate(names) for two in names[:place])
    return apart and all(inside.contains(name.rect) for name in names)
