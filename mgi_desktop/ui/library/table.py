"""The assessments as rows: one click or Enter opens one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.library.thumbnail import SIZE, Thumbnail
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.parts.boxes import Flow, box, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import Composed, button, icon_button
from mgi_desktop.ui.parts.labels import chip, label, picture
from mgi_desktop.ui.theme import Theme

COLUMNS = (N_("Stage"), N_("Answered"), N_("Findings"), N_("Last change"))
_WIDTHS = (104, 128, 92, 132)
_NAME = 250
_EDGE, _GAP, _MORE = 20, 24, 28
MOST = 20
"""So many rows at once: a page stands in a tenth of a second, however full the library is."""


class Row(Composed):
    """One assessment: its wheel, what it is, and how far it is; folded, the facts stand below its name."""

    more_wanted = Signal()
    """Its menu is asked for."""
    unwanted = Signal()
    """It is to go to the trash."""

    def __init__(self, theme: Theme, entry: Entry, facts: Sequence[QWidget], spoken: str, *, folded: bool) -> None:
        super().__init__(spoken, "row")
        self.entry = entry
        px = theme.px
        place, about = words.place(entry), words.facts(entry)
        lines = [label(entry.subject, "question"), *([label(place)] if place else []), _quiet(about)]
        text = column(*lines, spacing=px(1))
        wheel = Thumbnail(theme, entry.shares)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(px(_EDGE), px(11), px(_EDGE), px(11))
        inside.setSpacing(px(_GAP))
        inside.addWidget(wheel, 0, Qt.AlignmentFlag.AlignTop if folded else Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(column(None, text, None), 1)
        if folded:
            below = Flow(px(16), px(2))
            for fact in facts:
                below.addWidget(fact)
            fill(text, px(4), below)
        else:
            fill(inside, *facts)
        self.more = icon_button(theme, "more", _("More about {title}").format(title=entry.subject), small=True)
        self.more.clicked.connect(self.more_wanted)
        self.more.setFixedWidth(px(_MORE))
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop if folded else Qt.AlignmentFlag.AlignVCenter)
        self.hold(wheel, *self.findChildren(QLabel))
        for fact in facts:
            fact.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as a click does; Delete moves it to the trash."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the table goes from row to row, not to what stands in one
        else:
            super().keyPressEvent(event)


class Table(QFrame):
    """A card of rows below the heads of their columns; arrows go from row to row."""

    def __init__(
        self,
        theme: Theme,
        opened: Callable[[str], object],
        thrown: Callable[[str], object] | None,
        offered: Callable[[QMenu, Entry], object],
    ) -> None:
        """`opened` and `thrown` (into the trash) are given the id of an assessment; `offered` adds to its menu.

        None is thrown where nothing can be.
        """
        super().__init__()
        self.setProperty("kind", "card")
        self._theme, self._opened, self._thrown, self._offered = theme, opened, thrown, offered
        self._entries: Sequence[Entry] = ()
        self._room = 0
        self._needed = 0
        self._most = MOST
        self.rows: list[Row] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    @property
    def folded(self) -> bool:
        """Whether the columns do not fit beside a readable name."""
        return 0 < self._room < self._needed

    def fit(self, room: int) -> None:
        """Fold or unfold for so many pixels."""
        folded = self.folded
        self._room = room
        if self.folded != folded:
            self.show_entries(self._entries, self._most)

    def show_entries(self, entries: Sequence[Entry], most: int = MOST) -> None:
        """Show the first of these, in this order; the row that had the focus keeps it."""
        focus = next((made.entry.id for made in self.rows if made.hasFocus()), None)
        clear(self._inside)
        self._entries, self._most = entries, most
        body = self._sheet(entries[:most])
        if len(entries) > most:
            fill(body, line(), self._more(len(entries) - most))
        whole = box(body)
        self._inside.addWidget(whole)
        whole.show()  # at once, so that a row can take the focus
        for made in self.rows:
            if made.entry.id == focus:
                made.setFocus()

    def _sheet(self, entries: Sequence[Entry]) -> QVBoxLayout:
        """Heads and rows, made before they are shown: Qt then lays them out once."""
        now = datetime.now().astimezone()
        heads: list[QWidget] = [_quiet(_(name)) for name in COLUMNS]
        facts = [_facts(self._theme, entry, now) for entry in entries]
        widths = self._measure([heads, *facts])
        body = column(spacing=0)
        if self.folded:
            facts = [_facts(self._theme, entry, now, alone=True) for entry in entries]
        else:
            for cells in (heads, *facts):
                for cell, width in zip(cells, widths, strict=True):
                    cell.setFixedWidth(width)
            body.addWidget(self._head(heads))
        self.rows = [
            Row(self._theme, entry, cells, _spoken(entry, now), folded=self.folded)
            for entry, cells in zip(entries, facts, strict=True)
        ]
        for place, made in enumerate(self.rows):
            made.clicked.connect(partial(self._opened, made.entry.id))
            if self._thrown is not None:
                made.unwanted.connect(partial(self._thrown, made.entry.id))
            made.more_wanted.connect(partial(self._open_menu, made))
            fill(body, *([line()] if place else []), made)
        if self.rows:
            self.rows[-1].setProperty("last", len(self._entries) == len(self.rows))
        return body

    def _open_menu(self, made: Row) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), partial(self._opened, made.entry.id))
        self._offered(menu, made.entry)
        if self._thrown is not None:
            menu.addSeparator()
            menu.addAction(_("Move to trash"), partial(self._thrown, made.entry.id))
        menu.popup(made.more.mapToGlobal(QPoint(0, made.more.height())))

    def _more(self, others: int) -> QPushButton:
        more = button(self._theme, n_("Show {n} more", "Show {n} more", others).format(n=others), kind="row")
        more.setObjectName("more")
        more.setProperty("last", True)
        more.setMinimumHeight(self._theme.size("row"))
        more.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        more.clicked.connect(self._show_more)
        return more

    def _show_more(self) -> None:
        before = len(self.rows)
        self.show_entries(self._entries, self._most + MOST)
        self.rows[before].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from row to row, Home and End to the first and last."""
        here = next((place for place, made in enumerate(self.rows) if made.hasFocus()), 0)
        last = len(self.rows) - 1
        keys = Qt.Key
        to = {keys.Key_Up: here - 1, keys.Key_Down: here + 1, keys.Key_Home: 0, keys.Key_End: last}
        target = to.get(keys(event.key()))
        if target is None or not self.rows:
            super().keyPressEvent(event)
        else:
            self.rows[max(0, min(target, last))].setFocus(Qt.FocusReason.TabFocusReason)

    def _measure(self, lines: Sequence[Sequence[QWidget]]) -> list[int]:
        """The width of each column: what its widest cell needs, in whatever language."""
        px = self._theme.px
        widths = [px(width) for width in _WIDTHS]
        for cells in lines:
            for place, cell in enumerate(cells):
                cell.ensurePolished()
                widths[place] = max(widths[place], cell.sizeHint().width())
        self._needed = sum(widths) + px(2 * _EDGE + SIZE + _NAME + _GAP * (len(COLUMNS) + 2) + _MORE)
        return widths

    def _head(self, names: Sequence[QWidget]) -> QFrame:
        px = self._theme.px
        head = QFrame()
        head.setProperty("kind", "head")
        inside = QHBoxLayout(head)
        inside.setContentsMargins(px(_EDGE), px(8), px(_EDGE), px(8))
        inside.setSpacing(px(_GAP))
        fill(inside, px(SIZE + _GAP), _quiet(_("Assessment")), *names, px(_GAP + _MORE))
        inside.setStretch(1, 1)
        return head


def _quiet(text: str) -> QLabel:
    return label(text, "caption", "secondary")


def _facts(theme: Theme, entry: Entry, now: datetime, *, alone: bool = False) -> list[QWidget]:
    """Stage, answered, findings and last change; `alone`, without heads above, they say what they are."""
    answered = _("{done} of {of}").format(done=entry.answered, of=entry.of)
    findings = " + ".join((str(entry.well_developed), str(entry.potential)))
    if not entry.well_developed + entry.potential:
        findings = "0"
    if alone:
        answered = words.answered(entry.answered, entry.of)
        findings = _("{count} findings").format(count=findings)
    lines: list[QWidget] = [label(answered, wrap=False)]
    if entry.conflicts:
        sign = picture(theme.pixmap("state-conflict", "error", 16))
        count = label(words.conflicts(entry.conflicts), "caption", "error", wrap=False)
        lines.append(box(row(sign, count, None, spacing=theme.px(4))))
    return [
        box(row(chip(_(words.STAGES.get(entry.stage, entry.stage))), *([] if alone else [None]))),
        box(row(*lines, spacing=theme.px(12)) if alone else column(None, *lines, None, spacing=theme.px(1))),
        label(findings, wrap=False),
        label(when(entry.changed_at, now), "body", "secondary", wrap=False),
    ]


def _spoken(entry: Entry, now: datetime) -> str:
    """Everything that a row shows, in one line."""
    parts = [entry.subject, words.place(entry), words.facts(entry), _(words.STAGES.get(entry.stage, entry.stage))]
    parts.append(words.answered(entry.answered, entry.of))
    if entry.conflicts:
        parts.append(words.conflicts(entry.conflicts))
    parts.append(_("{n} well developed, {m} with potential").format(n=entry.well_developed, m=entry.potential))
    parts.append(_("changed {when}").format(when=when(entry.changed_at, now)))
    return ", ".join(part for part in parts if part)
