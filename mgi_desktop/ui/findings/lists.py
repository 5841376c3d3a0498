"""The two lists of a domain, and how findings are carried from place to place in them."""

from collections.abc import Mapping, Sequence
from itertools import chain, zip_longest

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Conflict, Finding
from mgi_desktop.domain.fields import FINDING_KINDS
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.findings.row import FindingRow
from mgi_desktop.ui.focus import follow
from mgi_desktop.ui.parts.boxes import card, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.review.judging import Judging

Place = tuple[str, str | None]
"""A list, and the finding after which something stands there, or None for the first."""
AT_ONCE = 5
"""So many rows of a list are built before anything shows: more seldom fit on a screen."""


class FindingList(QWidget):
    """One list under its heading."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.kind = kind
        px = desk.theme.px
        self.rows: list[FindingRow] = []
        self._count = label("", "body", "secondary", wrap=False)
        self.add = button(desk.theme, _("Add finding"), kind="quiet", icon="add")
        if desk.read_only:
            self.add.hide()
        self.add.setAccessibleName(_("Add finding: {list}").format(list=_(words.FINDING_KINDS[kind])))
        head = row(label(_(words.FINDING_KINDS[kind]), "question"), self._count, self.add, spacing=px(8))
        head.setStretch(1, 1)
        self._empty = label("", tone="secondary")
        self._empty.setContentsMargins(px(16), px(14), px(16), px(14))
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self.sheet = card(column(self._empty, self._layout, spacing=0))
        self.setLayout(column(head, self.sheet, spacing=px(6)))

    def let_go(self, rows: Sequence[FindingRow]) -> None:
        """Take out of the layout what does not stand here any more."""
        for one in self.rows:
            if one not in rows:
                self._layout.removeWidget(one)
        self.rows = [one for one in self.rows if one in rows]

    def hold(self, rows: Sequence[FindingRow], count: int, empty: str) -> None:
        """Show these findings in this order; with those that are still to come they are so many."""
        if self.rows != rows:
            for place, one in enumerate(rows):
                if self._layout.indexOf(one) != place:
                    self._layout.removeWidget(one)
                    self._layout.insertWidget(place, one)
                    one.show()
            self.rows = list(rows)
        self._count.setText(str(count))
        self._empty.setText(empty)
        self._empty.setVisible(not count)

    def place_at(self, y: int, carried: FindingRow) -> Place:
        """Where something dropped at this height (in pixels of the list) would stand."""
        others = [one for one in self.rows if one is not carried]
        above = [one for one in others if one.mapTo(self, one.rect().center()).y() < y]
        return self.kind, above[-1].key if above else None

    def edge_after(self, key: str | None) -> int:
        """The height of the gap after a finding, or before the first."""
        for one in self.rows:
            if one.key == key:
                return one.mapTo(self, QPoint(0, one.height())).y()
        return self.sheet.y()


class Board(QWidget):
    """Both lists of one domain side by side, or one below the other."""

    moved = Signal(str, str, object)
    """A finding, the list and the finding after which it shall stand, or None."""
    removed = Signal(str)
    wanted = Signal(str)
    """A list in which a finding shall be written."""
    carried = Signal(QPoint)
    rearranged = Signal()
    grew = Signal()
    """Rows came that had not been in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, FindingRow] = {}
        self._place: Place | None = None
        self._domain = ""
        self._to_come: list[str] = []
        self._idle = QTimer(self, interval=0, singleShot=True)
        self._idle.timeout.connect(self._make_more)
        self.lists = {kind: FindingList(desk, kind) for kind in FINDING_KINDS}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(desk.theme.px(24))
        for one in self.lists.values():
            one.add.clicked.connect(lambda _=False, kind=one.kind: self.wanted.emit(kind))
            self._box.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        self._line = QFrame(self)
        self._line.setProperty("kind", "drop")
        self._line.hide()
        follow(self, self._focus_moved)

    def arrange(self, below: bool) -> None:
        """Put the lists side by side, or one below the other."""
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def show_domain(self, domain: str) -> None:
        """Show the findings of a domain as they are now; rows stay, so that focus and what is typed stay too."""
        focus, row = QApplication.focusWidget(), self._in_focus()
        before = {kind: [one.key for one in held.rows] for kind, held in self.lists.items()}
        if row is not None and all(row.key != one.key for one in self._desk.assessment.findings_of(domain, row.kind)):
            # Were it hidden with the focus in it, Qt would press Tab for the person and so open the next text.
            self.lists[row.kind].add.setFocus(_QUIETLY)
        self._arrange(domain)
        if before != {kind: [one.key for one in held.rows] for kind, held in self.lists.items()}:
            self.rearranged.emit()
            self._keep_focus(focus, row, before)

    def _arrange(self, domain: str) -> None:
        read = self._desk.assessment
        found = {kind: read.findings_of(domain, kind) for kind in FINDING_KINDS}
        if domain != self._domain:
            self._domain, self._to_come = domain, _out_of_view(found)
            self._idle.start()
        standing = {
            kind: [finding for finding in findings if finding.key not in self._to_come]
            for kind, findings in found.items()
        }
        disputed: dict[str, list[Conflict]] = {}
        for conflict in read.conflicts:
            if conflict.ref.kind == "finding":
                disputed.setdefault(conflict.ref.key, []).append(conflict)
        rows = {kind: [self._row(finding) for finding in findings] for kind, findings in standing.items()}
        for kind, held in self.lists.items():
            held.let_go(rows[kind])
        for kind, held in self.lists.items():
            held.hold(rows[kind], len(found[kind]), self._nothing(kind, any(found.values())))
            for one, finding in zip(rows[kind], standing[kind], strict=True):
                first, last = finding is found[kind][0], finding is found[kind][-1]
                one.show_finding(finding, disputed.get(finding.key, ()), first=first, last=last)
        self._drop_rows({finding.key for findings in found.values() for finding in findings})

    def judging(self) -> Judging | None:
        """What can be judged in the finding that has the focus."""
        row = self._in_focus()
        return row.comments.judging if row is not None else None

    def row(self, key: str) -> FindingRow | None:
        """The row of a finding, if it is shown."""
        if key in self._to_come:
            self._make(key)
        return self._rows.get(key)

    def make_all(self) -> None:
        """See to it that every row stands."""
        if self._to_come:
            self._make(*self._to_come)

    def _make(self, *keys: str) -> None:
        self._to_come = [key for key in self._to_come if key not in keys]
        self._arrange(self._domain)
        if not self._to_come:
            self.rearranged.emit()
        self.grew.emit()

    def _make_more(self) -> None:
        """Make what takes little time, and come back."""
        if self._to_come and self.isVisible():
            self._make(self._to_come[0])
            self._idle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with the rows that are still to come."""
        super().showEvent(event)
        self._idle.start()

    def _row(self, finding: Finding) -> FindingRow:
        if finding.key not in self._rows:
            made = FindingRow(self._desk, finding)
            made.asked.connect(lambda deed, made=made: self._asked(made, deed))
            made.handle.moved.connect(lambda here, made=made: self._carry(made, here))
            made.handle.dropped.connect(lambda made=made: self._drop(made))
            made.handle.cancelled.connect(self._leave)
            self._rows[finding.key] = made
        return self._rows[finding.key]

    def _drop_rows(self, kept: set[str]) -> None:
        for key in self._rows.keys() - kept:
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()

    def _nothing(self, kind: str, domain_has_some: bool) -> str:
        if self._desk.read_only:
            return _("No findings.")
        if domain_has_some or kind == "potential":
            return _("Nothing in this list yet. Write one, or move one here.")
        return _("No findings in this domain yet. Answer its indicators and suggestions appear here, or write one.")

    # The focus

    def _in_focus(self) -> FindingRow | None:
        focus = QApplication.focusWidget()
        found = (one for one in self._rows.values() if focus is not None and one.isAncestorOf(focus))
        return next(found, None)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for one in self._rows.values():
            one.set_current(new is not None and one.isAncestorOf(new))

    def _keep_focus(self, focus: QWidget | None, row: FindingRow | None, before: dict[str, list[str]]) -> None:
        """A finding that moved keeps the focus; where it is gone, what stands in its place has it."""
        if row is None or focus is None:
            return
        if row.key in self._rows:
            if QApplication.focusWidget() is not focus:
                (focus if focus.isVisible() and focus.isEnabled() else row.text).setFocus(_QUIETLY)
            return
        kind, keys = next((kind, keys) for kind, keys in before.items() if row.key in keys)
        rows = self.lists[kind].rows
        near = rows[min(keys.index(row.key), len(rows) - 1)].text if rows else self.lists[kind].add
        near.setFocus(_QUIETLY)

    # Moving

    def _asked(self, row: FindingRow, deed: str) -> None:
        if deed == "remove":
            self.removed.emit(row.key)
            return
        self.make_all()
        if deed == "other":
            other = next(kind for kind in FINDING_KINDS if kind != row.kind)
            rows = self.lists[other].rows
            self.moved.emit(row.key, other, rows[-1].key if rows else None)
            return
        keys: list[str | None] = [one.key for one in self.lists[row.kind].rows]
        place = keys.index(row.key)
        after = keys[place + 1] if deed == "down" else ([None, None, *keys][place])
        self.moved.emit(row.key, row.kind, after)

    def _carry(self, row: FindingRow, here: QPoint) -> None:
        """Show where the finding would stand."""
        self.make_all()
        self.carried.emit(here)
        held = min(self.lists.values(), key=lambda one: _away(self.mapFromGlobal(here), one))
        self._place = held.place_at(held.mapFromGlobal(here).y(), row)
        thick = self._desk.theme.px(3)
        corner = held.mapTo(self, QPoint(0, held.edge_after(self._place[1])))
        self._line.setGeometry(corner.x(), max(0, corner.y() - thick // 2), held.width(), thick)
        self._line.show()
        self._line.raise_()

    def _drop(self, row: FindingRow) -> None:
        place = self._place
        self._leave()
        keys: list[str | None] = [None, *(one.key for one in self.lists[row.kind].rows)]
        where_it_is = (row.kind, keys[keys.index(row.key) - 1])
        if place is not None and place != where_it_is:
            self.moved.emit(row.key, *place)

    def _leave(self) -> None:
        self._place = None
        self._line.hide()


def _out_of_view(found: Mapping[str, Sequence[Finding]]) -> list[str]:
    """The findings that may come later, from the top of both lists."""
    below = zip_longest(*(findings[AT_ONCE:] for findings in found.values()))
    return [finding.key for finding in chain.from_iterable(below) if finding is not None]


_QUIETLY = Qt.FocusReason.OtherFocusReason


def _away(point: QPoint, held: QWidget) -> int:
    """How far a point lies outside a list."""
    area = held.geometry()
    aside = max(area.left() - point.x(), point.x() - area.right(), 0)
    return aside + max(area.top() - point.y(), point.y() - area.bottom(), 0)
