"""A section in conflict: each of its contested fields with both values."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Conflict as InConflict
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _, language_name
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides


class Contested(QWidget):
    """The conflicts of one section; nothing where there are none."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self._key = desk, key
        self._found: tuple[InConflict, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(8))
        self.setVisible(False)

    def show_now(self) -> bool:
        """Show the conflicts as they are now; say whether they are others than before."""
        found = tuple(one for one in self._desk.assessment.conflicts if one.ref[:2] == ("section", self._key))
        if found == self._found:
            return False
        self._found = found
        clear(self._layout)
        for one in found:
            shown = self._field(one)
            shown.chosen.connect(lambda value, ref=one.ref: self._settle(ref, value))
            self._layout.addWidget(shown)
        self.setVisible(bool(found))
        return True

    def holds(self, field: str) -> bool:
        """Whether a field is in conflict: two texts are not written in at once."""
        return any(one.ref.field == field for one in self._found)

    def leave(self) -> None:
        """Keep a third text that is being written."""
        for shown in self.findChildren(Conflict):
            shown.leave()

    def _field(self, conflict: InConflict) -> Conflict:
        desk, read = self._desk, self._desk.assessment
        name, _at, language = conflict.ref.field.partition("@")
        if name == "deleted":
            edited = [
                head
                for ref, held in read.fields.items()
                if ref[:2] == conflict.ref[:2] and ref.field != "deleted"
                for head in held.heads
            ]
            section = next((one for one in read.sections if one.key == self._key), None)
            text, tongue = pick(section.text if section else {}, read.language, read.language)
            both = deletion_sides(conflict.heads, edited, desk, text)
            return Conflict(desk, _("Removed by one, edited by another"), both, language=tongue)
        title, say = _in_words(name)
        if language and language != read.language:
            title = _("{name} in {language}").format(name=title, language=language_name(language))
        third = conflict.ref if name == "text" else None
        return Conflict(desk, title, sides(conflict.heads, desk, say), language=language, third=third)

    def _settle(self, ref: FieldRef, value: Value) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.conflicts.settle(desk.assessment.id, ref, value))


def _in_words(name: str) -> tuple[str, Callable[[Value], str]]:
    """The name of a field, and how its values read."""
    if name == "enabled":
        shown, out = _("printed"), _("left out")
        return _("Printed or not"), lambda value: "" if value is None else shown if value else out
    if name == "title":
        return _("Title"), lambda value: str(value or "")
    return _("Text"), lambda value: str(value or "")
