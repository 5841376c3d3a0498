"""The lines of the outline as a list: painted, walked by keys, and heard by a screen reader."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mgi_desktop.domain.decisions import Verdict
from mgi_desktop.i18n import _, is_rtl
from mgi_desktop.ui import words
from mgi_desktop.ui.questionnaire.lines import Line
from mgi_desktop.ui.review.verdicts import ICONS, VERDICTS
from mgi_desktop.ui.theme import Theme, tokens

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
INSET, _TILE, _TEXT, _END = 8, 24, 49, 17
_MARK, _APART = 13, 8
_PADS = {"domain": 5, "subdomain": 4, "indicator": 4}
_LEAST = {"domain": 36, "subdomain": 28, "indicator": 27}


class _Model(QAbstractListModel):
    """The lines of the outline, and what a screen reader says of each."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        return _heard(line) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show_lines(self, lines: tuple[Line, ...]) -> bool:
        """Show other lines; say whether they are others and not the same ones with other states."""
        same = [(old.kind, old.code) for old in self.lines] == [(new.kind, new.code) for new in lines]
        if same:
            for place, (old, new) in enumerate(zip(self.lines, lines, strict=True)):
                if old != new:
                    self.lines = (*self.lines[:place], new, *self.lines[place + 1 :])
                    self.dataChanged.emit(self.index(place), self.index(place))
        else:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        return not same


def _heard(line: Line) -> str:
    parts = [line.code] if line.code else []
    if line.contested:
        parts.append(_("In conflict"))
    elif line.state is not None:
        parts.append(_(words.STATES[line.state]))
    parts.append(line.text)
    if line.done is not None:
        parts.append(words.answered(line.done.answered, line.done.of))
    if line.remarks:
        parts.append(words.open_comments(line.remarks))
    if line.verdict is not Verdict.NOT_JUDGED:
        parts.append(_(VERDICTS[line.verdict]))
    if line.mine:
        parts.append(_("your part"))
    return ", ".join(parts)


class _Painter(QStyledItemDelegate):
    """Paints a line; only an indicator's question is cut, at the end of its one line."""

    def __init__(self, view: QListView, theme: Theme, language: str) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        right_to_left = is_rtl(language)
        self._direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(_LINE)
        px, width = self._theme.px, self._view.width()
        text = px(20)
        if line.kind != "indicator":
            room = QRect(0, 0, self._room(line, width), 10_000)
            metrics = QFontMetrics(self._font(line))
            text = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), _said(line)).height()
        return QSize(width, max(px(_LEAST[line.kind]), text + 2 * px(_PADS[line.kind])))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = self._theme, self._whole(QRect(option.rect))
        sheet = QRectF(self._placed(rect, rect.adjusted(theme.px(INSET), 0, -theme.px(12), 0)))
        radius = theme.px(tokens()["radius"]["control"])
        painter.setPen(Qt.PenStyle.NoPen)
        if line.kind == "indicator" and line.is_open:
            painter.setBrush(theme.paint("selected"))
            painter.drawRoundedRect(sheet, radius, radius)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.paint("hover"))
            painter.drawRoundedRect(sheet, radius, radius)
        self._line(painter, rect, line)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.property("ringed"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.paint("focus"), tokens()["line"]["focus"]))
            painter.drawRoundedRect(sheet.adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()

    def _whole(self, rect: QRect) -> QRect:
        """The line as wide as the view, whether a scroll bar stands at its end or not."""
        return QRect(
            rect.right() + 1 - self._view.width() if self._mirrored else 0, rect.y(), self._view.width(), rect.height()
        )

    def _line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._theme.px
        text = QRect(rect.x() + px(_TEXT), rect.y(), self._room(line, rect.width()), rect.height())
        if line.kind == "domain":
            self._tile(painter, rect, line)
        if line.kind == "indicator":
            self._indicator(painter, rect, text, line)
        else:
            self._text(painter, rect, text, _said(line), self._font(line), "text", wrap=True)
        self._end(painter, rect, line)

    def _end(self, painter: QPainter, rect: QRect, line: Line) -> None:
        """What is to be known of it: a conflict, whose part it is, open comments, then how much is answered."""
        px, metrics = self._theme.px, QFontMetrics(self._theme.font("caption"))
        trailing = Qt.AlignmentFlag.AlignLeft if self._mirrored else Qt.AlignmentFlag.AlignRight
        flags = int(trailing | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        tone = "on_selected" if line.kind == "indicator" and line.is_open and self._theme.outlined else "text_2"
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.paint(tone))
        end = rect.width() - px(_END)
        painter.drawText(self._placed(rect, QRect(rect.x(), rect.y(), end, rect.height())), flags, _count(line))
        if line.remarks:
            end -= metrics.horizontalAdvance(_count(line)) + (px(_APART) if line.done else 0)
            said = str(line.remarks)
            painter.drawText(self._placed(rect, QRect(rect.x(), rect.y(), end, rect.height())), flags, said)
            end -= metrics.horizontalAdvance(said) + px(3)
            self._mark(painter, rect, end, "state-comment", tone)
            end -= px(_MARK + _APART)
        if line.mine:
            self._mark(painter, rect, end, "person", tone)
            end -= px(_MARK + _APART)
        if line.verdict is not Verdict.NOT_JUDGED:
            self._mark(painter, rect, end, ICONS[line.verdict], tone)
        if line.contested and line.kind != "indicator":
            if not line.remarks:
                end -= metrics.horizontalAdvance(_count(line)) + px(_APART)
            self._mark(painter, rect, end, "state-conflict", "error")

    def _mark(self, painter: QPainter, rect: QRect, end: int, icon: str, tone: str) -> None:
        """A small icon that ends so far from where the line begins."""
        size = self._theme.px(_MARK)
        left = rect.x() + end - size
        mark = self._placed(rect, QRect(left, rect.y() + (rect.height() - size) // 2, size, size))
        painter.drawPixmap(mark.topLeft(), self._theme.pixmap(icon, tone, _MARK))

    def _tile(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._theme.px
        size = px(_TILE)
        tile = self._placed(rect, QRect(rect.x() + px(16), rect.y() + (rect.height() - size) // 2, size, size))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.paint(f"{line.place}.strong"))
        painter.drawRoundedRect(QRectF(tile), px(4), px(4))
        inner = px(16)
        icon = self._theme.pixmap(f"domain-{line.place}", f"{line.place}.on_strong", 16)
        painter.drawPixmap(tile.topLeft() + QPoint((size - inner) // 2, (size - inner) // 2), icon)

    def _indicator(self, painter: QPainter, rect: QRect, text: QRect, line: Line) -> None:
        theme, px = self._theme, self._theme.px
        size = px(16)
        icon = words.STATE_ICONS[line.state] if line.state else "state-not-yet"
        colour = f"{line.place}.strong"
        if line.contested:
            icon, colour = "state-conflict", "error"
        text_colour, tone = "text", "text" if line.is_open else "text_2"
        if line.is_open and theme.outlined:  # on a full ground
            text_colour = tone = colour = "on_selected"
        place = self._placed(rect, QRect(rect.x() + px(20), rect.y() + (rect.height() - size) // 2, size, size))
        painter.drawPixmap(place.topLeft(), theme.pixmap(icon, colour, 16))
        code = theme.font("label" if line.is_open else "body")
        named = QFontMetrics(code).elidedText(line.code, Qt.TextElideMode.ElideMiddle, text.width())
        self._text(painter, rect, text, named, code, text_colour, wrap=False)
        begin = QFontMetrics(theme.font("label")).horizontalAdvance(line.code) + px(10)
        rest = text.adjusted(begin, 0, 0, 0)
        shown = QFontMetrics(theme.font("body")).elidedText(line.text, Qt.TextElideMode.ElideRight, rest.width())
        self._text(painter, rect, rest, shown, theme.font("body"), tone, wrap=False)

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _text(
        self, painter: QPainter, rect: QRect, place: QRect, text: str, font: QFont, colour: str, *, wrap: bool
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        painter.setLayoutDirection(self._direction)
        painter.setFont(font)
        painter.setPen(self._theme.paint(colour))
        flags |= int(Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(rect, place), flags, text)

    def _placed(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), rect, place)

    def _font(self, line: Line) -> QFont:
        return self._theme.font("label" if line.is_open else "body")

    def _room(self, line: Line, width: int) -> int:
        px, metrics = self._theme.px, QFontMetrics(self._theme.font("caption"))
        count = metrics.horizontalAdvance(_count(line)) + px(8) if line.done else 0
        if line.remarks:
            count += metrics.horizontalAdvance(str(line.remarks)) + px(3 + _MARK + _APART)
        marks = line.mine + (line.verdict is not Verdict.NOT_JUDGED) + (line.contested and line.kind != "indicator")
        count += px(_MARK + _APART) * marks
        return max(px(40), width - px(_TEXT) - px(_END) - count)


def _said(line: Line) -> str:
    return f"{line.code}  {line.text}".strip() if line.kind == "subdomain" else line.text


def _count(line: Line) -> str:
    return f"{line.done.answered}/{line.done.of}" if line.done else ""


class OutlineList(QListView):
    """Up and Down walk, Enter and Space go there; letters and digits are left to the page."""

    going = Signal(str)

    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self.lines = _Model()
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self, theme, language))
        self.setAccessibleName(_("Outline of the questionnaire"))
        self.setProperty("kind", "outline")
        self.setProperty("ring", True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line, or walk."""
        self.setProperty("ringed", True)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.going.emit(self.lines.lines[index.row()].goes_to)
