"""An answer says what exists and not why."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for code in instrument.indicators:
        answer = assessment.answer(code)
        if answer.value and not answer.justification.strip():
            yield FieldRef("answer", code, "justification")


RULE = Rule(
    "no_justification",
    "warning",
    N_("Answered without a justification"),
    N_("A value alone does not say what it rests on: every answer is justified in a few words."),
    _find,
)
