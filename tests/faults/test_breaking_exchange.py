"""What went wrong, or could have, while laptops exchanged files over months: each is a story of a few deeds."""

import os

import pytest

from mgi_desktop.domain.edits import FieldRef, make
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Outgoing
from mgi_desktop.services import identity
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.packages import join
from mgi_desktop.services.sharing import write
from mgi_desktop.store import batches, edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")
AT = "2026-01-01T00:00:00.000Z"
ACTION = "00000000-0000-4000-8000-000000000001"
LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")


@pytest.fixture
def laptops(tmp_path):
    """Opens laptops: `laptops(name)`."""
    opened = []

    def open_one(name):
        opened.append(open_services(tmp_path / name))
        return opened[-1]

    yield open_one
    for services in opened:
        services.close()


@pytest.fixture
def send(tmp_path):
    """Shares from one laptop and takes in on others: `send(ana, assessment, ben)`; returns the file."""
    numbers = iter(range(1000))

    def send_one(sender, assessment, *receivers, **choice):
        gathered = sender.sharing.gather([sender.sharing.material(assessment)], Choice(**choice))
        path = write(gathered, tmp_path / f"out-{next(numbers)}.mgi").paths[0]
        for receiver in receivers:
            take(receiver, path)
        return path

    return send_one


@pytest.fixture
def both(laptops, send):
    """Two laptops with the same assessment."""
    ana, ben = laptops("ana"), laptops("ben")
    assessment = ana.exchanging.sample().assessment
    send(ana, assessment, ben)
    return ana, ben, assessment


def look(services, *paths):
    private = services.folder / "private"
    private.mkdir(exist_ok=True)
    return services.importing.look(services.importing.reading(paths, {}, private)())


def take(services, *paths, **how):
    return services.importing.take(look(services, *paths), **how)


def type_text(services, assessment, text, ref=TEXT):
    services.journal.typed(assessment, ref, text)
    services.journal.left(assessment, ref)


def heads(services, assessment, ref=TEXT):
    return {head.value for head in services.library.open(assessment).held(ref).heads}


def attach(services, assessment, data=b"a secret page"):
    file = services.attachments.keep_data("page.pdf", data)
    source = services.sources.add(assessment, {"title": "Source"})[0]
    services.sources.attach(assessment, source, file)
    return source, file


def made(services, assessment, ref, value, replaces=(), *, at=AT, action=ACTION):
    """An edit as the installation of a laptop would make it, with a time and a deed of its choice."""
    author, salt = services.journal.author, os.urandom(16).hex()
    return make(assessment, ref, value, replaces=replaces, author=author, at=at, action=action, salt=salt)


def written(services, path, *given, batches=()):
    """A file of these edits, as the installation of a laptop would write it."""
    return package.write(path, Outgoing(given, batches, at=AT), identity.key(services.folder))[0]


def test_the_bytes_of_an_erased_file_do_not_come_back_with_an_old_package(both, send):
    ana, ben, assessment = both
    source, file = attach(ana, assessment)
    old = send(ana, assessment, ben)
    ref = FieldRef("source", source, "file")
    ben.erasing.erase(assessment, [head.id for head in ben.library.open(assessment).held(ref).heads], "personal data")
    assert not ben.attachments.is_here(file)
    take(ben, old)
    assert not ben.attachments.is_here(file)


def test_the_bytes_of_an_erased_file_are_in_no_joined_package(both, send, tmp_path):
    ana, ben, assessment = both
    source, _file = attach(ana, assessment)
    old = send(ana, assessment, ben)
    ref = FieldRef("source", source, "file")
    ben.erasing.erase(assessment, [head.id for head in ben.library.open(assessment).held(ref).heads], "personal data")
    joined = join([old, send(ben, assessment)], tmp_path / "joined.mgi", ben.folder, lambda _path: "")
    assert b"a secret page" not in joined.files[0].read_bytes()


def test_a_list_that_names_edits_of_others_keeps_nobody_from_sharing(both, send, laptops, tmp_path):
    """Its edits were not in the file, so that nobody could see there that they are not its author's."""
    _ana, ben, assessment = both
    eve = laptops("eve")
    theirs = [edit.id for edit in edits.shareable(ben.journal.read, assessment)][:3]
    own = made(eve, assessment, FieldRef("answer", "L1.1.2", "verify"), True)
    signed = package.batches.make(identity.key(eve.folder), assessment, [own.id, *theirs])
    path = written(eve, tmp_path / "eve.mgi", own, batches=tuple(signed))
    take(ben, path)
    cy = laptops("cy")
    send(ben, assessment, cy)
    assert cy.library.open(assessment).fields == ben.library.open(assessment).fields


def test_what_settled_a_conflict_while_looking_is_signed_like_all_else(both, send):
    ana, ben, assessment = both
    type_text(ana, assessment, "Ana writes.")
    type_text(ben, assessment, "Ben writes.")
    take(ben, send(ana, assessment), settled={(assessment, TEXT): "Both write."})
    send(ben, assessment, ana)
    (head,) = ana.library.open(assessment).held(TEXT).heads
    assert (head.value, head.author) == ("Both write.", ben.journal.author)
    assert batches.signed(ana.journal.read, ben.journal.author, [head.id]) == {head.id}


def test_an_undo_touches_no_edit_that_only_claims_to_be_of_the_same_deed(both, tmp_path):
    ana, ben, assessment = both
    other = FieldRef("answer", "L1.1.2", "justification")
    type_text(ben, assessment, "Ben writes.")
    (mine,) = ben.library.open(assessment).held(TEXT).heads
    deed = edits.by_id(ben.journal.read, mine.id).action
    replaced = [head.id for head in ana.library.open(assessment).held(other).heads]
    claims = made(ana, assessment, other, "Ana writes.", replaced, action=deed)
    beside = edits.shareable(ana.journal.read, ana.library.create(LA_PALMA).assessment)  # so it is one of the library
    take(ben, written(ana, tmp_path / "ana.mgi", claims, *beside))
    ben.journal.undo(assessment)
    assert "Ben writes." not in heads(ben, assessment)
    assert heads(ben, assessment, other) == {"Ana writes."}


@pytest.mark.parametrize("at", ["0000-00-00T00:00:00.000Z", "9999-99-99T99:99:99.999Z", "1970-01-01T00:00:00.000Z"])
def test_impossible_times_stop_nothing(both, send, tmp_path, at):
    ana, ben, assessment = both
    replaced = [head.id for head in ana.library.open(assessment).held(TEXT).heads]
    claims = made(ana, assessment, TEXT, "In no time", replaced, at=at)
    take(ben, written(ana, tmp_path / "ana.mgi", claims))
    assert heads(ben, assessment) == {"In no time"}
    assert ben.library.entries()
    send(ben, assessment, ana)
    assert heads(ana, assessment) == {"In no time"}


@pytest.mark.parametrize("stage", [["published"], {"a": 1}, 7])
def test_a_stage_that_is_no_word_stops_nothing(both, send, tmp_path, stage):
    ana, ben, assessment = both
    ref = FieldRef("assessment", assessment, "stage")
    take(ben, written(ana, tmp_path / "ana.mgi", made(ana, assessment, ref, stage)))
    assert not ben.library.open(assessment).published
    send(ben, assessment, ana)


def test_a_subject_that_no_list_of_contents_may_carry_keeps_nobody_from_sharing(both, send, tmp_path):
    ana, ben, assessment = both
    ref = FieldRef("assessment", assessment, "subject")
    replaced = [head.id for head in ana.library.open(assessment).held(ref).heads]
    take(ben, written(ana, tmp_path / "ana.mgi", made(ana, assessment, ref, "La\x00 Palma", replaced)))
    send(ben, assessment, ana)
    assert ana.library.open(assessment).fields == ben.library.open(assessment).fields
