"""The kinds of file that can be made, one of which is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.option import Option


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what it is for, the words of its button, and how file dialogs name it."""

    name: str
    purpose: str
    button: str
    files: str


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("PDF", N_("to print and to archive, tagged"), N_("Export PDF…"), N_("PDF files (*.pdf)")),
    "html": Kind("HTML", N_("one file, with the wheel to click"), N_("Export HTML…"), N_("HTML files (*.html)")),
    "svg": Kind(N_("Picture of the wheel"), "SVG", N_("Export the picture…"), N_("SVG pictures (*.svg)")),
    "json": Kind(
        N_("Plain document"), N_("JSON, for other programs"), N_("Export the document…"), N_("Plain documents (*.json)")
    ),
}


class Kinds(QWidget):
    """The choice of a kind of file."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.suffix = next(iter(KINDS))
        group = QButtonGroup(self)
        self.choices = {suffix: Option(desk.theme, _(kind.name), _(kind.purpose)) for suffix, kind in KINDS.items()}
        for suffix, choice in self.choices.items():
            choice.radio.setObjectName(f"kind-{suffix}")
            group.addButton(choice.radio)
            choice.radio.clicked.connect(lambda _=False, suffix=suffix: self._choose(suffix))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(desk.theme.px(6))
        self.arrange(1)
        self._group = group
        self.choices[self.suffix].radio.setChecked(True)

    def arrange(self, columns: int) -> None:
        """Stand in so many columns."""
        for place, choice in enumerate(self.choices.values()):
            self._grid.addWidget(choice, place // columns, place % columns)
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def current(self) -> QWidget | None:
        """The button of the kind that is chosen."""
        return self._group.checkedButton()

    def _choose(self, suffix: str) -> None:
        if suffix != self.suffix:
            self.suffix = suffix
            self.chosen.emit(suffix)
