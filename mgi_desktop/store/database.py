"""The one connection to the one SQLite file."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mgi_desktop.domain.errors import Refused, StoreDamaged, StoreFailed
from mgi_desktop.domain.words import N_
from mgi_desktop.files import make_folder, sync_folder, writing

from .where import need_a_good_place

NAME = "store.sqlite3"
APPLICATION_ID = 0x4D474944
FORMAT = 2
RECOVERED = "recovered"
"""Within the folder of a store: the new one, whole, that is about to take the place of a damaged one."""

READING = ("PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF", "PRAGMA temp_store=MEMORY")
_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *READING)

Row = tuple[Any, ...]
T = TypeVar("T")


class Database:
    """An open store: nothing else in this process ever opens its file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool = False) -> None:
        """What is `read_only` is damaged, and in memory: nothing that was written there would last."""
        self.path = path
        self.read_only = read_only
        self.closed = False
        self._connection = connection
        self._free = threading.Lock()
        self._beside = 0  # the thread that has the connection for itself

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection; while work beside has it, whoever else asks for it waits."""
        if self._beside != threading.get_ident():
            with self._free:
                pass
        return self._connection

    def beside(self, work: Callable[[], T]) -> Callable[[], T]:
        """Keep the connection for this work; what is returned does it in a thread of its own, and gives it back."""
        self._free.acquire()  # now, not when the work begins: nobody is in the middle of something then

        def alone() -> T:
            self._beside = threading.get_ident()
            try:
                return work()
            finally:
                self._beside = 0
                self._free.release()

        return alone

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Write in one transaction: it is on disk when the block ends, or not at all; Refused says why not."""
        if self.read_only:
            raise Refused(ONLY_READ)
        return self.noting()

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """Write what is no loss, such as where one left off, in one transaction; what is read only forgets it later."""
        connection = self.connection
        with explained(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back on a full disk
                    connection.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file, for when nothing else is to be done."""
        with explained(self.connection):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def wipe(self) -> None:
        """Write the file anew: no byte of what was deleted stays in it or in its log. Refused on a full disk."""
        with explained(self.connection):
            self.connection.execute("VACUUM")
        self.checkpoint()

    def close(self) -> None:
        """Close the store; the write-ahead log goes into the file."""
        self.connection.close()
        self.closed = True


def rows(connection: sqlite3.Connection, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
    """Read all rows of a statement; Refused where the store is damaged."""
    with explained(connection):
        return connection.execute(statement, parameters).fetchall()


def row(connection: sqlite3.Connection, statement: str, parameters: Sequence[object] = ()) -> Row | None:
    """Read the first row of a statement, or None; Refused where the store is damaged."""
    found = rows(connection, statement, parameters)
    return found[0] if found else None


def damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file."""
    return [found[0] for found in rows(connection, "PRAGMA integrity_check(20)") if found[0] != "ok"]


@contextmanager
def explained(connection: sqlite3.Connection) -> Iterator[None]:
    """Say as Refused what the disk or the file does not let SQLite do; all else is a bug and stays one."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        failed = _failed(error, lambda: _file(connection))
        if failed is None:
            raise
        raise failed from error


def _file(connection: sqlite3.Connection) -> str:
    """The path of the file, which on POSIX systems need not be text."""
    connection.text_factory = os.fsdecode
    try:
        return str(connection.execute("PRAGMA database_list").fetchone()[2])
    finally:
        connection.text_factory = str


def open_database(folder: Path) -> Database:
    """Open the store in a folder, making it at first; Refused where it is in use, newer, damaged or not writable.

    Refused, too, where what was saved in the folder could be lost.
    """
    path = folder.absolute() / NAME  # SQLite would read a relative “file:…” as an address
    need_a_good_place(folder)
    try:
        make_folder(folder, parents=True)  # what is typed may be sensitive
    except OSError as error:
        raise Refused(
            N_("The folder cannot be used: {reason}. Choose another folder."),
            where=str(folder),
            reason=error.strerror,
        ) from error
    finish_recovery(folder)
    need_more_than_nothing(path)
    connection = _connect(path)
    try:
        with explained(connection):
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            new = is_new(connection, path)
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        database = Database(path, connection)
        with database.writing():  # the lock is held from here on
            if new:
                complete(connection)
    except BaseException:
        connection.close()
        raise
    return database


def finish_recovery(folder: Path) -> None:
    """Put a store that was made anew into the place of the damaged one, whose files were copied aside.

    It is done again where a crash has stopped it: the old log must never be read into the new file.
    """
    new = folder / RECOVERED
    with writing(folder):
        if not new.exists():
            return
        if (new / NAME).exists():
            for suffix in ("-wal", "-shm"):
                (folder / (NAME + suffix)).unlink(missing_ok=True)
            (new / NAME).replace(folder / NAME)
            sync_folder(folder)
        shutil.rmtree(new)


def need_more_than_nothing(path: Path) -> None:
    """Refuse to begin anew where a file is gone or empty that was not: its log or its backups are still there."""
    log = path.with_name(f"{NAME}-wal")
    with writing(path):
        if path.exists() and path.stat().st_size:
            return
        if (log.exists() and log.stat().st_size) or any(path.parent.glob("backups/backup-*")):
            raise StoreDamaged(DAMAGED, where=str(path))


def _connect(path: Path) -> sqlite3.Connection:
    return connected(str(path), str(path), timeout=0, cached_statements=256)


def connected(address: str, where: str, **options: Any) -> sqlite3.Connection:
    """A connection to a file, or to one in memory; Refused where the disk does not give it."""
    # Threads take turns with it, as `Database.beside` has it; SQLite asks for no more.
    try:
        made: sqlite3.Connection = sqlite3.connect(address, isolation_level=None, check_same_thread=False, **options)
        return made
    except sqlite3.DatabaseError as error:
        failed = _failed(error, lambda: where)
        if failed is None:
            raise
        raise failed from error


def is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is still empty; Refused for another program's, before anything in it is changed."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    if application != APPLICATION_ID and not (empty and application == 0):
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name='ix_edit_assessment'").fetchone():
            raise StoreDamaged(DAMAGED, where=str(path))  # its tables are ours
        raise Refused(N_("This is not a store of this program. Choose another folder."), where=str(path))
    if version > FORMAT:
        raise Refused(
            N_("This store was made by a newer version of the program (format {found}, known {known}). Update it."),
            where=str(path),
            found=version,
            known=FORMAT,
        )
    return empty


def complete(connection: sqlite3.Connection) -> None:
    """Make the tables and indexes that are not there yet, inside the caller's transaction."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from . import tables

    dialect = sqlite.dialect()
    for table in tables.TABLES:
        connection.execute(str(CreateTable(table, if_not_exists=True).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect)))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")


DAMAGED = N_(
    "The store is damaged; nothing was changed. Start the program again: it offers to bring back what can be read. On "
    "the command line that is “mgi-desktop recover”; “mgi-desktop rescue” writes everything into a ZIP."
)
ONLY_READ = N_(
    "The store is damaged, so it is only read, and nothing in it is changed. Start the program again and choose "
    "“Recover”; on the command line that is “mgi-desktop recover”."
)
BUSY = N_("The store is open in another window or command. Close that one first, then try again.")
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_SENTENCES = {
    ("SQLITE_BUSY", "SQLITE_LOCKED"): BUSY,
    ("SQLITE_FULL",): N_("The disk is full; nothing was saved. Free some space, then try again."),
    ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_LOCK"): N_(
        "The store cannot be written. Check the rights of its folder, or choose another folder."
    ),
    _DAMAGE: DAMAGED,
    ("SQLITE_IOERR",): N_("The disk does not take or give what it should ({code}); nothing was saved. Check the disk."),
}


def _failed(error: sqlite3.DatabaseError, where: Callable[[], str]) -> StoreFailed | None:
    """What a person can do about an error; None where only a programmer can."""
    code = getattr(error, "sqlite_errorname", None) or ""
    if "decode to UTF-8" in str(error):  # how a damaged text shows
        code = _DAMAGE[0]
    sentence = next((sentence for codes, sentence in _SENTENCES.items() if code.startswith(codes)), None)
    if sentence is None:
        return None
    kind = StoreDamaged if code.startswith(_DAMAGE) else StoreFailed
    return kind(sentence, where=where(), code=code)
