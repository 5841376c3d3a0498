"""What of an assessment goes into a file that does not hold all of it: a part, or a review copy."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from .assessment import Assessment
from .edits import Edit, FieldRef
from .erasure import named_by
from .held import Held
from .threads import Comment, Thread

EntityKey = tuple[str, str]
"""The kind and the key of an entity."""
WhichComments = Literal["all", "open", "none"]
"""Which comments go into a review copy."""

_REMARKS = ("comment", "decision")
"""What is said on something else, which its field `on` names as kind/key."""
_EVERYWHERE = ("assessment", "part", "erasure")
"""What every part holds: the assessment's own fields, whose part is which, and which values were erased for good."""


def of_part(read: Assessment, indicators: Collection[str]) -> frozenset[EntityKey]:
    """Return what belongs to these indicators: answers, citations, what is said on them, and the sources they cite.

    Removed ones too, since their history goes along; findings and sections belong to no indicator.
    """
    answers = {f"answer/{code}" for code in indicators}
    found: set[EntityKey] = set()
    for ref, held in read.fields.items():
        if ref.kind == "answer":
            belongs = ref.key in indicators
        elif (ref.kind, ref.field) == ("citation", "answer"):
            belongs = _all_in(held, indicators)
        else:
            belongs = ref.kind in _REMARKS and ref.field == "on" and _all_in(held, answers)
        if belongs:
            found.add(ref[:2])
    cited = (read.held(FieldRef(kind, key, "source")) for kind, key in found if kind == "citation")
    return frozenset(found.union(("source", value) for held in cited for value in _words(held)))


def edits_of_part(read: Assessment, edits: Iterable[Edit], belonging: Collection[EntityKey]) -> Iterator[Edit]:
    """Return the edits of what belongs to a part, its whole history, and the names of the people in it.

    What was erased elsewhere is erased by it too, but why stays here.
    """
    people, reasons, authors = [], [], _writers(read, belonging) | _assigned(read)
    here: set[str] = set()
    erasing: dict[str, set[str]] = {}
    for edit in edits:
        ref = edit.ref
        if ref.kind == "person":
            people.append(edit)
        elif ref.kind == "erasure" and not named_by(ref):
            reasons.append(edit)
        elif ref.kind in _EVERYWHERE or ref[:2] in belonging:
            here.add(edit.id)
            if named_by(ref):
                erasing.setdefault(ref.key, set()).add(named_by(ref))
            authors.add(edit.author)
            yield edit
    told = [edit for edit in reasons if erasing.get(edit.ref.key, set()) & here]
    authors.update(edit.author for edit in told)
    yield from (*told, *(edit for edit in people if edit.ref.key in authors))


def for_review(read: Assessment, told: WhichComments) -> frozenset[EntityKey]:
    """Return what a review copy shows: what stands, nothing that was removed, and the chosen comments."""
    answers = {ref[:2] for ref in read.fields if ref.kind == "answer"}
    citations = {("citation", one.key) for answer in read.answers.values() for one in answer.citations}
    sources = {("source", key) for key in read.sources}
    findings = {("finding", finding.key) for finding in read.findings}
    sections = {("section", section.key) for section in read.sections}
    shown = {("assessment", read.id)}.union(answers, citations, sources, findings, sections)
    shown.update(("comment", one.key) for one in comments_told(read, told))
    if told != "none":  # what was decided on what is shown goes where comments go
        places = {"/".join(entity) for entity in shown}
        judged = (one.decision for on, held in read.judgements.items() if on in places for one in held)
        shown.update(("decision", decision.key) for decision in judged)
    return frozenset(shown)


def edits_for_review(read: Assessment, shown: Collection[EntityKey]) -> frozenset[str]:
    """Return the ids of the edits of a review copy: heads alone, the names of those who wrote them, and erasures.

    Why something was erased stays here. A removal in conflict does, too: the reader sees what stands.
    """
    heads: set[str] = set()
    authors = _writers(read, shown)
    for ref, held in read.fields.items():
        if ref[:2] in shown and not (ref.field == "deleted" and any(head.value for head in held.heads)):
            heads.update(head.id for head in held.heads)
            authors.update(head.author for head in held.heads)
        elif named_by(ref):
            heads.update(head.id for head in held.heads)
    people = (held for ref, held in read.fields.items() if ref.kind == "person" and ref.key in authors)
    return frozenset(heads.union(head.id for held in people for head in held.heads))


def comments_told(read: Assessment, told: WhichComments) -> list[Comment]:
    """Return the comments that a review copy shows: all of them, those of open threads, or none."""
    threads: Iterable[Thread] = (thread for held in read.threads.values() for thread in held)
    if told == "none":
        return []
    return [one for thread in threads if told == "all" or not thread.resolved for one in thread.comments]


def _writers(read: Assessment, entities: Collection[EntityKey]) -> set[str]:
    """Who wrote these remarks, as they say themselves."""
    signed = (read.held(FieldRef(kind, key, "author")) for kind, key in entities if kind in _REMARKS)
    return {value for held in signed for value in _words(held)}


def _assigned(read: Assessment) -> set[str]:
    """Those to whom parts are given."""
    fields = read.fields.items()
    return {value for ref, held in fields if (ref.kind, ref.field) == ("part", "person") for value in _words(held)}


def _words(held: Held) -> list[str]:
    return [head.value for head in held.heads if isinstance(head.value, str)]


def _all_in(held: Held, wanted: Collection[str]) -> bool:
    """Whether a field names some of these and nothing else."""
    values = _words(held)
    return bool(values) and all(value in wanted for value in values)
