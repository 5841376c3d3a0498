"""The sections of the profile in their order: switched, renamed, carried to another place, added."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Section
from mgi_desktop.domain.sections import is_own, sections
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.reading import section_title
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.profile.section_row import SectionRow

_QUIETLY = Qt.FocusReason.OtherFocusReason


class SectionList(QWidget):
    """Every section in its order, whether it is printed or not."""

    opened = Signal(str)
    """A section to write in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._language = self._current = ""
        self.rows: list[SectionRow] = []
        self._removed: tuple[Section, ...] = ()
        self._after: str | None = None
        px = desk.theme.px
        self.add = button(desk.theme, _("Add"), self._add, kind="quiet", icon="add", small=True)
        self.add.setAccessibleName(_("Add a section"))
        if desk.read_only:
            self.add.hide()
        self._head = label(_("Sections"), "label")
        head = row(self._head, *([] if desk.read_only else [self.add]))
        head.setStretch(0, 1)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(px(2))
        self._gone = column(spacing=px(2))
        hint = _("Drag to reorder, or Alt with the arrow keys; F2 renames. A section that is off keeps its text.")
        self._hint = label(hint, "caption", "secondary")
        if desk.read_only:
            self._hint.hide()
        self.setLayout(column(head, self._layout, self._gone, self._hint, spacing=px(6)))
        self._line = QFrame(self)
        self._line.setProperty("kind", "drop")
        self._line.hide()

    def show_sections(self, language: str, current: str) -> None:
        """Show the sections as they are now, by their titles in a language; `current` is the one that is open."""
        read = self._desk.assessment
        standing = sections(read)
        contested = {conflict.ref.key for conflict in read.conflicts if conflict.ref.kind == "section"}
        if language != self._language:
            self._language = language
            clear(self._layout)
            self.rows = []
        focus = QApplication.focusWidget()
        self._arrange(standing)
        for shown, section in zip(self.rows, standing, strict=True):
            shown.show_section(section, shown=section.key == current, in_conflict=section.key in contested)
        if focus is not None and focus is not QApplication.focusWidget() and self.isAncestorOf(focus):
            focus.setFocus(_QUIETLY)
        self._show_removed(tuple(one for one in read.removed_sections if is_own(one.key)))

    def row(self, key: str) -> SectionRow | None:
        """The row of a section, if there is such a section."""
        return next((one for one in self.rows if one.key == key), None)

    def _arrange(self, standing: Sequence[Section]) -> None:
        """Have one row for each section, in order; those that stay keep their focus."""
        keys = [section.key for section in standing]
        if keys == [one.key for one in self.rows]:
            return
        held = {one.key: one for one in self.rows}
        for key in held.keys() - set(keys):
            held[key].hide()
            held.pop(key).deleteLater()
        self.rows = [held.get(section.key) or self._row(section) for section in standing]
        for place, one in enumerate(self.rows):
            if self._layout.indexOf(one) != place:
                self._layout.removeWidget(one)
                self._layout.insertWidget(place, one)
                one.show()
        tab_as_read(self)

    def _row(self, section: Section) -> SectionRow:
        made = SectionRow(self._desk, section, self._language)
        made.asked.connect(lambda deed: self._asked(made, deed))
        made.switched.connect(lambda on: self._switch(made.key, on))
        made.renamed.connect(lambda title: self._rename(made.key, title))
        made.handle.moved.connect(lambda here: self._carry(made, here))
        made.handle.dropped.connect(lambda: self._drop(made))
        made.handle.cancelled.connect(self._line.hide)
        return made

    def _show_removed(self, removed: tuple[Section, ...]) -> None:
        if removed == self._removed:
            return
        self._removed = removed
        clear(self._gone)
        for section in removed:
            title, _tongue = section_title(section, self._language, self._desk.assessment.language)
            words = _("Bring back: {section}").format(section=title)
            back = button(self._desk.theme, words, kind="link")
            back.clicked.connect(lambda _=False, key=section.key: self._bring_back(key))
            fill(self._gone, row(back, None))
        tab_as_read(self)

    # What is done with a section

    def _asked(self, one: SectionRow, deed: str) -> None:
        if deed == "open":
            self.opened.emit(one.key)
            return
        keys: list[str | None] = [None, None, *(other.key for other in self.rows)]
        place = keys.index(one.key)
        if deed == "up" and place > 2:
            self._move(one.key, keys[place - 2])
        elif deed == "down" and place < len(keys) - 1:
            self._move(one.key, keys[place + 1])

    def _switch(self, key: str, on: bool) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.sections.switch(desk.assessment.id, key, on))

    def _rename(self, key: str, title: str) -> None:
        desk = self._desk
        main = desk.assessment.language
        desk.do(lambda: desk.services.sections.rename(desk.assessment.id, key, main, title))

    def _move(self, key: str, after: str | None) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.sections.move(desk.assessment.id, key, after))

    def _add(self) -> None:
        desk = self._desk
        made: tuple[str, Changed] | None = desk.do(lambda: desk.services.sections.add(desk.assessment.id, ""))
        if made is not None:
            self.opened.emit(made[0])

    def _bring_back(self, key: str) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.sections.bring_back(desk.assessment.id, key))

    # Carrying

    def _carry(self, one: SectionRow, here: QPoint) -> None:
        """Show where the section would stand."""
        y = self.mapFromGlobal(here).y()
        others = [other for other in self.rows if other is not one]
        above = [other for other in others if other.mapTo(self, other.rect().center()).y() < y]
        self._after = above[-1].key if above else None
        edge = above[-1].geometry().bottom() + 1 if above else self.rows[0].geometry().top()
        thick = self._desk.theme.px(3)
        self._line.setGeometry(0, edge - thick // 2, self.width(), thick)
        self._line.show()
        self._line.raise_()

    def _drop(self, one: SectionRow) -> None:
        self._line.hide()
        keys: list[str | None] = [None, *(other.key for other in self.rows)]
        if self._after != keys[keys.index(one.key) - 1]:
            self._move(one.key, self._after)
