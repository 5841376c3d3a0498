"""Which edits count, and which of those are heads: the derived tables, brought to what the edits say.

An edit does not count where every import that brought it was taken back, unless an edit that counts was built on it: so
what counts is the same set for whoever receives it, and nothing that others wrote changes.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from mgi_desktop.domain.edits import Edit, FieldRef, not_counted

from .database import explained, rows

_FIELD = "assessment=? AND kind=? AND key=? AND field=?"
_REPLACED = "INSERT OR IGNORE INTO replaced VALUES (?,?,?,?,?)"
_NO_HEAD = f"DELETE FROM head WHERE {_FIELD} AND edit=?"
_HEAD = (
    "INSERT OR REPLACE INTO head SELECT ?1,?2,?3,?4,?5,?6,?7,?8 WHERE NOT EXISTS "
    "(SELECT 1 FROM replaced WHERE assessment=?1 AND kind=?2 AND key=?3 AND field=?4 AND edit=?5)"
)
_OF_ASSESSMENT = "SELECT seq, id, record, body FROM edit WHERE assessment=?"
_ASIDE = "SELECT 1 FROM aside WHERE assessment=? AND edit IN (SELECT value FROM json_each(?)) LIMIT 1"
_BROUGHT = (
    "SELECT brought.first, brought.last, import.aside FROM brought "
    "JOIN import ON import.number=brought.import_number ORDER BY brought.first"
)

Span = tuple[int, int]
"""From one number in the order of arrival to another, both among them."""


def count(connection: sqlite3.Connection, edits: Sequence[Edit]) -> None:
    """Bring heads and replaced to what they are with these edits, which all count, whatever came before them."""
    replaced = [(edit.assessment, *edit.ref, earlier) for edit in edits for earlier in edit.replaces]
    connection.executemany(_REPLACED, replaced)
    connection.executemany(_NO_HEAD, replaced)
    gone = set(replaced)  # most of a long history is replaced within it: the store need not be asked
    connection.executemany(_HEAD, (_head(edit) for edit in edits if (edit.assessment, *edit.ref, edit.id) not in gone))
    _count_what_is_built_on(connection, edits)


def _head(edit: Edit) -> tuple[str, ...]:
    value = json.dumps(edit.value, ensure_ascii=False)
    return (edit.assessment, *edit.ref, edit.id, value, edit.author, edit.at)


def _count_what_is_built_on(connection: sqlite3.Connection, edits: Iterable[Edit]) -> None:
    """Let edits count again that were set aside and that these replace."""
    if not rows(connection, "SELECT 1 FROM aside LIMIT 1"):
        return
    fields: dict[str, set[FieldRef]] = {}
    for edit in edits:
        if rows(connection, _ASIDE, (edit.assessment, json.dumps(edit.replaces))):
            fields.setdefault(edit.assessment, set()).add(edit.ref)
    for assessment, refs in fields.items():
        recount(connection, assessment, refs)


def recount(connection: sqlite3.Connection, assessment: str, refs: Iterable[FieldRef]) -> None:
    """Make the derived rows of these fields anew, of all the edits that are here."""
    back = _Spans(taken_back(connection))
    fields: dict[FieldRef, dict[str, Edit]] = {ref: {} for ref in refs}
    candidates: dict[FieldRef, list[str]] = {ref: [] for ref in fields}
    for seq, edit in _edits(connection, assessment):
        if edit.ref in fields:
            fields[edit.ref][edit.id] = edit
            if seq in back and edit.ref.kind != "erasure":
                candidates[edit.ref].append(edit.id)
    aside = {name for ref, members in fields.items() for name in not_counted(members, candidates[ref])}
    for table in ("head", "replaced"):
        connection.executemany(f"DELETE FROM {table} WHERE {_FIELD}", [(assessment, *ref) for ref in fields])
    every = [edit for members in fields.values() for edit in members.values()]
    connection.executemany("DELETE FROM aside WHERE assessment=? AND edit=?", [(assessment, edit.id) for edit in every])
    connection.executemany("INSERT INTO aside VALUES (?,?)", [(assessment, name) for name in sorted(aside)])
    count(connection, [edit for edit in every if edit.id not in aside])
    connection.execute("DELETE FROM summary WHERE assessment=?", (assessment,))


def fields_within(connection: sqlite3.Connection, spans: Iterable[Span]) -> dict[str, set[FieldRef]]:
    """The fields of the edits in these spans, by assessment."""
    found: dict[str, set[FieldRef]] = {}
    for span in spans:
        with explained(connection):
            for name, record in connection.execute("SELECT id, record FROM edit WHERE seq BETWEEN ? AND ?", span):
                edit = readable(Edit(name, record, None))
                if edit is not None:
                    found.setdefault(edit.assessment, set()).add(edit.ref)
    return found


def _edits(connection: sqlite3.Connection, assessment: str) -> Iterator[tuple[int, Edit]]:
    """Edits with their place in the order of arrival, one by one, but for damaged ones, which `check` names."""
    with explained(connection):
        for seq, *values in connection.execute(_OF_ASSESSMENT, (assessment,)):
            edit = readable(Edit(*values))
            if edit is not None:
                yield seq, edit


def readable(edit: Edit) -> Edit | None:
    """The edit; None where it is so damaged that it cannot be read."""
    try:
        whole = edit.ref, edit.replaces, edit.value
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return edit if whole else None


def taken_back(connection: sqlite3.Connection) -> list[Span]:
    """The edits, as spans of the order of arrival, that only imports brought which were taken back."""
    brought = rows(connection, _BROUGHT)
    return _without(
        [(first, last) for first, last, aside in brought if aside],
        [(first, last) for first, last, aside in brought if not aside],
    )


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Spans less others; both begin in order, and may overlap among themselves."""
    kept, other, place = [], _joined(others), 0
    for first, last in _joined(spans):
        while place < len(other) and other[place][1] < first:
            place += 1
        at = place
        while at < len(other) and other[at][0] <= last:
            if other[at][0] > first:
                kept.append((first, other[at][0] - 1))
            first = other[at][1] + 1
            at += 1
        if first <= last:
            kept.append((first, last))
    return kept


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def spans_of(numbers: Iterable[int]) -> list[Span]:
    """Numbers as spans."""
    return _joined([(number, number) for number in numbers])


class _Spans:
    """Says quickly whether a number lies in one of these spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._firsts = [first for first, _last in spans]

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and number <= self._spans[place][1]
