"""Erasing a whole assessment for good: its name is typed, so that nothing goes by a slip of the hand."""

from PySide6.QtWidgets import QLineEdit, QWidget

from mgi_desktop.i18n import _, n_, sort_key
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history.copies import Copies
from mgi_desktop.ui.history.erase import erased_beside, explained, tell_erased
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label


class EraseAssessment(Asking):
    """Asks for the name of what goes, and for the reason."""

    def __init__(self, desk: Desk, parent: QWidget, entry: Entry) -> None:
        super().__init__(desk, parent, _("Erase an assessment for good"))
        self._entry = entry
        theme, count = desk.theme, desk.services.history.count(entry.id)
        told = n_("Everything in it goes, with its whole history: {n} change.",
                  "Everything in it goes, with its whole history: {n} changes.", count).format(n=count)  # fmt: skip
        self.subject, self.reason = QLineEdit(), QLineEdit()
        asked = _("Type its name to confirm: {subject}").format(subject=words.isolated(entry.subject))
        self._named = Named(theme, asked, self.subject)
        hint = _("For example: entered by mistake.")
        self._named_reason = Named(theme, _("Reason"), self.reason, hint)
        self.copies = Copies(desk)
        title = " · ".join(filter(None, (entry.subject, words.place(entry), words.facts(entry))))
        asked_for = (self._named, self._named_reason, self.copies)
        for piece in (label(title, "label"), label(told), *explained(), *asked_for):
            self.body.addWidget(piece)
        self.main.setText(_("Erase for good"))
        self.main.setDefault(False)
        self.main.setAutoDefault(False)  # Enter in a field does not do what cannot be undone
        self.subject.setFocus()

    def done_with(self) -> None:
        """Erase it."""
        desk, entry = self.desk, self._entry
        if sort_key(self.subject.text().strip()) != sort_key(entry.subject.strip()):
            self._named.fail(_("This is not its name."))
            self.subject.setFocus()
            return
        reason = self.reason.text().strip()
        if not reason:
            self._named_reason.fail(_("Say why, in a few words. The reason stays in the history."))
            self.reason.setFocus()
            return
        self.main.setEnabled(False)
        erasing = desk.services.erasing
        if desk.do(lambda: erased_beside(desk, self, lambda: erasing.erase_assessment(entry.id, reason))) is not None:
            self.copies.done(self)
            tell_erased(desk)
        self.accept()
