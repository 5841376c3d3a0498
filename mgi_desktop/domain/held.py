"""What a field holds: the edits that stand, and what is being typed over them.

Both are tuples because a large assessment has tens of thousands of them.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .edits import Edit, FieldRef, Value, heads


class Head(NamedTuple):
    """An edit of a field that no other edit of that field replaces."""

    id: str
    value: Value
    author: str
    at: str


class Held(NamedTuple):
    """What one field holds: its heads by id, and the draft that is being typed over them, if any."""

    heads: tuple[Head, ...]
    draft: str | None = None

    @property
    def value(self) -> Value:
        """The draft, else the value of the head with the smallest id."""
        if self.draft is not None:
            return self.draft
        return self.heads[0].value if self.heads else None

    @property
    def values(self) -> tuple[Value, ...]:
        """The draft, else what every head says: in a conflict the others count too."""
        return (self.draft,) if self.draft is not None else tuple([head.value for head in self.heads])

    @property
    def settled(self) -> Value:
        """The value of the head with the smallest id, whatever is being typed."""
        return self.heads[0].value if self.heads else None

    @property
    def in_conflict(self) -> bool:
        """Whether two heads have different values."""
        return len(self.heads) > 1 and len({json.dumps(head.value, sort_keys=True) for head in self.heads}) > 1


Fields = Mapping[FieldRef, Held]


def held_by(edits: Iterable[Edit]) -> dict[str, dict[FieldRef, Held]]:
    """Return what the fields of each assessment hold, as far as these edits tell."""
    fields: dict[str, dict[FieldRef, Held]] = {}
    for (assessment, ref), standing in heads(edits).items():
        held = Held(tuple(Head(edit.id, edit.value, edit.author, edit.at) for edit in standing))
        fields.setdefault(assessment, {})[ref] = held
    return fields
