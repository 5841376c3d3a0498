"""Order as a text: a rank between two others can always be made, so a move is one edit.

The midpoint of fractions in base 62, after David Greenspan, "Implementing Fractional Indexing" (2020).
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(before: str | None, after: str | None) -> str:
    """Return a rank that sorts after `before` and before `after`, by code point; None means no bound.

    Where the two are equal or out of order (ranks made apart may be), the result only sorts after `before`.
    """
    low, high = before or "", after if after and after > (before or "") else None
    return _midpoint(low, high)


def _midpoint(low: str, high: str | None) -> str:
    rank = ""
    place = 0
    while True:
        if high is not None and place >= len(high):
            high = None
        bottom = _digit(low, place, 0)
        top = _digit(high, place, 0) if high is not None else len(_DIGITS)
        if top - bottom > 1:
            return rank + _DIGITS[(bottom + top) // 2]
        rank += _DIGITS[bottom]
        if top > bottom:
            high = None
        place += 1


def _digit(rank: str, place: int, default: int) -> int:
    found = _DIGITS.find(rank[place]) if place < len(rank) else default
    return max(found, 0)


def spread(count: int) -> list[str]:
    """Return so many ranks in order, for a list that is made at once."""
    ranks: list[str] = []
    for _ in range(count):
        ranks.append(between(ranks[-1] if ranks else None, None))
    return ranks
