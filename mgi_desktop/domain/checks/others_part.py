"""Work was divided, and somebody changed an answer in another person's part."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..parts import changed_by_others
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    yield from dict.fromkeys(ref for ref, _author in changed_by_others(assessment, instrument.indicators))


RULE = Rule(
    "others_part",
    "note",
    N_("Changed by someone other than the one it is assigned to"),
    N_("Anybody may change anything. Whoever has the part should know of it, and see whether it is right."),
    _find,
)
