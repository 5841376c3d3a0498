"""A list of what can be gone to or done: headings, and rows with what was looked for marked in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from mgi_desktop.domain.search import Excerpt
from mgi_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """A line of the list: `does` is what Enter does, nothing for a heading or a hint.

    `code` stands before the title, `line` below it, `end` at its end; `keys` says that those are keys.
    """

    title: Excerpt
    does: Callable[[], object] | None = None
    icon: str = ""
    code: str = ""
    line: Excerpt | None = None
    end: str = ""
    keys: bool = False
    heading: bool = False
    language: str = ""

    @property
    def heard(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.code, self.title.text, self.line.text if self.line else "", self.end)
        return ", ".join(part for part in parts if part)


def heading(text: str) -> Row:
    """The name of the rows below it."""
    return Row(Excerpt(text), heading=True)


def hint(text: str) -> Row:
    """A line that only tells."""
    return Row(Excerpt(text))


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.heard
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable if self.rows[index.row()].does else flags.ItemIsEnabled


class RowList(QListView):
    """Up and Down walk from row to row, over the headings; Enter or a click does what the row says."""

    chosen = Signal(object)
    """The `Row` that was chosen."""

    def __init__(self, theme: Theme, ground: str) -> None:
        """`ground` is what it stands on: it paints that itself, so that nothing below it is painted with each key."""
        from mgi_desktop.ui.search.painting import RowPainter

        super().__init__()
        self._ground = theme.paint(ground)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._model = _Model()
        self.setModel(self._model)
        self.painter_ = RowPainter(self, theme)
        self.setItemDelegate(self.painter_)
        self.setProperty("kind", "rows")
        self.setProperty("ring", True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._clicked_row: Row | None = None
        self._after_click = QTimer(self, interval=0, singleShot=True)
        self._after_click.timeout.connect(self._choose_clicked)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[Row], current: int | None = None) -> None:
        """Show these rows; the first that does anything is the current one, or the one that was."""
        self.painter_.forget()
        self._model.show(rows)
        places = self._places()
        if places:
            self._go(current if current in places else places[0])
        self.scrollToTop()

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> Row | None:
        """The row that Enter would choose."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) and self.rows[place].does else None

    def step(self, step: int) -> None:
        """Go so many rows on; beyond the last is the first, and a page goes no further than the end."""
        places = self._places()
        if not places:
            return
        here = self.currentIndex().row()
        place = places.index(here) + step if here in places else 0
        self._go(places[place % len(places) if abs(step) == 1 else max(0, min(place, len(places) - 1))])

    def choose(self) -> None:
        """Choose the current row."""
        self._choose(self.currentIndex().row())

    def height_wanted(self, most: int) -> int:
        """How high all rows are, as far as that is less than `most`."""
        high = 0
        for place in range(len(self.rows)):
            high += self.sizeHintForRow(place)
            if high >= most:
                break
        return high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, or choose."""
        if not self.take(event):
            event.ignore()

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means in the list; say whether it means anything."""
        keys, page = Qt.Key, max(1, len(self._places()) // 4, 5)
        steps = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -page, keys.Key_PageDown: page}
        key = keys(event.key())
        if key in steps:
            self.step(steps[key])
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.choose()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, then the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the rows anew."""
        self.painter_.forget()
        super().resizeEvent(event)

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self.rows) if row.does]

    def _go(self, place: int) -> None:
        index = self._model.index(place)
        self.setCurrentIndex(index)
        if place and self.rows[place - 1].heading:
            self.scrollTo(self._model.index(place - 1))
        self.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        """Choose when Qt is done with the click: other rows may be shown then, and it still looks at this one."""
        self._clicked_row = self.rows[index.row()]
        self._after_click.start()

    def _choose_clicked(self) -> None:
        row, self._clicked_row = self._clicked_row, None
        if row is not None and row.does:
            self.chosen.emit(row)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.rows) and self.rows[place].does:
            self.chosen.emit(self.rows[place])
