"""Indicators without an answer."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..progress import State, state
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for code, indicator in instrument.indicators.items():
        if state(indicator, assessment.answer(code)) in (State.BEGUN, State.NOT_YET):
            yield FieldRef("answer", code, "value")


RULE = Rule(
    "unanswered",
    "note",
    N_("Not answered yet"),
    N_("Each indicator is answered, or marked as not applicable."),
    _find,
    hard="validated",
)
