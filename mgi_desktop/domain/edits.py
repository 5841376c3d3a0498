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
KEY = re.compile("ed25519:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
"""The one form in which a key names its author: the last letter has two bits to spare, and they are not set."""

HASH = re.compile("[0-9a-f]{64}")
UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_SALT = "[0-9a-f]{32}"
_AT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"


def _forms(words: str) -> dict[str, str]:
    """The forms of the members of an edit that are texts, sorted as in canonical JSON."""
    return {
        "action": UUID.pattern,
        "assessment": UUID.pattern,
        "at": _AT,
        "author": f"{KEY.pattern}|name:{words}",
        "digest": HASH.pattern,
        "field": words,
        "key": words,
        "kind": words,
    }


_FORMS = {name: re.compile(form, re.DOTALL) for name, form in _forms(".+").items()}
_LONG = 10_000
"""What has more bytes is always taken apart, and counted for what memory would have to hold."""
_RECORD = re.compile(
    r"\{" + ",".join(f'"{name}":"({form})"' for name, form in _forms(r"[ !#-\[\]-~]+").items())
    + rf',"replaces":\[(?:"({HASH.pattern}(?:","{HASH.pattern})*)")?\],"v":{VERSION}\}}'
)  # fmt: skip
"""A record as nearly all are, in letters that JSON never escapes: what matches has the form of an edit, as canonical
JSON has it, and need not be taken apart to see that.
"""
_BODY = re.compile(rf'\["{_SALT}",(?:null|true|false|"(?:[^"\\\x00-\x1f]++|\\["\\bfnrt])*+")\]')
"""A body as nearly all are, and as canonical JSON has it."""


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
    digest: str


def _said(texts: Iterable[str], replaces: Iterable[str]) -> _Said:
    """What a record says whose texts are these, in the order of `_forms`."""
    action, assessment, at, author, digest, field, key, kind = texts
    kept = sys.intern  # most of these are the same in very many edits
    ref = FieldRef(kept(kind), kept(key), kept(field))
    return _Said(kept(assessment), ref, tuple(replaces), kept(author), at, kept(action), digest)


def _usual(record: bytes) -> _Said | None:
    """What a record in the usual form says; None for another, which may be one all the same."""
    match = _RECORD.fullmatch(str(record, "ascii")) if len(record) <= _LONG and record.isascii() else None
    if match is None:
        return None
    earlier = match.group(9).split('","') if match.group(9) else []
    if len(earlier) > 1 and earlier != sorted(set(earlier)):
        return None
    return _said(match.groups()[:8], earlier)


def _in(members: Mapping[str, Any]) -> _Said:
    return _said((members[name] for name in _FORMS), members["replaces"])


@dataclass(frozen=True)
class Edit:
    """An edit as it travels: `record` is what `id` hashes, `body` is `[salt, value]`, or None once erased."""

    id: str
    record: bytes
    body: bytes | None

    @cached_property
    def _said(self) -> _Said:
        return _usual(self.record) or _in(json.loads(str(self.record, "utf-8")))

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
    said = _usual(record) or _unusual(record)
    if said is None:
        raise Refused(N_("An edit is not written in the form that edits have."), where=edit_id)
    if within is not None and said.assessment not in within:
        raise Refused(N_("An edit belongs to an assessment that the file does not list."), where=edit_id)
    if body is not None:
        if hashlib.sha256(body).hexdigest() != said.digest:
            raise Refused(
                N_("The value of an edit is not what its hash says; it was changed or damaged."), where=edit_id
            )
        if not _salted(body):
            raise Refused(N_("The value of an edit is not written in the form that values have."), where=edit_id)
    edit = Edit(edit_id, record, body)
    edit.__dict__["_said"] = said  # it need not be read again
    return edit


def _unusual(record: bytes) -> _Said | None:
    """What any record says; None for what is none."""
    members = _canonical(record)
    return _in(members) if isinstance(members, dict) and _whole(members) else None


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
        and all(isinstance(earlier, str) and HASH.fullmatch(earlier) for earlier in replaces)
        and replaces == sorted(set(replaces))
    )


def _salted(body: bytes) -> bool:
    """Whether a body is the canonical JSON of a salt and a value."""
    try:
        text = str(body, "utf-8")
    except UnicodeDecodeError:
        return False
    if len(body) <= _LONG and _BODY.fullmatch(text):
        return True
    pair = _canonical(body)
    return isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and bool(re.fullmatch(_SALT, pair[0]))


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
