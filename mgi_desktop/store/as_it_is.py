"""A damaged store as it is: read into memory, so that nothing in its folder changes, not even by its being opened."""

import sqlite3
from pathlib import Path

from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.words import N_
from mgi_desktop.files import bytes_of

from . import pages
from .alone import in_use
from .backups import without_log
from .database import BUSY, NAME, READING, Database, explained, is_new, need_more_than_nothing


def open_as_it_is(folder: Path) -> Database:
    """Read the store in a folder, as it is at this moment. Refused where it is in use, newer, or cannot be read."""
    path = folder.absolute() / NAME
    if in_use(path):
        raise StoreFailed(BUSY, where=str(path))
    need_more_than_nothing(path)
    try:
        file, log = map(bytes_of, (path, path.with_name(f"{NAME}-wal")))
    except OSError as error:
        raise Refused(N_("It cannot be read: {reason}."), where=str(path), reason=error.strerror or error) from error
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256, check_same_thread=False)
    try:
        with explained(connection):
            connection.deserialize(without_log(pages.current(file, log)))
            is_new(connection, path)
            for pragma in READING:
                connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return Database(path, connection, read_only=True)
