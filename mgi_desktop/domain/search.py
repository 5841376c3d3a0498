"""Finding words in texts: how letters are taken for the same, how well a text matches, and where in it."""

import re
import unicodedata
from collections.abc import Iterator

_SAME = {
    # what Unicode does not take apart
    **dict(zip("øłđħŧıðþæœŋ", ("o", "l", "d", "h", "t", "i", "d", "th", "ae", "oe", "n"), strict=True)),
    # Arabic: alef with wasla, ya without dots, Persian ya and kaf, ta marbuta and its kin, a hamza alone, tatweel
    **dict(zip("ٱىیکةەہء\N{ARABIC TATWEEL}", ("ا", "ي", "ي", "ك", "ه", "ه", "ه", "", ""), strict=True)),
    **dict.fromkeys("‘’‚‛ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


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


def _origins(text: str) -> Iterator[int]:
    """For each letter of the fold, the place in the text that it comes from."""
    for place, letter in enumerate(text):
        for _folded in letter.translate(_LETTERS):
            yield place
