"""Files and stores that cannot be used: one plain sentence, exit code 1, nothing half-written, the store unchanged."""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import SUFFIXES, export
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from tests.documents import ID, full, put, small
from tests.faults.test_bad_documents import BAD, BYTES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits, pipes and mounts of POSIX")
PROGRAM = (sys.executable, "-m", "mgi_desktop")
SENTENCE = re.compile(r"mgi-desktop: [^\n]+[.!?]\n")


def run(*words, data, **options):
    """Run a command as a process of its own, in English."""
    environment = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    command = [*PROGRAM, "--data", str(data), *map(str, words)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=60, check=False, env=environment, **options
    )


def refused_plainly(done, times=1):
    """Whether a process ended as it should where something cannot be done."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert re.fullmatch(f"({SENTENCE.pattern}){{{times}}}", done.stderr), done.stderr


def content(folder):
    """Every edit of a store that is not open, as it stands."""
    with sqlite3.connect(folder / "store.sqlite3") as connection:
        rows = connection.execute("SELECT * FROM edit ORDER BY seq").fetchall()
    connection.close()
    return rows


@pytest.fixture
def store(tmp_path):
    """The folder of a store with one assessment, not open."""
    services = open_services(tmp_path / "store")
    services.exchanging.take(put(tmp_path / "full.json", full()))
    services.close()
    return tmp_path / "store"


def test_every_bad_document_is_refused_by_the_command_line(store, tmp_path):
    files = []
    for number, (change, _place) in enumerate(BAD.values()):
        files.append(put_any(tmp_path / f"bad {number}.json", json.dumps(small(**change)).encode()))
    for number, data in enumerate(BYTES.values()):
        files.append(put_any(tmp_path / f"bytes {number}.json", data))
    before = content(store)
    done = run("import", *files, data=store)
    refused_plainly(done, times=len(files))
    for path, sentence in zip(files, done.stderr.splitlines(), strict=True):
        assert sentence.startswith(f"mgi-desktop: {path.name}: ")
    assert content(store) == before
    refused_plainly(run("check", *files, data=store), times=len(files))


def put_any(path, data):
    path.write_bytes(data)
    return path


def test_files_that_cannot_be_read_are_refused(store, tmp_path):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    folder = tmp_path / "folder.json"
    folder.mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.json").symlink_to(tmp_path / "round.json")
    picture = put_any(tmp_path / "picture.png", b"\x89PNG")
    names = ("pipe.json", "gone.json", "round.json", "none.json")
    files = [huge, folder, picture, *(tmp_path / name for name in names)]
    if Path("/proc/self/mem").exists():
        files += [Path("/proc/self/mem"), Path("/dev/zero")]
    before = content(store)
    done = run("import", *files, data=store)
    refused_plainly(done, times=len(files))
    for path, sentence in zip(files, done.stderr.splitlines(), strict=True):
        assert path.name in sentence
    assert "64 MiB" in done.stderr.splitlines()[0]
    assert content(store) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_without_the_right_to_read_is_refused(store, tmp_path):
    path = put(tmp_path / "full.json", full())
    path.chmod(0)
    refused_plainly(run("import", path, data=store))


def test_a_store_that_another_process_has_open_is_refused(store):
    services = open_services(store)
    try:
        before = list(edits.every(services.journal.read))
        for words in (("list",), ("check",), ("import", store.parent / "full.json"), ("export", ID, "-o", "x.json")):
            done = run(*words, data=store, cwd=store.parent)
            refused_plainly(done)
            assert "open in another window or command" in done.stderr
        assert list(edits.every(services.journal.read)) == before
    finally:
        services.close()
    assert not (store.parent / "x.json").exists()


def altered(store, statement):
    with sqlite3.connect(store / "store.sqlite3") as connection:
        connection.execute(statement)
    connection.close()
    return (store / "store.sqlite3").read_bytes()


def test_a_store_made_by_a_newer_version_is_refused_and_left_alone(store):
    before = altered(store, "PRAGMA user_version=99")
    done = run("list", data=store)
    refused_plainly(done)
    assert "newer version" in done.stderr
    assert (store / "store.sqlite3").read_bytes() == before


def test_a_file_of_another_program_in_the_place_of_the_store_is_left_alone(store):
    before = altered(store, "PRAGMA application_id=7")
    refused_plainly(run("list", data=store))
    assert (store / "store.sqlite3").read_bytes() == before


@pytest.mark.parametrize("kept", [0, 5, 100, 5000, 30_000])
def test_a_damaged_store_is_said_to_be_damaged(store, kept):
    whole = (store / "store.sqlite3").read_bytes()
    (store / "store.sqlite3").write_bytes(whole[:kept] + b"\xa5" * (len(whole) - kept))
    for words in (("list",), ("check",)):
        refused_plainly(run(*words, data=store))


def test_a_damaged_copy_of_a_shipped_questionnaire_stops_nothing_and_is_found(store):
    altered(store, "UPDATE instrument SET document=CAST(substr(document, 1, 9000) AS BLOB)")
    assert run("list", data=store).returncode == 0
    done = run("check", data=store)
    refused_plainly(done, 2)
    assert "questionnaire" in done.stderr


@pytest.mark.parametrize("place", ["a file", "within a file", "/proc/nowhere", "/dev/null"])
def test_a_folder_that_cannot_be_used_is_refused(tmp_path, place):
    (tmp_path / "a file").write_text("mine")
    data = {"a file": tmp_path / "a file", "within a file": tmp_path / "a file" / "store"}.get(place, Path(place))
    done = run("list", data=data)
    refused_plainly(done)
    assert str(data) in done.stderr
    assert (tmp_path / "a file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_refused(tmp_path):
    (tmp_path / "store").mkdir(mode=0o500)
    refused_plainly(run("list", data=tmp_path / "store"))


@contextmanager
def tiny_disk(folder):
    """A file system of 64 KiB; skips where this process may not mount one."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no right to mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not Path("/bin/mount").exists(), reason="needs mount")
def test_a_full_disk_leaves_the_old_file_and_no_litter(store, tmp_path):
    with tiny_disk(tmp_path / "disk") as disk:
        old = put_any(disk / "out.pdf", b"the file of last week")
        put_any(disk / "other", bytes(60 * 1024))
        done = run("export", ID, "-o", old, data=store)
        refused_plainly(done)
        assert "No space left" in done.stderr
        assert old.read_bytes() == b"the file of last week"
        assert sorted(path.name for path in disk.iterdir()) == ["other", "out.pdf"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_limit_on_the_size_of_files_leaves_the_old_file_and_no_litter(store, tmp_path, suffix):
    """The same without rights: the system lets no file grow beyond 2,000 bytes."""
    services = open_services(store)
    snapshot = services.exporting.snapshot(ID)
    services.close()
    out = tmp_path / "out"
    out.mkdir()
    old = put_any(out / f"old.{suffix}", b"the file of last week")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(Refused) as refused:
            export(snapshot, old)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "nothing was changed" in str(refused.value)
    assert [path.read_bytes() for path in out.iterdir()] == [b"the file of last week"]


@pytest.mark.skipif(not Path("/bin/mount").exists(), reason="needs mount")
def test_a_full_disk_while_a_document_is_taken_changes_nothing(tmp_path):
    with tiny_disk(tmp_path / "disk") as disk:
        done = run("import", put(tmp_path / "full.json", full()), data=disk)
        refused_plainly(done)
        assert "full" in done.stderr


def test_a_cancelled_export_writes_nothing(store, tmp_path):
    services = open_services(store)
    snapshot = services.exporting.snapshot(ID)
    services.close()
    assert export(snapshot, tmp_path / "out.json", cancelled=lambda: True) is None
    assert not (tmp_path / "out.json").exists()
