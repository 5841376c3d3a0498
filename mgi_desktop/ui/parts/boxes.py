"""Rows, columns, cards and areas that scroll."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

Piece = QWidget | QLayout | int | None


def fill(layout: QBoxLayout, *pieces: Piece) -> None:
    """Add widgets, layouts, gaps (a number of pixels) and stretches (None) to a layout."""
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, int):
            layout.addSpacing(piece)
        elif isinstance(piece, QLayout):
            layout.addLayout(piece)
        else:
            layout.addWidget(piece)


def row(*pieces: Piece, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Pieces side by side, from the side where one begins to read."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    fill(made, *pieces)
    return made


def column(*pieces: Piece, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Pieces one below the other."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    fill(made, *pieces)
    return made


def at_most(width: int, piece: QWidget) -> QHBoxLayout:
    """A piece that is never wider, at the side where one begins to read.

    In a column alone, a widget with a greatest width is given the height that its text would need at the whole width.
    """
    piece.setMaximumWidth(width)
    made = row(piece, None)
    made.setStretch(0, 1000)
    return made


def box(layout: QLayout, ground: str = "none") -> QWidget:
    """A widget with this layout on a ground: page, surface, sunken, or none of its own."""
    made = QWidget()
    made.setProperty("ground", ground)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, ground != "none")
    made.setLayout(layout)
    return made


def card(layout: QLayout) -> QFrame:
    """A white sheet with a hair line round it."""
    made = QFrame()
    made.setProperty("kind", "card")
    made.setLayout(layout)
    return made


def line() -> QFrame:
    """A hair line."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


class Scroll(QScrollArea):
    """An area that scrolls up and down only, and takes the ground it stands on."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setWidget(_AsHighAsNeeded(content))


class _AsHighAsNeeded(QWidget):
    """What scrolls is as high as its text at the width it has, not as at the smallest width that it could have."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.setLayout(column(content, spacing=0))

    def minimumSizeHint(self) -> QSize:
        """The height follows from the width."""
        least = super().minimumSizeHint()
        layout = self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Flow(QLayout):
    """Pieces side by side that go on in the next line where the width ends, such as chips."""

    def __init__(self, spacing: int = 6, between: int | None = None, *, centred: bool = False) -> None:
        """`between` is the gap between lines, where it is another one; `centred` lines stand in the middle."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._between = spacing if between is None else between
        self._centred = centred
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Add a piece."""
        self._items.append(item)

    def count(self) -> int:
        """How many pieces there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A piece by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a piece out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """A piece is of another size, or there are others."""
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the pieces."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least it needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest piece."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the pieces line by line, each in the middle of its line; return the height of all lines."""
        y = 0
        for pieces in self._broken(rect.width()):
            high = max(item.sizeHint().height() for item in pieces)
            if move:
                self._place_line(pieces, QRect(rect.x(), rect.y() + y, rect.width(), high))
            y += high + self._between
        return max(0, y - self._between)

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.spacing()
        return lines

    def _place_line(self, pieces: list[QLayoutItem], rect: QRect) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        whole = sum(item.sizeHint().width() for item in pieces) + self.spacing() * (len(pieces) - 1)
        x = max(0, (rect.width() - whole) // 2) if self._centred else 0
        for item in pieces:
            hint = item.sizeHint()
            wide = min(hint.width(), rect.width())
            left = rect.right() + 1 - x - wide if mirrored else rect.x() + x
            item.setGeometry(QRect(left, rect.y() + (rect.height() - hint.height()) // 2, wide, hint.height()))
            x += hint.width() + self.spacing()
