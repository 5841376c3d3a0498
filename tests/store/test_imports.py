"""What imports brought: set aside and brought back as a whole, and nothing that others wrote changes."""

import itertools
import random

import pytest

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import batches, derived, edits, history, imports
from mgi_desktop.store.database import open_database
from tests.packages import as_if_signed

A = "00000000-0000-7000-8000-000000000001"
TEXT = FieldRef("answer", "L1.1.1", "justification")


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path)
    yield database
    database.close()


def take(database, given):
    with database.writing() as connection:
        number = imports.begin(connection, "2026-11-25T05:00:00.000Z", "la-palma.mgi", "name:Ana")
        imports.take(connection, number, given)
    return number


def turn(database, number, aside):
    with database.writing() as connection:
        return imports.turn(connection, number, aside=aside)


def add(database, *given):
    with database.writing() as connection:
        edits.add(connection, given)


def stands(database):
    return {head.value for head in edits.field(database.connection, A, TEXT)}


def tables(database):
    tables = ("head", "replaced", "erased", "aside")
    return {table: set(database.connection.execute(f"SELECT * FROM {table}")) for table in tables}


def rebuilt(database):
    """The derived tables made anew; they must be what they were."""
    with database.writing() as connection:
        assert derived.differing(connection) == []


def test_an_import_is_taken_back_and_comes_again(database, foreign):
    own = foreign(A, TEXT, "mine")
    theirs = foreign(A, TEXT, "theirs", [own.id])
    add(database, own)
    number = take(database, [own, theirs])
    assert stands(database) == {"theirs"}
    assert turn(database, number, True) == {A: {TEXT}}
    assert stands(database) == {"mine"}
    assert [edit.id for edit in edits.shareable(database.connection, A)] == [own.id]
    assert [edit.id for edit in history.newest(database.connection, A)] == [own.id]
    assert history.count(database.connection, A) == 1
    rebuilt(database)
    turn(database, number, False)
    assert stands(database) == {"theirs"}
    rebuilt(database)


def test_what_came_by_two_imports_goes_only_with_both(database, foreign):
    one, other = foreign(A, TEXT, "one"), foreign(A, FieldRef("answer", "L1.1.1", "value"), "yes")
    first, second = take(database, [one, other]), take(database, [one])
    turn(database, first, True)
    assert stands(database) == {"one"}
    assert edits.field(database.connection, A, other.ref) == ()
    turn(database, second, True)
    assert stands(database) == set()
    turn(database, first, False)
    assert stands(database) == {"one"}
    rebuilt(database)


def test_the_same_file_again_brings_back_what_was_set_aside(database, foreign):
    theirs = foreign(A, TEXT, "theirs")
    turn(database, take(database, [theirs]), True)
    assert stands(database) == set()
    take(database, [theirs])
    assert stands(database) == {"theirs"}
    rebuilt(database)


def test_what_somebody_built_on_stays(database, foreign):
    """Else the first text would stand beside the last, in a conflict that nobody made."""
    base = foreign(A, TEXT, "base")
    theirs = foreign(A, TEXT, "theirs", [base.id])
    own = foreign(A, TEXT, "mine on theirs", [theirs.id])
    add(database, base)
    number = take(database, [base, theirs])
    add(database, own)
    turn(database, number, True)
    assert stands(database) == {"mine on theirs"}
    assert {edit.id for edit in edits.shareable(database.connection, A)} == {base.id, theirs.id, own.id}
    rebuilt(database)


def test_what_was_set_aside_counts_again_once_another_builds_on_it(database, foreign):
    base = foreign(A, TEXT, "base")
    theirs = foreign(A, TEXT, "theirs", [base.id])
    third = foreign(A, TEXT, "third", [theirs.id])
    add(database, base)
    turn(database, take(database, [theirs]), True)
    assert stands(database) == {"base"}
    take(database, [third])
    assert stands(database) == {"third"}
    assert {edit.id for edit in edits.shareable(database.connection, A)} == {base.id, theirs.id, third.id}
    rebuilt(database)


def test_an_erasure_is_never_set_aside(database, foreign):
    secret = foreign(A, TEXT, "secret")
    erasing = foreign(A, FieldRef("erasure", "e", f"edits/{secret.id}"), True)
    add(database, secret)
    with database.writing() as connection:
        batches.keep(connection, as_if_signed(erasing))
    turn(database, take(database, [erasing]), True)
    assert stands(database) == {None}
    assert edits.field(database.connection, A, erasing.ref) != ()
    rebuilt(database)


@pytest.mark.parametrize("seed", range(30))
def test_imports_taken_back_in_any_order_say_what_the_rest_says(tmp_path, foreign, seed):
    """What counts is what the imports that stand brought, and what that was built on: rebuilt or step by step."""
    rng = random.Random(seed)
    made = []
    for _ in range(12):
        before = [edit.id for edit in rng.sample(made, min(len(made), rng.randint(0, 2)))]
        made.append(foreign(A, TEXT, f"text {len(made)}", before))
    with_own, database = rng.sample(made, 3), open_database(tmp_path)
    add(database, *with_own)
    numbers = {take(database, part): part for part in (rng.sample(made, rng.randint(1, 6)) for _ in range(4))}
    down = set()
    for number in rng.choices(sorted(numbers), k=8):
        down ^= {number}
        turn(database, number, number in down)
        kept = itertools.chain(with_own, *(part for other, part in numbers.items() if other not in down))
        counted, by_id = {edit.id for edit in kept}, {edit.id: edit for edit in made}
        came = {edit.id for edit in itertools.chain(with_own, *numbers.values())}
        waiting = list(counted)
        while waiting:
            for earlier in set(by_id[waiting.pop()].replaces) & came - counted:
                counted.add(earlier)
                waiting.append(earlier)
        assert {edit.id for edit in edits.shareable(database.connection, A)} == counted
        replaced = {earlier for name in counted for earlier in by_id[name].replaces}
        heads = {head.id for head in edits.field(database.connection, A, TEXT)}
        assert heads == counted - replaced
    rebuilt(database)
    database.close()


def test_batches_are_kept_byte_for_byte(database):
    batch = Batch(A, "ed25519:" + "a" * 43, ("1" * 64, "2" * 64), b"{}", b"signature")
    for _ in range(2):
        with database.writing() as connection:
            batches.keep(connection, [batch])
    assert batches.of(database.connection, A) == [batch]
    assert batches.signed(database.connection, batch.author, ["1" * 64, "3" * 64]) == {"1" * 64}
    assert batches.signed(database.connection, "ed25519:" + "b" * 43, ["1" * 64]) == set()
