"""The import under way: its files are read beside the window, compared, and taken where one says so."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _
from mgi_desktop.services import passing
from mgi_desktop.services.incoming import Incoming as File
from mgi_desktop.services.reports import Look, Report
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.parts.waiting import wait_for

if TYPE_CHECKING:
    from mgi_desktop.ui.desk import Desk

State = Literal["nothing", "reading", "locked", "offered", "failed"]
LATER, THIRD = "later", "third"
"""What is chosen in a conflict is one of these, or the place of a value as text."""


class Incoming(QObject):
    """Belongs to the desk, not to a page: what was read, and what was decided, is there when one comes back."""

    moved = Signal()
    """It is in another state."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self._desk = desk
        self.state: State = "nothing"
        self.look: Look | None = None
        self.refused: Refused | None = None
        self.decisions: dict[tuple[str, FieldRef], str] = {}
        """What is chosen in conflicts; the third texts are kept by themselves."""
        self._order: list[Path] = []
        self._files: dict[Path, File] = {}
        self._left: set[Path] = set()
        """Damaged backups of which what can still be proven is wanted."""
        self._far = ("", 0, 0)
        self._job: Job | None = None
        self._private: Path | None = None
        self._window = QWidget()

    def begin(self, paths: Sequence[Path], window: QWidget) -> None:
        """Read these files; what was being looked at before is let go."""
        self._let_go()
        self._window = window
        self._order = list(dict.fromkeys(paths))
        self._read(self._order)

    def cancel(self) -> None:
        """Let go of everything; nothing was taken."""
        self._let_go()
        self._move("nothing")

    def far(self) -> tuple[str, int, int]:
        """What is read now, how many files are, and how many there are."""
        name, done, of = self._far
        return _("Reading {name}").format(name=name) if name else _("Reading"), done, of

    @property
    def locked(self) -> File | None:
        """The first file whose passphrase is needed."""
        return next((self._files[path] for path in self._order if self._is_locked(path)), None)

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase on every file that is locked, since one may fit several."""
        waiting = [path for path in self._order if self._is_locked(path)]
        self._read(waiting, dict.fromkeys(waiting, passphrase))

    @property
    def damaged(self) -> list[Path]:
        """Backups that are damaged, of which something may still be proven."""
        return [path for path in self._order if self._files[path].damaged]

    def read_what_is_left(self) -> None:
        """Read of them what can still be proven."""
        self._left |= set(self.damaged)
        self._read(self.damaged)

    def leave_out(self) -> None:
        """Go on without the file that is asked for; what is left is shown."""
        locked = self.locked
        if locked is not None:
            self._order.remove(locked.path)
            self._go_on()

    def decide(self, assessment: str, ref: FieldRef, choice: str) -> None:
        """Remember how a conflict shall be settled when it is taken."""
        self.decisions[assessment, ref] = choice

    @property
    def decided(self) -> int:
        """In how many conflicts something was chosen."""
        return sum(choice != LATER for choice in self.decisions.values())

    def compare(self) -> None:
        """Work out what would come of it, with what is on this laptop now."""
        desk, files = self._desk, [self._files[path] for path in self._order]
        if not files:
            self.cancel()
            return
        desk.flush()
        look = desk.services.beside(lambda: desk.services.importing.look(files))
        try:
            found = wait_for(self._window, _("Comparing"), lambda _cancelled: look(), can_cancel=False)
        except Refused as refused:
            self._fail(refused)
            return
        before = _contested(self.look)
        self.look = cast(Look, found)
        now = _contested(self.look)
        self.decisions = {place: one for place, one in self.decisions.items() if before.get(place) == now.get(place)}
        self._move("offered")

    def take(self, look: Look, settled: dict[tuple[str, FieldRef], Value]) -> Report:
        """Take it all in one transaction; Refused, also where it is cancelled, leaves everything as it was."""
        desk = self._desk
        desk.flush()
        far, asked = [0, 0], list[Callable[[], bool]]()

        def told(_what: str, done: int, of: int) -> None:
            far[:] = done, of

        importing = desk.services.importing
        alone = desk.services.beside(lambda: importing.take(look, told, asked[0], settled))

        def work(cancelled: Callable[[], bool]) -> Report:
            asked.append(cancelled)
            return alone()

        def shown() -> tuple[str, int, int]:
            return _("Importing"), far[0], far[1]

        report = cast(Report, wait_for(self._window, _("Importing"), work, far=shown, to_the_end=True))
        self.cancel()
        return report

    def _read(self, paths: Sequence[Path], passphrases: Mapping[Path, str] | None = None) -> None:
        """Read files beside the window, one after the other; a passphrase is kept only as long as that lasts."""
        services = self._desk.services
        try:
            self._private = self._private or passing.new(services.folder)
            reading = services.importing.reading(paths, passphrases or {}, self._private, self._left)
        except Refused as refused:
            self._fail(refused)
            return

        def told(name: str, done: int, of: int) -> None:
            self._far = name, done, of

        job = self._job = Job(lambda cancelled: reading(told, cancelled))
        job.done.connect(lambda files: self._have_read(job, files))
        job.refused.connect(lambda refused: self._fail(refused) if self._job is job else None)
        self._move("reading")
        job.start()

    def _have_read(self, job: Job, files: Sequence[File]) -> None:
        if job is not self._job:  # cancelled, or begun anew
            return
        self._job = None
        self._files.update({file.path: file for file in files})
        self._go_on()

    def _go_on(self) -> None:
        """Ask for the next passphrase, else show what would come."""
        if self.locked is not None:
            self._move("locked")
        else:
            self.compare()

    def _is_locked(self, path: Path) -> bool:
        file = self._files.get(path)
        return file is not None and file.locked

    def _fail(self, refused: Refused) -> None:
        self._let_go()
        self.refused = refused
        self._move("failed")

    def _let_go(self) -> None:
        job, folder = self._job, self._private
        self._job = self._private = None
        if job is not None:
            job.over.connect(lambda: _remove(folder))
            job.cancel()
        else:
            _remove(folder)
        self._files, self.decisions, self._left = {}, {}, set()
        self._order, self.look, self.refused = [], None, None

    def _move(self, state: State) -> None:
        self.state = state
        self.moved.emit()


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _contested(look: Look | None) -> dict[tuple[str, FieldRef], tuple[str, ...]]:
    """What stands side by side in each conflict."""
    comings = look.comings if look is not None else ()
    return {
        (one.id, conflict.ref): tuple(head.id for head in conflict.heads)
        for one in comings
        for conflict in one.conflicts
    }
