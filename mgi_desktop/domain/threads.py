"""Comments as they belong together: one that began, and those that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .edits import FieldRef
from .entities import Entity


@dataclass(frozen=True)
class Comment:
    """A remark on an answer, finding or section; `on` is kind/key, `answers` the comment that began its thread.

    A proposal names the `field` for which it proposes another value, and the heads `against` which it was made.
    """

    key: str
    on: str
    author: str
    at: str
    text: str
    resolved: bool
    rank: str
    answers: str = ""
    field: str = ""
    proposed: str = ""
    against: frozenset[str] = frozenset()
    outcome: str = ""

    @property
    def target(self) -> FieldRef | None:
        """The field for which it proposes another value; None where it proposes nothing."""
        return FieldRef(*thing_of(self.on), self.field) if self.field and self.proposed else None


def thing_of(on: str) -> tuple[str, str]:
    """The kind and the key of what a comment or a decision is on."""
    kind, _slash, key = on.partition("/")
    return kind, key


def comment_of(entity: Entity) -> Comment:
    """Return the comment that an entity is."""
    return Comment(
        key=entity.key,
        on=entity.words("on"),
        author=entity.words("author"),
        at=entity.words("at"),
        text=entity.words("text"),
        resolved=entity.get("resolved") is True,
        rank=entity.rank(),
        answers=entity.words("answers"),
        field=entity.words("field"),
        proposed=entity.words("proposed"),
        against=frozenset(entity.members("against")),
        outcome=entity.words("outcome"),
    )


@dataclass(frozen=True)
class Thread:
    """A comment and its answers, in order; it is open until its first comment is resolved."""

    first: Comment
    answers: tuple[Comment, ...] = ()

    @property
    def key(self) -> str:
        """The key of the comment that began it."""
        return self.first.key

    @property
    def on(self) -> str:
        """What it is about, as kind/key."""
        return self.first.on

    @property
    def resolved(self) -> bool:
        """Whether nobody need look at it any more."""
        return self.first.resolved

    @property
    def comments(self) -> tuple[Comment, ...]:
        """All of it, the first comment first."""
        return (self.first, *self.answers)


def grouped(comments: Sequence[Comment]) -> Mapping[str, tuple[Thread, ...]]:
    """Return the threads on each thing by its kind/key, in order.

    A comment that answers one which is not here, or is on something else, begins a thread of its own.
    """
    by_key = {comment.key: comment for comment in comments}
    answers: dict[str, list[Comment]] = {}
    firsts = []
    for comment in comments:
        first = by_key.get(comment.answers)
        if first is None or first.answers or first.on != comment.on or first is comment:
            firsts.append(comment)
        else:
            answers.setdefault(first.key, []).append(comment)
    found: dict[str, list[Thread]] = {}
    for first in firsts:
        found.setdefault(first.on, []).append(Thread(first, tuple(answers.get(first.key, ()))))
    return {on: tuple(held) for on, held in found.items()}
