"""The dialog that begins an assessment."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import New
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.beginning import Beginning
from mgi_desktop.ui.library.form import Form, first_said
from mgi_desktop.ui.library.level import LevelChoice
from mgi_desktop.ui.parts.labels import label


class NewAssessment(Beginning):
    """Asks for the level, and what is assessed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        library = desk.services.library
        self._instruments = {str(instrument.level): instrument for instrument in library.instruments()}
        self.level = LevelChoice(desk.theme, library.instruments(), "local")
        instrument = self._instrument()
        super().__init__(desk, parent, _("New assessment"), Form(desk.theme, instrument, first_said(instrument)))
        self.lay_out(
            label(_("Everything but the level can be changed later."), tone="secondary"), self.level, self.form
        )
        self.level.chosen.connect(self._choose_level)
        self.form.country.setFocus()

    def begin(self, new: New) -> Changed:
        """Begin it."""
        return self.desk.services.library.create(new)

    def _instrument(self) -> Instrument:
        return self._instruments[self.level.level()]

    def _choose_level(self, level: str) -> None:
        self.form.offer(self._instrument())
        self.form.set_level(level)
