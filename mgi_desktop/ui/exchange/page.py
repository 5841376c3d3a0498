"""The exchange page: what came and went by file, what is in conflict, and the people one exchanges with."""

from collections.abc import Mapping
from importlib import import_module

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStackedWidget, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.buttons import Segments, button
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons

TABS: Mapping[str, tuple[str, str, str]] = {
    "imports": (N_("What came"), "import", "imports:Imports"),
    "conflicts": (N_("Conflicts"), "state-conflict", "conflicts:Conflicts"),
    "people": (N_("People"), "person", "people:People"),
    "import": (N_("Import"), "import", "arriving:Arriving"),
}
"""Name, icon and class of each tab, by the second part of its places."""


class ExchangePage(Page):
    """Its places are “exchange/imports”, “exchange/conflicts” and “exchange/people”, and “exchange/import”."""

    name = "exchange"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: dict[str, Tab] = {}
        self._names = [name for name in TABS if desk.id is not None or not _class(name).needs_assessment]
        self._tab = self._names[0]
        theme = desk.theme
        choices = [(name, _(TABS[name][0]), TABS[name][1]) for name in self._names if not _class(name).alone]
        self.tabs = Segments(theme, choices, self._tab)
        self.tabs.chosen.connect(lambda name: desk.go(f"exchange/{name}"))
        self.share = button(theme, _("Share…"), desk.act["share"].trigger, icon="share")
        self.take = button(theme, _("Import…"), desk.act["import"].trigger, kind="main", icon="import")
        self._take_icon = self.take.icon()
        self.share.setAccessibleName(_("Share…"))
        self.share.setToolTip(_("Share…"))
        self._stack = QStackedWidget()
        self.frame(self._stack, None, _("Exchange"), undo_buttons(desk), self.tabs, self.share, self.take)

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        if self._tab not in self._built:
            made = self._built[self._tab] = _class(self._tab)(self.desk)
            made.rearranged.connect(self._arranged_anew)
            self._stack.addWidget(made)
            for tool in made.every_tool:
                self.tools.addWidget(tool)
        return self._built[self._tab]

    def show_spot(self, spot: str) -> None:
        """Show a tab, and a place within it."""
        name, _slash, within = spot.partition("/")
        if name == "import" and self.desk.incoming.state == "nothing":
            name = "imports"
        if name in self._names:
            self._tab = name
        shown = self.tab
        if not shown.alone:
            self.tabs.choose(self._tab)
        self._stack.setCurrentWidget(shown)
        shown.show_now()
        shown.show_within(within)
        self._arranged_anew()

    def spot(self) -> str:
        """The tab, and the place within it."""
        return "/".join(part for part in (self.name, self._tab, self.tab.within()) if part)

    def refresh(self, changed: Changed) -> None:
        """Show what changed; of what is not shown now, when it is shown again."""
        for tab in self._built.values():
            if tab is self.tab and self.isVisible():
                tab.refresh(changed)
                self._arranged_anew()
            else:
                tab.outdate()

    def fit(self, room: Room) -> None:
        """Where there is little room one button is an icon alone, and the others are words alone."""
        tight = room.below("outline_as_menu_below")
        self.share.setText("" if tight else _("Share…"))
        self.tabs.show_icons(not tight)
        self.take.setIcon(QIcon() if tight else self._take_icon)

    def first_focus(self) -> QWidget | None:
        """What one comes for in the tab, else the way to bring something in."""
        ways = self.tabs if self.desk.only_read else self.take
        return self.tab.first_focus() or (None if self.tab.alone else ways)

    def _arranged_anew(self) -> None:
        shown = self.tab
        self.title.setText(shown.title or _("Exchange"))
        self.caption.setText(shown.caption)
        self.tabs.setVisible(not shown.alone)
        for piece in (self.share, self.take):
            piece.setVisible(not shown.alone and not self.desk.only_read)
        for tab in self._built.values():
            for tool in tab.every_tool:
                tool.setVisible(tab is shown and tool in tab.tools)
        tab_as_read(self)


def _class(name: str) -> type[Tab]:
    """The class of a tab, imported when it is first asked for."""
    module, _colon, class_name = TABS[name][2].partition(":")
    found: type[Tab] = getattr(import_module(f"mgi_desktop.ui.exchange.{module}"), class_name)
    return found
