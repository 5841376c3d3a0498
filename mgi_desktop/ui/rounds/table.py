"""Both answers to each indicator side by side, as a table that paints only what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.theme import Theme

_SHARES = (36, 21, 21, 22)
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
HEADS = (N_("Indicator"), N_("Change"))


@dataclass(frozen=True)
class Line:
    """One indicator: its words, both answers with their icons (or none), and what became of it."""

    code: str
    question: str
    before: str
    now: str
    change: str
    icons: tuple[str, str]

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns."""
        return f"{self.code}  {self.question}", self.before, self.now, self.change


class Rows(QAbstractTableModel):
    """One row per indicator."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: Sequence[Line] = ()
        self._heads = ("", "", "", "")

    def show_lines(self, lines: Sequence[Line], before: str, now: str) -> None:
        """Show other lines; `before` and `now` name the two rounds."""
        self.beginResetModel()
        self.lines, self._heads = lines, (_(HEADS[0]), before, now, _(HEADS[1]))
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many indicators there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """Indicator, both answers, and the change."""
        return 0 if parent.isValid() else len(_SHARES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns; a row is headed by its code."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if orientation == Qt.Orientation.Horizontal else self.lines[section].code

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell, and the icon of an answer."""
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.cells[column]
        if role == Qt.ItemDataRole.DecorationRole and column in (1, 2) and line.icons[column - 1]:
            icon = QIcon(self._theme.pixmap(line.icons[column - 1], "text_2", 16))
            icon.addPixmap(self._theme.pixmap(line.icons[column - 1], "on_selected", 16), QIcon.Mode.Selected)
            return icon
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None


class Table(QTableView):
    """Arrows walk; Enter or a double click opens an indicator."""

    chosen = Signal(str)
    """The code of the row where one is; empty where there is none."""
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._measured: dict[tuple[int, str], int] = {}
        self.rows = Rows(theme, self)
        self.setModel(self.rows)
        self.setAccessibleName(_("Both answers to each indicator"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setMinimumHeight(theme.px(280))
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._give_heights)
        self.activated.connect(lambda index: self.opened.emit(self.rows.lines[index.row()].code))
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit(self.code()))

    def code(self) -> str:
        """The indicator of the row where one is."""
        row = self.currentIndex().row()
        return self.rows.lines[row].code if 0 <= row < len(self.rows.lines) else ""

    def show_lines(self, lines: Sequence[Line], before: str, now: str) -> None:
        """Show other lines; one stays at the same indicator where it is still there, and as far down."""
        code, scrolled = self.code(), self.verticalScrollBar().value()
        self.rows.show_lines(lines, before, now)
        self._give_heights()
        place = next((place for place, line in enumerate(lines) if line.code == code), 0)
        if lines:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows | flags.Current
            )
        self.verticalScrollBar().setValue(scrolled)
        self.chosen.emit(self.code())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width; the rows are as high as their longest text."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, width * share // sum(_SHARES))
        self._settle.start()

    def _give_heights(self) -> None:
        """Measured by hand: a view that asks its delegate for hundreds of rows takes too long."""
        metrics, px = QFontMetrics(self._theme.font("body")), self._theme.px
        for row, line in enumerate(self.rows.lines):
            height = 0
            for column, text in enumerate(line.cells):
                taken = px(16) + (px(22) if column in (1, 2) and line.icons[column - 1] else 0)
                room = max(px(40), self.columnWidth(column) - taken)
                if (room, text) not in self._measured:
                    box = metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), text)
                    self._measured[room, text] = box.height()
                height = max(height, self._measured[room, text])
            self.setRowHeight(row, max(self._theme.size("row"), height + px(14)))
