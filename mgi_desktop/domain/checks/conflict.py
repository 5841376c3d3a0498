"""Two people wrote different things, and nobody has settled it."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for conflict in assessment.conflicts:
        yield conflict.ref


RULE = Rule(
    "conflict",
    "error",
    N_("In conflict"),
    N_("Two values stand side by side until a person takes one or writes a third."),
    _find,
    hard="published",
)
