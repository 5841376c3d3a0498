"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from ..assessment import Assessment
from ..edits import FieldRef
from ..fields import STAGES
from ..instrument import Instrument

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")

Find = Callable[[Assessment, Instrument, str], Iterable[FieldRef]]
"""Finds the fields that break a rule, in order; it is given the language of the profile too."""


@dataclass(frozen=True)
class Rule:
    """One thing that is checked.

    `name` never changes, since changes of stage keep it. `title` names what is wrong, `sentence` says why it matters.
    `hard` is the stage from which the rule binds: a change to it, or to a later one, asks for a reason.
    """

    name: str
    level: Level
    title: str
    sentence: str
    find: Find = field(repr=False)
    hard: str | None = None

    def binds(self, stage: str) -> bool:
        """Whether a change to this stage must keep to the rule, or say why not."""
        return self.hard is not None and STAGES.index(stage) >= STAGES.index(self.hard)


@dataclass(frozen=True)
class Problem:
    """A rule, the field that breaks it, and the code of the domain where that is, or empty.

    The field of a domain itself is `FieldRef("domain", code, …)`; it stands for its list of findings of that kind.
    """

    rule: Rule
    ref: FieldRef
    domain: str = ""
