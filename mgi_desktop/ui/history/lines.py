"""The deeds as a list: read on as one goes down in it, painted, walked by keys, heard by a screen reader."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mgi_desktop.i18n import _
from mgi_desktop.services.history import Deed, Reading
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history import saying
from mgi_desktop.ui.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_DEED = Qt.ItemDataRole.UserRole
_EDGE, _PAD, _GAP, _BY = 24, 7, 16, 160
_NARROW = 520
"""Below so many pixels who and when stand under what."""


class _Line:
    """What a row says, worked out once."""

    def __init__(self, desk: Desk, deed: Deed) -> None:
        self.deed = deed
        self.title, self.summary = saying.title(desk, deed), saying.summary(desk, deed)
        self.who, self.when = saying.who_did(desk, deed), saying.moment(deed.at)


class Model(QAbstractListModel):
    """The deeds that were read so far."""

    read_on = Signal()
    """More was read, or there is no more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[_Line] = []
        self.reading: Reading | None = None

    def show_reading(self, reading: Reading) -> None:
        """Begin with another history."""
        self.beginResetModel()
        self.reading, self._lines = reading, [_Line(self._desk, deed) for deed in reading.more()]
        self.endResetModel()
        self.read_on.emit()

    def deed(self, row: int) -> Deed | None:
        """The deed of a row."""
        return self._lines[row].deed if 0 <= row < len(self._lines) else None

    def row_of(self, action: str) -> int:
        """The row of a deed; -1 where it was not read yet."""
        return next((row for row, line in enumerate(self._lines) if line.deed.action == action), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == _DEED:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (line.title, line.summary, line.who, line.when)))
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.reading is not None and not self.reading.ended

    def fetchMore(self, parent: Index) -> None:
        """Read on."""
        if self.reading is None:
            return
        deeds = self.reading.more()
        if deeds:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(deeds) - 1)
            self._lines += [_Line(self._desk, deed) for deed in deeds]
            self.endInsertRows()
        self.read_on.emit()


class _Painter(QStyledItemDelegate):
    """Paints a row: what was done and what it says, then who and when; only the excerpt is cut."""

    def __init__(self, view: "Lines", desk: Desk) -> None:
        super().__init__(view)
        self._view, self._theme = view, desk.theme
        self._label, self._body, self._caption = (self._theme.font(role) for role in ("label", "body", "caption"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: _Line = index.data(_DEED)
        px, width = self._theme.px, self._view.viewport().width()
        height = self._title_height(line) + QFontMetrics(self._body).height()
        if self._narrow:
            height += QFontMetrics(self._caption).height()
        return QSize(width, max(px(47), height + 2 * px(_PAD)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: _Line = index.data(_DEED)
        theme, rect, px = self._theme, QRect(option.rect), self._theme.px
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.paint("selected" if selected else "hover"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.paint("divider"))
        strong = "on_selected" if selected else "text"
        quiet = strong if selected and theme.outlined else "text_2"
        text = self._text_width
        y, high = rect.y() + px(_PAD), self._title_height(line)
        place = QRect(rect.x() + px(_EDGE), y, text, high)
        self._write(painter, rect, place, line.title, self._label, strong, wrap=True)
        place = QRect(place.x(), y + high, text, QFontMetrics(self._body).height())
        cut = QFontMetrics(self._body).elidedText(line.summary, Qt.TextElideMode.ElideRight, text)
        self._write(painter, rect, place, cut, self._body, quiet)
        small = QFontMetrics(self._caption).height()
        if self._narrow:
            place = QRect(place.x(), place.bottom() + 1, text, small)
            both = " · ".join((line.who, line.when))
            shown = QFontMetrics(self._caption).elidedText(both, Qt.TextElideMode.ElideRight, text)
            self._write(painter, rect, place, shown, self._caption, quiet)
        else:
            aside = QRect(rect.x() + px(_EDGE) + text + px(_GAP), y + px(2), px(_BY), small)
            shown = QFontMetrics(self._caption).elidedText(line.who, Qt.TextElideMode.ElideRight, px(_BY))
            self._write(painter, rect, aside, shown, self._caption, quiet)
            self._write(painter, rect, aside.translated(0, small + px(2)), line.when, self._caption, quiet)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.property("ringed"):
            painter.setPen(QPen(theme.paint("focus"), tokens()["line"]["focus"]))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    @property
    def _narrow(self) -> bool:
        return self._view.viewport().width() < self._theme.px(_NARROW)

    @property
    def _text_width(self) -> int:
        px = self._theme.px
        aside = 0 if self._narrow else px(_GAP) + px(_BY)
        return max(px(80), self._view.viewport().width() - 2 * px(_EDGE) - aside)

    def _title_height(self, line: _Line) -> int:
        room = QRect(0, 0, self._text_width, 10_000)
        return QFontMetrics(self._label).boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.title).height()

    def _write(
        self, painter: QPainter, rect: QRect, place: QRect, text: str, font: QFont, colour: str, *, wrap: bool = False
    ) -> None:
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        flags |= int(Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(self._theme.paint(colour))
        painter.drawText(QStyle.visualRect(self._view.layoutDirection(), rect, place), flags, text)


class Lines(QListView):
    """The list: what is current is shown beside it."""

    chosen = Signal(object)
    """The `Deed` that is current; None where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.deeds = Model(desk)
        self.setModel(self.deeds)
        self.setItemDelegate(_Painter(self, desk))
        self.setAccessibleName(_("What was done, the newest first"))
        self.setProperty("kind", "outline")
        self.setProperty("ring", True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._further = QTimer(self, interval=0, singleShot=True)
        self._further.timeout.connect(self._read_further)
        self.deeds.read_on.connect(self._go_on)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(self.deeds.deed(now.row())))

    def show_reading(self, reading: Reading, keep: str = "") -> None:
        """Show a history from its newest deed on; the deed that was current stays it where it is there still."""
        self.deeds.show_reading(reading)
        row = max(0, self.deeds.row_of(keep)) if keep else 0
        if self.deeds.rowCount():
            self.setCurrentIndex(self.deeds.index(row))
        else:
            self.chosen.emit(None)

    def current(self) -> Deed | None:
        """The deed that is current."""
        return self.deeds.deed(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their words at this width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._go_on()

    def _go_on(self) -> None:
        """Read on where the list is not full yet."""
        reading = self.deeds.reading
        few = self.deeds.rowCount() * self.fontMetrics().height() * 3 < self.viewport().height()
        if reading is not None and not reading.ended and few:
            self._further.start()

    def _read_further(self) -> None:
        none_before = not self.deeds.rowCount()
        self.deeds.fetchMore(QModelIndex())
        if none_before and self.deeds.rowCount():
            self.setCurrentIndex(self.deeds.index(0))
