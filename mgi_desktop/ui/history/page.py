"""The history page: of the whole assessment, or of one answer, finding, source or section."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.history import Reading, Said, Step
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history.erase import EraseValue
from mgi_desktop.ui.history.filters import Filters
from mgi_desktop.ui.history.lines import Lines
from mgi_desktop.ui.history.panel import DeedPanel
from mgi_desktop.ui.naming import place_name, whereabouts
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.undo import undo_buttons


class HistoryPage(Page):
    """What was done, newest first, and the deed that is current whole at its side."""

    name = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._entity: tuple[str, str] | None = None
        self._is_stale = True
        self.filters = Filters(desk)
        self.filters.changed.connect(self._read)
        self.lines = Lines(desk)
        self.deed = DeedPanel(desk)
        self.lines.chosen.connect(self.deed.show_deed)
        self.lines.deeds.read_on.connect(self._told)
        self.deed.restored.connect(self._restore)
        self.deed.wanted_back.connect(self._bring_back)
        self.deed.unwanted.connect(self._erase)
        self._looking = label("", tone="secondary")
        self._looking.setContentsMargins(px(24), px(8), px(24), px(8))
        self._all = button(desk.theme, _("Show everything"), self.filters.clear, small=True)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for piece in (self.filters, self._looking, self._all, self.lines):
            inside.addWidget(piece)
        inside.setStretch(3, 1)
        inside.setAlignment(self._all, Qt.AlignmentFlag.AlignHCenter)
        self.whole = button(desk.theme, _("Whole history"), lambda: desk.go("history"))
        self.there = button(desk.theme, _("Go there"), self._go_there)
        self.frame(content, self.deed, _("History"), undo_buttons(desk), self.there, self.whole)

    def show_spot(self, spot: str) -> None:
        """Show the whole history, or with “answer/L1.1.1” that of one answer."""
        kind, _slash, key = spot.partition("/")
        entity = (kind, key) if kind and key else None
        if entity != self._entity or self._is_stale:
            self._entity = entity
            self.filters.setVisible(entity is None)
            self.whole.setVisible(entity is not None)
            self.there.setVisible(entity is not None)
            self._read()
        named = place_name(self.desk, *entity) if entity else ""
        self.title.setText(_("History of {place}").format(place=named) if named else _("History"))

    def spot(self) -> str:
        """What is shown: all, or one entity."""
        return "/".join(("history", *(self._entity or ())))

    def refresh(self, changed: Changed) -> None:
        """Read anew what was done; while another page is shown, when this one is shown again."""
        self._is_stale = True
        if self.isVisible() and changed.fields:
            self._read()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.lines

    def find_field(self) -> QLineEdit | None:
        """The field that finds, where the whole history is shown."""
        return None if self.filters.isHidden() else self.filters.words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows everything again, then steps out to the place whose history this is."""
        if event.key() == Qt.Key.Key_Escape and self._entity is None and self.filters.any:
            self.filters.clear()
        elif event.key() == Qt.Key.Key_Escape and self._entity is not None:
            self._go_there()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        """Show the newest deeds; the current one stays current."""
        current = self.lines.current()
        place = self.lines.verticalScrollBar().value() if not self._is_stale else 0
        self._is_stale = False
        self.lines.show_reading(self._reading(), current.action if current else "")
        self.lines.verticalScrollBar().setValue(place)

    def _reading(self) -> Reading:
        history, identifier = self.desk.services.history, self.desk.assessment.id
        if self._entity is not None:
            return history.of_entity(identifier, *self._entity)
        return history.of_assessment(identifier, self.filters.wanted())

    def _told(self) -> None:
        """Say how many changes there are, and whether they are still looked through."""
        reading, desk = self.lines.deeds.reading, self.desk
        count = desk.services.history.count(desk.assessment.id)
        told = n_(
            "{n} change, newest first · times by each laptop’s own clock",
            "{n} changes, newest first · times by each laptop’s own clock",
            count,
        )
        if self._entity is not None:
            told = _("Newest first · times by each laptop’s own clock")
        self.caption.setText(told.format(n=count))
        none, over = not self.lines.deeds.rowCount(), reading is None or reading.ended
        looking = _("Looking: {n} of {of} changes").format(n=reading.looked_at if reading else 0, of=count)
        self._looking.setText(looking if not over else _("Nothing here matches.") if none else "")
        self._looking.setVisible(none)
        self._all.setVisible(none and over and self._entity is None)
        if none and over and self.lines.hasFocus():
            self._all.setFocus()  # a list that is hidden would leave it nowhere
        self.lines.setVisible(not (none and over))

    def _go_there(self) -> None:
        if self._entity is not None:
            self.desk.go(whereabouts(self.desk, FieldRef(*self._entity, "")) or "history")

    def _restore(self, edit: str) -> None:
        desk = self.desk
        changed = desk.do(lambda: desk.services.history.restore(desk.assessment.id, edit))
        if changed is not None:
            desk.notifier.told.emit(_("The earlier value stands again."), "undo")

    def _bring_back(self, kind: str, key: str) -> None:
        desk = self.desk
        if desk.do(lambda: desk.services.trash.bring_back(desk.assessment.id, kind, key)) is not None:
            desk.notifier.told.emit(_("It is back in its place."), "undo")

    def _erase(self, step: Step, said: Said) -> None:
        EraseValue(self.desk, self.window(), step, said).open()
