"""The one connection to the one SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

NAME = "store.sqlite3"
APPLICATION_ID = 0x4D474944
FORMAT = 1

_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
)


class Database:
    """An open store: nothing else in this process ever opens its file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction: it is on disk when the block ends, or not at all; Refused says why not."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self._commit()
        except sqlite3.OperationalError as error:
            raise _explained(error, self.path) from error

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the store; the write-ahead log goes into the file."""
        self.connection.close()


def open_database(folder: Path) -> Database:
    """Open the store in a folder, making it at first; Refused where it is in use, newer, damaged or not writable."""
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            N_("The folder cannot be used: {reason}. Choose another with --data."),
            where=str(folder),
            reason=error.strerror,
        ) from error
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=0, cached_statements=256)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _prepare(connection, path)
        return Database(path, connection)
    except Refused:
        if connection:
            connection.close()
        raise
    except sqlite3.Error as error:
        if connection:
            connection.close()
        raise _explained(error, path) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check whose file it is and which format it has; lock it; make the tables at first."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not (empty and application == 0):
        raise Refused(N_("This is not a store of this program. Choose another folder with --data."), where=str(path))
    if version > FORMAT:
        raise Refused(
            N_("This store was made by a newer version of the program (format {found}, known {known}). Update it."),
            where=str(path),
            found=version,
            known=FORMAT,
        )
    connection.execute("BEGIN IMMEDIATE")
    try:
        if empty:
            _create(connection)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _create(connection: sqlite3.Connection) -> None:
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from . import tables

    dialect = sqlite.dialect()
    for table in tables.TABLES:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))


def _explained(error: sqlite3.Error, path: Path) -> Refused:
    code = getattr(error, "sqlite_errorname", "") or ""
    where = str(path)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Refused(
            N_("The store is open in another window or command. Close that one first, then try again."), where=where
        )
    if code.startswith(("SQLITE_FULL",)):
        return Refused(N_("The disk is full; nothing was saved. Free some space, then try again."), where=where)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return Refused(
            N_("The store cannot be written. Check the rights of its folder, or choose another with --data."),
            where=where,
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return Refused(
            N_("The store is damaged. Nothing was changed. Copy its folder aside before anything else."), where=where
        )
    return Refused(N_("The store could not be used ({reason}); nothing was saved."), where=where, reason=code or error)
