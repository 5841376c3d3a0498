"""Which backups stay: the last ones, and of the time before them one a day, a week, a month."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date

LAST, DAILY, WEEKLY, MONTHLY = 10, 7, 8, 12
_PERIODS: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (DAILY, lambda day: day),
    (WEEKLY, lambda day: day.isocalendar()[:2]),
    (MONTHLY, lambda day: (day.year, day.month)),
)


def staying(made: Iterable[tuple[int, date]]) -> set[int]:
    """The numbers of the backups that stay, of each its number in the order of making and its date.

    The newest of each of the last days, weeks and months in which there are any stays. What is newer is said by the
    number alone: a clock that jumps moves a backup into another day, and never out of the last ones.
    """
    newest_first = sorted(made, reverse=True)
    found = {number for number, _day in newest_first[:LAST]}
    for most, period in _PERIODS:
        newest: dict[Hashable, int] = {}
        for number, day in newest_first:
            if len(newest) < most:
                newest.setdefault(period(day), number)
        found.update(newest.values())
    return found
