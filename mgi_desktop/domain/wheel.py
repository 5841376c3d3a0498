"""The wheel's geometry, once for the screen and every file: shapes in a circle of radius 1, y pointing down."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from .instrument import Instrument

Command = tuple[str, *tuple[float, ...]]
Path = tuple[Command, ...]
ShapeKind = Literal["sector", "subdomain", "cell"]
_Part = tuple[str, Sequence[tuple[str, Sequence[str]]]]

SECTORS = 6
_PIECES = 24
CORNERS = {0: "top", 1: "side", 2: "bottom", 3: "bottom", 4: "side", 5: "top"}


@dataclass(frozen=True)
class Shape:
    """A piece of a ring; `angle` is its middle in radians from twelve o'clock, clockwise, `turn` its width.

    `gaps` are the widths of the gaps that it shares with its neighbours: at its smaller and at its larger angle.
    `place` is that of its domain, 1 to 6, which chooses the colour.
    """

    kind: ShapeKind
    code: str
    domain: str
    place: int
    angle: float
    turn: float
    inner: float
    outer: float
    gaps: tuple[float, float]
    path: Path

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle of what is drawn."""
        return point((self.inner + self.outer) / 2, self.angle + self.lean)

    @property
    def lean(self) -> float:
        """How far, in radians, its middle stands off its angle because its two gaps differ."""
        return (self.gaps[0] - self.gaps[1]) / 2 / (self.inner + self.outer)

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
    """All shapes of one wheel."""

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


def wheel(instrument: Instrument, numbers: Mapping[str, Any], *, mirrored: bool = False) -> Wheel:
    """Make the wheel of an instrument as the screen shows it; `numbers` are the tokens' `wheel`.

    Mirrored, it runs counter-clockwise.
    """
    parts = [
        (domain.code, [(sub.code, [indicator.code for indicator in sub.indicators]) for sub in domain.subdomains])
        for domain in instrument.domains
    ]
    return _wheel(parts, numbers, 1.0, mirrored)


def printed(
    domains: Sequence[tuple[str, Sequence[tuple[str, int]]]], numbers: Mapping[str, Any], *, mirrored: bool = False
) -> Wheel:
    """Make the wheel as files show it, larger and without cells: the subdomains are its edge.

    `domains` are codes, each with its subdomains as code and number of indicators.
    """
    parts = [(code, [(sub, [""] * size) for sub, size in subdomains]) for code, subdomains in domains]
    whole = _wheel(parts, numbers, numbers["export"]["scale"], mirrored)
    return replace(whole, cells=())


@dataclass(frozen=True)
class _Slice:
    """The sixth of a wheel that one domain fills: `step` is the angle of one indicator, `edges` the gaps between."""

    domain: str
    place: int
    start: float
    step: float
    edges: Sequence[float]
    radii: Mapping[str, float]
    corner: float
    mirrored: bool

    def shape(self, kind: ShapeKind, code: str, begin: int, end: int) -> Shape:
        """The shape over the indicators from `begin` to before `end`."""
        inner, outer = self.radii[f"{kind}_inner"], self.radii[f"{kind}_outer"]
        angle, turn = self.start + self.step * (begin + end) / 2, self.step * (end - begin)
        gaps = self.edges[begin], self.edges[end]
        if self.mirrored:
            angle, gaps = -angle, (gaps[1], gaps[0])
        path = piece(inner, outer, angle, turn, gaps, self.corner)
        return Shape(kind, code, self.domain, self.place, angle, turn, inner, outer, gaps, path)


def _wheel(parts: Sequence[_Part], numbers: Mapping[str, Any], scale: float, mirrored: bool) -> Wheel:
    radii = {name: radius * scale for name, radius in numbers["radii"].items()}
    sectors, subdomains, cells = [], [], []
    for place, (domain, subs) in enumerate(parts):
        edges = [gap * scale for gap in _edges(subs, numbers["gaps"])]
        count = len(edges) - 1
        share = math.tau / SECTORS
        of = _Slice(domain, place + 1, share * place, share / count, edges, radii, numbers["corner"] * scale, mirrored)
        sectors.append(of.shape("sector", domain, 0, count))
        met = 0
        for sub, indicators in subs:
            subdomains.append(of.shape("subdomain", sub, met, met + len(indicators)))
            cells += [of.shape("cell", code, at, at + 1) for at, code in enumerate(indicators, met)]
            met += len(indicators)
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


def _edges(subdomains: Sequence[tuple[str, Sequence[str]]], gaps: Mapping[str, float]) -> list[float]:
    """The gaps before, between and after the indicators of a domain: the widest kind that ends there."""
    edges = [gaps["domain"]]
    for _, indicators in subdomains:
        edges += [gaps["cell"]] * (len(indicators) - 1) + [gaps["subdomain"]] * bool(indicators)
    return [*edges[:-1], gaps["domain"]] if len(edges) > 1 else edges * 2


def piece(
    inner: float, outer: float, angle: float, turn: float, gaps: tuple[float, float], shrink: float = 0.0
) -> Path:
    """A piece of a ring whose sides are parallel to its edges, half a gap away; shrunk for a stroke of round corners.

    Side by side with equal shares, pieces leave gaps of constant width instead of wedges.
    """
    low, high = inner + shrink, outer - shrink

    def sides(radius: float) -> tuple[float, float]:
        one, other = (math.asin(min(1.0, (gap / 2 + shrink) / radius)) for gap in gaps)
        begin, end = angle - turn / 2 + one, angle + turn / 2 - other
        middle = (begin + end) / 2
        return min(begin, middle - 0.001), max(end, middle + 0.001)

    near, far = sides(low), sides(high)
    one, two = point(low, near[0]), point(high, far[0])
    three, four = point(high, far[1]), point(low, near[1])
    return (
        ("M", *one),
        ("L", *two),
        ("A", high, 0, 1, *three),
        ("L", *four),
        ("A", low, 0, 0, *one),
        ("Z",),
    )


def inner_part(shape: Shape, share: float, shrink: float = 0.0) -> Path:
    """The inner part of a cell, by its share of the depth: what “begun” fills."""
    outer = shape.inner + (shape.outer - shape.inner) * share
    return piece(shape.inner, outer, shape.angle, shape.turn, shape.gaps, shrink)


def bar(shape: Shape, of_width: float, of_depth: float) -> Path:
    """A bar across a cell: what “not applicable” leaves out."""
    middle = (shape.inner + shape.outer) / 2
    depth = (shape.outer - shape.inner) * of_depth / 2
    return piece(middle - depth, middle + depth, shape.angle + shape.lean, shape.turn * of_width, (0, 0))


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
    words = re.split("[ \n\t]+", name.strip())
    if len(words) > _PIECES:  # of so many words no line is short; to try every break would take minutes
        piece = -(-len(words) // _PIECES)
        words = [" ".join(words[start : start + piece]) for start in range(0, len(words), piece)]
    for count in range(1, min(most, len(words)) + 1):
        lines = _even(words, count, measure)
        if all(measure(line) <= width for line in lines):
            return lines
    return _even(words, min(most, len(words)), measure)


def _even(words: Sequence[str], count: int, measure: Callable[[str], float]) -> list[str]:
    """The words in so many lines, the longest as short as it can be."""
    cuts = _cuts([measure(f"{word} ") for word in words], count)[1]
    return [" ".join(words[start:end]) for start, end in pairwise((0, *cuts, len(words)))]


def _cuts(widths: Sequence[float], count: int, start: int = 0) -> tuple[float, tuple[int, ...]]:
    """Where to break what begins at `start` into so many lines, and how long the longest is then."""
    if count == 1:
        return sum(widths[start:]), ()
    found = []
    for cut in range(start + 1, len(widths) - count + 2):
        longest, more = _cuts(widths, count - 1, cut)
        found.append((max(sum(widths[start:cut]), longest), (cut, *more)))
    return min(found, key=lambda one: one[0])
