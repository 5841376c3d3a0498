"""Two assessments of the same thing, begun apart, become one: what one holds is taken into the other.

What the other has not is taken, what is equal is left, and what differs stands beside it as a conflict.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .assessment import Assessment, Conflict, assemble
from .edits import Edit, FieldRef
from .held import Held
from .merging import CONFLICT, NEW, SAME, Change, Union, changes, new_conflicts
from .threads import thing_of
from .translating import Keys, moved, traces, translated
from .upgrading import says_something

LEFT = ("assessment", "stage_change", "part")
"""What belongs to an assessment as such, and is not taken into another: its details, its stage, who does what in it."""
_NOTHING = frozenset({"null"})


@dataclass(frozen=True)
class Item:
    """A thing that is taken, is the same in both, or would be in conflict; `key` is the one that it has in the end."""

    kind: str
    key: str
    outcome: str


@dataclass(frozen=True)
class Joining:
    """What comes of it: the edits that are taken, the things they are about, the conflicts that come, before and after.

    `new` is how many of the edits are not here yet, `made_of` the edit of the source of which each was made.
    """

    edits: tuple[Edit, ...] = field(repr=False)
    items: tuple[Item, ...]
    conflicts: tuple[Conflict, ...] = field(repr=False)
    new: int
    before: Assessment = field(repr=False)
    after: Assessment = field(repr=False)
    made_of: Mapping[str, str] = field(repr=False)

    def count(self, outcome: str) -> int:
        """How many things have this outcome."""
        return sum(item.outcome == outcome for item in self.items)


def joining(target: str, own: Sequence[Edit], source: str, others: Sequence[Edit]) -> Joining:
    """Work out what the edits of a source (`others`) make of the target, which has its `own`; nothing is written."""
    mine, theirs = Union({}).plus(own), Union({}).plus(others)
    into, taken = assemble(target, mine.fields), assemble(source, theirs.fields)
    moving = [edit for edit in others if edit.ref.kind not in LEFT]
    keys = _keys(into, taken, *(traces(edits, _LIKENESSES) for edits in (own, moving)))
    known = _begun_alike(own, others, keys)
    made = translated(moving, target, keys, known)
    wanted = _wanted(mine, theirs, made, known, keys, {edit.id for edit in own}, moving)
    made_of = {made[edit.id].id: edit.id for edit in moving if edit.ref in wanted and edit.id in made}
    edits = tuple(made[name] for name in made_of.values())
    whole = mine.plus(edits)
    after = assemble(target, whole.fields)
    conflicts = new_conflicts(into.conflicts, after.conflicts)
    items = tuple(_items(taken, keys, changes(mine.fields, whole.fields), conflicts))
    here = {edit.id for edit in own}
    return Joining(edits, items, conflicts, sum(edit.id not in here for edit in edits), into, after, made_of)


def _wanted(
    mine: Union,
    theirs: Union,
    made: Mapping[str, Edit],
    known: Mapping[str, str],
    keys: Keys,
    here: set[str],
    moving: Iterable[Edit],
) -> set[FieldRef]:
    """The fields of the source that are taken: all but those that say nothing else than the target's."""
    refs = {edit.ref for edit in moving}
    begun = {edit.ref for edit in moving if edit.id in known or made[edit.id].id in here}
    names = {**known, **{name: edit.id for name, edit in made.items()}}

    def is_wanted(ref: FieldRef) -> bool:
        says, said = (_said(union.fields.get(one)) for union, one in ((mine, moved(ref, keys, names)), (theirs, ref)))
        if ref in begun:  # what was joined before, or begun alike, is gone on with
            return True
        if said == _NOTHING or ref.kind == "person":  # silence does not contradict; a person has one name
            return says == _NOTHING != said
        # Where two things are one from now on, a trace of it stays even where both say the same.
        return not said <= says or keys.get(ref[:2], ref.key) != ref.key

    erasing = {ref for ref in refs if ref.kind == "erasure" and ref.field.partition("/")[2] in made}
    reasons = {FieldRef("erasure", ref.key, "reason") for ref in erasing}
    return {ref for ref in refs if ref.kind != "erasure" and is_wanted(ref)} | erasing | (reasons & refs)


def _said(held: Held | None) -> frozenset[str]:
    heads = held.heads if held else ()
    return frozenset(json.dumps(head.value, sort_keys=True) for head in heads) or _NOTHING


# Which things are the same


def _keys(
    into: Assessment,
    taken: Assessment,
    mine: Mapping[tuple[str, ...], FieldRef],
    theirs: Mapping[tuple[str, ...], FieldRef],
) -> dict[tuple[str, str], str]:
    """The keys that the things of the source have in the target where these are others.

    They are those of the things that they were joined to before, else of those that are alike.
    """
    keys = {ref[:2]: mine[trace].key for trace, ref in theirs.items() if trace in mine}
    here = {ref[:2] for ref in into.fields}
    for kind, likenesses in _LIKENESSES.items():
        met = {key for entity, key in keys.items() if entity[0] == kind} | {
            key for key, _one in likenesses(taken, keys)
        }
        waiting: dict[object, list[str]] = {}
        for key, likeness in likenesses(into, {}):
            if key not in met:
                waiting.setdefault(likeness, []).append(key)
        for key, likeness in likenesses(taken, keys):
            if waiting.get(likeness) and (kind, key) not in here | keys.keys():
                keys[kind, key] = waiting[likeness].pop(0)
    return keys


_Likenesses = Iterator[tuple[str, object]]
"""Keys of things, and what two of them have in common that are the same."""


def _sources(read: Assessment, _keys: Keys) -> _Likenesses:
    for key, source in read.sources.items():
        if source.title:
            yield key, (source.kind, source.title, source.issuer, source.reference)


def _findings(read: Assessment, _keys: Keys) -> _Likenesses:
    for finding in read.findings:
        if finding.text:
            yield finding.key, (finding.domain, finding.kind, *sorted(finding.text.items()))


def _citations(read: Assessment, keys: Keys) -> _Likenesses:
    for answer in read.answers.values():
        for citation in answer.citations:
            source = keys.get(("source", citation.source), citation.source)
            yield citation.key, (citation.answer, source, citation.locator)


def _comments(read: Assessment, keys: Keys) -> _Likenesses:
    for comment in read.comments:
        kind, key = thing_of(comment.on)
        yield comment.key, (kind, keys.get((kind, key), key), comment.author, comment.at, comment.text)


_LIKENESSES: Mapping[str, Callable[[Assessment, Keys], _Likenesses]] = {
    "source": _sources,
    "finding": _findings,
    "citation": _citations,
    "comment": _comments,
}
"""What may have been written down twice, in an order in which each thing is known before it is named."""


def _begun_alike(own: Sequence[Edit], others: Sequence[Edit], keys: Keys) -> dict[str, str]:
    """The edits of the source that say what the target said at its beginning, by what both took over from a round.

    They are the same edits: what one of the two wrote since then replaces them, and contradicts nobody.
    """
    began = {(edit.ref, json.dumps(edit.value, sort_keys=True)): edit.id for edit in _beginning(own)}
    places = (
        (edit.id, (moved(edit.ref, keys, {}), json.dumps(edit.value, sort_keys=True))) for edit in _beginning(others)
    )
    return {name: began[place] for name, place in places if place in began}


def _beginning(edits: Sequence[Edit]) -> Iterator[Edit]:
    """What an assessment was begun with, but for its details."""
    actions = {edit.action for edit in edits if edit.ref[::2] == ("assessment", "instrument") and not edit.replaces}
    return (edit for edit in edits if edit.action in actions and edit.ref.kind not in LEFT and not edit.replaces)


# What comes of each thing


def _items(taken: Assessment, keys: Keys, changed: Iterable[Change], conflicts: Iterable[Conflict]) -> Iterator[Item]:
    """What the source holds, and what of it would be in conflict; citations belong to their answers."""
    answers = {
        keys.get(("citation", one.key), one.key): one.answer
        for read in taken.answers.values()
        for one in read.citations
    }

    def thing(ref: FieldRef) -> tuple[str, str]:
        return ("answer", answers[ref.key]) if ref.kind == "citation" and ref.key in answers else ref[:2]

    contested = dict.fromkeys(thing(conflict.ref) for conflict in conflicts)
    new = {thing(one.ref) for one in changed if one.outcome != SAME and one.ref.field != "rank"}
    held = dict.fromkeys((kind, keys.get((kind, key), key)) for kind, key in _held(taken))
    for kind, key in held | contested:
        place = kind, key
        yield Item(kind, key, CONFLICT if place in contested else NEW if place in new else SAME)


def _held(read: Assessment) -> Iterator[tuple[str, str]]:
    yield from (("answer", code) for code, answer in read.answers.items() if says_something(answer))
    for kind, things in (
        ("source", read.sources.values()),
        ("finding", read.findings),
        ("section", read.sections),
        ("comment", read.comments),
    ):
        yield from ((kind, one.key) for one in things)
