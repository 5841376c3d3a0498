"""How many indicators of each domain became what, as facts; a number leads to its indicators."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from mgi_desktop.domain.instrument import Domain, Instrument
from mgi_desktop.domain.rounds import Change
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, box, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.tile import Tile
from mgi_desktop.ui.rounds.kinds import GROUPS

_CENTRE = Qt.AlignmentFlag.AlignCenter


class Summary(QFrame):
    """A line per domain and a column per group of changes; where that has no room, the groups below each domain."""

    wanted = Signal(str, str)
    """The code of a domain, and a group of changes."""

    def __init__(self, desk: Desk, instrument: Instrument, counted: Mapping[str, Mapping[Change, int]]) -> None:
        super().__init__()
        self._desk, self._instrument, self._counted = desk, instrument, counted
        self.setProperty("kind", "card")
        px = desk.theme.px
        self.numbers: dict[tuple[str, str], QPushButton] = {}
        self._wide = self._table()
        self._narrow: QWidget | None = None
        self._inside = column(self._wide, margins=(px(16), px(10), px(16), px(10)))
        self.setLayout(self._inside)

    def minimumSizeHint(self) -> QSize:
        """It need not stand as a table."""
        return QSize(self._desk.theme.px(200), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as a table, or one domain below the other."""
        super().resizeEvent(event)
        margins = self._inside.contentsMargins()
        narrow = self._wide.minimumSizeHint().width() + margins.left() + margins.right() > self.width()
        if narrow and self._narrow is None:
            self._narrow = self._list()
            self._inside.addWidget(self._narrow)
        self._wide.setVisible(not narrow)
        if self._narrow is not None:
            self._narrow.setVisible(narrow)

    def _table(self) -> QWidget:
        px = self._desk.theme.px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(1, 4)
        for place, (name, _changes) in enumerate(GROUPS.values(), 2):
            head = label(_(name), "caption", "secondary")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
        for line, domain in enumerate(self._instrument.domains, 1):
            grid.addWidget(self._tile(domain), line, 0)
            grid.addWidget(self._title(domain), line, 1)
            for place, group in enumerate(GROUPS, 2):
                made = self._number(domain, group) or label("–", "caption", "tertiary", wrap=False)
                grid.addWidget(made, line, place, _CENTRE)
        return box(grid)

    def _list(self) -> QWidget:
        px = self._desk.theme.px
        lines = column(spacing=px(12))
        for domain in self._instrument.domains:
            head = row(self._tile(domain), self._title(domain), spacing=px(10))
            head.setStretch(1, 1)
            flow = Flow(px(14), px(2))
            for group, (name, _changes) in GROUPS.items():
                made = self._number(domain, group)
                if made is not None:
                    made.setText(_("{name}: {count}").format(name=_(name), count=made.text()))
                    flow.addWidget(made)
            lines.addLayout(column(head, box(flow), spacing=px(2)))
        return box(lines)

    def _tile(self, domain: Domain) -> QWidget:
        return Tile(self._desk.theme, self._instrument.place(domain.code), 24)

    def _title(self, domain: Domain) -> QWidget:
        text = self._instrument.text(domain.title, self._desk.language)
        return label(text, language=self._desk.language)

    def _number(self, domain: Domain, group: str) -> QPushButton | None:
        """How many of a domain there are in a group; nothing where there are none."""
        name, changes = GROUPS[group]
        count = sum(self._counted.get(domain.code, {}).get(change, 0) for change in changes)
        if not count:
            return None
        made = button(self._desk.theme, str(count), lambda: self.wanted.emit(domain.code, group), kind="count")
        made.setProperty("tone", "link")
        title = self._instrument.text(domain.title, self._desk.language)
        made.setAccessibleName(f"{title}, {_(name)}: {count}")
        self.numbers.setdefault((domain.code, group), made)
        return made
