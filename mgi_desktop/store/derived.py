"""The derived tables: numbered, rebuilt when their number changes, compared on request."""

import sqlite3

from . import edits, local
from .database import Row, complete, rows

NUMBER = 5
_TABLES = ("head", "replaced", "erasing", "erased", "aside")


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Whether another version of the program made the derived tables of a store in which there are edits."""
    return local.setting(connection, "derived") != NUMBER and edits.newest(connection) > 0


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Rebuild the derived tables where another version of the program made them, inside the caller's transaction."""
    if local.setting(connection, "derived") != NUMBER:
        complete(connection)
        edits.rebuild(connection, edits.sound(connection))
        local.set_setting(connection, "derived", NUMBER)


def differing(connection: sqlite3.Connection) -> list[str]:
    """Return the derived tables that are not what the edits say; rebuilds them inside the caller's transaction.

    The edits must have been proven. Summaries are not compared here: they are dropped, and made anew when asked for.
    """
    before = {table: _rows(connection, table) for table in _TABLES}
    edits.rebuild(connection, edits.every(connection))
    return [table for table in _TABLES if _rows(connection, table) != before[table]]


def _rows(connection: sqlite3.Connection, table: str) -> set[Row]:
    return set(rows(connection, f"SELECT * FROM {table}"))
