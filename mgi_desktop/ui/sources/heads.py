"""The heads of the table: each sorts by its column, and again the other way round."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyle

from mgi_desktop.i18n import _
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.sources.columns import EDGE, Columns
from mgi_desktop.ui.sources.rows import HEADS
from mgi_desktop.ui.theme import Theme

_HIGH = 34


class Heads(QFrame):
    """They stand where the columns stand, and go with them."""

    sorted = Signal(str, bool)
    """By which column, and whether the other way round."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self.setFixedHeight(theme.px(_HIGH))
        self._theme = theme
        self._by, self._reverse = "title", False
        self._columns: Columns | None = None
        self.buttons = {name: _Head(theme, name) for name in HEADS}
        for name, made in self.buttons.items():
            made.setParent(self)
            made.clicked.connect(lambda _=False, name=name: self._sort(name))
        self._show()

    def arrange(self, places: Columns) -> None:
        """Stand over the columns that are shown."""
        self._columns = places
        px = self._theme.px
        for name, made in self.buttons.items():
            made.setVisible(name in places.places)
            if name in places.places:
                whole = QRect(0, 0, self.width(), self.height() - 1)
                place = places.rect(name, whole).adjusted(-px(6), px(3), -px(4), -px(3))
                if name == "cited":
                    place.setRight(place.right() - px(EDGE) + px(4))
                made.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay over the columns."""
        super().resizeEvent(event)
        if self._columns is not None:
            self.arrange(self._columns)

    def _sort(self, name: str) -> None:
        self._reverse = not self._reverse if name == self._by else False
        self._by = name
        self._show()
        self.sorted.emit(name, self._reverse)

    def _show(self) -> None:
        for name, made in self.buttons.items():
            made.show_sorted(by_it=name == self._by, reverse=self._reverse)


class _Head(Composed):
    """The name of a column, and the way in which it is sorted; the column of files has a paper clip for a name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(_(HEADS[name]), "head")
        self._theme, self._name = theme, name
        self._sign = QLabel()
        self._words = picture(theme.pixmap("attach", "text_2", 16)) if name == "file" else label("", wrap=False)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme.px(6), 0, theme.px(4), 0)
        inside.setSpacing(theme.px(4))
        pieces = (None, self._words, self._sign) if name == "cited" else (self._words, self._sign, None)
        fill(inside, *pieces)
        self.hold(self._words, self._sign)

    def show_sorted(self, *, by_it: bool, reverse: bool) -> None:
        """Show whether the rows are sorted by it, and which way."""
        name = _(HEADS[self._name])
        if self._name != "file":
            self._words.setText(name)
            self._words.setProperty("role", "label" if by_it else "caption")
            self._words.setProperty("tone", "" if by_it else "secondary")
            self._words.style().polish(self._words)
        sign = self._theme.pixmap("chevron-down" if reverse else "chevron-up", "text", 14)
        self._sign.setPixmap(sign)
        self._sign.setVisible(by_it)
        told = _("{column}, sorted, the other way round") if reverse else _("{column}, sorted")
        self.setAccessibleName(told.format(column=name) if by_it else name)
        self.setToolTip(name if self._name == "file" else "")

    def minimumSizeHint(self) -> QSize:
        """As small as its column."""
        return QSize(0, 0)
