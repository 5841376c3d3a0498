"""The order of a list in a document, as ranks: few change, and nothing where the list stands so already."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from mgi_desktop.domain.ranks import between

_Place = tuple[str, str]


def new_ranks(order: Sequence[str], standing: Mapping[str, str]) -> dict[str, str]:
    """Return the ranks that keys must be given to stand in this order; `standing` are the ranks of those known.

    Equal ranks stand by their keys, as everywhere; the longest run that stands right already keeps its ranks.
    """
    placed = {key: (rank, key) for key, rank in standing.items()}
    kept = _longest_rising([placed[key] for key in order if key in placed])
    behind = _behind(order, placed, kept)
    ranks = {}
    last: _Place = ("", "")
    for key, after in zip(order, behind, strict=True):
        place = placed.get(key)
        if place in kept and place > last:
            last = place
        else:
            ranks[key] = between(last[0] or None, after)
            last = (ranks[key], key)
    return ranks


def _behind(order: Sequence[str], placed: Mapping[str, _Place], kept: set[_Place]) -> list[str | None]:
    """Return, for each key, the rank of the next that keeps its own."""
    found: list[str | None] = []
    after: str | None = None
    for key in reversed(order):
        found.append(after)
        if placed.get(key) in kept:
            after = placed[key][0]
    return found[::-1]


def _longest_rising(places: Sequence[_Place]) -> set[_Place]:
    """Return the members of a longest rising run, not necessarily of neighbours."""
    ends: list[_Place] = []
    before: dict[_Place, _Place | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    run = set()
    last = ends[-1] if ends else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run
