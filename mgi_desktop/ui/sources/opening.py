"""Opening the file of a source: after a warning, a private copy of it, in the program that the system has for it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from mgi_desktop.domain.assessment import File
from mgi_desktop.files import safe_file_name
from mgi_desktop.i18n import _
from mgi_desktop.services.attachments import can_be_opened
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.labels import label


class Warn(Asking):
    """Says once of each file that it may be harmful."""

    def __init__(self, desk: Desk, parent: QWidget, file: File) -> None:
        super().__init__(desk, parent, _("Open this file?"))
        self._file = file
        self.body.addWidget(label(words.breakable(safe_file_name(file.name)), "label"))
        self.body.addWidget(label(_("Files from others may be harmful. Open it only if you know where it comes from.")))
        told = _("A copy that cannot be changed is opened, in the program that your system has for such files.")
        self.body.addWidget(label(told, tone="secondary"))
        self.main.setText(_("Open"))
        self.main.setFocus()

    def done_with(self) -> None:
        """Open it, and remember that this was said."""
        desk, file = self.desk, self._file
        desk.do(lambda: desk.services.attachments.note_warned(file))
        self.accept()
        _open(desk, file)


def open_file(desk: Desk, parent: QWidget, file: File) -> None:
    """Open the file of a source, after a warning the first time."""
    kept = desk.services.attachments
    if kept.was_warned(file) or not kept.is_here(file) or not can_be_opened(file):
        _open(desk, file)  # which says where it is not here, or of a kind that is not opened
    else:
        Warn(desk, parent, file).open()


def save_copy(desk: Desk, parent: QWidget, file: File) -> None:
    """Ask where a copy shall be, and write it."""
    name, _filter = QFileDialog.getSaveFileName(parent, _("Save a copy"), safe_file_name(file.name))
    if name:
        path = Path(name)
        told = _("{file} was saved.").format(file=path.name)
        _beside(
            desk,
            lambda: desk.services.attachments.save_copy(file, path),
            lambda _result: desk.notifier.told.emit(told, ""),
        )


def _open(desk: Desk, file: File) -> None:
    _beside(desk, lambda: desk.services.attachments.copy_to_open(file), lambda path: _shown(desk, path))


def _shown(desk: Desk, path: object) -> None:
    if isinstance(path, Path) and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        desk.notifier.told.emit(_("No program on this laptop opens {file}.").format(file=path.name), "")


def _beside(desk: Desk, work: Callable[[], object], then: Callable[[object], object]) -> None:
    """Do something with a file in a thread of its own; say why where it could not be done."""
    job = Job(lambda _cancelled: work())
    job.done.connect(lambda result: then(result))
    job.refused.connect(lambda refused: desk.notifier.refused.emit(refused))
    job.start()
