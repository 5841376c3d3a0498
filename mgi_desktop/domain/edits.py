"""Edits: one change of one field, for ever. The format is written down in resources/schemas/edit.md."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import rfc8785

from .errors import Refused
from .words import N_

Value = str | int | bool | None | list[str] | dict[str, Any]

VERSION = 1
_MEMBERS = {"v", "assessment", "kind", "key", "field", "digest", "replaces", "author", "at", "action"}


class FieldRef(NamedTuple):
    """Which field of which entity, within one assessment."""

    kind: str
    key: str
    field: str


@dataclass(frozen=True)
class Edit:
    """An edit as it travels: `record` is what `id` hashes, `body` is `[salt, value]`, or None once erased."""

    id: str
    record: bytes
    body: bytes | None

    @cached_property
    def _members(self) -> Mapping[str, Any]:
        members: Mapping[str, Any] = json.loads(self.record)
        return members

    @property
    def assessment(self) -> str:
        """The assessment that the edit belongs to."""
        return str(self._members["assessment"])

    @cached_property
    def ref(self) -> FieldRef:
        """The field that the edit changes."""
        return FieldRef(self._members["kind"], self._members["key"], self._members["field"])

    @property
    def replaces(self) -> tuple[str, ...]:
        """The edits of the same field that this one replaces."""
        return tuple(self._members["replaces"])

    @property
    def author(self) -> str:
        """Who made it: `ed25519:<base64url>` or `name:<text>`."""
        return str(self._members["author"])

    @property
    def at(self) -> str:
        """When, by that laptop's clock: for display only."""
        return str(self._members["at"])

    @property
    def action(self) -> str:
        """The deed that it is part of."""
        return str(self._members["action"])

    @property
    def value(self) -> Value:
        """The value, None where it was erased."""
        if self.body is None:
            return None
        value: Value = json.loads(self.body)[1]
        return value


def make(
    assessment: str,
    ref: FieldRef,
    value: Value,
    *,
    replaces: Iterable[str],
    author: str,
    at: str,
    action: str,
    salt: str,
) -> Edit:
    """Make an edit; `at` is UTC `YYYY-MM-DDTHH:MM:SS.sssZ`, `salt` 32 hexadecimal digits."""
    body = rfc8785.dumps([salt, value])
    record = rfc8785.dumps(
        {
            "v": VERSION,
            "assessment": assessment,
            "kind": ref.kind,
            "key": ref.key,
            "field": ref.field,
            "digest": hashlib.sha256(body).hexdigest(),
            "replaces": sorted(set(replaces)),
            "author": author,
            "at": at,
            "action": action,
        }
    )
    return Edit(hashlib.sha256(record).hexdigest(), record, body)


def proven(edit_id: str, record: bytes, body: bytes | None) -> Edit:
    """Return the edit that these bytes are; Refused where they do not prove themselves by their hashes."""
    if hashlib.sha256(record).hexdigest() != edit_id:
        raise Refused(N_("An edit is not what its hash says; it was changed or damaged."), where=edit_id)
    try:
        members = json.loads(record)
        whole = isinstance(members, dict) and members.keys() >= _MEMBERS and rfc8785.dumps(members) == record
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise Refused(N_("An edit is not written in the form that edits have."), where=edit_id)
    if body is not None and hashlib.sha256(body).hexdigest() != members["digest"]:
        raise Refused(N_("The value of an edit is not what its hash says; it was changed or damaged."), where=edit_id)
    return Edit(edit_id, record, body)


def heads(edits: Iterable[Edit]) -> dict[tuple[str, FieldRef], tuple[Edit, ...]]:
    """Return, for each field of each assessment, the edits that no other edit of that field replaces, by id."""
    fields: dict[tuple[str, FieldRef], dict[str, Edit]] = {}
    for edit in edits:
        fields.setdefault((edit.assessment, edit.ref), {})[edit.id] = edit
    found = {}
    for place, members in fields.items():
        replaced = {earlier for edit in members.values() for earlier in edit.replaces}
        found[place] = tuple(members[name] for name in sorted(members.keys() - replaced))
    return found
