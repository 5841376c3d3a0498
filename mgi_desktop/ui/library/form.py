"""What is asked about an assessment, when it is begun and whenever its details change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import N_, _, language, month_names, say, sentence_case, territory
from mgi_desktop.ui import words
from mgi_desktop.ui.library.country import CountryField
from mgi_desktop.ui.menus import questionnaire_languages
from mgi_desktop.ui.parts.fields import Beside, Choice, Named, Number
from mgi_desktop.ui.theme import Theme

YEARS = (1900, 2200)
ROUNDS = (1, 99)
OWN = ("country", "subject", "area", "round", "year", "month", "language")
"""The fields of the form that are fields of the assessment."""


NAMES: Mapping[str, str] = {
    "country": N_("Country"),
    "subject": N_("Subject"),
    "area": N_("Region or province, if you like"),
    "round": N_("Round"),
    "year": N_("Year"),
    "month": N_("Month"),
    "language": N_("Language of the profile"),
    "reading": N_("Language of the questionnaire"),
}
HINTS: Mapping[str, str] = {
    "round": N_("1 for a first assessment"),
    "language": N_("Findings are written, and files made, in this language."),
    "reading": N_("You read the questions in it; change it at any time."),
}


@dataclass(frozen=True)
class Said:
    """What the form shows at first; `language` is the profile's, `reading` the questionnaire's."""

    level: str
    country: str = ""
    subject: str = ""
    area: str = ""
    round: int = 1
    year: int = 0
    month: int | None = None
    language: str = ""
    reading: str = ""


def first_said(instrument: Instrument) -> Said:
    """What is said at first of an assessment that is new: this year, in the language of the interface."""
    own = language() if language() in instrument.languages else instrument.source_language
    return Said(instrument.level, year=date.today().year, language=own, reading=own)


class Form(QWidget):
    """The fields, in the order in which one thinks of them; what is added stands below them."""

    def __init__(self, theme: Theme, instrument: Instrument, said: Said) -> None:
        super().__init__()
        self._theme = theme
        self._level = said.level
        self._reads_apart = said.reading != said.language
        self._named_by_hand = bool(said.subject)
        self.country = CountryField(theme, said.country)
        self.subject, self.area = _line(said.subject), _line(said.area)
        self.round, self.year = Number(theme, *ROUNDS, said.round), Number(theme, *YEARS, said.year)
        self.month = Choice(_months(), str(said.month or ""))
        tongues = questionnaire_languages(tuple(dict.fromkeys((*instrument.languages, said.language, said.reading))))
        self.language, self.reading = Choice(tongues, said.language), Choice(tongues, said.reading)
        self.named = self._names()
        self._arrange()
        self.set_level(said.level)
        self.country.chosen.connect(self._name_subject)
        self.subject.textEdited.connect(self._by_hand)
        self.language.currentIndexChanged.connect(self._read_alike)
        self.reading.activated.connect(self._read_apart)

    def add(self, name: str, named: Named) -> None:
        """Add a field below the others."""
        self.named[name] = named
        self._inside.addWidget(named)

    def set_level(self, level: str) -> None:
        """Ask what this level needs: a country has no area, and its own name."""
        self._level = level
        local = level == "local"
        self.named["subject"].rename(_("Name of the city or territory") if local else _("Name of the country"))
        self.named["area"].setVisible(local)
        self._name_subject()

    def offer(self, instrument: Instrument) -> None:
        """Offer the languages of another questionnaire."""
        tongues = questionnaire_languages(instrument.languages)
        for choice in (self.language, self.reading):
            choice.offer(tongues, choice.value())

    def said(self) -> Said:
        """What is entered, a number too that is still being typed."""
        for number in (self.round, self.year):
            number.interpretText()
        return Said(
            level=self._level,
            country=self.country.code(),
            subject=self.subject.text().strip(),
            area=self.area.text().strip() if self._level == "local" else "",
            round=self.round.value(),
            year=self.year.value(),
            month=int(self.month.value()) if self.month.value() else None,
            language=self.language.value(),
            reading=self.reading.value(),
        )

    def values(self) -> dict[str, Value]:
        """What is entered, by the names of the assessment's fields."""
        said = self.said()
        return {name: getattr(said, name) or None for name in OWN}

    def put(self, name: str, value: Value) -> None:
        """Enter a value of one of the assessment's fields."""
        text = "" if value is None else str(value)
        if name == "country":
            self.country.setText(territory(text) if text else "")
        elif name in ("subject", "area"):
            getattr(self, name).setText(text)
        elif name in ("month", "language"):
            getattr(self, name).choose(text)
        elif isinstance(value, int):
            getattr(self, name).setValue(value)

    def sound(self, needed: Mapping[str, str]) -> bool:
        """Say below each field what is wrong with it, and go to the first; `needed` must not be empty."""
        wrong = []
        for name, named in self.named.items():
            text = named.field.text().strip() if isinstance(named.field, QLineEdit) else ""
            error = needed.get(name, "") if not text else self._refused(name, text)
            if name == "country" and text and not self.country.code():
                error = _("No country has this name. Pick one from the list.")
            named.fail(error)
            wrong += [named.field] if error else []
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _refused(self, name: str, text: str) -> str:
        if name in OWN and name != "country":
            try:
                checked(FieldRef("assessment", "", name), text)
            except Refused as refused:
                return say(refused)
        return ""

    def _names(self) -> dict[str, Named]:
        return {
            name: Named(self._theme, _(title), getattr(self, name), _(HINTS.get(name, "")))
            for name, title in NAMES.items()
        }

    def _arrange(self) -> None:
        theme, named = self._theme, self.named
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme.px(16))
        for line in (
            Beside(theme, named["country"], named["subject"]),
            named["area"],
            Beside(theme, named["round"], named["year"], named["month"], least=140),
            Beside(theme, named["language"], named["reading"]),
        ):
            self._inside.addWidget(line)

    def _name_subject(self) -> None:
        """A country is called by its name in the profile's language, until one writes another."""
        if self._level == "national" and not self._named_by_hand:
            code = self.country.code()
            self.subject.setText(territory(code, self.language.value()) if code else "")

    def _by_hand(self, text: str) -> None:
        self._named_by_hand = bool(text)

    def _read_alike(self) -> None:
        """The questionnaire follows the profile's language until it has its own."""
        self._name_subject()
        if not self._reads_apart:
            self.reading.choose(self.language.value())

    def _read_apart(self) -> None:
        self._reads_apart = True


def in_words(name: str, value: Value) -> str:
    """The value of a field as one reads it."""
    if value is None:
        return ""
    if name == "country":
        return territory(str(value))
    if name == "month":
        return _months().get(str(value), str(value))
    if name == "stage":
        return _(words.STAGES.get(str(value), str(value)))
    return words.tongue(str(value)) if name == "language" else str(value)


def _line(text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setCursorPosition(0)
    return made


def _months() -> dict[str, str]:
    names = {str(place): sentence_case(name) for place, name in enumerate(month_names(), 1)}
    return {"": _("No month"), **names}
