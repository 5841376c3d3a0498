"""The trash of the library: whole assessments, each with the way back and the way out for good."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import Scroll, box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.trash.erase import EraseAssessment

MOST = 20
"""So many rows at once: a page stands in a tenth of a second."""


class TrashedPage(Page):
    """The assessments that were moved to the trash."""

    name = "trashed"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._most = MOST
        self._list = column(spacing=0, margins=(px(24), px(4), px(24), px(24)))
        self.library = button(desk.theme, _("Library"), lambda: desk.go("library"))
        self.frame(Scroll(box(self._list)), None, _("Trash of the library"), undo_buttons(desk), self.library)

    def show_spot(self, spot: str) -> None:
        """Show what lies in the trash now."""
        self._show()

    def refresh(self, changed: Changed) -> None:
        """Show what lies in the trash now."""
        if self.isVisible():
            self._show()

    def first_focus(self) -> QWidget | None:
        """The way back to the library."""
        return self.library

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps out."""
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go("library")
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        entries = self.desk.services.trash.assessments()
        clear(self._list)
        count = n_("{n} assessment in the trash", "{n} assessments in the trash", len(entries)).format(n=len(entries))
        self.caption.setText(count if entries else _("Assessments that are moved to the trash lie here."))
        whole = box(self._sheet(entries) if entries else self._empty())
        self._list.addWidget(whole)
        self._list.addStretch(1)
        whole.show()
        tab_as_read(self)

    def _empty(self) -> QVBoxLayout:
        icon = picture(self.desk.theme.pixmap("trash", "text_2", 48))
        told = _("An assessment is moved here from its menu in the library, and brought back from here.")
        return column(icon, label(_("The trash is empty."), "question"), label(told, tone="secondary"))

    def _sheet(self, entries: list[Entry]) -> QVBoxLayout:
        px = self.desk.theme.px
        rows = column(spacing=px(12), margins=(px(20), px(14), px(20), px(14)))
        for place, entry in enumerate(entries[: self._most]):
            fill(rows, *([line()] if place else []), self._row(entry))
        sheet = column(card(rows), spacing=px(12))
        others = len(entries) - self._most
        if others > 0:
            told = n_("Show {n} more", "Show {n} more", others).format(n=others)
            sheet.addWidget(button(self.desk.theme, told, self._show_more, kind="quiet"))
        return sheet

    def _show_more(self) -> None:
        self._most += MOST
        self._show()

    def _row(self, entry: Entry) -> QHBoxLayout:
        desk, px = self.desk, self.desk.theme.px
        facts = " · ".join((words.facts(entry), words.answered(entry.answered, entry.of)))
        place = words.place(entry)
        lines = [
            label(entry.subject, "question"),
            *([label(place)] if place else []),
            label(facts, "caption", "secondary"),
        ]
        deeds = row(spacing=px(6))
        back = button(desk.theme, _("Bring back"), lambda: self._take_back(entry), small=True)
        back.setAccessibleName(_("Bring back: {text}").format(text=entry.subject))
        gone = button(desk.theme, _("Erase for good…"), lambda: self._erase(entry), kind="quiet", small=True)
        gone.setAccessibleName(_("Erase for good: {text}").format(text=entry.subject))
        for deed in () if desk.only_read else (back, gone):
            deeds.addWidget(deed)
        both = row(column(*lines, spacing=px(1)), deeds, spacing=px(16))
        both.setStretch(0, 1)
        return both

    def _take_back(self, entry: Entry) -> None:
        desk = self.desk
        if desk.do(lambda: desk.services.trash.take_back(entry.id)) is not None:
            told = _("{subject} is back in the library.").format(subject=words.isolated(entry.subject))
            desk.notifier.told.emit(told, "undo")

    def _erase(self, entry: Entry) -> None:
        EraseAssessment(self.desk, self.window(), entry).open()
