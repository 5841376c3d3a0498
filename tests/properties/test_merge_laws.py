"""Merging by file: any order, any number of times, one result, and nothing is lost; ten wrong merges are noticed."""

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mgi_desktop.domain.edits import Edit, FieldRef
from mgi_desktop.exchange import package
from mgi_desktop.store import counting, derived, edits, erasures, imports
from mgi_desktop.store.database import open_database
from tests.packages import A
from tests.properties.laws import check, expected
from tests.properties.replicas import REFS, Laptop, Program, Step, team

WHAT = (
    "write",
    "write",
    "write",
    "remove",
    "restore",
    "settle",
    "share",
    "share",
    "take",
    "take",
    "take back",
    "bring",
)


def scripts(what: Sequence[str]) -> st.SearchStrategy[list[Step]]:
    step = st.builds(Step, st.sampled_from(what), st.integers(0, 5), st.integers(0, 20), st.integers(0, 4))
    return st.lists(step, min_size=5, max_size=25)


SCRIPTS, WITH_ERASING = scripts(WHAT), scripts((*WHAT, "erase", "claim", "claim"))
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A script is readable as it is; to shrink one would take minutes of real stores."""
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


def run(size: int, seed: int, script: list[Step], kind: type[Laptop] = Laptop) -> None:
    with team(size, seed, kind) as made:
        for step in script:
            made.do(step)
        made.meet(random.Random(seed))
        check(made)


@settings(max_examples=15, deadline=None, suppress_health_check=QUIET, derandomize=True, phases=UNSHRUNK)
@given(st.integers(2, 4), st.integers(0, 10**6), SCRIPTS)
def test_everybody_ends_with_the_same_and_nothing_is_lost(size, seed, script):
    run(size, seed, script)


@pytest.mark.soak
@settings(max_examples=1000, deadline=None, suppress_health_check=QUIET)
@given(st.integers(4, 6), st.integers(0, 10**6), SCRIPTS)
def test_everybody_ends_with_the_same_at_length(size, seed, script):
    run(size, seed, script)


@settings(max_examples=5, deadline=None, suppress_health_check=QUIET, derandomize=True, phases=UNSHRUNK)
@given(st.integers(2, 3), st.integers(0, 10**6), WITH_ERASING)
def test_by_the_program_too(size, seed, script):
    run(size, seed, script, Program)


@pytest.mark.soak
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
@given(st.integers(4, 6), st.integers(0, 10**6), WITH_ERASING)
def test_by_the_program_at_length(size, seed, script):
    run(size, seed, script, Program)


NOBODY = 4
"""Whom a claim names that names none of the laptops, of which there are as many or fewer."""
CLAIMED = [
    Step("write", 0, 1, 0),  # a text on the first laptop, which comes to all
    Step("share", 0, 0, 0),
    *(Step("take", who, 1, 0) for who in range(4)),
    Step("claim", 1, 1, 2),  # erased, says the second laptop in the name of the third
    Step("claim", 1, 0, 2),  # and a value that was chosen
    Step("claim", 1, 3, NOBODY),
    Step("share", 1, 0, 0),
    Step("take", 0, 2, 0),
    Step("take", 2, 2, 0),  # which takes it, and signs whatever is in its name when it shares
    Step("share", 2, 0, 0),
    Step("take", 3, 3, 0),
]
"""Whoever has not the third laptop's file has the text, until that comes."""


@pytest.mark.parametrize("kind", [Laptop, Program])
def test_what_is_erased_by_a_claim_stays_until_that_is_proven(kind):
    with team(4, 7, kind) as made:
        for step in CLAIMED:
            made.do(step)
        values = [[value for _name, value in laptop.stands()[REFS[1]]] for laptop in made.laptops]
        assert values == [["uno"], ["uno"], [None], [None]]
        made.meet(random.Random(7))
        assert [[value for _name, value in laptop.stands()[REFS[1]]] for laptop in made.laptops] == [[None]] * 4
        check(made)


def test_an_erasing_that_nobody_proves_would_be_noticed(monkeypatch):
    monkeypatch.setattr(erasures, "_PROVEN", erasures._PROVEN.replace(erasures._SIGNED, "FROM erasing"))
    with pytest.raises(AssertionError):
        test_what_is_erased_by_a_claim_stays_until_that_is_proven(Laptop)


def taken(arrivals, order, folder, seed):
    """What one more laptop says that took these files in this order."""
    shutil.copytree(folder / "empty", folder / "more")
    laptop = Laptop(folder / "more", 9, random.Random(seed))
    for number in order:
        laptop.take_read(arrivals[number])
    said = laptop.stands()
    with laptop.database.writing() as connection:
        assert derived.differing(connection) == []
    laptop.database.close()
    shutil.rmtree(folder / "more")
    return said


def halves(path, private):
    """A file as two, as large ones come in pieces: what an edit replaces may come after it."""
    private.mkdir()
    arrival = package.read(path, private)
    return [replace(arrival, edits=arrival.edits[start::2]) for start in (0, 1)]


def any_order(seed: int, orders: int) -> None:
    """Files of three to five laptops that know little of each other, and an old one; one more takes them in any order.

    Each order has a piece of one of them twice. A file is read once: reading does not know what was taken before.
    """
    script_of, size = random.Random(seed), 3 + seed % 3
    with team(size, seed) as made:
        for _ in range(14):
            what = script_of.choice(WHAT)
            made.do(Step(what, script_of.randrange(size), script_of.randrange(20), script_of.randrange(5)))
        old = script_of.choice(made.files)
        sharing = [one for one in made.laptops if edits.shareable(one.database.connection, A)]
        last = [laptop.share(made.folder / f"end-{laptop.number}.mgi") for laptop in sharing]
        arrivals = [
            half for number, path in enumerate((*last, old)) for half in halves(path, made.folder / f"read-{number}")
        ]
        every = {edit.id: edit for arrival in arrivals for edit in arrival.edits}
        open_database(made.folder / "empty" / "store").close()
        chosen = set()
        while len(chosen) < orders:
            twice = [*range(len(arrivals)), script_of.randrange(len(arrivals))]
            chosen.add(tuple(script_of.sample(twice, len(twice))))
        for order in sorted(chosen):
            assert taken(arrivals, order, made.folder, seed) == expected(every.values()), order


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_files_and_how_often_they_come_do_not_matter(seed):
    any_order(seed, 6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(834))
def test_twenty_thousand_orders(seed):
    any_order(seed, 24)


def test_what_one_settles_is_settled_everywhere():
    settled_everywhere()


def settled_everywhere():
    ref = REFS[1]
    with team(3, 1) as made:
        for number, text in ((0, "uno"), (1, "dos"), (2, "tres")):
            made.edits |= {edit.id: edit for edit in [made.laptops[number].write(ref, text)]}
        made.meet(random.Random(1))
        assert len(made.laptops[2].stands()[ref]) == 3
        made._note(made.laptops[2].write(ref, "todos"))
        made.meet(random.Random(2))
        check(made)
        assert [[value for _name, value in laptop.stands()[ref]] for laptop in made.laptops] == [["todos"]] * 3


# Ten ways in which merging could be wrong; each must be noticed by the checks above.


def newest_wins(monkeypatch):
    """The head with the latest time is the only one."""
    real = counting.count

    def count(connection, added):
        real(connection, added)
        connection.execute(
            "DELETE FROM head WHERE EXISTS (SELECT 1 FROM head AS other WHERE other.kind=head.kind AND "
            "other.key=head.key AND other.field=head.field AND other.at>head.at)"
        )

    monkeypatch.setattr(counting, "count", count)


def smallest_id_wins(monkeypatch):
    """Of two heads one is dropped."""
    real = counting.count

    def count(connection, added):
        real(connection, added)
        connection.execute(
            "DELETE FROM head WHERE EXISTS (SELECT 1 FROM head AS other WHERE other.kind=head.kind AND "
            "other.key=head.key AND other.field=head.field AND other.edit<head.edit)"
        )

    monkeypatch.setattr(counting, "count", count)


def replaces_is_ignored(monkeypatch):
    """Every edit stands beside every other."""
    monkeypatch.setattr(Edit, "replaces", property(lambda _edit: ()))


def last_come_wins(monkeypatch):
    """What comes last takes the place of what stands."""
    real = counting.count

    def count(connection, added):
        for edit in added:
            place = (edit.assessment, *edit.ref)
            connection.execute("DELETE FROM head WHERE assessment=? AND kind=? AND key=? AND field=?", place)
            real(connection, [edit])

    monkeypatch.setattr(counting, "count", count)


def known_fields_only(monkeypatch):
    """What this version does not know is left out."""
    real = imports.take
    monkeypatch.setattr(
        imports, "take", lambda one, number, given: real(one, number, [e for e in given if e.ref.kind != "budget"])
    )


def empty_texts_are_nothing(monkeypatch):
    """An emptied field does not come."""
    real = imports.take
    monkeypatch.setattr(
        imports, "take", lambda one, number, given: real(one, number, [e for e in given if e.value != ""])
    )


def heads_alone(monkeypatch):
    """Only what stands is shared, without what it replaced."""
    real = edits.shareable

    def shareable(connection, assessment):
        heads = {values[0] for values in connection.execute("SELECT edit FROM head")}
        return [edit for edit in real(connection, assessment) if edit.id in heads]

    monkeypatch.setattr(edits, "shareable", shareable)


def removal_wins(monkeypatch):
    """Who removes without having seen what another wrote is right."""
    from mgi_desktop.domain.entities import Entity

    real = Entity.deletion

    def deletion(entity, references):
        said = real(entity, references)
        return "deleted" if said == "contested" else said

    monkeypatch.setattr(Entity, "deletion", deletion)


def late_ancestors_stand(monkeypatch):
    """An edit that comes after what replaced it is a head again."""
    monkeypatch.setattr(counting, "_HEAD", counting._HEAD.partition(" WHERE NOT EXISTS")[0])


def equal_values_are_one(monkeypatch):
    """An edit that says what stands already is not taken."""
    real = imports.take

    def take(connection, number, given):
        stand = {
            (FieldRef(*values[:3]), values[3])
            for values in connection.execute("SELECT kind, key, field, value FROM head")
        }
        return real(connection, number, [e for e in given if (e.ref, json.dumps(e.value)) not in stand])

    monkeypatch.setattr(imports, "take", take)


def set_aside_is_forgotten(monkeypatch):
    """What was taken back does not come again."""
    monkeypatch.setattr(counting, "not_counted", lambda _field, taken_back: set(taken_back))
    monkeypatch.setattr(counting, "_count_what_is_built_on", lambda _connection, _edits: None)
    monkeypatch.setattr(imports, "turn", lambda one, number, *, aside, turn=imports.turn: turn(one, number, aside=True))
    monkeypatch.setattr(imports, "_count_again", lambda _connection, _given: None)


MUTANTS: list[Callable] = [
    newest_wins,
    smallest_id_wins,
    replaces_is_ignored,
    last_come_wins,
    known_fields_only,
    empty_texts_are_nothing,
    heads_alone,
    removal_wins,
    late_ancestors_stand,
    equal_values_are_one,
    set_aside_is_forgotten,
]


def until_noticed():
    """Settling, scripts and orders until one of them shows that something is wrong."""
    settled_everywhere()
    for seed in range(40):
        steps = random.Random(seed)
        script = [
            Step(steps.choice(WHAT), steps.randrange(3), steps.randrange(20), steps.randrange(5)) for _ in range(18)
        ]
        run(3, seed, script)
        any_order(seed, 4)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_wrong_merge_is_noticed(monkeypatch, mutant):
    mutant(monkeypatch)
    with pytest.raises(AssertionError):
        until_noticed()
