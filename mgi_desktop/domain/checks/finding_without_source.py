"""A finding that names no source."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for finding in assessment.findings:
        if finding.text and not finding.sources:
            yield FieldRef("finding", finding.key, "sources")


RULE = Rule(
    "finding_without_source",
    "warning",
    N_("Finding that names no source"),
    N_("The profile prints the sources of each finding, so that a reader can check it."),
    _find,
)
