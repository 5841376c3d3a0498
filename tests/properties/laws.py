"""What must hold once everything has arrived everywhere, by the definition and nothing else."""

import json
from collections.abc import Iterable
from dataclasses import replace

from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.store import batches, counting, derived, edits
from tests.packages import A
from tests.properties.replicas import DELETED, REFS, Team, there

CHOSEN = REFS[0], REFS[4]
"""What is no text, and goes with its assessment alone."""


def check(made: Team) -> None:
    """What must hold once everybody has everything."""
    every = erased(made)
    for laptop in made.laptops:
        here = {edit.id: edit for edit in there(laptop)}
        assert here.keys() == every.keys(), "an edit was lost"
        assert all(here[name].body == edit.body for name, edit in every.items()), "a value was lost"
        assert laptop.stands() == expected(every.values()), "heads are not what the edits say"
        with laptop.database.writing() as connection:
            assert derived.differing(connection) == [], "derived step by step is not what is made anew"
        shown = {conflict.ref for conflict in assemble(A, edits.fields(connection, A)).conflicts}
        assert shown == conflicts(every.values()), "conflicts are not shown where they are, and only there"
        assert not counting.taken_back(connection)
    reachable = {name for found in expected(every.values()).values() for name, _value in found}
    waiting = list(reachable)
    while waiting:
        for earlier in every[waiting.pop()].replaces:
            if earlier not in reachable:
                reachable.add(earlier)
                waiting.append(earlier)
    assert reachable == every.keys(), "a value that was typed is no head and no ancestor of one"


def erased(made: Team) -> dict[str, Edit]:
    """The edits, without the values of texts that some of them erase, where their authors signed that."""
    signed = {
        (batch.author, name)
        for laptop in made.laptops
        for batch in batches.of(laptop.database.connection, A)
        for name in batch.edits
    }
    gone = {
        edit.ref.field.removeprefix("edits/")
        for edit in made.edits.values()
        if edit.ref.kind == "erasure" and (edit.author, edit.id) in signed
    }
    return {
        name: replace(edit, body=None) if name in gone and edit.ref not in CHOSEN else edit
        for name, edit in made.edits.items()
    }


def expected(every: Iterable[Edit]) -> dict[FieldRef, list[tuple[str, Value]]]:
    """What each field says."""
    fields: dict[FieldRef, dict[str, Edit]] = {}
    for edit in every:
        fields.setdefault(edit.ref, {})[edit.id] = edit
    found = {}
    for ref, members in fields.items():
        replaced = {earlier for edit in members.values() for earlier in edit.replaces}
        found[ref] = [(name, members[name].value) for name in sorted(members) if name not in replaced]
    return found


def conflicts(every: Iterable[Edit]) -> set[FieldRef]:
    """Where two heads differ, and where the finding is removed against edited."""
    stand = expected(every)
    says = {
        ref[:2]
        for ref, heads in stand.items()
        if ref.field != "deleted" and any(value not in (None, "", False) for _name, value in heads)
    }
    found = {
        ref
        for ref, heads in stand.items()
        if len({json.dumps(value, sort_keys=True) for _name, value in heads}) > 1
        and ref.field != "deleted"
        and ref.kind != "budget"
        and ref[:2] in says  # else there is nothing to settle
    }
    own = {
        name: value
        for ref, heads in stand.items()
        if ref[:2] == DELETED[:2] and ref != DELETED
        for name, value in heads
    }
    if not any(own.values()):
        return found  # there is nothing to remove
    removed = [value for _name, value in stand.get(DELETED, []) if value is not None]
    if not removed:
        return found
    seen = {name for value in removed for name in value}
    kept = any(value is None for _name, value in stand[DELETED])
    if not (kept or own.keys() - seen):
        return {ref for ref in found if ref[:2] != DELETED[:2]}  # it is gone, and nobody is asked
    return {*found, DELETED}
