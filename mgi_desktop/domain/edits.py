"""Edits: one change of one field, for ever. The format is written down in resources/schemas/edit.md."""

import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from . import canonical
from .errors import Refused
from .words import N_

Value = str | int | bool | None | list[str] | dict[str, Any]

VERSION = 1
KEY = "ed25519:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"
"""The one form in which a key names its author: the last letter has two bits to spare, and they are not set."""

_HASH = re.compile("[0-9a-f]{64}")
_SALT = re.compile("[0-9a-f]{32}")
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = re.compile(".+", re.DOTALL)
_FORMS = {
    "assessment": _UUID,
    "kind": _WORDS,
    "key": _WORDS,
    "field": _WORDS,
    "digest": _HASH,
    "author": re.compile(f"{KEY}|name:.+", re.DOTALL),
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "action": _UUID,
}


class FieldRef(NamedTuple):
    """Which field of which entity, within one assessment."""

    kind: str
    key: str
    field: str


class _Said(NamedTuple):
    """What a record says."""

    assessment: str
    ref: FieldRef
    replaces: tuple[str, ...]
    author: str
    at: str
    action: str


@dataclass(frozen=True)
class Edit:
    """An edit as it travels: `record` is what `id` hashes, `body` is `[salt, value]`, or None once erased."""

    id: str
    record: bytes
    body: bytes | None

    @cached_property
    def _said(self) -> _Said:
        members = json.loads(str(self.record, "utf-8"))  # as text it is not searched for its encoding
        # Most of these are the same in very many edits: each is kept once.
        kept = {name: sys.intern(members[name]) for name in ("assessment", "kind", "key", "field", "author", "action")}
        ref = FieldRef(kept["kind"], kept["key"], kept["field"])
        replaces = tuple(members["replaces"])
        return _Said(kept["assessment"], ref, replaces, kept["author"], members["at"], kept["action"])

    @property
    def assessment(self) -> str:
        """The assessment that the edit belongs to."""
        return self._said.assessment

    @property
    def ref(self) -> FieldRef:
        """The field that the edit changes."""
        return self._said.ref

    @property
    def replaces(self) -> tuple[str, ...]:
        """The edits of the same field that this one replaces."""
        return self._said.replaces

    @property
    def author(self) -> str:
        """Who made it: `ed25519:<base64url>` or `name:<text>`."""
        return self._said.author

    @property
    def at(self) -> str:
        """When, by that laptop's clock: for display only."""
        return self._said.at

    @property
    def action(self) -> str:
        """The deed that it is part of."""
        return self._said.action

    @property
    def value(self) -> Value:
        """The value, None where it was erased."""
        if self.body is None:
            return None
        value: Value = json.loads(str(self.body, "utf-8"))[1]
        return value


def is_author(name: str) -> bool:
    """Whether this names an author: `ed25519:<base64url>` or `name:<text>`."""
    return bool(_FORMS["author"].fullmatch(name))


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
    body = canonical.dumps([salt, value])
    record = canonical.dumps(
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


def proven(edit_id: str, record: bytes, body: bytes | None, *, within: Collection[str] | None = None) -> Edit:
    """Return the edit that these bytes are; Refused where they do not prove themselves by their hashes.

    `within` are the assessments that it may belong to, where that is known.
    """
    if hashlib.sha256(record).hexdigest() != edit_id:
        raise Refused(N_("An edit is not what its hash says; it was changed or damaged."), where=edit_id)
    members = _canonical(record)
    if not isinstance(members, dict) or not _whole(members):
        raise Refused(N_("An edit is not written in the form that edits have."), where=edit_id)
    if within is not None and members["assessment"] not in within:
        raise Refused(N_("An edit belongs to an assessment that the file does not list."), where=edit_id)
    if body is not None:
        if hashlib.sha256(body).hexdigest() != members["digest"]:
            raise Refused(
                N_("The value of an edit is not what its hash says; it was changed or damaged."), where=edit_id
            )
        if not _salted(_canonical(body)):
            raise Refused(N_("The value of an edit is not written in the form that values have."), where=edit_id)
    return Edit(edit_id, record, body)


def _canonical(data: bytes) -> Any:
    """Return what these RFC 8785 bytes hold; None where they are something else, or hold a float."""
    try:
        return canonical.loads(data)
    except ValueError:
        return None


def _whole(members: Mapping[str, Any]) -> bool:
    """Whether a record has the members of an edit; those of a later version may be more."""
    version, replaces = members.get("v"), members.get("replaces")
    if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
        return False
    if version == VERSION and len(members) != len(_FORMS) + 2:
        return False
    if not all(isinstance(members.get(name), str) and form.fullmatch(members[name]) for name, form in _FORMS.items()):
        return False
    return (
        isinstance(replaces, list)
        and all(isinstance(earlier, str) and _HASH.fullmatch(earlier) for earlier in replaces)
        and replaces == sorted(set(replaces))
    )


def _salted(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and bool(_SALT.fullmatch(pair[0]))


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


def not_counted(field: Mapping[str, Edit], taken_back: Collection[str]) -> set[str]:
    """Of the edits of one field that were taken back, those that no edit was built on which counts."""
    counted = field.keys() - set(taken_back)
    waiting = list(counted)
    while waiting:
        for earlier in field[waiting.pop()].replaces:
            if earlier in field and earlier not in counted:
                counted.add(earlier)
                waiting.append(earlier)
    return field.keys() - counted
