"""The dialog that begins an assessment."""

from PySide6.QtWidgets import QLineEdit, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _, say
from mgi_desktop.services.library import New
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.form import Form, first_said
from mgi_desktop.ui.library.level import LevelChoice
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.parts.writing import error_text


class NewAssessment(Sheet):
    """Asks what is assessed; with the first assessment also who assesses, since every change carries that name."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("New assessment"))
        theme, library = desk.theme, desk.services.library
        self.created: str | None = None
        """The assessment that was begun."""
        self._instruments = {str(instrument.level): instrument for instrument in library.instruments()}
        self.level = LevelChoice(theme, library.instruments(), "local")
        self.form = Form(theme, self._instrument(), first_said(self._instrument()))
        self.person: QLineEdit | None = None
        if not library.person():
            self.person = QLineEdit()
            asked = _("So that others know who wrote what. Initials or a role will do.")
            self.form.add("person", Named(theme, _("Your name, initials or role"), self.person, asked))
        self._failed = error_text()
        self.main = button(theme, _("Create"), self._create, kind="main")
        self.main.setDefault(True)
        cancel = button(theme, _("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        for piece in (
            label(_("Everything but the level can be changed later."), tone="secondary"),
            self.level,
            self.form,
            self._failed,
        ):
            self.body.addWidget(piece)
        self.body.addStretch(1)
        fill(self.foot, cancel, self.main)
        self.level.chosen.connect(self._choose_level)
        self.form.country.setFocus()

    def _instrument(self) -> Instrument:
        return self._instruments[self.level.level()]

    def _choose_level(self, level: str) -> None:
        self.form.offer(self._instrument())
        self.form.set_level(level)

    def _create(self) -> None:
        """Begin it, unless something is missing."""
        local = self.level.level() == "local"
        needed = {
            "country": _("Which country is it in?") if local else _("Which country is it?"),
            "subject": _("What is it called?"),
            "person": _("Write your name, your initials or your role."),
        }
        if not self.form.sound(needed):
            return
        try:
            self._begin()
        except Refused as refused:
            self._failed.setText(say(refused))
            self._failed.show()
            self.area.ensureWidgetVisible(self._failed)
        else:
            self.accept()

    def _begin(self) -> None:
        desk, said, library = self.desk, self.form.said(), self.desk.services.library
        if self.person is not None:
            library.rename_person(self.person.text())
        changed = library.create(
            New(said.level, said.country, said.subject, said.area, said.round, said.year, said.month, said.language)
        )
        self.created = changed.assessment
        if said.reading != said.language:
            library.set_questionnaire_language(changed.assessment, said.reading)
        desk.tell(changed)
