"""What is said of copies off this laptop, on the page and in the status bar."""

from datetime import UTC, datetime

from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when


def last_copy(desk: Desk) -> str:
    """When everything was last copied off this laptop."""
    at = desk.services.backups.second.copied_off
    if at is None:
        return _("Nothing was ever copied off this laptop.")
    return _("Last copy off this laptop: {time}").format(time=when(at.isoformat(), datetime.now(UTC)))


def days_since(desk: Desk) -> str:
    """How long ago everything was last copied off this laptop, for where there is little room."""
    at = desk.services.backups.second.copied_off
    days = (datetime.now(UTC) - at).days if at is not None else 0
    if days < 1:  # a clock may have been set back, too
        return last_copy(desk)
    said = n_("{n} day since the last copy off this laptop", "{n} days since the last copy off this laptop", days)
    return said.format(n=days)
