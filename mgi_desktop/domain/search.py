"""Finding words in texts: how letters are taken for the same, how well a text matches, and where in it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SAME = {
    # what Unicode does not take apart
    **dict(zip("øłđħŧıðþæœŋ", ("o", "l", "d", "h", "t", "i", "d", "th", "ae", "oe", "n"), strict=True)),
    # Arabic: alef with wasla, ya without dots, Persian ya and kaf, ta marbuta and its kin, a hamza alone, tatweel
    **dict(zip("ٱىیکةەہء\N{ARABIC TATWEEL}", ("ا", "ي", "ي", "ك", "ه", "ه", "ه", "", ""), strict=True)),
    **dict.fromkeys("‘’‚‛ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
LONGEST = 200
"""So many letters of what somebody looks for are searched."""
_BLOCK = 256
"""So many letters are folded at once where a place is sought."""


class _Letters(dict[int, str]):
    """What each letter is folded to, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(point)).casefold())
        self[point] = "".join(_letter(part) for part in apart)
        return self[point]


class _Parts(_Letters):
    """The same, and whatever is not part of a word is a space; a full stop may be part of one: “2.1.3”."""

    def __missing__(self, point: int) -> str:
        folded = super().__missing__(point)
        self[point] = "".join(part if part.isalnum() or part in "._" else " " for part in folded)
        return self[point]


def _letter(part: str) -> str:
    if part in _SAME:
        return _SAME[part]
    if unicodedata.combining(part) or unicodedata.category(part) == "Cf":  # accents, tashkeel; marks of direction
        return ""
    digit = unicodedata.digit(part, None)
    return part if digit is None else str(digit)


_LETTERS, _PARTS = _Letters(), _Parts()
_LOOSE_STOP = re.compile(r"\.(?!\w)|(?<!\w)\.")


def fold(text: str) -> str:
    """The text without what makes no difference to a search: case, accents, ligatures, width, and in Arabic the forms
    of alef, ya, hamza and ta marbuta, tashkeel, tatweel and the kind of digits.

    Letter by letter, so that the folds of two parts stand side by side in the fold of the whole.
    """
    return text.translate(_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text or of what somebody looks for, folded; codes such as “2.1.3” stay whole."""
    return _LOOSE_STOP.sub(" ", text.translate(_PARTS)).split()


# How well it matches


class Searched:
    """What is searched of a thing: its code, its main text, its others, and those that count less, all folded."""

    __slots__ = ("_codes", "_less", "_main", "_whole")

    def __init__(self, code: str, main: str, others: Sequence[str] = (), less: Sequence[str] = ()) -> None:
        code = fold(code)
        bare = code.lstrip("abcdefghijklmnopqrstuvwxyz-.")  # “L2.1.3” is found by “2.1.3” too
        self._codes = f" {code} {bare} " if code else ""
        folded = _spaced([main])
        self._main = len(folded)
        folded += _spaced(others)
        self._less = len(folded)
        self._whole = folded + _spaced(less)

    def rank(self, wanted: Sequence[str]) -> int | None:
        """How far it is from what is wanted, the least first; None where a word is missing.

        A code comes before a word, a whole word and the beginning of one before what stands within.
        """
        whole = self._whole
        for word in wanted:
            if word not in whole and f" {word}" not in self._codes:
                return None
        beside = len(wanted) > 1 and f" {' '.join(wanted)}" in whole
        return sum(map(self._word, wanted)) - beside

    def _word(self, word: str) -> int:
        if f" {word}" in self._codes:
            return -40 if f" {word} " in self._codes else -20
        worth = 0
        for beginning in (f" {word} ", f" {word}", word):
            place = self._whole.find(beginning)
            if place >= 0:
                return worth + (0 if place < self._main else 1 if place < self._less else 6)
            worth += 3 if worth == 0 else 9
        return worth


def _spaced(texts: Sequence[str]) -> str:
    """The words of these texts, each between spaces."""
    return "".join(f" {' '.join(found)} " for found in map(words, texts) if found)


# Where it matches


@dataclass(frozen=True)
class Excerpt:
    """A part of a text in one line, and which of its letters match: where each stretch begins and ends."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def excerpt(text: str, wanted: Sequence[str], room: int = 160) -> Excerpt:
    """Return about so many letters of a text, round the first place that matches, else its beginning."""
    flat = " ".join(text.split())
    first = _first(fold(flat), wanted)
    begin = _origin(flat, first) if first else 0
    begin = min(begin - room // 3, len(flat) - room)
    begin = _after_space(flat, begin, begin + room // 3) if begin > 0 else 0
    end = begin + room
    end = len(flat) if end >= len(flat) else max(flat.rfind(" ", begin + room // 2, end), begin + room // 2)
    before, after = "…" if begin else "", "…" if end < len(flat) else ""
    shown = f"{before}{flat[begin:end]}{after}"
    return Excerpt(shown, marks(shown, wanted))


def marks(text: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where a text matches; within words only where no word begins so."""
    folded, origins = fold(text), list(_origins(text))
    found = []
    for word in wanted:
        places = [place.start() for place in re.finditer(re.escape(word), folded)]
        beginnings = [place for place in places if place == 0 or not folded[place - 1].isalnum()]
        for place in beginnings or places:
            end = origins[place + len(word) - 1] + 1
            while end < len(text) and not fold(text[end]):  # an accent of its own belongs to its letter
                end += 1
            found.append((origins[place], end))
    return tuple(_joined(sorted(found)))


def _first(folded: str, wanted: Sequence[str]) -> int:
    """The first place at which a word begins that is wanted, else at which one holds it; 0 where there is none."""
    for pattern in (r"(?<!\w)(?:{})", "{}"):
        found = re.search(pattern.format("|".join(map(re.escape, wanted))), folded) if wanted else None
        if found:
            return found.start()
    return 0


def _origin(text: str, place: int) -> int:
    """The place in a text of a place in its fold."""
    for block in range(0, len(text), _BLOCK):
        part = text[block : block + _BLOCK]
        length = len(fold(part))
        if place < length:
            return block + list(_origins(part))[place]
        place -= length
    return 0


def _origins(text: str) -> Iterator[int]:
    """For each letter of the fold, the place in the text that it comes from."""
    for place, letter in enumerate(text):
        for _folded in _LETTERS[ord(letter)]:
            yield place


def _after_space(text: str, begin: int, end: int) -> int:
    """The first place after a space between two places, else the first of them."""
    return text.find(" ", begin, end) + 1 or begin


def _joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches that touch are one."""
    here: tuple[int, int] | None = None
    for begin, end in stretches:
        if here is not None and begin <= here[1]:
            here = here[0], max(here[1], end)
        else:
            if here is not None:
                yield here
            here = begin, end
    if here is not None:
        yield here
