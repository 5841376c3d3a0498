"""A finding in which nothing is written yet."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for finding in assessment.findings:
        if not any(text.strip() for text in finding.text.values()):
            yield FieldRef("finding", finding.key, f"text@{assessment.language}")


RULE = Rule(
    "finding_without_text",
    "warning",
    N_("Finding without a text"),
    N_("A finding in which nothing is written is left out of the profile."),
    _find,
)
