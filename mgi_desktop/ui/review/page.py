"""The review page: what people said about the assessment, and what the rules find in it."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Panel, Room
from mgi_desktop.ui.parts.boxes import Scroll
from mgi_desktop.ui.parts.buttons import Segments, button
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.review.checks import Checks
from mgi_desktop.ui.review.comments import Comments
from mgi_desktop.ui.review.decisions import Decisions
from mgi_desktop.ui.review.judging import Judging
from mgi_desktop.ui.review.view import View


class ReviewPage(Page):
    """Three tabs: a list each, and beside it what is chosen."""

    name = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tab = "comments"
        self.tabs = Segments(
            desk.theme,
            (
                ("comments", _("Comments"), "state-comment"),
                ("decisions", _("Decisions"), "check"),
                ("checks", _("Checks"), "page-checks"),
            ),
            self._tab,
        )
        self.tabs.chosen.connect(lambda tab: desk.go(f"review/{tab}"))
        self.comments, self.decisions, self.checks = Comments(desk), Decisions(desk), Checks(desk)
        self._views: dict[str, View] = {
            "comments": self.comments,
            "decisions": self.decisions,
            "checks": self.checks,
        }
        self._stack = QStackedWidget()
        self._aside = Panel(desk, "panel")
        for view in self._views.values():
            self._stack.addWidget(Scroll(view))
            view.put_detail(self._aside.content)
            view.rearranged.connect(lambda: tab_as_read(self))
        self.matrix = button(desk.theme, "", desk.act["export_comments"].trigger, icon="export")
        self.matrix.setAccessibleName(_("Export the comments…"))
        self.matrix.setToolTip(_("Export the comments…"))
        self.frame(self._stack, self._aside, _("Review"), undo_buttons(desk), self.matrix, self.tabs)

    @property
    def view(self) -> View:
        """The tab that is shown."""
        return self._views[self._tab]

    def show_spot(self, spot: str) -> None:
        """Show a tab, “comments”, “decisions” or “checks”; in it a thread, “comments/KEY”, or what is judged.

        That is “decisions/answer/L1.1.1” or “decisions/finding/KEY”.
        """
        tab, _slash, key = spot.partition("/")
        if tab in self._views:
            self._tab = tab
        self.tabs.choose(self._tab)
        self._stack.setCurrentIndex(list(self._views).index(self._tab))
        for view in self._views.values():
            view.detail.setVisible(view is self.view)
        self._show()
        if key and self._tab == "comments":
            self.comments.show_thread(key)
        if key and self._tab == "decisions":
            self.decisions.show_thing(key)

    def judging(self) -> Judging | None:
        """What can be judged where one is."""
        return self.decisions.judging if self._tab == "decisions" else None

    def spot(self) -> str:
        """The tab, and the thread or what is judged that is shown."""
        key = self.comments.chosen if self._tab == "comments" else ""
        if self.decisions.chosen in self.decisions.things and self._tab == "decisions":
            key = self.decisions.chosen
        return "/".join(part for part in (self.name, self._tab, key) if part)

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def fit(self, room: Room) -> None:
        """Let what is chosen stand in the panel, or below the list where the window is narrow or low."""
        tight = room.below("outline_as_menu_below")
        self.matrix.setText("" if tight else _("Export…"))
        self.tabs.show_icons(not tight)
        below = room.below("panel_below_content_below") or room.below("compact_height_below")
        if below is not (self.panel is None):
            self.panel = None if below else self._aside
            self._aside.setVisible(not below)
            for view in self._views.values():
                view.put_detail(None if below else self._aside.content)
            tab_as_read(self)

    def first_focus(self) -> QWidget | None:
        """The list of the tab."""
        return self.view.list

    def _show(self) -> None:
        self.view.show_now()
        self.caption.setText(self.view.caption)
