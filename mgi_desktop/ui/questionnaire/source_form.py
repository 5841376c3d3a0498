"""What is asked about a source, checked before it is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SOURCE_KINDS, checked
from mgi_desktop.i18n import N_, _, n_, say
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.writing import error_text
from mgi_desktop.ui.questionnaire.dialogs import Sheet, named

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
_PLACES = {
    "kind": (0, 0, 1),
    "title": (0, 1, 2),
    "issuer": (1, 0, 2),
    "reference": (1, 2, 1),
    "date": (2, 0, 1),
    "consulted": (2, 1, 1),
    "link": (2, 2, 1),
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
        self._theme = desk.theme
        self._shown = {name: str(getattr(source, name, "") or "") for name in NAMES}
        self.kind = QComboBox()
        self.kind.setAccessibleName(_(NAMES["kind"]))
        for kind in SOURCE_KINDS:
            self.kind.addItem(desk.theme.icon(words.source_icon(kind)), _(words.SOURCE_KINDS[kind]), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._shown["kind"] or "law")))
        self.lines = {name: self._line(name) for name in NAMES if name != "kind"}
        self._errors: dict[str, QLabel] = {name: error_text() for name in self.lines}
        self._arrange()

    def values(self) -> dict[str, Value] | None:
        """What was entered; None where something is wrong, which is then said below its field."""
        found: dict[str, Value] = {"kind": str(self.kind.currentData())}
        wrong = []
        for name, line in self.lines.items():
            text = plain_date(line.text()) if name in _DATES else line.text().strip()
            error = self._wrong(name, text)
            self._errors[name].setText(error)
            self._errors[name].setVisible(bool(error))
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

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit(self._shown[name])
        made.setCursorPosition(0)
        made.setAccessibleName(_(NAMES[name]))
        if name in _DATES:
            made.setPlaceholderText(_("year, month or day"))
            made.setAccessibleDescription(_("Year, month or day, such as 2023, 2023-09 or 2023-09-01"))
        return made

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(12))
        for name, (line, place, span) in _PLACES.items():
            field = self.kind if name == "kind" else self.lines[name]
            grid.addLayout(named(_(NAMES[name]), field, self._errors.get(name)), line, place, 1, span)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        today = button(self._theme, _("Consulted today"), self._today, kind="link")
        today.setAutoDefault(False)
        grid.addLayout(row(today, None), 3, 1, 1, 2)

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


class EditSource(Sheet):
    """Changes a source, wherever it is cited."""

    def __init__(self, desk: Desk, source: Source, parent: QWidget) -> None:
        super().__init__(desk, _("Edit the source"), parent)
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
        if changes and desk.do(lambda: desk.services.answering.change_source(desk.assessment.id, key, changes)) is None:
            return
        self.accept()
