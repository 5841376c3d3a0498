"""What both tabs of the review have in common: filters, a list, and what is chosen in it beside or below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, card, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.review.filters import Filters
from mgi_desktop.ui.review.rows import Row, RowList

_LEAST = 220
"""So high is the list at least."""


class View(QWidget):
    """A tab; `detail` shows what is chosen, in the panel or below the list."""

    rearranged = Signal()
    """Pieces were put in or taken out, so that the order of the Tab key is another one."""

    def __init__(self, desk: Desk, name: str, filters: Filters) -> None:
        """`name` is that of the list."""
        super().__init__()
        self.desk = desk
        self.chosen = ""
        px = desk.theme.px
        self.filters = filters
        filters.changed.connect(self.show_rows)
        self.list = RowList(desk.theme, name)
        self.list.setMinimumHeight(px(_LEAST))
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self.enter)
        self.empty = label("", tone="secondary")
        self.empty.setContentsMargins(px(16), px(14), px(16), px(14))
        inside = QVBoxLayout()
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(filters, card(inside), spacing=px(10), margins=(px(24), px(4), px(24), px(24)))
        self._column.setStretch(1, 1)
        self.setLayout(self._column)
        self.pieces = column(spacing=px(12))
        self.going = button(desk.theme, _("Go there"), self._go)
        self.detail = box(column(self.pieces, row(self.going, None), None, spacing=px(12)))

    @property
    def caption(self) -> str:
        """How much there is."""
        raise NotImplementedError

    def show_now(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """Show what the filters let pass."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show what is chosen."""
        raise NotImplementedError

    def enter(self, key: str) -> None:
        """Go on with a row."""
        raise NotImplementedError

    def spot(self) -> str:
        """The place of what is chosen; empty where nothing is."""
        raise NotImplementedError

    def put_detail(self, panel: QBoxLayout | None) -> None:
        """Let what is chosen stand in the panel, or below the list where there is none."""
        (panel or self._column).addWidget(self.detail)

    def row(self, key: str) -> Row:
        """What stands in a row."""
        raise NotImplementedError

    def hold(self, keys: Sequence[str], first: str, nothing: str) -> None:
        """Show these rows; `first` is chosen where nothing was, `nothing` is said where there are none."""
        self.chosen = self.list.show_rows(keys, self.row, self.chosen or first)
        self.list.setHidden(not keys)
        self.empty.setHidden(bool(keys))
        self.empty.setText(nothing)
        self._show_detail()

    def _choose(self, key: str) -> None:
        self.chosen = key
        self._show_detail()

    def _show_detail(self) -> None:
        self.show_detail()
        self.going.setVisible(bool(self.spot()))
        self.rearranged.emit()

    def _go(self) -> None:
        if self.spot():
            self.desk.go(self.spot())
