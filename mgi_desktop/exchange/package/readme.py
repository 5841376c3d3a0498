"""The page in each package for a reader without the program: what it holds, and what the file is."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from mgi_desktop import i18n
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _
from mgi_desktop.paths import resources

from .contents import Contents
from .outgoing import Outgoing
from .told import Account, tell

LIMIT = 8 * 1024**2
"""So long the page may become; of what does not fit, the names are told."""
_COLOURS = ("page", "surface", "text", "text_2", "border", "link", "warn", "accent_soft")


def write(outgoing: Outgoing, contents: Contents, most: int) -> bytes:
    """Write the page, UTF-8, in the language of the interface; what people wrote is escaped and kept as typed.

    It is not longer than `LIMIT` or `most` bytes, where its frame alone is not.
    """
    told = [tell(read, contents.instruments.get(read.instrument)) for read in contents.assessments.values()]
    page, shown = _page(outgoing, told, []), len(told)
    limit = min(LIMIT, most)
    while len(page) > limit and shown:
        shown = min(shown - 1, shown * limit // len(page))
        page = _page(outgoing, told[:shown], [one.heading for one in told[shown:]])
    return page


def rescued(assessments: Iterable[Assessment], instruments: Mapping[str, Instrument]) -> bytes:
    """Write the same page of what could be read of a store, however long it becomes."""
    told = [tell(read, instruments.get(read.instrument)) for read in assessments]
    words = {**_words(), **_rescued_words()}
    return _rendered(words=words, kind=_("What could be read of a store"), sender="", date="", told=told, left_out=[])


def _page(outgoing: Outgoing, told: list[Account], left_out: list[str]) -> bytes:
    return _rendered(
        words=_words(),
        kind=_kinds()[outgoing.kind],
        sender=outgoing.sender_name,
        date=i18n.format_date(outgoing.at[:10]),
        told=told,
        left_out=left_out,
    )


def _rendered(**given: object) -> bytes:
    template = _environment().get_template("package.html")
    page: str = template.render(style=_style(), language=i18n.language(), rtl=i18n.is_rtl(), **given)
    return page.encode()


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(resources() / "export")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _style() -> str:
    themes = json.loads((resources() / "look" / "tokens.json").read_text(encoding="utf-8"))["themes"]
    light, dark = (" ".join(f"--{name}: {themes[theme][name]};" for name in _COLOURS) for theme in ("light", "dark"))
    rules = (resources() / "export" / "package.css").read_text(encoding="utf-8")
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{rules}"


def _kinds() -> Mapping[str, str]:
    return {
        "whole": _("Whole assessments, with their history"),
        "part": _("A part of an assessment, with its history"),
        "review": _("A copy for review, without history"),
    }


def _words() -> Mapping[str, str]:
    return {
        "title": _("What this file holds"),
        "what": _(
            "This page belongs to a package of mgi-desktop, a program for filling in the questionnaires of the "
            "Migration Governance Indicators. A package is a file that ends in .mgi. It carries the work of one "
            "person to another: every change, the questionnaire, and the attached files."
        ),
        "how": _(
            "To go on with the work, open the package itself in mgi-desktop; there is no need to unpack it. Without "
            "the program, read on here. Attached files lie in the folder “attachments”, under the numbers that stand "
            "beside their names below."
        ),
        "contents": _("Contents"),
        "kind": _("What it is"),
        "sender": _("From"),
        "date": _("Made on"),
        "answers": _("Answers"),
        "nothing": _("Nothing was answered yet."),
        "justification": _("Justification"),
        "cites": _("Sources"),
        "sections": _("Sections of the profile"),
        "sources": _("Sources"),
        "file": _("Attached file"),
        "comments": _("Open comments"),
        "conflicts": _("Different versions"),
        "conflicts_text": _("Several people wrote different things here, and nobody has chosen yet."),
        "left_out": _("Also in this package, but too much for this page"),
    }


def _rescued_words() -> Mapping[str, str]:
    return {
        "what": _(
            "This page shows what mgi-desktop, a program for filling in the questionnaires of the Migration Governance "
            "Indicators, could read when everything was written into one file."
        ),
        "how": _(
            "To go on with the work, import the plain documents in the folder “documents” into mgi-desktop, or give "
            "the whole file to whoever helps you. Attached files lie in “store/attachments”, under the numbers that "
            "stand beside their names below."
        ),
    }
