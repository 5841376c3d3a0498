"""The rules of the look hold for the tokens as shipped: contrast by WCAG 2.2, domains told apart by everyone."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = json.loads((ROOT / "resources/look/tokens.json").read_text(encoding="utf-8"))

# Machado, Oliveira, Fernandes (2009), severity 1.0, for linear sRGB
SEEN = {
    "full colour vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.950470, 1.0, 1.088830)


def linear(colour: str) -> list[float]:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    rgb = [min(1, max(0, sum(m * c for m, c in zip(row, linear(colour), strict=True)))) for row in SEEN[seen]]
    xyz = [sum(m * c for m, c in zip(row, rgb, strict=True)) / white for row, white in zip(XYZ, WHITE, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    g = 1.5 - 0.5 * math.sqrt(mean7 / (mean7 + 25**7))
    c1, c2 = math.hypot(g * a1, b1), math.hypot(g * a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, g * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, c, h = (l1 + l2) / 2, (c1 + c2) / 2, h1 + turn / 2 if c1 * c2 else h1 + h2

    def cos(times: float, plus: float) -> float:
        return math.cos(math.radians(times * h + plus))

    t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.20 * cos(4, -63)
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    bend = 60 * math.exp(-((((h % 360) - 275) / 25) ** 2))
    r = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(math.radians(bend))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + r * dc / sc * dh / sh)


def pairs(theme: dict[str, Any]) -> Iterator[tuple[str, float, str, str]]:
    """What meets on the screen: its name, the least contrast allowed, foreground, background."""
    grounds = [theme[name] for name in ("page", "surface", "sunken", "raised", "hover")]
    grounds += [] if theme["page"] == theme["surface"] else [theme["selected"]]
    for ground in grounds:
        for name in ("text", "text_2", "text_3", "placeholder", "link", "success", "warn", "error", "info"):
            yield name, 4.5, theme[name], ground
        yield "border_strong", 3, theme["border_strong"], ground
        yield "focus", 3, theme["focus"], ground
        for domain in theme["domains"].values():
            yield "domain text", 4.5, domain["text"], ground
    for domain in theme["domains"].values():
        yield from _domain_pairs(theme, domain)
    for name in ("success", "warn", "error", "info"):
        yield "status on tint", 4.5, theme[name], theme[f"{name}_soft"]
    for name in ("accent", "accent_hover", "accent_pressed"):
        yield "on_accent", 4.5, theme["on_accent"], theme[name]
    yield "text on difference", 4.5, theme["text"], theme["diff"]
    yield "text on selected", 4.5, theme["on_selected"], theme["selected"]


def _domain_pairs(theme: dict[str, Any], domain: dict[str, str]) -> Iterator[tuple[str, float, str, str]]:
    yield "on_strong", 4.5, domain["on_strong"], domain["strong"]
    for ground in (theme["page"], theme["surface"]):
        yield "domain graphic", 3, domain["strong"], ground
    for tint in (domain["soft"], domain["soft_hover"]):
        yield "domain text on tint", 4.5, domain["text"], tint
        yield "domain graphic on tint", 3, domain["strong"], tint
        yield "text_2 on tint", 4.5, theme["text_2"], tint


@pytest.mark.parametrize("name", TOKENS["themes"])
def test_contrast(name: str) -> None:
    too_low = [
        f"{what}: {front} on {back} is {contrast(front, back):.2f}, not {least}"
        for what, least, front, back in pairs(TOKENS["themes"][name])
        if contrast(front, back) < least
    ]
    assert too_low == []


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("name", TOKENS["themes"])
def test_neighbouring_domains_are_told_apart(name: str, seen: str) -> None:
    strong = [lab(TOKENS["themes"][name]["domains"][str(code)]["strong"], seen) for code in range(1, 7)]
    assert min(ciede2000(strong[place], strong[(place + 1) % 6]) for place in range(6)) >= 15


@pytest.mark.parametrize("code", TOKENS["print"]["domains"])
def test_print_is_legible(code: str) -> None:
    printed = TOKENS["print"]
    domain = printed["domains"][code]
    assert contrast(domain["on_strong"], domain["strong"]) >= 4.5
    assert contrast(domain["strong"], printed["page"]) >= 4.5
    assert contrast(printed["text_2"], printed["page"]) >= 4.5


def test_nothing_else_holds_a_colour() -> None:
    colour = re.compile(r"""["'# (]#[0-9A-Fa-f]{6}\b""")
    files = [*(ROOT / "mgi_desktop").rglob("*.py"), *(ROOT / "resources/icons").glob("*.svg")]
    files += [path for path in (ROOT / "resources/export").rglob("*") if path.is_file()]
    found = [path.relative_to(ROOT) for path in files if colour.search(path.read_text(encoding="utf-8"))]
    assert [path for path in found if path.name != "app.svg"] == []
