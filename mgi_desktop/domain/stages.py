"""Stages: which one the heads of its field say, and the changes from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass

from .entities import Entity
from .fields import STAGES
from .held import Head


@dataclass(frozen=True)
class StageChange:
    """The stage was moved or withdrawn: from and to which, by whom, when, and why; `overridden` are rules' names."""

    key: str
    before: str
    stage: str
    author: str
    at: str
    reason: str
    overridden: tuple[str, ...]


def stage_of(heads: Iterable[Head]) -> str:
    """The stage that the heads of its field say: of several the earliest, one that nobody set being the first.

    A stage that only a newer version knows is none of them, and neither is what is no word at all.
    """
    stages = [head.value or STAGES[0] for head in heads]
    return next((stage for stage in STAGES if stage in stages), STAGES[0])


def stage_change_of(entity: Entity) -> StageChange:
    """Return the change of stage that an entity is."""
    return StageChange(
        key=entity.key,
        before=entity.words("before"),
        stage=entity.words("stage"),
        author=entity.words("author"),
        at=entity.words("at"),
        reason=entity.words("reason"),
        overridden=entity.members("overridden"),
    )
