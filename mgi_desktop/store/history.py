"""Reading edits back, the newest first: of a whole assessment, or of some fields from their heads on."""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator

from mgi_desktop.domain.edits import Edit, FieldRef

from . import edits
from .counting import readable
from .database import Row, rows

_CHUNK = 200
_COUNTED = "id NOT IN (SELECT edit FROM aside)"
_NEWEST = (
    f"SELECT seq, id, record, body FROM edit WHERE assessment=? AND seq<? AND {_COUNTED} ORDER BY seq DESC LIMIT ?"
)
_BY_ID = "SELECT seq, id, record, body FROM edit WHERE id IN ({})"
_ERASING = (
    "SELECT key, field, value, author, at FROM head WHERE assessment=? AND kind='erasure' AND EXISTS (SELECT 1 FROM "
    "signed JOIN batch ON batch.number=signed.batch WHERE signed.edit=head.edit AND batch.author=head.author)"
)


def newest(connection: sqlite3.Connection, assessment: str) -> Iterator[Edit]:
    """Every edit of an assessment, the one that arrived last first; read in pieces, as many as are asked for."""
    before = 2**62
    while found := rows(connection, _NEWEST, (assessment, before, _CHUNK)):
        yield from filter(None, (readable(Edit(*values[1:])) for values in found))
        before = found[-1][0]


def back_from(connection: sqlite3.Connection, assessment: str, fields: Iterable[FieldRef]) -> Iterator[Edit]:
    """Every edit of these fields: their heads, then what those replaced; of what is at hand the newest first."""
    names = [head.id for ref in fields for head in edits.field(connection, assessment, ref)]
    seen = set(names)
    waiting: list[tuple[int, str, Edit]] = []
    while names or waiting:
        for values in _by_id(connection, names):
            edit = readable(Edit(*values[1:]))
            if edit is not None:
                heapq.heappush(waiting, (-values[0], edit.id, edit))
        names = []
        if waiting:
            edit = heapq.heappop(waiting)[2]
            yield edit
            names = [name for name in edit.replaces if name not in seen]
            seen.update(names)


def named(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, Edit]:
    """The edits of these ids that are here."""
    found = filter(None, (readable(Edit(*values[1:])) for values in _by_id(connection, sorted(set(names)))))
    return {edit.id: edit for edit in found}


def count(connection: sqlite3.Connection, assessment: str) -> int:
    """How many edits of an assessment are here."""
    return int(rows(connection, f"SELECT count(*) FROM edit WHERE assessment=? AND {_COUNTED}", (assessment,))[0][0])


def begun(connection: sqlite3.Connection, assessment: str) -> str:
    """When the first edit of an assessment was made, by that laptop's clock; empty where there is none."""
    earliest = "SELECT min(json_extract(CAST(record AS TEXT), '$.at')) FROM edit"
    found = rows(connection, f"{earliest} WHERE assessment=? AND {_COUNTED}", (assessment,))
    return str(found[0][0] or "")


def erasing(connection: sqlite3.Connection, assessment: str) -> list[Row]:
    """What stands of the erasures of an assessment that are proven: key, field, value (JSON), author, time."""
    return rows(connection, _ERASING, (assessment,))


def _by_id(connection: sqlite3.Connection, names: list[str]) -> list[Row]:
    found: list[Row] = []
    for begin in range(0, len(names), 500):  # SQLite takes so many parameters, and not many more
        some = names[begin : begin + 500]
        found += rows(connection, _BY_ID.format(",".join("?" * len(some))), some)
    return found
