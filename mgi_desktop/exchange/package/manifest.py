"""The manifest: what a package holds, by whom and when. Its schema is resources/schemas/package.json."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mgi_desktop.domain import canonical
from mgi_desktop.domain.edits import HASH, KEY, UUID
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.text import first_refused
from mgi_desktop.domain.words import N_

from . import form

_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)?")
_WORDS, _LONGEST_NAME = 4_000, 200
_LARGEST = 2**53 - 1
_MOST_CODES = 10_000


@dataclass(frozen=True)
class Entry:
    """A file in the package: its name, its size in bytes, its SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Listed:
    """An assessment that edits of the package belong to, as its sender saw it; `part`: only these indicators."""

    id: str
    subject: str
    title: str
    instrument: str
    edits: int
    part: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself. `sender` is empty where nobody signed it, `piece` is which of how many."""

    kind: str
    sender: str
    name: str
    at: str
    program: str
    assessments: tuple[Listed, ...]
    entries: tuple[Entry, ...]
    piece: tuple[int, int] = (1, 1)


def write(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    number, of = manifest.piece
    return canonical.dumps(
        {
            "format": form.FORMAT,
            "version": form.VERSION,
            "min_reader": 1,
            "kind": manifest.kind,
            "sender": manifest.sender,
            "name": manifest.name,
            "at": manifest.at,
            "program": manifest.program,
            "piece": {"number": number, "of": of},
            "assessments": [
                {
                    "id": one.id,
                    "subject": one.subject,
                    "title": one.title,
                    "instrument": one.instrument,
                    "edits": one.edits,
                    "part": list(one.part),
                }
                for one in manifest.assessments
            ],
            "entries": [
                {"name": entry.name, "bytes": entry.bytes, "sha256": entry.sha256} for entry in manifest.entries
            ],
        }
    )


def read(data: bytes) -> Manifest:
    """Read a manifest; Refused says where it is wrong. What a newer version added to it is left aside."""
    try:
        held = canonical.loads(data)
    except ValueError as error:
        raise Refused(N_("The list of contents is damaged."), where=form.MANIFEST) from error
    if not isinstance(held, dict) or held.get("format") != form.FORMAT:
        raise Refused(N_("This is not a package of assessments."), where=form.MANIFEST)
    least = _of(held, "min_reader", _number)
    if least > form.VERSION:
        raise Refused(
            N_(
                "This file was made by a newer version of the program: it needs the package format {least}, and this "
                "version reads up to {version}. Install the newer version."
            ),
            least=least,
            version=form.VERSION,
        )
    _of(held, "version", _number)
    number, of = _of(held, "piece", _piece)
    return Manifest(
        kind=_of(held, "kind", _kind),
        sender=_of(held, "sender", _sender),
        name=_of(held, "name", _words),
        at=_of(held, "at", _moment),
        program=_of(held, "program", _words),
        assessments=tuple(_each(held, "assessments", _listed, "id")),
        entries=tuple(_each(held, "entries", _entry, "name")),
        piece=(number, of),
    )


def _listed(held: Any) -> Listed:
    return Listed(
        id=_of(held, "id", _form(UUID)),
        subject=_of(held, "subject", _words),
        title=_of(held, "title", _words),
        instrument=_of(held, "instrument", _hash_or_none),
        edits=_of(held, "edits", _number),
        part=_of(held, "part", _codes),
    )


def _entry(held: Any) -> Entry:
    return Entry(
        name=_of(held, "name", _name), bytes=_of(held, "bytes", _number), sha256=_of(held, "sha256", _form(HASH))
    )


def _of(held: Any, name: str, check: Callable[[Any], Any]) -> Any:
    """A member that passes its check; Refused names it where it is missing or does not."""
    try:
        return check(held[name])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(N_("The list of contents has no “{name}”, or none that can be used."),
                      where=form.MANIFEST, name=name) from error  # fmt: skip


def _each(held: Mapping[str, Any], name: str, make: Callable[[Any], Any], key: str) -> Iterator[Any]:
    """The objects of a list, none with the key of an earlier one."""
    met = set()
    for place, item in enumerate(_of(held, name, _list)):
        try:
            made = make(item)
        except Refused as refused:
            raise Refused(refused.message, where=f"{form.MANIFEST}: {name}[{place}]", **refused.fields) from refused
        if getattr(made, key) in met:
            raise Refused(
                N_("The list of contents names “{name}” twice."), where=form.MANIFEST, name=getattr(made, key)
            )
        met.add(getattr(made, key))
        yield made


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > form.ENTRIES:
        raise ValueError
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise ValueError
    return value


def _piece(value: Any) -> tuple[int, int]:
    number, of = _number(value["number"]), _number(value["of"])
    if not 1 <= number <= of:
        raise ValueError
    return number, of


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _WORDS or first_refused(value):
        raise ValueError
    return value


def _form(form_of: re.Pattern[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not form_of.fullmatch(value):
            raise ValueError
        return value

    return check


def _kind(value: Any) -> str:
    if value not in form.KINDS:
        raise ValueError
    return str(value)


def _sender(value: Any) -> str:
    return "" if value == "" else _form(KEY)(value)


def _moment(value: Any) -> str:
    return "" if value == "" else _form(_AT)(value)


def _hash_or_none(value: Any) -> str:
    return "" if value == "" else _form(HASH)(value)


def _name(value: Any) -> str:
    if isinstance(value, str) and len(value) > _LONGEST_NAME:
        raise ValueError
    return _form(_NAME)(value)


def _codes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_CODES:
        raise ValueError
    return tuple(_words(code) for code in value)
