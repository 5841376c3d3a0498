"""What is asked about a source, checked before it is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SOURCE_KINDS, checked
from mgi_desktop.i18n import N_, _, n_, say
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Beside, Choice, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.questionnaire.dialogs import Asking

NAMES: Mapping[str, str] = {
    "kind": N_("Kind"),
    "title": N_("Title"),
    "issuer": N_("Issuer"),
    "reference": N_("Reference"),
    "date": N_("Date of the document"),
    "consulted": N_("Date consulted"),
    "link": N_("Link"),
}
"""The fields of a source, in the words of the screens."""
_DATES = ("date", "consulted")
_HINTS = {
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


class SourceForm(QWidget):
    """Kind, title, issuer, reference, dates and link."""

    def __init__(self, desk: Desk, source: Source | None = None) -> None:
        super().__init__()
        theme = desk.theme
        self._shown = {name: str(getattr(source, name, "") or "") for name in NAMES}
        kinds = {kind: _(words.SOURCE_KINDS[kind]) for kind in SOURCE_KINDS}
        self.kind = Choice(kinds, self._shown["kind"] or "law")
        self.lines = {name: self._line(name) for name in NAMES if name != "kind"}
        self._named = {
            name: Named(theme, _(NAMES[name]), line, _(_HINTS[name]) if name in _HINTS else "")
            for name, line in self.lines.items()
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
        wrong = []
        for name, line in self.lines.items():
            text = plain_date(line.text()) if name in _DATES else line.text().strip()
            error = self._wrong(name, text)
            self._named[name].fail(error)
            wrong += [line] if error else []
            found[name] = text
        if wrong:
            wrong[0].setFocus()
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

    def _wrong(self, name: str, text: str) -> str:
        if name == "title" and not text:
            return _("Write a title.")
        try:
            checked(FieldRef("source", "", name), text or None)
        except Refused as refused:
            return say(refused)
        return ""


class EditSource(Asking):
    """Changes a source, wherever it is cited."""

    def __init__(self, desk: Desk, parent: QWidget, source: Source) -> None:
        super().__init__(desk, parent, _("Edit the source"))
        self._key = source.key
        self.form = SourceForm(desk, source)
        count = sum(
            any(citation.source == source.key for citation in answer.citations)
            for answer in desk.assessment.answers.values()
        )
        said = n_("Cited by {n} answer, which shows the change.", "Cited by {n} answers; each shows the change.", count)
        self.body.addWidget(self.form)
        self.body.addWidget(label(said.format(n=count), tone="secondary"))
        self.main.setText(_("Save"))
        self.form.lines["title"].setFocus()

    def done_with(self) -> None:
        """Keep what was changed."""
        changes = self.form.changes()
        if changes is None:
            return
        desk, key = self.desk, self._key
        if changes and desk.do(lambda: desk.services.sources.change(desk.assessment.id, key, changes)) is None:
            return
        self.accept()
