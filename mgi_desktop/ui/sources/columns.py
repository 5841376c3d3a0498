"""Where the columns of the table stand, for its heads and its rows alike."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from mgi_desktop.i18n import _, format_date, language
from mgi_desktop.ui.sources.rows import HEADS
from mgi_desktop.ui.theme import Theme

EDGE, _ICON, _GAP, _CLIP, _SIGN = 12, 37, 16, 36, 18
_TITLE = 230
"""The least that a title shall have, at 100 %: else a date gives way, which the panel shows too."""


@dataclass(frozen=True)
class Columns:
    """Left and width of each column that is shown, by its name, read from the left."""

    places: dict[str, tuple[int, int]]

    def rect(self, name: str, row: QRect) -> QRect:
        """The place of a column in a row."""
        left, width = self.places[name]
        return QRect(row.x() + left, row.y(), width, row.height())


def columns(theme: Theme, width: int) -> Columns:
    """Share out a width; the title takes what the others leave."""
    px, metrics = theme.px, QFontMetrics(theme.font("body"))
    dates = max(metrics.horizontalAdvance(text) for text in _widest_dates(language()))
    dates = max(dates, *(_head(theme, name) for name in ("date", "consulted"))) + px(_GAP)
    others = {"date": dates, "consulted": dates, "file": px(_CLIP), "cited": _head(theme, "cited") + px(EDGE)}
    begin = px(EDGE) + px(_ICON)
    for name in ("consulted", "date"):
        if width - begin - sum(others.values()) < px(_TITLE):
            del others[name]
    title = max(px(60), width - begin - sum(others.values()))
    places, left = {"title": (begin, title - px(_GAP))}, begin + title
    for name, wide in others.items():
        places[name] = (left, wide)
        left += wide
    return Columns(places)


def _head(theme: Theme, name: str) -> int:
    return QFontMetrics(theme.font("label")).horizontalAdvance(_(HEADS[name])) + theme.px(_SIGN)


@lru_cache(8)
def _widest_dates(_tag: str) -> tuple[str, ...]:
    """A day in each month, as this language writes it."""
    return tuple(format_date(f"2020-{month:02d}-28", short=True) for month in range(1, 13))


@lru_cache(8192)
def short_date(text: str, _tag: str) -> str:
    """A date as the table shows it; asked for again whenever a row is painted."""
    return format_date(text, short=True)
