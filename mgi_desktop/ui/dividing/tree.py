"""The questionnaire as a tree: its domains, which open to subdomains and indicators, each with who has it."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView

from mgi_desktop.domain import parts
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import Domain, Subdomain
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk

_CODE, _GIVEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Places(QTreeView):
    """Walked and opened by the arrow keys; several rows are chosen with Shift and Ctrl."""

    chosen = Signal()
    """Other rows are chosen."""
    entered = Signal()
    """Enter or Space was pressed, or an indicator was clicked twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, tuple[QStandardItem, QStandardItem]] = {}
        self._model = QStandardItemModel(0, 2, self)
        self._model.setHorizontalHeaderLabels([_("Part of the questionnaire"), _("Who has it")])
        for row in self._made():
            self._model.appendRow(row)
        self.setModel(self._model)
        self.setAccessibleName(_("Parts of the questionnaire"))
        self.setUniformRowHeights(True)
        self.setIndentation(desk.theme.px(20))
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, desk.theme.px(210))
        self.setCurrentIndex(self._model.index(0, 0))
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.chosen.emit())
        self.doubleClicked.connect(self._clicked_twice)
        self.show_people()

    @property
    def places(self) -> tuple[str, ...]:
        """The codes of the rows that are chosen."""
        rows = self.selectionModel().selectedRows()
        return tuple(filter(None, (str(index.data(_CODE) or "") for index in rows)))

    def says(self, code: str) -> str:
        """Who has a part, as its row says it."""
        return self._rows[code][1].text()

    def title(self, code: str) -> str:
        """Code and title of a row, or the whole question."""
        return self._rows[code][0].text()

    def choose(self, codes: Iterable[str]) -> None:
        """Choose these rows, and see them."""
        self.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for code in codes:
            index = self._rows[code][0].index()
            self.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
            self.scrollTo(index)

    def show_people(self) -> None:
        """Say of each row who has it: strong where it was given itself, quiet where that follows from above."""
        desk = self._desk
        read, theme = desk.assessment, desk.theme
        divided = parts.divided(read, desk.instrument)
        strong, plain = theme.font("label"), theme.font("body")
        inside = self._inside(divided)
        for code, (_title, who) in self._rows.items():
            held = read.held(FieldRef("part", code, "person"))
            given = bool(read.parts.get(code))
            people = dict.fromkeys(filter(None, (read.parts.get(code, ""), *inside.get(code, ()))))
            text = " · ".join(words.who(read, person) for person in people)
            if held.in_conflict:
                names = (words.who(read, str(head.value)) if head.value else _("nobody") for head in held.heads)
                text = _("In conflict: {names}").format(names=" / ".join(names))
            if (who.text(), who.data(_GIVEN)) != (text, given):
                who.setText(text)
                who.setData(given, _GIVEN)
                who.setFont(strong if given else plain)
                who.setForeground(theme.paint("text" if given else "text_2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives what is chosen to somebody."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _inside(self, divided: Mapping[str, str]) -> Mapping[str, Iterable[str]]:
        """Everybody who has something in a part, each once, by its code."""
        found: dict[str, dict[str, None]] = {}
        for one in self._desk.instrument.indicators.values():
            for code in (one.code, one.subdomain, one.domain):
                found.setdefault(code, {})[divided.get(one.code, "")] = None
        return found

    def _made(self) -> Iterator[list[QStandardItem]]:
        desk = self._desk
        for domain in desk.instrument.domains:
            yield self._part(domain, (self._subdomain(part) for part in domain.subdomains))
        gone = [code for code, person in desk.assessment.parts.items() if person and code not in self._rows]
        if gone:
            row = [_item(_("No longer in the questionnaire")), _item("")]
            for code in sorted(gone):
                row[0].appendRow(self._row(code, code))
            yield row

    def _subdomain(self, part: Subdomain) -> list[QStandardItem]:
        text = self._desk.text
        return self._part(part, (self._row(one.code, f"{one.code}  {text(one.question)}") for one in part.indicators))

    def _part(self, part: Domain | Subdomain, inside: Iterable[list[QStandardItem]]) -> list[QStandardItem]:
        made = self._row(part.code, f"{part.code}  {self._desk.text(part.title)}")
        for row in inside:
            made[0].appendRow(row)
        return made

    def _row(self, code: str, text: str) -> list[QStandardItem]:
        made = _item(words.isolated(text)), _item("")
        for item in made:
            item.setData(code, _CODE)
        self._rows[code] = made
        return list(made)

    def _clicked_twice(self, index: QModelIndex) -> None:
        if not self._model.hasChildren(index.siblingAtColumn(0)):
            self.entered.emit()


def _item(text: str) -> QStandardItem:
    made = QStandardItem(text)
    made.setEditable(False)
    return made
