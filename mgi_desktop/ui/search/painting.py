"""Paints the rows of a list: icon, code, title, a line below, and at the end keys or where it is; nothing is cut."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mgi_desktop.domain.search import Excerpt
from mgi_desktop.i18n import is_rtl
from mgi_desktop.ui.search.rows import ROW, Index, Row
from mgi_desktop.ui.theme import Theme, tokens

_EDGE, _ICON, _GAP, _PAD = 12, 20, 12, 8
_LEAST, _HEADING = 36, 32


@dataclass(frozen=True)
class _Laid:
    """The texts of a row, broken into lines for a width, and how high they are together."""

    title: QTextLayout
    line: QTextLayout | None
    height: float


class RowPainter(QStyledItemDelegate):
    """Lays the texts of a row out once for a width."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._laid: dict[int, _Laid] = {}
        self._body, self._caption, self._heading = theme.font("body"), theme.font("caption"), theme.font("caption")
        self._heading.setWeight(QFont.Weight.DemiBold)
        self._small = QFontMetrics(self._caption)

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its texts."""
        px, row = self._theme.px, self._row(index)
        if row.heading:
            return QSize(self._width, max(px(_HEADING), round(self._lay(index).height) + px(_PAD + 4)))
        return QSize(self._width, max(px(_LEAST), round(self._lay(index).height) + 2 * px(_PAD)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row, rect = self._row(index), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected) and row.does is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or (row.does and option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.paint("selected" if here else "hover"))
            painter.drawRoundedRect(self._sheet(rect), self._radius, self._radius)
        if here and self._view.hasFocus() and self._view.property("ringed"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.paint("focus"), tokens()["line"]["focus"]))
            painter.drawRoundedRect(self._sheet(rect).adjusted(1, 1, -1, -1), self._radius, self._radius)
        tone = "on_selected" if here and self._theme.outlined else ""
        self._icon(painter, rect, row, tone or "text_2")
        self._texts(painter, rect, index, tone)
        self._end(painter, rect, row, tone or "text_2")
        painter.restore()

    # Places

    @property
    def _width(self) -> int:
        return self._view.viewport().width()

    @property
    def _radius(self) -> int:
        return self._theme.px(tokens()["radius"]["control"])

    def _sheet(self, rect: QRect) -> QRectF:
        return QRectF(rect.adjusted(self._theme.px(4), 1, -self._theme.px(4), -1))

    def _placed(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), rect, place)

    def _begin(self, row: Row) -> int:
        """Where the texts of a row begin; those of headings and hints stand at the edge."""
        px = self._theme.px
        return px(_EDGE + _ICON + _GAP) if row.does else px(_EDGE)

    def _room(self, row: Row) -> int:
        end = self._end_width(row)
        return max(
            40, self._width - self._begin(row) - self._theme.px(_EDGE) - (end + self._theme.px(_GAP) if end else 0)
        )

    def _end_width(self, row: Row) -> int:
        """What stands at the end takes what it needs, a third of the row at most: a long name is broken into lines."""
        if not row.end:
            return 0
        wide = self._small.horizontalAdvance(row.end) + self._theme.px(12 if row.keys else 1)
        return min(wide, self._width // 3)

    # Texts

    def _row(self, index: Index) -> Row:
        row: Row = index.data(ROW)
        return row

    def _lay(self, index: Index) -> _Laid:
        if index.row() not in self._laid:
            self._laid[index.row()] = self._made(self._row(index))
        return self._laid[index.row()]

    def _made(self, row: Row) -> _Laid:
        title = self._broken(row, row.title, self._heading if row.heading else self._body, row.code)
        line = self._broken(row, row.line, self._caption, "") if row.line and row.line.text else None
        heights = [_height(laid) for laid in (title, line) if laid]
        end = 0
        if row.end and not row.keys:
            end = self._end_box(row, QRect(0, 0, self._end_width(row), 10_000)).height()
        return _Laid(title, line, max(sum(heights) + (self._theme.px(2) if line else 0), end))

    def _broken(self, row: Row, text: Excerpt, font: QFont, code: str) -> QTextLayout:
        """A text in lines, the code before it; what matches is bold and underlined."""
        lead = f"{code}  " if code else ""
        layout = QTextLayout(lead + text.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right_to_left = is_rtl(row.language or None)
        directions, sides = Qt.LayoutDirection, Qt.AlignmentFlag
        option.setTextDirection(directions.RightToLeft if right_to_left else directions.LeftToRight)
        option.setAlignment((sides.AlignRight if self._mirrored else sides.AlignLeft) | sides.AlignAbsolute)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats([_marked(lead + text.text, begin + len(lead), end + len(lead)) for begin, end in text.marks])
        layout.beginLayout()
        y, room = 0.0, self._room(row)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _texts(self, painter: QPainter, rect: QRect, index: Index, tone: str) -> None:
        row, laid = self._row(index), self._lay(index)
        room = QRect(rect.x() + self._begin(row), rect.y(), self._room(row), rect.height())
        place = self._placed(rect, room)
        top = place.y() + (place.height() - laid.height) / 2
        if row.heading:
            top = place.bottom() + 1 - laid.height - self._theme.px(4)
        quiet = row.heading or row.does is None
        self._draw(
            painter, laid.title, QPointF(place.x(), top), self._theme.paint(tone or ("text_2" if quiet else "text"))
        )
        if laid.line is not None:
            top += _height(laid.title) + self._theme.px(2)
            self._draw(painter, laid.line, QPointF(place.x(), top), self._theme.paint(tone or "text_2"))

    @staticmethod
    def _draw(painter: QPainter, layout: QTextLayout, place: QPointF, colour: QColor) -> None:
        painter.setPen(colour)
        layout.draw(painter, place)

    def _icon(self, painter: QPainter, rect: QRect, row: Row, tone: str) -> None:
        if not row.icon:
            return
        px = self._theme.px
        size = px(_ICON)
        place = QRect(rect.x() + px(_EDGE), rect.y() + (rect.height() - size) // 2, size, size)
        painter.drawPixmap(self._placed(rect, place).topLeft(), self._theme.pixmap(row.icon, tone, _ICON))

    def _end(self, painter: QPainter, rect: QRect, row: Row, tone: str) -> None:
        if not row.end:
            return
        width, px = self._end_width(row), self._theme.px
        place = QRect(rect.right() + 1 - px(_EDGE) - width, rect.y(), width, rect.height())
        place = self._placed(rect, place)
        if row.keys:
            high = self._small.height() + px(4)
            place = QRect(place.x(), place.y() + (place.height() - high) // 2, place.width(), high)
            painter.setPen(self._theme.paint("border"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = px(tokens()["radius"]["chip"])
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(self._theme.paint(tone))
        painter.setFont(self._caption)
        painter.drawText(place, self._end_flags(row), row.end)

    def _end_box(self, row: Row, room: QRect) -> QRect:
        return self._small.boundingRect(room, self._end_flags(row), row.end)

    def _end_flags(self, row: Row) -> int:
        sides = Qt.AlignmentFlag
        side = sides.AlignHCenter if row.keys else sides.AlignLeft if self._mirrored else sides.AlignRight
        return int(side | sides.AlignAbsolute | sides.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(place).height() for place in range(layout.lineCount()))


def _marked(text: str, begin: int, end: int) -> QTextLayout.FormatRange:
    """A stretch that matches; Qt counts in UTF-16."""
    stretch = QTextLayout.FormatRange()
    stretch.start = _units(text[:begin])
    stretch.length = _units(text[begin:end])
    stretch.format = QTextCharFormat()
    stretch.format.setFontWeight(QFont.Weight.DemiBold)
    stretch.format.setFontUnderline(True)
    return stretch


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
