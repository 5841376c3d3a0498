"""An assessment as it would be after an import, for whatever names and shows things of the open one."""

from collections.abc import Iterable

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.ui.desk import Desk

Signed = frozenset[tuple[str, str]]
"""Authors with the edits that a list signed by them names."""


class Beheld(Desk):
    """A desk on which that assessment lies; it is looked at, and nothing in it is changed."""

    def __init__(self, desk: Desk, read: Assessment, instrument: Instrument, signed: Signed = frozenset()) -> None:
        """`signed` is what comes with the import, and is not kept yet."""
        super().__init__(desk.services, desk.preferences, desk.theme, desk.notifier)
        self.act = desk.act
        self.id, self._read, self._instrument = read.id, read, instrument
        self._signed = signed
        if desk.id == read.id:
            self._language = desk.language

    @property
    def read_only(self) -> bool:
        """It takes no changes."""
        return True

    def proven(self, author: str, edits: Iterable[str]) -> bool:
        """Whether all of these are signed by their author, what comes as well as what is here."""
        names = [name for name in edits if (author, name) not in self._signed]
        return not names or super().proven(author, names)
