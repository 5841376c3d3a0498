"""What an assessment would be with the edits that come: the union of both, worked out without writing anything."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .assessment import Conflict
from .edits import Edit, FieldRef
from .held import Fields, Head, Held

NEW, CHANGED, CONFLICT, SETTLED, SAME = "new", "changed", "conflict", "settled", "same"
_BESIDE = ("person", "erasure")
"""What is told of people and of erasing beside the work: it is taken, and not counted as work."""


@dataclass(frozen=True)
class Change:
    """What one field says here, and what it would say with what comes."""

    ref: FieldRef
    before: Held
    after: Held

    @property
    def here(self) -> tuple[Head, ...]:
        """The heads that stand here already and would go on standing."""
        return tuple(head for head in self.after.heads if head in self.before.heads)

    @property
    def coming(self) -> tuple[Head, ...]:
        """The heads that would stand and do not yet."""
        return tuple(head for head in self.after.heads if head not in self.before.heads)

    @property
    def outcome(self) -> str:
        """Whether the field would be new, changed, in conflict, settled, or say the same as before.

        A place in the order settles itself, and is never in conflict.
        """
        if self.after.in_conflict and self.ref.field != "rank":
            return CONFLICT if _said(self.before) != _said(self.after) else SAME
        if self.before.in_conflict and self.ref.field != "rank":
            return SETTLED
        if _one(self.before) == _one(self.after):
            return SAME
        return NEW if self.before.settled is None else CHANGED


def _one(held: Held) -> str:
    return json.dumps(held.settled, sort_keys=True)


def _said(held: Held) -> set[str]:
    return {json.dumps(head.value, sort_keys=True) for head in held.heads}


@dataclass(frozen=True)
class Union:
    """What a set of edits of one assessment says: its heads by field, and what it replaces and erases.

    `replaced` and `erased` need to name only edits that may come or that stand; an erasure erases where it is proven.
    """

    fields: Fields
    replaced: frozenset[tuple[FieldRef, str]] = frozenset()
    erased: frozenset[str] = frozenset()

    def plus(self, edits: Iterable[Edit], erased: Collection[str] = ()) -> "Union":
        """The union of this and more edits, in whatever order they come, and without the values that are erased."""
        came: dict[FieldRef, list[Edit]] = {}
        for edit in edits:
            came.setdefault(edit.ref, []).append(edit)
        replaced = self.replaced.union((ref, name) for ref, new in came.items() for one in new for name in one.replaces)
        newly_erased = frozenset(erased) - self.erased
        gone = self.erased | newly_erased
        fields = dict(self.fields)
        for ref, new in came.items():
            heads = {head.id: head for head in fields[ref].heads} if ref in fields else {}
            heads |= {edit.id: _head(edit, gone) for edit in new if (ref, edit.id) not in replaced}
            fields[ref] = Held(tuple(heads[name] for name in sorted(heads) if (ref, name) not in replaced))
        if newly_erased:
            fields = {ref: _without(ref, held, newly_erased) for ref, held in fields.items()}
        return Union(fields, replaced, gone)


def changes(before: Fields, after: Fields) -> tuple[Change, ...]:
    """Every field whose heads differ, but what is told of people and of erasing."""
    found = []
    for ref, held in after.items():
        was = before.get(ref) or Held(())
        if was.heads != held.heads and ref.kind not in _BESIDE:
            found.append(Change(ref, was, held))
    return tuple(sorted(found, key=lambda change: change.ref))


def new_conflicts(before: Iterable[Conflict], after: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that come, or in which another value would stand than before."""
    known = {conflict.ref: _values(conflict) for conflict in before}
    return tuple(conflict for conflict in after if known.get(conflict.ref) != _values(conflict))


def _values(conflict: Conflict) -> set[str]:
    return {json.dumps(head.value, sort_keys=True) for head in conflict.heads}


def built_on(edits: Iterable[Edit], aside: Mapping[str, Edit]) -> list[Edit]:
    """The edits, and those set aside that they are or were built on: with them these count again."""
    found: dict[str, Edit] = {}
    waiting = list(edits)
    while waiting:
        edit = waiting.pop()
        if edit.id not in found:
            found[edit.id] = edit
            waiting += [aside[name] for name in edit.replaces if name in aside and aside[name].ref == edit.ref]
    return list(found.values())


def _head(edit: Edit, erased: frozenset[str]) -> Head:
    gone = edit.id in erased and edit.ref.kind != "erasure"
    return Head(edit.id, None if gone else edit.value, edit.author, edit.at)


def _without(ref: FieldRef, held: Held, erased: frozenset[str]) -> Held:
    """What a field holds once these values are erased; an erasure itself always stays."""
    if ref.kind == "erasure" or not any(head.id in erased for head in held.heads):
        return held
    return Held(tuple(head._replace(value=None) if head.id in erased else head for head in held.heads))
