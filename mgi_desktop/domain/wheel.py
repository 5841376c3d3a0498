"""The wheel's geometry, once for the screen and every file: shapes in a circle of radius 1, y pointing down."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .instrument import Instrument

Command = tuple[str, *tuple[float, ...]]
Path = tuple[Command, ...]
ShapeKind = Literal["sector", "subdomain", "cell"]

SECTORS = 6
CORNERS = {0: "top", 1: "side", 2: "bottom", 3: "bottom", 4: "side", 5: "top"}


@dataclass(frozen=True)
class Shape:
    """A piece of a ring; `angle` is its middle in radians from twelve o'clock, clockwise, `turn` its width."""

    kind: ShapeKind
    code: str
    domain: str
    angle: float
    turn: float
    inner: float
    outer: float
    path: Path

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle of the shape."""
        return point((self.inner + self.outer) / 2, self.angle)

    @property
    def arc(self) -> float:
        """The length along the middle of the ring."""
        return self.turn * (self.inner + self.outer) / 2


@dataclass(frozen=True)
class Anchor:
    """Where the name of a domain stands: its point, `side` (-1 left, 1 right), and how much of it hangs above."""

    x: float
    y: float
    side: int
    above: float
    corner: bool


@dataclass(frozen=True)
class Wheel:
    """All shapes of one wheel; `scale` is how much larger than on the screen its rings are drawn."""

    sectors: tuple[Shape, ...]
    subdomains: tuple[Shape, ...]
    cells: tuple[Shape, ...]
    hub: float
    icons: tuple[tuple[float, float], ...]
    numbers: tuple[tuple[float, float], ...]
    anchors: tuple[Anchor, ...]
    icon_size: float

    def shape(self, code: str) -> Shape | None:
        """The shape with this code."""
        return next((shape for shape in (*self.sectors, *self.subdomains, *self.cells) if shape.code == code), None)

    def at(self, x: float, y: float) -> Shape | None:
        """The shape under a point; the ring of cells takes the nearest cell, and reaches a little outwards."""
        radius, angle = math.hypot(x, y), math.atan2(x, -y)
        for ring in (self.sectors, self.subdomains, self.cells):
            slack = 0.05 if ring is self.cells else 0.01
            if ring and ring[0].inner - 0.01 <= radius <= ring[0].outer + slack:
                return min(ring, key=lambda shape: abs(_between(angle, shape.angle)) / shape.turn)
        return None


def point(radius: float, angle: float) -> tuple[float, float]:
    """A point by radius and angle from twelve o'clock, clockwise."""
    return radius * math.sin(angle), -radius * math.cos(angle)


def _between(one: float, other: float) -> float:
    return (one - other + math.pi) % math.tau - math.pi


def wheel(
    instrument: Instrument, numbers: Mapping[str, Any], *, mirrored: bool = False, exported: bool = False
) -> Wheel:
    """Make the wheel of an instrument; `numbers` are the tokens' `wheel`.

    Mirrored, it runs counter-clockwise. Exported, it has no cells and the subdomains are its edge.
    """
    scale = numbers["export"]["scale"] if exported else 1.0
    radii = {name: radius * scale for name, radius in numbers["radii"].items()}
    gaps = {name: gap * scale for name, gap in numbers["gaps"].items()}
    shrink = numbers["corner"] * scale
    hand = -1 if mirrored else 1
    sectors, subdomains, cells = [], [], []
    share = math.tau / SECTORS
    for place, domain in enumerate(instrument.domains):
        start = share * place

        def ring(kind: ShapeKind, code: str, begin: float, turn: float, gap: float, domain: str = domain.code) -> Shape:
            inner, outer = _rings(kind, radii)
            angle = hand * (begin + turn / 2)
            path = piece(inner, outer, angle, turn, gap, shrink)
            return Shape(kind, code, domain, angle, turn, inner, outer, path)

        sectors.append(ring("sector", domain.code, start, share, gaps["domain"]))
        count = len(domain.indicators)
        met = 0
        for sub in domain.subdomains:
            turn = share * len(sub.indicators) / count
            begin = start + share * met / count
            edge = _edges(met, len(sub.indicators), count, gaps)
            subdomains.append(ring("subdomain", sub.code, begin, turn, edge))
            if not exported:
                for number, indicator in enumerate(sub.indicators, met):
                    cells.append(
                        ring("cell", indicator.code, start + share * number / count, share / count, gaps["cell"])
                    )
            met += len(sub.indicators)
    return Wheel(
        sectors=tuple(sectors),
        subdomains=tuple(subdomains),
        cells=tuple(cells),
        hub=radii["hub"],
        icons=tuple(point(numbers["icon"]["radius"] * scale, shape.angle) for shape in sectors),
        numbers=tuple(point(numbers["number"]["radius"] * scale, shape.angle) for shape in sectors),
        anchors=tuple(_anchor(place, shape, numbers) for place, shape in enumerate(sectors)),
        icon_size=numbers["icon"]["size"] * scale,
    )


def _edges(met: int, size: int, count: int, gaps: Mapping[str, float]) -> float:
    """A subdomain's gap: its own between neighbours, the domain's at the ends of the domain (half and half on a mix)."""
    ends = (met == 0) + (met + size == count)
    return gaps["subdomain"] + (gaps["domain"] - gaps["subdomain"]) * ends / 2


def _rings(kind: ShapeKind, radii: Mapping[str, float]) -> tuple[float, float]:
    if kind == "sector":
        return radii["sector_inner"], radii["sector_outer"]
    if kind == "subdomain":
        return radii["subdomain_inner"], radii["subdomain_outer"]
    return radii["cell_inner"], radii["cell_outer"]


def piece(inner: float, outer: float, angle: float, turn: float, gap: float, shrink: float = 0.0) -> Path:
    """A piece of a ring whose sides are parallel to its edges, half a gap away; shrunk for a stroke of round corners."""
    low, high = inner + shrink, outer - shrink
    half = gap / 2 + shrink
    corners = []
    for radius in (low, high):
        lean = turn / 2 - math.asin(min(1.0, half / radius))
        corners.append((radius, max(lean, 0.001)))
    (low, near), (high, far) = corners
    one, two = point(low, angle - near), point(high, angle - far)
    three, four = point(high, angle + far), point(low, angle + near)
    return (
        ("M", *one),
        ("L", *two),
        ("A", high, 0, 1, *three),
        ("L", *four),
        ("A", low, 0, 0, *one),
        ("Z",),
    )


def inner_part(shape: Shape, gap: float, share: float, shrink: float = 0.0) -> Path:
    """The inner part of a cell, by its share of the depth: what “begun” fills."""
    return piece(shape.inner, shape.inner + (shape.outer - shape.inner) * share, shape.angle, shape.turn, gap, shrink)


def bar(shape: Shape, of_width: float, of_depth: float) -> Path:
    """A bar across a cell: what “not applicable” leaves out."""
    middle = (shape.inner + shape.outer) / 2
    depth = (shape.outer - shape.inner) * of_depth / 2
    return piece(middle - depth, middle + depth, shape.angle, shape.turn * of_width, 0)


def dot(shape: Shape, of_width: float, of_depth: float) -> tuple[float, float, float]:
    """A dot in a cell as x, y and radius: by its width, but not deeper than its share of the depth."""
    x, y = shape.middle
    return x, y, min(shape.arc * of_width, (shape.outer - shape.inner) * of_depth)


def svg_path(path: Path, scale: float = 1.0, x: float = 0.0, y: float = 0.0) -> str:
    """The path as the `d` of an SVG path."""
    parts = []
    for name, *values in path:
        if name == "A":
            radius, large, sweep, to_x, to_y = values
            r = radius * scale
            parts.append(f"A{r:.2f} {r:.2f} 0 {large:g} {sweep:g} {to_x * scale + x:.2f} {to_y * scale + y:.2f}")
        elif name == "Z":
            parts.append("Z")
        else:
            parts.append(f"{name}{values[0] * scale + x:.2f} {values[1] * scale + y:.2f}")
    return "".join(parts)


def _anchor(place: int, sector: Shape, numbers: Mapping[str, Any]) -> Anchor:
    x, y = point(numbers["radii"]["label"], sector.angle)
    where = CORNERS[place % SECTORS]
    return Anchor(x, y, 1 if x > 0 else -1, numbers["label"]["anchor"][where], where != "side")


def broken(name: str, measure: Callable[[str], float], width: float, most: int = 4) -> list[str]:
    """Break a name into the fewest lines of even length that fit; never more than `most`, never elided."""
    words = name.split()
    for count in range(1, min(most, len(words)) + 1):
        lines = _even(words, count, measure)
        if all(measure(line) <= width for line in lines):
            return lines
    return _even(words, min(most, len(words)), measure) if words else [""]


def _even(words: Sequence[str], count: int, measure: Callable[[str], float]) -> list[str]:
    """The words in so many lines, the longest as short as it can be."""
    if count == 1:
        return [" ".join(words)]
    found = []
    for first in range(1, len(words) - count + 2):
        found.append([" ".join(words[:first]), *_even(words[first:], count - 1, measure)])
    return min(found, key=lambda lines: max(map(measure, lines)))
