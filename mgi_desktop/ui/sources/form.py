"""What is asked about a source, checked before it is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SOURCE_KINDS, checked
from mgi_desktop.i18n import N_, _, format_date, say
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Beside, Choice, Named

NAMES: Mapping[str, str] = {
    "kind": N_("Kind"),
    "title": N_("Title"),
    "issuer": N_("Issuer"),
    "reference": N_("Reference"),
    "date": N_("Date of the document"),
    "consulted": N_("Date consulted"),
    "link": N_("Link"),
    "file": N_("File"),
    "attached": N_("Date attached"),
}
"""The fields of a source, in the words of the screens."""
WRITTEN = ("title", "issuer", "date", "consulted", "reference", "link")
"""Those that one writes, in the order in which they are asked."""
DATES = ("date", "consulted")
HINTS = {
    "issuer": N_("who made or published it"),
    "reference": N_("number, edition or gazette"),
    "date": N_("year, month or day, such as 2023, 2023-09 or 2023-09-01"),
    "consulted": N_("when you read it"),
}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")


def plain_date(text: str) -> str:
    """A date in any script's digits and with any dash, as ISO 8601 writes it."""
    digits = (str(unicodedata.decimal(letter, letter)) for letter in text.strip().translate(_DASHES))
    return "".join(digits)


def said(name: str, text: str) -> str:
    """What a field of a source is given by what was typed."""
    return plain_date(text) if name in DATES else text.strip()


def wrong(name: str, text: str) -> str:
    """Say what is wrong with what a field would be given; nothing where it is right."""
    if name == "title" and not text:
        return _("Write a title.")
    try:
        checked(FieldRef("source", "", name), text or None)
    except Refused as refused:
        return say(refused)
    return ""


def described(source: Source, why: str = "") -> str:
    """The title, and in a second line what tells it from others; `why` is one more fact."""
    written = format_date(source.date) if source.date else ""
    facts = [_(words.SOURCE_KINDS.get(source.kind, source.kind)), source.issuer, written, why]
    return f"{source.title or _('No title yet')}\n" + " · ".join(fact for fact in facts if fact)


class SourceForm(QWidget):
    """Kind, title, issuer, reference, dates and link."""

    def __init__(self, desk: Desk, source: Source | None = None) -> None:
        super().__init__()
        theme = desk.theme
        self._shown = {name: str(getattr(source, name, "") or "") for name in ("kind", *WRITTEN)}
        kinds = {kind: _(words.SOURCE_KINDS[kind]) for kind in SOURCE_KINDS}
        self.kind = Choice(kinds, self._shown["kind"] or "law")
        self.lines = {name: self._line(name) for name in WRITTEN}
        self._named = {
            name: Named(theme, _(NAMES[name]), line, _(HINTS.get(name, ""))) for name, line in self.lines.items()
        }
        today = button(theme, _("Consulted today"), self._today, kind="link")
        today.setAutoDefault(False)
        named, kind = self._named, NAMES["kind"]
        pieces = (
            Beside(theme, Named(theme, _(kind), self.kind), named["title"]),
            Beside(theme, named["issuer"], named["reference"]),
            Beside(theme, named["date"], named["consulted"]),
            row(None, today),
            named["link"],
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        fill(whole, *pieces)

    def values(self) -> dict[str, Value] | None:
        """What was entered; None where something is wrong, which is then said below its field."""
        found: dict[str, Value] = {"kind": self.kind.value()}
        amiss = []
        for name, line in self.lines.items():
            text = said(name, line.text())
            error = wrong(name, text)
            self._named[name].fail(error)
            amiss += [line] if error else []
            found[name] = text
        if amiss:
            amiss[0].setFocus()
            return None
        return found

    def changes(self) -> dict[str, Value] | None:
        """What was entered otherwise than it stood; None where something is wrong."""
        values = self.values()
        return None if values is None else {name: value for name, value in values.items() if value != self._shown[name]}

    def error(self, name: str) -> str:
        """What is said to be wrong with a field; empty where nothing is."""
        return self._named[name].error

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit(self._shown[name])
        made.setCursorPosition(0)
        return made

    def _today(self) -> None:
        self.lines["consulted"].setText(date.today().isoformat())
