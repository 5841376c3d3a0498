"""What the palette offers for what was typed: actions, pages, indicators, assessments, then what people wrote."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QAction, QKeySequence

from mgi_desktop.domain.search import Excerpt, Searched, marks, words
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.library import Entry
from mgi_desktop.services.searching import Found, Match
from mgi_desktop.ui import words as said
from mgi_desktop.ui.actions import MENUS, Actions
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.navigation import CLASSES
from mgi_desktop.ui.search.results import NAMES, by_kind, row_of
from mgi_desktop.ui.search.rows import Row, heading, hint
from mgi_desktop.ui.side_bar import FOOT, PAGES

_ICONS = {
    "new": "add", "import": "import", "sample": "view", "export": "export", "undo": "undo", "redo": "redo",
    "find": "search", "previous": "chevron-up", "next": "chevron-down", "unanswered": "state-not-yet",
    "conflict": "state-conflict", "cite": "cite", "details": "edit", "back": "chevron-back",
    "forward": "chevron-forward", "history": "history", "trash": "trash", "guide": "info", "keys": "info",
    "about": "info", "larger": "zoom-in", "smaller": "zoom-out",
}  # fmt: skip
_MOST = {"indicator": 6, "answer": 4, "source": 4, "finding": 4}
_FEW = 3
_ELSEWHERE = 6
_ASSESSMENTS, _NAMED = 5, 6

Offer = tuple[Searched, Row]


class Offers:
    """What can be offered while the palette is open; `wanting` types something else into it."""

    def __init__(self, desk: Desk, actions: Actions, wanting: Callable[[str], object]) -> None:
        self._desk, self._wanting = desk, wanting
        read = desk.assessment if desk.id is not None else None
        desk.services.searching.begin(read, desk.language if read else "")
        made = [(name, offer) for name, offer in _actions(actions)]
        self._pages = [offer for name, offer in made if name in CLASSES]
        self._actions = [offer for name, offer in made if name not in CLASSES]
        entries = desk.services.searching.entries.values()
        self._assessments = [_assessment(desk, entry) for entry in entries if entry.id != desk.id]
        self.found = Found(())

    def rows(self, text: str) -> list[Row]:
        """What to show for what was typed; behind “>” actions alone, for “?” what can be typed."""
        self.found = Found(())
        if text.strip() == "?":
            return self._help()
        if text.startswith(">"):
            wanted = words(text)
            rows = [*_group(_("Actions"), _matching([*self._pages, *self._actions], wanted))]
        elif not words(text):
            return [
                *_group(_("Pages"), [row for _searched, row in self._pages]),
                *_group(_("Assessments"), [row for _searched, row in self._assessments[:_FEW]]),
                *_group(_("Actions"), [row for _searched, row in self._actions]),
            ]
        else:
            rows = self._everything(text, words(text))
        return rows or [hint(_("Nothing matches “{words}”.").format(words=text.strip().removeprefix(">").strip()))]

    def _everything(self, text: str, wanted: Sequence[str]) -> list[Row]:
        desk = self._desk
        read = desk.assessment if desk.id is not None else None
        self.found = desk.services.searching.find(text, read, desk.language if read else "")
        kinds = dict(by_kind(self.found.here))
        indicators = kinds.pop("indicator", [])
        asked = list(_group(_("Indicators"), self._some("indicator", indicators)))
        named = [
            *_group(_("Pages"), _matching(self._pages, wanted)[:_NAMED]),
            *_group(_("Actions"), _matching(self._actions, wanted)[:_NAMED]),
        ]
        by_code = bool(indicators) and indicators[0].rank < 0
        rows = [*asked, *named] if by_code else [*named, *asked]
        rows += _group(_("Assessments"), _matching(self._assessments, wanted)[:_ASSESSMENTS])
        for kind, matches in kinds.items():
            rows += _group(_(NAMES[kind]), self._some(kind, matches))
        others = [match for match in self.found.elsewhere if match.findable.kind != "assessment"][:_ELSEWHERE]
        shown = [row_of(desk, match, self.found.words, named=True) for match in others]
        rows += _group(_("In other assessments") if read else _("In the assessments"), shown)
        return [*rows, *self._all(text)]

    def _some(self, kind: str, matches: Sequence[Match]) -> list[Row]:
        few = matches[: _MOST.get(kind, _FEW)]
        return [row_of(self._desk, match, self.found.words, named=False) for match in few]

    def _all(self, text: str) -> Iterator[Row]:
        """The way to everything that was found."""
        if self.found.count:
            words_ = n_("See the {n} result", "See all {n} results", self.found.count).format(n=self.found.count)
            yield Row(Excerpt(words_), does=partial(self._desk.go, f"search/{text.strip()}"), icon="search")

    def _help(self) -> list[Row]:
        """What can be typed, each of which types its beginning."""
        return [
            heading(_("What you can type")),
            Row(Excerpt(_("Actions alone")), partial(self._wanting, ">"), code=">"),
            Row(Excerpt(_("An indicator, by the beginning of its code")), partial(self._wanting, "2.1"), code="2.1"),
            hint(_("Words of a question, an answer, a source, a finding, a section or a comment. All of them must be "
                   "there; accents and capitals make no difference.")),
        ]  # fmt: skip


def _actions(actions: Actions) -> Iterator[tuple[str, Offer]]:
    """Every action of the menus that can be done now, found by its words and those of its menu."""
    for title, items in MENUS:
        for item in items:
            if item is None or item.name == "search" or not actions[item.name].isEnabled():
                continue
            action = actions[item.name]
            text = _plain(action.text())
            on_side_bar = item.name in PAGES or item.name in FOOT
            icon = f"page-{item.name}" if on_side_bar else _ICONS.get(item.name, "chevron-forward")
            row = Row(Excerpt(text), does=action.trigger, icon=icon, end=_keys(action), keys=True)
            # Found by its own words, not by those of the deed: to look for “La Palma” shall not offer to undo it.
            yield item.name, (Searched("", _plain(_(item.words)), [_plain(_(title))]), row)


def _assessment(desk: Desk, entry: Entry) -> Offer:
    line = " · ".join(filter(None, (said.place(entry), said.facts(entry))))
    row = Row(
        Excerpt(entry.subject), does=partial(desk.enter, entry.id), icon="page-library", line=Excerpt(line),
        language=entry.language,
    )  # fmt: skip
    return Searched("", entry.subject, [line, entry.title]), replace(row, language="")


def _matching(offers: Sequence[Offer], wanted: Sequence[str]) -> list[Row]:
    """The rows that match, best first, marked where they do."""
    ranked = ((searched.rank(wanted), row) for searched, row in offers)
    found = sorted(((rank, row) for rank, row in ranked if rank is not None), key=lambda pair: pair[0])
    return [_marked(row, wanted) for _rank, row in found]


def _marked(row: Row, wanted: Sequence[str]) -> Row:
    title, line = row.title.text, row.line.text if row.line else ""
    marked = Excerpt(line, marks(line, wanted)) if row.line else None
    return replace(row, title=Excerpt(title, marks(title, wanted)), line=marked)


def _group(title: str, rows: Sequence[Row]) -> Iterator[Row]:
    if rows:
        yield heading(title)
        yield from rows


def _plain(text: str) -> str:
    """The words of a menu without the marks of their keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
