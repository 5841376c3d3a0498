"""Edits on disk: adding is set union; heads follow in the same transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from mgi_desktop.domain.edits import Edit, FieldRef, proven
from mgi_desktop.domain.held import Head, Held

_FIELD = "assessment=? AND kind=? AND key=? AND field=?"
_ADD = "INSERT OR IGNORE INTO edit (id, record, body, assessment, action) VALUES (?,?,?,?,?)"
_REPLACED = "INSERT OR IGNORE INTO replaced VALUES (?,?,?,?,?)"
_NO_HEAD = f"DELETE FROM head WHERE {_FIELD} AND edit=?"
_IS_REPLACED = f"SELECT 1 FROM replaced WHERE {_FIELD} AND edit=?"
_HEAD = "INSERT OR REPLACE INTO head VALUES (?,?,?,?,?,?,?,?)"
_HEADS = "SELECT kind, key, field, edit, value, author, at FROM head WHERE assessment=? ORDER BY kind, key, field, edit"


def add(connection: sqlite3.Connection, edits: Iterable[Edit]) -> list[Edit]:
    """Add edits inside the caller's transaction; return those that were new. Any order, any number of times."""
    new = []
    for edit in edits:
        row = (edit.id, edit.record, edit.body, edit.assessment, edit.action)
        if connection.execute(_ADD, row).rowcount == 1:
            derive(connection, edit)
            new.append(edit)
    for assessment in {edit.assessment for edit in new}:
        connection.execute("DELETE FROM summary WHERE assessment=?", (assessment,))
    return new


def derive(connection: sqlite3.Connection, edit: Edit) -> None:
    """Bring the derived tables to what they are with this edit, whatever came before it."""
    place = (edit.assessment, *edit.ref)
    for earlier in edit.replaces:
        connection.execute(_REPLACED, (*place, earlier))
        connection.execute(_NO_HEAD, (*place, earlier))
    if connection.execute(_IS_REPLACED, (*place, edit.id)).fetchone() is None:
        value = json.dumps(edit.value, ensure_ascii=False)
        connection.execute(_HEAD, (*place, edit.id, value, edit.author, edit.at))


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the derived tables anew from the edits, inside the caller's transaction."""
    for table in ("head", "replaced", "summary"):
        connection.execute(f"DELETE FROM {table}")
    for edit in every(connection):
        derive(connection, edit)


def every(connection: sqlite3.Connection) -> Iterator[Edit]:
    """Every edit, in order of arrival, as it stands: not proven."""
    for row in connection.execute("SELECT id, record, body FROM edit ORDER BY seq"):
        yield Edit(*row)


def of_action(connection: sqlite3.Connection, action: str) -> list[Edit]:
    """The edits of one deed."""
    found = connection.execute("SELECT id, record, body FROM edit WHERE action=? ORDER BY seq", (action,))
    return [proven(*row) for row in found]


def by_id(connection: sqlite3.Connection, edit: str) -> Edit | None:
    """One edit, or None where it is not here."""
    row = connection.execute("SELECT id, record, body FROM edit WHERE id=?", (edit,)).fetchone()
    return proven(*row) if row else None


def fields(connection: sqlite3.Connection, assessment: str) -> dict[FieldRef, Held]:
    """What each field of an assessment holds, with what is being typed."""
    heads: dict[FieldRef, list[Head]] = {}
    for kind, key, field, edit, value, author, at in connection.execute(_HEADS, (assessment,)):
        heads.setdefault(FieldRef(kind, key, field), []).append(Head(edit, json.loads(value), author, at))
    held = {ref: Held(tuple(members)) for ref, members in heads.items()}
    for kind, key, field, value in connection.execute(
        "SELECT kind, key, field, value FROM draft WHERE assessment=?", (assessment,)
    ):
        ref = FieldRef(kind, key, field)
        held[ref] = Held(held[ref].heads if ref in held else (), value)
    return held


def field(connection: sqlite3.Connection, assessment: str, ref: FieldRef) -> tuple[Head, ...]:
    """The heads of one field, by id."""
    found = connection.execute(
        f"SELECT edit, value, author, at FROM head WHERE {_FIELD} ORDER BY edit", (assessment, *ref)
    )
    return tuple(Head(edit, json.loads(value), author, at) for edit, value, author, at in found)


def assessments(connection: sqlite3.Connection) -> list[str]:
    """Every assessment that says which instrument it uses."""
    found = connection.execute(
        "SELECT DISTINCT assessment FROM head WHERE kind='assessment' AND field='instrument' AND value<>'null'"
    )
    return [row[0] for row in found]
