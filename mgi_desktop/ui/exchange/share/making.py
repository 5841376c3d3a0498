"""Writing a package beside the window: how far it is, and what hindered it."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice, Material
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services import sharing
from mgi_desktop.services.sharing import Shared
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.labels import label, picture

UNSEEN = 300
"""Work shorter than this (in milliseconds) shows nothing."""


class Making(QWidget):
    """A bar at the foot while a file is written for longer than a moment; `told` says above it what went wrong."""

    running = Signal(bool)
    shared = Signal(object)
    """A `Shared`: the files are whole, on disk and read back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        px = desk.theme.px
        self._words = label("", "caption", "secondary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 2)
        self.bar.setValue(1)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Writing"))
        self._busy = QWidget(self)
        self._busy.setLayout(column(self._words, self.bar, spacing=px(6)))
        self._busy.hide()
        self.setLayout(row(self._busy))
        self.told = QFrame()
        self.told.setProperty("kind", "strip-error")
        self._said = label("")
        inside = row(
            column(picture(desk.theme.pixmap("warning", "error", 20)), None), self._said, spacing=px(8),
            margins=(px(12), px(8), px(12), px(10)),
        )  # fmt: skip
        inside.setStretch(1, 1)
        whole = QVBoxLayout(self.told)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(inside)
        self.told.hide()
        self._unseen = QTimer(self, singleShot=True, interval=UNSEEN)
        self._unseen.timeout.connect(self._busy.show)
        self._path, self._begun = Path(), 0.0
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def make(self, materials: Sequence[Material], choice: Choice, path: Path, passphrase: str) -> None:
        """Gather what goes into the file, write it and read it back, all in a thread of its own."""
        self.told.hide()
        services = self._desk.services
        gather = services.beside(lambda: services.sharing.gather(materials, choice))
        job = Job(lambda cancelled: sharing.write(gather(), path, passphrase, cancelled))
        job.over.connect(self._over)
        job.done.connect(self._done)
        job.refused.connect(self.refuse)
        self._job = job
        self._path, self._begun = path, monotonic()
        self._count()
        self._unseen.start()
        self._clock.start()
        self.running.emit(True)
        job.start()

    def cancel(self) -> None:
        """Stop; nothing is left of the file."""
        if self._job is not None:
            self._job.cancel()
            self._clock.stop()
            self._words.setText(_("Cancelling"))

    def refuse(self, refused: Refused) -> None:
        """Say why no file was written, and what to do."""
        self._said.setText(say(refused))
        self.told.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, say(refused)))

    def _count(self) -> None:
        seconds = int(monotonic() - self._begun)
        told = n_("Writing {file}: {n} second", "Writing {file}: {n} seconds", seconds)
        named = told if seconds else _("Writing {file}")
        self._words.setText(named.format(file=self._path.name, n=seconds))

    def _over(self) -> None:
        self._job = None
        self._unseen.stop()
        self._clock.stop()
        self._busy.hide()
        self.running.emit(False)

    def _done(self, shared: Shared | None) -> None:
        if shared is not None:
            self.shared.emit(shared)
