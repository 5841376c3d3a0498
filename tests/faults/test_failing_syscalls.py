"""Any call to the system fails: what was called done is done, what was refused left everything as it was."""

import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mgi_desktop.domain.arrivals import Known
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.store import imports
from tests.faults.test_kills_of_exchange import problems, share, take, there, write_on
from tests.faults.traced import Tell, traced

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace"),
]
VALUE = FieldRef("answer", "L1.1.2", "value")
TEXT = FieldRef("answer", "L1.1.2", "justification")
OTHER = FieldRef("answer", "L1.1.3", "justification")


@dataclass(frozen=True)
class Place:
    """A folder with a store, a file that came, and one that was sent; and what is in them before anything happens."""

    folder: Path
    assessment: str
    coming: frozenset[str]

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def came(self) -> Path:
        return self.folder / "came.mgi"

    @property
    def sent(self) -> Path:
        return self.folder / "out" / "sent.mgi"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("before")
    (folder / "out").mkdir()
    other = open_services(folder / "other")
    it = other.library.create(New("local", "SLV", "La Palma", "", 1, 2023, 9, "es")).assessment
    services = open_services(folder / "store")
    take(services, share(other, it, folder / "first.mgi"))
    here = there(other)
    write_on(other, it, 1)
    place = Place(folder, it, there(other) - here)
    share(other, it, place.came)
    share(services, it, place.sent)
    other.close()
    services.close()
    work(copied(place, folder / "once"), lambda *_words: None)  # what is imported later is imported now
    shutil.rmtree(folder / "once")
    return place


def copied(before: Place, folder: Path) -> Place:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(before.folder, folder, ignore=shutil.ignore_patterns("other", folder.name))
    return Place(folder, before.assessment, before.coming)


def work(place: Place, tell: Tell) -> None:
    """Open, type, choose, take, share, type on, close; go on after what is refused, as a person does."""
    opened: list[Services] = []
    deeds: dict[str, Callable[[], object]] = {
        "open": lambda: opened.append(open_services(place.store)),
        "open-again": lambda: opened or opened.append(open_services(place.store)),
        "typed": lambda: opened[0].journal.typed(place.assessment, TEXT, "typed and left"),
        "left": lambda: opened[0].journal.left(place.assessment, TEXT),
        "answer": lambda: opened[0].answering.answer(place.assessment, "L1.1.2", "not_applicable"),
        "import": lambda: take(opened[0], place.came),
        "export": lambda: share(opened[0], place.assessment, place.sent),
        "other": lambda: opened[0].journal.typed(place.assessment, OTHER, "typed only"),
        "close": lambda: opened[0].close(),
    }
    for name, deed in deeds.items():
        if name.startswith("open") or opened:
            tell(*_done(name, deed))


def _done(name: str, deed: Callable[[], object]) -> tuple[str, str, str]:
    try:
        deed()
    except Refused as refused:
        return "refused", name, str(refused)
    except Exception:  # noqa: BLE001 - whatever it is, it must not be
        return "broke", name, traceback.format_exc()[-6000:]
    return "done", name, ""


def wrong(place: Place, told: list[list[str]], sent_before: bytes, unknown: bool = False) -> Iterator[str]:
    """What is not as it was told; `unknown`: of what was refused, the disk may have taken all and said no."""
    outcome = {name: how for how, name, _why in told}
    yield from (f"{name} broke: {why}" for how, name, why in told if how == "broke" and not _of_the_program(why))
    services = open_services(place.store)
    for name, is_so in holding(place, services, sent_before).items():
        if is_so != (outcome.get(name) == "done") and not (is_so and unknown):
            yield f"{name} was {outcome.get(name)}, and it is {'there' if is_so else 'not there'}"
    taken = len(imports.every(services.database.connection)) - 1
    if not (place.coming <= there(services) if taken else place.coming.isdisjoint(there(services))):
        yield "the import is there in part"
    yield from problems(services)
    known = Known(instruments=services.instruments.kept())  # to prove it again would take most of the time
    services.close()
    package.read(place.sent, place.folder, known=known)


def holding(place: Place, services: Services, sent_before: bytes) -> dict[str, bool]:
    """Which deeds the store and the file bear out."""
    read = services.library.open(place.assessment)
    return {
        "typed": read.held(TEXT).settled == "typed and left",
        "answer": read.held(VALUE).settled == "not_applicable",
        "other": read.held(OTHER).settled == "typed only",
        "import": len(imports.every(services.database.connection)) == 2,
        "export": place.sent.read_bytes() != sent_before,
    }


def _of_the_program(why: str) -> bool:
    """Whether it was a file of the program itself that could not be read: then no sentence helps."""
    return "importlib/metadata" in why or "resources()" in why


def let_fail(before: Place, folder: Path, call: str, how: str) -> tuple[bool, list[str]]:
    """Let calls fail so; return whether any did, and what is wrong then."""
    place = copied(before, folder)
    told = traced(lambda tell: work(place, tell), folder / "log", call, f"{call}:{how}")
    happened = "INJECTED" in (folder / "log").read_text()
    return happened, list(
        wrong(place, told, before.sent.read_bytes(), unknown=call == "fdatasync" and how.endswith("+"))
    )


FULL = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "mkdir", "openat")
BROKEN = (*FULL, "read", "pread64", "unlink", "close", "newfstatat", "getdents64", "chmod")
FAILING = [*((call, f"ENOSPC{ever}") for call in FULL for ever in ("", "+")), *((call, "EIO") for call in BROKEN)]


def how(error: str, number: int) -> str:
    """The call of this number fails; with a plus, so does every later one."""
    return f"error={error.removesuffix('+')}:when={number}{'+' if error.endswith('+') else ''}"


def test_with_no_call_failing_all_is_done(before, tmp_path):
    happened, found = let_fail(before, tmp_path / "copy", "fsync", how("EIO", 1000))
    assert (happened, found) == (False, [])


@pytest.mark.parametrize(("call", "error"), FAILING[:12])
def test_a_failing_call_loses_nothing_and_nothing_is_falsely_called_done(before, tmp_path, call, error):
    for number in (1, 5):
        assert let_fail(before, tmp_path / "copy", call, how(error, number))[1] == []


@pytest.mark.parametrize(("call", "numbers"), [("newfstatat", range(12, 17)), ("openat", range(30, 35))])
def test_what_cannot_be_read_at_the_start_or_of_a_backup_is_said(before, tmp_path, call, numbers):
    for number in numbers:
        assert let_fail(before, tmp_path / "copy", call, how("EIO", number))[1] == [], number


def on_a_full_disk(before: Place, disk: Path, free: int) -> list[str]:
    """Work where so many bytes are free; return what is wrong, once there is room again."""
    place = copied(before, disk / "copy")
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - free)))
    told: list[list[str]] = []
    work(place, lambda *words: told.append(list(words)))
    filler.unlink()
    everything_done = all(how == "done" for how, _name, _why in told)
    assert everything_done is (free > 2_000_000) or 500_000 < free < 2_000_000
    return list(wrong(place, told, before.sent.read_bytes()))


@pytest.mark.parametrize("free", [0, 20_000, 70_000, 200_000, 600_000, 2_500_000])
def test_on_a_full_disk_nothing_is_lost_and_nothing_is_falsely_called_done(before, small_disk, free):
    assert on_a_full_disk(before, small_disk, free) == []


@pytest.mark.soak
def test_wherever_the_disk_ends_nothing_is_lost(before, small_disk):
    for free in range(0, 1_200_000, 4096):
        assert on_a_full_disk(before, small_disk, free) == [], free


@pytest.mark.soak
@pytest.mark.parametrize(("call", "error"), FAILING)
def test_whichever_call_fails_nothing_is_lost(before, tmp_path, call, error):
    number, happened = 0, True
    while happened:
        number += 1
        happened, found = let_fail(before, tmp_path / "copy", call, how(error, number))
        assert found == [], number
    assert number > 1
