"""A disk that remembers every write: from its log follows what a power cut may have left at any moment.

What was synced is there. Of what was written since, each piece is there, is torn, or is not, in whatever order: so
disks are, and so file systems may be. Only what SQLite writes goes through here; files beside it are another matter.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import apsw

from mgi_desktop.store import backups, database

SECTOR = 512
NAME = "recorded"


@dataclass(frozen=True)
class Made:
    """A new file took a name."""

    path: str


@dataclass(frozen=True)
class Gone:
    """A file lost its name."""

    path: str


@dataclass(frozen=True)
class Write:
    """A piece that was written into a file."""

    path: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file that was cut to a length."""

    path: str
    length: int


@dataclass(frozen=True)
class Sync:
    """All that was written into a file before has reached the disk; with `names`, so have the names in its folder."""

    path: str
    names: bool


@dataclass(frozen=True)
class Said:
    """Something that was acknowledged to the person."""

    words: tuple[str, ...]


Event = Made | Gone | Write | Cut | Sync | Said


@dataclass
class _File:
    """A file by whatever name: what of it has reached the disk, and what may have."""

    reached: bytearray = field(default_factory=bytearray)
    waiting: list[Write | Cut] = field(default_factory=list)

    def reach(self, arriving: Sequence[Write | Cut]) -> None:
        """Let these reach the disk, in this order."""
        for one in arriving:
            if isinstance(one, Cut):
                del self.reached[one.length :]
            else:
                self.reached.extend(bytes(max(0, one.offset - len(self.reached))))
                self.reached[one.offset : one.offset + len(one.data)] = one.data
        self.waiting.clear()


@dataclass
class _Folder:
    """The names in a folder: the last of each is what programs see, any of them may be what the disk has."""

    names: dict[str, list[_File | None]] = field(default_factory=dict)

    def happens(self, event: Event) -> None:
        """What becomes of it by this."""
        if isinstance(event, Made | Gone):
            new = _File() if isinstance(event, Made) else None
            self.names.setdefault(event.path, [None]).append(new)
        elif isinstance(event, Write | Cut):
            self._now(event.path).waiting.append(event)
        elif isinstance(event, Sync):
            self._now(event.path).reach(self._now(event.path).waiting[:])
            if event.names:
                self.names = {path: found[-1:] for path, found in self.names.items()}

    def left(self, folder: Path, chance: random.Random) -> None:
        """Write into a folder what a power cut may leave now."""
        for path, found in self.names.items():
            file = chance.choice(found)
            if file is not None:
                one = _File(file.reached[:])
                one.reach(_some(file.waiting, chance))
                (folder / Path(path).name).write_bytes(one.reached)

    def _now(self, path: str) -> _File:
        found = self.names[path][-1]
        assert found is not None
        return found


@dataclass
class Log:
    """What happened, in order."""

    events: list[Event] = field(default_factory=list)

    def say(self, *words: str) -> None:
        """Note what was acknowledged."""
        self.events.append(Said(words))

    def said_before(self, moment: int) -> list[tuple[str, ...]]:
        """What had been acknowledged at a moment."""
        return [event.words for event in self.events[:moment] if isinstance(event, Said)]

    def at(self, moments: Sequence[int]) -> Iterator[tuple[int, _Folder]]:
        """The disk at these moments, one after the other."""
        disk, then = _Folder(), 0
        for moment in sorted(moments):
            for event in self.events[then:moment]:
                disk.happens(event)
            then = moment
            yield moment, disk


def _some(late: Sequence[Write | Cut], chance: random.Random) -> list[Write | Cut]:
    """What of these reaches the disk: all, none or any of it, torn at sectors, in any order."""
    share = chance.choice((0.0, 0.5, 0.9, 1.0))
    arriving = [_torn(one, chance) if chance.random() < 0.1 else one for one in late if chance.random() < share]
    if chance.random() < 0.5:
        chance.shuffle(arriving)
    return arriving


def _torn(one: Write | Cut, chance: random.Random) -> Write | Cut:
    """The beginning or the end of a piece; the sectors of it are whole."""
    if isinstance(one, Cut) or len(one.data) <= SECTOR:
        return one
    at = chance.randrange(SECTOR, len(one.data), SECTOR)
    return chance.choice((Write(one.path, one.offset, one.data[:at]), Write(one.path, one.offset + at, one.data[at:])))


class _Disk(apsw.VFS):
    """The disk of this system, with a log."""

    def __init__(self, log: Log) -> None:
        self._log = log
        super().__init__(NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _Logged(self._log, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self._log.events.append(Gone(filename))


class _Logged(apsw.VFSFile):
    def __init__(self, log: Log, name: Any, flags: list[int]) -> None:
        self._log = log
        self._path = name.filename() if isinstance(name, apsw.URIFilename) else name
        # SQLite on POSIX waits for the folder, too, when it first waits for a new journal or log.
        self._names = bool(flags[0] & (apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL))
        new = not Path(self._path).exists()
        super().__init__("", name, flags)
        if new:
            log.events.append(Made(self._path))

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._log.events.append(Write(self._path, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._log.events.append(Cut(self._path, newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._log.events.append(Sync(self._path, self._names))
        self._names = False


class _Connection:
    """What the store asks of a connection, by the other driver, which can be given a disk."""

    def __init__(self, path: Path) -> None:
        self._made = apsw.Connection(str(path), vfs=NAME)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def execute(self, statement: str, parameters: Any = ()) -> "_Cursor":
        return _Cursor(self._made.execute(statement, parameters), self._made)

    def executemany(self, statement: str, parameters: Any) -> None:
        self._made.executemany(statement, parameters)

    def serialize(self) -> bytes:
        return self._made.serialize("main")

    def backup(self, target: sqlite3.Connection) -> None:
        """By way of memory: one driver knows nothing of a connection of the other."""
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(backups.image(self))
            copy.backup(target)

    @property
    def in_transaction(self) -> bool:
        return not self._made.getautocommit()


class _Cursor:
    def __init__(self, cursor: apsw.Cursor, connection: apsw.Connection) -> None:
        self._cursor, self._connection = cursor, connection

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._cursor)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._cursor.fetchall()

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._cursor.fetchone()

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()


@contextmanager
def recorded(changes: Sequence[str] = ()) -> Iterator[Log]:
    """Stores that are opened in this block are on a disk that remembers; `changes` are pragmas after our own."""
    log = Log()
    disk = _Disk(log)
    with (
        mock.patch.object(database, "_connect", lambda path: _Connection(path)),
        mock.patch.object(database, "_PRAGMAS", (*database._PRAGMAS, *changes)),
    ):
        yield log
    disk.unregister()
