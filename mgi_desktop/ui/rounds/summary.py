"""How many indicators of each domain became what, as facts; a number leads to its indicators."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.rounds import Change
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.tile import Tile
from mgi_desktop.ui.rounds.kinds import GROUPS

_CENTRE = Qt.AlignmentFlag.AlignCenter


class Summary(QFrame):
    """One line per domain, one column per group of changes."""

    wanted = Signal(str, str)
    """The code of a domain, and a group of changes."""

    def __init__(self, desk: Desk, instrument: Instrument, counted: Mapping[str, Mapping[Change, int]]) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "card")
        px = desk.theme.px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(16), px(10), px(16), px(10))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 3)
        self.numbers: dict[tuple[str, str], QWidget] = {}
        for column, (name, _changes) in enumerate(GROUPS.values(), 2):
            head = label(_(name), "caption", "secondary")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, domain in enumerate(instrument.domains, 1):
            title = instrument.text(domain.title, desk.language)
            self._grid.addWidget(Tile(desk.theme, instrument.place(domain.code), 24), row, 0)
            self._grid.addWidget(label(title, language=desk.language), row, 1)
            for column, (group, (name, changes)) in enumerate(GROUPS.items(), 2):
                count = sum(counted.get(domain.code, {}).get(change, 0) for change in changes)
                self._grid.addWidget(
                    self._number(domain.code, group, count, f"{title}, {_(name)}"), row, column, _CENTRE
                )

    def _number(self, domain: str, group: str, count: int, name: str) -> QWidget:
        made: QWidget
        if count:
            made = button(self._desk.theme, str(count), lambda: self.wanted.emit(domain, group), kind="count")
            made.setMinimumWidth(self._desk.theme.px(40))
        else:
            made = label("–", "caption", "tertiary", wrap=False)
        made.setAccessibleName(f"{name}: {count}")
        self.numbers[domain, group] = made
        return made
