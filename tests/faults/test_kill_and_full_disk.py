"""The worst moments: killed while answers are typed, a disk that is full. What was acknowledged is there."""

import itertools
import subprocess
import sys

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, local
from mgi_desktop.store.database import NAME, row
from tests.faults.killing import killed, moments

VALUE = FieldRef("answer", "L1.1.1", "value")
TEXT = FieldRef("answer", "L1.1.1", "justification")


def work(folder, assessment, start, acknowledge):
    """Type answers for ever; say what was done after each call that has returned: that is the acknowledgement."""
    services = open_services(folder)

    def made(changed):
        for ref in changed.fields:
            acknowledge("edit", edits.field(services.database.connection, assessment, ref)[0].id)

    acknowledge("ready")
    for number in itertools.count(start):
        code = ("L1.1.1", "L1.1.2", "L1.1.3")[number % 3]
        made(services.answering.answer(assessment, code, "not_applicable" if number % 2 else None))
        ref = FieldRef("answer", code, "justification")
        for letters in range(1, 4):
            services.journal.typed(assessment, ref, f"{number}:" + "x" * letters)
            acknowledge("typed", code, f"{number}:" + "x" * letters)
        made(services.journal.left(assessment, ref))
        if number % 7 == 0:
            made(services.findings.add(assessment, "1", "potential", f"{number}")[1])
            made(services.journal.undo(assessment))
        if number % 20 == 0:
            services.rest()
            acknowledge("rested")


def check(folder, acknowledged):
    """Every edit that was acknowledged is there, and every text that was typed, or what was typed on from it."""
    services = open_services(folder)
    there = list(edits.every(services.database.connection))
    ids = {edit.id for edit in there}
    texts = {(edit.ref.key, str(edit.value)) for edit in there if edit.ref.field == "justification"}
    for kind, *words in acknowledged:
        if kind == "edit":
            assert words[0] in ids
        elif kind == "typed":
            code, text = words
            assert any((code, longer) in texts for longer in (text, text + "x", text + "xx")), text
    assert local.drafts(services.database.connection) == []
    assert services.safekeeping.check() == []
    services.close()


def kill(tmp_path, times, longest, chance=0):
    services = open_services(tmp_path / "store")
    assessment = services.library.create(New("local", "SLV", "La Palma", "", 1, 2023, 9, "es")).assessment
    services.close()
    everything = []
    for turn, seconds in enumerate(moments(times, longest, chance)):
        acknowledged = killed(
            lambda tell, start=turn * 10_000: work(tmp_path / "store", assessment, start, tell), seconds
        )
        check(tmp_path / "store", acknowledged)
        everything += acknowledged
    check(tmp_path / "store", everything)
    assert {kind for kind, *_ in everything} >= {"edit", "typed"}
    assert len(everything) > times


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_killed_at_random_moments_while_answers_are_typed(tmp_path):
    kill(tmp_path, 50, 0.1)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("part", range(40))
def test_killed_at_many_more_random_moments(tmp_path, part):
    kill(tmp_path, 25, 0.5, part)  # then a new store: to look through a large one takes most of the time


def fill(services):
    """Leave the store no page more, as on a full disk: SQLite then fails with the same error."""
    services.database.checkpoint()
    pages = row(services.database.connection, "PRAGMA page_count")[0]
    services.database.connection.execute(f"PRAGMA max_page_count={pages}")


def empty(services):
    services.database.connection.execute("PRAGMA max_page_count=1000000")


@pytest.fixture
def full(services, assessment):
    """Services whose disk has become full after a first answer and some typing."""
    services.journal.record(assessment, {VALUE: "yes"}, services.journal.undo_label(""))
    services.journal.typed(assessment, TEXT, "Hay")
    services.library.entries()
    fill(services)
    return services


def everything(services):
    return "\n".join(services.database.connection.iterdump())


LONG = "x" * 50_000


@pytest.mark.parametrize(
    "deed",
    [
        lambda services, it: services.journal.typed(it, TEXT, LONG),
        lambda services, it: services.journal.record(it, {FieldRef("answer", "L1.1.2", "justification"): LONG}, None),
        lambda services, it: services.findings.add(it, "1", "potential", LONG),
        lambda services, it: services.sources.add(
            it, {name: LONG[:4000] for name in ("title", "issuer", "reference", "link")}
        ),
        lambda services, it: services.library.remember_place(it, LONG),
        lambda services, it: services.exchanging.sample(),
    ],
)
def test_on_a_full_disk_nothing_is_saved_half_and_nothing_is_called_saved(tmp_path, full, assessment, deed):
    before = everything(full)
    with pytest.raises(Refused, match="disk is full; nothing was saved"):
        deed(full, assessment)
    assert everything(full) == before
    assert not full.database.connection.in_transaction
    empty(full)
    assert full.library.open(assessment).answer("L1.1.1").justification == "Hay"
    full.answering.verify(assessment, "L1.1.1", True)
    full.journal.flush()
    assert full.safekeeping.check() == []
    assert full.journal.undo(assessment).fields == {TEXT}


def test_a_draft_that_cannot_become_an_edit_stays_a_draft(tmp_path, services, assessment):
    services.journal.typed(assessment, TEXT, LONG)
    fill(services)
    with pytest.raises(Refused, match="disk is full"):
        services.journal.left(assessment, TEXT)
    with pytest.raises(Refused, match="disk is full"):
        services.exporting.snapshot(assessment)
    assert local.draft(services.database.connection, assessment, TEXT).value == LONG
    with pytest.raises(Refused, match="disk is full"):
        services.close()
    again = open_services(tmp_path / "store")
    assert again.library.open(assessment).held(TEXT).settled == LONG
    again.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tmpfs")
def test_on_a_disk_that_really_is_full_every_acknowledged_answer_stays(small_disk):
    services = open_services(small_disk / "store")
    assessment = services.exchanging.sample().assessment
    acknowledged = []
    refused = None
    while refused is None:
        text = f"{len(acknowledged)}:"
        try:
            services.journal.typed(assessment, TEXT, text + "x" * 2000)
            services.journal.left(assessment, TEXT)
        except Refused as error:
            refused = error
        else:
            acknowledged.append(text)
    assert "nothing was saved" in str(refused)
    services.database.close()
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    again = open_services(small_disk / "store")
    there = {str(edit.value).split("x")[0] for edit in edits.every(again.database.connection) if edit.ref == TEXT}
    assert set(acknowledged) <= there
    assert len(acknowledged) > 5
    assert again.safekeeping.check() == []
    again.close()


def test_a_log_that_was_cut_short_loses_only_what_was_never_acknowledged(tmp_path, services, assessment):
    """What a power cut may leave: the end of the write-ahead log is missing or garbage."""
    services.answering.answer(assessment, "L1.1.1", "not_applicable")
    log = tmp_path / "store" / f"{NAME}-wal"
    whole = log.read_bytes()
    services.answering.answer(assessment, "L1.1.2", "not_applicable")
    longer = log.read_bytes()
    store = (tmp_path / "store" / NAME).read_bytes()
    services.database.close()
    for number, tail in enumerate([whole, longer[: len(whole) + 100], whole + b"\xa5" * 5000, longer]):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        (folder / NAME).write_bytes(store)
        (folder / f"{NAME}-wal").write_bytes(tail)
        again = open_services(folder)
        assert again.library.open(assessment).answer("L1.1.1").value == "not_applicable"
        assert again.safekeeping.check() == []
        again.close()
