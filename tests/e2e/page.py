"""Reads a published page of a local profile, as a browser gives its text, into a plain document.

The page is blocks that begin with two lines of its frame ("1", "Key findings"). The first block is the introduction;
each other is a domain: its title in capitals, a heading that ends with a colon and bullets, twice. Two lines end it:
the date ("2023 Septembre", in the language of the frame) and the title ("…: subject, area (country)").
"""

import re
from pathlib import Path
from typing import Any

from mgi_desktop.i18n import month_names, territories
from mgi_desktop.services.instruments import shipped

FRAME = re.compile(r"^1[^\S\n]*\nKey findings[^\S\n]*\n", re.MULTILINE)
BULLET = re.compile(r"^\s*•\s", re.MULTILINE)
HEADING = re.compile(r"^(?!\s*•).*:[^\S\n]*$", re.MULTILINE)
END = re.compile(
    r"^(?P<year>\d{4}) (?P<month>\w+)\s+(?P<title>[^\n]+: (?P<subject>.+), (?P<area>.+) \((?P<country>.+)\))", re.M
)
KINDS = ("well_developed", "potential")


def read(path: Path) -> dict[str, Any]:
    """Return the plain document that a page says; nothing in its texts is changed."""
    page = path.read_text(encoding="utf-8")
    end = END.search(page)
    assert end, "the page ends with its date and its title"
    introduction, *domains = FRAME.split(page[: end.start()])[1:]
    return {
        "format": "mgi-assessment",
        "version": 1,
        "instrument": {"id": "mgi-local", "version": "2026.1"},
        "subject": {
            "country": _country(end["country"]),
            "name": end["subject"],
            "area": end["area"],
            "level": "local",
        },
        "title": end["title"],
        "year": int(end["year"]),
        "month": _month(end["month"]),
        "language": "es",
        "stage": "published",
        "sections": [{"key": "introduction", "text": introduction.split("\n", 1)[1].strip()}],
        "findings": [finding for block in domains for finding in _findings(block)],
    }


def _findings(block: str) -> list[dict[str, str]]:
    title, rest = block.split("\n", 1)
    lists = HEADING.split(rest)[1:]
    assert len(lists) == len(KINDS), f"{title} has {len(lists)} lists"
    return [
        {"domain": _domain(title), "kind": kind, "text": bullet.rstrip("\n")}
        for kind, bullets in zip(KINDS, lists, strict=True)
        for bullet in BULLET.split(bullets)[1:]
    ]


def _domain(title: str) -> str:
    (instrument,) = (instrument for instrument in shipped() if instrument.id == "mgi-local")
    codes = {folded(domain.title["es"]).casefold(): domain.code for domain in instrument.domains}
    return codes[folded(title).casefold()]


def _month(name: str) -> int:
    names = [[month.casefold() for month in month_names(tag)] for tag in ("en", "fr", "es")]
    return next(months.index(name.casefold()) + 1 for months in names if name.casefold() in months)


def _country(name: str) -> str:
    return {shown: code for code, shown in territories("es")}[name]


def folded(text: str) -> str:
    """Return the text with every run of white space, no-break spaces too, as one space."""
    return " ".join(text.split())
