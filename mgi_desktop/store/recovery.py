"""What can still be read of a damaged store: row by row, then in its raw bytes; every edit is proven by its hashes."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from mgi_desktop.domain.edits import Edit, proven
from mgi_desktop.domain.errors import Refused

from .database import Row

_LEAST = 100
"""No row of a table is smaller, in bytes."""
_BLOCK = 256
_RECORD = re.compile(rb'\{"action":"[0-9a-f-]{36}","assessment":"')
_RECORD_END = re.compile(rb',"v":[0-9]{1,9}\}')
_LONGEST = 1_000_000
_BODY = re.compile(rb'\["[0-9a-f]{32}",')
_DIGEST = re.compile(rb'"digest":"([0-9a-f]{64})"')


@dataclass
class Found:
    """What was found: edits by id, questionnaires by hash, signed lists, and what was local."""

    edits: dict[str, Edit] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    instruments: dict[str, bytes] = field(default_factory=dict)
    signed: dict[bytes, bytes] = field(default_factory=dict)
    local: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, edit: Edit) -> None:
        """Keep an edit, with its value where any copy of it has one."""
        if edit.id not in self.edits or (self.edits[edit.id].body is None and edit.body is not None):
            self.edits[edit.id] = edit


LOCAL = ("draft", "deed", "restored", "setting")


def read(path: Path) -> Found:
    """Read what is left of a store of which this is a copy, with its log where there is one; the copy may change."""
    found = Found()
    beside = (path, path.with_name(path.name + "-wal"))
    raw = [one.read_bytes() for one in beside if one.exists()]  # SQLite throws a log away that does not fit its file
    last = sum(map(len, raw)) // _LEAST
    with suppress(sqlite3.DatabaseError), closing(_opened(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # else none of it can be read as tables
        for row in _each(connection, "edit", "CAST(id AS BLOB), CAST(record AS BLOB), CAST(body AS BLOB)", last):
            _keep(found, *row)
        for name, document in _each(connection, "instrument", "sha256, CAST(document AS BLOB)", last):
            if isinstance(document, bytes) and hashlib.sha256(document).hexdigest() == name:
                found.instruments[name] = document
        for document, signature in _each(connection, "batch", "CAST(document AS BLOB), CAST(signature AS BLOB)", last):
            found.signed[document or b""] = signature or b""
        found.aside = {row[0] for row in _rows(connection, "SELECT edit FROM aside")}
        for table in LOCAL:
            rows = _rows(connection, f"SELECT * FROM {table}")
            found.local[table] = [row for row in rows if _is_whole(table, row)]
    for data in raw:
        _scan(found, data)
    return found


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = lambda data: data.decode(errors="replace")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def _keep(found: Found, name: bytes | None, record: bytes | None, body: bytes | None) -> None:
    """Keep an edit that proves itself; one whose value does not is kept without it, as an erased one is."""
    for value in (body, None):
        with suppress(Refused, UnicodeDecodeError):
            found.add(proven((name or b"").decode(), record or b"", value))
            return


def _each(connection: sqlite3.Connection, table: str, columns: str, last: int) -> Iterator[Row]:
    """The rows of a table by their number, which none passes `last`, going round those that cannot be read."""
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()
        return
    waiting = [(first, min(first + _BLOCK - 1, last)) for first in range(1, last + 1, _BLOCK)]
    while waiting:
        first, until = waiting.pop()
        try:
            rows = connection.execute(
                f"SELECT {columns} FROM {table} WHERE rowid BETWEEN ? AND ?", (first, until)
            ).fetchall()
        except sqlite3.DatabaseError:
            if first < until:
                middle = (first + until) // 2
                waiting += [(first, middle), (middle + 1, until)]
        else:
            yield from rows


def _rows(connection: sqlite3.Connection, statement: str) -> Iterator[Row]:
    """The rows of a statement, as far as they can be read."""
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(statement)


def _is_whole(table: str, row: Row) -> bool:
    """Whether a local row can be read; what was done by an import cannot be turned any more, and is left out."""
    try:
        if table == "draft":
            return isinstance(row[4], str) and isinstance(json.loads(row[5]), list)
        if table == "deed":
            return isinstance(json.loads(row[4])["fields"], dict) and not row[3].startswith("import/")
        if table == "setting":
            json.loads(row[1])
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _scan(found: Found, data: bytes) -> None:
    """Find edits in raw bytes: a row holds the id, the record and the value one after the other."""
    for begun in _RECORD.finditer(data):
        end = _RECORD_END.search(data, begun.end(), begun.start() + _LONGEST)
        if end is None:
            continue
        record = data[begun.start() : end.end()]
        name = hashlib.sha256(record).hexdigest()
        known = found.edits.get(name)
        if known is None or known.body is None:
            _keep(found, name.encode(), record, _value(data, end.end(), record))


def _value(data: bytes, start: int, record: bytes) -> bytes | None:
    """The value that stands behind a record, where its hash is the one that the record names."""
    digest = _DIGEST.search(record)
    if digest is None or _BODY.match(data, start) is None:
        return None
    text = data[start : start + _LONGEST].decode(errors="replace")
    with suppress(ValueError, RecursionError):
        _held, length = json.JSONDecoder().raw_decode(text)
        body = text[:length].encode()
        if hashlib.sha256(body).hexdigest().encode() == digest.group(1):
            return body
    return None
