"""What a list lets pass: a few choices and a field to search with, above the list."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import card, column
from mgi_desktop.ui.parts.fields import Beside, Choice


class Filters(QWidget):
    """Choices by their name: name in words, and values with their words; the empty value lets everything pass."""

    changed = Signal()

    def __init__(self, desk: Desk, choices: Mapping[str, tuple[str, Mapping[str, str]]], search: str = "") -> None:
        """`search` is what the field to search with is called; there is none where it is empty."""
        super().__init__()
        self._desk = desk
        self.choices: dict[str, Choice] = {}
        pieces: list[QWidget] = []
        self.search = QLineEdit()
        if search:
            self.search.setAccessibleName(search)
            self.search.setPlaceholderText(search)
            self.search.setClearButtonEnabled(True)
            self.search.textChanged.connect(lambda _text: self.changed.emit())
            pieces.append(self.search)
        for name, (title, values) in choices.items():
            made = Choice(values)
            made.setObjectName(name)
            made.setAccessibleName(title)
            made.currentIndexChanged.connect(lambda _place: self.changed.emit())
            self.choices[name] = made
            pieces.append(made)
        self.setLayout(column(Beside(desk.theme, *pieces, least=150, spacing=8)))

    def value(self, name: str) -> str:
        """What is chosen."""
        return self.choices[name].value()

    def offer(self, name: str, values: Mapping[str, str]) -> None:
        """Offer other values; what was chosen stays chosen where it is still offered."""
        self.choices[name].offer(values, self.value(name))

    def let_all_pass(self) -> None:
        """Choose nothing, look for nothing."""
        for choice in self.choices.values():
            choice.blockSignals(True)
            choice.choose("")
            choice.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.changed.emit()

    def over(self, empty: QWidget, shown: QWidget) -> QBoxLayout:
        """The filters above a list, or above what is said where it is empty."""
        px = self._desk.theme.px
        inside = QVBoxLayout()
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(shown, 1)
        empty.setContentsMargins(px(16), px(14), px(16), px(14))
        inside.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
        sheet = card(inside)
        whole = column(self, sheet, spacing=px(10), margins=(px(24), px(4), px(24), px(24)))
        whole.setStretch(1, 1)
        return whole
