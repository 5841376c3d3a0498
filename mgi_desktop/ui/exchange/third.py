"""The third text in the preview of an import: on disk within a second, and still there whenever one comes back."""

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.writing import Writing


class ThirdText(Writing):
    """Begins with the value that stands here; what is made of it is kept until the import is taken."""

    def __init__(self, desk: Desk, ref: FieldRef, name: str, language: str, first: str) -> None:
        """`name` is the field in words, `first` what it begins with."""
        self._first = first
        super().__init__(
            desk, ref, _("{name}: a third text").format(name=name), language or desk.assessment.language,
            least=2, stays_draft=True,
        )  # fmt: skip
        desk.notifier.changed.connect(self._heard)

    @property
    def is_kept(self) -> bool:
        """Whether something was written."""
        return self._desk.services.thirds.text(self._desk.assessment.id, self.ref) is not None

    def _heard(self, _changed: Changed) -> None:
        """Something was erased, perhaps, and cut out of this text too."""
        self.show_value()

    def _locked(self) -> bool:
        """The assessment is looked at and changes nothing yet; this is written all the same."""
        return False

    def _held(self) -> str:
        kept = self._desk.services.thirds.text(self._desk.assessment.id, self.ref)
        return self._first if kept is None else kept

    def _put(self, text: str) -> None:
        desk = self._desk
        kept = None if text == self._first else text
        desk.notifier.saved.emit(desk.services.thirds.keep(desk.assessment.id, self.ref, kept))
