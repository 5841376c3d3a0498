"""What a person chooses when an assessment is shared by file, and what the reader of that file will see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from .assessment import Assessment, File
from .edits import Edit
from .excerpts import EntityKey, WhichComments, comments_told, edits_for_review, edits_of_part, for_review, of_part
from .instrument import Instrument

What = Literal["whole", "part", "review"]
"""Every edit; those that belong to some indicators; or only what stands now, for somebody who comments on it."""
Guard = Literal["open", "passphrase", "people"]
WHATS: tuple[What, ...] = get_args(What)
GUARDS: tuple[Guard, ...] = get_args(Guard)


@dataclass(frozen=True)
class Choice:
    """How an assessment is shared; `most` are megabytes for each piece of the file, 0 for one however large."""

    what: What = "whole"
    indicators: tuple[str, ...] = ()
    comments: WhichComments = "all"
    files: bool = True
    protection: Guard = "open"
    people: tuple[str, ...] = ()
    most: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """The choice as it is kept; a passphrase is no part of it."""
        return asdict(self)


def choice_of(values: object) -> Choice:
    """Return the choice that was kept, as far as it is one that this version knows."""
    if not isinstance(values, Mapping):
        return Choice()
    plain = Choice()
    lists = {
        name: tuple(one for one in values.get(name) or () if isinstance(one, str)) for name in ("indicators", "people")
    }
    most = values.get("most")
    return Choice(
        what=next((one for one in WHATS if one == values.get("what")), plain.what),
        comments=next((one for one in get_args(WhichComments) if one == values.get("comments")), plain.comments),
        files=values.get("files") is not False,
        protection=next((one for one in GUARDS if one == values.get("protection")), plain.protection),
        most=most if type(most) is int and most > 0 else plain.most,
        **lists,
    )


@dataclass(frozen=True)
class Attached:
    """A file that an edit attached to a source, and whether it is on this laptop."""

    edit: str
    source: str
    file: File
    here: bool


@dataclass(frozen=True)
class Material:
    """An assessment as it can be shared: as it is now, each file attached to it at any time, and when it began."""

    read: Assessment
    instrument: Instrument
    attached: tuple[Attached, ...]
    since: str

    def entities(self, choice: Choice) -> frozenset[EntityKey] | None:
        """What goes along by a choice, None for everything."""
        if choice.what == "part":
            return of_part(self.read, frozenset(choice.indicators))
        return for_review(self.read, choice.comments) if choice.what == "review" else None

    def edits(self, choice: Choice, every: Iterator[Edit]) -> Iterator[Edit]:
        """Those of all edits of the assessment that go along by a choice."""
        entities = self.entities(choice)
        if entities is None:
            return every
        if choice.what == "part":
            return edits_of_part(self.read, every, entities)
        heads = edits_for_review(self.read, entities)
        return (edit for edit in every if edit.id in heads)

    def files(self, choice: Choice) -> dict[str, Attached]:
        """The files that go along by a choice, by SHA-256: those of before, too, where the history does."""
        if not choice.files:
            return {}
        entities = self.entities(choice)
        if entities is None:
            return {one.file.sha256: one for one in self.attached}
        heads = edits_for_review(self.read, entities) if choice.what == "review" else None
        return {
            one.file.sha256: one
            for one in self.attached
            if ("source", one.source) in entities and (heads is None or one.edit in heads)
        }


@dataclass(frozen=True)
class ForReader:
    """What the reader of a file will see, counted; `awaited` are attached files that are not here, so not in it.

    `removed` are things in the trash, `since` is when the history begins.
    """

    assessments: int
    indicators: int
    sources: int
    findings: int
    comments: int
    removed: int
    files: int
    bytes: int
    awaited: int
    since: str


def for_reader(materials: Sequence[Material], choice: Choice) -> ForReader:
    """Count what the reader of a file by this choice will see."""
    counts = [_counts(material, choice) for material in materials]
    files = {name: one for material in materials for name, one in material.files(choice).items()}
    sizes = [one.file.bytes for one in files.values() if one.here]
    return ForReader(
        assessments=len(materials),
        files=len(sizes),
        bytes=sum(sizes),
        awaited=len(files) - len(sizes),
        since=min((material.since for material in materials), default=""),
        **{name: sum(numbers[name] for numbers in counts) for name in (counts[0] if counts else _NONE)},
    )


_NONE = {"indicators": 0, "sources": 0, "findings": 0, "comments": 0, "removed": 0}


def _counts(material: Material, choice: Choice) -> dict[str, int]:
    read, entities = material.read, material.entities(choice)
    comments = comments_told(read, choice.comments) if choice.what == "review" else read.comments
    shown = {
        "sources": [("source", key) for key in read.sources],
        "findings": [("finding", one.key) for one in read.findings],
        "comments": [("comment", one.key) for one in comments],
        "removed": [
            *(("source", one.key) for one in read.removed_sources),
            *(("finding", one.key) for one in read.removed_findings),
            *(("comment", one.key) for one in read.removed_comments),
            *(("section", one.key) for one in read.removed_sections),
        ],
    }
    found = {name: sum(entities is None or one in entities for one in keys) for name, keys in shown.items()}
    known = set(choice.indicators) & material.instrument.indicators.keys()
    return {"indicators": len(known) if choice.what == "part" else 0, **found}
