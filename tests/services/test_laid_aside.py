"""The copies that recovery lays aside: what is erased later may stand in them, until somebody has them removed."""

import shutil
import subprocess
import sys

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.recovery import recover
from mgi_desktop.services.sharing import write
from mgi_desktop.store import edits
from mgi_desktop.store.database import NAME
from tests.conftest import LA_PALMA

TEXT = FieldRef("answer", "L1.1.1", "justification")
SECRET = "María Pérez, DUI 0123-4567"


def damage(folder):
    data = bytearray((folder / NAME).read_bytes())
    data[:16] = b"x" * 16
    (folder / NAME).write_bytes(data)


@pytest.fixture
def recovered(tmp_path):
    """A store that was recovered, with a secret in it and in the copy of the damaged one."""
    folder = tmp_path / "recovered"
    services = open_services(folder)
    assessment = services.library.create(LA_PALMA).assessment
    services.journal.record(assessment, {TEXT: SECRET}, Label("a text"))
    services.close()
    damage(folder)
    recover(folder)
    services = open_services(folder)
    yield services, assessment
    services.close()


def erase(services, assessment):
    (head,) = edits.field(services.journal.read, assessment, TEXT)
    services.erasing.erase(assessment, [head.id], "a private name")


def share(services, assessment, path):
    write(services.sharing.gather([services.sharing.material(assessment)], Choice()), path)


def holding(services):
    files = [path for path in services.folder.rglob("*") if path.is_file()]
    return {path.parent.name for path in files if SECRET.encode() in path.read_bytes()}


def test_what_is_erased_may_be_in_the_copy_until_that_is_removed(recovered):
    services, assessment = recovered
    (aside,) = services.laid_aside.copies
    assert not services.laid_aside.may_hold_erased
    erase(services, assessment)
    assert holding(services) == {aside.name}
    assert services.laid_aside.may_hold_erased
    services.laid_aside.remove()
    assert holding(services) == set()
    assert not services.laid_aside.may_hold_erased
    assert [path.name for path in aside.iterdir()] == ["report.txt"]


def test_check_says_where_it_may_be_and_that_is_no_fault(recovered):
    services, assessment = recovered
    erase(services, assessment)
    (aside,) = services.laid_aside.copies
    services.close()
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(services.folder), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert str(aside) in done.stderr


def test_the_command_that_erased_it_says_where_it_may_be(recovered, tmp_path):
    services, assessment = recovered
    other = open_services(tmp_path / "other")
    share(services, assessment, tmp_path / "first.mgi")
    other.importing.take(other.importing.look(other.importing.reading([tmp_path / "first.mgi"], {}, tmp_path)()))
    erase(other, assessment)
    share(other, assessment, tmp_path / "second.mgi")
    other.close()
    (aside,) = services.laid_aside.copies
    services.close()
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(services.folder)]
    taking = [*command, "import", "--erase", str(tmp_path / "second.mgi")]
    done = subprocess.run(taking, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, str(aside) in done.stderr) == (0, True)
    assert subprocess.run([*command, "list"], capture_output=True, check=False).stderr == b""


def test_what_was_erased_before_the_damage_is_not_in_the_copy(recovered):
    services, assessment = recovered
    services.laid_aside.remove()
    erase(services, assessment)
    services.close()
    damage(services.folder)
    recover(services.folder)
    again = open_services(services.folder)
    assert again.laid_aside.copies
    assert not again.laid_aside.may_hold_erased
    again.close()


def test_a_second_recovery_does_not_forget_what_the_first_copy_may_hold(recovered):
    services, assessment = recovered
    erase(services, assessment)
    services.close()
    damage(services.folder)
    recover(services.folder)
    again = open_services(services.folder)
    assert len(again.laid_aside.copies) == 2
    assert again.laid_aside.may_hold_erased
    again.laid_aside.remove()
    assert holding(again) == set()
    again.close()


def test_a_copy_of_which_nothing_was_recovered_yet_stays(recovered):
    services, assessment = recovered
    (aside,) = services.laid_aside.copies
    later = aside.with_name("damaged-20900101T000000000000Z")
    shutil.copytree(aside, later)
    (later / "report.txt").unlink()
    erase(services, assessment)
    services.laid_aside.remove()
    assert services.laid_aside.copies == [later]
    assert services.laid_aside.may_hold_erased


def test_beside_a_store_that_is_not_sound_everything_stays(recovered):
    services, _assessment = recovered
    services.journal.read.execute("UPDATE edit SET record=CAST('{}' AS BLOB) WHERE seq=1")
    with pytest.raises(Refused, match="not sound"):
        services.laid_aside.remove()
    assert len(services.laid_aside.copies) == 1


def test_what_a_crash_left_of_a_recovery_goes_too(recovered):
    services, assessment = recovered
    (aside,) = services.laid_aside.copies
    left = services.folder / "recovering-1"
    shutil.copytree(aside, left)
    erase(services, assessment)
    services.laid_aside.remove()
    assert not left.exists()
    assert holding(services) == set()
