"""A list, and what is chosen in it beside it; where there is little room, below it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mgi_desktop.ui.parts.boxes import Scroll, box, column
from mgi_desktop.ui.parts.into_view import bring_into_view
from mgi_desktop.ui.theme import Theme

LIST, LEAST, LOW = 278, 420, 330
"""The width of the list, the least that must be left beside it, and the least height, in pixels at 100 %."""


class Halves(QWidget):
    """Each half scrolls alone; one below the other they scroll together, what is `above` both with them."""

    def __init__(self, theme: Theme, lists: QWidget, detail: QWidget, above: QWidget | None = None) -> None:
        super().__init__()
        px = theme.px
        self._theme, self._lists, self._detail, self._above = theme, lists, detail, above
        self.narrow = False
        self._first = column(lists, None, margins=(px(24), px(4), px(8), px(20)))
        self._second = column(detail, None, spacing=px(16), margins=(px(12), px(4), px(24), px(20)))
        self._start, self._end = Scroll(box(self._first)), Scroll(box(self._second))
        self._start.setFixedWidth(px(LIST))
        self._top = column(margins=(px(24), 0, px(24), px(8)))
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._start)
        both.addWidget(self._end, 1)
        whole = column(self._top, both, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        if above is not None:
            self._top.addWidget(above)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange both for the room there is."""
        super().resizeEvent(event)
        px = self._theme.px
        self._arrange(self.width() < px(LIST + LEAST) or self.height() < px(LOW))

    def show_detail(self) -> None:
        """Bring what was chosen into view, where it stands below the list."""
        if self.narrow:
            bring_into_view(self._detail)

    def _arrange(self, narrow: bool) -> None:
        if narrow is self.narrow:
            return
        self.narrow = narrow
        px = self._theme.px
        self._start.setVisible(not narrow)
        self._second.setContentsMargins(px(24 if narrow else 12), px(4), px(24), px(20))
        if narrow:
            self._second.insertWidget(0, self._lists)
        else:
            self._first.insertWidget(0, self._lists)
        if self._above is not None and narrow:
            self._second.insertWidget(0, self._above)
        elif self._above is not None:
            self._top.addWidget(self._above)
