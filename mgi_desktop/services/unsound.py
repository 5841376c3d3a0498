"""Whether a store that can still be opened is known to be damaged."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import backups

DAMAGED = "damaged-"
"""How the names of the folders begin in which recovery lays damaged files aside; then comes the time."""
TIME = "%Y%m%dT%H%M%S%fZ"
REPORT = "report.txt"
"""What lies in such a folder once the store was made anew."""


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
