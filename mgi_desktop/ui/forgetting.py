"""What was erased for good goes from the backups beside the work; the status bar says that it goes on."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from mgi_desktop.i18n import _
from mgi_desktop.services.forgetting import Done, Work
from mgi_desktop.ui.jobs import Job

if TYPE_CHECKING:
    from mgi_desktop.ui.desk import Desk

_EVERY = 500
"""Milliseconds between two looks at how far it is."""


class Forgetting(QObject):
    """Sees to it that the backups are rewritten, one after the other, in a thread of its own."""

    moved = Signal()
    """It began, went on, or ended."""
    _asked = Signal(object)

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self._desk = desk
        self._forgetting = desk.services.backups.forgetting
        self._job: Job | None = None
        self._next: Work | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.moved)
        self._asked.connect(self._begin)  # in the thread of the window, whoever erases
        self._forgetting.beside = self._asked.emit

    def begin(self) -> None:
        """Go on with what was not done the last time."""
        self._desk.do(self._forgetting.see_to_it)

    def far(self) -> str:
        """How far it is; empty where nothing is to be done."""
        if self._job is None:
            return ""
        done, of = self._forgetting.far
        return _("Erasing from the backups: {n} of {of}").format(n=done, of=of) if of else _("Erasing from the backups")

    def _begin(self, work: Work) -> None:
        if self._job is not None:
            self._next = work  # it knows of everything that was erased before it, too
            return
        job = self._job = Job(lambda _cancelled: work())
        job.done.connect(self._note)
        job.over.connect(self._go_on)
        self._timer.start()
        self.moved.emit()
        job.start()

    def _note(self, done: object) -> None:
        if not self._desk.services.database.closed:
            self._desk.do(lambda: self._forgetting.note(cast(Done, done)))
        self._desk.notifier.kept.emit()

    def _go_on(self) -> None:
        self._job = None
        self._timer.stop()
        self.moved.emit()
        if self._next is not None:
            work, self._next = self._next, None
            self._begin(work)
