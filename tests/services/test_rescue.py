"""Rescue: everything is in the ZIP, byte for byte and as text, whether or not the store can be opened."""

import hashlib
import json
import subprocess
import sys
import zipfile

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.identity import NAME as KEY
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.rescue import rescue
from mgi_desktop.store import backups
from mgi_desktop.store.database import NAME

ANSWER = FieldRef("answer", "L1.1.1", "justification")


@pytest.fixture
def folder(tmp_path):
    """The folder of a closed store with the sample, a text being typed, an attached file and a backup."""
    services = open_services(tmp_path / "store")
    assessment = services.exchanging.sample().assessment
    source = next(iter(services.library.open(assessment).sources))
    file = tmp_path / "ley.pdf"
    file.write_bytes(b"%PDF-1.7 la ley")
    services.sources.attach(assessment, source, services.attachments.keep(file))
    services.backups.make("asked")
    services.journal.typed(assessment, ANSWER, "A medio escribir")
    services.database.close()
    return tmp_path / "store"


def contents(out):
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_but_the_private_key_is_in_it_byte_for_byte(folder, tmp_path):
    before = files_of(folder)
    done = rescue(folder, tmp_path / "all.zip")
    assert (done.problems, done.assessments) == ((), 1)
    assert files_of(folder) == before
    held = contents(tmp_path / "all.zip")
    assert {f"store/{name}": data for name, data in before.items() if name != KEY}.items() <= held.items()
    secret = (folder / KEY).read_bytes()
    assert not any(secret in data for data in held.values())
    assert "not in this file" in held["report.txt"].decode()
    assert (tmp_path / "all.zip").stat().st_mode & 0o077 == 0


def test_what_can_be_read_is_there_as_text_with_what_was_being_typed(folder, tmp_path):
    rescue(folder, tmp_path / "all.zip")
    held = contents(tmp_path / "all.zip")
    (name,) = [name for name in held if name.startswith("documents/")]
    assert json.loads(held[name])["subject"]["name"] == "La Palma"
    assert "A medio escribir" in held[name].decode()
    assert "A medio escribir" in held["README.html"].decode()
    document = tmp_path / "again.json"
    document.write_bytes(held[name])
    services = open_services(tmp_path / "other")
    assert services.exchanging.take(document).new
    services.close()


def test_a_store_that_cannot_be_opened_is_rescued_all_the_same(folder, tmp_path):
    data = bytearray((folder / NAME).read_bytes())
    data[:100] = bytes(100)
    (folder / NAME).write_bytes(data)
    with pytest.raises(Refused):
        open_services(folder)
    rescue(folder, tmp_path / "all.zip")
    held = contents(tmp_path / "all.zip")
    assert held[f"store/{NAME}"] == bytes(data)
    assert "La Palma" in held["README.html"].decode()


def test_a_file_of_noise_is_rescued_as_it_is(tmp_path):
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / NAME).write_bytes(b"no store at all" * 1000)
    done = rescue(folder, tmp_path / "all.zip")
    held = contents(tmp_path / "all.zip")
    assert done.assessments == 0
    assert held.keys() == {f"store/{NAME}", "report.txt"}


def test_the_running_program_hands_over_what_it_holds(services, assessment, tmp_path):
    services.journal.typed(assessment, ANSWER, "Dicho ahora")
    folder = tmp_path / "store"
    done = rescue(folder, tmp_path / "all.zip", backups.image(services.database.connection))
    held = contents(tmp_path / "all.zip")
    assert done.assessments == 1
    assert "Dicho ahora" in held["README.html"].decode()
    with backups.opened(held[f"store/{NAME}"]) as connection:
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(folder), "list"]
    refused = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert refused.returncode == 1  # the lock still holds


def test_a_store_that_is_open_elsewhere_is_said_and_an_earlier_file_stays(services, tmp_path):
    out = tmp_path / "all.zip"
    out.write_bytes(b"an earlier one")
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(tmp_path / "store"), "rescue", "-o", str(out)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "open in another window" in done.stderr
    assert out.read_bytes() == b"an earlier one"


def test_what_is_cancelled_leaves_nothing(folder, tmp_path):
    out = tmp_path / "somewhere" / "all.zip"
    out.parent.mkdir()
    with pytest.raises(Refused, match="cancelled"):
        rescue(folder, out, cancelled=lambda: True)
    assert list(out.parent.iterdir()) == []


def test_a_full_disk_is_said_and_leaves_nothing(folder):
    with pytest.raises(Refused):
        rescue(folder, folder.parent / "no such folder" / "all.zip")


def test_it_can_lie_in_the_folder_of_the_store_itself_twice(folder):
    out = folder / "all.zip"
    rescue(folder, out)
    first = hashlib.sha256(out.read_bytes()).digest()
    rescue(folder, out)
    assert "store/all.zip" not in contents(out)
    assert first


def test_the_command_writes_it(folder, tmp_path):
    out = tmp_path / "all.zip"
    command = [sys.executable, "-m", "mgi_desktop", "rescue", "--data", str(folder), "-o", str(out), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert (said["file"], said["assessments"], said["problems"]) == (str(out), 1, [])
