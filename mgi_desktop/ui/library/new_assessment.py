"""The dialog that begins an assessment."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import New
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.instruments import told
from mgi_desktop.ui.library.beginning import Beginning
from mgi_desktop.ui.library.form import Form, first_said
from mgi_desktop.ui.library.level import LevelChoice
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label


class NewAssessment(Beginning):
    """Asks for the level, what is assessed, and where there are several for the level, by which questionnaire."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        library = desk.services.library
        shipped = library.instruments()
        own = {one.digest for one in shipped}
        others = [one for one in desk.services.instruments.known() if one.digest not in own]
        self._offered = {str(one.level): [one, *(two for two in others if two.level == one.level)] for one in shipped}
        self.level = LevelChoice(desk.theme, shipped, "local")
        self.questionnaire = Choice(self._choices())
        self._which = Named(
            desk.theme,
            _("Questionnaire"),
            self.questionnaire,
            _("An assessment keeps its questionnaire until you upgrade it."),
        )
        self._which.setVisible(self.questionnaire.count() > 1)
        instrument = self._instrument()
        super().__init__(desk, parent, _("New assessment"), Form(desk.theme, instrument, first_said(instrument)))
        self.lay_out(
            label(_("Everything but the level can be changed later."), tone="secondary"),
            self.level,
            self._which,
            self.form,
        )
        self.questionnaire.activated.connect(lambda _place: self.form.offer(self._instrument()))
        self.level.chosen.connect(self._choose_level)
        self.form.country.setFocus()

    def begin(self, new: New) -> Changed:
        """Begin it."""
        return self.desk.services.library.create(new, self._instrument())

    def _instrument(self) -> Instrument:
        offered = self._offered[self.level.level()]
        return next((one for one in offered if one.digest == self.questionnaire.value()), offered[0])

    def _choices(self) -> dict[str, str]:
        """The questionnaires of the level, the one that comes with the program first."""
        offered = self._offered[self.level.level()]
        return {one.digest: f"{told.name(one)} · {told.title(one)}" for one in offered}

    def _choose_level(self, level: str) -> None:
        self.questionnaire.offer(self._choices(), "")
        self._which.setVisible(self.questionnaire.count() > 1)
        self.form.offer(self._instrument())
        self.form.set_level(level)
