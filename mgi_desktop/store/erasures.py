"""What was erased for good: a value goes where the list that its eraser signed names the erasure, and not before.

So whoever has the same edits and the same lists has the same values, in whatever order they came.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.erasure import Erasing, erased_by, goes

from . import local
from .counting import readable
from .database import row, rows

Place = tuple[str, str]
"""A value, here or not: its assessment and its edit."""
_NOTE = "INSERT OR IGNORE INTO erasing VALUES (?,?,?,?,?)"
_SIGNED = (
    "FROM erasing JOIN signed ON signed.edit=erasing.erasure "
    "JOIN batch ON batch.number=signed.batch AND batch.author=erasing.author AND batch.assessment=erasing.assessment"
)
_PROVEN = (
    f"SELECT erasing.edit, max(whole) {_SIGNED} "
    "WHERE erasing.assessment=? AND erasing.edit IN (SELECT value FROM json_each(?)) GROUP BY erasing.edit"
)
_LISTED = (
    f"SELECT DISTINCT erasing.assessment, erasing.edit {_SIGNED} WHERE batch.number IN (SELECT value FROM json_each(?))"
)
_NAMED = "SELECT DISTINCT edit FROM erasing WHERE assessment=? AND edit IN (SELECT value FROM json_each(?))"
_UNSIGNED = (
    "SELECT assessment, edit FROM head WHERE kind='erasure' AND author=?1 AND NOT EXISTS (SELECT 1 FROM signed "
    "JOIN batch ON batch.number=signed.batch WHERE signed.edit=head.edit AND batch.author=?1)"
)
_WAITING = (
    "SELECT assessment, edit, erasure, author, whole FROM erasing "
    "WHERE assessment=?1 AND edit NOT IN (SELECT edit FROM erased WHERE assessment=?1)"
)


def note(connection: sqlite3.Connection, edits: Iterable[Edit]) -> set[Place]:
    """Note which of these edits erase, inside the caller's transaction; return what they name."""
    found = list(erased_by(edits))
    connection.executemany(_NOTE, found)
    return {(one.assessment, one.edit) for one in found}


def named(connection: sqlite3.Connection, edits: Sequence[Edit]) -> set[Place]:
    """Those of these edits that some erasure names, proven or not."""
    if not row(connection, "SELECT 1 FROM erasing LIMIT 1"):
        return set()
    return {
        (assessment, values[0])
        for assessment, names in _by_assessment((edit.assessment, edit.id) for edit in edits).items()
        for values in rows(connection, _NAMED, (assessment, json.dumps(names)))
    }


def gone(connection: sqlite3.Connection, edits: Sequence[Edit]) -> set[str]:
    """Those of these edits, here or coming, whose value was erased for good."""
    given = {(edit.assessment, edit.id): edit for edit in edits}
    places = named(connection, edits)
    return {
        name
        for assessment, names in _by_assessment(places).items()
        for name, whole in _proven(connection, assessment, names).items()
        if goes(given[assessment, name].ref, whole=whole)
    }


def listed(connection: sqlite3.Connection, batches: Sequence[int]) -> set[Place]:
    """What is erased by the edits of these signed lists, by their numbers."""
    return {(assessment, edit) for assessment, edit in rows(connection, _LISTED, (json.dumps(batches),))}


def every(connection: sqlite3.Connection) -> set[Place]:
    """All that any erasure names."""
    return {(one, two) for one, two in rows(connection, "SELECT DISTINCT assessment, edit FROM erasing")}


def waiting(connection: sqlite3.Connection, assessment: str) -> list[Erasing]:
    """The erasures of an assessment that do not count, since nothing that came yet proves them."""
    found = rows(connection, _WAITING, (assessment,))
    return [Erasing(own, edit, erasure, author, bool(whole)) for own, edit, erasure, author, whole in found]


def unsigned(connection: sqlite3.Connection, author: str) -> dict[str, set[str]]:
    """The edits of erasings that name this author and that no list of the author names, by assessment."""
    found: dict[str, set[str]] = {}
    for assessment, name in rows(connection, _UNSIGNED, (author,)):
        found.setdefault(assessment, set()).add(name)
    return found


def erase(connection: sqlite3.Connection, places: Iterable[Place]) -> None:
    """Drop these values for good where that is proven, now or when they come, inside the caller's transaction."""
    for assessment, names in _by_assessment(places).items():
        proven = _proven(connection, assessment, names)
        for name in names:
            edit = _edit(connection, assessment, name)
            if name in proven and (edit is None or goes(edit.ref, whole=proven[name])):
                connection.execute("INSERT OR IGNORE INTO erased VALUES (?,?)", (assessment, name))
                _drop(connection, edit)
            else:
                connection.execute("DELETE FROM erased WHERE assessment=? AND edit=?", (assessment, name))
        connection.execute("DELETE FROM summary WHERE assessment=?", (assessment,))


def _proven(connection: sqlite3.Connection, assessment: str, names: Iterable[str]) -> dict[str, bool]:
    """Those of these edits that a proven erasure names, and whether one of them erases the whole assessment."""
    found = rows(connection, _PROVEN, (assessment, json.dumps(sorted(names))))
    return {name: bool(whole) for name, whole in found}


def _edit(connection: sqlite3.Connection, assessment: str, name: str) -> Edit | None:
    values = row(connection, "SELECT id, record, body FROM edit WHERE id=? AND assessment=?", (name, assessment))
    return readable(Edit(*values)) if values else None


def _drop(connection: sqlite3.Connection, edit: Edit | None) -> None:
    """Let go of a value that is here, and of what this installation keeps of it."""
    if edit is None or edit.body is None:
        return
    local.let_go(connection, edit.assessment, edit.ref, edit.value)
    connection.execute("UPDATE edit SET body=NULL WHERE id=?", (edit.id,))
    connection.execute(
        "UPDATE head SET value='null' WHERE assessment=? AND kind=? AND key=? AND field=? AND edit=?",
        (edit.assessment, *edit.ref, edit.id),
    )


def _by_assessment(places: Iterable[Place]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for assessment, name in places:
        found.setdefault(assessment, []).append(name)
    return found
