"""Reads a database file page by page, without SQLite: for one whose header, schema or inner pages are gone.

After https://www.sqlite.org/fileformat2.html. Nothing that is read here is believed: whoever uses it proves it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

SIZE = 4096
"""The size of the pages of every store; SQLite's own since 2016."""
_HEADER, _LOG_HEADER, _FRAME = 100, 32, 24
_SALT = slice(16, 24)
"""Where the header of a log says by what its pages are known."""
_MOST_PAGES = 2**22
_LEAF_TABLE, _LEAF_INDEX, _INNER_INDEX = 13, 10, 2
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS = 16

Value = bytes | int | None


class Row(NamedTuple):
    """The columns of a row as they stand, texts as bytes; `number` is its rowid, None in an index or without one."""

    number: int | None
    values: tuple[Value, ...]


def rows(file: bytes, log: bytes = b"") -> Iterator[Row]:
    """Every row that stands whole on some page of a file or of its write-ahead log, be it current or not."""
    pages = _pages(file)
    for number, page in pages.items():
        yield from _on_page(page, number, pages)
    for group in _commits(log):
        pages |= group
        for number, page in group.items():
            yield from _on_page(page, number, pages)


def current(file: bytes, log: bytes) -> bytes:
    """The file with what its log holds, as far as that belongs to it: what SQLite would read."""
    pages, in_log = _pages(file), False
    for group in _commits(log, log[_SALT]):
        pages |= group
        in_log = True
    last = max(pages, default=0)
    return b"".join(pages.get(number, bytes(SIZE)) for number in range(1, last + 1)) if in_log else file


def _pages(file: bytes) -> dict[int, bytes]:
    """The pages of a file by their numbers, the last one filled up."""
    numbers = range(1, (len(file) + SIZE - 1) // SIZE + 1)
    return {number: file[(number - 1) * SIZE : number * SIZE].ljust(SIZE, b"\0") for number in numbers}


def _commits(log: bytes, salt: bytes = b"") -> Iterator[dict[int, bytes]]:
    """The pages of each transaction in a log, so that what goes on on another page is found beside it.

    With a salt only those that were written since the log was begun anew.
    """
    group: dict[int, bytes] = {}
    for at in range(_LOG_HEADER, len(log) - _FRAME - SIZE + 1, _FRAME + SIZE):
        if salt and log[at + 8 : at + 16] != salt:
            return
        number, size = (int.from_bytes(log[at + start : at + start + 4], "big") for start in (0, 4))
        if 0 < number <= _MOST_PAGES:
            group[number] = log[at + _FRAME : at + _FRAME + SIZE]
        if size and group:  # the last one of a transaction says how large the file is then
            yield group
            group = {}
    if group and not salt:
        yield group


def _on_page(page: bytes, number: int, pages: Mapping[int, bytes]) -> Iterator[Row]:
    start = _HEADER if number == 1 else 0
    kind = page[start]
    if kind not in (_LEAF_TABLE, _LEAF_INDEX, _INNER_INDEX):
        return
    pointers = start + (12 if kind == _INNER_INDEX else 8)
    for place in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        at = int.from_bytes(page[pointers + 2 * place : pointers + 2 * place + 2], "big")
        if pointers + 2 * place + 2 > SIZE:
            return
        row = _cell(page, at, kind, pages)
        if row is not None:
            yield row


def _cell(page: bytes, at: int, kind: int, pages: Mapping[int, bytes]) -> Row | None:
    try:
        length, at = _varint(page, at + (4 if kind == _INNER_INDEX else 0))
        rowid: int | None = None
        if kind == _LEAF_TABLE:
            rowid, at = _varint(page, at)
        payload = _payload(page, at, length, kind, pages)
        return Row(rowid, _columns(payload))
    except (IndexError, ValueError):
        return None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number as SQLite writes it, and where it ends; IndexError at the end of the page."""
    number = 0
    for place in range(8):
        byte = data[at + place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + place + 1
    number = number << 8 | data[at + 8]
    return (number - (1 << 64) if number >= 1 << 63 else number), at + 9


def _payload(page: bytes, at: int, length: int, kind: int, pages: Mapping[int, bytes]) -> bytes:
    """The whole row, with what of it stands on other pages; ValueError where those are not there."""
    if not 0 < length <= len(pages) * SIZE:
        raise ValueError(length)
    most = SIZE - 35 if kind == _LEAF_TABLE else (SIZE - 12) * 64 // 255 - 23
    here = length
    if length > most:
        least = (SIZE - 12) * 32 // 255 - 23
        here = least + (length - least) % (SIZE - 4)
        here = here if here <= most else least
    parts, left = [page[at : at + here]], length - here
    if len(parts[0]) < here:
        raise ValueError(at)
    following = int.from_bytes(page[at + here : at + here + 4], "big") if left else 0
    while left > 0:
        if following not in pages:
            raise ValueError(following)
        other = pages[following]
        parts.append(other[4 : 4 + min(left, SIZE - 4)])
        left -= SIZE - 4
        following = int.from_bytes(other[:4], "big")
    return b"".join(parts)


def _columns(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end and len(kinds) < _MOST_COLUMNS:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end:
        raise ValueError(end)
    return _values(payload, kinds, end)


def _values(payload: bytes, kinds: Sequence[int], at: int) -> tuple[Value, ...]:
    values: list[Value] = []
    for kind in kinds:
        size = (kind - 12) // 2 if kind >= 12 else _NUMBERS.get(kind, 0)
        data = payload[at : at + size]
        if len(data) < size or kind in (7, 10, 11):  # no store holds a fraction
            raise ValueError(kind)
        if kind >= 12:
            values.append(data)
        elif kind == 0:
            values.append(None)
        else:
            values.append({8: 0, 9: 1}.get(kind, int.from_bytes(data, "big", signed=True)))
        at += size
    return tuple(values)
