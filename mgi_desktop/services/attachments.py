"""Files that are kept with sources: taken in whole, handed out as copies, never shown by the program itself."""

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.assessment import File
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.text import without_refused
from mgi_desktop.domain.words import N_
from mgi_desktop.files import pieces_of, safe_file_name, size_of, write_whole
from mgi_desktop.store import attachments, edits, local
from mgi_desktop.store.database import Database

_PIECE = 1024**2
_UNTAKEN = "untaken"
"""The setting that names the files of an import that is not taken yet."""
LIMIT = 100 * 1024**2
OPENED = "opened"
_SHOWN = frozenset(
    "pdf bmp gif heic jpeg jpg png tif tiff webp csv md tsv txt odg odp ods odt docx pptx rtf xlsx eml msg".split()
)
"""Suffixes of what is only shown: other kinds can start something, be it by a macro, a script or a link."""


@dataclass(frozen=True)
class Astray:
    """What is wrong with the kept files: an English sentence with named fields, and where."""

    message: str
    where: str
    fields: dict[str, object]


class Attachments:
    """The kept files of one store; taking in and handing out touch no database, so they may run beside the window."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = database.path.with_name(attachments.FOLDER)
        self._opened = database.path.with_name(OPENED)
        self._coming: set[str] = set()  # taken in, and in no edit yet
        self._naming = threading.Lock()  # a file takes its name, or those that nobody names go
        attachments.remove_parts(self._folder)
        self.close()

    def keep(
        self,
        path: Path,
        told: Callable[[int, int], object] = lambda _read, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> File | None:
        """Take a file in under its own name; `told` hears how many bytes are read, of how many. None
        where cancelled.

        Refused, with nothing left behind, for a folder, a device, a file that is too large, cannot be read, or
        vanishes or changes while it is read, and for a full disk.
        """
        size = size_of(path)
        _need_small(path.name, size)

        def watched() -> Iterator[bytes]:
            read = 0
            for piece in pieces_of(path, size):
                if cancelled():
                    raise _Cancelled
                yield piece
                read += len(piece)
                told(read, size)

        try:
            return self._kept(path.name, watched())
        except _Cancelled:
            return None

    def keep_data(self, name: str, data: bytes) -> File:
        """Take in what was pasted."""
        _need_small(name, len(data))
        return self._kept(name, [data])

    def keep_stream(self, file: File, stream: BinaryIO) -> None:
        """Take a file in that came with a package, which has proven it; Refused where it is another one after all."""
        pieces = iter(lambda: stream.read(_PIECE), b"")
        sha256, _size = attachments.keep(self._folder, pieces, lambda _sha256: self._naming)
        if sha256 != file.sha256:
            self._remove([sha256])
            raise Refused(N_("This file is damaged: it is no longer what was attached. Attach it again."))

    @contextmanager
    def tentatively(self, files: Iterable[File]) -> Iterator[None]:
        """Files come in this block: where it is not done, those that were not here before go again.

        After a crash they go at the next start, unless `taken` was called in the transaction that took them.
        """
        new = [file.sha256 for file in files if not self.is_here(file)]
        if new:
            with self._database.writing() as connection:
                local.set_setting(connection, _UNTAKEN, new)
        try:
            yield
        except BaseException:
            with suppress(Refused):  # then it is done at the next start
                self.let_go_untaken()
            raise

    def taken(self, connection: sqlite3.Connection) -> None:
        """Hear, inside the transaction, that edits name the files of an import now."""
        if local.setting(connection, _UNTAKEN):
            local.set_setting(connection, _UNTAKEN, None)

    def let_go_untaken(self) -> None:
        """Remove the files of an import that was not taken."""
        untaken = local.setting(self._database.connection, _UNTAKEN)
        if untaken:
            self._remove(untaken)
            with self._database.writing() as connection:
                local.set_setting(connection, _UNTAKEN, None)

    def arrived(self, *files: File) -> None:
        """Hear that an edit names these files now: from here on they are missed where they are not here.

        Where the disk does not take that note they are awaited instead: what was done is done.
        """
        self._coming -= {file.sha256 for file in files}
        with suppress(StoreFailed), self._database.writing() as connection:
            for file in files:
                local.set_setting(connection, f"kept/{file.sha256}", True)

    def is_here(self, file: File) -> bool:
        """Whether a file is on this laptop; one that came by a plain document is awaited."""
        return attachments.is_here(self._folder, file.sha256)

    def is_whole(self, file: File) -> bool:
        """Whether a file is on this laptop and is what was attached."""
        return attachments.is_sound(self._folder, file.sha256)

    def copy_to_open(self, file: File) -> Path:
        """Make a copy in a private folder that can only be read, for another program to show; return its path.

        Refused where the file is not here, is damaged, or is of a kind that could start something.
        """
        name = safe_file_name(file.name)
        if not can_be_opened(file):
            raise Refused(N_("Files of this kind are not opened from here. Save a copy of it."), where=name)
        data = self._data(file)
        with suppress(OSError):  # then the next line says why not
            self._opened.mkdir(mode=0o700, exist_ok=True)
        try:
            path = Path(tempfile.mkdtemp(dir=self._opened)) / name
        except OSError as error:
            raise Refused(N_("The folder cannot be used: {reason}."), reason=error.strerror or error) from error
        write_whole(path, data)
        path.chmod(0o400)
        return path

    def save_copy(self, file: File, path: Path) -> None:
        """Write a copy where a person wants it; Refused where the file is not here or damaged, or on a full disk."""
        write_whole(path, self._data(file))

    def opening(self, sha256: str) -> Callable[[], BinaryIO] | None:
        """How a kept file is opened to be read; None where it is damaged or not here."""
        path = self._folder / sha256
        return (lambda: path.open("rb")) if attachments.is_sound(self._folder, sha256) else None

    def was_warned(self, file: File) -> bool:
        """Whether this person was told before that this file may be harmful, and opened it."""
        return local.setting(self._database.connection, f"warned/{file.sha256}") is True

    def note_warned(self, file: File) -> None:
        """Remember that this person was told."""
        with self._database.writing() as connection:
            local.set_setting(connection, f"warned/{file.sha256}", True)

    @property
    def any_kept(self) -> bool:
        """Whether there is any file here."""
        return bool(attachments.kept(self._folder))

    def clean(self) -> list[str]:
        """Remove the files that no edit names, in no history either; return their SHA-256.

        The edits must be sound: a damaged one may have named a file.
        """
        return self._remove(attachments.kept(self._folder))

    def _remove(self, files: Iterable[str]) -> list[str]:
        """Remove those of these files that no edit names and that are not about to be attached."""
        with self._naming:
            named = edits.files_named(self._database.connection) | self._coming
            strays = [sha256 for sha256 in files if sha256 not in named]
            for sha256 in strays:
                attachments.remove(self._folder, sha256)
        return strays

    def check(self) -> Iterator[Astray]:
        """Say which files are damaged or missing; those that were never here are awaited, which is no fault."""
        names = edits.files_standing(self._database.connection)
        kept = attachments.kept(self._folder)
        for sha256 in kept:
            if not attachments.is_sound(self._folder, sha256):
                sentence = N_("The attached file “{name}” is damaged: it is no longer what was attached.")
                yield Astray(sentence, sha256, {"name": names.get(sha256, sha256)})
        for sha256, name in names.items():
            if sha256 not in kept and local.setting(self._database.connection, f"kept/{sha256}"):
                sentence = N_("The attached file “{name}” is missing: it was kept here once. Attach it again.")
                yield Astray(sentence, sha256, {"name": name})

    def close(self) -> None:
        """Remove the copies that were made to be opened; what a program still shows goes at the next start."""
        with suppress(OSError):
            for path in self._opened.rglob("*"):
                path.chmod(0o700 if path.is_dir() else 0o600)  # some systems keep what can only be read
        shutil.rmtree(self._opened, ignore_errors=True)

    def _kept(self, name: str, pieces: Iterable[bytes]) -> File:
        sha256, size = attachments.keep(self._folder, pieces, self._comes)
        return File(without_refused(name).replace("\n", " ").strip() or "file", sha256, size)

    @contextmanager
    def _comes(self, sha256: str) -> Iterator[None]:
        """A file takes its name: from then on it is known as one that no edit names yet."""
        with self._naming:
            self._coming.add(sha256)
            yield

    def _data(self, file: File) -> bytes:
        try:
            return attachments.read(self._folder, file.sha256)
        except Refused as refused:
            raise Refused(refused.message, where=safe_file_name(file.name), **refused.fields) from refused


def can_be_opened(file: File) -> bool:
    """Whether a file is of a kind that other programs only show; of any other, a copy can be saved."""
    _stem, dot, suffix = safe_file_name(file.name).rpartition(".")
    return bool(dot) and suffix.lower() in _SHOWN


def _need_small(name: str, size: int) -> None:
    if size > LIMIT:
        raise Refused(
            N_(
                "The file has {size} MiB; at most {limit} MiB can be attached. Attach the part that matters, or give "
                "its link."
            ),
            where=name,
            size=-(-size // 1024**2),
            limit=LIMIT // 1024**2,
        )


class _Cancelled(Exception):
    """A person does not want the file after all."""
