"""Everything that was found, by kind, in the open assessment and in the others, with filters."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.findable import KINDS
from mgi_desktop.domain.search import LONGEST, Excerpt
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.searching import Found, Match
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import Flow, at_most, box, clear, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice
from mgi_desktop.ui.parts.finder import Finder
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.search.results import NAMES, by_kind, row_of
from mgi_desktop.ui.search.rows import Row, RowList, heading

MOST = 50
"""So many rows are shown at once; others when they are asked for."""


class SearchPage(Page):
    """One field, the kinds of things with how many were found of each, and all of them."""

    name = "search"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._found = Found(())
        self._kind = ""
        self._most = MOST
        self.finder = self._find_field()
        self.where = Choice({"": _("All assessments")})
        self.where.setAccessibleName(_("Where to search"))
        self.where.setMinimumContentsLength(18)
        self.where.currentIndexChanged.connect(lambda _place: self._filter())
        self._chips = Flow(px(6))
        self._kinds = QButtonGroup(self)
        self.list = RowList(desk.theme, "page")
        self.list.setAccessibleName(_("What was found"))
        self.list.chosen.connect(self._do)
        self._none = label("", tone="secondary")
        self._clear = button(desk.theme, _("Clear the filters"), self._clear_filters)
        self._nothing = box(column(self._none, row(self._clear, None), None, spacing=px(12)))
        fields = row(self.finder, self.where, spacing=px(12))
        fields.setStretch(0, 1)
        chips = QWidget()
        chips.setLayout(self._chips)
        content = column(
            at_most(px(760), box(fields)), chips, self.list, self._nothing,
            spacing=px(12), margins=(px(24), px(4), px(24), px(16)),
        )  # fmt: skip
        content.setStretch(2, 1)
        self.frame(box(content), None, _("Search"))
        self._pause = QTimer(self, interval=0, singleShot=True)
        self._pause.timeout.connect(self._search)
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)

    def show_spot(self, spot: str) -> None:
        """Search for words; without any, for those that stand there."""
        self._offer_places()
        if spot and spot != self.finder.text():
            self.finder.setText(spot)
            self._kind = ""
            self._pause.stop()
        if self.desk.services.searching.is_ready(self._read()):
            self._search()
        else:
            self._pause.start()  # the page shows before all is read that is searched
        self._reading.start()

    def spot(self) -> str:
        """The words that are searched."""
        text = self.finder.text().strip()
        return f"{self.name}/{text}" if text else self.name

    def refresh(self, changed: Changed) -> None:
        """Search again: what was changed may be found no more."""
        if self.isVisible():
            self._search()
            self._reading.start()
        else:
            self._found = Found(())
            self.list.show_rows(())

    def first_focus(self) -> QWidget | None:
        """The words."""
        return self.finder

    def find_field(self) -> QLineEdit:
        """The words."""
        return self.finder

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the words, Down and Enter go to what was found; Esc empties the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.list.current is not None:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.choose()
                return True
            if event.key() == Qt.Key.Key_Escape and self.finder.text():
                self.finder.clear()
                return True
        return super().eventFilter(watched, event)

    def _find_field(self) -> Finder:
        field = Finder(self.desk.theme, _("Words to search for"))
        field.setMaxLength(LONGEST)
        field.textChanged.connect(lambda _text: self._pause.start())
        field.installEventFilter(self)
        return field

    # Searching

    def _search(self) -> None:
        desk, read = self.desk, self._read()
        self._found = desk.services.searching.find(self.finder.text(), read, desk.language if read else "")
        self._most = MOST
        self._filter()

    def _read(self) -> Assessment | None:
        """What is open."""
        return self.desk.assessment if self.desk.id is not None else None

    def _read_on(self) -> None:
        """Make one more assessment ready to be searched, between two keys."""
        if not self.isVisible() or not self.desk.do(self.desk.services.searching.go_on):
            self._reading.stop()
            if self.isVisible() and self._found.waiting:
                self._search()

    def _offer_places(self) -> None:
        searching = self.desk.services.searching
        searching.look(self._read())
        names = {
            entry.id: f"{words.isolated(entry.subject)} · {words.date(entry)}" for entry in searching.entries.values()
        }
        chosen = self.where.value()
        self.where.offer({"": _("All assessments"), **names}, chosen if chosen in names else "")

    # Filtering

    def _filter(self) -> None:
        place = self.where.value()
        every = (*self._found.here, *self._found.elsewhere)
        there = [match for match in every if place in ("", match.assessment)]
        self._show_kinds(Counter(match.findable.kind for match in there))
        shown = [match for match in there if self._kind in ("", match.findable.kind)]
        self.list.show_rows([*self._rows(shown)])
        self._tell(len(shown), len(every))

    def _rows(self, matches: Sequence[Match]) -> Iterator[Row]:
        """What is in the open assessment by kind, then each of the others, with a heading."""
        left = self._most
        for title, group in self._groups(matches):
            if left <= 0:
                break
            yield heading(title)
            for match in group[:left]:
                yield row_of(self.desk, match, self._found.words, named=False)
            left -= len(group)
        others = len(matches) - self._most
        if others > 0:
            text = n_("Show {n} more", "Show {n} more", min(others, MOST)).format(n=min(others, MOST))
            yield Row(Excerpt(text), does=self._show_more, icon="chevron-down")

    def _groups(self, matches: Sequence[Match]) -> Iterator[tuple[str, list[Match]]]:
        here = [match for match in matches if match.assessment == self.desk.id]
        for kind, of_kind in by_kind(here):
            yield f"{_(NAMES[kind])} · {len(of_kind)}", of_kind
        entries = self.desk.services.searching.entries
        places = {name: place for place, name in enumerate(entries)}
        others = sorted(
            (match for match in matches if match.assessment != self.desk.id), key=lambda match: places[match.assessment]
        )
        for assessment, found in groupby(others, lambda match: match.assessment):
            inside = [*found]
            entry = entries[assessment]
            yield f"{words.isolated(entry.subject)} · {words.facts(entry)} · {len(inside)}", inside

    def _show_kinds(self, counts: Counter[str]) -> None:
        """A button for each kind that was found, with how many."""
        had_focus = next((chip.objectName() for chip in self._kinds.buttons() if chip.hasFocus()), "")
        for chip in self._kinds.buttons():
            self._kinds.removeButton(chip)
        clear(self._chips)
        if self._kind not in counts:
            self._kind = ""
        for kind in ("", *(kind for kind in KINDS if counts[kind])) if counts else ():
            name = _(NAMES[kind]) if kind else _("Everything")
            made = QPushButton(f"{name} · {counts[kind] if kind else counts.total()}")
            made.setObjectName(f"kind-{kind}")
            made.setProperty("kind", "filter")
            made.setCheckable(True)
            made.setChecked(kind == self._kind)
            made.clicked.connect(partial(self._choose_kind, kind))
            self._kinds.addButton(made)
            self._chips.addWidget(made)
            made.show()
            if made.objectName() == had_focus:
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._most = MOST
        self._filter()

    def _clear_filters(self) -> None:
        self._kind = ""
        self.where.choose("")
        self._filter()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._most += MOST
        self._filter()

    def _tell(self, shown: int, found: int) -> None:
        text = self.finder.text().strip()
        self.list.setVisible(shown > 0)
        self._nothing.setVisible(not shown)
        self._clear.setVisible(found > 0)
        if not self._found.words:
            self._none.setText(_("Write one or more words. They are searched in every assessment on this laptop."))
            self.caption.setText("")
            return
        self._none.setText(_("Nothing here matches “{words}”.").format(words=text))
        told = n_("{n} result for “{words}”", "{n} results for “{words}”", found).format(n=found, words=text)
        waiting = self._found.waiting
        more = n_("{n} assessment still to be searched", "{n} assessments still to be searched", waiting)
        self.caption.setText(f"{told} · {more.format(n=waiting)}" if waiting else told)

    def _do(self, chosen: Row) -> None:
        if chosen.does is not None:
            chosen.does()
