"""Edits on disk: adding is set union; heads follow in the same transaction."""

import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Edit, FieldRef, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.words import N_

from . import counting, erasures, local, reports
from .database import damage, explained, row, rows

_value = json.JSONDecoder().raw_decode  # `json.loads` without its search for white space
_new = tuple.__new__  # what a named tuple does, without its detour through Python: there are tens of thousands
_SHA256 = re.compile(b"[0-9a-f]{64}")
_FIELD = "assessment=? AND kind=? AND key=? AND field=?"
_ADD = (
    "INSERT INTO edit (id, record, body, assessment, action) VALUES (?,?,?,?,?) "
    "ON CONFLICT (id) DO UPDATE SET body=excluded.body WHERE body IS NULL AND excluded.body IS NOT NULL"
)
_HEADS = "SELECT kind, key, field, edit, value, author, at FROM head WHERE assessment=? ORDER BY kind, key, field, edit"
_OF_FIELD = f"SELECT edit, value, author, at FROM head WHERE {_FIELD} ORDER BY edit"
_ARE_HERE = "SELECT id, body IS NULL FROM edit WHERE id IN (SELECT value FROM json_each(?))"
_SHAREABLE = (
    "SELECT id, record, body FROM edit WHERE assessment=? AND id NOT IN (SELECT edit FROM aside WHERE assessment=?) "
    "ORDER BY seq"
)
_REPLACED = (
    "SELECT kind, key, field, edit FROM replaced WHERE assessment=? AND edit IN (SELECT value FROM json_each(?))"
)
_EDIT = "SELECT id, record, body FROM edit"
_LIBRARY = (
    "SELECT DISTINCT assessment FROM head "
    "WHERE kind='assessment' AND field='instrument' AND key=assessment AND value<>'null'"
)
_CHUNK = "SELECT seq, id, record, body FROM edit WHERE seq>? LIMIT 1000"
_BYTES = ", ".join(f"CAST({column} AS BLOB)" for column in ("id", "record", "body", "assessment", "action"))


def add(connection: sqlite3.Connection, edits: Iterable[Edit]) -> list[Edit]:
    """Add edits inside the caller's transaction; return those that were new. Any order, any number of times.

    Edits of others must have been proven. One that was erased is added without its value.
    """
    given = {edit.id: edit for edit in edits}
    here = without_value(connection, given)
    coming = [edit for edit in given.values() if edit.id not in here or (here[edit.id] and edit.body is not None)]
    erased = erasures.note(connection, coming)
    gone = erasures.gone(connection, coming)
    new = [replace(edit, body=None) if edit.id in gone else edit for edit in coming]
    new = [edit for edit in new if edit.id not in here or edit.body is not None]
    connection.executemany(_ADD, [(edit.id, edit.record, edit.body, edit.assessment, edit.action) for edit in new])
    counting.count(connection, new)
    erasures.erase(connection, erased | erasures.named(connection, new))
    for assessment in {edit.assessment for edit in new}:
        connection.execute("DELETE FROM summary WHERE assessment=?", (assessment,))
    return new


def without_value(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, bool]:
    """Those of these edits that are here, and whether each is here without its value."""
    found = rows(connection, _ARE_HERE, (json.dumps(list(names)),))
    return {name: bool(bare) for name, bare in found}


def erase_all(connection: sqlite3.Connection, assessment: str, erasing: Iterable[Edit]) -> None:
    """Add edits that erase all the others of an assessment: what `add` does one by one, in a few statements.

    The list that proves them must be here.
    """
    made = list(erasing)
    rows_of_edits = [(edit.id, edit.record, edit.body, assessment, edit.action) for edit in made]
    connection.executemany(_ADD, rows_of_edits)
    counting.count(connection, made)
    erased = erasures.note(connection, made)
    connection.executemany("INSERT OR IGNORE INTO erased VALUES (?,?)", erased)
    gone = "UPDATE edit SET body=NULL WHERE assessment=?1 AND id IN (SELECT edit FROM erased WHERE assessment=?1)"
    connection.execute(gone, (assessment,))
    connection.execute("UPDATE head SET value='null' WHERE assessment=? AND kind<>?", (assessment, "erasure"))
    reports.forget(connection, assessment)
    for due in ("wipe", "clean"):
        local.set_setting(connection, due, True)


def rebuild(connection: sqlite3.Connection, edits: Iterable[Edit]) -> None:
    """Make the derived tables anew from these edits, which are all there are, inside the caller's transaction."""
    for table in ("head", "replaced", "erasing", "erased", "aside", "summary"):
        connection.execute(f"DELETE FROM {table}")
    waiting = iter(edits)
    while some := list(islice(waiting, 1000)):
        erasures.note(connection, some)
        counting.count(connection, some)
    erasures.erase(connection, erasures.every(connection))
    for assessment, refs in counting.fields_within(connection, counting.taken_back(connection)).items():
        counting.recount(connection, assessment, refs)


def every(connection: sqlite3.Connection) -> Iterator[Edit]:
    """Every edit, in order of arrival, as it stands: not proven."""
    last = 0
    while found := rows(connection, _CHUNK, (last,)):
        yield from (Edit(*values[1:]) for values in found)
        last = found[-1][0]


def sound(connection: sqlite3.Connection) -> Iterator[Edit]:
    """Every edit that proves itself, in order of arrival; `check` names the others."""
    for edit in every(connection):
        if not isinstance(edit.record, bytes) or not isinstance(edit.body, bytes | None):
            continue  # in a row that was damaged anything may stand
        try:
            yield proven(edit.id, edit.record, edit.body)
        except Refused:
            continue


def faults(connection: sqlite3.Connection) -> Iterator[Refused]:
    """What is wrong with single edits, by the name of each."""
    for (seq,) in rows(connection, "SELECT seq FROM edit ORDER BY seq"):
        try:
            values = row(connection, f"SELECT {_BYTES} FROM edit WHERE seq=?", (seq,)) or (b"",) * 5
            name, record, body, assessment, action = (value or b"" for value in values)
            edit = proven(name.decode(errors="replace"), record, body or None)
            if (edit.assessment.encode(), edit.action.encode()) != (assessment, action):
                raise Refused(N_("An edit is filed under another assessment or deed than it names."), where=edit.id)
        except Refused as refused:
            yield refused


def are_sound(connection: sqlite3.Connection) -> bool:
    """Whether the file and every edit in it are what they should be."""
    return not damage(connection) and next(faults(connection), None) is None


def of_action(connection: sqlite3.Connection, action: str) -> list[Edit]:
    """The edits of one deed, in order of arrival; Refused where one is damaged."""
    return [proven(*values) for values in rows(connection, f"{_EDIT} WHERE action=? ORDER BY seq", (action,))]


def by_id(connection: sqlite3.Connection, edit: str) -> Edit | None:
    """One edit, or None where it is not here; Refused where it is damaged."""
    values = row(connection, f"{_EDIT} WHERE id=?", (edit,))
    return proven(*values) if values else None


def fields(connection: sqlite3.Connection, assessment: str, *, drafts: bool = True) -> dict[FieldRef, Held]:
    """What each field of an assessment holds, with what is being typed or without."""
    held: dict[FieldRef, Held] = {}
    with explained(connection):  # row by row: a list of them all would cost as much again
        for kind, key, field, edit, value, author, at in connection.execute(_HEADS, (assessment,)):
            ref, head = _new(FieldRef, (kind, key, field)), _new(Head, (edit, _value(value)[0], author, at))
            held[ref] = _new(Held, ((*held[ref].heads, head) if ref in held else (head,), None))
    if drafts:
        for kind, key, field, text in rows(
            connection, "SELECT kind, key, field, value FROM draft WHERE assessment=?", (assessment,)
        ):
            ref = FieldRef(kind, key, field)
            held[ref] = Held(held[ref].heads if ref in held else (), text)
    return held


def shareable(connection: sqlite3.Connection, assessment: str) -> list[Edit]:
    """Every edit of an assessment that counts, in order of arrival, as it stands: what a package may hold."""
    return [Edit(*values) for values in rows(connection, _SHAREABLE, (assessment, assessment))]


def with_value(connection: sqlite3.Connection, seq: int = 0) -> dict[str, str]:
    """The edits that are here with their values, and the assessment of each, of those that arrived after one."""
    found = rows(connection, "SELECT id, assessment FROM edit WHERE seq>? AND body IS NOT NULL", (seq,))
    return {name: sys.intern(assessment) for name, assessment in found}


def set_aside(connection: sqlite3.Connection, assessment: str) -> list[str]:
    """The edits of an assessment that do not count, since every import that brought them was taken back."""
    return [values[0] for values in rows(connection, "SELECT edit FROM aside WHERE assessment=?", (assessment,))]


def replaced(connection: sqlite3.Connection, assessment: str, names: Iterable[str]) -> frozenset[tuple[FieldRef, str]]:
    """Those of these edits, here or not, that one that counts replaces, with their fields."""
    found = rows(connection, _REPLACED, (assessment, json.dumps(list(names))))
    return frozenset((FieldRef(kind, key, name), edit) for kind, key, name, edit in found)


def erased(connection: sqlite3.Connection, assessment: str) -> frozenset[str]:
    """Every edit, here or not, whose value was erased for good."""
    return frozenset(
        values[0] for values in rows(connection, "SELECT edit FROM erased WHERE assessment=?", (assessment,))
    )


def newest(connection: sqlite3.Connection) -> int:
    """The number of the edit that arrived last; 0 where there is none."""
    return int(rows(connection, "SELECT coalesce(max(seq), 0) FROM edit")[0][0])


def arrival(connection: sqlite3.Connection, edit: str) -> int:
    """The number of an edit in the order of arrival; 0 where it is not here."""
    found = row(connection, "SELECT seq FROM edit WHERE id=?", (edit,))
    return int(found[0]) if found else 0


def since(connection: sqlite3.Connection, assessment: str, seq: int) -> list[Edit]:
    """The edits of an assessment that arrived after one, as they stand."""
    found = rows(connection, f"{_EDIT} WHERE seq>? AND assessment=? ORDER BY seq", (seq, assessment))
    return [Edit(*values) for values in found]


def field(connection: sqlite3.Connection, assessment: str, ref: FieldRef) -> tuple[Head, ...]:
    """The heads of one field, by id."""
    found = rows(connection, _OF_FIELD, (assessment, *ref))
    return tuple(Head(edit, _value(value)[0], author, at) for edit, value, author, at in found)


def assessments(connection: sqlite3.Connection) -> list[str]:
    """Every assessment that says which instrument it uses."""
    return [values[0] for values in rows(connection, _LIBRARY)]


def instruments_in_use(connection: sqlite3.Connection) -> dict[str, int]:
    """How many assessments use each instrument now, by its SHA-256."""
    found = rows(
        connection,
        "SELECT value, COUNT(DISTINCT assessment) FROM head "
        "WHERE kind='assessment' AND field='instrument' AND key=assessment AND value<>'null' GROUP BY value",
    )
    return {str(json.loads(value)): count for value, count in found}


def assessments_naming(connection: sqlite3.Connection, sha256: str) -> list[str]:
    """Every assessment with an edit that names this SHA-256, in the history too."""
    found = rows(connection, "SELECT DISTINCT assessment FROM edit WHERE instr(body, ?) > 0", (sha256.encode(),))
    return [values[0] for values in found]


def files_named(connection: sqlite3.Connection) -> set[str]:
    """Every SHA-256 that any edit names, in the history too, and in fields that only a newer version knows."""
    bodies = (edit.body or b"" for edit in every(connection))
    return {found.decode() for body in bodies for found in _SHA256.findall(body)}


def files_standing(connection: sqlite3.Connection) -> dict[str, str]:
    """Every attached file that a source names now: its SHA-256 and its name."""
    found = rows(connection, "SELECT value FROM head WHERE kind='source' AND field='file'")
    files = (file_of(json.loads(values[0])) for values in found)
    return {file.sha256: file.name for file in files if file is not None}


def touched_by(connection: sqlite3.Connection, author: str) -> list[str]:
    """Every assessment where something stands that this author wrote."""
    return [values[0] for values in rows(connection, "SELECT DISTINCT assessment FROM head WHERE author=?", (author,))]
