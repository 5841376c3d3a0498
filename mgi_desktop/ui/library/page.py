"""The library: every assessment on this laptop, the one changed last first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QWidget

from mgi_desktop.domain.search import fold
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.earlier import named_round
from mgi_desktop.ui.library.start import Start
from mgi_desktop.ui.library.table import MOST, Table
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import Flow, Scroll, at_most, box, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.finder import Finder
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.undo import undo_buttons

HANDFUL = 6
"""From so many assessments on, a field to find one is shown."""


class LibraryPage(Page):
    """Lists the assessments, opens one, and begins others."""

    name = "library"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme = desk.theme
        self._entries: Sequence[Entry] = ()
        self._narrow = False
        self._actions = [
            button(theme, _("Open the sample"), desk.act["sample"].trigger, icon="view"),
            button(theme, _("Share…"), desk.act["share"].trigger, icon="share"),
            button(theme, _("Import…"), desk.act["import"].trigger, icon="import"),
            button(theme, _("New assessment"), desk.act["new"].trigger, kind="main", icon="add"),
        ]
        self.finder = self._find_field()
        self.table = Table(theme, desk.enter, None if desk.only_read else self._throw, self._offer_more)
        self.trash = button(theme, "", lambda: desk.go("trashed"), kind="quiet", icon="trash")
        self.came = button(
            theme, _("What came by file"), lambda: desk.go("exchange"), kind="quiet", icon="page-exchange"
        )
        self.safe = button(theme, _("Safe keeping"), lambda: desk.go("safekeeping"), kind="quiet", icon="backup")
        self.start = Start(desk)
        self._none = label("", tone="secondary")
        self._hint = self._dropping()
        px = theme.px
        elsewhere = Flow(px(8))
        for way in (self.trash, self.came, self.safe):
            elsewhere.addWidget(way)
        content = column(
            self.finder, self._none, self.table, self.start, at_most(px(560), self._hint),
            elsewhere, None,
            spacing=px(16), margins=(px(24), px(4), px(24), px(24)),
        )  # fmt: skip
        self._area = Scroll(box(content))
        self.frame(self._area, None, _("Library"), undo_buttons(desk), *self._actions)

    def _offer(self) -> None:
        """Show the ways to begin above the list; where there is little room, not those that are in the menu too."""
        for action in self._actions:
            wanted = bool(self._entries) and not self.desk.only_read
            action.setVisible(wanted and not (self._narrow and action in self._actions[:2]))

    def refresh(self, changed: Changed) -> None:
        """Show what is here now, and say what an undo took out."""
        if not self.isVisible():
            return
        before = self._entries
        self._read()
        here = {entry.id for entry in self._entries}
        thrown = {entry.id for entry in self.desk.services.trash.assessments()}
        for gone in (entry for entry in before if entry.id not in here | thrown):
            told = _("{subject} is no longer in the library. Redo brings it back.").format(
                subject=words.isolated(gone.subject)
            )
            self.desk.notifier.told.emit(told, "")

    def show_spot(self, spot: str) -> None:
        """Show what is here now: an assessment may have been changed in its own pages."""
        self._read()

    def fit(self, room: Room) -> None:
        """Fold the columns of the table where the window is narrow."""
        super().fit(room)
        side = "side_bar_narrow" if room.below("side_bar_icons_below") else "side_bar"
        theme = self.desk.theme
        self.table.fit(theme.px(room.width) - theme.size(side) - theme.px(2 * 24))
        self._narrow = room.below("panel_below_content_below")
        self._offer()

    def first_focus(self) -> QWidget | None:
        """The assessment changed last, or the first way to begin."""
        ways = [self.safe] if self.desk.only_read else self.start.ways
        return self.table.rows[0] if self.table.rows else ways[0]

    def find_field(self) -> QLineEdit:
        """Finds among the assessments."""
        return self.finder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field that finds."""
        if event.key() == Qt.Key.Key_Escape and self.finder.text():
            self.finder.clear()
        else:
            super().keyPressEvent(event)

    def _throw(self, assessment: str) -> None:
        """Move an assessment to the trash."""
        desk = self.desk
        if desk.do(lambda: desk.services.trash.move(assessment)) is not None:
            desk.notifier.told.emit(_("The assessment was moved to the trash."), "undo")

    def _offer_more(self, menu: QMenu, entry: Entry) -> None:
        """Sharing, the next round of an assessment, and any other of its level to compare it with."""
        if not self.desk.only_read:
            menu.addAction(_("Share…"), partial(self._share, entry.id))
            menu.addAction(_("New round…"), partial(self._begin_round, entry.id))
        others = [other for other in self._entries if other.level == entry.level and other.id != entry.id]
        if others and not self.desk.only_read:
            menu.addAction(_("Join into…"), partial(self._join, entry.id))
        if others:
            compare = menu.addMenu(_("Compare with"))
            for other in others[:MOST]:
                name = f"{named_round(other)} · {words.place(other)}".replace("&", "&&")
                compare.addAction(name, partial(self._compare, entry.id, other.id))

    def _share(self, assessment: str) -> None:
        from mgi_desktop.ui.exchange.share.sheet import share

        share(self.desk, self.window(), [assessment], of_library=True)

    def _begin_round(self, assessment: str) -> None:
        from mgi_desktop.ui.rounds.new_round import begin_round

        begin_round(self.desk, self.window(), assessment)

    def _join(self, assessment: str) -> None:
        from mgi_desktop.ui.joining.joined import join

        join(self.desk, self.window(), assessment)

    def _compare(self, assessment: str, other: str) -> None:
        self.desk.enter(assessment)
        if self.desk.id == assessment:
            self.desk.go(f"rounds/{other}")

    def _read(self) -> None:
        self._entries = self.desk.services.library.entries()
        count = len(self._entries)
        known = n_("{n} assessment on this laptop", "{n} assessments on this laptop", count).format(n=count)
        nothing = _("No assessment is on this laptop yet. Begin in one of three ways.")
        self.caption.setText(known if count or self.desk.only_read else nothing)
        self._offer()
        self.start.setVisible(count == 0 and not self.desk.only_read)
        self._hint.setVisible(count > 0 and not self.desk.only_read)
        thrown = len(self.desk.services.trash.assessments())
        self.trash.setText(_("Trash ({n})").format(n=thrown))
        self.trash.setVisible(thrown > 0)
        self.came.setVisible(count > 0)
        self.finder.setVisible(count >= HANDFUL)
        self._show_found()

    def _show_found(self) -> None:
        wanted = fold(self.finder.text()).split() if not self.finder.isHidden() else []
        found = [entry for entry in self._entries if all(word in _searched(entry) for word in wanted)]
        self.table.show_entries(found)
        self.table.setVisible(bool(found))
        self._none.setVisible(bool(self._entries) and not found)
        self._none.setText(_("Nothing here matches “{words}”. Esc shows all again.").format(words=self.finder.text()))

    def _find_field(self) -> Finder:
        field = Finder(self.desk.theme, _("Find by name or place"))
        field.setMaximumWidth(self.desk.theme.px(320))
        field.textChanged.connect(self._show_found)
        return field

    def _dropping(self) -> QFrame:
        theme = self.desk.theme
        px = theme.px
        told = column(
            label(_("Someone sent you a file?"), "label"),
            label(_("Import it, or drop it on this window."), tone="secondary"),
            spacing=px(2),
        )
        made = QFrame()
        made.setProperty("kind", "note")
        icon = picture(theme.pixmap("import", "text_2", 20))
        inside = row(icon, told, spacing=px(16), margins=(px(18), px(14), px(18), px(14)))
        inside.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        inside.setStretch(1, 1)
        made.setLayout(inside)
        return made


def _searched(entry: Entry) -> str:
    return fold(f"{entry.subject} {words.place(entry)} {entry.title}")
