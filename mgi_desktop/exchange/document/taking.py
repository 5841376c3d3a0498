"""What a plain document would change in an assessment: values by field, and what it says to delete."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mgi_desktop.domain.assessment import Assessment, Citation, Comment, Finding, Section, Source
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.keys import citation_key, comment_key, finding_key, source_key
from mgi_desktop.domain.ranks import between

from .reading import Document


@dataclass
class Taking:
    """The fields that a document gives values, and the entities that it deletes (kind, key)."""

    changes: dict[FieldRef, Value] = field(default_factory=dict)
    deletions: list[tuple[str, str]] = field(default_factory=list)


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
    held = now.fields
    taker.taking.changes = {
        ref: value
        for ref, value in taker.taking.changes.items()
        if not _says(held[ref].heads if ref in held else (), value)
    }
    return taker.taking


def _says(heads: Sequence[Any], value: Value) -> bool:
    """Whether a field already has this value, in any of its heads."""
    wanted = json.dumps(value, sort_keys=True)
    return wanted in ({json.dumps(head.value, sort_keys=True) for head in heads} or {"null"})


class _Taker:
    def __init__(self, content: Mapping[str, Any], assessment: str, now: Assessment) -> None:
        self.content = content
        self.id = assessment
        self.now = now
        self.main = str(content["language"])
        self.taking = Taking()
        self.keys = {item["id"]: self._source_key(item["id"]) for item in content["sources"]}

    def set(self, kind: str, key: str, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            self.taking.changes[FieldRef(kind, key, name)] = None if value == "" else value

    def text(self, kind: str, key: str, item: Mapping[str, Any], *names: str) -> None:
        for name in names:
            if name in item:
                self.set(kind, key, {f"{name}@{self.main}": item[name]})
        for language, texts in item.get("translations", {}).items():
            self.set(kind, key, {f"{name}@{language}": text for name, text in texts.items()})

    def head(self, instrument: str) -> None:
        """The fields of the assessment itself."""
        subject = self.content["subject"]
        self.set(
            "assessment",
            self.id,
            {
                "instrument": instrument,
                "country": subject["country"],
                "subject": subject["name"],
                "level": subject["level"],
                **({"area": subject["area"]} if "area" in subject else {}),
                **{
                    name: self.content[name]
                    for name in ("round", "follows", "year", "month", "language", "stage")
                    if name in self.content
                },
            },
        )
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
            self.set("source", key, {name: item[name] for name in item if name not in ("id", "deleted")})
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
        free = list(known.values())
        order = []
        for item in items:
            source, locator = self._cited(item["source"]), item.get("locator") or ""
            found = next((one for one in free if (one.source, one.locator) == (source, locator)), None)
            key = found.key if found else citation_key(self.id, code, source, locator)
            if found:
                free.remove(found)
            if item.get("deleted"):
                self._delete("citation", key, known)
            elif key not in order:
                order.append(key)
                self.set("citation", key, {"answer": code, "source": source, "locator": locator})
                self._present("citation", key, known)
        self._order("citation", order, known)

    def findings(self) -> None:
        """Findings, by their id, or by domain, kind and text."""
        known = {finding.key: finding for finding in self.now.findings}
        named = {item["id"] for item in self.content["findings"] if "id" in item}
        free = [finding for finding in known.values() if finding.key not in named]
        met: Counter[tuple[str, str, str]] = Counter()
        lists: dict[tuple[str, str], list[str]] = {}
        for item in self.content["findings"]:
            key = item.get("id") or self._unnamed_finding(item, free, met)
            if item.get("deleted"):
                self._delete("finding", key, known)
                continue
            lists.setdefault((item["domain"], item["kind"]), []).append(key)
            self.set("finding", key, {"domain": item["domain"], "kind": item["kind"]})
            self.text("finding", key, item, "text")
            for name in ("indicators", "sources"):
                members = (self._cited(member) if name == "sources" else member for member in item.get(name, ()))
                self.set("finding", key, {f"{name}/{member}": True for member in members})
            self._present("finding", key, known)
        for order in lists.values():
            self._order("finding", order, known)

    def _unnamed_finding(self, item: Mapping[str, Any], free: list[Finding], met: Counter[tuple[str, str, str]]) -> str:
        place = (item["domain"], item["kind"], item["text"])
        for finding in free:
            if (finding.domain, finding.kind, finding.text.get(self.main, "")) == place:
                free.remove(finding)
                return finding.key
        met[place] += 1
        return finding_key(self.id, *place, met[place] - 1)

    def sections(self) -> None:
        """Sections, by their key."""
        known = {section.key: section for section in self.now.sections}
        order = []
        for item in self.content["sections"]:
            key = item["key"]
            if item.get("deleted"):
                self._delete("section", key, known)
                continue
            order.append(key)
            self.set("section", key, {"enabled": item.get("enabled", True)})
            self.text("section", key, item, "title", "text")
            self._present("section", key, known)
        self._order("section", order, known)

    def comments(self) -> None:
        """Comments, by their id, or by place and text."""
        known = {comment.key: comment for comment in self.now.comments}
        met: Counter[tuple[str, str]] = Counter()
        order = []
        for item in self.content["comments"]:
            place = (item.get("on", ""), item.get("text", ""))
            key = item.get("id") or comment_key(self.id, *place, met[place])
            met[place] += "id" not in item
            if item.get("deleted"):
                self._delete("comment", key, known)
                continue
            order.append(key)
            self.set("comment", key, {name: item[name] for name in ("on", "at", "text") if name in item})
            self.set("comment", key, {"resolved": item.get("resolved", False) or None})
            if "author" in item and (key not in known or self.now.person(known[key].author) != item["author"]):
                self.set("comment", key, {"author": f"name:{item['author']}"})
            self._present("comment", key, known)
        self._order("comment", order, known)

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

    def _delete(self, kind: str, key: str, known: Mapping[str, object]) -> None:
        if key in known:
            self.taking.deletions.append((kind, key))

    def _order(
        self, kind: str, order: list[str], known: Mapping[str, Source | Citation | Finding | Section | Comment]
    ) -> None:
        """Give ranks where the entities do not yet stand in this order; what stands right keeps its rank."""
        ranks = [known[key].rank if key in known else "" for key in order]
        last: str | None = None
        for place, key in enumerate(order):
            if ranks[place] <= (last or ""):
                after = next((rank for rank in ranks[place + 1 :] if rank > (last or "")), None)
                ranks[place] = between(last, after)
                self.set(kind, key, {"rank": ranks[place]})
            last = ranks[place]
