"""What is said of copies off this laptop, on the page and in the status bar."""

from datetime import UTC, datetime

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when


def last_copy(desk: Desk) -> str:
    """When everything was last copied off this laptop."""
    at = desk.services.backups.second.copied_off
    if at is None:
        return _("Nothing was ever copied off this laptop.")
    return _("Last copy off this laptop: {time}").format(time=when(at.isoformat(), datetime.now(UTC)))
