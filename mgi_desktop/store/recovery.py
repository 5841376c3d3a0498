"""What can still be read of a damaged store: by SQLite as far as it goes, page by page, and in the raw bytes.

Every edit is proven by its hashes and every questionnaire by its own. What belongs to this installation alone cannot be
proven: it is taken where SQLite reads it.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from mgi_desktop.domain.edits import HASH, UUID, Edit, FieldRef, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import known

from . import pages
from .database import Row

LOCAL = ("draft", "deed", "restored", "setting", "import", "brought")
"""What never travels, by table."""
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite raises where the file is damaged; the second where it names a damaged table."""
_MOST_PLACES = 2**40
_BLOCK = 256
_LEAST = 300
"""No edit takes less, in bytes."""
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_RECORD = re.compile(rb'([0-9a-f]{64})(?=\{"action":")')
_NAME = re.compile(HASH.pattern.encode())
_UUID = re.compile(UUID.pattern.encode())
_SHORT, _LONGEST = 4096, 1_000_000
_EDIT = "CAST(id AS BLOB), CAST(record AS BLOB), CAST(body AS BLOB)"


@dataclass
class Found:
    """What was found.

    `places` are the edits by their number in the order of arrival, `claims` all identifiers that the file gives for a
    number, since one of them may be damaged; `unproven` records by their own hash, which no row vouches for yet;
    `erased` (assessment, edit) those whose value was erased for good; `signed` the lists with their signatures; `local`
    the rows by table, and `whole` those tables that were read to the end; `typed` drafts that may be old. `proven` are
    edits of another file, which need not be proven again.
    """

    proven: Mapping[str, Edit] = field(default_factory=dict)

    edits: dict[str, Edit] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    claims: dict[int, set[str]] = field(default_factory=dict)
    unproven: dict[str, tuple[bytes, bytes | None]] = field(default_factory=dict)
    erased: set[tuple[str, str]] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    instruments: dict[str, bytes] = field(default_factory=dict)
    signed: dict[bytes, bytes] = field(default_factory=dict)
    local: dict[str, list[Row]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    typed: list[Row] = field(default_factory=list)

    def add(self, edit: Edit) -> None:
        """Keep an edit, with its value where any copy of it has one."""
        if edit.id not in self.edits or (self.edits[edit.id].body is None and edit.body is not None):
            self.edits[edit.id] = edit

    def keep(self, place: int | None, name: object, record: object, body: object) -> None:
        """Keep an edit that proves itself, whole, and what its row says of where it stands."""
        if isinstance(name, bytes) and _NAME.fullmatch(name):
            self.claim(place, name.decode())
            if isinstance(record, bytes) and (body is None or isinstance(body, bytes)):
                self._prove(place, name.decode(), record, body)

    def _prove(self, place: int | None, name: str, record: bytes, body: bytes | None) -> None:
        known = self.proven.get(name)
        if known is not None and (known.record, known.body) == (record, body):
            self.add(known)
        else:
            try:
                self.add(proven(name, record, body))
            except Refused:
                self.unproven.setdefault(hashlib.sha256(record).hexdigest(), (record, body))
                return
        if place is not None and 0 < place < _MOST_PLACES:
            self.places.setdefault(place, name)

    def claim(self, place: object, name: str) -> None:
        """Note that an edit has this number in the order of arrival."""
        if isinstance(place, int) and 0 < place < _MOST_PLACES:
            self.claims.setdefault(place, set()).add(name)

    def prove_by_others(self) -> None:
        """Keep the records whose own row no longer names them, where the index or another edit does."""
        places = {name: place for place, names in self.claims.items() for name in names}
        named = places.keys() | {earlier for edit in self.edits.values() for earlier in edit.replaces}
        for name in self.unproven.keys() & named:
            self._prove(places.get(name), name, *self.unproven[name])

    @property
    def sound(self) -> bool:
        """Whether SQLite could read all of it, and every edit proved itself."""
        claimed = {name for names in self.claims.values() for name in names}
        return self.whole >= {*LOCAL, "edit"} and claimed == self.edits.keys()

    def lost(self, here: Set[str], others: Set[str]) -> list[set[str]]:
        """Of each edit that the file held and that is not here, what it may be called; `others` have an index, too."""
        claims = [names - others for names in self.claims.values()]
        return [names for names in claims if names and not names & here]

    def keep_instrument(self, name: object, document: object) -> None:
        """Keep a questionnaire that is what its hash says."""
        if isinstance(document, bytes) and hashlib.sha256(document).hexdigest().encode() == name:
            self.instruments[hashlib.sha256(document).hexdigest()] = document


def read(file: bytes, log: bytes = b"") -> Found:
    """Read what is left of the file of a store and of its write-ahead log."""
    found = Found()
    _read_by_sqlite(found, pages.current(file, log))
    _read_by_page(found, file, log)
    for data in (file, log):
        _read_raw(found, data)
    found.prove_by_others()
    return found


def read_backup(file: bytes, known: Mapping[str, Edit]) -> Found:
    """Read a backup in the same way: below SQLite only where it is damaged, too."""
    found = Found(proven=known)
    _read_by_sqlite(found, file)
    if not found.sound:
        _read_by_page(found, file, b"")
        _read_raw(found, file)
        found.prove_by_others()
    return found


def in_order(found: Found) -> list[Edit]:
    """The edits that count, in the order in which they arrived as far as that is known, without what was erased."""
    places = {name: place for place, name in found.places.items()}
    counting = [edit for edit in found.edits.values() if edit.id not in found.aside]
    return [
        replace(edit, body=None) if (edit.assessment, edit.id) in found.erased and edit.ref.kind != "erasure" else edit
        for edit in sorted(counting, key=lambda edit: places.get(edit.id, _MOST_PLACES))
    ]


# By SQLite


def _read_by_sqlite(found: Found, image: bytes) -> None:
    """Read the tables as far as SQLite can, in memory; where the header is gone, with another one."""
    for data in (image, _with_header(image)):
        with suppress(*_UNREADABLE), closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(_without_log(data))
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            connection.execute("SELECT sql FROM sqlite_master").fetchall()
            _read_tables(found, connection, len(data) // _LEAST)
            return


def _without_log(data: bytes) -> bytes:
    return data[:18] + b"\1\1" + data[20:] if data[:16] == _MAGIC else data


def _with_header(data: bytes) -> bytes:
    """The same with the header of a sound file before its first page."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE one (a)")
        header = bytearray(connection.serialize()[:_HEADER])
    header[28:32] = (len(data) // pages.SIZE).to_bytes(4, "big")
    header[32:40] = bytes(8)  # no free pages
    header[92:96] = header[24:28]
    return bytes(header) + data[_HEADER:]


def _read_tables(found: Found, connection: sqlite3.Connection, last: int) -> None:
    connection.text_factory = bytes
    for row in _each(connection, "edit", f"seq, {_EDIT}", last, found.whole):
        found.keep(*row)
    for row in _each(connection, "instrument", "CAST(sha256 AS BLOB), CAST(document AS BLOB)", last, found.whole):
        found.keep_instrument(*row)
    signed = "CAST(document AS BLOB), CAST(signature AS BLOB)"
    for document, signature in _each(connection, "batch", signed, last, found.whole):
        if document and signature:
            found.signed[document] = signature
    for table in LOCAL:
        rows, whole = _all(connection, f"SELECT * FROM {table}", _ORDERS[table])
        found.local[table] = list(dict.fromkeys(filter(None, (_local(table, row) for row in rows))))
        if whole:
            found.whole.add(table)
    erased, _whole = _names(connection, "erased")
    found.erased |= erased
    aside, whole = _names(connection, "aside")
    found.aside |= {name for _assessment, name in aside}
    if whole:
        found.whole.add("aside")


def _names(connection: sqlite3.Connection, table: str) -> tuple[set[tuple[str, str]], bool]:
    """The edits (assessment, edit) that a derived table names, and whether that is all of them."""
    found, whole = _all(connection, f"SELECT assessment, edit FROM {table}", "assessment {0}, edit {0}")
    names = set()
    for assessment, name in found:
        with suppress(UnicodeDecodeError, AttributeError):
            names.add((assessment.decode(), name.decode()))
    return names, whole


_ORDERS = {
    "draft": "rowid {0}",
    "deed": "seq {0}",
    "restored": "edit {0}, original {0}",
    "setting": "name {0}",
    "import": "number {0}",
    "brought": "import_number {0}, first {0}",
}


def _each(connection: sqlite3.Connection, table: str, columns: str, last: int, whole: set[str]) -> Iterator[Row]:
    """The rows of a table by their number, which none passes `last`, going round those that cannot be read.

    Where all can be, the table is `whole`.
    """
    with suppress(*_UNREADABLE):
        every = connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()
        whole.add(table)
        yield from every
        return
    waiting = [(first, min(first + _BLOCK - 1, last)) for first in range(1, last + 1, _BLOCK)][::-1]
    while waiting:
        first, until = waiting.pop()
        statement = f"SELECT {columns} FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        try:
            rows = connection.execute(statement, (first, until)).fetchall()
        except _UNREADABLE:
            if first < until:
                middle = (first + until) // 2
                waiting += [(middle + 1, until), (first, middle)]
        else:
            yield from rows


def _all(connection: sqlite3.Connection, statement: str, order: str) -> tuple[list[Row], bool]:
    """The rows of a statement, from either end up to where it cannot be read; and whether that was all."""
    rows: list[Row] = []
    for way in ("ASC", "DESC"):
        some: list[Row] = []
        whole = False
        with suppress(*_UNREADABLE):
            for row in connection.execute(f"{statement} ORDER BY {order.format(way)}"):
                some.append(row)  # one by one, so that those before the fault stay
            whole = True
        rows += some if way == "ASC" else some[::-1]
        if whole:
            return some if way == "ASC" else some[::-1], True
    return rows, False


def _local(table: str, row: Row) -> Row | None:
    """A row of what never travels as text and numbers; None where it does not say what such a row says."""
    try:
        read = tuple(value.decode() if isinstance(value, bytes) else value for value in row)
        return read if _CHECKS[table](read) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _are(row: Row, *kinds: type) -> bool:
    return len(row) == len(kinds) and all(isinstance(value, kind) for value, kind in zip(row, kinds, strict=True))


def _is_draft(row: Row) -> bool:
    heads = json.loads(row[5])
    named = isinstance(heads, list) and all(isinstance(head, str) for head in heads)
    return _are(row, str, str, str, str, str, str) and named and known(FieldRef(*row[1:4]))


def _is_deed(row: Row) -> bool:
    label: Any = json.loads(row[4])
    said = isinstance(label["message"], str) and isinstance(label["fields"], dict)
    return _are(row, int, str, str, str, str, int) and said


def _is_setting(row: Row) -> bool:
    json.loads(row[1])
    return _are(row, str, str)


def _is_import(row: Row) -> bool:
    return _are(row, int, str, str, str, str, int) and isinstance(json.loads(row[4]), dict)


_CHECKS: Mapping[str, Callable[[Row], bool]] = {
    "draft": _is_draft,
    "deed": _is_deed,
    "restored": lambda row: _are(row, str, str),
    "setting": _is_setting,
    "import": _is_import,
    "brought": lambda row: _are(row, int, int, int, int) and row[1] <= row[2],
}


# Page by page


def _read_by_page(found: Found, file: bytes, log: bytes) -> None:
    """Take what stands on any page, be it an old one: edits prove themselves, and never change."""
    for row in pages.rows(file, log):
        values = row.values
        if len(values) == 6:
            found.keep(row.number, *values[1:4])
            if isinstance(values[0], bytes) and _UUID.fullmatch(values[0]):
                draft = _local("draft", values)
                found.typed += [draft] if draft else []
        elif len(values) == 2 and isinstance(values[1], int):  # the index of the edits
            if isinstance(values[0], bytes) and _NAME.fullmatch(values[0]):
                found.claim(values[1], values[0].decode())
        elif len(values) == 2:
            found.keep_instrument(*values)
        _keep_signed(found, values)


def _keep_signed(found: Found, values: Sequence[object]) -> None:
    """Take a signed list; whether its signature holds is asked by whoever uses it."""
    if len(values) == 6:
        document, signature = values[4:]
        if isinstance(document, bytes) and isinstance(signature, bytes) and document.startswith(b'{"assessment":'):
            found.signed.setdefault(document, signature)


# In the raw bytes


def _read_raw(found: Found, data: bytes) -> None:
    """Find edits wherever they stand: in a row the id, the record and the value follow each other."""
    for place in _RECORD.finditer(data):
        name = place.group(1)
        here = found.edits.get(name.decode())
        if here is None or here.body is None:
            record = _json(data, place.end())
            after = place.end() + len(record)
            body = _json(data, after) if data[after : after + 1] == b"[" else None
            if body is not None or _UUID.match(data, after):  # the assessment, where there is no value
                found.keep(None, name, record, body)


def _json(data: bytes, at: int) -> bytes:
    """The JSON that begins at a place, empty where none does."""
    for length in (_SHORT, _LONGEST):
        text = data[at : at + length].decode("latin-1")  # a letter a byte: only where it ends is asked here
        with suppress(ValueError, RecursionError):
            _held, end = _DECODER.raw_decode(text)
            return data[at : at + end]
    return b""


_DECODER = json.JSONDecoder()
