"""The sources page: what the answers rest on, as a table; one of them in the panel."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.packages import is_package
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import box, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.sources.attaching import Attaching
from mgi_desktop.ui.sources.dialogs import AddSource
from mgi_desktop.ui.sources.empty import Empty, NothingFound
from mgi_desktop.ui.sources.filters import Filters
from mgi_desktop.ui.sources.incoming import Incoming, choose_files, things_on
from mgi_desktop.ui.sources.merging import Merging
from mgi_desktop.ui.sources.panel import SourcePanel
from mgi_desktop.ui.sources.rows import Row, in_order, let_pass, rows_of
from mgi_desktop.ui.sources.table import Table

_KINDS = {"source", "citation", "finding"}
"""A change of nothing else changes what is shown here."""
_FEW = 200
"""So many rows are made ready at once for a search: a few milliseconds."""


class SourcesPage(Page):
    """Found, sorted, read, changed; files come in by button, by dropping and by pasting."""

    name = "sources"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._rows: dict[str, Row] = {}
        self._ordered: list[Row] = []
        self._sorted = ("title", False)
        self._stale = True
        self._shown: Row | None = None
        self._narrow = self._opened = False
        self.key = ""
        self._waiting: list[Row] = []
        self._readying = QTimer(self, interval=0)
        self._readying.timeout.connect(self._make_ready)
        self.filters = Filters(desk.theme)
        self.filters.changed.connect(self._show_found)
        self.table = Table(desk)
        self.table.heads.sorted.connect(self._sort)
        self.table.list.chosen.connect(self._choose)
        self.table.list.opened.connect(lambda: self._open(True))
        self.table.list.clicked.connect(lambda _index: self._open(True) if self._narrow else None)
        self.empty, self.none = Empty(desk), NothingFound(desk)
        self.none.clear.clicked.connect(self._show_all)
        self.attaching = Attaching(desk)
        self.incoming = Incoming(desk, self)
        self.source = SourcePanel(desk)
        self._listen()
        pieces = (self.filters, self.attaching, self.table, self.none, self.empty)
        content = column(*pieces, spacing=px(12), margins=(px(24), px(4), px(20), px(16)))
        content.setStretch(2, 1)
        self._content = box(content)
        self.frame(self._content, self.source, _("Sources"), *self._tools())
        self.setAcceptDrops(not desk.read_only)
        for field in (self.filters.search, *(written.field for written in self.source.texts.values())):
            field.installEventFilter(self)

    def _listen(self) -> None:
        source = self.source
        source.back.clicked.connect(lambda: self._open(False))
        source.merging.connect(lambda key: Merging(self.desk, self.window(), key).open())
        source.removing.connect(self._remove)
        source.file.picked.connect(lambda path: self.incoming.attach([path], self.key))
        source.file.pasted.connect(self._paste_here)
        source.file.removed.connect(self._detach)

    def _tools(self) -> list[QWidget]:
        desk = self.desk
        if desk.read_only:
            return []
        attach = button(desk.theme, _("Attach files…"), lambda: self.incoming.attach(choose_files(self), ""))
        attach.setObjectName("attach")
        add = button(desk.theme, _("Add source"), self._add, kind="main", icon="add")
        add.setObjectName("add")
        return [undo_buttons(desk), attach, add]

    # Places

    def show_spot(self, spot: str) -> None:
        """Show a source by its key; of nothing, the one where one was, or the first."""
        if self._stale:
            self._read()
        self._opened = spot in self._rows
        if spot in self._rows and (spot == self.key or self.source.keep()):
            self.key = spot
            if all(row.source.key != spot for row in self.table.list.rows):
                self.filters.clear()
        if self._shown is not self._rows.get(self.key):
            self._show_source()
        self._arrange()
        self.table.list.choose(self.key, visibly=True)

    def spot(self) -> str:
        """The source that is shown."""
        return f"{self.name}/{self.key}" if self.key else self.name

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if not _KINDS & {ref.kind for ref in changed.fields}:
            return
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def fit(self, room: Room) -> None:
        """Where the window is narrow, the source that one opens takes the place of the table."""
        super().fit(room)
        self._narrow = room.below("panel_below_content_below")
        self.caption.setVisible(not room.below("compact_height_below"))
        self._arrange()

    def first_focus(self) -> QWidget | None:
        """The table, so that one can walk at once; without sources, what adds one."""
        if self._rows:
            return self.source.back if self._narrow and self._opened else self.table.list
        found = self.findChild(QWidget, "add")
        return found if isinstance(found, QWidget) else None

    def find_field(self) -> QLineEdit | None:
        """The search among the sources."""
        return self.filters.search if self._rows else None

    # What is shown

    def _read(self) -> None:
        read = self.desk.assessment
        self._stale = False
        self._rows = rows_of(read, self.desk.instrument.indicators, self._rows)
        column, reverse = self._sorted
        self._ordered = in_order(self._rows.values(), column, reverse=reverse)
        self.caption.setText(_("What the answers rest on; each may be cited by many"))
        self.filters.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._show_found()
        self._arrange()
        self._waiting = list(self._ordered)
        self._readying.start()

    def _make_ready(self) -> None:
        """Have what a search looks through ready before somebody types, a few at a time while nothing else is done."""
        for row in self._waiting[:_FEW]:
            _ready = row.found.folded
        del self._waiting[:_FEW]
        if not self._waiting:
            self._readying.stop()

    def _arrange(self) -> None:
        """Show table and source side by side, or one of the two."""
        alone = self._narrow and self._opened and bool(self._rows)
        self._content.setVisible(not alone)
        self.source.setVisible(bool(self._rows) and (alone or not self._narrow))
        self.source.back.setVisible(alone)
        self._halves.setStretch(0, 0 if alone else 1)
        self._halves.setStretch(1, 1 if alone else 0)

    def _open(self, opened: bool) -> None:
        """Go from the table to the source, or back."""
        if opened and not self._narrow:
            self.source.first_field().setFocus(Qt.FocusReason.TabFocusReason)
        elif opened is not self._opened and (opened or self.source.keep()):
            self._opened = opened
            self._arrange()
            focus = self.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_found(self) -> None:
        wanted = self.filters.wanted()
        found = let_pass(self._ordered, wanted, date.today())
        if self.key not in self._rows:
            self.key = self._beside(found)
        self.table.list.show_rows(found, self.key)
        self.table.setVisible(bool(found))
        self.none.setVisible(bool(self._rows) and not found)
        self.none.show_words(wanted.text.strip())
        self.filters.show_count(len(found), len(self._rows))
        if self._shown is not self._rows.get(self.key):
            self._show_source()

    def _beside(self, found: list[Row]) -> str:
        """The source that stands where one stood that is gone: the next one, else the last."""
        before = [row.source.key for row in self.table.list.rows]
        there = {row.source.key for row in found}
        at = before.index(self.key) if self.key in before else 0
        near = [key for key in [*before[at:], *reversed(before[:at])] if key in there]
        return near[0] if near else found[0].source.key if found else ""

    def _show_source(self) -> None:
        self._shown = self._rows.get(self.key)
        if self._shown is not None:
            self.source.show_source(self._shown.source, self._shown.uses)

    def _choose(self, key: str) -> None:
        """Go to another source, unless what was written in this one cannot be kept."""
        if key == self.key:
            return
        if not self.source.keep():
            self.table.list.choose(self.key)
            return
        self.key = key
        self._show_source()

    def _sort(self, column: str, reverse: bool) -> None:
        self._sorted = (column, reverse)
        self._ordered = in_order(self._rows.values(), column, reverse=reverse)
        self._show_found()
        self.table.list.choose(self.key, visibly=True)

    def _show_all(self) -> None:
        self.filters.clear()
        self.filters.search.setFocus()

    # What is done

    def _add(self) -> None:
        if self.source.keep():
            AddSource(self.desk, self.window()).open()

    def _remove(self, key: str) -> None:
        desk, row = self.desk, self._rows[key]
        if desk.do(lambda: desk.services.sources.remove(desk.assessment.id, key)) is not None:
            count = row.uses.count
            cited = n_("It was cited by {n}.", "It was cited by {n}.", count).format(n=count) if count else ""
            told = _("The source is in the trash.")
            desk.notifier.told.emit(f"{told} {cited}".strip(), "undo")

    def _detach(self) -> None:
        desk = self.desk
        if desk.do(lambda: desk.services.sources.detach(desk.assessment.id, self.key)) is not None:
            desk.notifier.told.emit(_("The file was taken away."), "undo")

    # Files that come in

    def paste(self) -> bool:
        """Attach what is on the clipboard to the source one is in; beside the table, make a source of it."""
        things = [] if self.desk.read_only else things_on(QGuiApplication.clipboard().mimeData())
        if things:
            focus = self.focusWidget()
            inside = focus is not None and self.source.isAncestorOf(focus) and len(things) == 1
            self.incoming.attach(things, self.key if inside else "")
        return bool(things)

    def _paste_here(self) -> None:
        things = things_on(QGuiApplication.clipboard().mimeData(), pictures_first=True)
        if things:
            self.incoming.attach(things, self.key if len(things) == 1 else "")
        else:
            self.desk.notifier.told.emit(_("There is no file and no picture on the clipboard."), "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped: on the panel for its source, beside it as sources of their own; packages are imported.

        What is not taken here goes to the window.
        """
        things = things_on(event.mimeData())
        if things and not all(isinstance(one, Path) and is_package(one) for one in things):
            event.acceptProposedAction()
            self._mark(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where a file would go."""
        event.acceptProposedAction()
        self._mark(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is dropped."""
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped, once the program it comes from is let go."""
        self._mark(None)
        event.acceptProposedAction()
        things = things_on(event.mimeData())
        here = self._over_panel(event.position().toPoint()) and len(things) == 1
        self.incoming.attach(things, self.key if here else "")

    def _over_panel(self, here: QPoint) -> bool:
        return self.source.isVisible() and self.source.geometry().contains(here)

    def _mark(self, here: QPoint | None) -> None:
        """Give what a file would be dropped on a frame."""
        over = here is not None and self._over_panel(here)
        for part, marked in ((self.source.file, over), (self.table, here is not None and not over)):
            if bool(part.property("dropping")) is not marked:
                part.setProperty("dropping", marked)
                part.style().unpolish(part)
                part.style().polish(part)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field of one line Enter keeps it; a file is pasted as a file; from the search one goes down."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste):
                return self.paste()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPlainTextEdit):
                self.source.keep()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.filters.search and self.table.list.rows:
                self.table.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table, and to all sources; Delete removes the one that is walked to."""
        if event.key() == Qt.Key.Key_Escape and self._narrow and self._opened:
            self._open(False)
        elif event.key() == Qt.Key.Key_Escape and not self.filters.wanted().everything:
            self._show_all()
        elif event.key() == Qt.Key.Key_Delete and self.table.list.hasFocus() and self.key and not self.desk.read_only:
            self._remove(self.key)
        else:
            super().keyPressEvent(event)
