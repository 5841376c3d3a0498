"""Files outside the store: written whole or not at all, read with a limit, named so that every system takes them."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

_NAME_BYTES = 120


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by a neighbour that is synced and read back before it takes the name; Refused leaves nothing.

    A symbolic link stays: the file that it leads to is replaced.
    """
    temporary: Path | None = None
    try:
        real = Path(os.path.realpath(path))
        if real.exists():
            _need_file(path, real.stat().st_mode)  # a device would be replaced by a file
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=real.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != data:
            raise OSError(0, "the file reads back differently")
        temporary.chmod(_mode(real))
        temporary.replace(real)
    except OSError as error:
        raise Refused(
            N_(
                "The file could not be written: {reason}. Choose another place or free some space; nothing was changed."
            ),
            where=str(path),
            reason=error.strerror or error,
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    _sync_folder(real.parent)


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last, where the system can: the file itself is whole and on disk already."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def read_limited(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes; Refused for a folder, a pipe, a missing, unreadable or larger file."""
    try:
        # Looked at before it is opened: opening a pipe would wait for somebody to write into it.
        found = path.stat()
        _need_file(path, found.st_mode)
        data = b""
        if found.st_size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise Refused(
            N_("The file cannot be read: {reason}."), where=str(path), reason=error.strerror or error
        ) from error
    if max(found.st_size, len(data)) > limit:
        raise Refused(
            N_("The file is larger than {limit} MiB; no assessment is. Choose another file."),
            where=str(path),
            limit=limit // 1024**2,
        )
    return data


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
