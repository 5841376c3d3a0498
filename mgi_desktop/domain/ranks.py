"""Order as a text: a rank between two others can always be made, so a move is one edit.

The midpoint of fractions in base 62, after David Greenspan, "Implementing Fractional Indexing" (2020).
"""

import re

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANK = re.compile("[0-9A-Za-z]*[1-9A-Za-z]")


def is_rank(text: str) -> bool:
    """Whether a text is a rank: digits of base 62, the last not 0, so that something always fits before it."""
    return bool(_RANK.fullmatch(text))


def between(before: str | None, after: str | None) -> str:
    """Return a rank that sorts after `before` and before `after`, by code point; None means no bound.

    Where the two are equal or out of order (ranks made apart may be), the result only sorts after `before`. What is
    no rank is no bound.
    """
    low = before if before and is_rank(before) else ""
    return _midpoint(low, after) if after and after > low and is_rank(after) else _next(low)


def _next(low: str) -> str:
    """Return a rank after `low` with much room behind it, since lists grow at their end."""
    for place, letter in enumerate(low):
        if letter != _DIGITS[-1]:
            return low[:place] + _DIGITS[_digit(low, place) + 1]
    return low + _DIGITS[1]


def _midpoint(low: str, high: str) -> str:
    rank = ""
    below = False
    while True:
        place = len(rank)
        bottom = _digit(low, place)
        top = len(_DIGITS) if below else _digit(high, place)
        if top - bottom > 1:
            return rank + _DIGITS[(bottom + top) // 2]
        rank += _DIGITS[bottom]
        below = below or top > bottom


def _digit(rank: str, place: int) -> int:
    return _DIGITS.index(rank[place]) if place < len(rank) else 0
