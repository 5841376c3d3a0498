"""Rescue: everything into one ZIP, even where the store cannot be opened; what can be read stands in it as text, too.

The files of the store are copied byte for byte, only while no SQLite of this process has them open: a plain open and
close would drop its lock. A program that has the store open hands over its image instead.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import document
from mgi_desktop.exchange.package import readme
from mgi_desktop.files import PART, neighbour, safe_name
from mgi_desktop.i18n import _, n_
from mgi_desktop.store import backups
from mgi_desktop.store.alone import in_use
from mgi_desktop.store.database import NAME, Database

from . import identity, passing
from .remains import Remains, remains

REPORT, PAGE = "report.txt", "README.html"
_STORE = (NAME, f"{NAME}-wal", f"{NAME}-shm")
_PIECE, _BLOCK = 1024**2, 4096
_FIRST_YEAR = 1980
"""A ZIP knows none before it."""


@dataclass(frozen=True)
class Rescued:
    """What was written: how many files of the store's folder, how many assessments as text, and what could not be."""

    path: Path
    files: int
    assessments: int
    problems: tuple[Refused, ...]


def rescue(
    folder: Path,
    out: Path,
    image: bytes | None = None,
    told: Callable[[str], object] = lambda _name: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Rescued:
    """Write everything in the folder of a store into a ZIP, but for the private key; read it back before it is done.

    `image` is the store where this process has it open; `told` hears the name of each file. Refused where nothing could
    be written: then nothing is there.
    """
    if not folder.is_dir():
        raise Refused(N_("There is no store in this folder."), where=str(folder))
    if image is None and in_use(folder / NAME):
        raise Refused(
            N_("The store is open in another window or command. Close that one first, then try again."),
            where=str(folder / NAME),
        )
    with neighbour(out, private=True) as temporary:
        writing = _Writing(folder, out, told, cancelled)
        with temporary.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                assessments = writing.write(archive, image)
            file.flush()
            os.fsync(file.fileno())
        _verify(temporary, writing.written)
    return Rescued(out, writing.files, assessments, tuple(writing.problems))


def of_running(database: Database, out: Path) -> Callable[[Callable[[], bool]], Rescued]:
    """Take the store as it is now; what is returned writes it with all else, in whatever thread it is called.

    Nobody has the file of a damaged one open, so that it is written as it lies there.
    """
    image, folder = None if database.read_only else backups.image(database.connection), database.path.parent
    return lambda cancelled: rescue(folder, out, image, cancelled=cancelled)


class _Writing:
    """One ZIP while it is written; `written` are the SHA-256 of its entries."""

    def __init__(self, folder: Path, out: Path, told: Callable[[str], object], cancelled: Callable[[], bool]) -> None:
        self._folder, self._out = folder, out
        self._told, self._cancelled = told, cancelled
        self.written: dict[str, str] = {}
        self.problems: list[Refused] = []
        self.files = 0

    def write(self, archive: zipfile.ZipFile, image: bytes | None) -> int:
        """Write the files as they are, then what can be read, then the report; return how many assessments can be."""
        if image is not None:
            self._entry(archive, f"store/{NAME}", iter([image]))
            self.files += 1
        for path in self._paths(with_store=image is None):
            name = path.relative_to(self._folder).as_posix()
            self._told(name)
            self._entry(archive, f"store/{name}", self._pieces(path, name), path)
            self.files += 1
        self._told(PAGE)
        found = self._remains(image)
        documents = 0
        for one in found.assessments.values():
            instrument = found.instruments.get(one.instrument)
            if instrument is None:
                where = one.subject or one.id
                self.problems.append(
                    Refused(N_("Its questionnaire cannot be read, so there is no plain document."), where=where)
                )
                continue
            name = f"documents/{safe_name(one.subject or one.id)} {one.id[:13]}.json"
            self._entry(archive, name, iter([document.write(one, instrument)]))
            documents += 1
        if found.assessments:
            self._entry(archive, PAGE, iter([readme.rescued(found.assessments.values(), found.instruments)]))
        self._entry(archive, REPORT, iter([self._report(found, documents).encode()]))
        return len(found.assessments)

    def _remains(self, image: bytes | None) -> Remains:
        try:
            return remains(self._folder, image)
        except OSError as error:  # no room for a copy that could be read: the files are in the ZIP all the same
            self._failed(NAME, error)
            return Remains()

    def _paths(self, *, with_store: bool) -> Iterator[Path]:
        """Every file below the folder, but for the private key, the ZIP itself and what is only passing through."""
        out = self._out.resolve()
        for place, folders, files in os.walk(self._folder, onerror=self._unread):
            folders[:] = sorted(name for name in folders if name != passing.FOLDER)
            for path in (Path(place) / name for name in sorted(files)):
                own = path.parent == self._folder
                left_out = own and (path.name == identity.NAME or (path.name in _STORE and not with_store))
                if not left_out and not path.name.endswith(PART) and path.resolve() != out and path.is_file():
                    yield path

    def _unread(self, error: OSError) -> None:
        self._failed(str(error.filename), error)

    def _failed(self, where: str, error: OSError) -> None:
        self.problems.append(Refused(N_("It cannot be read: {reason}."), where=where, reason=error.strerror or error))

    def _pieces(self, path: Path, name: str) -> Iterator[bytes]:
        """A file piece by piece; what the disk does not give stands in it as zeros, and is told."""
        unread = 0
        try:
            with path.open("rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                while file.tell() < size:
                    start = file.tell()
                    try:
                        piece = file.read(min(_PIECE, size - start))
                    except OSError:
                        piece, lost = _blocks(file.fileno(), start, min(_PIECE, size - start))
                        unread += lost
                        file.seek(start + len(piece))
                    if not piece:
                        break  # it became shorter
                    yield piece
        except OSError as error:
            self._failed(name, error)
        if unread:
            message = N_("{n} bytes of it cannot be read from the disk; they stand as zeros.")
            self.problems.append(Refused(message, where=name, n=unread))

    def _entry(self, archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes], path: Path | None = None) -> None:
        entry = zipfile.ZipInfo(name.encode(errors="replace").decode(), _moment(path))
        entry.compress_type = zipfile.ZIP_STORED if "/attachments/" in name else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with archive.open(entry, "w", force_zip64=True) as target:
            for piece in pieces:
                if self._cancelled():
                    raise Refused(N_("The rescue was cancelled; nothing was written."))
                digest.update(piece)
                target.write(piece)
        self.written[entry.filename] = digest.hexdigest()

    def _report(self, found: Remains, documents: int) -> str:
        """What is in the ZIP and what is not, in the language of the interface."""
        made = i18n.format_moment(i18n.local_moment(datetime.now(UTC).isoformat(timespec="milliseconds")))
        told = [
            _("Rescue of everything, made on {moment} by mgi-desktop {version}").format(
                moment=made, version=version("mgi-desktop")
            ),
            "",
            _("The folder “store” holds the files as they are on this laptop: {files}.").format(
                files=n_("{n} file", "{n} files", self.files).format(n=self.files)
            ),
            n_("{n} change could be read in them and proves itself.",
               "{n} changes could be read in them and prove themselves.", found.edits).format(n=found.edits),
            n_("{n} assessment can be read.", "{n} assessments can be read.", len(found.assessments)).format(
                n=len(found.assessments)
            ),
            n_("{n} plain document, in “documents”: it can be imported into the program.",
               "{n} plain documents, in “documents”: they can be imported into the program.",
               documents).format(n=documents),
            _("README.html shows the assessments without the program.") if found.assessments else "",
            _("The private key of this installation is not in this file: it is for nobody else."),
        ]  # fmt: skip
        if self.problems:
            told += ["", _("What could not be written:"), *(f"* {i18n.say(one)}" for one in self.problems)]
        return "\n".join(told) + "\n"


def _blocks(handle: int, start: int, length: int) -> tuple[bytes, int]:
    """Read what can be read of a part of a file, block by block; zeros for the rest, and how much that is."""
    read, lost = bytearray(length), 0
    for at in range(0, length, _BLOCK):
        size = min(_BLOCK, length - at)
        os.lseek(handle, start + at, os.SEEK_SET)
        try:
            block = os.read(handle, size)
        except OSError:
            lost += size
        else:
            read[at : at + len(block)] = block
    return bytes(read), lost


def _moment(path: Path | None) -> tuple[int, int, int, int, int, int]:
    """When a file was written, as a ZIP says it."""
    moment = time.time()
    if path is not None:
        with suppress(OSError):
            moment = path.stat().st_mtime
    at = time.localtime(moment)
    return (max(at.tm_year, _FIRST_YEAR), at.tm_mon, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec)


def _verify(path: Path, written: dict[str, str]) -> None:
    """Read the ZIP back; OSError where it is not what was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name, digest in written.items():
                read = hashlib.sha256()
                with archive.open(name) as entry:
                    while piece := entry.read(_PIECE):
                        read.update(piece)
                if read.hexdigest() != digest:
                    raise OSError(0, "the file reads back differently")
    except (zipfile.BadZipFile, KeyError) as error:
        raise OSError(0, "the file reads back differently") from error
