"""An answer says that something exists, and names nothing to prove it."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for code, indicator in instrument.indicators.items():
        answer = assessment.answer(code)
        if indicator.presence(answer.value) in ("complete", "partial") and not answer.citations:
            yield FieldRef("answer", code, "citations")


RULE = Rule(
    "no_citation",
    "warning",
    N_("Exists, but cites no source"),
    N_("Where something exists, wholly or in part, the answer cites the source that shows it."),
    _find,
)
