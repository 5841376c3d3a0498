"""What stands beside the open assessment: the earlier round, and the questionnaire that it had before."""

from typing import TYPE_CHECKING

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import Indicator, Instrument
from mgi_desktop.domain.rounds import Round
from mgi_desktop.domain.upgrading import unasked
from mgi_desktop.services.journal import Changed

if TYPE_CHECKING:
    from mgi_desktop.ui.desk import Desk


class Beside:
    """Each is read once, when it is first asked for, and again when a change concerns it."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._earlier: tuple[str | None, Round | None] | None = None
        self._previous: tuple[Instrument | None] | None = None
        self._unasked: tuple[tuple[str, ...], tuple[Indicator, ...]] = (), ()

    def tell(self, changed: Changed) -> None:
        """Forget what a change concerns."""
        own = self._desk.id
        if self._earlier is not None:
            linked_anew = FieldRef("assessment", str(own), "follows") in changed.fields
            if linked_anew or changed.assessment == self._earlier[0]:
                self._earlier = None
        if FieldRef("assessment", str(own), "instrument") in changed.fields:
            self._previous, self._unasked = None, ((), ())

    @property
    def is_read(self) -> bool:
        """Whether the earlier round has been read, so that asking for it takes no time."""
        return self._earlier is not None or self._desk.assessment.follows is None

    def read(self) -> None:
        """Read the earlier round."""
        self._read_earlier()

    @property
    def earlier(self) -> Round | None:
        """The round that this one follows; None where it follows none, or that one is not on this laptop."""
        return self._read_earlier()

    def _read_earlier(self) -> Round | None:
        if self._earlier is None:
            read = self._desk.assessment
            self._earlier = read.follows, self._desk.services.rounds.earlier(read)
        return self._earlier[1]

    @property
    def previous(self) -> Instrument | None:
        """The questionnaire that the assessment had before the one of now."""
        if self._previous is None:
            self._previous = (self._desk.services.upgrading.previous(self._desk.assessment),)
        return self._previous[0]

    @property
    def unasked(self) -> tuple[Indicator, ...]:
        """What was answered and is no longer asked."""
        codes = unasked(self._desk.assessment, self._desk.instrument)
        if codes != self._unasked[0]:
            self._unasked = codes, self._desk.services.upgrading.unasked(self._desk.assessment)
        return self._unasked[1]
