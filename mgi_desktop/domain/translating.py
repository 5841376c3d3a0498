"""The edits of one assessment as edits of another: who wrote what and when stays, and so does what replaces what.

Whoever does it with the same edits gets the same ones, byte for byte: done twice, or on two laptops, it is done once.
"""

import hashlib
import json
import uuid
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from graphlib import TopologicalSorter
from typing import Any

from . import canonical
from .edits import Edit, FieldRef, Value

Keys = Mapping[tuple[str, str], str]
"""The key that an entity (kind, key) has in the other assessment, where that is another one."""
_NAMING = {("erasure", "edits"), ("erasure", "all"), ("decision", "judged"), ("comment", "against")}
"""The fields, by kind and name, that name edits."""


def members_of(edit: Edit) -> dict[str, Any]:
    """The members of the record of an edit."""
    members: dict[str, Any] = json.loads(edit.record)
    return members


def moved(ref: FieldRef, keys: Keys, names: Mapping[str, str]) -> FieldRef:
    """The same field in the other assessment; `names` are its edits by those that they were made of."""
    name, slash, member = ref.field.partition("/")
    if ref.kind == "finding" and name == "sources":
        member = keys.get(("source", member), member)
    elif (ref.kind, name) in _NAMING:
        member = names.get(member, member)
    return FieldRef(ref.kind, keys.get(ref[:2], ref.key), name + slash + member)


def translated(edits: Sequence[Edit], target: str, keys: Keys, known: Mapping[str, str]) -> dict[str, Edit]:
    """Return each of these edits of one assessment as one of the target, by the id that it had.

    `known` are edits that both have, by their id in the one: the id in the other. They are not made again.
    """
    by_id = {edit.id: edit for edit in edits}
    order = TopologicalSorter({edit.id: set(_named(edit)) & by_id.keys() for edit in edits})
    names = dict(known)
    made: dict[str, Edit] = {}
    for name in order.static_order():
        if name not in known:
            made[name] = _as_one_of(target, by_id[name], keys, names)
            names[name] = made[name].id
    return made


def _named(edit: Edit) -> Iterator[str]:
    """The edits that one names: a hash, so that none of them names it."""
    yield from edit.replaces
    name, _slash, member = edit.ref.field.partition("/")
    if (edit.ref.kind, name) in _NAMING:
        yield member
    if edit.ref.field == "deleted":
        yield from _listed(edit.value)


def _listed(value: Value) -> list[str]:
    """The edits that a deletion lists; none where the value is something else, as a file may hold it."""
    return value if isinstance(value, list) and all(isinstance(name, str) for name in value) else []


def _as_one_of(target: str, edit: Edit, keys: Keys, names: Mapping[str, str]) -> Edit:
    members = members_of(edit)
    ref = moved(edit.ref, keys, names)
    value = edit.value
    said = _said_of(edit.ref, value, keys, names)
    body = edit.body
    if body is not None and said != value:
        salt = hashlib.sha256(f"{target} {edit.id}".encode()).hexdigest()[:32]
        body = canonical.dumps([salt, said])
        members["digest"] = hashlib.sha256(body).hexdigest()
    members |= {
        "assessment": target,
        "key": ref.key,
        "field": ref.field,
        "replaces": sorted({names.get(name, name) for name in edit.replaces}),
        "action": str(uuid.uuid5(uuid.UUID(target), edit.action)),
    }
    record = canonical.dumps(members)
    return Edit(hashlib.sha256(record).hexdigest(), record, body)


def _said_of(ref: FieldRef, value: Value, keys: Keys, names: Mapping[str, str]) -> Value:
    """A value that names an entity, or edits, as it names them in the other assessment."""
    if ref.field == "deleted" and _listed(value):
        return sorted({names.get(name, name) for name in _listed(value)})
    if not isinstance(value, str):
        return value
    key_of = partial(_key, keys)
    if (ref.kind, ref.field) == ("citation", "source"):
        return key_of("source", value)
    if (ref.kind, ref.field) == ("comment", "answers"):
        return key_of("comment", value)
    if ref.field == "on" and ref.kind in ("comment", "decision"):
        kind, slash, key = value.partition("/")
        return kind + slash + key_of(kind, key)
    return value


def _key(keys: Keys, kind: str, key: str) -> str:
    return keys.get((kind, key), key)


def traces(edits: Iterable[Edit], kinds: Container[str]) -> dict[tuple[str, ...], FieldRef]:
    """Where the values of some kinds of things stand, by what a translated edit keeps of the one it was made of.

    That is who wrote it when, and its digest, which is salted: nothing else has the same.
    """
    return {
        (edit.ref.kind, edit.author, edit.at, str(members_of(edit)["digest"])): edit.ref
        for edit in edits
        if edit.ref.kind in kinds
    }
