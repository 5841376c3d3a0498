"""Whoever was met is remembered on this laptop, by the key and not by the name."""

import os

import pytest

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.identity import NAME
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import batches, edits, imports

MARIE = "ed25519:" + "A" * 43
OTHER = "ed25519:" + "B" * 42 + "A"


def test_an_installation_is_unknown_until_it_is_accepted(services) -> None:
    people = services.people
    assert (people.of(MARIE).state, people.of(MARIE).first_seen) == ("seen", "")
    people.met(MARIE, "Marie", "2026-01-02T03:04:05.000Z")
    assert (people.of(MARIE).name, people.of(MARIE).known) == ("Marie", False)
    people.know(MARIE)
    assert people.of(MARIE).known
    people.met(MARIE, "Marie Curie", "2026-02-02T03:04:05.000Z")
    met = people.of(MARIE)
    assert (met.name, met.state, met.first_seen) == ("Marie Curie", "known", "2026-01-02T03:04:05.000Z")
    assert people.met(MARIE).name == "Marie Curie"


def test_what_a_blocked_installation_sends_is_refused_until_it_is_unblocked(services) -> None:
    people = services.people
    people.met(MARIE, "Marie")
    people.refuse_blocked(MARIE)
    people.block(MARIE)
    with pytest.raises(Refused, match="blocked"):
        people.refuse_blocked(MARIE)
    people.unblock(MARIE)
    people.refuse_blocked(MARIE)
    assert people.of(MARIE).state == "seen"


def test_two_of_one_name_are_two_people(services) -> None:
    for author in (MARIE, OTHER):
        services.people.met(author, "Marie")
    services.people.block(OTHER)
    first, second = services.people.all()
    assert first.name == second.name
    assert first.words != second.words
    assert {one.author: one.state for one in (first, second)} == {MARIE: "seen", OTHER: "blocked"}


def test_it_is_remembered_after_a_restart_and_goes_into_no_edit(services) -> None:
    services.people.met(MARIE, "Marie")
    services.people.note(MARIE, "Ministry of Health")
    services.people.know(MARIE)
    folder = services.folder
    services.close()
    again = open_services(folder)
    met = again.people.of(MARIE)
    assert (met.name, met.state, met.note) == ("Marie", "known", "Ministry of Health")
    assert again.library.entries() == []
    again.close()


def test_this_installation_and_people_without_a_key_are_not_met(services) -> None:
    services.library.rename_person("Ana")
    own = services.people.own
    assert (own.name, own.known, len(own.words.split("-"))) == ("Ana", True, 5)
    services.people.met(own.author, "Somebody")
    services.people.block(own.author)
    services.people.met("name:Luz", "Luz")
    assert services.people.of(own.author) == own
    assert services.people.all() == ()


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_private_key_is_its_owners_alone_at_every_start(services) -> None:
    folder = services.folder
    path = folder / NAME
    assert path.stat().st_mode & 0o777 == 0o600
    services.close()
    path.chmod(0o644)
    again = open_services(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    assert again.people.key_is_private()
    path.chmod(0o640)
    assert not again.people.key_is_private()
    again.close()


def test_what_an_author_signed_is_proven_and_all_else_is_claimed(services, assessment, foreign) -> None:
    ref = FieldRef("answer", "L1.1.1", "justification")
    theirs, other = (foreign(assessment, ref, text, author=MARIE) for text in ("Sí.", "No."))
    proven = services.people.proven
    assert proven(services.people.own.author, ["0" * 64])
    assert not proven(MARIE, [theirs.id])
    for author in (OTHER, MARIE):
        assert not proven(MARIE, [theirs.id])
        with services.database.writing() as connection:
            batches.keep(connection, [Batch(assessment, author, (theirs.id,), author.encode(), b"")])
    assert proven(MARIE, [theirs.id])
    assert not proven(MARIE, [theirs.id, other.id])
    assert not proven(MARIE, [])


def test_what_came_in_a_persons_own_name_is_claimed_unless_that_person_signed_it(services, assessment, foreign) -> None:
    people, own = services.people, services.people.own.author
    ref = FieldRef("answer", "L1.1.1", "justification")
    services.journal.record(assessment, {ref: "Lo escribí."}, Label("answer"))
    written = edits.field(services.journal.read, assessment, ref)[0].id
    assert people.proven(own, [written])
    forged = foreign(assessment, ref, "No lo escribí.", [written], author=own)
    with services.database.writing() as connection:
        imports.take(connection, imports.begin(connection, forged.at, "x.mgi", MARIE), [forged])
    assert not people.proven(own, [forged.id])
    assert not people.proven(own, [written, forged.id])
    with services.database.writing() as connection:
        batches.keep(connection, [Batch(assessment, own, (forged.id,), b"{}", b"")])
    assert people.proven(own, [written, forged.id])


def test_a_name_that_is_erased_is_not_kept_of_who_was_met(services, assessment, foreign) -> None:
    services.people.met(MARIE, "Marie Dupont")
    name = foreign(assessment, FieldRef("person", MARIE, "name"), "Marie Dupont", author=MARIE)
    with services.database.writing() as connection:
        edits.add(connection, [name])
    services.library.read_anew()
    services.erasing.erase(assessment, [name.id], "asked for")
    assert services.people.of(MARIE).name == ""
    assert services.people.of(MARIE).first_seen
