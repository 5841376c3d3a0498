"""Another version of the questionnaire for an assessment: shown first, taken only when a person says so."""

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Indicator, Instrument
from mgi_desktop.domain.upgrading import difference, new_domains, to_confirm, unasked
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits, local

from .instruments import Instruments
from .journal import Changed, Journal, Label
from .library import Library


class Upgrading:
    """An assessment never changes its questionnaire by itself, and keeps what the new one no longer asks."""

    def __init__(self, journal: Journal, library: Library, instruments: Instruments) -> None:
        self._journal = journal
        self._library = library
        self._instruments = instruments

    def targets(self, assessment: Assessment) -> tuple[Instrument, ...]:
        """The other questionnaires of its level on this laptop, the newest version of its own first."""
        own = self._library.instrument_of(assessment)
        others = [one for one in self._instruments.known() if one.level == own.level and one.digest != own.digest]
        others.sort(key=lambda one: one.version, reverse=True)
        return tuple(sorted(others, key=lambda one: one.id != own.id))

    def upgrade(self, assessment: str, digest: str) -> Changed:
        """Give an assessment another questionnaire; what was answered otherwise asked is to be confirmed. One deed.

        Findings go along where all that they rest on has moved to another domain. Refused for another level.
        """
        self._journal.flush(assessment)
        read = self._library.open(assessment)
        before, after = self._library.instrument_of(read), self._instruments.by_digest(digest)
        if before.level != after.level:
            raise Refused(N_("This questionnaire is for another level. Choose one for the level of the assessment."))
        changes: dict[FieldRef, Value] = {FieldRef("assessment", assessment, "instrument"): digest}
        for code in to_confirm(read, difference(before, after)):
            changes[FieldRef("answer", code, "verify")] = True
        for key, domain in new_domains(read, before, after).items():
            changes[FieldRef("finding", key, "domain")] = domain
        self._instruments.keep(after)
        label = Label(N_("questionnaire {name} {version}"), {"name": after.id, "version": after.version})
        return self._journal.record(assessment, changes, label)

    def previous(self, assessment: Assessment) -> Instrument | None:
        """The questionnaire that an assessment had before this one; None where it had none, or that is not here."""
        ref = FieldRef("assessment", assessment.id, "instrument")
        heads = edits.field(self._journal.read, assessment.id, ref)
        for name in self._originals(heads[0].id) if heads else ():
            edit = edits.by_id(self._journal.read, name)
            for replaced in edit.replaces if edit else ():
                earlier = edits.by_id(self._journal.read, replaced)
                found = self._known(earlier.value) if earlier else None
                if found is not None and found.digest != assessment.instrument:
                    return found
        return None

    def unasked(self, assessment: Assessment) -> tuple[Indicator, ...]:
        """What the assessment answered and its questionnaire no longer asks, each as it was asked last.

        Where no questionnaire on this laptop has it, there is only its code.
        """
        own = self._library.instrument_of(assessment)
        codes = unasked(assessment, own)
        if not codes:
            return ()
        previous = self.previous(assessment)
        others = [*([previous] if previous else []), *self.targets(assessment)]
        return tuple(_asked(code, others, own) for code in codes)

    def _originals(self, edit: str) -> list[str]:
        """The edits that said first what one says that undo or redo made; else that one itself."""
        said = local.stands_for(self._journal.read, edit)
        return sorted(one for one in said if local.stands_for(self._journal.read, one) == {one})

    def _known(self, digest: Value) -> Instrument | None:
        try:
            return self._instruments.by_digest(str(digest))
        except Refused:
            return None


def _asked(code: str, others: list[Instrument], own: Instrument) -> Indicator:
    for instrument in others:
        if code in instrument.indicators:
            return instrument.indicators[code]
    first = own.domains[0]
    return Indicator(code, {}, {}, {}, {}, (), first.code, first.subdomains[0].code)
