"""The settings sheet: what the whole questionnaire is called; what it does not say is guessed and listed."""

import re
from collections.abc import Sequence

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument_rules import LEVELS, NAME, is_code, shown
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark, Row, place

from .columns import Table, Tongues

SHEET = "settings"
TEXTS = ("full_title", "notice")
KNOWN = ("form_title", "form_id", "version", "default_language", "level")
_LOCAL = (
    "local",
    "city",
    "cities",
    "municipal",
    "municipio",
    "municipality",
    "town",
    "district",
    "ville",
    "commune",
    "ciudad",
    "cidade",
)


class Settings:
    """The first row of the sheet, or nothing at all."""

    def __init__(self, rows: tuple[Row, ...], tongues: Tongues) -> None:
        self.guessed: list[Remark] = []
        self.level_guessed = False
        self._tongues = tongues
        self.table = Table(SHEET, rows, TEXTS, tongues)
        named = self._get("default_language")
        tongues.default = (tongues.tag(named) if named else None) or "en"
        self.table = Table(SHEET, rows, TEXTS, tongues)  # again: now it is known what has no language
        self.table.leave_all_but(KNOWN)

    @property
    def _row(self) -> Row | None:
        return self.table.rows[0] if self.table.rows else None

    def _get(self, name: str) -> str:
        return self.table.get(self._row, name) if self._row else ""

    def _guess(self, message: str, **fields: object) -> None:
        self.guessed.append(Remark(message, SHEET, fields))

    def source(self, languages: Sequence[str]) -> str:
        """The language that every text must have: the default one, else the first."""
        default = self._tongues.default
        source = default if default in languages or not languages else languages[0]
        if not self._get("default_language"):
            self._guess(N_("The language of the texts was guessed: {language}."), language=source)
        return source

    def id(self) -> str:
        """The identifier of the form."""
        said = self._get("form_id")
        if is_code(said, NAME):
            return said
        made = re.sub(r"[^a-z0-9]+", "-", i18n.sort_key(said or self._get("form_title"))).strip("-")[:NAME]
        self._guess(N_("The identifier was made of the title: {id}."), id=made or "questionnaire")
        return made or "questionnaire"

    def version(self) -> str:
        """The version of the form."""
        said = self._get("version")
        if is_code(said, NAME):
            return said
        made = re.sub(r"[^A-Za-z0-9._-]+", "-", said).strip("-.")[:NAME] or "1"
        self._guess(N_("The version was guessed: {version}."), version=made)
        return made

    def level(self) -> str:
        """National or local: as a column `level` says, else by the words of the title."""
        said = self._get("level").lower()
        if said in LEVELS:
            return said
        if said and self._row:
            raise Refused(
                N_("“{value}” is not allowed here. It may be: {values}."),
                where=place(SHEET, self._row.number),
                value=shown(said),
                values=", ".join(LEVELS),
            )
        named = re.split(r"[\W_]+", i18n.sort_key(f"{self._get('form_id')} {self._get('form_title')}"))
        level = "local" if any(word in named for word in _LOCAL) else "national"
        self.level_guessed = True
        self._guess(N_("The level was guessed: {level}. A column “level” in the settings would say it."), level=level)
        return level

    def title(self, source: str) -> dict[str, str]:
        """The title in its languages; the form's own title is in the source language."""
        titles = self.texts("full_title")
        return titles if source in titles else {source: self._get("form_title") or self.id(), **titles}

    def texts(self, name: str) -> dict[str, str]:
        """A text of the settings in its languages."""
        return self.table.texts(self._row, name) if self._row else {}
