"""The wheel of a profile as SVG: six sectors in full colour, names outside; also drawn into the HTML and the PDF."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from mgi_desktop import i18n
from mgi_desktop.domain.profile import DomainPart, Profile
from mgi_desktop.domain.wheel import Anchor, Shape, Wheel, broken, printed, svg_path
from mgi_desktop.paths import resources

from .content import content
from .exported import Exported

RADIUS = 240.0
FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', sans-serif"
NAME, HUB = 15.0, 20.0
_LINE_HEIGHT = 1.24
# Names of files stand a little further out than on the screen, where the marks of conflicts lie between.
_OUT = 1.06

# The advance widths of Noto Sans SemiBold in em; a letter with an accent is as wide as without.
_WIDTHS = {
    letter: width
    for letters, width in (
        ("’‘", 0.20),
        (" '\u00a0", 0.25),
        ("!(),-.:;Jijlłı·", 0.30),
        ("I[]`f", 0.35),
        ("/\\_t{}“”", 0.40),
        ('"?rг', 0.45),
        ("cszстэ–", 0.50),
        ("$*+0123456789<=>EFLST^vxy|~зухГЕТ«»", 0.55),
        ("#ABCKRVXbdghnpquднпрцчАБВКСУХЭЯ", 0.65),
        ("ийъЧß", 0.70),
        ("&DGHUДЛНПЦ", 0.75),
        ("NOQмфыИЙОØ", 0.80),
        ("wжюФ", 0.85),
        ("%@ЖЫæ", 0.90),
        ("MWmшщМœŒ—", 0.95),
        ("ШЮЩ", 1.10),
    )
    for letter in letters
}


@cache
def tokens() -> Mapping[str, Any]:
    """The tokens of the look: colours and the wheel's numbers."""
    read: Mapping[str, Any] = json.loads((resources() / "look" / "tokens.json").read_text(encoding="utf-8"))
    return read


def width(text: str) -> float:
    """The width of a text in em, near enough to break lines by, without any font at hand."""
    return sum(map(_width, unicodedata.normalize("NFD", text)))


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _WIDTHS.get(letter, 0.6)


@dataclass(frozen=True)
class Name:
    """The name of a domain beside the wheel: its lines, and where they hang (in radii of the wheel)."""

    lines: tuple[str, ...]
    x: float
    y: float
    side: int
    above: float
    corner: bool


@dataclass(frozen=True)
class Drawing:
    """A wheel to place: the shapes of each domain as SVG (radius 240, centre 0), the points of their numbers, names."""

    wheel: Wheel
    shapes: tuple[str, ...]
    numbers: tuple[tuple[float, float], ...]
    names: tuple[Name, ...]


def drawing(profile: Profile) -> Drawing:
    """Draw the wheel of a profile without its texts; it mirrors itself for a language that reads from the right."""
    numbers = tokens()["wheel"]
    wheel = printed(
        [(part.code, part.subdomains) for part in profile.domains], numbers, mirrored=i18n.is_rtl(profile.language)
    )
    corner = numbers["corner"] * numbers["export"]["scale"]
    return Drawing(
        wheel=wheel,
        shapes=tuple(
            "".join(_shapes(wheel, place, part, corner))
            for place, part in enumerate(profile.domains[: len(wheel.sectors)])
        ),
        numbers=wheel.numbers,
        names=tuple(
            _name(part.title, anchor, numbers["label"])
            for part, anchor in zip(profile.domains, wheel.anchors, strict=True)
        ),
    )


def _shapes(wheel: Wheel, place: int, part: DomainPart, corner: float) -> Iterator[str]:
    colours = tokens()["print"]["domains"][str(place + 1)]
    yield _piece(wheel.sectors[place], "sector", colours["strong"], corner)
    for shape in wheel.subdomains:
        if shape.domain == part.code:
            yield _piece(shape, "subdomain", colours["soft"], corner)
    yield _icon(place + 1, wheel.icons[place], wheel.icon_size, colours["on_strong"])


def _piece(shape: Shape, name: str, colour: str, corner: float) -> str:
    """Filled and stroked in one colour: the stroke makes the corners round."""
    return (
        f'<path class="{name}" d="{svg_path(shape.path, RADIUS)}" fill="{colour}" stroke="{colour}" '
        f'stroke-width="{2 * corner * RADIUS:.2f}" stroke-linejoin="round"/>'
    )


@cache
def icon(place: int) -> str:
    """What is inside the icon of a domain, drawn on 24 by 24 in `currentColor`."""
    source = (resources() / "icons" / f"domain-{place}.svg").read_text(encoding="utf-8")
    inside = source.split(">", 1)[1].rsplit("</svg>", 1)[0]
    return "".join(line.strip() for line in inside.splitlines())


def _icon(place: int, middle: tuple[float, float], size: float, colour: str) -> str:
    scale = size * RADIUS / 24
    x, y = (part * RADIUS - 12 * scale for part in middle)
    return (
        f'<g class="icon" color="{colour}" transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})">{icon(place)}</g>'
    )


def _name(title: str, anchor: Anchor, label: Mapping[str, Any]) -> Name:
    room = label["corner_width_em"] if anchor.corner else label["side_width_em"]
    lines = broken(title, width, room + 0.1, label["lines_max"])
    return Name(tuple(lines), anchor.x * _OUT, anchor.y * _OUT, anchor.side, anchor.above, anchor.corner)


def name_text(name: Name, rtl: bool, size: float = NAME) -> str:
    """The name as SVG text, its lines on one side of their point whatever way they are read."""
    anchor = "start" if (name.side > 0) is not rtl else "end"
    height = size * _LINE_HEIGHT
    top = name.y * RADIUS - name.above * height * len(name.lines)
    return "\n".join(
        _line(line, "name", name.x * RADIUS, top + height * (place + 0.76), size, anchor, bold=True)
        for place, line in enumerate(name.lines)
    )


def number_text(number: str, middle: tuple[float, float], colour: str) -> str:
    """The number of a domain as SVG text in the middle of a point."""
    x, y = middle[0] * RADIUS, middle[1] * RADIUS + 0.36 * NAME
    return f'<g fill="{colour}">{_line(number, "number", x, y, NAME, bold=True)}</g>'


def hub_text(subject: str, year: str, hub: float) -> str:
    """Subject and year in the middle, the subject as large as it fits."""
    room = 2 * hub * RADIUS * 0.82
    lines = broken(subject, width, room / HUB, 3)
    size = min(HUB, room / max(*map(width, lines), 1.0))
    height = size * 1.2
    top = -(len(lines) * height + NAME * 1.3) / 2
    texts = [
        _line(line, "subject", 0, top + height * (place + 0.8), size, bold=True) for place, line in enumerate(lines)
    ]
    return "\n".join([*texts, _line(year, "year", 0, top + height * len(lines) + NAME * 1.05, NAME)])


def _line(text: str, name: str, x: float, y: float, size: float, anchor: str = "middle", bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text class="{name}" x="{x:.2f}" y="{y:.2f}" font-size="{size:.4g}"{weight} text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def view_box(names: tuple[Name, ...], size: float = NAME) -> tuple[float, float, float, float]:
    """The part of the plane that holds wheel and names, the wheel in its middle: x, y, width, height."""
    across = max(abs(name.x) * RADIUS + max(map(width, name.lines)) * size * 1.08 for name in names)
    down = max(
        abs(name.y) * RADIUS + max(name.above, 1 - name.above) * size * _LINE_HEIGHT * len(name.lines) for name in names
    )
    half_width, half_height = max(RADIUS, across) + 12, max(RADIUS, down) + 12
    return -half_width, -half_height, 2 * half_width, 2 * half_height


def picture(drawn: Drawing) -> str:
    """The wheel without any text, for a program that sets the texts over it; it reaches 1.01 radii to each side."""
    half = RADIUS * 1.01
    shapes = "".join(drawn.shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half} {-half} {2 * half} {2 * half}">{shapes}</svg>'


def export(profile: Profile) -> Exported:
    """Make the wheel as one SVG file, UTF-8; below it stands the stage until the profile is published."""
    drawn, said, colours = drawing(profile), content(profile), tokens()["print"]
    x, y, across, down = view_box(drawn.names)
    stage = ""
    if said.stage:
        down += 2 * NAME
        stage = "\n" + _line(said.stage, "stage", 0, y + down - NAME, NAME)
    groups = []
    for place, part in enumerate(profile.domains):
        colour = colours["domains"][str(place + 1)]
        groups.append(
            f"<g>{drawn.shapes[place]}{number_text(part.code, drawn.numbers[place], colour['on_strong'])}"
            f'<g fill="{colour["strong"]}">{name_text(drawn.names[place], said.rtl)}</g></g>'
        )
    direction = "rtl" if said.rtl else "ltr"
    return Exported(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.1f} {y:.1f} {across:.1f} {down:.1f}" '
            f'width="{across:.0f}" height="{down:.0f}" role="img" aria-labelledby="title description" '
            f'lang="{escape(profile.language)}" direction="{direction}" font-family="{FONTS}" '
            f'fill="{colours["text"]}">\n'
            f'<title id="title">{escape(said.title)}</title>\n'
            f'<desc id="description">{escape(said.alternative)} {escape(said.notice)}</desc>\n'
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" fill="{colours["page"]}"/>\n'
            + "\n".join(groups)
            + f"\n{hub_text(profile.subject, said.year, drawn.wheel.hub)}{stage}\n</svg>\n"
        ).encode()
    )
