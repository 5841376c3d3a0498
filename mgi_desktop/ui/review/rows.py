"""A long list of two-line rows under heads that fold: painted, walked by keys, and heard by a screen reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mgi_desktop.i18n import is_rtl
from mgi_desktop.ui.theme import Theme, tokens

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole
HEAD = "head/"
"""What the key of a head begins with: how high a row is must be known before it is made."""
EDGE, _PAD, _TEXT, _ICON = 16, 6, 44, 18


@dataclass(frozen=True)
class Row:
    """What a row shows: `title` with `told` at its end, `text` below; a head has others below it."""

    key: str
    title: str = ""
    text: str = ""
    told: str = ""
    icon: str = ""
    colour: str = "text_2"
    title_colour: str = "text"
    language: str = ""
    """That of the text where people wrote it; else it is the interface's."""

    @property
    def head(self) -> bool:
        """Whether others stand below it."""
        return self.key.startswith(HEAD)

    @property
    def heard(self) -> str:
        """All of it, as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.told, self.text) if part)


class _Model(QAbstractListModel):
    """The rows that are shown, each made of its key when it is first seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: Sequence[str] = ()
        self._say: Callable[[str], Row] = Row
        self._said: dict[str, Row] = {}

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _ROW:
            return self.row(self.keys[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.row(self.keys[index.row()]).heard
        return None

    def row(self, key: str) -> Row:
        """What stands in a row."""
        if key not in self._said:
            self._said[key] = self._say(key)
        return self._said[key]

    def show_rows(self, keys: Sequence[str], say: Callable[[str], Row]) -> None:
        """Show these rows; where they are the same ones, they are painted anew where they stand."""
        self._say, self._said = say, {}
        if list(keys) == list(self.keys):
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
            return
        self.beginResetModel()
        self.keys = keys
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Paints a row; a head wraps its sentence, what stands below it is cut at its end and whole in the panel."""

    def __init__(self, view: "RowList", theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._high = {role: QFontMetrics(theme.font(role)).lineSpacing() for role in ("label", "body", "caption")}
        self._row = self._high["label"] + self._high["body"] + 2 * theme.px(_PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_head = self._view.keys[index.row()].startswith(HEAD)
        return QSize(0, self._head_height(index.data(_ROW)) if is_head else self._row)

    def _head_height(self, row: Row) -> int:
        px, width = self._theme.px, self._view.viewport().width()
        high = 2 * px(_PAD) + px(4)
        for role, text in (("label", row.title), ("caption", row.text)):
            high += self._wrapped(role, text, self._room(row, width)).height()
        return high

    def _wrapped(self, role: str, text: str, width: int) -> QRect:
        wrap = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(self._theme.font(role)).boundingRect(QRect(0, 0, width, 10_000), wrap, text)

    def _room(self, row: Row, width: int) -> int:
        told = QFontMetrics(self._theme.font("caption")).horizontalAdvance(row.told)
        return max(
            self._theme.px(80), width - self._theme.px(_TEXT + EDGE) - (told + self._theme.px(12) if told else 0)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(_ROW)
        theme, rect = self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.head:
            painter.fillRect(rect, theme.paint("sunken"))
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.paint("selected" if chosen else "hover"))
        painter.setPen(QPen(theme.paint("divider"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._content(painter, rect, row, "on_selected" if chosen and theme.outlined else "")
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.property("ringed"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.paint("focus"), tokens()["line"]["focus"]))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _content(self, painter: QPainter, rect: QRect, row: Row, on_full: str) -> None:
        theme, px = self._theme, self._theme.px
        first = self._wrapped("label", row.title, self._room(row, rect.width())).height() if row.head else 0
        line = QRect(rect.x() + px(_TEXT), rect.y() + px(_PAD), 0, first or self._high["label"])
        line.setWidth(self._room(row, rect.width()))
        self._text(painter, rect, line, row.title, "label", on_full or row.title_colour, "", wrap=row.head)
        below = QRect(line.x(), line.bottom() + 1 + px(4 if row.head else 0), line.width(), rect.height())
        if row.head:
            below.setBottom(rect.bottom() - px(_PAD))
        else:
            below.setHeight(self._high["body"])
            below.setWidth(rect.width() - px(_TEXT + EDGE))
        self._text(
            painter, rect, below, row.text, "caption" if row.head else "body", on_full or "text_2", row.language,
            wrap=row.head,
        )  # fmt: skip
        if row.told:
            end = QRect(rect.x(), line.y(), rect.width() - px(EDGE), self._high["label"])
            self._text(painter, rect, end, row.told, "caption", on_full or "text_2", "", trailing=True)
        if row.icon:
            middle = line.y() + (self._high["label"] - px(_ICON)) // 2
            place = self._placed(rect, QRect(rect.x() + px(EDGE), middle, px(_ICON), px(_ICON)))
            painter.drawPixmap(place.topLeft(), theme.pixmap(row.icon, on_full or row.colour, _ICON))

    def _text(
        self, painter: QPainter, rect: QRect, place: QRect, text: str, role: str, colour: str, language: str, *,
        wrap: bool = False, trailing: bool = False,
    ) -> None:  # fmt: skip
        """Write at the side where the rows begin; what people wrote in the direction of its language."""
        font: QFont = self._theme.font(role)
        directions = Qt.LayoutDirection
        mirrored = self._view.layoutDirection() == directions.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored is not trailing else Qt.AlignmentFlag.AlignLeft
        own = directions.RightToLeft if is_rtl(language) else directions.LeftToRight
        painter.setLayoutDirection(own if language else self._view.layoutDirection())
        painter.setFont(font)
        painter.setPen(self._theme.paint(colour))
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        if not wrap:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(self._placed(rect, place), flags, text)

    def _placed(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), rect, place)


class RowList(QListView):
    """Up and Down walk, and the panel follows; Enter goes on, on a head it folds; letters are left to the page."""

    chosen = Signal(str)
    """The key of a row that is walked to, or clicked."""
    entered = Signal(str)
    """The key of a row on which Enter was pressed, or that was clicked twice; of a head that was clicked once."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._rows = _Model(self)
        self._telling = True
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, theme))
        self.setAccessibleName(name)
        self.setProperty("kind", "outline")
        self.setProperty("ring", True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._enter)

    @property
    def keys(self) -> Sequence[str]:
        """Which rows are shown."""
        return self._rows.keys

    def row(self, key: str) -> Row:
        """What stands in a row."""
        return self._rows.row(key)

    def show_rows(self, keys: Sequence[str], say: Callable[[str], Row], current: str) -> str:
        """Show these rows where one was; the current one, or what took its place, is chosen and returned."""
        top, before = self.verticalScrollBar().value(), self.currentIndex().row()
        self._telling = False
        self._rows.show_rows(keys, say)
        place = self._place(current)
        if place < 0 and current and keys:
            place = min(max(before, 0), len(keys) - 1)
        self.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())
        self._telling = True
        self.verticalScrollBar().setValue(top)
        return keys[place] if place >= 0 else ""

    def choose(self, key: str) -> None:
        """Go to a row."""
        place = self._place(key)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
            self.scrollTo(self._rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, fold, or go on."""
        self.setProperty("ringed", True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentences of the heads break anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and now.isValid():
            self.chosen.emit(self.keys[now.row()])

    def _place(self, key: str) -> int:
        return next((place for place, one in enumerate(self.keys) if one == key), -1)

    def _clicked(self, index: QModelIndex) -> None:
        if self.keys[index.row()].startswith(HEAD):
            self._enter(index)

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered.emit(self.keys[index.row()])
