"""Spelling: with the dictionaries of this computer, by Enchant; where it or a language is missing nothing is marked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mgi_desktop.files import write_whole

NAME = "words.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_STRETCH = re.compile(r"\S+")
_NO_PROSE = re.compile(r"://|www\.|@|\d")
_SUGGESTIONS = 6


class Spelling:
    """The dictionaries of this computer, and the words that this person has added to them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._own: set[str] | None = None
        self._broker: Any = None
        self._known: dict[str, Any] = {}

    def knows(self, language: str) -> bool:
        """Whether texts in a language (a BCP 47 tag) can be checked."""
        return self._dictionary(language) is not None

    def unknown(self, text: str, language: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand that no dictionary of the language holds: begin and length.

        Addresses, what has a digit in it, and abbreviations in capitals are passed over.
        """
        dictionary = self._dictionary(language)
        if dictionary is None:
            return
        for stretch in _STRETCH.finditer(text):
            if _NO_PROSE.search(stretch.group()):
                continue
            for match in _WORD.finditer(text, *stretch.span()):
                word = match.group()
                if not (len(word) > 1 and word.isupper()) and not self._right(dictionary, word):
                    yield match.start(), len(word)

    def suggestions(self, word: str, language: str) -> list[str]:
        """Words of the language that may be meant, the likeliest first."""
        dictionary = self._dictionary(language)
        found: list[str] = dictionary.suggest(word.replace("’", "'")) if dictionary else []
        curly = "’" in word
        return [one.replace("'", "’") if curly else one for one in found[:_SUGGESTIONS]]

    def add(self, word: str) -> None:
        """Take a word for right from now on, in every language; Refused where the disk does not take it."""
        own = self._words() | {word.casefold()}
        write_whole(self._path, "".join(f"{one}\n" for one in sorted(own)).encode())
        self._own = own

    def _right(self, dictionary: Any, word: str) -> bool:
        plain = word.replace("’", "'")
        if plain.casefold() in self._words() or word.casefold() in self._words() or dictionary.check(plain):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(dictionary.check(part) for part in parts)

    def _words(self) -> set[str]:
        if self._own is None:
            try:
                self._own = set(self._path.read_text(encoding="utf-8").split())
            except (OSError, UnicodeDecodeError):  # a damaged list marks a few words more, no worse
                self._own = set()
        return self._own

    def _dictionary(self, language: str) -> Any:
        """The dictionary of a language, its own before one of a country; None where there is none."""
        if language not in self._known:
            self._known[language] = self._found(language)
        return self._known[language]

    def _found(self, language: str) -> Any:
        try:
            import enchant
        except ImportError:  # its C library is not on this computer
            return None
        self._broker = self._broker or enchant.Broker()
        wanted = language.replace("-", "_")
        base = wanted.partition("_")[0]
        names = sorted(self._broker.list_languages())
        fitting = [wanted, base, f"{base}_{base.upper()}", *(name for name in names if name.startswith(f"{base}_"))]
        name = next((name for name in fitting if name in names), None)
        try:
            return self._broker.request_dict(name) if name else None
        except enchant.errors.Error:  # listed, but its files are damaged
            return None
