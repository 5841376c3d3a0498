"""Which assessments of the library go into a file."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from mgi_desktop.i18n import _
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words

_SHOWN = 6
"""So many lines at once; the others are scrolled to."""
_ID = Qt.ItemDataRole.UserRole


class Several(QListWidget):
    """The assessments on this laptop, each to be checked by Space or a click; typing finds one."""

    changed = Signal()

    def __init__(self, entries: Sequence[Entry], chosen: Collection[str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Assessments"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        for entry in sorted(entries, key=lambda entry: entry.id not in chosen):
            about = ", ".join(part for part in (words.place(entry), words.round_name(entry)) if part)
            item = QListWidgetItem(f"{words.isolated(entry.subject)} · {about}", self)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if entry.id in chosen else Qt.CheckState.Unchecked)
            item.setData(_ID, entry.id)
        self.setCurrentRow(0)
        self.itemChanged.connect(lambda _item: self.changed.emit())
        self._before = Qt.CheckState.Unchecked
        self.itemPressed.connect(self._note)
        self.itemClicked.connect(self._turn)
        row = max(1, self.sizeHintForRow(0))
        self.setFixedHeight(row * min(_SHOWN, max(1, self.count())) + 2 * self.frameWidth() + row // 2)

    def chosen(self) -> tuple[str, ...]:
        """Those that are checked, by id, in the order of the list."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with the sheet, Space checks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _note(self, item: QListWidgetItem) -> None:
        self._before = item.checkState()

    def _turn(self, item: QListWidgetItem) -> None:
        """A click beside the box checks it, too."""
        if item.checkState() == self._before:
            checked = self._before == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
