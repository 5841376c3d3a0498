"""All that the wheel says as a table: the way for cells that are too narrow for a finger, and for the ear."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mgi_desktop.domain.instrument import Indicator
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.seen import Seen, presence_word, state_word

COLUMNS = (N_("Domain"), N_("Subdomain"), N_("Indicator"), N_("State"), N_("Presence"))
_SHARES = (20, 20, 32, 16, 12)

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Rows(QAbstractTableModel):
    """One row per indicator, in the questionnaire's order."""

    def __init__(self, desk: Desk, seen: Seen, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._seen = desk, seen
        self._indicators = list(desk.instrument.indicators.values())
        self._titles = {title.domain: title.name for title in seen.titles}
        self._parts = {part.code: part for domain in desk.instrument.domains for part in domain.subdomains}

    def code(self, row: int) -> str:
        """The indicator of a row."""
        return self._indicators[row].code

    def show_seen(self, seen: Seen) -> None:
        """Show what the wheel shows."""
        before, self._seen = self._seen, seen
        for row, indicator in enumerate(self._indicators):
            if self._facts(before, indicator) != self._facts(seen, indicator):
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many indicators there are."""
        return 0 if parent.isValid() else len(self._indicators)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many facts each row has."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns; a row is headed by its code."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(COLUMNS[section]) if orientation == Qt.Orientation.Horizontal else self.code(section)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One fact, its icon, or where it stands in its cell."""
        indicator, column = self._indicators[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._facts(self._seen, indicator)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 3:
            icon = words.STATE_ICONS[self._seen.states[indicator.code]]
            return self._desk.theme.pixmap(icon, "text_2", 16)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _facts(self, seen: Seen, indicator: Indicator) -> tuple[str, ...]:
        text, code = self._desk.text, indicator.code
        state = state_word(seen.states[code])
        return (
            f"{indicator.domain} {self._titles[indicator.domain]}",
            f"{indicator.subdomain} {text(self._parts[indicator.subdomain].title)}",
            f"{code} {text(indicator.question)}",
            f"{state} · {words.conflicts(1)}" if code in seen.conflicts else state,
            presence_word(seen.exists[code]),
        )


class Table(QTableView):
    """Enter or a double click opens an indicator."""

    opened = Signal(str)

    def __init__(self, desk: Desk, seen: Seen) -> None:
        super().__init__()
        self._rows, self._air = Rows(desk, seen, self), desk.theme.px(10)
        self.setModel(self._rows)
        self.setAccessibleName(_("Indicators with their states"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(desk.theme.size("row"))
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(desk.theme.px(240))
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._give_height)
        self.activated.connect(lambda index: self.opened.emit(self._rows.code(index.row())))

    def show_seen(self, seen: Seen) -> None:
        """Show what the wheel shows."""
        self._rows.show_seen(seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width; the rows are as high as their longest text."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, width * share // sum(_SHARES))
        self._settle.start()

    def _give_height(self) -> None:
        for row in range(self._rows.rowCount()):
            self.setRowHeight(row, self.sizeHintForRow(row) + self._air)
