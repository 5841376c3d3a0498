"""What undo and redo find: what a deed wrote, what stood before it, and what others have made of it since."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from mgi_desktop.domain import entities
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.store import edits, local

NOTHING = ""
"""What an edit stands for that takes the first one of a field back."""


def by_field(made: Iterable[Edit]) -> dict[FieldRef, dict[str, Edit]]:
    """The edits of each field, by id."""
    found: dict[FieldRef, dict[str, Edit]] = {}
    for edit in made:
        found.setdefault(edit.ref, {})[edit.id] = edit
    return found


def earlier_values(connection: sqlite3.Connection, own: Sequence[Edit]) -> list[tuple[Value, list[str]]] | None:
    """Return the values that stood before a deed, with the edits that held them; several before a settling.

    None where one of them was erased for good.
    """
    before = sorted({name for edit in own for name in edit.replaces} - {edit.id for edit in own})
    found: dict[str, tuple[Value, list[str]]] = {}
    for edit in filter(None, (edits.by_id(connection, name) for name in before)):
        if edit.body is None:
            return None
        found.setdefault(json.dumps(edit.value, sort_keys=True), (edit.value, []))[1].append(edit.id)
    return list(found.values()) or [(None, [NOTHING])]


def begun_and_gone_on_with(
    connection: sqlite3.Connection, assessment: str, fields: Mapping[FieldRef, Mapping[str, Edit]]
) -> set[tuple[str, str]]:
    """The entities (kind, key) that a deed began and in which, or of which, others have written since.

    To take the deed's part back would leave a finding without its domain, or a citation without its source.
    """
    begun = {
        ref[:2]
        for ref, own in fields.items()
        if ref.field == entities.IDENTIFYING.get(ref.kind) and _is_first(connection, list(own.values()))
    }
    if not begun:
        return set()
    own = {name for made in fields.values() for name in made}
    held = edits.fields(connection, assessment, drafts=False)
    said = {
        head.id for ref, one in held.items() for head in one.heads if head.value is not None and ref.field != "deleted"
    }
    seen = entities.seen(held)
    return {
        entity
        for entity in begun
        if any(not local.stands_for(connection, head) & own for head in seen.get(entity, set()) & said)
    }


def _is_first(connection: sqlite3.Connection, own: Sequence[Edit]) -> bool:
    """Whether nothing was said before these edits of a field."""
    before = earlier_values(connection, own)
    return before is not None and all(value is None for value, _names in before)


def seen_then(connection: sqlite3.Connection, listed: Iterable[str], now_seen: Iterable[str]) -> list[str]:
    """Return what stands now of what a deletion had seen, or was taken back here: nothing that came since."""
    then = {*listed, NOTHING}
    return [head for head in now_seen if local.stands_for(connection, head) & then]
