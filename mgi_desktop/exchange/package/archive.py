"""The ZIP file around a package (PKWARE APPNOTE), looked at as a whole before anything in it is unpacked.

Read here and not by `zipfile`, which takes the last of two entries with one name, unpacks entries that overlap, and
believes what the directory says of sizes. What ordinary programs write is understood, nothing else: entries stored or
deflated, one after the other from the first byte to the directory, which ends the file.
"""

import io
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

from . import form

BEGINNING = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _SIZES_FOLLOW = 0x2041, 0x8
_STORED, _DEFLATED = 0, 8
_FOLLOWING = (12, 16, 20, 24)
"""How long that is which follows an entry whose sizes were not known when it was begun."""
_UNIX = (3, 19)
_PIECE = 256 * 1024
_IGNORED = (".DS_Store", "Thumbs.db")


@dataclass(frozen=True)
class Part:
    """An entry: how it is packed, how many bytes it takes and holds, and where its bytes begin."""

    method: int
    packed: int
    size: int
    start: int


class Archive:
    """The entries of a ZIP file by name, folders and what systems leave behind left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with reading(), path.open("rb") as file:
            self.parts = _without_folder(_parts(file, path.stat().st_size))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack an entry piece by piece; Refused where it is not as long as it says, or damaged."""
        part = self.parts[name]
        with reading(), self._path.open("rb") as file:
            file.seek(part.start)
            packed = _packed(file, part.packed)
            left = part.size
            for piece in packed if part.method == _STORED else _inflated(packed, part.size):
                left -= len(piece)
                yield piece
        if left:
            raise damaged()

    def stream(self, name: str) -> BinaryIO:
        """Open an entry to be read as a file."""
        return io.BufferedReader(_Stream(self.pieces(name)), _PIECE)


@contextmanager
def reading() -> Iterator[None]:
    """Say as Refused what the disk does not give."""
    try:
        yield
    except OSError as error:
        raise Refused(N_("The file cannot be read: {reason}."), reason=error.strerror or error) from error


def damaged() -> Refused:
    """The ZIP file is not what it should be."""
    return Refused(N_("The file is damaged, or no package of assessments. Ask its sender for it again."))


class _Stream(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _packed(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (piece := file.read(min(size, _PIECE))):
        size -= len(piece)
        yield piece


def _inflated(packed: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Unpack no more than one byte beyond the size."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    left, rest = size, b""
    while not unpacking.eof:
        rest = rest or next(packed, b"")
        try:
            unpacked = unpacking.decompress(rest, min(_PIECE, left + 1))
        except zlib.error as error:
            raise damaged() from error
        if not (rest or unpacked) or len(unpacked) > left:
            raise damaged()
        rest = unpacking.unconsumed_tail
        left -= len(unpacked)
        yield unpacked
    if unpacking.unused_data or next(packed, b""):
        raise damaged()


def _parts(file: BinaryIO, size: int) -> Mapping[str, Part]:
    """Every entry that counts, once the structure has been looked at."""
    file.seek(max(0, size - _END.size))
    end = file.read(_END.size)
    if len(end) < _END.size:
        raise damaged()
    mark, disk, first_disk, here, count, length, start, comment = _END.unpack(end)
    if mark != b"PK\x05\x06" or disk or first_disk or here != count or comment:
        raise damaged()  # also where something follows the end
    if start + length != size - _END.size:
        raise damaged()  # also where a second directory, for sizes beyond 4 GiB, stands between
    if count > form.ENTRIES or length > form.DIRECTORY:
        raise Refused(N_("The file holds more parts than any package needs. It was not opened."))
    file.seek(start)
    return _placed(file, list(_listed(file.read(length), count)), start)


@dataclass(frozen=True)
class _Listed:
    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def _listed(directory: bytes, count: int) -> Iterator[_Listed]:
    place = 0
    for _number in range(count):
        fields = directory[place : place + _CENTRAL.size]
        if len(fields) < _CENTRAL.size:
            raise damaged()
        (mark, made_by, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra, comment, disk,
         _internal, external, offset) = _CENTRAL.unpack(fields)  # fmt: skip
        place += _CENTRAL.size
        name = directory[place : place + name_length]
        place += name_length + extra + comment
        if mark != b"PK\x01\x02" or disk or place > len(directory):
            raise damaged()
        _need_plain(flags, method, made_by >> 8, external >> 16)
        yield _Listed(name, flags, method, crc, packed, size, offset)
    if place != len(directory):
        raise damaged()


def _need_plain(flags: int, method: int, system: int, mode: int) -> None:
    if flags & _ENCRYPTED:
        raise Refused(N_("The file was packed with a password. Ask its sender for it without."))
    if method not in (_STORED, _DEFLATED):
        raise Refused(N_("The file was packed in a way that is not read here. Pack it as an ordinary ZIP file."))
    if system in _UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(N_("The file holds a link or a device, which no package has. It was not opened."))


def _placed(file: BinaryIO, listed: list[_Listed], end: int) -> Mapping[str, Part]:
    """Each entry where its bytes are: they follow one another without overlap or gap, up to the directory."""
    parts: dict[str, Part] = {}
    expected = 0
    tail: tuple[int, ...] = (0,)
    for one in sorted(listed, key=lambda one: one.offset):
        if one.offset - expected not in tail:
            raise damaged()
        start = _start(file, one)
        expected, tail = start + one.packed, _FOLLOWING if one.flags & _SIZES_FOLLOW else (0,)
        name = one.name.decode("utf-8", "replace")
        if _is_ignored(name):
            continue
        if name in parts:
            raise Refused(N_("The file holds two parts named “{name}”. It was not opened."), name=shown(name))
        parts[name] = Part(one.method, one.packed, one.size, start)
    if end - expected not in tail:
        raise damaged()
    return parts


def _start(file: BinaryIO, one: _Listed) -> int:
    """Where the bytes of an entry begin; what stands before them must say the same as the directory."""
    file.seek(one.offset)
    fields = file.read(_LOCAL.size)
    if len(fields) < _LOCAL.size:
        raise damaged()
    mark, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra = _LOCAL.unpack(fields)
    same = (crc, packed, size) == (one.crc, one.packed, one.size)
    if mark != BEGINNING or (flags, method) != (one.flags, one.method) or file.read(name_length) != one.name:
        raise damaged()
    if not same and not flags & _SIZES_FOLLOW:
        raise damaged()
    if one.method == _STORED and one.packed != one.size:
        raise damaged()
    return one.offset + _LOCAL.size + int(name_length) + int(extra)


def _is_ignored(name: str) -> bool:
    *folders, last = name.split("/")
    return name.endswith("/") or last in _IGNORED or "__MACOSX" in folders


def _without_folder(parts: Mapping[str, Part]) -> Mapping[str, Part]:
    """The entries without the one folder around them that a program may have put there."""
    folders = {name.partition("/")[0] for name in parts}
    if len(folders) == 1 and all("/" in name for name in parts):
        return {name.partition("/")[2]: part for name, part in parts.items()}
    return parts


def shown(name: str) -> str:
    """A name as a message can show it."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:60])
