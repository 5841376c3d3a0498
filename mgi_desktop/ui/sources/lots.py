"""Files that are taken in beside the window, one lot after the other, whatever page is shown meanwhile."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from mgi_desktop.domain.assessment import File
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, say
from mgi_desktop.services.attachments import Attachments
from mgi_desktop.ui.jobs import Job

if TYPE_CHECKING:
    from mgi_desktop.ui.desk import Desk

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


class Lots(QObject):
    """Belongs to the desk, not to a page: what waits is taken in even where the pages are built anew."""

    began = Signal()
    """A lot is being taken in."""
    over = Signal()
    """It has been, or was cancelled."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self._desk = desk
        self._waiting: deque[tuple[Sequence[Thing], Then]] = deque()
        self._job: Job | None = None
        self.progress = Progress(0)

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._job is not None

    def take(self, things: Sequence[Thing], then: Then) -> None:
        """Take these in; `then` is called with what could be, unless it is nothing."""
        self._waiting.append((things, then))
        if not self.busy:
            self._next()

    def cancel(self) -> None:
        """Take in nothing more."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        if not self._waiting:
            return
        things, then = self._waiting.popleft()
        desk, attachments = self._desk, self._desk.services.attachments
        progress = self.progress = Progress(len(things))
        job = self._job = Job(lambda cancelled: _taken(attachments, things, progress, cancelled))
        job.over.connect(self._ended)
        job.done.connect(lambda outcome: _record(desk, outcome, then))
        self.began.emit()
        job.start()

    def _ended(self) -> None:
        self._job = None
        self.over.emit()
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


def _record(desk: "Desk", outcome: Outcome, then: Then) -> None:
    if outcome.files:
        then(outcome.files)
    if len(outcome.refused) == 1:
        desk.notifier.refused.emit(outcome.refused[0])
    elif outcome.refused:
        problems = "\n".join(say(refused) for refused in outcome.refused)
        desk.notifier.refused.emit(Refused(N_("Not everything was attached.\n{problems}"), problems=problems))
