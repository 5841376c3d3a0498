"""What a plain document would change in an assessment: values by field, and what it says to delete."""

import itertools
import json
import uuid
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mgi_desktop.domain.assessment import Assessment, Citation, Comment, Finding, Section, Source
from mgi_desktop.domain.decisions import UNNAMED
from mgi_desktop.domain.edits import FieldRef, Value, is_author
from mgi_desktop.domain.keys import citation_key, comment_key, decision_key, finding_key, source_key, stage_change_key
from mgi_desktop.domain.ordering import new_ranks
from mgi_desktop.domain.sections import sections

from .reading import Document

# What an empty field says of an entity that is here; naming it changes nothing.
_UNSAID: Mapping[tuple[str, str], Value] = {
    ("assessment", "round"): 1,
    ("assessment", "language"): "en",
    ("assessment", "stage"): "collecting",
    ("source", "kind"): "other",
}
_OF_A_DECISION = ("on", "outcome", "reason", "at", "after")
_OF_A_CHANGE = ("before", "stage", "at", "reason")


@dataclass
class Taking:
    """The fields that a document gives values, and the entities that it deletes (kind, key)."""

    changes: dict[FieldRef, Value] = field(default_factory=dict)
    deletions: list[tuple[str, str]] = field(default_factory=list)
    speaking: set[tuple[str, str]] = field(default_factory=set)
    """The decisions and proposals that are new here and speak of what stands once the changes are made."""


def take(document: Document, assessment: str, instrument: str, now: Assessment) -> Taking:
    """Return what a document changes in an assessment as it is now; what it does not name stays as it is.

    `instrument` is the hash of the questionnaire; a new assessment is given as one without fields.
    """
    taker = _Taker(document.content, assessment, now)
    taker.head(instrument)
    taker.sources()
    taker.answers()
    taker.findings()
    taker.sections()
    taker.comments()
    taker.decisions()
    taker.stage_changes()
    taker.parts()
    return taker.taking


def spoken_of(taking: Taking, then: Assessment) -> dict[FieldRef, Value]:
    """Return the fields that say of which edits the new decisions and proposals speak, once a document was taken."""
    new = [one for one in then.decisions if ("decision", one.key) in taking.speaking]
    standing = then.heads_of({one.on for one in new})
    found: dict[FieldRef, Value] = {
        FieldRef("decision", one.key, f"judged/{name}"): True for one in new for name in standing[one.on]
    }
    for comment in then.comments:
        if ("comment", comment.key) in taking.speaking and comment.target is not None:
            heads = then.held(comment.target).heads
            found |= {FieldRef("comment", comment.key, f"against/{head.id}"): True for head in heads}
    return found


class _Unnamed:
    """The entities that a document may mean without an id: each once, by what any of their heads say."""

    def __init__(self, now: Assessment, kind: str, keys: Iterable[str], names: Sequence[str]) -> None:
        self._places: dict[tuple[str, ...], deque[str]] = {}
        for key in keys:
            fields = [now.held(FieldRef(kind, key, name)).heads for name in names]
            said = [{str(head.value or "") for head in heads} or {""} for heads in fields]
            for place in itertools.product(*said):
                self._places.setdefault(place, deque()).append(key)
        self._met: set[str] = set()

    def meet(self, *place: str) -> str | None:
        """Return the first that says this and was not met yet."""
        waiting = self._places.get(place, deque())
        while waiting:
            key = waiting.popleft()
            if key not in self._met:
                self._met.add(key)
                return key
        return None


class _Taker:
    def __init__(self, content: Mapping[str, Any], assessment: str, now: Assessment) -> None:
        self.content = content
        self.id = assessment
        self.now = now
        self.main = str(content["language"])
        self.taking = Taking()
        self._unused: dict[tuple[object, ...], Iterator[str]] = {}  # names to come, so that twins are not counted anew
        self.keys = {item["id"]: self._source_key(item["id"]) for item in content["sources"]}
        self.here = {("source", key) for key in now.sources} | {("section", section.key) for section in now.sections}
        if now.instrument:
            self.here.add(("assessment", assessment))

    def set(self, kind: str, key: str, values: Mapping[str, Value]) -> None:
        """Note the values that a field does not say already, in any of its heads."""
        for name, value in values.items():
            ref = FieldRef(kind, key, name)
            wanted = None if value == "" else value
            if not self._says(ref, wanted):
                self.taking.changes[ref] = wanted

    def _says(self, ref: FieldRef, value: Value) -> bool:
        said = {_json(head.value) for head in self.now.held(ref).heads} or {_json(None)}
        if _json(None) in said and ref[:2] in self.here:
            said.add(_json(_UNSAID.get((ref.kind, ref.field))))
        return _json(value) in said

    def text(self, kind: str, key: str, item: Mapping[str, Any], *names: str) -> None:
        """Texts in the main language, and their translations."""
        self.set(kind, key, {f"{name}@{self.main}": item[name] for name in names if name in item})
        for language, texts in item.get("translations", {}).items():
            self.set(kind, key, {f"{name}@{language}": text for name, text in texts.items()})

    def head(self, instrument: str) -> None:
        """The fields of the assessment itself."""
        subject = self.content["subject"]
        names = ("round", "follows", "year", "month", "language", "stage")
        values = {
            "instrument": instrument,
            "country": subject["country"],
            "subject": subject["name"],
            "level": subject["level"],
            **{name: self.content[name] for name in names if name in self.content},
        }
        if "area" in subject:
            values["area"] = subject["area"]
        self.set("assessment", self.id, values)
        self.text("assessment", self.id, self.content, "title")

    def sources(self) -> None:
        """Sources, by their id."""
        known = dict(self.now.sources)
        order = []
        for item in self.content["sources"]:
            key = self.keys[item["id"]]
            if item.get("deleted"):
                self._delete("source", key, known)
                continue
            order.append(key)
            values = {name: item[name] for name in item if name not in ("id", "deleted")}
            self.set("source", key, values if key in known else {"kind": "other", **values})
            self._present("source", key, known)
        self._order("source", order, known)

    def answers(self) -> None:
        """Answers with their citations; a citation is known by its source and place."""
        for item in self.content["answers"]:
            code = item["indicator"]
            self.set("answer", code, {name: item[name] for name in ("value", "justification") if name in item})
            if "verify" in item:
                self.set("answer", code, {"verify": item["verify"] or None})
            self._citations(code, item.get("citations", ()))

    def _citations(self, code: str, items: Iterable[Mapping[str, Any]]) -> None:
        known = {citation.key: citation for citation in self.now.answer(code).citations}
        unnamed = _Unnamed(self.now, "citation", known, ("source", "locator"))
        used = set(known)
        order: list[str] = []
        for item in items:
            source, locator = self._cited(item["source"]), item.get("locator") or ""
            key = unnamed.meet(source, locator)
            if item.get("deleted"):
                self._delete("citation", key, known)
                continue
            key = key or self._new(used, citation_key, code, source, locator)
            used.add(key)
            order.append(key)
            self.set("citation", key, {"answer": code, "source": source, "locator": locator})
            self._present("citation", key, known)
        self._order("citation", order, known)

    def findings(self) -> None:
        """Findings, by their id, or by domain, kind and text."""
        items = self.content["findings"]
        known = {finding.key: finding for finding in self.now.findings}
        used = {item["id"] for item in items if "id" in item}
        unnamed = _Unnamed(self.now, "finding", known.keys() - used, ("domain", "kind", f"text@{self.main}"))
        used |= known.keys()
        lists: dict[tuple[str, str], list[str]] = {}
        for item in items:
            if item.get("deleted"):
                self._delete("finding", item["id"], known)
                continue
            place = (item["domain"], item["kind"], item["text"])
            key = item.get("id") or unnamed.meet(*place) or self._new(used, finding_key, *place)
            used.add(key)
            lists.setdefault(place[:2], []).append(key)
            self._finding(key, item)
            self._present("finding", key, known)
        for order in lists.values():
            self._order("finding", order, known)

    def _finding(self, key: str, item: Mapping[str, Any]) -> None:
        self.set("finding", key, {"domain": item["domain"], "kind": item["kind"]})
        self.text("finding", key, item, "text")
        self.set("finding", key, {f"indicators/{code}": True for code in item.get("indicators", ())})
        self.set("finding", key, {f"sources/{self._cited(name)}": True for name in item.get("sources", ())})

    def sections(self) -> None:
        """Sections, by their key; those that every profile has stand in an order without being named."""
        known = {section.key: section for section in self.now.sections}
        standing = {section.key: section for section in sections(self.now)}
        order = []
        for item in self.content["sections"]:
            key = item["key"]
            if item.get("deleted"):
                self._delete("section", key, known)
                continue
            order.append(key)
            self.set("section", key, {"enabled": item["enabled"]} if "enabled" in item else {})
            self.text("section", key, item, "title", "text")
            self._present("section", key, known)
        self._order("section", _after_all(order, list(standing)), standing)

    def comments(self) -> None:
        """Comments, by their id, or by place and text."""
        items = self.content["comments"]
        known = {comment.key: comment for comment in self.now.comments}
        used = {item["id"] for item in items if "id" in item}
        unnamed = _Unnamed(self.now, "comment", known.keys() - used, ("on", "text"))
        used |= known.keys()
        order = []
        for item in items:
            if item.get("deleted"):
                self._delete("comment", item["id"], known)
                continue
            place = (item["on"], item["text"])
            key = item.get("id") or unnamed.meet(*place) or self._new(used, comment_key, *place)
            used.add(key)
            order.append(key)
            self._comment(key, item)
            self._present("comment", key, known)
        self._order("comment", order, known)

    def _comment(self, key: str, item: Mapping[str, Any]) -> None:
        self.set("comment", key, {name: item[name] for name in ("on", "answers", "at", "text") if name in item})
        if "resolved" in item:
            self.set("comment", key, {"resolved": item["resolved"] or None})
        if "outcome" in item:
            self.set("comment", key, {"outcome": item["outcome"]})
        proposal = item.get("proposal")
        if proposal:
            self._speaks("comment", key, "against", proposal)
            self.set("comment", key, {"field": proposal["field"], "proposed": proposal["value"]})
        self._author("comment", key, item)

    def decisions(self) -> None:
        """Decisions, by their id, or by place, outcome and reason."""
        items = self.content["decisions"]
        known = {decision.key: decision for decision in self.now.decisions}
        used = {item["id"] for item in items if "id" in item}
        unnamed = _Unnamed(self.now, "decision", known.keys() - used, ("on", "outcome", "reason"))
        used |= known.keys()
        for item in items:
            if item.get("deleted"):
                self._delete("decision", item["id"], known)
                continue
            place = (item["on"], item["outcome"], item.get("reason") or "")
            key = item.get("id") or unnamed.meet(*place) or self._new(used, decision_key, *place)
            used.add(key)
            self._speaks("decision", key, "judged", item)
            self.set("decision", key, {name: item[name] for name in _OF_A_DECISION if name in item})
            self._author("decision", key, item)
            self._present("decision", key, known)

    def _speaks(self, kind: str, key: str, member: str, item: Mapping[str, Any]) -> None:
        """Note of what a decision or a proposal that is new here speaks: the document names no edits."""
        if self.now.held(FieldRef(kind, key, "on")).heads:
            return
        if item.get("changed_since"):
            self.set(kind, key, {f"{member}/{UNNAMED}": True})
        else:
            self.taking.speaking.add((kind, key))

    def stage_changes(self) -> None:
        """Changes of stage, by their id, or by stage and time; what they say is kept, they move nothing."""
        items = self.content["stage_changes"]
        known = {change.key for change in self.now.stage_changes}
        used = {item["id"] for item in items if "id" in item}
        unnamed = _Unnamed(self.now, "stage_change", known - used, ("stage", "at"))
        used |= known
        for item in items:
            place = (item["stage"], item.get("at", ""))
            key = item.get("id") or unnamed.meet(*place) or self._new(used, stage_change_key, *place)
            used.add(key)
            self.set("stage_change", key, {name: item[name] for name in _OF_A_CHANGE if name in item})
            self.set("stage_change", key, {f"overridden/{rule}": True for rule in item.get("overridden", ())})
            self._author("stage_change", key, item)

    def parts(self) -> None:
        """Whose part is which: a person by the name that is shown here, else by a key or a new name."""
        for item in self.content["parts"]:
            heads = self.now.held(FieldRef("part", item["place"], "person")).heads
            if item["person"] is None or item["person"] not in {self.now.person(str(one.value or "")) for one in heads}:
                self.set("part", item["place"], {"person": self._named(item["person"])})

    def _named(self, name: str | None) -> str | None:
        if name is None or is_author(name):
            return name
        found = [author for author in self.now.people if self.now.person(author) == name]
        return found[0] if len(found) == 1 else f"name:{name}"

    def _author(self, kind: str, key: str, item: Mapping[str, Any]) -> None:
        """The name of who wrote it, unless whoever is named so here wrote it."""
        if "author" in item:
            heads = self.now.held(FieldRef(kind, key, "author")).heads
            if item["author"] not in {self.now.person(str(head.value or "")) for head in heads}:
                self.set(kind, key, {"author": f"name:{item['author']}" if item["author"] else None})

    def _new(self, used: Collection[str], make: Callable[..., str], *place: str) -> str:
        """Make the key of an entity that came without one: the first with these words that is not in use."""
        keys = self._unused.setdefault((make, *place), (make(self.id, *place, nth) for nth in itertools.count()))
        return next(key for key in keys if key not in used)

    def _source_key(self, name: str) -> str:
        try:
            return name if str(uuid.UUID(name)) == name else source_key(self.id, name)
        except ValueError:
            return source_key(self.id, name)

    def _cited(self, name: str) -> str:
        return self.keys.get(name) or self._source_key(name)

    def _present(self, kind: str, key: str, known: Mapping[str, object]) -> None:
        """An entity that the document shows comes back where it was deleted."""
        if key not in known:
            self.set(kind, key, {"deleted": None})

    def _delete(self, kind: str, key: str | None, known: Mapping[str, object]) -> None:
        if key in known:
            self.taking.deletions.append((kind, str(key)))

    def _order(
        self, kind: str, order: list[str], known: Mapping[str, Source | Citation | Finding | Section | Comment]
    ) -> None:
        standing = {key: known[key].rank for key in order if key in known}
        for key, rank in new_ranks(order, standing).items():
            self.taking.changes[FieldRef(kind, key, "rank")] = rank


def _after_all(order: list[str], standing: Sequence[str]) -> list[str]:
    """Return the order with what is new at its end behind all that stands already, named or not."""
    new = list(itertools.takewhile(lambda key: key not in standing, reversed(order)))[::-1]
    named = order[: len(order) - len(new)]
    return [*named, *(key for key in standing[-1:] if new and key not in named), *new]


def _json(value: Value) -> str:
    return json.dumps(value, sort_keys=True)
