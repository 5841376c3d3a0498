"""An assessment as its fields say now: assembled from the heads, with conflicts and deletions worked out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from .decisions import Decision, Judgement, decision_of, heads, judgements
from .edits import FieldRef, Value
from .entities import Entity, fates, placed
from .errors import Refused
from .fields import FIELDS, attached, known
from .held import Fields, Head, Held
from .instrument import Texts
from .people import name_of
from .stages import StageChange, stage_change_of, stage_of
from .threads import Comment as Comment
from .threads import Thread, comment_of, grouped


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
class File:
    """A file that is kept with a source: its name, its SHA-256, and its size in bytes."""

    name: str
    sha256: str
    bytes: int

    @property
    def value(self) -> dict[str, Value]:
        """The file as the field `file` of a source holds it."""
        return {"name": self.name, "sha256": self.sha256, "bytes": self.bytes}


@dataclass(frozen=True)
class Source:
    """A law, policy, statistic, web page, interview…; dates are to the year, month or day, `attached` to the day."""

    key: str
    kind: str = "other"
    title: str = ""
    issuer: str = ""
    reference: str = ""
    date: str = ""
    consulted: str = ""
    link: str = ""
    file: File | None = None
    attached: str = ""
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
    """A part of the written profile; `enabled` is None where it was not switched, `rank` empty where not moved."""

    key: str
    title: Texts
    text: Texts
    enabled: bool | None
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
    removed_sources: tuple[Source, ...]
    removed_comments: tuple[Comment, ...]
    removed_sections: tuple[Section, ...]
    sections: tuple[Section, ...]
    comments: tuple[Comment, ...]
    decisions: tuple[Decision, ...]
    stage_changes: tuple[StageChange, ...]
    people: Mapping[str, str]
    parts: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    trashed: bool = False
    """Whether it lies in the trash; edited since, it does not, and that is a conflict."""

    @property
    def published(self) -> bool:
        """Whether it is published: read-only until it is reopened with a reason."""
        return self.stage == "published"

    def answer(self, code: str) -> Answer:
        """Return the answer to an indicator, an empty one where nothing was answered."""
        return self.answers.get(code) or Answer(code)

    def held(self, ref: FieldRef) -> Held:
        """Return what a field holds."""
        return self.fields.get(ref, Held(()))

    def person(self, author: str) -> str:
        """Return the name to show for an author; words of the key where there is none, or where several have it."""
        return name_of(self.people, author)

    @cached_property
    def newer(self) -> tuple[FieldRef, ...]:
        """The fields that only a newer version of the program knows: kept and passed on as they came."""
        return tuple(sorted(ref for ref in self.fields if not known(ref)))

    @cached_property
    def threads(self) -> Mapping[str, tuple[Thread, ...]]:
        """The comments as they belong together, by what they are on, as kind/key."""
        return grouped(self.comments)

    @cached_property
    def open_comments(self) -> Mapping[str, int]:
        """How many threads on each thing (kind/key) are open; what has none is left out."""
        counts = {on: sum(not thread.resolved for thread in held) for on, held in self.threads.items()}
        return {on: count for on, count in counts.items() if count}

    @cached_property
    def judgements(self) -> Mapping[str, tuple[Judgement, ...]]:
        """The newest decision of each person on each thing (kind/key), and whether that was changed since."""
        return judgements(self.decisions, self.heads_of({decision.on for decision in self.decisions}))

    def heads_of(self, things: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return every head of answers, with those of their citations, and of findings, by kind/key."""
        cited = {one.key: one.answer for answer in self.answers.values() for one in answer.citations}
        return heads(self.fields, cited, things) if things else {}

    def findings_of(self, domain: str, kind: str) -> tuple[Finding, ...]:
        """Return the findings of one list, in order."""
        return tuple(finding for finding in self.findings if (finding.domain, finding.kind) == (domain, kind))


def assemble(assessment: str, fields: Fields) -> Assessment:
    """Make the assessment that these fields describe."""
    entities: dict[str, dict[str, Entity]] = {}
    for (kind, key, name), held in fields.items():
        of_kind = entities.setdefault(kind, {})
        entity = of_kind.get(key)
        if entity is None:
            entity = of_kind[key] = Entity(kind, key)
        entity.fields[name] = held
    own = entities.get("assessment", {}).get(assessment, Entity("assessment", assessment))

    fate = fates(entities)
    present = {
        kind: [entity for entity in by_key.values() if fate[entity] != "deleted" and entity.said()]
        for kind, by_key in entities.items()
    }
    present |= placed(present)
    conflicts = tuple(_conflicts(present, fate))
    contested = {conflict.ref[:2] for conflict in conflicts if conflict.ref.field != "suggestion"}
    sources = {entity.key: _source(entity) for entity in present.get("source", [])}
    findings = [_finding(entity, sources, contested) for entity in present.get("finding", [])]
    removed = {
        kind: [entity for entity in entities.get(kind, {}).values() if fate[entity] == "deleted" and entity.said()]
        for kind in ("source", "finding", "comment", "section")
    }
    removed_findings = [_finding(entity, sources, contested) for entity in removed["finding"]]
    sections = [_section(entity) for entity in present.get("section", [])]
    comments = [comment_of(entity) for entity in present["comment"]]
    decisions = [decision_of(entity) for entity in present["decision"]]
    changes = [stage_change_of(entity) for entity in present.get("stage_change", [])]
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
        stage=stage_of(own.fields["stage"].heads if "stage" in own.fields else ()),
        answers=_answers(entities, present, sources, contested),
        sources=dict(sorted(sources.items(), key=lambda item: (item[1].rank, item[0]))),
        findings=tuple(sorted(findings, key=_by_rank)),
        removed_findings=tuple(sorted(removed_findings, key=_by_rank)),
        removed_sources=tuple(sorted(map(_source, removed["source"]), key=_by_rank)),
        removed_comments=tuple(sorted(map(comment_of, removed["comment"]), key=_by_rank)),
        removed_sections=tuple(sorted(map(_section, removed["section"]), key=_by_rank)),
        sections=tuple(sorted(sections, key=_by_rank)),
        comments=tuple(sorted(comments, key=_by_rank)),
        decisions=tuple(sorted(decisions, key=lambda decision: (decision.at, decision.key))),
        stage_changes=tuple(sorted(changes, key=lambda change: (change.at, change.key))),
        people={entity.key: entity.words("name") for entity in present.get("person", [])},
        parts={entity.key: entity.words("person") for entity in present.get("part", [])},
        conflicts=conflicts,
        trashed=fate.get(own) == "deleted",
    )


def revised(before: Assessment, fields: Fields, changed: Collection[FieldRef]) -> Assessment:
    """Make the assessment that these fields describe, of which only some are other than before: `assemble`, sooner."""
    plain = not (before.conflicts or before.newer or before.trashed) and all(_alone(before, ref) for ref in changed)
    if not plain or any(len(fields[ref].heads) > 1 for ref in changed if ref in fields):
        return assemble(before.id, fields)
    answers, sources, parts = dict(before.answers), dict(before.sources), dict(before.parts)
    for kind, key in {ref[:2] for ref in changed}:
        entity = Entity(kind, key)
        places = (FieldRef(kind, key, name) for name in FIELDS[kind])
        entity.fields = {ref.field: fields[ref] for ref in places if ref in fields}
        if kind == "source":
            if not entity.said():
                return assemble(before.id, fields)
            sources[key] = _source(entity)
            continue
        if kind == "part":
            parts.pop(key, None)
            parts |= {key: entity.words("person")} if entity.said() else {}
            continue
        answers[key] = _answer(entity, before.answer(key).citations, in_conflict=False)
        if not entity.fields and not answers[key].citations:
            del answers[key]
    return replace(before, fields=fields, answers=answers, sources=sources, parts=parts)


def _alone(before: Assessment, ref: FieldRef) -> bool:
    """Whether a field says something of its own answer, source or part alone."""
    if ref.kind == "source":
        return ref.key in before.sources and ref.field not in ("deleted", "rank") and known(ref)
    return ref.kind in ("answer", "part") and known(ref)


def _conflicts(present: Mapping[str, list[Entity]], fate: Mapping[Entity, str]) -> Iterator[Conflict]:
    for kind in sorted(present):
        for entity in sorted(present[kind], key=lambda entity: entity.key):
            for name in sorted(entity.contested_fields()):
                yield Conflict(FieldRef(kind, entity.key, name), entity.fields[name].heads)
            if fate[entity] == "contested" and known(FieldRef(kind, entity.key, "deleted")):
                yield Conflict(FieldRef(kind, entity.key, "deleted"), entity.fields["deleted"].heads)


def _by_rank(ranked: Source | Finding | Section | Comment | Citation) -> tuple[str, str]:
    return ranked.rank, ranked.key


def _answers(
    entities: Mapping[str, Mapping[str, Entity]],
    present: Mapping[str, list[Entity]],
    sources: Mapping[str, Source],
    contested: set[tuple[str, str]],
) -> dict[str, Answer]:
    citations: dict[str, list[Citation]] = {}
    disputed = {code for kind, code in contested if kind == "answer"}
    for entity in present.get("citation", []):
        code = entity.words("answer")
        if code and entity.words("source") in sources:
            citations.setdefault(code, []).append(_citation(entity))
            disputed |= {code} if ("citation", entity.key) in contested else set()
    answers = entities.get("answer", {})
    return {
        code: _answer(
            answers.get(code) or Entity("answer", code),
            tuple(sorted(citations.get(code, ()), key=_by_rank)),
            code in disputed,
        )
        for code in {**answers, **citations}
    }


def _answer(entity: Entity, citations: tuple[Citation, ...], in_conflict: bool) -> Answer:
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


def _citation(entity: Entity) -> Citation:
    return Citation(entity.key, entity.words("answer"), entity.words("source"), entity.words("locator"), entity.rank())


def _source(entity: Entity) -> Source:
    names = ("title", "issuer", "reference", "date", "consulted", "link", "attached")
    return Source(
        key=entity.key,
        kind=entity.words("kind") or "other",
        file=file_of(entity.get("file")),
        rank=entity.rank(),
        **{name: entity.words(name) for name in names},
    )


def file_of(value: Value) -> File | None:
    """Return the file that a field names; None where it names none, or in a form that this version does not know."""
    if value is None:
        return None
    try:
        held = attached(value)
    except Refused:
        return None
    assert isinstance(held, dict)
    return File(str(held["name"]), str(held["sha256"]), int(str(held["bytes"])))


def _finding(entity: Entity, sources: Iterable[str], contested: set[tuple[str, str]]) -> Finding:
    return Finding(
        key=entity.key,
        domain=entity.words("domain"),
        kind=entity.words("kind"),
        text=entity.texts("text"),
        indicators=entity.members("indicators"),
        sources=tuple(key for key in entity.members("sources") if key in sources),
        rank=entity.rank(),
        in_conflict=("finding", entity.key) in contested,
    )


def _section(entity: Entity) -> Section:
    enabled = entity.get("enabled")
    return Section(
        entity.key,
        entity.texts("title"),
        entity.texts("text"),
        enabled if isinstance(enabled, bool) else None,
        entity.rank(),
    )
