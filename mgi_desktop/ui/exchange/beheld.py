"""An assessment as it would be after an import, for whatever names and shows things of the open one."""

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.ui.desk import Desk


class Beheld(Desk):
    """A desk on which that assessment lies; it is looked at, and nothing in it is changed."""

    def __init__(self, desk: Desk, read: Assessment, instrument: Instrument) -> None:
        super().__init__(desk.services, desk.preferences, desk.theme, desk.notifier)
        self.act = desk.act
        self.id, self._read, self._instrument = read.id, read, instrument
        if desk.id == read.id:
            self._language = desk.language

    @property
    def read_only(self) -> bool:
        """It takes no changes."""
        return True
