"""Exporting the comments: which kind of file, which comments, and in which language."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, say, sort_key
from mgi_desktop.services.exporting import Written, export_comments, file_name
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.waiting import wait_for
from mgi_desktop.ui.parts.where import ask_where

_KINDS = {"xlsx": N_("Workbook (XLSX)"), "docx": N_("Word file (DOCX)")}
_FILES = {"xlsx": N_("Workbooks (*.xlsx)"), "docx": N_("Word files (*.docx)")}


class ExportComments(Asking):
    """Asks what the file shall be, then makes it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Export the comments"))
        read = desk.assessment
        self.kind = Choice({kind: _(name) for kind, name in _KINDS.items()})
        self.which = Choice({"": _("Open and resolved"), "open": _("Only those that are still open")})
        tags = dict.fromkeys([*desk.instrument.languages, read.language])
        tongues = {tag: words.tongue(tag) for tag in sorted(tags, key=lambda tag: sort_key(words.tongue(tag)))}
        self.language = Choice(tongues, read.language)
        self._kind = Named(desk.theme, _("Kind of file"), self.kind)
        told = _("A table: each comment, the answer of the team, and what came of it; then the decisions. "
                 "It is for the team and its reviewers, and is no part of the profile.")  # fmt: skip
        self.body.addWidget(label(told, tone="secondary"))
        self.body.addWidget(self._kind)
        self.body.addWidget(Named(desk.theme, _("Which comments"), self.which))
        self.body.addWidget(Named(desk.theme, _("Language of the file"), self.language))
        self.main.setText(_("Export…"))
        self.kind.currentIndexChanged.connect(lambda _place: self._kind.fail(""))
        self.kind.setFocus()

    def done_with(self) -> None:
        """Ask where the file shall be, and make it; what hinders that is said here."""
        desk, suffix = self.desk, self.kind.value()
        try:
            desk.flush()
            snapshot = desk.services.exporting.snapshot(desk.assessment.id)
            name = _("{subject}, comments").format(subject=file_name(snapshot, suffix).removesuffix(f".{suffix}"))
            files = _FILES[suffix]
            path = ask_where(self, _("Export the comments"), name, f".{suffix}", _(files))
            if path is None:
                return
            language, only_open = self.language.value(), self.which.value() == "open"
            said = _("Making {file}").format(file=path.name)
            made = wait_for(
                self,
                said,
                lambda cancelled: export_comments(snapshot, path, language, only_open=only_open, cancelled=cancelled),
            )
        except Refused as refused:
            self._kind.fail(say(refused))
            return
        if isinstance(made, Written):
            desk.notifier.written.emit(_("{file} was written.").format(file=path.name), path)
            self.accept()
