"""Files outside the store: written whole or not at all, read with a limit, named so that every system takes them."""

import os
import stat
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

PART = ".part"
"""How the neighbours end by which files are written; what a crash leaves of one belongs to nobody."""
_NAME_BYTES = 120
_SUFFIX_LETTERS = 16
_PIECE = 1024**2


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file by a neighbour that is synced and read back before it takes the name; Refused leaves nothing.

    A symbolic link stays: the file that it leads to is replaced. A private one can be read by its owner alone.
    """
    with neighbour(path, private=private) as temporary:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != data:
            raise OSError(0, "the file reads back differently")


@contextmanager
def neighbour(path: Path, *, private: bool = False) -> Iterator[Path]:
    """An empty file beside a place: the block writes, syncs and verifies it, then it takes the name; else it is gone.

    For files that are too large to be held in memory. What the disk does not take is Refused.
    """
    temporary: Path | None = None
    try:
        with writing(path):
            real = Path(os.path.realpath(path))
            if real.exists():
                _need_file(path, real.stat().st_mode)  # a device would be replaced by a file
            handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=real.parent)  # readable by its owner alone
            os.close(handle)
            temporary = Path(name)
            yield temporary
            if not private:
                temporary.chmod(_mode(real))
            temporary.replace(real)
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    sync_folder(real.parent)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say as Refused what the disk does not take."""
    try:
        yield
    except OSError as error:
        raise Refused(
            N_(
                "The file could not be written: {reason}. Choose another place or free some space; nothing was changed."
            ),
            where=str(path),
            reason=error.strerror or error,
        ) from error


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def make_folder(folder: Path, *, parents: bool = False) -> None:
    """Make a folder for this person alone, if it is not there yet, and make its name last; OSError says why not."""
    new = list(takewhile(lambda one: not one.exists(), (folder.absolute(), *folder.absolute().parents)))
    folder.mkdir(mode=0o700, parents=parents, exist_ok=True)
    for one in new:
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder last, where the system can: a file itself is whole and on disk already."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def read_limited(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes; Refused for a folder, a pipe, a missing, unreadable or larger file."""
    with _reading(path):
        # Looked at before it is opened: opening a pipe would wait for somebody to write into it.
        found = path.stat()
        _need_file(path, found.st_mode)
        data = b""
        if found.st_size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
    if max(found.st_size, len(data)) > limit:
        raise Refused(
            N_("The file is larger than {limit} MiB; no assessment is. Choose another file."),
            where=str(path),
            limit=limit // 1024**2,
        )
    return data


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, none where it is not there; OSError where it cannot be read."""
    return path.read_bytes() if path.exists() else b""


def pieces_of(path: Path, size: int) -> Iterator[bytes]:
    """Read a file of this size piece by piece; Refused where it cannot be read, or is another one at the end."""
    with _reading(path):
        before = _identity(path)
        with path.open("rb") as file:
            left = size
            while left > 0 and (piece := file.read(min(_PIECE, left))):
                left -= len(piece)
                yield piece
            longer = bool(file.read(1))
        if left or longer or _identity(path) != before:
            raise Refused(
                N_("The file changed while it was read. Try again when nobody writes to it."), where=str(path)
            )


def size_of(path: Path) -> int:
    """The size of a file in bytes; Refused for a folder, a pipe, a device, or one that cannot be found."""
    with _reading(path):
        found = path.stat()
    _need_file(path, found.st_mode)
    return found.st_size


def _identity(path: Path) -> tuple[int, int, int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Say as Refused what the disk does not give."""
    try:
        yield
    except OSError as error:
        raise Refused(
            N_("The file cannot be read: {reason}."), where=str(path), reason=error.strerror or error
        ) from error


def _need_file(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Refused(N_("This is a folder. Choose a file."), where=str(path))
    if not stat.S_ISREG(mode):
        raise Refused(N_("This is a pipe or a device. Choose a file."), where=str(path))


def safe_name(text: str) -> str:
    """Return the text as a file name without suffix that Windows, macOS and Linux take."""
    from pathvalidate import sanitize_filename

    name = sanitize_filename(text, platform="universal", replacement_text=" ")
    name = " ".join(name.split())
    while len(name.encode()) > _NAME_BYTES:
        name = name[:-1]
    # What was cut away may have hidden a name that Windows keeps for itself: " CON" or ".CON".
    return sanitize_filename(name.strip(" ."), platform="universal") or "profile"


def safe_file_name(name: str) -> str:
    """Return the name of a file, with its suffix, as one that every system takes and that hides nothing."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter) != "Cf")  # marks that turn a name round
    stem, _dot, suffix = shown.rpartition(".")
    suffix = "".join(letter for letter in suffix if letter.isalnum())[:_SUFFIX_LETTERS]
    return f"{safe_name(stem)}.{suffix}" if stem and suffix else safe_name(shown)
