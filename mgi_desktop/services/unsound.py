"""Whether a store that can still be opened is known to be damaged: then it is only read."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import backups
from mgi_desktop.store.as_it_is import open_as_it_is
from mgi_desktop.store.database import Database, open_database

DAMAGED = "damaged-"
"""How the names of the folders begin in which recovery lays damaged files aside; then comes the time."""
RECOVERING = "recovering-"
"""How those begin in which it works; one that is left is what a crash left."""
TIME = "%Y%m%dT%H%M%S%fZ"
REPORT = "report.txt"
"""What lies in such a folder once the store was made anew."""


def database_in(folder: Path) -> Database:
    """Open the store in a folder; one that is known to be damaged is read as it is, and nothing in it changes."""
    return open_as_it_is(folder) if is_known_damaged(folder) else open_database(folder)


def is_known_damaged(folder: Path) -> bool:
    """Whether the newest backup was not whole when it was made, and nothing was recovered since."""
    with suppress(Refused):
        newest = next(iter(backups.kept(folder / backups.FOLDER)), None)
        if newest is not None and not newest.sound:
            return not any(since >= newest.at for since in _recovered(folder))
    return False


def _recovered(folder: Path) -> list[datetime]:
    times = []
    for aside in (report.parent for report in folder.glob(f"{DAMAGED}*/{REPORT}")):
        with suppress(ValueError):
            times.append(datetime.strptime(aside.name.removeprefix(DAMAGED), TIME).replace(tzinfo=UTC))
    return times
