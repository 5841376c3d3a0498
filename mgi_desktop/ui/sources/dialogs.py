"""Adding a source that nothing cites yet, and changing one from wherever it is cited."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.sources.form import SourceForm


class AddSource(Asking):
    """Asks for a source, adds it, and goes to it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Add a source"))
        self.form = SourceForm(desk)
        self.body.addWidget(self.form)
        self.main.setText(_("Add"))
        self.form.lines["title"].setFocus()

    def done_with(self) -> None:
        """Add it, unless something is wrong."""
        desk, values = self.desk, self.form.values()
        if values is None:
            return
        added = desk.do(lambda: desk.services.sources.add(desk.assessment.id, values))
        if added is not None:
            self.accept()
            desk.go(f"sources/{added[0]}")


class EditSource(Asking):
    """Changes a source, wherever it is cited."""

    def __init__(self, desk: Desk, parent: QWidget, source: Source) -> None:
        super().__init__(desk, parent, _("Edit the source"))
        self._key = source.key
        self.form = SourceForm(desk, source)
        count = sum(
            any(citation.source == source.key for citation in answer.citations)
            for answer in desk.assessment.answers.values()
        )
        told = n_("Cited by {n} answer, which shows the change.", "Cited by {n} answers; each shows the change.", count)
        self.body.addWidget(self.form)
        self.body.addWidget(label(told.format(n=count), tone="secondary"))
        self.main.setText(_("Save"))
        self.form.lines["title"].setFocus()

    def done_with(self) -> None:
        """Keep what was changed."""
        changes = self.form.changes()
        if changes is None:
            return
        desk, key = self.desk, self._key
        if changes and desk.do(lambda: desk.services.sources.change(desk.assessment.id, key, changes)) is None:
            return
        self.accept()
