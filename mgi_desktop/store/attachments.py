"""Attached files: each under its SHA-256 in a private folder beside the database, whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.files import PART, make_folder, sync_folder, writing

FOLDER = "attachments"
Naming = Callable[[str], AbstractContextManager[object]]
"""Held, with its SHA-256, while a file takes its name."""


def keep(folder: Path, pieces: Iterable[bytes], naming: Naming) -> tuple[str, int]:
    """Write a file of pieces, and read it back before it takes its name; return its SHA-256 and its size.

    What the pieces raise while they are read leaves nothing behind, nor does a full disk.
    """
    temporary: Path | None = None
    digest, size = hashlib.sha256(), 0
    try:
        with writing(folder):  # what cannot be read says so itself
            make_folder(folder)
            handle, name = tempfile.mkstemp(suffix=PART, dir=folder)  # readable by its owner alone
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    digest.update(piece)
                    size += len(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if _sha256(temporary) != digest.hexdigest():
                raise OSError(0, "the file reads back differently")
            with naming(digest.hexdigest()):
                temporary.replace(folder / digest.hexdigest())
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return digest.hexdigest(), size


def read(folder: Path, sha256: str) -> bytes:
    """Return a file that is kept, whole; Refused where it is not here, or damaged."""
    try:
        data = (folder / sha256).read_bytes()
    except FileNotFoundError as error:
        raise Refused(N_("This file is not on this laptop.")) from error
    except OSError as error:
        raise Refused(N_("The file cannot be read: {reason}."), reason=error.strerror or error) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused(N_("This file is damaged: it is no longer what was attached. Attach it again."))
    return data


def is_here(folder: Path, sha256: str) -> bool:
    """Whether a file is kept, damaged or not; Refused where the disk does not say."""
    try:
        return (folder / sha256).is_file()
    except OSError as error:
        raise Refused(N_("The file cannot be read: {reason}."), reason=error.strerror or error) from error


def is_sound(folder: Path, sha256: str) -> bool:
    """Whether a file that is kept is what its name says."""
    try:
        return _sha256(folder / sha256) == sha256
    except OSError:
        return False


def kept(folder: Path) -> list[str]:
    """The SHA-256 of every file that is kept; Refused where their folder cannot be read."""
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.endswith(PART))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refused(
            N_("The folder cannot be used: {reason}."), where=str(folder), reason=error.strerror or error
        ) from error


def remove(folder: Path, sha256: str) -> None:
    """Remove a file that nobody names any more."""
    with suppress(OSError):
        (folder / sha256).unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove what a crash left of files that were being written."""
    with suppress(OSError):
        for path in folder.glob(f"*{PART}"):
            path.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
