"""Answers and findings for which a reviewer asks for changes, and in which nothing was changed since."""

from collections.abc import Iterator

from ..assessment import Assessment
from ..decisions import Verdict
from ..edits import FieldRef
from ..instrument import Instrument
from ..reviewing import things
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for thing in things(assessment, instrument):
        for judgement in assessment.judgements.get(thing.on, ()):
            if judgement.verdict is Verdict.CHANGES:
                yield FieldRef("decision", judgement.decision.key, "reason")


RULE = Rule(
    "changes_asked",
    "note",
    N_("Changes asked for"),
    N_("A reviewer asked for changes, and nothing has been changed there since."),
    _find,
)
