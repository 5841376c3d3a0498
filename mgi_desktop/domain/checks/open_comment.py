"""A comment that nobody has resolved yet."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for held in assessment.threads.values():
        for thread in held:
            if not thread.resolved:
                yield FieldRef("comment", thread.key, "resolved")


RULE = Rule(
    "open_comment",
    "note",
    N_("Open comment"),
    N_("Someone asked or remarked something that is not resolved yet."),
    _find,
)
