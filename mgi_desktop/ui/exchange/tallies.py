"""The counts of an import side by side; each leads to what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.theme import Theme

_LEAST = 150
"""A count is at least so wide, in pixels at 100 %; else they stand in two lines, or three."""


@dataclass(frozen=True)
class Tally:
    """A number, what it counts, and its icon in a colour."""

    number: int
    words: str
    icon: str
    colour: str = "text_2"


class Tallies(QWidget):
    """A few counts as buttons, of which one is chosen or none."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, tallies: Mapping[str, Tally]) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: dict[str, Composed] = {}
        self._numbers: list[QLabel] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        for name, tally in tallies.items():
            made = self.buttons[name] = self._button(tally)
            made.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        self._arrange(len(self.buttons))

    def choose(self, name: str) -> None:
        """Show which is chosen; an empty name is none."""
        for one, made in self.buttons.items():
            made.setChecked(one == name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many lines as the width asks for."""
        super().resizeEvent(event)
        fitting = max(1, self.width() // self._theme.px(_LEAST))
        lines = -(-len(self.buttons) // fitting)
        self._arrange(-(-len(self.buttons) // lines))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        self._columns = columns
        for place, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, place // columns, place % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def _button(self, tally: Tally) -> Composed:
        px = self._theme.px
        made = Composed(f"{tally.number} {tally.words}", "tally")
        made.setCheckable(True)
        icon = picture(self._theme.pixmap(tally.icon, tally.colour, 20))
        number = label(str(tally.number), "title", wrap=False)
        head = row(number, None, icon)
        words = label(tally.words, "caption", "secondary")
        made.setLayout(column(head, words, spacing=px(1), margins=(px(14), px(8), px(14), px(8))))
        made.hold(icon, number, words)
        return made
