"""A store that is known to be damaged is only read: nothing in its folder changes until it is recovered."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused, StoreDamaged
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.recovery import recover
from mgi_desktop.services.unsound import is_known_damaged
from mgi_desktop.store import backups
from mgi_desktop.store.database import NAME
from tests.conftest import LA_PALMA

TEXT, OTHER, TYPED = (FieldRef("answer", code, "justification") for code in ("L1.1.1", "L1.1.2", "L1.1.3"))
WRITTEN, CHANGED = "Lo dice la ley de asilo.", "No dice la ley de asilo."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store in which a text is not what its hash says, known by the backup that was made on closing it."""
    folder = tmp_path / "store"
    services = open_services(folder)
    assessment = services.library.create(LA_PALMA).assessment
    services.journal.record(assessment, {TEXT: WRITTEN}, Label("a text"))
    services.close()
    path = folder / NAME
    path.write_bytes(path.read_bytes().replace(WRITTEN.encode(), CHANGED.encode()))
    services = open_services(folder)
    services.journal.record(assessment, {OTHER: "Lo otro."}, Label("a text"))
    services.journal.typed(assessment, TYPED, "A medio escribir")
    services.database.checkpoint()
    services.backups.make("change")
    services.database.close()
    assert is_known_damaged(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(folder), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_it_is_read_and_nothing_in_its_folder_changes(folder):
    before = files(folder)
    services = open_services(folder)
    (entry,) = services.library.entries()
    read = services.library.open(entry.id)
    assert read.answer("L1.1.2").justification == "Lo otro."
    assert read.answer("L1.1.3").justification == "A medio escribir"
    for change in (
        lambda: services.journal.typed(entry.id, OTHER, "Otra cosa"),
        lambda: services.journal.record(entry.id, {OTHER: "Otra cosa"}, Label("a text")),
        lambda: services.library.create(LA_PALMA),
        lambda: services.comments.add(entry.id, "answer/L1.1.1", "¿Por qué?"),
        lambda: services.comments.keep_unsent(entry.id, "answer/L1.1.1", "¿Por"),
        lambda: services.backups.make("asked"),
        services.exchanging.sample,
    ):
        with pytest.raises(Refused, match="mgi-desktop recover"):
            change()
    assert services.journal.undo_label(entry.id) is None
    assert services.journal.flush() == []
    assert services.journal.left(entry.id, TYPED) is None
    assert services.backup_when_due() is None
    services.rest()
    services.close()
    assert files(folder) == before


def test_what_is_in_the_log_is_read_too(folder, tmp_path):
    shutil.rmtree(folder / "backups")
    services = open_services(folder)
    (entry,) = services.library.entries()
    services.backups.make("asked")
    services.journal.record(entry.id, {OTHER: "Solo en el registro."}, Label("a text"))
    shutil.copytree(folder, tmp_path / "crashed")
    services.database.close()
    assert (tmp_path / "crashed" / f"{NAME}-wal").stat().st_size
    crashed = open_services(tmp_path / "crashed")
    before = files(tmp_path / "crashed")
    assert crashed.library.open(entry.id).answer("L1.1.2").justification == "Solo en el registro."
    crashed.close()
    assert files(tmp_path / "crashed") == before


def test_once_it_is_recovered_it_is_written_again(folder):
    assert open_services(folder).database.read_only
    recover(folder)
    services = open_services(folder)
    assert not services.database.read_only
    (entry,) = services.library.entries()
    services.journal.record(entry.id, {OTHER: "Otra cosa"}, Label("a text"))
    assert services.library.open(entry.id).answer("L1.1.3").justification == "A medio escribir"
    services.close()


def test_commands_that_read_warn_and_those_that_write_refuse(folder, tmp_path):
    before, out = files(folder), tmp_path / "out.json"
    (identifier,) = [line.split()[0] for line in run(folder, "list").stdout.splitlines()]
    for words in (["list"], ["instruments"], ["export", identifier, "-o", str(out)]):
        done = run(folder, *words)
        assert (done.returncode, "mgi-desktop recover" in done.stderr) == (0, True)
    assert out.exists()
    backup = next((folder / "backups").iterdir())
    for words in (
        ["import", str(out)],
        ["backup"],
        ["restore", str(backup)],
        ["export", identifier, "-o", str(tmp_path / "out.mgi")],
    ):
        done = run(folder, *words)
        assert (done.returncode, done.stdout, done.stderr.count("mgi-desktop recover")) == (1, "", 1)
    checked = run(folder, "check")
    assert checked.returncode == 1
    assert "not what its hash says" in checked.stderr
    assert files(folder) == before
    assert not (tmp_path / "out.mgi").exists()


def test_a_text_that_is_damaged_while_somebody_types_there_is_damage_and_no_reason_to_give_up(folder):
    shutil.rmtree(folder / "backups")
    services = open_services(folder)
    (entry,) = services.library.entries()
    services.journal.typed(entry.id, TEXT, "A medio escribir")
    services.database.close()
    with pytest.raises(StoreDamaged):
        open_services(folder)


def test_a_window_that_has_it_open_is_said(folder):
    shutil.move(folder / "backups", folder / "aside")
    services = open_services(folder)
    shutil.move(folder / "aside", folder / "backups")
    done = run(folder, "list")
    assert done.returncode == 1
    assert "open in another window" in done.stderr
    services.database.close()


def test_backups_that_are_not_whole_do_not_pile_up(folder):
    shutil.move(folder / "backups", folder / "aside")
    services = open_services(folder)
    (entry,) = services.library.entries()
    for number in range(7):
        services.journal.record(entry.id, {OTHER: f"Cambio {number}."}, Label("a text"))
        services.backups.make("change")
    kept = backups.kept(folder / "backups")
    assert [one.sound for one in kept] == [False] * 3
    services.database.close()
