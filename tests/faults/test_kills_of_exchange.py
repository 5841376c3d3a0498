"""Killed while packages and backups come and go: what is taken in, and every file of a name, is whole or not there."""

import itertools
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.exchange import package
from mgi_desktop.files import PART
from mgi_desktop.services import passing, restoring
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.sharing import write
from mgi_desktop.store import backups, edits, imports
from tests.faults.killing import Acknowledge, killed, moments

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
TEXT = FieldRef("answer", "L1.1.1", "justification")


def share(services: Services, assessment: str, path: Path) -> Path:
    gathered = services.sharing.gather([services.sharing.material(assessment)], Choice())
    return write(gathered, path).paths[0]


def take(services: Services, path: Path) -> int:
    """Take a package or a backup in."""
    if restoring.is_backup(path):
        return services.importing.take(services.importing.look_at(restoring.read(path))).number
    private = passing.new(services.folder)
    look = services.importing.look(services.importing.reading([path], {}, private)())
    number = services.importing.take(look).number
    with suppress(OSError):
        shutil.rmtree(private)
    return number


def write_on(services: Services, assessment: str, number: int) -> str:
    """Write a text and attach a file; return the edit of the text."""
    services.journal.typed(assessment, TEXT, f"{number}")
    services.journal.left(assessment, TEXT)
    file = services.attachments.keep_data(f"{number}.pdf", f"{number}".encode() * 20_000)
    services.sources.add_files(assessment, [file])
    return edits.field(services.database.connection, assessment, TEXT)[0].id


def problems(services: Services) -> list[str]:
    """What is wrong with a store; a file that was taken in, and then in no edit, is no loss: `check` removes it."""
    return [
        problem.message for problem in services.safekeeping.check() if "belonged to no source" not in problem.message
    ]


def there(services: Services) -> frozenset[str]:
    return frozenset(edit.id for edit in edits.every(services.database.connection))


@dataclass(frozen=True)
class Sent:
    """What another laptop sends: its store, files that each hold more, and the edits that each is the first with."""

    store: Path
    assessment: str
    files: tuple[Path, ...]
    backups: tuple[Path, ...]
    firsts: tuple[frozenset[str], ...]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("sent")
    services = open_services(folder / "store")
    assessment = services.library.create(New("local", "SLV", "La Palma", "", 1, 2023, 9, "es")).assessment
    files, copies, firsts, before = [], [], [], frozenset[str]()
    for number in range(3):
        write_on(services, assessment, number)
        files.append(share(services, assessment, folder / f"{number}.mgi"))
        copies.append(folder / f"{number}.sqlite3")
        assert services.backups.write(copies[-1]) == []
        firsts.append(there(services) - before)
        before |= firsts[-1]
    services.close()
    return Sent(folder / "store", assessment, tuple(files), tuple(copies), tuple(firsts))


def importing(store: Path, sent: Sent, acknowledge: Acknowledge) -> None:
    """Take the files, then the same again and again; take an import back, and bring it back."""
    services = open_services(store)
    acknowledge("ready")
    for file in itertools.cycle(sent.files):
        number = take(services, file)
        acknowledge("import", file.stem)
        if number > len(sent.files):
            services.importing.turn(number - 1, aside=True)
            acknowledge("back", number - 1)
            services.importing.turn(number - 1, aside=False)
            acknowledge("again", number - 1)


def check_imports(store: Path, sent: Sent, acknowledged: list[list[str]]) -> int:
    """What was acknowledged is there, what is there is whole, and the rest comes; return how much was there."""
    services = open_services(store)
    here = there(services)
    whole = [number for number, first in enumerate(sent.firsts) if first <= here]
    assert here == frozenset().union(*(sent.firsts[number] for number in whole)), "an import is there in part"
    assert {int(words[1]) for words in acknowledged if words[0] == "import"} <= set(whole)
    kept = imports.every(services.database.connection)
    assert [one.file for one in reversed(kept)][: len(sent.files)] == [sent.files[number].name for number in whole]
    assert all(one.report["files"] for one in kept)
    assert len(kept) >= sum(words[0] == "import" for words in acknowledged)
    turns = [words for words in acknowledged if words[0] in ("back", "again")]
    if turns and turns[-1][0] == "again":  # the next one may have been taken back without a word
        assert not imports.of(services.database.connection, int(turns[-1][1])).aside
    assert problems(services) == []
    take(services, sent.files[-1])
    assert there(services) == frozenset().union(*sent.firsts)
    assert services.library.open(sent.assessment).held(TEXT).value == "2"
    assert problems(services) == []
    services.close()
    return len(whole)


def taking_all(store: Path, files: tuple[Path, ...]) -> float:
    """How many seconds this machine needs to take all files in once."""
    services = open_services(store)
    begun = time.perf_counter()
    for file in files:
        take(services, file)
    needed = time.perf_counter() - begun
    services.close()
    return needed


def kill_imports(tmp_path: Path, sent: Sent, times: int) -> None:
    open_services(tmp_path / "empty").close()
    reached = set()
    for seconds in moments(times, 1.5 * taking_all(tmp_path / "measured", sent.files)):
        store = tmp_path / "store"
        shutil.copytree(tmp_path / "empty", store)
        acknowledged = killed(lambda acknowledge, store=store: importing(store, sent, acknowledge), seconds)
        reached.add(check_imports(store, sent, acknowledged))
        shutil.rmtree(store)
    assert len(reached) > 1


def exporting(store: Path, assessment: str, folder: Path, acknowledge: Acknowledge) -> None:
    """Write something new, and share it over a file that is there already."""
    services = open_services(store)
    acknowledge("ready")
    for number in itertools.count():
        edit = write_on(services, assessment, number)
        acknowledge("edit", edit)
        path = share(services, assessment, folder / f"{number % 2}.mgi")
        acknowledge("export", path.name, edit)


def check_exports(store: Path, folder: Path, private: Path, acknowledged: list[list[str]]) -> None:
    """Every file of a name is whole, and holds what it was said to hold."""
    services = open_services(store)
    here = there(services)
    assert problems(services) == []
    services.close()
    assert {words[1] for words in acknowledged if words[0] == "edit"} <= here
    held = {path.name: edits_in(path, private) for path in named(folder)}
    assert all(found <= here for found in held.values())
    for _kind, name, edit in (words for words in acknowledged if words[0] == "export"):
        assert edit in held[name]


def named(folder: Path) -> Iterator[Path]:
    """The files that somebody would send: what a crash leaves beside them is hidden."""
    return (path for path in folder.iterdir() if not (path.name.startswith(".") and path.suffix == PART))


def edits_in(path: Path, private: Path) -> frozenset[str]:
    return frozenset(edit.id for edit in package.read(path, private).edits)


def kill_exports(tmp_path: Path, sent: Sent, times: int) -> None:
    folder, private, done = tmp_path / "out", tmp_path / "private", 0
    private.mkdir()
    for seconds in moments(times, 0.5):
        folder.mkdir()
        shutil.copytree(sent.store, tmp_path / "store")
        acknowledged = killed(
            lambda acknowledge: exporting(tmp_path / "store", sent.assessment, folder, acknowledge), seconds
        )
        check_exports(tmp_path / "store", folder, private, acknowledged)
        done += sum(words[0] == "export" for words in acknowledged)
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "store")
    assert done > 0


def backing_up(store: Path, assessment: str, acknowledge: Acknowledge) -> None:
    """Write something new, and make a backup of it, here and in a second folder."""
    services = open_services(store)
    acknowledge("ready")
    for number in itertools.count():
        edit = write_on(services, assessment, number)
        acknowledge("edit", edit)
        services.backups.make("asked")
        acknowledge("backup", edit)
        services.backups.copy()
        acknowledge("copy", edit)


def check_backups(store: Path, acknowledged: list[list[str]]) -> None:
    """Every backup of a name is whole, and one holds what was said to be in one."""
    services = open_services(store)
    assert problems(services) == []
    assert {words[1] for words in acknowledged if words[0] == "edit"} <= there(services)
    second = services.backups.second.at_hand()
    services.database.close()
    for kind, folder in (("backup", store), ("copy", second)):
        held = set()
        for backup in backups.kept(folder / backups.FOLDER):
            assert backup.sound
            assert backups.faults(backup.path.read_bytes()) == []
            held |= {edit.id for edit in restoring.read(backup.path).edits}
        assert {edit for said, edit in acknowledged if said == kind} <= held


def kill_backups(tmp_path: Path, sent: Sent, times: int) -> None:
    done, store, second = 0, tmp_path / "store", tmp_path / "second"
    for seconds in moments(times, 0.5):
        second.mkdir()
        shutil.copytree(sent.store, store)
        services = open_services(store)
        services.backups.second.choose(second)
        services.database.close()
        acknowledged = killed(lambda acknowledge: backing_up(store, sent.assessment, acknowledge), seconds)
        check_backups(store, acknowledged)
        done += sum(words[0] == "copy" for words in acknowledged)
        shutil.rmtree(store)
        shutil.rmtree(second)
    assert done > 0


def test_killed_while_packages_come(tmp_path, sent):
    kill_imports(tmp_path, sent, 6)


def test_killed_while_packages_go(tmp_path, sent):
    kill_exports(tmp_path, sent, 6)


def test_killed_while_backups_are_made(tmp_path, sent):
    kill_backups(tmp_path, sent, 6)


def test_killed_while_backups_are_taken_in(tmp_path, sent):
    kill_imports(tmp_path, replace(sent, files=sent.backups), 6)


@pytest.mark.soak
def test_killed_at_a_thousand_moments_while_packages_come(tmp_path, sent):
    kill_imports(tmp_path, sent, 1000)


@pytest.mark.soak
def test_killed_at_a_thousand_moments_while_packages_go(tmp_path, sent):
    kill_exports(tmp_path, sent, 1000)


@pytest.mark.soak
def test_killed_at_a_thousand_moments_while_backups_are_made(tmp_path, sent):
    kill_backups(tmp_path, sent, 1000)


@pytest.mark.soak
def test_killed_at_a_thousand_moments_while_backups_are_taken_in(tmp_path, sent):
    kill_imports(tmp_path, replace(sent, files=sent.backups), 1000)
