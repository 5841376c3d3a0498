"""A reader cannot tell when a source was made, or by whom."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for source in assessment.sources.values():
        for name, text in (("date", source.date), ("issuer", source.issuer)):
            if not text.strip():
                yield FieldRef("source", source.key, name)


RULE = Rule(
    "source_incomplete",
    "warning",
    N_("Source without its date or issuer"),
    N_("A source can be found again only where it says when it was made and by whom."),
    _find,
)
