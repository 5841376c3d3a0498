"""The derived tables: numbered, rebuilt when their number changes, compared on request."""

import sqlite3

from . import edits, local

NUMBER = 1
_TABLES = ("head", "replaced")


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Rebuild the derived tables where another version of the program made them, inside the caller's transaction."""
    if local.setting(connection, "derived") != NUMBER:
        edits.rebuild(connection)
        local.set_setting(connection, "derived", NUMBER)


def differing(connection: sqlite3.Connection) -> list[str]:
    """Return the derived tables that are not what the edits say; rebuilds them inside the caller's transaction."""
    before = {table: _rows(connection, table) for table in _TABLES}
    edits.rebuild(connection)
    return [table for table in _TABLES if _rows(connection, table) != before[table]]


def _rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    return set(connection.execute(f"SELECT * FROM {table}"))
