"""An assessment as its fields say now: assembled from the heads, with conflicts and deletions worked out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .edits import FieldRef, Value
from .instrument import Texts


@dataclass(frozen=True)
class Head:
    """An edit of a field that no other edit of that field replaces."""

    id: str
    value: Value
    author: str
    at: str


@dataclass(frozen=True)
class Held:
    """What one field holds: its heads by id, and the draft that is being typed over them, if any."""

    heads: tuple[Head, ...]
    draft: str | None = None

    @property
    def value(self) -> Value:
        """The draft, else the value of the head with the smallest id."""
        return self.draft if self.draft is not None else self.settled

    @property
    def settled(self) -> Value:
        """The value of the head with the smallest id, whatever is being typed."""
        return self.heads[0].value if self.heads else None

    @cached_property
    def in_conflict(self) -> bool:
        """Whether two heads have different values."""
        return len({json.dumps(head.value, sort_keys=True) for head in self.heads}) > 1


Fields = Mapping[FieldRef, Held]


@dataclass(frozen=True)
class Conflict:
    """A field with different values, or an entity deleted against edited (field `deleted`), and what stands beside."""

    ref: FieldRef
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Citation:
    """An answer rests on a source, at an article or page."""

    key: str
    answer: str
    source: str
    locator: str
    rank: str


@dataclass(frozen=True)
class Answer:
    """What was answered to one indicator."""

    indicator: str
    value: str | None = None
    verify: bool = False
    justification: str = ""
    citations: tuple[Citation, ...] = ()
    set_aside: bool = False
    in_conflict: bool = False
    author: str = ""
    at: str = ""


@dataclass(frozen=True)
class Source:
    """A law, policy, statistic, web page, interview…; dates are to the year, month or day."""

    key: str
    kind: str = "other"
    title: str = ""
    issuer: str = ""
    reference: str = ""
    date: str = ""
    consulted: str = ""
    link: str = ""
    file: Mapping[str, Value] | None = None
    rank: str = ""


@dataclass(frozen=True)
class Finding:
    """One bullet of the profile."""

    key: str
    domain: str
    kind: str
    text: Texts
    indicators: tuple[str, ...]
    sources: tuple[str, ...]
    rank: str
    in_conflict: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the written profile."""

    key: str
    title: Texts
    text: Texts
    enabled: bool
    rank: str


@dataclass(frozen=True)
class Comment:
    """A remark on an answer, finding or section; `on` is kind/key."""

    key: str
    on: str
    author: str
    at: str
    text: str
    resolved: bool
    rank: str


@dataclass(frozen=True)
class Assessment:
    """One subject assessed with one instrument in one round; nothing here can be changed, only read anew."""

    id: str
    fields: Fields = field(repr=False)
    instrument: str
    country: str
    subject: str
    area: str
    level: str
    title: Texts
    round: int
    follows: str | None
    year: int
    month: int | None
    language: str
    stage: str
    answers: Mapping[str, Answer]
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    removed_findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    comments: tuple[Comment, ...]
    people: Mapping[str, str]
    conflicts: tuple[Conflict, ...]

    def answer(self, code: str) -> Answer:
        """Return the answer to an indicator, an empty one where nothing was answered."""
        return self.answers.get(code) or Answer(code)

    def held(self, ref: FieldRef) -> Held:
        """Return what a field holds."""
        return self.fields.get(ref, Held(()))

    def person(self, author: str) -> str:
        """Return the name to show for an author."""
        if author.startswith("name:"):
            return self.people.get(author) or author.removeprefix("name:")
        return self.people.get(author) or author.removeprefix("ed25519:")[:12]

    def findings_of(self, domain: str, kind: str) -> tuple[Finding, ...]:
        """Return the findings of one list, in order."""
        return tuple(finding for finding in self.findings if (finding.domain, finding.kind) == (domain, kind))


class _Entity:
    """The fields of one entity while an assessment is assembled."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key
        self.fields: dict[str, Held] = {}

    def get(self, name: str) -> Value:
        held = self.fields.get(name)
        return None if held is None else held.value

    def words(self, name: str) -> str:
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        value = self.get(name)
        return value if isinstance(value, int) else None

    def texts(self, name: str) -> Texts:
        return {
            full.split("@")[1]: held.value
            for full, held in self.fields.items()
            if full.startswith(f"{name}@") and isinstance(held.value, str) and held.value
        }

    def members(self, name: str) -> tuple[str, ...]:
        return tuple(
            sorted(
                full.split("/", 1)[1]
                for full, held in self.fields.items()
                if full.startswith(f"{name}/") and held.value is True
            )
        )

    def said(self) -> bool:
        """Whether any field holds anything; that a section is off says something, other flags only when they are up."""
        return any(
            held.value not in (None, "", False) or (name == "enabled" and held.value is False)
            for name, held in self.fields.items()
            if name not in ("deleted", "rank")
        )

    def contested_fields(self) -> Iterator[str]:
        return (name for name, held in self.fields.items() if held.in_conflict and name not in ("rank", "deleted"))

    def head_ids(self) -> set[str]:
        return {head.id for name, held in self.fields.items() if name != "deleted" for head in held.heads}

    def deletion(self, references: set[str]) -> str:
        """Return present, deleted, or contested: deleted against edited."""
        held = self.fields.get("deleted")
        lists = [head.value for head in held.heads if isinstance(head.value, list)] if held else []
        if not held or not lists:
            return "present"
        seen = {edit for value in lists for edit in value}
        if len(lists) < len(held.heads) or (self.head_ids() | references) - seen:
            return "contested"
        return "deleted"


def assemble(assessment: str, fields: Fields) -> Assessment:
    """Make the assessment that these fields describe."""
    entities: dict[str, dict[str, _Entity]] = {}
    for ref, held in fields.items():
        of_kind = entities.setdefault(ref.kind, {})
        of_kind.setdefault(ref.key, _Entity(ref.kind, ref.key)).fields[ref.field] = held
    own = entities.get("assessment", {}).get(assessment, _Entity("assessment", assessment))

    fate = _fates(entities)
    present = {
        kind: [entity for entity in by_key.values() if fate[entity] != "deleted" and entity.said()]
        for kind, by_key in entities.items()
    }
    conflicts = tuple(_conflicts(present, fate))
    contested = {(conflict.ref.kind, conflict.ref.key) for conflict in conflicts}
    sources = {entity.key: _source(entity) for entity in present.get("source", [])}
    findings = [_finding(entity, sources, contested) for entity in present.get("finding", [])]
    removed = [
        _finding(entity, sources, contested)
        for entity in entities.get("finding", {}).values()
        if fate[entity] == "deleted" and entity.said()
    ]
    sections = [_section(entity) for entity in present.get("section", [])]
    comments = [_comment(entity) for entity in present.get("comment", [])]
    return Assessment(
        id=assessment,
        fields=fields,
        instrument=own.words("instrument"),
        country=own.words("country"),
        subject=own.words("subject"),
        area=own.words("area"),
        level=own.words("level"),
        title=own.texts("title"),
        round=own.number("round") or 1,
        follows=own.words("follows") or None,
        year=own.number("year") or 0,
        month=own.number("month"),
        language=own.words("language") or "en",
        stage=own.words("stage") or "collecting",
        answers=_answers(entities, present, sources, contested),
        sources=dict(sorted(sources.items(), key=lambda item: (item[1].rank, item[0]))),
        findings=tuple(sorted(findings, key=_by_rank)),
        removed_findings=tuple(sorted(removed, key=_by_rank)),
        sections=tuple(sorted(sections, key=_by_rank)),
        comments=tuple(sorted(comments, key=_by_rank)),
        people={entity.key: entity.words("name") for entity in present.get("person", [])},
        conflicts=conflicts,
    )


def references(fields: Fields, kind: str, key: str) -> set[str]:
    """Return the heads that refer to an entity: what a deleter of it has seen besides its own."""
    found = set()
    for ref, held in fields.items():
        for head in held.heads:
            if _refers(ref, head.value, kind, key):
                found.add(head.id)
    return found


def _refers(ref: FieldRef, value: Value, kind: str, key: str) -> bool:
    if kind == "source":
        return (ref.kind, ref.field, value) == ("citation", "source", key) or (
            ref.kind == "finding" and ref.field == f"sources/{key}" and value is True
        )
    return (ref.kind, ref.field, value) == ("comment", "on", f"{kind}/{key}")


def _fates(entities: Mapping[str, Mapping[str, _Entity]]) -> dict[_Entity, str]:
    """Say whether each entity is present, deleted or contested; those that refer come before what they name."""
    fate: dict[_Entity, str] = {}
    referring: dict[tuple[str, str], set[str]] = {}
    for kind in ("comment", "citation", "finding", *entities):
        for entity in entities.get(kind, {}).values():
            if entity in fate:
                continue
            fate[entity] = entity.deletion(referring.get((kind, entity.key), set()))
            if fate[entity] != "deleted":
                for target, head in _targets(entity):
                    referring.setdefault(target, set()).add(head)
    return fate


def _targets(entity: _Entity) -> Iterator[tuple[tuple[str, str], str]]:
    for name, held in entity.fields.items():
        for head in held.heads:
            if (entity.kind, name) == ("citation", "source") and isinstance(head.value, str):
                yield ("source", head.value), head.id
            elif entity.kind == "finding" and name.startswith("sources/") and head.value is True:
                yield ("source", name.split("/", 1)[1]), head.id
            elif (entity.kind, name) == ("comment", "on") and isinstance(head.value, str):
                kind, _, key = head.value.partition("/")
                yield (kind, key), head.id


def _conflicts(present: Mapping[str, list[_Entity]], fate: Mapping[_Entity, str]) -> Iterator[Conflict]:
    for kind in sorted(present):
        for entity in sorted(present[kind], key=lambda entity: entity.key):
            for name in sorted(entity.contested_fields()):
                yield Conflict(FieldRef(kind, entity.key, name), entity.fields[name].heads)
            if fate[entity] == "contested":
                yield Conflict(FieldRef(kind, entity.key, "deleted"), entity.fields["deleted"].heads)


def _by_rank(ranked: Finding | Section | Comment | Citation) -> tuple[str, str]:
    return ranked.rank, ranked.key


def _answers(
    entities: Mapping[str, Mapping[str, _Entity]],
    present: Mapping[str, list[_Entity]],
    sources: Mapping[str, Source],
    contested: set[tuple[str, str]],
) -> dict[str, Answer]:
    citations: dict[str, list[Citation]] = {}
    disputed = {
        entity.words("answer") for entity in present.get("citation", []) if ("citation", entity.key) in contested
    }
    for entity in present.get("citation", []):
        if entity.words("source") in sources:
            citations.setdefault(entity.words("answer"), []).append(_citation(entity))
    answers = entities.get("answer", {})
    return {
        code: _answer(
            answers.get(code) or _Entity("answer", code),
            tuple(sorted(citations.get(code, ()), key=_by_rank)),
            ("answer", code) in contested or code in disputed,
        )
        for code in {**answers, **citations}
    }


def _answer(entity: _Entity, citations: tuple[Citation, ...], in_conflict: bool) -> Answer:
    heads = [head for name, held in entity.fields.items() if name != "suggestion" for head in held.heads]
    last = max(heads, key=lambda head: (head.at, head.id), default=None)
    return Answer(
        indicator=entity.key,
        value=entity.words("value") or None,
        verify=entity.get("verify") is True,
        justification=entity.words("justification"),
        citations=citations,
        set_aside=entity.get("suggestion") == "set_aside",
        in_conflict=in_conflict,
        author=last.author if last else "",
        at=last.at if last else "",
    )


def _citation(entity: _Entity) -> Citation:
    return Citation(
        entity.key, entity.words("answer"), entity.words("source"), entity.words("locator"), entity.words("rank")
    )


def _source(entity: _Entity) -> Source:
    file = entity.get("file")
    return Source(
        key=entity.key,
        kind=entity.words("kind") or "other",
        file=file if isinstance(file, dict) else None,
        **{name: entity.words(name) for name in ("title", "issuer", "reference", "date", "consulted", "link", "rank")},
    )


def _finding(entity: _Entity, sources: Iterable[str], contested: set[tuple[str, str]]) -> Finding:
    return Finding(
        key=entity.key,
        domain=entity.words("domain"),
        kind=entity.words("kind"),
        text=entity.texts("text"),
        indicators=entity.members("indicators"),
        sources=tuple(key for key in entity.members("sources") if key in sources),
        rank=entity.words("rank"),
        in_conflict=("finding", entity.key) in contested,
    )


def _section(entity: _Entity) -> Section:
    return Section(
        entity.key,
        entity.texts("title"),
        entity.texts("text"),
        entity.get("enabled") is not False,
        entity.words("rank"),
    )


def _comment(entity: _Entity) -> Comment:
    return Comment(
        key=entity.key,
        on=entity.words("on"),
        author=entity.words("author"),
        at=entity.words("at"),
        text=entity.words("text"),
        resolved=entity.get("resolved") is True,
        rank=entity.words("rank"),
    )
