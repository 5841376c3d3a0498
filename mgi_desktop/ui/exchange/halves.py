"""A list, and what is chosen in it beside it; where there is little room, below it."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mgi_desktop.i18n import is_rtl
from mgi_desktop.ui.parts.boxes import Scroll, box, column
from mgi_desktop.ui.theme import Theme

LIST, LEAST, LOW = 300, 420, 330
"""The width of the list, the least that must be left beside it, and the least height, in pixels at 100 %."""
_SOON = 50
"""Milliseconds after which what was just put in has its place."""


class Halves(QWidget):
    """Each half scrolls alone; one below the other they scroll together, what is `above` both with them."""

    def __init__(self, theme: Theme, lists: QWidget, detail: QWidget, above: QWidget | None = None) -> None:
        super().__init__()
        px = theme.px
        self._theme, self._lists, self._detail, self._above = theme, lists, detail, above
        self.narrow = False
        self._alone = False
        self._first = column(lists, None)
        self._second = column(detail, None, spacing=px(16))
        self._start, self._end = Scroll(box(self._first)), Scroll(box(self._second))
        self._start.setFixedWidth(px(LIST))
        self._top = column(margins=(px(24), 0, px(24), px(8)))
        self._going = QTimer(self, singleShot=True, interval=_SOON)
        self._going.timeout.connect(self._go_down)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._start)
        both.addWidget(self._end, 1)
        whole = column(self._top, both, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._put()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange both for the room there is."""
        super().resizeEvent(event)
        px = self._theme.px
        narrow = self.width() < px(LIST + LEAST) or self.height() < px(LOW)
        if narrow is not self.narrow:
            self.narrow = narrow
            self._put()

    def leave_list_out(self, left_out: bool) -> None:
        """Give the detail all the width, where there is nothing to list."""
        if left_out is not self._alone:
            self._alone = left_out
            self._put()

    def show_detail(self) -> None:
        """Go to what was chosen: down to it where it stands below the list, else to its beginning."""
        self._going.start()

    def _go_down(self) -> None:
        content = self._end.widget()
        top = self._detail.mapTo(content, QPoint(0, 0)).y() if self.narrow and content is not None else 0
        self._end.verticalScrollBar().setValue(top)

    def _put(self) -> None:
        """Put the pieces where they belong."""
        px, narrow = self._theme.px, self.narrow
        self._first.setContentsMargins(*self._margins(24, 8))
        self._second.setContentsMargins(*self._margins(24 if narrow or self._alone else 12, 24))
        (self._second if narrow else self._first).insertWidget(0, self._lists)
        if self._above is not None and narrow:
            self._second.insertWidget(0, self._above)
        elif self._above is not None:
            self._top.addWidget(self._above)
        self._top.setContentsMargins(px(24), 0, px(24), px(8) if self._above is not None and not narrow else 0)
        self._start.setHidden(narrow or self._alone)

    def _margins(self, start: int, end: int) -> tuple[int, int, int, int]:
        """Margins do not mirror by themselves."""
        px = self._theme.px
        left, right = (end, start) if is_rtl() else (start, end)
        return px(left), px(4), px(right), px(20)
