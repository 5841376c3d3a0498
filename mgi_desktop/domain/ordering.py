"""The order of a list as ranks: few change, and nothing where the list stands so already."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

from .ranks import between

_Place = tuple[str, str]


def new_ranks(order: Sequence[str], standing: Mapping[str, str]) -> dict[str, str]:
    """Return the ranks that keys must be given to stand in this order; `standing` are the ranks of those known.

    Equal ranks stand by their keys, as everywhere; the longest run that stands right already keeps its ranks.
    """
    placed = {key: (rank, key) for key, rank in standing.items()}
    kept = sorted(_longest_rising([placed[key] for key in order if key in placed]))
    ranks = {}
    last: _Place = ("", "")
    passed = 0
    for key in order:
        place = placed.get(key)
        stays = passed < len(kept) and place == kept[passed]
        passed += stays
        if stays and place and place > last:
            last = place
        else:  # before the next that keeps its rank; one that equals the last leaves no room and gives way
            behind = kept[max(passed, bisect_right(kept, last[0], key=itemgetter(0))) :][:1]
            ranks[key] = between(last[0] or None, behind[0][0] if behind else None)
            last = (ranks[key], key)
    return ranks


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
