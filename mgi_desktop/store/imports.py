"""What was taken in from files: which edits each import brought, and taking an import back as a whole."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mgi_desktop.domain.edits import Edit, FieldRef

from . import edits
from .counting import Span, fields_within, recount, spans_of
from .database import Row, row, rows

_ALL = "SELECT number, at, file, sender, report, aside FROM import"
_PLACES = "SELECT id, seq FROM edit WHERE id IN (SELECT value FROM json_each(?))"
_NEW = "SELECT first, last FROM brought WHERE new AND last>=? AND first<=?"
_HERE = "SELECT seq FROM edit WHERE id IN (SELECT value FROM json_each(?))"
_ASIDE = "SELECT seq FROM edit WHERE id IN (SELECT edit FROM aside) AND id IN (SELECT value FROM json_each(?))"

Touched = dict[str, set[FieldRef]]
"""Fields that may say something else now, by assessment."""
Turned = tuple[int, tuple[int, ...]]
"""The number of the newest import, and those that were taken back."""


@dataclass(frozen=True)
class Import:
    """A file that was taken in: when, from whom, what was said of it, and whether it was taken back."""

    number: int
    at: str
    file: str
    sender: str
    report: dict[str, Any]
    aside: bool


def begin(connection: sqlite3.Connection, at: str, file: str, sender: str) -> int:
    """Note that a file is taken in, inside the caller's transaction; return its number."""
    cursor = connection.execute(
        "INSERT INTO import (at, file, sender, report, aside) VALUES (?,?,?,'{}',0)", (at, file, sender)
    )
    return int(cursor.lastrowid or 0)


def take(connection: sqlite3.Connection, number: int, given: Sequence[Edit], known: Iterable[str] = ()) -> list[Edit]:
    """Add the edits of an import, in the order given; return those that were new, or got their value by it.

    `known` are more that it holds, which are here already. What had been set aside, or came by an earlier import, is
    noted as brought by this one too; what this laptop made is not, so that it never goes with an import.
    """
    names = json.dumps([*known, *(edit.id for edit in given)])
    here = sorted(values[0] for values in rows(connection, _HERE, (names,)))
    before = edits.newest(connection)
    new = edits.add(connection, given)
    newest = edits.newest(connection)
    came_new = [(before + 1, newest)] if newest > before else []
    again = spans_of(_brought_before(connection, here))
    for spans, is_new in ((came_new, True), (again, False)):
        connection.executemany(
            "INSERT OR IGNORE INTO brought VALUES (?,?,?,?)", [(number, *span, is_new) for span in spans]
        )
    _count_again(connection, names)
    return new


def came(connection: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Those of these edits that an import brought first: they were not made here, whoever they name as their author."""
    places = {seq: name for name, seq in rows(connection, _PLACES, (json.dumps(list(names)),))}
    return {places[seq] for seq in _brought_before(connection, sorted(places))}


def _brought_before(connection: sqlite3.Connection, places: Sequence[int]) -> Iterable[int]:
    """Those of these places, in order, that an import brought first."""
    firsts = iter(sorted(rows(connection, _NEW, (places[0], places[-1]))) if places else ())
    first, last = next(firsts, (0, -1))
    for place in places:
        while place > last and last >= 0:
            first, last = next(firsts, (0, -1))
        if last < 0:
            return
        if place >= first:
            yield place


def _count_again(connection: sqlite3.Connection, names: str) -> None:
    """Let those of these edits (JSON) count again that had been set aside."""
    if not rows(connection, "SELECT 1 FROM aside LIMIT 1"):
        return
    back = spans_of(values[0] for values in rows(connection, _ASIDE, (names,)))
    for assessment, refs in fields_within(connection, back).items():
        recount(connection, assessment, refs)


def keep_report(connection: sqlite3.Connection, number: int, report: dict[str, Any]) -> None:
    """Keep what is said of an import."""
    said = json.dumps(report, ensure_ascii=False)
    connection.execute("UPDATE import SET report=? WHERE number=?", (said, number))


def turn(connection: sqlite3.Connection, number: int, *, aside: bool) -> Touched:
    """Set the edits of an import aside, or bring them back; return the fields that may say something else now."""
    connection.execute("UPDATE import SET aside=? WHERE number=?", (aside, number))
    touched = touched_by(connection, number)
    for assessment, refs in touched.items():
        recount(connection, assessment, refs)
    return touched


def touched_by(connection: sqlite3.Connection, number: int) -> Touched:
    """The fields of the edits that an import brought."""
    return fields_within(connection, _spans(connection, number))


def _spans(connection: sqlite3.Connection, number: int) -> list[Span]:
    found = rows(connection, "SELECT first, last FROM brought WHERE import_number=? ORDER BY first", (number,))
    return [(first, last) for first, last in found]


def every(connection: sqlite3.Connection) -> list[Import]:
    """Every import, the newest first."""
    return [_import(values) for values in rows(connection, f"{_ALL} ORDER BY number DESC")]


def of(connection: sqlite3.Connection, number: int) -> Import | None:
    """One import, or None."""
    values = row(connection, f"{_ALL} WHERE number=?", (number,))
    return _import(values) if values else None


def turned(connection: sqlite3.Connection) -> Turned:
    """Which imports count: where that changes, fields say something else without an edit."""
    newest = rows(connection, "SELECT coalesce(max(number), 0) FROM import")[0][0]
    back = rows(connection, "SELECT number FROM import WHERE aside=1 ORDER BY number")
    return newest, tuple(number for (number,) in back)


def _import(values: Row) -> Import:
    number, at, file, sender, report, aside = values
    return Import(number, at, file, sender, json.loads(report), bool(aside))
