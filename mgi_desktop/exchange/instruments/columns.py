"""The columns of an XLSForm sheet by name and language: `label::Français (fr)`, `label::fr`, `label:fr`, `label`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import tag as checked_tag
from mgi_desktop.domain.instrument_rules import shown
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark, Row, place

_HEAD = re.compile(r"(?P<name>[^:]+?)\s*::?\s*(?P<language>.+)")
_IN_BRACKETS = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\)")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COMMON = (
    "en", "fr", "es", "ar", "pt", "ru", "zh", "de", "it", "tr", "uk", "pl", "ro", "nl", "fa", "ps", "ur", "bn", "hi",
    "id", "ms", "sw", "am", "so", "ha", "km", "my", "ne", "si", "ta", "th", "vi", "ka", "hy", "az", "kk", "ky", "tg",
    "uz", "sq", "sr", "hr", "mk", "el", "ku", "tet", "ht", "qu",
)  # fmt: skip
_ALIASES = {"list name": "list_name", "list": "list_name", "value": "name", "caption": "label"}


@dataclass
class Tongues:
    """Which language each name in the headers is, and which of them were guessed."""

    default: str = "en"
    guessed: dict[str, str] = field(default_factory=dict)

    def tag(self, name: str) -> str | None:
        """The language of a name by its tag, None where it is none that is known."""
        name = " ".join(name.split())
        bracketed = _IN_BRACKETS.fullmatch(name)
        if bracketed or _TAG.fullmatch(name):
            first, hyphen, rest = (bracketed[1] if bracketed else name).partition("-")
            return str(checked_tag(first.lower() + hyphen + rest))
        found = _names().get(i18n.sort_key(name))
        if found:
            self.guessed[name] = found
        return found


@cache
def _names() -> Mapping[str, str]:
    """Languages by their names in English and in themselves."""
    found = {i18n.sort_key(i18n.language_name(tag, tag)): tag for tag in _COMMON}
    return found | {i18n.sort_key(i18n.language_name(tag, "en")): tag for tag in _COMMON}


class Table:
    """A sheet with names in its first row."""

    def __init__(self, sheet: str, rows: tuple[Row, ...], texts: Collection[str], tongues: Tongues) -> None:
        """`texts` are the columns that have a language."""
        self.sheet = sheet
        self.rows = rows[1:]
        self.ignored: list[Remark] = []
        self._plain: dict[str, int] = {}
        self._texts: dict[str, dict[str, int]] = {name: {} for name in texts}
        for column, head in enumerate(rows[0].cells if rows else ()):
            if head:
                self._take(column, head.strip(), tongues)

    def _take(self, column: int, head: str, tongues: Tongues) -> None:
        name, language = _split(head)
        if name not in self._texts:
            self._put(self._plain, _ALIASES.get(head.lower(), head.lower()), column, head)
            return
        tag = tongues.tag(language) if language else tongues.default
        if tag is None:
            self._leave(
                column, head, N_("The column “{name}” is in no language that is known: write label::Name (tag).")
            )
        elif not language and tag in self._texts[name]:
            self._leave(column, head, N_("The column “{name}” is not read: another holds the same texts."))
        else:
            self._put(self._texts[name], tag, column, head)

    def _put(self, columns: dict[str, int], key: str, column: int, head: str) -> None:
        if key in columns:
            raise Refused(
                N_("The column “{name}” stands twice. Leave one."), where=place(self.sheet, 1), name=shown(head)
            )
        columns[key] = column

    def _leave(self, column: int, head: str, message: str) -> None:
        if self._count(column):
            self.ignored.append(Remark(message, self.sheet, {"name": shown(head)}))

    def _count(self, column: int) -> int:
        return sum(bool(row.cells[column]) for row in self.rows)

    def leave_all_but(self, known: Collection[str], needless: str = "") -> None:
        """List the columns that say something and that nobody reads; `needless` is a word that says nothing."""
        for name, column in self._plain.items():
            says = {row.cells[column].strip() for row in self.rows} - {"", needless}
            if says and name not in known:
                self._leave(column, name, N_("The column “{name}” is not read."))

    def has(self, name: str) -> bool:
        """Whether there is a column of this name."""
        return name in self._plain or bool(self._texts.get(name))

    def get(self, row: Row, name: str) -> str:
        """What stands in a column, without blanks at its ends; empty where there is none."""
        column = self._plain.get(name)
        return row.cells[column].strip() if column is not None else ""

    def texts(self, row: Row, name: str) -> dict[str, str]:
        """A text in the languages in which it is there."""
        return {tag: row.cells[column] for tag, column in self._texts[name].items() if row.cells[column]}

    def languages(self) -> list[str]:
        """The languages in which anything is there, in the order of the columns."""
        columns = [(column, tag) for of in self._texts.values() for tag, column in of.items() if self._count(column)]
        return list(dict.fromkeys(tag for _column, tag in sorted(columns)))


def _split(head: str) -> tuple[str, str]:
    """The name of a column and its language, or nothing."""
    found = _HEAD.fullmatch(head)
    name, language = (found["name"], found["language"]) if found else (head, "")
    name = name.strip().lower().replace(" ", "_")
    return _ALIASES.get(name, name), language
