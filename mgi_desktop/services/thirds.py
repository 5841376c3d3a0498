"""Third texts: what a person writes instead of two values while looking at an import, kept here until it is taken."""

from datetime import datetime

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import checked
from mgi_desktop.store import local

from .comments import unsent
from .journal import Journal, now


class Thirds:
    """Keeps them as comments are kept that are not sent yet: they are no edits, and go into no file."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def text(self, assessment: str, ref: FieldRef) -> str | None:
        """What was written for a field; None where nothing was."""
        kept = local.setting(self._journal.read, third(assessment, ref))
        return None if kept is None else str(kept)

    def keep(self, assessment: str, ref: FieldRef, text: str | None) -> datetime:
        """Keep what is being written, or let go of it; return when that was on disk. Refused where it is too long."""
        checked(ref, text)
        with self._journal.database.writing() as connection:
            local.set_setting(connection, third(assessment, ref), text)
        return now()


def third(assessment: str, ref: FieldRef) -> str:
    """The setting in which a third text is kept."""
    return unsent(assessment, "/".join(("third", *ref)))
