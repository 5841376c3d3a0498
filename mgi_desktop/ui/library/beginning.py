"""What the dialogs that begin an assessment have in common: the form, who assesses, and what went wrong."""

from PySide6.QtWidgets import QLineEdit, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import New
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.form import Form
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.parts.writing import error_text


class Beginning(Sheet):
    """Asks what is assessed; where nobody has given a name yet also who assesses, since every change carries it."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, form: Form) -> None:
        super().__init__(desk, parent, title)
        theme = desk.theme
        self.created: str | None = None
        """The assessment that was begun."""
        self.form = form
        self.person: QLineEdit | None = None
        if not desk.services.library.person():
            self.person = QLineEdit()
            asked = _("So that others know who wrote what. Initials or a role will do.")
            self.form.add("person", Named(theme, _("Your name, initials or role"), self.person, asked))
        self._failed = error_text()
        self.main = button(theme, _("Create"), self._create, kind="main")
        self.main.setDefault(True)
        cancel = button(theme, _("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        fill(self.foot, cancel, self.main)

    def lay_out(self, *pieces: QWidget) -> None:
        """Put the pieces below each other, what went wrong at their end."""
        for piece in (*pieces, self._failed):
            self.body.addWidget(piece)
        self.body.addStretch(1)

    def begin(self, new: New) -> Changed:
        """Begin the assessment; the result names it."""
        raise NotImplementedError

    def _create(self) -> None:
        """Begin it, unless something is missing."""
        local = self.form.said().level == "local"
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
        changed = self.begin(
            New(said.level, said.country, said.subject, said.area, said.round, said.year, said.month, said.language)
        )
        self.created = changed.assessment
        if said.reading != said.language:
            library.set_questionnaire_language(changed.assessment, said.reading)
        desk.tell(changed)
