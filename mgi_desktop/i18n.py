"""Words in the language of the interface, by gettext; dates, numbers and names of countries by CLDR."""

import gettext
import io
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from mgi_desktop.domain.errors import Refused
from mgi_desktop.paths import resources, translations

INTERFACE_LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
"""Each in its own words, written here since reading them from CLDR would load three locales at every start."""
PSEUDO = ("qps-ploc", "qps-plocm")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "syr", "ks", "nqo", "rhg")
_RIGHT_TO_LEFT_SCRIPTS = ("Arab", "Hebr", "Thaa", "Nkoo", "Syrc", "Adlm", "Rohg")

_DATE_WORDS = ("months", "days", "quarters", "day_periods", "eras", "date_fields", "datetime_skeletons")

_current = "en"
_translations: gettext.NullTranslations = gettext.NullTranslations()


class _Pseudo(gettext.NullTranslations):
    """English made longer, accented and bracketed, so that an untranslated or cut-off text is seen."""

    _ACCENTED = str.maketrans("aceginosuyACEINOSUY", "áçéğíñöšúýÁÇÉÍÑÖŠÚÝ")

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{[^}]*\}|&)", message)
        accented = "".join(part if part[:1] in ("{", "&") else part.translate(self._ACCENTED) for part in parts)
        return f"[{accented}{'~' * max(1, len(message) * 3 // 10)}]" if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


def set_language(tag: str) -> None:
    """Choose the language of the interface."""
    global _current, _translations
    _current = tag
    _translations = _Pseudo() if tag in PSEUDO else catalogue("mgi_desktop", tag)


def language() -> str:
    """The language of the interface."""
    return _current


def system_language() -> str:
    """The interface language nearest to the system's, by the rules of gettext."""
    import locale
    import os

    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, names), None) or locale.getlocale()[0] or ""
    wanted = [*os.environ.get("LANGUAGE", "").split(":"), system]
    bases = [re.split(r"[-_.@]", name)[0].lower() for name in wanted]
    return next((base for base in bases if base in INTERFACE_LANGUAGES), "en")


@cache
def catalogue(domain: str, tag: str) -> gettext.NullTranslations:
    """The words of a gettext domain in a language; the source words where it has none."""
    for name in (tag.replace("-", "_"), re.split(r"[-_]", tag)[0]):
        source = translations() / name / "LC_MESSAGES" / f"{domain}.po"
        compiled = source.with_suffix(".mo")
        if compiled.exists() and not _newer(source, compiled):
            with compiled.open("rb") as file:
                return gettext.GNUTranslations(file)
        if source.exists():
            return _compiled(source.read_bytes())
    return gettext.NullTranslations()


def _newer(source: Path, compiled: Path) -> bool:
    """Whether a catalogue was edited after it was compiled."""
    return source.exists() and source.stat().st_mtime > compiled.stat().st_mtime


def _compiled(source: bytes) -> gettext.GNUTranslations:
    """A catalogue that was not compiled yet, so that nobody ever sees an untranslated start."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source)))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """The message in the language of the interface."""
    return _translations.gettext(message) if message else ""


def n_(singular: str, plural: str, n: int) -> str:
    """The message for a number, in the language of the interface."""
    return _translations.ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Return the message unchanged, marked for translation."""
    return message


def say(error: Refused) -> str:
    """What could not be done, where, and what to do, in the language of the interface."""
    sentence = _(error.message).format(**error.fields)
    return f"{error.where}: {sentence}" if error.where else sentence


def is_rtl(tag: str | None = None) -> bool:
    """Whether a language (the interface's by default) reads from right to left, by its tag alone."""
    tag = tag or _current
    language, *subtags = re.split(r"[-_]", tag)
    script = next((subtag.title() for subtag in subtags if len(subtag) == 4), "")
    if script:
        return script in _RIGHT_TO_LEFT_SCRIPTS
    return tag == "qps-plocm" or language in _RIGHT_TO_LEFT


@cache
def _locale(tag: str) -> Any:
    from babel import Locale, UnknownLocaleError

    for name in () if tag in PSEUDO else (tag, re.split(r"[-_]", tag)[0]):
        try:
            return Locale.parse(name.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse("en")


@cache
def _dating(tag: str) -> Any:
    """The locale of a language, with its own words for dates.

    Babel shares what a locale inherits with all others, and writes into it: after Chinese, months would be Chinese
    everywhere.
    """
    from copy import deepcopy

    from babel import localedata

    locale = _locale(tag)
    data = localedata.load(str(locale))
    data.update(deepcopy({name: data[name] for name in _DATE_WORDS if name in data}))
    return locale


def format_date(partial: str, tag: str | None = None, *, short: bool = False) -> str:
    """A date of the year, month or day (ISO 8601) as a language writes it, in full or short; other text as it is."""
    return _written(partial, tag or _current, short)


@lru_cache(4096)
def _written(partial: str, tag: str, short: bool) -> str:
    from babel.dates import format_date as long_date
    from babel.dates import format_skeleton

    locale = _dating(tag)
    parts = partial.split("-")
    try:
        day = date(int(parts[0]), *(int(part) for part in [*parts[1:], "1", "1"][:2]))
    except ValueError:
        return partial
    if len(parts) == 1:
        return partial
    if len(parts) == 2:
        return format_skeleton("yMMM" if short else "yMMMM", day, locale=locale)
    return long_date(day, "medium" if short else "long", locale=locale)


def month_names(tag: str | None = None) -> list[str]:
    """The twelve months as they stand alone."""
    months = _dating(tag or _current).months["stand-alone"]["wide"]
    return [months[number] for number in range(1, 13)]


def format_number(number: float, tag: str | None = None) -> str:
    """A number as a language writes it, to one decimal."""
    from babel.numbers import format_decimal

    return str(format_decimal(round(number, 1), locale=_locale(tag or _current)))


def format_list(parts: Sequence[str], tag: str | None = None) -> str:
    """Several things in one sentence: “a, b and c”."""
    from babel.lists import format_list as joined

    locale = _locale(tag or _current)
    british = _locale("en-GB")
    return str(joined(list(parts), "standard", locale=british if locale.language == "en" else locale))


def format_time(moment: datetime, *, seconds: bool = True) -> str:
    """The local time of day: alike in every language."""
    return moment.astimezone().strftime("%H:%M:%S" if seconds else "%H:%M")


def local_moment(at: str) -> datetime:
    """A moment that another laptop wrote, by the clock of this one; ValueError where it is none that can be told."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except (OverflowError, OSError) as error:  # at the ends of time, and on Windows before 1970
        raise ValueError(at) from error


def format_moment(moment: datetime, tag: str | None = None) -> str:
    """The local day and time, short."""
    from babel.dates import format_datetime

    return format_datetime(moment.astimezone(), "medium", locale=_dating(tag or _current))


@cache
def _territories(tag: str) -> dict[str, str]:
    from babel.core import get_global

    from mgi_desktop.domain.countries import ALPHA_3

    locale = _locale(tag)
    united_nations = json.loads((resources() / "countries.json").read_text(encoding="utf-8"))["names"]
    aliases = get_global("territory_aliases")
    found = {}
    for code in ALPHA_3:
        alpha_2 = "XK" if code == "XKX" else aliases[code][0]
        own = united_nations.get(code, {})
        found[code] = own.get(tag) or own.get(locale.language) or locale.territories.get(alpha_2, code)
    return found


def territory(alpha_3: str, tag: str | None = None) -> str:
    """The name of a country by its ISO 3166-1 alpha-3 code; the code where it has none."""
    return _territories(tag or _current).get(alpha_3, alpha_3)


def territories(tag: str | None = None) -> list[tuple[str, str]]:
    """Every country as code and name, by name without regard to accents."""
    return sorted(_territories(tag or _current).items(), key=lambda item: sort_key(item[1]))


def sort_key(text: str) -> str:
    """The text without accents and case, for sorting and searching."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def language_name(tag: str, within: str | None = None) -> str:
    """The name of a language, by default in the language of the interface."""
    name = _locale(within or _current).languages.get(re.split(r"[-_]", tag)[0]) or tag
    return str(name)


def sentence_case(text: str) -> str:
    """The text with its first letter large: names of languages and months stand alone in lists."""
    return text[:1].upper() + text[1:]
