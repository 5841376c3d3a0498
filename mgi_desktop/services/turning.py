"""What undo and redo find: what a deed wrote, what stood before it, and what others have made of it since."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mgi_desktop.domain import entities
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits, imports, local

NOTHING = ""
"""What an edit stands for that takes the first one of a field back."""


class Reversal(NamedTuple):
    """What takes a deed's edits of one field back: the heads that are replaced, and the values that stand then.

    With each value go the edits that held it before.
    """

    replaced: list[str]
    values: list[tuple[Value, list[str]]]


def own_of(connection: sqlite3.Connection, action: str) -> list[Edit]:
    """The edits of a deed that were made here: what came may claim to be part of it."""
    found = edits.of_action(connection, action)
    came = imports.came(connection, (edit.id for edit in found))
    return [edit for edit in found if edit.id not in came]


def by_field(made: Iterable[Edit]) -> dict[FieldRef, dict[str, Edit]]:
    """The edits of each field, by id."""
    found: dict[FieldRef, dict[str, Edit]] = {}
    for edit in made:
        found.setdefault(edit.ref, {})[edit.id] = edit
    return found


def reversal(
    connection: sqlite3.Connection, ref: FieldRef, own: Mapping[str, Edit], now_seen: Sequence[str], *, undone: bool
) -> Reversal | None:
    """Return what takes a deed's own edits of one field back.

    None where the field was changed since, or where what would be written was erased for good.
    Where another head stands beside, undo says the same as that one and so leaves no conflict; redo says again what
    the deed said, in conflict where it was.
    """
    assessment = next(iter(own.values())).assessment
    heads = edits.field(connection, assessment, ref)
    stood = {head.id: own.keys() & local.stands_for(connection, head.id) for head in heads}
    standing = [head.id for head in heads if stood[head.id]]
    if not standing:
        return None
    beside = [head.value for head in heads if not stood[head.id]]
    earlier = _earlier_values(connection, [own[name] for name in set().union(*stood.values())])
    if beside and not undone:
        earlier = [(beside[0], [])]
    if earlier is None:
        return None
    if ref.field == "deleted":
        earlier = [(_seen_then(connection, value, now_seen), originals) for value, originals in earlier]
    return Reversal(standing, earlier)


def _earlier_values(connection: sqlite3.Connection, own: Sequence[Edit]) -> list[tuple[Value, list[str]]] | None:
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
    before = _earlier_values(connection, own)
    return before is not None and all(value is None for value, _names in before)


def _seen_then(connection: sqlite3.Connection, deleted: Value, now_seen: Iterable[str]) -> Value:
    """What stands now of what a deletion had seen, or was taken back here: nothing that came since."""
    if not isinstance(deleted, list):
        return deleted
    then = {*deleted, NOTHING}
    return [head for head in now_seen if local.stands_for(connection, head) & then]


def refuse_to_hide(connection: sqlite3.Connection, touched: Iterable[str]) -> None:
    """Refuse to take the beginning of an assessment back in which something counts that is work."""
    standing = edits.assessments(connection)
    for assessment in touched:
        if assessment not in standing and any(
            edit.ref.kind not in ("person", "erasure") for edit in edits.shareable(connection, assessment)
        ):
            raise Refused(
                N_(
                    "This import began an assessment in which somebody has worked since, so it is not taken back. "
                    "Remove the assessment in the library instead."
                )
            )
