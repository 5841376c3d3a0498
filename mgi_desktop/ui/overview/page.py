"""The overview: the wheel, and beside it the assessment or the domain that is chosen."""

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.legend import Legend
from mgi_desktop.ui.overview.panel import OverviewPanel
from mgi_desktop.ui.overview.seen import PROGRESS, TABLE, VIEWS
from mgi_desktop.ui.overview.six import Six
from mgi_desktop.ui.overview.table import Table
from mgi_desktop.ui.overview.wheel import WheelWidget
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import Scroll, box, column, row
from mgi_desktop.ui.parts.buttons import Segments
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons

QUESTIONNAIRES = {"national": N_("National questionnaire {version}"), "local": N_("Local questionnaire {version}")}
_PEEK = 30
"""So much of the panel is seen below the wheel before one scrolls."""


class OverviewPage(Page):
    """Its places are “overview” and, with a domain chosen, “overview/2”."""

    name = "overview"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view, self._stale, self._below = PROGRESS, False, False
        self._inside = QWidget()
        self.wheel = WheelWidget(desk, self._inside)
        self.six = Six(desk, self.wheel.seen)
        self.legend = Legend(desk.theme, PROGRESS)
        self.table: Table | None = None
        icons = {TABLE: "table"}
        self.views = Segments(
            desk.theme, [(view, _(name), icons.get(view, "")) for view, name in VIEWS.items()], PROGRESS
        )
        self._undo = undo_buttons(desk)
        self.area = self._laid_out()
        self.frame(self.area, OverviewPanel(desk), _("Overview"), self._undo, self.views)
        self.area.resized.connect(self._arrange)
        self.wheel.chosen.connect(self.choose)
        self.six.chosen.connect(self.choose)
        self.wheel.opened.connect(self._open)
        self.views.chosen.connect(self.show_view)

    def _laid_out(self) -> "_Area":
        """The wheel with the list of six, and the legend; all of it scrolls where the window is small."""
        px = self.desk.theme.px
        self._around = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._around.setSpacing(px(16))
        self._around.addWidget(self.wheel, 1)
        self._around.addWidget(self.six)
        self._picture = box(self._around)
        self._own_row = row(None, margins=(px(24), 0, px(24), 0))
        legend = box(row(self.legend, margins=(px(24), 0, px(24), 0)))
        self._column = column(self._own_row, self._picture, legend, spacing=px(8), margins=(0, 0, 0, px(16)))
        self._legend = legend
        self._column.setStretch(1, 1)
        self._inside.setLayout(self._column)
        return _Area(self._inside)

    # Where one is

    def choose(self, domain: str) -> None:
        """Choose a domain, or with an empty code go back to the assessment."""
        known = domain if domain in {title.domain for title in self.wheel.seen.titles} else ""
        self.wheel.choose(known)
        self.six.show_seen(self.wheel.seen)
        if known != self._sheet.shown:
            self._sheet.show_domain(known)

    def show_spot(self, spot: str) -> None:
        """Show the assessment, or a domain by its code."""
        self._renew()
        self.choose(spot)

    def spot(self) -> str:
        """The place to come back to."""
        chosen = self.wheel.seen.chosen
        return f"{self.name}/{chosen}" if chosen else self.name

    def _open(self, code: str) -> None:
        self.desk.go(f"questionnaire/{code}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from a domain to the assessment."""
        if event.key() == Qt.Key.Key_Escape and self.wheel.seen.chosen:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def first_focus(self) -> QWidget:
        """The wheel, or the table in its place."""
        return self.table if self._view == TABLE and self.table is not None else self.wheel

    # What is shown

    def show_view(self, view: str) -> None:
        """Show work done, what exists, or both as a table."""
        focused = self.first_focus().hasFocus()
        self._view = view
        self.views.choose(view)
        if view == TABLE and self.table is None:
            px = self.desk.theme.px
            self.table = Table(self.desk, self.wheel.seen)
            self.table.opened.connect(self._open)
            self._tabled = box(row(self.table, margins=(px(24), 0, px(24), 0)))
            self._column.insertWidget(2, self._tabled, 1)
        if self.table is not None:
            self._tabled.setVisible(view == TABLE)
        self._picture.setVisible(view != TABLE)
        self._legend.setVisible(view != TABLE)
        if view != TABLE:
            self.wheel.show_view(view)
            self.legend.show_view(view)
        self._order()
        if focused:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: Changed) -> None:
        """Show what changed, or when the page is seen again."""
        self._stale = True
        if self.isVisible():
            self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile."""
        super().showEvent(event)
        self._renew()

    def _renew(self) -> None:
        if self._stale and self.desk.id is not None:
            self._stale = False
            self.wheel.refresh()
            self.six.show_seen(self.wheel.seen)
            self._sheet.refresh()
            if self.table is not None:
                self.table.show_seen(self.wheel.seen)

    # How it fits

    @property
    def _sheet(self) -> OverviewPanel:
        assert isinstance(self.panel, OverviewPanel)
        return self.panel

    def fit(self, room: Room) -> None:
        """Let the panel stand below where the window is narrow, and scroll with the wheel there."""
        super().fit(room)
        below = room.below("panel_below_content_below")
        if below != self._below:
            here, there = (self._halves, self._column) if below else (self._column, self._halves)
            here.removeWidget(self._sheet)
            there.addWidget(self._sheet)
            self._below = below
            self._order()
        px = self.desk.theme.px
        self._column.setContentsMargins(0, 0, 0, 0 if below else px(16))
        self._arrange()

    def _arrange(self) -> None:
        """Show the names round the wheel where they have room, else the list of six beside or below it."""
        if self.desk.id is None:  # the assessment was left, and this page goes with it
            return
        self._arrange_header()
        px, view = self.desk.theme.px, self.area.viewport()
        width = view.width()
        taken = self.legend.heightForWidth(width - px(48)) + px(24) + px(_PEEK if self._below else 8)
        height = view.height() - taken - (self.views.height() if self._views_below else 0)
        named = self.wheel.has_room(QSizeF(width, height))
        edge = 0 if named else px(24)
        self._around.setContentsMargins(edge, 0, edge, 0)
        self.six.setVisible(not named)
        least = self.wheel.minimumSizeHint()
        beside = width - 2 * edge >= least.width() + px(16) + px(190)
        directions = QBoxLayout.Direction
        self._around.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self.six.set_beside(beside)
        # Beside a list that is longer than the window the wheel stays at its top, where it is seen.
        listed = self.six.height_at(width - 2 * edge - px(16) - least.width()) if beside and not named else 0
        high = max(least.height(), height, min(listed, view.height() - px(8)))
        fixed = self._below or listed > height
        self.wheel.setMinimumHeight(high if fixed else least.height())
        self.wheel.setMaximumHeight(high if fixed else 16_777_215)
        self._around.setAlignment(self.wheel, Qt.AlignmentFlag.AlignTop if fixed else Qt.AlignmentFlag(0))

    def _arrange_header(self) -> None:
        """Let the views stand below the title where it would be cut, and say of the questionnaire what has room."""
        px = self.desk.theme.px
        room = self.width() - (0 if self._below else self._sheet.width()) - px(48)
        undo = self._undo.sizeHint().width() + px(16)
        tools = undo + px(8) + self.views.sizeHint().width()
        self._put_views(below=self.title.sizeHint().width() + tools > room)
        left = room - (undo if self._views_below else tools)
        measure = self.caption.fontMetrics().horizontalAdvance
        self.caption.setText(next((text for text in self._captions() if measure(text) < left), ""))

    @property
    def _views_below(self) -> bool:
        return self._own_row.indexOf(self.views) >= 0

    def _put_views(self, *, below: bool) -> None:
        if below != self._views_below:
            here, there = (self.tools, self._own_row) if below else (self._own_row, self.tools)
            here.removeWidget(self.views)
            there.addWidget(self.views)
            self._order()

    def _captions(self) -> list[str]:
        """“Local questionnaire 2026.1 · 87 indicators”, and shorter; the panel says all of it."""
        instrument = self.desk.instrument
        name = _(QUESTIONNAIRES[instrument.level]).format(version=instrument.version)
        count = len(instrument.indicators)
        return [f"{name} · " + n_("{n} indicator", "{n} indicators", count).format(n=count), name]

    def _order(self) -> None:
        tab_as_read(self)


class _Area(Scroll):
    """What scrolls; it tells of every other size, also when a scroll bar comes."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of it."""
        super().resizeEvent(event)
        self.resized.emit()
