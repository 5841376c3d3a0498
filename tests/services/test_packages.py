"""Packages joined without a store: a union, in any order and any number of times; and one looked at."""

import hashlib
import io
import itertools
from dataclasses import replace

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from mgi_desktop.services import identity, packages
from tests.packages import LAW, LAW_SHA256, ME, OTHER, OTHER_PEM, PEM, A, B, edits, made, outgoing

PASSPHRASE = "geheim"


@pytest.fixture
def put(tmp_path):
    """Writes a package: `put("a.mgi", edits=…)`."""

    def put_one(name, pem=PEM, protected=None, **changes):
        (path,) = package.write(tmp_path / name, outgoing(**changes), pem, protected=protected)
        return path

    return put_one


@pytest.fixture
def join(tmp_path):
    """Joins packages with the key of a third person, and reads what came of it."""
    numbers = itertools.count()

    def join_some(*paths, asking=lambda path: "", **options):
        number = next(numbers)
        private = tmp_path / f"private-{number}"
        private.mkdir()
        (private / identity.NAME).write_bytes(OTHER_PEM)
        joined = packages.join(paths, tmp_path / f"joined-{number}.mgi", private, asking, **options)
        secrets = package.Secrets(options.get("passphrase", ""), OTHER_PEM)
        return joined, [package.read(path, private, secrets) for path in joined.files]

    return join_some


def said(arrival):
    return set(arrival.edits), set(arrival.batches), dict(arrival.instruments), set(arrival.files), arrival.part


def halves():
    """The same assessment on two laptops, where each went on by itself."""
    mine = made("answer", "C-one", "value", "yes", salt=200)
    theirs = made("answer", "C-one", "value", "no", salt=201, author=OTHER)
    return (
        {"edits": (*edits(), mine), "batches": tuple(package.batches.make(PEM, A, [mine.id]))},
        {"edits": (*edits(), theirs), "batches": tuple(package.batches.make(OTHER_PEM, A, [theirs.id])), "files": {}},
    )


def test_joined_they_hold_all_that_each_holds(put, join):
    mine, theirs = halves()
    first, second = put("a.mgi", **mine), put("b.mgi", pem=OTHER_PEM, **theirs)
    joined, (whole,) = join(first, second)
    assert set(whole.edits) == {*mine["edits"], *theirs["edits"]}
    assert set(whole.batches) == {*mine["batches"], *theirs["batches"]}
    assert set(whole.files) == {LAW_SHA256}
    assert whole.sender == OTHER
    assert joined.edits == len(edits()) + 2
    assert not joined.damaged


def test_any_order_and_any_number_of_times_is_one_result(put, join):
    mine, theirs = halves()
    paths = [put("a.mgi", **mine), put("b.mgi", **theirs)]
    _, (once,) = join(*paths)
    for again in ([*paths, *paths], paths[::-1]):
        assert said(join(*again)[1][0]) == said(once)


def test_a_joined_one_can_be_joined_again(put, join):
    mine, theirs = halves()
    first, second = put("a.mgi", **mine), put("b.mgi", **theirs)
    joined, (once,) = join(first, second)
    assert said(join(first, joined.files[0])[1][0]) == said(once)


@pytest.mark.parametrize("proven", [True, False])
def test_a_value_that_one_of_them_erases_is_gone_where_it_is_proven_who_erased_it(put, join, proven):
    erased = next(edit for edit in edits() if edit.ref.field == "justification")
    erasure = made("erasure", "11111111-1111-4111-8111-111111111112", f"edits/{erased.id}", True, salt=210)
    first = put("a.mgi", edits=tuple(edits()))
    signed = tuple(package.batches.make(PEM, A, [erasure.id] if proven else []))
    second = put("b.mgi", edits=(*edits()[:3], erasure), batches=signed)
    _, (whole,) = join(first, second)
    assert (next(edit for edit in whole.edits if edit.id == erased.id).body is None) == proven
    assert erasure in whole.edits


def test_a_value_that_one_of_them_lacks_comes_from_the_other(put, join):
    lacking = replace(edits()[0], body=None)
    first, second = put("a.mgi", edits=(lacking, *edits()[1:])), put("b.mgi")
    for order in ((first, second), (second, first)):
        assert set(join(*order)[1][0].edits) == set(edits())


def test_an_attached_file_that_one_lacks_comes_from_the_other(put, join, tmp_path):
    damaged = put("a.mgi")
    data = damaged.read_bytes()
    damaged.write_bytes(data.replace(LAW, LAW[::-1]))
    joined, (whole,) = join(damaged, put("b.mgi"))
    assert whole.files[LAW_SHA256]().read() == LAW
    assert not joined.damaged
    joined, (whole,) = join(damaged)
    assert not whole.files
    assert [one.where for one in joined.damaged] == [LAW_SHA256]


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [(("whole", "review"), "whole"), (("part", "part"), "part"), (("review", "part"), "part"), (("review",), "review")],
)
def test_it_is_what_the_fullest_of_them_is(put, join, kinds, kind):
    paths = [put(f"{number}.mgi", kind=one) for number, one in enumerate(kinds)]
    assert join(*paths)[1][0].kind == kind


def test_two_parts_are_both_and_with_the_whole_they_are_no_part(put, join):
    first = put("a.mgi", kind="part", part={A: ("A-one",)})
    second = put("b.mgi", kind="part", part={A: ("B-one", "A-one")})
    assert join(first, second)[1][0].part == {A: ("A-one", "B-one")}
    assert join(first, put("c.mgi"), second)[1][0].part == {}


def test_protected_ones_are_asked_for_by_name(put, join):
    by = package.Protection(PASSPHRASE)
    first, second = put("a.mgi", protected=by), put("b.mgi")
    asked = []
    joined, (whole,) = join(first, second, asking=lambda path: asked.append(path) or PASSPHRASE)
    assert asked == [first]
    assert joined.opened
    assert set(whole.edits) == set(edits())
    assert not join(second)[0].opened


def test_one_for_this_person_is_not_asked_for(put, join):
    first = put("a.mgi", protected=package.Protection(people=(OTHER,)))
    assert set(join(first)[1][0].edits) == set(edits())


def test_the_new_one_is_protected_where_that_is_wanted(put, join):
    joined, (whole,) = join(put("a.mgi"), passphrase=PASSPHRASE)
    assert package.is_protected(joined.files[0])
    assert set(whole.edits) == set(edits())


@pytest.mark.parametrize("typed", ["", "wrong"])
def test_without_the_passphrase_nothing_is_written(put, join, tmp_path, typed):
    first = put("a.mgi", protected=package.Protection(PASSPHRASE))
    with pytest.raises(package.Locked):
        join(first, asking=lambda path: typed)
    assert not list(tmp_path.glob("joined*"))


def test_where_one_is_refused_nothing_is_written(put, join, tmp_path):
    (tmp_path / "harm.mgi").write_bytes(b"harm")
    with pytest.raises(Refused, match="harm"):
        join(put("a.mgi"), tmp_path / "harm.mgi")
    assert not list(tmp_path.glob("joined*"))


def test_several_assessments_stay_apart(put, join):
    data = b"another law"
    name = hashlib.sha256(data).hexdigest()
    other = [
        made("assessment", B, "subject", "Otro", assessment=B),
        made("source", B, "file", {"name": "x.pdf", "sha256": name, "bytes": len(data)}, assessment=B),
    ]
    second = put("b.mgi", edits=tuple(other), batches=(), instruments={}, files={name: lambda: io.BytesIO(data)})
    _, (whole,) = join(put("a.mgi"), second)
    assert {edit.assessment for edit in whole.edits} == {A, B}
    assert set(whole.files) == {LAW_SHA256, name}


def test_a_good_package_has_no_problems(put, tmp_path):
    assert packages.check(put("a.mgi"), tmp_path, lambda path: "") == []
    assert list(tmp_path.iterdir()) == [tmp_path / "a.mgi"]


def test_what_is_wrong_with_one_is_told(put, tmp_path):
    path = put("a.mgi")
    data = path.read_bytes()
    path.write_bytes(data.replace(LAW, LAW[::-1]))
    (problem,) = packages.check(path, tmp_path, lambda path: "")
    assert (problem.where, problem.fields["name"]) == (LAW_SHA256, "ley.pdf")
    path.write_bytes(data[:-5])
    (problem,) = packages.check(path, tmp_path, lambda path: "")
    assert "damaged" in problem.message
    assert problem.where == ""


def test_a_protected_one_is_looked_at_with_the_key_of_the_store(put, tmp_path):
    (tmp_path / "store").mkdir()
    path = put("a.mgi", protected=package.Protection(people=(OTHER,)))
    assert len(packages.check(path, tmp_path / "store", lambda path: "")) == 1
    (tmp_path / "store" / "identity.pem").write_bytes(OTHER_PEM)
    assert packages.check(path, tmp_path / "store", lambda path: "") == []


def test_edits_of_one_person_stay_signed_by_that_person(put, join):
    """Whoever joins does not become the author of anything."""
    _, (whole,) = join(put("a.mgi"))
    (batch,) = whole.batches
    assert batch.author == ME
    assert {edit.author for edit in whole.edits} == {edit.author for edit in edits()}
