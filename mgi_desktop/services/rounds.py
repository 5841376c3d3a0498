"""Rounds: a new one from an earlier one, and the earlier one beside the new."""

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.carrying import Carry, answer_taken_over, carried
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.rounds import Round
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits

from .journal import Changed, Journal, Label
from .library import Entry, Library, New


class Rounds:
    """Assessments that follow each other, by identifier: a subject may have another name in each."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def begin(self, earlier: str, new: New, carry: Carry, instrument: Instrument | None = None) -> Changed:
        """Begin the round after an earlier one, and carry over what is asked for: one deed; the result names it.

        With the questionnaire of the earlier round where none is given; Refused where that is of another level.
        """
        self._journal.flush(earlier)
        read = self._library.open(earlier)
        before = self._library.instrument_of(read)
        after = instrument or before
        if after.level != new.level:
            raise Refused(N_("This questionnaire is for another level. Choose one for the level of the assessment."))

        def more(assessment: str) -> dict[FieldRef, Value]:
            follows: dict[FieldRef, Value] = {FieldRef("assessment", assessment, "follows"): earlier}
            return {**follows, **dict(carried(read, before, after, carry, assessment))}

        return self._library.create(new, after, more)

    def earlier(self, assessment: Assessment) -> Round | None:
        """The round that an assessment follows; None where it follows none other of its level that is here."""
        found = self.round(assessment.follows) if assessment.follows else None
        if found is None or found.assessment.id == assessment.id or found.assessment.trashed:
            return None
        return found if found.assessment.level == assessment.level else None

    def round(self, assessment: str) -> Round | None:
        """An assessment with its questionnaire; None where one of them is not on this laptop."""
        try:
            read = self._library.open(assessment)
            return Round(read, self._library.instrument_of(read))
        except Refused:
            return None

    def candidates(self, assessment: Assessment) -> list[Entry]:
        """The assessments that this one could follow: of its level, and none that follows it."""
        return [entry for entry in self.comparable(assessment) if not self._leads_to(entry.id, assessment.id)]

    def comparable(self, assessment: Assessment) -> list[Entry]:
        """The other assessments of the same level."""
        return [entry for entry in self._library.others(assessment.id) if entry.level == assessment.level]

    def take_over(self, assessment: str, code: str) -> Changed:
        """Take value and justification of the earlier round over into an answer, to be confirmed: one deed."""
        read = self._library.open(assessment)
        indicator = self._library.instrument_of(read).indicators.get(code)
        earlier = self.earlier(read)
        if earlier is None or indicator is None:
            raise Refused(N_("The earlier round is not on this laptop. Import it."))
        changes = dict(answer_taken_over(earlier.assessment.answer(code), indicator))
        label = Label(N_("answer to {code} taken over from the earlier round"), {"code": code})
        return self._journal.record(assessment, changes, label)

    def _leads_to(self, assessment: str, wanted: str) -> bool:
        """Whether an assessment follows the wanted one, directly or over others."""
        met: set[str] = set()
        while assessment and assessment not in met:
            if assessment == wanted:
                return True
            met.add(assessment)
            heads = edits.field(self._journal.read, assessment, FieldRef("assessment", assessment, "follows"))
            assessment = str(heads[0].value or "") if heads else ""
        return False
