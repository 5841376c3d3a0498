"""The copies of damaged stores that recovery laid aside: what was erased since may still stand in them."""

import shutil
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.files import writing
from mgi_desktop.store import backups, edits, local
from mgi_desktop.store.database import Database

from .unsound import DAMAGED, RECOVERING, REPORT

_KNOWN = "erased before recovery"
"""The setting that says how many erased values are in none of the copies, as they were erased before."""


class LaidAside:
    """Knows the copies beside one store, and removes them where somebody wants that: they are for a second try."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = database.path.parent

    @property
    def copies(self) -> list[Path]:
        """The folders in which more lies than a report, the oldest first."""
        every = sorted((*self._folder.glob(f"{DAMAGED}*"), *self._folder.glob(f"{RECOVERING}*")))
        return [folder for folder in every if folder.is_dir() and _inside(folder)]

    @property
    def may_hold_erased(self) -> bool:
        """Whether something was erased since the oldest copy was made."""
        erased, known = len(backups.erased(self._database.connection)), self._known()
        return erased > known and bool(self.copies)

    @property
    def warning(self) -> Refused | None:
        """Where what was erased for good may still stand, and what to do; None where it does not."""
        if not self.may_hold_erased:
            return None
        message = N_(
            "What was erased for good may still stand in the damaged store that recovery laid aside: {folders}. Remove "
            "that folder, or have the page Safe keeping remove what lies in it."
        )
        return Refused(message, folders=", ".join(map(str, self.copies)))

    @property
    def can_go(self) -> bool:
        """Whether the store was made anew of a copy, so that it is kept for a second try alone."""
        return any(map(self._may_go, self.copies))

    def remove(self) -> None:
        """Remove the copies of which the store was made anew; Refused where it is not sound. The reports stay."""
        if not edits.are_sound(self._database.connection):
            raise Refused(N_("The store is not sound, so the copies of the damaged one stay. Recover it first."))
        for folder in filter(self._may_go, self.copies):
            with writing(folder):
                for path in [folder] if folder.name.startswith(RECOVERING) else _inside(folder):
                    if path.is_dir():
                        shutil.rmtree(path)
                    else:
                        path.unlink()

    def _may_go(self, folder: Path) -> bool:
        """Whether the store was made anew of this copy, or of a later one."""
        reports = self._folder.glob(f"{DAMAGED}*/{REPORT}")
        return folder.name.startswith(RECOVERING) or any(report.parent.name >= folder.name for report in reports)

    def _known(self) -> int:
        return int(local.setting(self._database.connection, _KNOWN) or 0)


def note_erased(database: Database, folder: Path) -> None:
    """Note in a store that is made anew what was erased already, unless an older copy beside it may hold that."""
    older = [aside for aside in folder.glob(f"{DAMAGED}*/*") if aside.name != REPORT]
    if len({aside.parent for aside in older}) <= 1:  # that which was made just now
        with database.writing() as connection:
            local.set_setting(connection, _KNOWN, len(backups.erased(connection)))


def _inside(folder: Path) -> list[Path]:
    """What lies in such a folder but for the report."""
    return sorted(path for path in folder.iterdir() if path.name != REPORT)
