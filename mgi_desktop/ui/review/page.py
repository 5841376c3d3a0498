"""The review page: what people said about the assessment, and what the rules find in it."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Panel
from mgi_desktop.ui.parts.buttons import Segments, button
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.review.checks import Checks
from mgi_desktop.ui.review.comments import Comments

View = Comments | Checks


class ReviewPage(Page):
    """Two tabs: a list each, and beside it what is chosen."""

    name = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tab = "comments"
        self.tabs = Segments(
            desk.theme,
            (("comments", _("Comments"), "state-comment"), ("checks", _("Checks"), "page-checks")),
            self._tab,
        )
        self.tabs.chosen.connect(lambda tab: desk.go(f"review/{tab}"))
        self.comments, self.checks = Comments(desk), Checks(desk)
        self._views: dict[str, View] = {"comments": self.comments, "checks": self.checks}
        self._stack = QStackedWidget()
        self._aside = Panel(desk, "panel")
        self.going = button(desk.theme, _("Go there"), self._go)
        self._aside.foot.addWidget(self.going)
        self._aside.foot.addStretch(1)
        for view in self._views.values():
            self._stack.addWidget(view)
            self._aside.content.addWidget(view.detail)
            view.spot_changed.connect(self._show_way)
        self.frame(self._stack, self._aside, _("Review"), undo_buttons(desk), self.tabs)

    @property
    def view(self) -> View:
        """The tab that is shown."""
        return self._views[self._tab]

    def show_spot(self, spot: str) -> None:
        """Show a tab, “comments” or “checks”, and in the first a thread, “comments/KEY”."""
        tab, _slash, key = spot.partition("/")
        if tab in self._views:
            self._tab = tab
        self.tabs.choose(self._tab)
        self._stack.setCurrentWidget(self.view)
        for view in self._views.values():
            view.detail.setVisible(view is self.view)
        self._show()
        if key and self._tab == "comments":
            self.comments.show_thread(key)

    def spot(self) -> str:
        """The tab, and the thread that is shown."""
        key = self.comments.current if self._tab == "comments" else ""
        return "/".join(part for part in (self.name, self._tab, key) if part)

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def first_focus(self) -> QWidget | None:
        """The list of the tab."""
        return self.view.first_focus()

    def _show(self) -> None:
        self.view.show_now()
        self.caption.setText(self.view.caption)
        self._show_way()

    def _show_way(self) -> None:
        self.going.setEnabled(bool(self.view.spot()))
        tab_as_read(self)

    def _go(self) -> None:
        spot = self.view.spot()
        if spot:
            self.desk.go(spot)
