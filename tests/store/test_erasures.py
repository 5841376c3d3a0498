"""A value is erased for good where it is proven who erased it: in whatever order the edits and the lists come."""

import itertools

import pytest

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import backups, batches, derived, edits, erasures, local
from mgi_desktop.store.database import open_database
from tests.packages import as_if_signed

A = "01890a5d-ac96-774b-bcce-b302099a8057"
B = "01890a5d-ac96-774b-bcce-b302099a8058"
TEXT = FieldRef("answer", "L1.1.1", "justification")
USES = FieldRef("assessment", A, "instrument")
UNKNOWN = FieldRef("budget", "b", "of a newer version")
ANA, LUZ = "ed25519:" + "A" * 43, "ed25519:" + "B" * 42 + "A"


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path / "store")
    yield opened
    opened.close()


def come(database, *what):
    """Edits and lists come, each by itself and in this order."""
    for one in what:
        with database.writing() as connection:
            if isinstance(one, Batch):
                batches.keep(connection, [one])
            else:
                edits.add(connection, [one])


def value(database, edit):
    with database.writing() as connection:
        assert derived.differing(connection) == []
    return edits.by_id(database.connection, edit.id).value


def erasing(foreign, erased, how="edits", author=ANA):
    return foreign(erased.assessment, FieldRef("erasure", "e", f"{how}/{erased.id}"), True, author=author)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_an_erasure_counts_once_a_list_of_its_author_names_it(database, foreign, order):
    secret = foreign(A, TEXT, "secret")
    erasure = erasing(foreign, secret)
    what = [secret, erasure, *as_if_signed(erasure)]
    come(database, *(what[place] for place in order[:2]))
    if 0 in order[:2]:
        assert value(database, secret) == "secret"
        assert backups.erased(database.connection) == set()
    come(database, what[order[2]])
    assert value(database, secret) is None
    assert [head.value for head in edits.field(database.connection, A, TEXT)] == [None]
    assert backups.erased(database.connection) == {(A, secret.id)}
    come(database, secret)
    assert value(database, secret) is None


def test_what_proves_it_later_has_the_file_written_anew_and_the_library_told(database, foreign):
    secret = foreign(A, TEXT, "secret")
    erasure = erasing(foreign, secret)
    come(database, secret, erasure)
    assert erasures.waiting(database.connection, A)
    assert not local.setting(database.connection, "wipe")
    with database.writing() as connection:
        local.keep_summary(connection, A, {"answered": 1})
    come(database, *as_if_signed(erasure))
    assert local.setting(database.connection, "wipe")
    assert local.summary(database.connection, A) is None
    assert not erasures.waiting(database.connection, A)


@pytest.mark.parametrize(
    "batch",
    [
        lambda erasure, _secret: Batch(A, LUZ, (erasure.id,), b"1", b""),
        lambda erasure, _secret: Batch(B, ANA, (erasure.id,), b"2", b""),
        lambda _erasure, secret: Batch(A, ANA, (secret.id,), b"3", b""),
    ],
    ids=["another author", "another assessment", "another edit"],
)
def test_no_other_list_proves_it(database, foreign, batch):
    secret = foreign(A, TEXT, "secret")
    erasure = erasing(foreign, secret)
    come(database, secret, batch(erasure, secret), erasure)
    assert value(database, secret) == "secret"


def test_an_erasure_that_came_without_its_value_counts_when_that_comes(database, foreign):
    secret = foreign(A, TEXT, "secret")
    erasure = erasing(foreign, secret)
    come(database, secret, type(erasure)(erasure.id, erasure.record, None), *as_if_signed(erasure))
    assert value(database, secret) == "secret"
    come(database, erasure)
    assert value(database, secret) is None


@pytest.mark.parametrize("ref", [USES, FieldRef("answer", "L1.1.1", "value")], ids=lambda ref: ref.field)
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_what_was_chosen_goes_only_with_the_whole_assessment(database, foreign, ref, order):
    chosen = foreign(A, ref, "a" * 64)
    alone = erasing(foreign, chosen)
    what = [chosen, alone, *as_if_signed(alone)]
    come(database, *(what[place] for place in order))
    assert value(database, chosen) == "a" * 64
    assert backups.erased(database.connection) == set()
    whole = erasing(foreign, chosen, "all")
    come(database, whole, *as_if_signed(whole))
    assert value(database, chosen) is None
    assert edits.assessments(database.connection) == []


def test_what_is_erased_as_a_whole_stays_so_when_it_comes_again(database, foreign):
    chosen = foreign(A, USES, "a" * 64)
    whole, alone = erasing(foreign, chosen, "all"), erasing(foreign, chosen)
    come(database, *as_if_signed(whole, alone), alone, whole, chosen)
    assert value(database, chosen) is None


def test_what_only_a_newer_version_knows_is_erased_as_that_one_says(database, foreign):
    unknown = foreign(A, UNKNOWN, "5 000")
    erasure = erasing(foreign, unknown)
    come(database, unknown, erasure, *as_if_signed(erasure))
    assert value(database, unknown) is None
