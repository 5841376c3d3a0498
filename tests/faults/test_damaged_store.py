"""A damaged store: the old files stay byte for byte, and every edit in a sound row or a backup comes back."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.recovery import recover
from mgi_desktop.store import edits
from mgi_desktop.store.database import NAME

TEXT = FieldRef("answer", "L1.1.1", "justification")
PAGE = 4096


@pytest.fixture
def store(tmp_path):
    """The folder of a store with the sample, a long text, what is being typed, and no backup; and its edits."""
    folder = tmp_path / "store"
    services = open_services(folder)
    assessment = services.exchanging.sample().assessment
    services.journal.typed(assessment, TEXT, "Un texto largo. " * 900)
    services.journal.left(assessment, TEXT)
    services.journal.flush()
    services.journal.typed(assessment, FieldRef("answer", "L1.1.2", "justification"), "A medio escribir")
    written = {edit.id: edit.body for edit in edits.every(services.journal.read)}
    services.database.checkpoint()
    services.database.close()
    return folder, assessment, written


def reopened(folder):
    """The store after recovery: it opens, and nothing is wrong with it."""
    services = open_services(folder)
    found = {edit.id: edit.body for edit in edits.every(services.journal.read)}
    assert services.safekeeping.check() == []
    return services, found


def damaged(folder, change):
    """Change the bytes of the file; return what they are then."""
    path = folder / NAME
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return bytes(data)


def test_a_sound_store_comes_back_whole_with_what_was_being_typed(store):
    folder, assessment, written = store
    before = (folder / NAME).read_bytes()
    recovered = recover(folder)
    assert (recovered.folder / NAME).read_bytes() == before
    assert (recovered.edits, recovered.missing, recovered.drafts) == (len(written), 0, 1)
    services, found = reopened(folder)
    assert found.items() >= written.items()
    read = services.library.open(assessment)
    assert read.held(FieldRef("answer", "L1.1.2", "justification")).value == "A medio escribir"
    services.close()


def test_a_header_that_is_gone_loses_nothing_that_stands_whole_on_a_page(store):
    folder, _assessment, written = store

    def change(data):
        data[:100] = bytes(100)

    before = damaged(folder, change)
    with pytest.raises(Refused):
        open_services(folder)
    recovered = recover(folder)
    assert (recovered.folder / NAME).read_bytes() == before
    services, found = reopened(folder)
    assert found.keys() <= written.keys() | found.keys()
    assert len(found.keys() & written.keys()) > 0.97 * len(written)
    services.close()


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_lose_only_what_they_hit(store, seed):
    folder, _assessment, written = store
    rng = random.Random(seed)

    def change(data):
        for _ in range(25):
            data[rng.randrange(PAGE, len(data))] ^= 1 << rng.randrange(8)

    before = damaged(folder, change)
    recovered = recover(folder)
    assert (recovered.folder / NAME).read_bytes() == before
    services, found = reopened(folder)
    whole = {name for name, body in written.items() if found.get(name) == body}
    assert len(whole) >= len(written) - 60  # a flipped byte can make its row unreadable, and no more than its page
    services.close()


def test_a_truncated_file_gives_what_its_pages_hold(store):
    folder, _assessment, written = store

    def change(data):
        del data[len(data) // 2 :]

    damaged(folder, change)
    recover(folder)
    services, found = reopened(folder)
    assert len(found.keys() & written.keys()) > 0.3 * len(written)
    services.close()


def test_pages_of_zeros_lose_only_what_was_on_them(store):
    folder, _assessment, written = store

    def change(data):
        for page in range(40, 46):
            data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)

    damaged(folder, change)
    recover(folder)
    services, found = reopened(folder)
    assert len(found.keys() & written.keys()) > 0.8 * len(written)
    services.close()


def test_a_log_that_was_not_brought_into_the_file_is_read_too(tmp_path):
    folder = tmp_path / "store"
    services = open_services(folder)
    services.exchanging.sample()
    written = {edit.id for edit in edits.every(services.journal.read)}
    copy = tmp_path / "copy"
    copy.mkdir()
    for suffix in ("", "-wal"):
        path = folder / (NAME + suffix)
        (copy / path.name).write_bytes(path.read_bytes())
    services.close()
    (copy / NAME).write_bytes(b"")
    recovered = recover(copy)
    assert recovered.edits == len(written)
    services, found = reopened(copy)
    assert found.keys() >= written
    services.close()


def test_a_backup_brings_back_what_the_file_has_not(store):
    folder, _assessment, written = store
    services = open_services(folder)
    services.backups.make("asked")
    services.database.close()
    damaged(folder, lambda data: data.__setitem__(slice(0, len(data)), bytes(len(data))))
    recovered = recover(folder)
    assert recovered.from_backups == recovered.edits >= len(written)
    services, found = reopened(folder)
    assert found.items() >= written.items()
    services.close()


def test_what_was_taken_back_and_what_was_erased_stay_so(tmp_path, foreign):
    from mgi_desktop.store import imports

    folder = tmp_path / "store"
    services = open_services(folder)
    assessment = services.exchanging.sample().assessment
    theirs = foreign(assessment, TEXT, "De otra persona")
    with services.database.writing() as connection:
        number = imports.begin(connection, "2026-11-25T05:00:00.000Z", "a.mgi", "")
        imports.take(connection, number, [theirs])
        imports.turn(connection, number, aside=True)
    services.journal.typed(assessment, TEXT, "Un nombre secreto")
    services.journal.left(assessment, TEXT)
    secret = next(edit for edit in edits.every(services.journal.read) if edit.value == "Un nombre secreto")
    services.backups.make("asked")
    services.erasing.erase(assessment, [secret.id], "A name")
    before = services.library.open(assessment).fields
    services.database.close()
    recover(folder)
    services, _found = reopened(folder)
    assert services.library.open(assessment).fields == before
    assert theirs.id in edits.set_aside(services.journal.read, assessment)
    services.close()
    assert b"Un nombre secreto" not in (folder / NAME).read_bytes()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(300))
def test_random_damage_never_stops_recovery(store, seed):
    folder, _assessment, written = store
    rng = random.Random(seed)

    def change(data):
        for _ in range(rng.randint(1, 200)):
            start = rng.randrange(len(data))
            length = rng.choice((1, 1, 8, 300, PAGE))
            data[start : start + length] = rng.randbytes(min(length, len(data) - start))

    before = damaged(folder, change)
    recovered = recover(folder)
    assert (recovered.folder / NAME).read_bytes() == before
    services, found = reopened(folder)
    assert all(found[name] in (body, None) for name, body in written.items() if name in found)
    services.close()


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        recover(tmp_path)


def test_the_command_says_what_came_back(store):
    folder, _assessment, written = store
    damaged(folder, lambda data: data.__setitem__(slice(0, 100), bytes(100)))
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(folder)]
    listed = subprocess.run([*command, "list"], capture_output=True, encoding="utf-8", check=False)
    assert listed.returncode == 1
    assert "mgi-desktop recover" in listed.stderr
    done = subprocess.run([*command, "recover", "--json"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(len(written)) in done.stdout
    assert subprocess.run([*command, "check"], capture_output=True, check=False).returncode == 0
