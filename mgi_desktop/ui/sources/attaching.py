"""Taking files in beside the window: a strip says how far it is, and can stop it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFrame, QProgressBar

from mgi_desktop.domain.assessment import File
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, say
from mgi_desktop.services.attachments import Attachments
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label

UNSEEN, STEP = 300, 100
"""Work shorter than this (in milliseconds) shows nothing; then the strip is brought up to date so often."""

Then = Callable[[list[File]], object]


@dataclass(frozen=True)
class Picture:
    """An image of the clipboard, and the name under which it is kept."""

    name: str
    image: QImage


Thing = Path | Picture


@dataclass
class Progress:
    """How far it is: written by the work, read by the window."""

    of: int
    name: str = ""
    done: int = 0
    read: int = 0
    size: int = 0


@dataclass(frozen=True)
class Outcome:
    """What was taken in, and why the others were not."""

    files: list[File] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class Attaching(QFrame):
    """One lot of files after the other; what was taken in is recorded even where the page is gone by then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: deque[tuple[Sequence[Thing], Then]] = deque()
        self._job: Job | None = None
        self._progress = Progress(0)
        self.setProperty("kind", "strip-notice")
        px = desk.theme.px
        self._words = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(px(160))
        self.bar.setAccessibleName(_("Attaching"))
        self.cancel = button(desk.theme, _("Cancel"), self._cancel, small=True)
        inside = row(self._words, self.bar, self.cancel, spacing=px(12), margins=(px(12), px(6), px(8), px(6)))
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self._unseen = QTimer(self, singleShot=True, interval=UNSEEN)
        self._unseen.timeout.connect(self._show)
        self._clock = QTimer(self, interval=STEP)
        self._clock.timeout.connect(self._count)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._job is not None

    def take(self, things: Sequence[Thing], then: Then) -> None:
        """Take these in; `then` is called with what could be, unless it is nothing."""
        self._waiting.append((things, then))
        if not self.busy:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        things, then = self._waiting.popleft()
        desk, attachments = self._desk, self._desk.services.attachments
        progress = self._progress = Progress(len(things))
        job = self._job = Job(lambda cancelled: _taken(attachments, things, progress, cancelled))
        job.over.connect(self._over)
        job.done.connect(lambda outcome: _record(desk, outcome, then))
        self._unseen.start()
        job.start()

    def _show(self) -> None:
        self._count()
        self.show()
        self._clock.start()

    def _count(self) -> None:
        now = self._progress
        part = now.read / now.size if now.size else 0
        self.bar.setValue(round(1000 * (now.done + part) / max(1, now.of)))
        told = _("Attaching {name}: {n} of {of}")
        self._words.setText(told.format(name=now.name, n=min(now.done + 1, now.of), of=now.of))

    def _cancel(self) -> None:
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _over(self) -> None:
        self._job = None
        self._unseen.stop()
        self._clock.stop()
        self.hide()
        self._next()


def _taken(
    attachments: Attachments, things: Sequence[Thing], progress: Progress, cancelled: Callable[[], bool]
) -> Outcome:
    """Take one after the other, good ones even where others are refused; none where it was cancelled."""
    outcome = Outcome()
    for place, thing in enumerate(things):
        progress.name, progress.done, progress.read, progress.size = thing.name, place, 0, 0
        try:
            file = _take(attachments, thing, progress, cancelled)
        except Refused as refused:
            outcome.refused.append(refused)
            continue
        if file is None or cancelled():
            return Outcome()
        outcome.files.append(file)
    return outcome


def _take(attachments: Attachments, thing: Thing, progress: Progress, cancelled: Callable[[], bool]) -> File | None:
    if isinstance(thing, Picture):
        return attachments.keep_data(thing.name, _png(thing.image))

    def told(read: int, size: int) -> None:
        progress.read, progress.size = read, size

    return attachments.keep(thing, told, cancelled)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _record(desk: Desk, outcome: Outcome, then: Then) -> None:
    if outcome.files:
        then(outcome.files)
    if len(outcome.refused) == 1:
        desk.notifier.refused.emit(outcome.refused[0])
    elif outcome.refused:
        problems = "\n".join(say(refused) for refused in outcome.refused)
        desk.notifier.refused.emit(Refused(N_("Not everything was attached.\n{problems}"), problems=problems))
