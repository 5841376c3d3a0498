"""The sources as a table of two-line rows, painted, walked by keys, and heard by a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mgi_desktop.i18n import _, is_rtl, language, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.sources.columns import EDGE, Columns, columns, short_date
from mgi_desktop.ui.sources.heads import Heads
from mgi_desktop.ui.sources.rows import Row
from mgi_desktop.ui.theme import Theme, tokens

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole
_PAD = 6


class _Model(QAbstractListModel):
    """The rows that are shown, and what a screen reader says of each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        return heard(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; where they are the same sources, they are painted anew where they stand."""
        if [row.source.key for row in rows] == [row.source.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


def heard(row: Row) -> str:
    """Everything that a row shows, in one line."""
    source = row.source
    parts = [row.title, source.issuer, _(words.SOURCE_KINDS.get(source.kind, source.kind))]
    if source.date:
        parts.append(_("document of {date}").format(date=short_date(source.date, language())))
    if source.consulted:
        parts.append(_("consulted {date}").format(date=short_date(source.consulted, language())))
    if source.file:
        parts.append(_("with a file"))
    count = row.uses.count
    parts.append(n_("cited by {n}", "cited by {n}", count).format(n=count) if count else _("not cited"))
    return ", ".join(part for part in parts if part)


class _Painter(QStyledItemDelegate):
    """Paints a row: icon, title over issuer, dates, paper clip, count."""

    def __init__(self, view: "List", theme: Theme, tongue: str) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._direction = Qt.LayoutDirection.RightToLeft if is_rtl(tongue) else Qt.LayoutDirection.LeftToRight
        lines = [QFontMetrics(theme.font(role)).lineSpacing() for role in ("label", "caption")]
        self.height = sum(lines) + 2 * theme.px(_PAD)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(_ROW)
        theme, rect = self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.paint("selected" if chosen else "hover"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.paint("divider"))
        self._facts(painter, rect, row, chosen)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.property("ringed"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.paint("focus"), tokens()["line"]["focus"]))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _facts(self, painter: QPainter, rect: QRect, row: Row, chosen: bool) -> None:
        theme, source, places = self._theme, row.source, self._view.columns
        full = chosen and theme.outlined  # on a full ground
        strong, quiet = ("on_selected", "on_selected") if full else ("text", "text_2")
        px = theme.px
        self._icon(painter, rect, QRect(rect.x() + px(EDGE), rect.y(), px(20), rect.height()), row, quiet)
        title = places.rect("title", rect).adjusted(0, px(_PAD), 0, -px(_PAD))
        font = theme.font("label" if chosen else "body")
        high = QFontMetrics(theme.font("label")).lineSpacing()
        upper, lower = QRect(title), QRect(title)
        upper.setHeight(high)
        lower.setTop(title.top() + high)
        self._text(painter, rect, upper, row.title, font, strong if source.title else quiet)
        self._text(painter, rect, lower, source.issuer, theme.font("caption"), quiet)
        for name in ("date", "consulted"):
            if name in places.places:
                said = short_date(getattr(source, name), language()) or "–"
                self._text(painter, rect, places.rect(name, rect), said, theme.font("body"), quiet, own=False)
        if source.file:
            self._clip(painter, rect, places.rect("file", rect), quiet)
        count = places.rect("cited", rect).adjusted(0, 0, -px(EDGE) - px(8), 0)
        self._text(painter, rect, count, str(row.uses.count), theme.font("body"), strong, own=False, trailing=True)

    def _icon(self, painter: QPainter, rect: QRect, place: QRect, row: Row, colour: str) -> None:
        icon = self._theme.pixmap(words.source_icon(row.source.kind), colour, 18)
        placed = self._placed(rect, place)
        high = self._theme.px(18)
        painter.drawPixmap(placed.x(), placed.y() + (placed.height() - high) // 2, icon)

    def _clip(self, painter: QPainter, rect: QRect, place: QRect, colour: str) -> None:
        side = self._theme.px(16)
        placed = self._placed(rect, QRect(place.x(), place.y() + (place.height() - side) // 2, side, side))
        painter.drawPixmap(placed.topLeft(), self._theme.pixmap("attach", colour, 16))

    def _text(
        self, painter: QPainter, rect: QRect, place: QRect, text: str, font: QFont, colour: str,
        *, own: bool = True, trailing: bool = False,
    ) -> None:  # fmt: skip
        """Write in one line; what people wrote (`own`) in the direction of its language, at the side of the others."""
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored is not trailing else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(self._direction if own else self._view.layoutDirection())
        painter.setFont(font)
        painter.setPen(self._theme.paint(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._placed(rect, place), int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

    def _placed(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), rect, place)


class List(QListView):
    """Up and Down walk, and the panel follows; letters are left to the page."""

    chosen = Signal(str)
    """A source that is walked to, or clicked."""
    opened = Signal()
    """The current one, by Enter or a click: to be changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme = desk.theme
        self.columns = columns(theme, theme.px(700))
        self._theme = theme
        self._rows = _Model(self)
        self._telling = True
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, theme, desk.assessment.language))
        self.setAccessibleName(_("Sources"))
        self.setProperty("kind", "outline")
        self.setProperty("ring", True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row], current: str) -> None:
        """Show these rows, the current one as it is, and where it is."""
        top = self.verticalScrollBar().value()
        self._telling = False
        self._rows.show_rows(rows)
        self.choose(current)
        self._telling = True
        self.verticalScrollBar().setValue(top)

    def choose(self, key: str, *, visibly: bool = False) -> None:
        """Mark a source as the current one, without telling; none where it is not among the rows."""
        place = next((place for place, row in enumerate(self.rows) if row.source.key == key), -1)
        telling, self._telling = self._telling, False
        self.setCurrentIndex(self._rows.index(place) if place >= 0 else QModelIndex())
        self._telling = telling
        if visibly and place >= 0:
            self.scrollTo(self._rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, and show where one is."""
        self.setProperty("ringed", True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self.columns = columns(self._theme, self.viewport().width())

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._telling and now.isValid():
            self.chosen.emit(self.rows[now.row()].source.key)


class Table(QFrame):
    """A card of rows below the heads of their columns."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.heads = Heads(desk.theme)
        self.list = List(desk)
        self.list.setMinimumHeight(desk.theme.px(96))
        self.setLayout(column(self.heads, self.list, spacing=0, margins=(1, 1, 1, 1)))

    @property
    def columns(self) -> Columns:
        """Where the columns stand."""
        return self.list.columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The heads stand over their columns."""
        super().resizeEvent(event)
        self.heads.arrange(self.list.columns)
