"""The profile as PDF/A-2a and PDF/UA-1, set by Typst from one template and JSON data."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import typst

from mgi_desktop.domain.profile import Profile
from mgi_desktop.domain.wheel import broken
from mgi_desktop.domain.words import N_
from mgi_desktop.i18n import sentence_case
from mgi_desktop.paths import resources

from . import svg
from .content import Content, content
from .exported import Exported, Notice

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
# The script of a language decides which font comes first: they share digits and punctuation.
_FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC")
_FIRST = {"ar": "Noto Sans Arabic", "fa": "Noto Sans Arabic", "ur": "Noto Sans Arabic", "zh": "Noto Sans SC"}
# Points: the width of the text, the diameter of the wheel with its names beside it.
_TEXT, _WHEEL = 168 / 25.4 * 72, 85 / 25.4 * 72
_REFUSED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def export(profile: Profile) -> Exported:
    """Make the PDF, the same bytes for the same profile.

    Where a character is in no shipped font, or may not stand in an archived file, the PDF is made without the
    standards, tagged all the same; the warnings name each such character and its place.
    """
    said = content(profile)
    made = inputs(profile, said)
    try:
        return Exported(compiled(made, STANDARDS))
    except typst.TypstError as error:
        return Exported(compiled(made, []), tuple(_notices(error, said)))


def inputs(profile: Profile, said: Content) -> dict[str, str]:
    """Return what the template reads: the profile as JSON, the wheel and the icons as SVG."""
    drawn = svg.drawing(profile)
    colours = svg.tokens()["print"]["domains"]
    icons = {
        f"icon-{page.place}": (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
            f'<g color="{colours[str(page.place)]["on_strong"]}">{svg.icon(page.place)}</g></svg>'
        )
        for page in said.domains
    }
    data = json.dumps(_data(profile, said, drawn), ensure_ascii=False)
    return {"profile": data, "wheel": svg.picture(drawn), **icons}


def compiled(read: dict[str, str], standards: "list[typst.PDFStandard]") -> bytes:
    """Return the PDF that Typst makes of these inputs, with no other font than those that ship."""
    template = (resources() / "export" / "profile.typ").read_bytes()
    compiler = typst.Compiler(template, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=read)
    # The document carries its own date; the moment of making would change the bytes and says nothing.
    made = compiler.compile(format="pdf", pdf_standards=standards, timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(resources() / "fonts")]
    )


def _data(profile: Profile, said: Content, drawn: svg.Drawing) -> dict[str, Any]:
    base = profile.language.split("-")[0]
    first = _FIRST.get(base, _FAMILIES[0])
    room = drawn.wheel.hub * 0.82 * _WHEEL
    hub_lines = broken(said.subject, svg.width, room / 13.5, 3)
    labels = svg.tokens()["wheel"]["label"]
    return {
        "content": asdict(said),
        "foot": said.foot,
        "colours": svg.tokens()["print"],
        "fonts": [first, *(family for family in _FAMILIES if family != first)],
        "lang": base,
        "year": profile.year,
        "month": profile.month or 1,
        "keywords": [
            f"id: {profile.id}",
            f"sha256: {profile.digest}",
            f"questionnaire: {profile.instrument_id} {profile.instrument_version}",
            f"language: {profile.language}",
            f"date: {profile.date}",
        ],
        "cover_date": sentence_case(said.date),
        "cover_size": _cover_size(said.subject),
        "alternative": said.alternative,
        "shows_findings": said.shows_findings,
        "codes": [page.code for page in said.domains],
        "numbers": drawn.numbers,
        "names": [
            {**asdict(name), "room": labels["corner_width_em" if name.corner else "side_width_em"] + 0.2}
            for name in drawn.names
        ],
        "wheel": _WHEEL,
        "hub_lines": hub_lines,
        "hub_size": min(13.5, room / max(*map(svg.width, hub_lines), 1.0)),
    }


def _cover_size(subject: str) -> int:
    """The largest size in points at which the subject fits the cover in one line, two or three."""
    line = 0.95 * _TEXT
    longest = max(map(svg.width, subject.split()), default=0.0)
    for size, lines in ((54, 1), (42, 2), (32, 3)):
        if svg.width(subject) * size <= line * (lines - 0.2 * (lines > 1)) and longest * size <= line:
            return size
    return 24


def _notices(error: typst.TypstError, said: Content) -> Iterator[Notice]:
    """Say why the standards could not be held: one notice for each place with the characters that are to blame."""
    refused = list(dict.fromkeys(_plain(found) for found in _REFUSED.findall(error.diagnostic)))
    if not refused:
        yield Notice(
            N_("The PDF was made without the standards PDF/A and PDF/UA: {reason}."), {"reason": error.message}
        )
        return
    yield Notice(
        N_(
            "Some characters are in no font of the PDF, where a box stands for each. "
            "The file is tagged but cannot claim the standards PDF/A and PDF/UA. HTML and JSON carry the text whole."
        )
    )
    for message, fields, text in _places(said):
        found = [letter for letter in refused if letter in text]
        if found:
            yield Notice(message, {**fields, "characters": ", ".join(map(_named, found))})


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], escaped)


def _named(letters: str) -> str:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return f"{letters} ({codes})" if letters.isprintable() else codes


def _places(said: Content) -> Iterator[tuple[str, Mapping[str, object], str]]:
    """Every text that a person wrote: the sentence that names its place, the fields of that, and the text itself."""
    cover = " ".join((said.title, said.whole_place, said.foot))
    yield N_("Not printed, in the title or the name of the place: {characters}."), {}, cover
    for section in said.sections:
        whole = f"{section.heading} {section.written.text if section.written else ''}"
        yield N_("Not printed, in the section “{section}”: {characters}."), {"section": section.heading}, whole
    for page in said.domains:
        for finding in (finding for part in page.lists for finding in part.findings):
            where = {"domain": page.code, "beginning": _beginning(finding.text.text)}
            message = N_("Not printed, in a finding of domain {domain} that begins “{beginning}”: {characters}.")
            yield message, where, finding.text.text
    for entry in said.entries:
        whole = " ".join((entry.title, *entry.details, entry.link))
        yield N_("Not printed, in source {number}: {characters}."), {"number": entry.number}, whole
    for conflict in said.conflicts:
        whole = " ".join((conflict.name, *conflict.versions))
        yield N_("Not printed, in the list of open conflicts: {characters}."), {}, whole


def _beginning(text: str) -> str:
    start = " ".join(text[:60].split())
    return start if len(text) <= 40 else start[:40].rstrip() + "…"
