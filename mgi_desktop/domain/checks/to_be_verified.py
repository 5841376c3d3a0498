"""Answers that somebody must look at again."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..progress import State, state
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for code, indicator in instrument.indicators.items():
        if state(indicator, assessment.answer(code)) is State.TO_BE_VERIFIED:
            yield FieldRef("answer", code, "verify")


RULE = Rule(
    "to_be_verified",
    "note",
    N_("To be verified"),
    N_("An answer that is marked, or in conflict, does not count as answered until it is confirmed."),
    _find,
    hard="validated",
)
