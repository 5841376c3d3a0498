"""A finding that does not say which answers it comes from."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for finding in assessment.findings:
        if not finding.indicators:
            yield FieldRef("finding", finding.key, "indicators")


RULE = Rule(
    "finding_without_indicator",
    "warning",
    N_("Finding that rests on no indicator"),
    N_("Each finding comes from answers, so it names the indicators behind it."),
    _find,
)
