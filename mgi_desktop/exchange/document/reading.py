"""Reads a plain document: every value is checked, every error names its place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mgi_desktop.domain import fields as check
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.text import first_refused
from mgi_desktop.domain.words import N_

from . import kinds
from .kinds import Table, named, not_empty, nullable, rule

FORMAT = "mgi-assessment"
VERSION = 1
LIMIT = 64 * 1024 * 1024

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """A plain document that was read: every value in it has been checked against the table of fields."""

    id: str | None
    instrument: tuple[str, str]
    content: Json
    not_taken: tuple[str, ...]


def parse(data: bytes) -> Document:
    """Read a plain document; Refused says where it is wrong and what is expected there."""
    content = _json(data)
    if not isinstance(content, dict):
        raise Refused(N_("This is not a plain document: it must be one JSON object."))
    if content.get("format") != FORMAT:
        raise Refused(N_("This is not a plain document of an assessment: “format” must be “{name}”."), name=FORMAT)
    _check_version(content.get("version"))
    reader = _Reader()
    reader.read(content)
    instrument = content["instrument"]
    return Document(
        content.get("id"), (instrument["id"], instrument["version"]), reader.clean, tuple(dict.fromkeys(reader.unknown))
    )


def _check_version(version: object) -> None:
    if type(version) is not int or version < VERSION:
        raise Refused(N_("The version of the document must be {known}."), where="version", known=VERSION)
    if version > VERSION:
        raise Refused(
            N_("This document was made by a newer version of the program (version {found}). Update the program."),
            where="version",
            found=shortened(str(version)),
        )


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Refused(N_("This is not a text file in UTF-8; byte {place} is wrong."), place=error.start + 1) from error
    except json.JSONDecodeError as error:
        raise Refused(
            N_("This is not JSON. Look at line {line}, column {column}."), line=error.lineno, column=error.colno
        ) from error
    except RecursionError as error:
        raise Refused(N_("The file is nested too deeply to be a plain document.")) from error
    except ValueError as error:
        raise Refused(N_("This file holds a number that is too long to read.")) from error


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refused(N_("The name “{name}” stands twice in one object. Leave one."), name=shortened(name))
        found[name] = value
    return found


def _no_constant(name: str) -> Any:
    raise Refused(N_("{name} is not a value that JSON has. Use a whole number or null."), name=name)


class _Reader:
    """Walks a document once: checks each value, names its place, and lists the keys that nobody knows."""

    def __init__(self) -> None:
        self.clean: dict[str, Any] = {}
        self.unknown: list[str] = []

    def read(self, content: Json) -> None:
        self._known(content, kinds.DOCUMENT, "")
        out = self.clean
        out["id"] = self._value(content, "id", nullable(check.identifier), "", None)
        out["instrument"] = self._part(content, "instrument", {"id": check.line, "version": check.line}, "")
        out["subject"] = self._part(
            content,
            "subject",
            {
                "country": check.country,
                "name": not_empty,
                "level": check.one_of("national", "local"),
            },
            "",
            {"area": nullable(check.line)},
        )
        for name, one in {
            "title": nullable(check.line),
            "round": check.whole_number(1, 99),
            "follows": nullable(check.identifier),
            "month": nullable(check.whole_number(1, 12)),
            "stage": check.one_of(*check.STAGES),
        }.items():
            if name in content:
                out[name] = self._value(content, name, one, "")
        out["year"] = self._value(content, "year", check.whole_number(1900, 2200), "")
        out["language"] = self._value(content, "language", check.tag, "")
        out["translations"] = self._translations(content, {"title": check.line}, "")
        for name, reader in (
            ("sections", self._section),
            ("sources", self._source),
            ("answers", self._answer),
            ("findings", self._finding),
            ("comments", self._comment),
            ("decisions", self._decision),
            ("stage_changes", self._stage_change),
            ("parts", self._part_of_work),
        ):
            out[name] = [reader(item, f"{name}[{place}]") for place, item in enumerate(self._list(content, name, ""))]
        self._once("answers", "indicator")
        self._once("sources", "id")
        self._once("sections", "key")
        self._once("parts", "place")
        for name in ("findings", "comments", "decisions", "stage_changes"):
            self._once(name, "id")

    def _known(self, item: Any, names: tuple[str, ...] | Mapping[str, Any], place: str) -> None:
        if not isinstance(item, dict):
            raise Refused(N_("An object in braces is expected here."), where=place)
        for name in item:
            refused = first_refused(name)
            if refused:
                raise Refused(
                    N_("The name “{name}” holds {character}, a control character that no file may carry. Remove it."),
                    where=place or "document",
                    name=shortened(name),
                    character=refused[1],
                )
        self.unknown += [_at(place, name) for name in item if name not in names]

    def _value(self, item: Json, name: str, one: Callable[[Value], Value], place: str, default: Any = ...) -> Any:
        if name not in item:
            if default is ...:
                raise Refused(N_("“{name}” is missing."), where=place or "document", name=name)
            return default
        try:
            return one(item[name])
        except Refused as refused:
            raise Refused(refused.message, where=_at(place, name), **refused.fields) from refused

    def _part(
        self,
        content: Json,
        name: str,
        needed: Table,
        place: str,
        more: Table | None = None,
    ) -> dict[str, Any]:
        if name not in content:
            raise Refused(N_("“{name}” is missing."), where=place or "document", name=name)
        item = content[name]
        within = _at(place, name)
        self._known(item, {**needed, **(more or {})}, within)
        read = {key: self._value(item, key, one, within) for key, one in needed.items()}
        return read | {key: self._value(item, key, one, within) for key, one in (more or {}).items() if key in item}

    def _list(self, item: Json, name: str, place: str) -> list[Any]:
        found = item.get(name, [])
        if not isinstance(found, list):
            raise Refused(N_("A list in square brackets is expected here."), where=_at(place, name))
        return found

    def _fields(self, item: Any, table: Table, place: str, extra: tuple[str, ...] = ()) -> dict[str, Any]:
        self._known(item, (*table, *extra), place)
        return {name: self._value(item, name, one, place) for name, one in table.items() if name in item}

    def _translations(self, item: Json, table: Table, place: str) -> dict[str, dict[str, Any]]:
        found = item.get("translations", {})
        place = _at(place, "translations")
        if not isinstance(found, dict):
            raise Refused(N_("An object in braces is expected here."), where=place)
        for language in found:
            self._value({language: language}, language, check.tag, place)
            if language == self.clean["language"]:
                raise Refused(
                    N_("“{language}” is the language of the document: its text stands beside, not in translations."),
                    where=_at(place, language),
                    language=language,
                )
        return {language: self._fields(texts, table, _at(place, language)) for language, texts in found.items()}

    def _strings(
        self, item: Json, name: str, place: str, one: Callable[[Value], Value] = check.line
    ) -> list[str] | None:
        if name not in item:
            return None
        values = self._list(item, name, place)
        return [str(self._value({str(n): value}, str(n), one, _at(place, name))) for n, value in enumerate(values)]

    def _answer(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.ANSWER, place, ("citations",))
        self._need(read, ("indicator",), place)
        if "citations" in item:
            read["citations"] = [
                self._citation(one, f"{place}.citations[{n}]")
                for n, one in enumerate(self._list(item, "citations", place))
            ]
        return read

    def _citation(self, item: Any, place: str) -> dict[str, Any]:
        table = {"source": check.line, "locator": nullable(check.short_line), "deleted": check.truth}
        read = self._fields(item, table, place)
        self._need(read, ("source",), place)
        return read

    def _source(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.SOURCE, place, ("file",))
        if "file" in item:
            read["file"] = None if item["file"] is None else self._part(item, "file", kinds.FILE, place)
        self._need(read, ("id",) if read.get("deleted") else ("id", "title"), place)
        return read

    def _finding(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.FINDING, place, ("indicators", "sources", "translations"))
        self._need(read, ("id",) if read.get("deleted") else ("domain", "kind", "text"), place)
        read["translations"] = self._translations(item, {"text": check.text}, place)
        for name in ("indicators", "sources"):
            members = self._strings(item, name, place)
            if members is not None:
                read[name] = members
        return read

    def _section(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.SECTION, place, ("translations",))
        self._need(read, ("key",), place)
        read["translations"] = self._translations(item, {"title": check.line, "text": check.text}, place)
        return read

    def _comment(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.COMMENT, place, ("on", "proposal"))
        read |= self._on(item, ("answer", "finding", "section"), place)
        self._need(read, ("id",) if read.get("deleted") else ("on", "text"), place)
        if item.get("proposal") is not None and "on" in read:
            read["proposal"] = self._proposal(item, read["on"], place)
        return read

    def _on(self, item: Json, which: tuple[str, ...], place: str) -> dict[str, str]:
        if "on" not in item:
            return {}
        on = self._part(item, "on", {"kind": check.one_of(*which), "key": named}, place)
        return {"on": f"{on['kind']}/{on['key']}"}

    def _proposal(self, item: Json, on: str, place: str) -> dict[str, Any]:
        """A proposal is for a field that the thing has, and holds what that field may hold."""
        needed = {name: one for name, one in kinds.PROPOSAL.items() if name != "changed_since"}
        read = self._part(item, "proposal", needed, place, {"changed_since": check.truth})
        kind, _, key = on.partition("/")
        target = FieldRef(kind, key, read["field"])
        read["value"] = self._value(read, "value", lambda value: check.checked(target, value), f"{place}.proposal")
        return read

    def _decision(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.DECISION, place, ("on",))
        read |= self._on(item, ("answer", "finding"), place)
        self._need(read, ("id",) if read.get("deleted") else ("on", "outcome"), place)
        return read

    def _stage_change(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.STAGE_CHANGE, place, ("overridden",))
        rules = self._strings(item, "overridden", place, rule)
        self._need(read, ("stage",), place)
        return read if rules is None else {**read, "overridden": rules}

    def _part_of_work(self, item: Any, place: str) -> dict[str, Any]:
        read = self._fields(item, kinds.PART, place)
        self._need(read, ("place", "person"), place)
        return read

    def _need(self, read: Json, names: tuple[str, ...], place: str) -> None:
        for name in names:
            if name not in read:
                raise Refused(N_("“{name}” is missing."), where=place, name=name)

    def _once(self, name: str, key: str) -> None:
        met: dict[str, int] = {}
        for place, item in enumerate(self.clean[name]):
            value = item.get(key)
            if value is not None and met.setdefault(value, place) != place:
                raise Refused(
                    N_("“{value}” was already given in {earlier}. Leave one of the two."),
                    where=f"{name}[{place}].{key}",
                    value=shortened(value),
                    earlier=f"{name}[{met[value]}]",
                )


def shortened(text: str) -> str:
    """Return the beginning of a text as a message can show it."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:60])
    return shown if len(text) <= 60 else shown + "…"


def _at(place: str, name: str) -> str:
    return f"{place}.{shortened(name)}" if place else shortened(name)
