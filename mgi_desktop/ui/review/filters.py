"""What a list lets pass: a field to search with and a few choices, above the list."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.fields import Choice

_LEAST, _AROUND = 150, 48
"""A choice is at least so wide; so much of it is not words. In pixels at 100 %."""


class Filters(QWidget):
    """Choices by their name: name in words, and values with their words; the empty value lets everything pass."""

    changed = Signal()

    def __init__(self, desk: Desk, choices: Mapping[str, tuple[str, Mapping[str, str]]], search: str = "") -> None:
        """`search` is what the field to search with is called; there is none where it is empty."""
        super().__init__()
        self._least, self._around = desk.theme.px(_LEAST), desk.theme.px(_AROUND)
        self.choices: dict[str, Choice] = {}
        self._pieces: list[QWidget] = []
        self.search = QLineEdit(self)
        self.search.hide()
        if search:
            self.search.setAccessibleName(search)
            self.search.setPlaceholderText(search)
            self.search.textChanged.connect(lambda _text: self.changed.emit())
            self.search.show()
            self._pieces.append(self.search)
        for name, (title, values) in choices.items():
            made = Choice(values)
            made.setObjectName(name)
            made.setAccessibleName(title)
            made.currentIndexChanged.connect(lambda _place: self.changed.emit())
            self.choices[name] = made
            self._pieces.append(made)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(desk.theme.px(8))
        self._arrange(len(self._pieces))

    def value(self, name: str) -> str:
        """What is chosen."""
        return self.choices[name].value()

    def offer(self, name: str, values: Mapping[str, str]) -> None:
        """Offer other values; what was chosen stays chosen where it is still offered."""
        self.choices[name].offer(values, self.value(name))

    def let_all_pass(self) -> None:
        """Choose nothing, look for nothing."""
        for widget in (*self.choices.values(), self.search):
            widget.blockSignals(True)
        for choice in self.choices.values():
            choice.choose("")
        self.search.clear()
        for widget in (*self.choices.values(), self.search):
            widget.blockSignals(False)
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one of them: they go on in the next line."""
        return QSize(self._least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other, as many as there is room for with the words that let everything pass."""
        super().resizeEvent(event)
        words = [choice.fontMetrics().horizontalAdvance(choice.itemText(0)) for choice in self.choices.values()]
        room = self.width() + self._grid.spacing()
        each = max([self._least, *(width + self._around for width in words)]) + self._grid.spacing()
        self._arrange(max(1, min(len(self._pieces), room // each)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, piece in enumerate(self._pieces):
            self._grid.addWidget(piece, place // columns, place % columns)
        for number in range(len(self._pieces)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
