"""Answers say that much is in place in a domain, and its list of well-developed areas is empty."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..progress import presence
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for domain in instrument.domains:
        written = any(finding.text for finding in assessment.findings_of(domain.code, "well_developed"))
        if not written and any(
            presence(indicator, assessment.answer(indicator.code)) == "complete" for indicator in domain.indicators
        ):
            yield FieldRef("domain", domain.code, "well_developed")


RULE = Rule(
    "no_well_developed",
    "warning",
    N_("Domain without a well-developed area"),
    N_("Where answers of a domain are complete, its profile names at least one well-developed area."),
    _find,
)
