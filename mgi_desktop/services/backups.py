"""Backups of the whole store: made by themselves, verified, thinned, and copied into a second folder."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from mgi_desktop.domain.errors import Refused
from mgi_desktop.files import PART, make_folder, neighbour, read_limited, write_whole, writing
from mgi_desktop.store import backups, edits
from mgi_desktop.store.backups import LIMIT, Backup
from mgi_desktop.store.database import ONLY_READ, Database

from .forgetting import Forgetting
from .second_folder import Copied, SecondFolder

__all__ = ["EVERY", "BackedUp", "Backup", "Backups"]

T = TypeVar("T")

EVERY = 30 * 60
"""So many seconds of change at most are in no backup."""


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made, and what was copied into the second folder; None where that is not at hand."""

    backup: Backup
    copied: Copied | None


class Backups:
    """Makes and keeps the backups of one store. What is being typed becomes edits first: the caller sees to that."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticking: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._database = database
        self._clock, self._ticking = clock, ticking
        self.folder = database.path.with_name(backups.FOLDER)
        self.second = SecondFolder(database, clock)
        self.problem: Refused | None = None
        """Why the last backup could not be made, or not copied; None where it could."""
        self._begun = ticking()
        self._at_a_time = Lock()
        """Held while a backup is written, here or in the second folder, and while what was erased goes from them."""
        self.forgetting = Forgetting(database, self.folder, self.second, self._at_a_time)
        with suppress(OSError):
            if not database.read_only:
                backups.remove_parts(self.folder)

    def listed(self) -> list[Backup]:
        """The backups beside the store, the newest first."""
        return backups.kept(self.folder)

    @property
    def changed(self) -> bool:
        """Whether anything changed since the last backup that is whole; a store without edits asks for none."""
        connection = self._database.connection
        if self._database.read_only:
            return False
        return edits.newest(connection) > 0 and self._of(backups.state(connection)) is None

    @property
    def due(self) -> bool:
        """Whether the last one was begun so long ago that what changed since then is to be in one."""
        return self._ticking() - self._begun >= EVERY and self.changed

    def make(self, reason: str) -> Backup:
        """Make a backup now, unless the last one is of just this; Refused where it is not done: on a full disk, say."""
        return self.begin(reason)()

    def begin(self, reason: str, *, always: bool = False) -> Callable[[], Backup]:
        """Take the store as it is now; what is returned writes, verifies and thins in whatever thread it is called."""
        if self._database.read_only:
            raise Refused(ONLY_READ)
        self._begun = self._ticking()
        connection = self._database.connection
        state = backups.state(connection)
        there = None if always else self._of(state)
        if there is not None:
            return lambda: there
        taking, second = self._taken(), self.second.at_hand()
        return lambda: self._noting(lambda: self._written(taking(), reason, state, second))

    def begin_both(self, reason: str, *, always: bool = False) -> Callable[[], BackedUp]:
        """Begin a backup; what is returned also copies everything into the second folder, where that is at hand.

        What that returns is for `copied`.
        """
        write = self.begin(reason, always=always)
        copying = self._copying(everything=True)
        return lambda: BackedUp(write(), self._noting(copying) if copying else None)

    def _noting(self, work: Callable[[], T]) -> T:
        """Do it, and keep why it could not be done."""
        try:
            found = work()
        except Refused as refused:
            self.problem = refused
            raise
        self.problem = None
        return found

    def _of(self, state: str) -> Backup | None:
        """The last backup, where it is whole and of this state."""
        with suppress(Refused):  # whoever makes one hears of it
            return next((one for one in self.listed()[:1] if one.sound and one.state == state), None)
        return None

    def _taken(self) -> Callable[[], Path]:
        """Write the store as it is now into a file that has no name yet; what is returned says which, or why not."""
        taken: Path | None = None
        try:
            with writing(self.folder):
                make_folder(self.folder)
                handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=self.folder)  # for its owner alone
                os.close(handle)
                taken = Path(name)
                backups.begin(self._database.connection, taken)
        except Refused as refused:
            if taken is not None:
                _remove(taken)
            return partial(_refuse, refused)
        return lambda: taken

    def _written(self, taken: Path, reason: str, state: str, second: Path | None) -> Backup:
        with self._at_a_time:
            try:
                self._finish(taken)
                sound = not backups.faults(taken)
                there = self.listed()
                others = backups.kept(second / backups.FOLDER) if second else []
                number = max((one.number for one in (*there, *others)), default=0) + 1
                made = backups.named(self.folder, number, self._clock(), reason, state, sound=sound)
                with neighbour(made.path, private=True) as temporary:
                    taken.replace(temporary)
                backups.thin([made, *there])
                return made
            finally:
                _remove(taken)

    def _finish(self, taken: Path) -> None:
        """Put it on disk, without what was erased since the store was taken as it is in this file, perhaps."""
        with writing(self.folder):
            backups.finish(taken)
            gone = self.forgetting.gone
            if gone and backups.holds(taken, gone):
                write_whole(taken, backups.without_erased(taken.read_bytes(), gone) or b"", private=True)

    def faults(self, one: Backup) -> list[Refused]:
        """What is wrong with a backup; empty where it would bring everything back."""
        return backups.faults(read_limited(one.path, LIMIT))

    def copy(self) -> None:
        """Copy what is not there yet into the second folder, where that is at hand; Refused where it is not done."""
        copying = self._copying(everything=not self.changed)
        if copying is not None:
            self.second.copied(self._noting(copying))

    def _copying(self, *, everything: bool) -> Callable[[], Copied] | None:
        self.forget_erased()  # there too, now that it is at hand
        return self.second.copying(self._at_a_time, everything=everything)

    def copied(self, kept: BackedUp) -> None:
        """Note what was copied off this laptop, and of when that is."""
        if kept.copied is not None and kept.backup.sound and not self._database.closed:
            self.second.copied(kept.copied)

    def write(self, path: Path) -> list[Refused]:
        """Write a backup where a person wants it; return what is wrong with what was written."""
        with neighbour(path, private=True) as temporary:
            backups.begin(self._database.connection, temporary)
            backups.finish(temporary)
            return backups.faults(temporary)

    def forget_erased(self) -> None:
        """See to it that no backup holds what was erased for good."""
        self.forgetting.see_to_it()

    @property
    def erasing_is_due(self) -> bool:
        """Whether what was erased for good may still be in a backup."""
        return self.forgetting.due


def _refuse(refused: Refused) -> Path:
    raise refused


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
