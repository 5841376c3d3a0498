"""Whether anybody has the file of a store open, found out without SQLite, which needs the file to be sound."""

import sys
from pathlib import Path

_LOCKS = 0x40000002
"""Where SQLite's shared and exclusive locks lie in any file: so far out that no page holds them."""
_LENGTH = 510


def in_use(path: Path) -> bool:
    """Whether another process has the file open; this one must not, since its own locks would be dropped."""
    try:
        with path.open("r+b") as file:
            return _is_locked(file.fileno())
    except OSError:  # it is not there, or cannot be written: then nobody works in it
        return False


if sys.platform == "win32":
    import msvcrt
    import os

    def _is_locked(handle: int) -> bool:
        os.lseek(handle, _LOCKS, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _LENGTH)
        except OSError:
            return True
        os.lseek(handle, _LOCKS, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, _LENGTH)
        return False

else:
    import fcntl

    def _is_locked(handle: int) -> bool:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _LENGTH, _LOCKS)
        except OSError:
            return True
        return False  # closing the file gives it free
