"""The field in which a section is written; where nothing is written yet, the profile's own text stands in it."""

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.markup import pasted
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.profile.styling import looks


class SectionWriting(Writing):
    """A text with signs; the own text becomes the section's as soon as a letter of it is changed."""

    def __init__(self, desk: Desk, ref: FieldRef, name: str, language: str, own: str, hint: str) -> None:
        self.own = own
        super().__init__(desk, ref, name, language, least=8, most=24, hint=hint, looks=looks(desk.theme))
        self.field.pasted = pasted
        self.field.textChanged.connect(self._show_whose)
        self._show_whose()

    def show_own(self, own: str) -> None:
        """Show another own text, where it is shown."""
        self.own = own
        self.show_value()

    def says_own(self) -> bool:
        """Whether what stands in the field is the own text."""
        return bool(self.own) and self.field.text() == self.own

    def show_value(self) -> None:
        """Show what the field holds now; a field that a person has emptied stays empty until it is left."""
        if self.field.text() or not self.field.hasFocus():
            super().show_value()
            self._show_whose()

    def leave(self) -> None:
        """Make one edit of what was typed; where nothing is left, the own text is back."""
        super().leave()
        if self._desk.id is not None and not self.field.text() and self.own:
            self._shown = self._held()
            self.field.show_text(self._shown)

    def _held(self) -> str:
        return super()._held() or self.own

    def _put(self, text: str) -> None:
        super()._put("" if text == self.own else text)

    def _show_whose(self) -> None:
        """The own text is paler than what a person wrote."""
        own = self.says_own()
        if self.field.property("own") is not own:
            self.field.setProperty("own", own)
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
