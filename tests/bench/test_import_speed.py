"""Taking files in: 100,000 edits, a thousand packages one by one, an import taken back, and KeePass beside it.

What is measured is the processor's time, whatever else the machine does; the time on the clock is printed beside it.
Memory is that of a process of its own.
"""

import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from mgi_desktop.domain.edits import Edit, FieldRef, make
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Outgoing
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.sharing import Gathered, write
from mgi_desktop.store import imports
from tests import big
from tests.packages import AT, ME, PEM

EDITS, PACKAGES, OF_KEEPASS = 100_000, 1000, 0.1
IMPORT, AGAIN, TURN, SHARE, OPEN, SAVED = 10.0, 2.0, 10.0, 10.0, 0.100, 0.050
"""Seconds."""
MEMORY = 500
"""Megabytes."""
ROOM = 2
"""A slow machine is no slow program: the budget is printed, and so many times as much fails."""
_ROOT = Path(__file__).parents[2]
_APART = """
import json, sys, time
from pathlib import Path
from mgi_desktop.services.opening import open_services
from tests.hostile import memory
folder, path = map(Path, sys.argv[1:])
services = open_services(folder)
said = {"clock": {}}

def timed(name, deed):
    clock, start = time.perf_counter(), time.process_time()
    made = deed()
    said[name] = time.process_time() - start
    said["clock"][name] = time.perf_counter() - clock
    return made

def taken(name):
    look = timed(name + " looked at", lambda: services.importing.look(services.importing.reading([path], {}, folder)()))
    return timed(name + " taken", lambda: services.importing.take(look))

number = taken("new").number
taken("again")
timed("aside", lambda: services.importing.turn(number, aside=True))
timed("back", lambda: services.importing.turn(number, aside=False))
said["memory"] = memory.most()
services.close()
print(json.dumps(said))
"""


def took(deed: Callable[[], object]) -> float:
    start = time.process_time()
    deed()
    return time.process_time() - start


def held(name: str, spent: float, budget: float) -> None:
    """Print a figure beside its budget, and fail where it is far over it."""
    print(f"\n{name}: {spent:.3f} s, budget {budget:.3f} s ({spent / budget:.2f} ×)")
    assert spent <= ROOM * budget


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of 100,000 edits of one assessment."""
    folder = tmp_path_factory.mktemp("large")
    services = open_services(folder / "store")
    assessment = big.fill(services, EDITS)
    gathered: list[Gathered] = []
    gathering = took(lambda: gathered.append(gather(services, assessment)))
    writing = took(lambda: write(gathered[0], folder / "large.mgi"))
    services.close()
    shutil.rmtree(folder / "store")
    count = len(gathered[0].outgoing.edits)
    print(f"\n{count:,} edits: gathered in {gathering:.2f} s, written and read back in {writing:.2f} s")
    held("sharing", gathering + writing, SHARE * count / 50_000)
    return folder / "large.mgi"


def gather(services: Services, assessment: str) -> Gathered:
    return services.sharing.gather([services.sharing.material(assessment)], Choice())


@pytest.fixture(scope="module")
def apart(large: Path) -> dict[str, float]:
    """What a process of its own measured of that package; its store stays beside it."""
    store = large.with_name("other")
    run = subprocess.run(
        [sys.executable, "-c", _APART, str(store), str(large)], capture_output=True, text=True, check=True, cwd=_ROOT
    )  # fmt: skip
    said = json.loads(run.stdout.splitlines()[-1])
    clock = said.pop("clock")
    print("\n" + ", ".join(f"{name} {said[name]:.2f} s ({clock[name]:.2f} s by the clock)" for name in clock))
    return dict(said)


def test_a_hundred_thousand_edits_come_in(apart: dict[str, float]) -> None:
    held("an import", apart["new looked at"] + apart["new taken"], IMPORT)


def test_and_come_again(apart: dict[str, float]) -> None:
    held("the same again", apart["again looked at"] + apart["again taken"], AGAIN)


def test_they_are_taken_back_and_brought_again(apart: dict[str, float]) -> None:
    held("taken back", apart["aside"], TURN)
    held("brought again", apart["back"], TURN)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured by Linux")
def test_they_need_little_memory(apart: dict[str, float]) -> None:
    print(f"\nmemory: {apart['memory']:.0f} MB, budget {MEMORY} MB")
    assert apart["memory"] <= MEMORY


def test_they_are_opened_and_answered(apart: dict[str, float], large: Path) -> None:
    services = open_services(large.with_name("other"))
    indicators = services.library.questionnaire(big.ID).indicators
    codes = [(one.code, [grade.value for grade in one.scale]) for one in indicators.values()]
    opened, saved = [], []
    for turn in range(300):
        code, scale = codes[turn % 50]
        began = time.perf_counter()
        services.answering.answer(big.ID, code, scale[turn // 50 % 2])
        saved.append(time.perf_counter() - began)
    for _turn in range(5):
        services.library.read_anew()
        opened.append(took(lambda: services.library.open(big.ID)))
    services.close()
    held("opened", min(opened), OPEN)
    held("an answer saved, 99 of 100", statistics.quantiles(saved, n=100)[98], SAVED)


@pytest.mark.soak
def test_a_thousand_packages_take_a_thousand_times_as_long_as_one(tmp_path: Path) -> None:
    ana, ben = open_services(tmp_path / "ana"), open_services(tmp_path / "ben")
    ben.importing._before = lambda _reason: None  # a copy of the whole store is no part of taking one file in
    first = ana.library.create(New("local", "SLV", "Ciudad", "", 1, 2023, 9, "es")).assessment
    for code in list(ana.library.questionnaire(first).indicators):
        ana.journal.record(
            first, {FieldRef("answer", code, "justification"): "Hay una oficina. " * 8}, Label("answered")
        )
    model = gather(ana, first).outgoing
    ana.close()
    spent, lists = [], []
    for number in range(PACKAGES):
        path = tmp_path / "one.mgi"
        package.write(path, _other(model, first, number), PEM)
        spent.append(took(lambda path=path: take(ben, path, tmp_path)))
        path.unlink()
        if number % 100 == 99:
            ben.library.entries()
            lists.append(took(ben.library.entries))
    early, late = statistics.median(spent[:100]), statistics.median(spent[-100:])
    print(f"\none of the first hundred {early * 1000:.0f} ms, of the last {late * 1000:.0f} ms: {late / early:.2f} ×")
    print(f"the list of {PACKAGES}: {lists[-1] * 1000:.0f} ms; imports turned: {_turned(ben) * 1000:.2f} ms")
    ben.close()
    assert late <= 1.5 * early
    assert lists[-1] <= 15 * lists[0]


def take(services: Services, path: Path, private: Path) -> None:
    services.importing.take(services.importing.look(services.importing.reading([path], {}, private)()))


def _turned(services: Services) -> float:
    return min(took(lambda: imports.turned(services.journal.read)) for _turn in range(5))


def _other(model: Outgoing, first: str, number: int) -> Outgoing:
    """The same edits as another assessment."""
    other = str(uuid.UUID(int=uuid.UUID(first).int + 1 + number))
    edits: list[Edit] = []
    for place, edit in enumerate(model.edits):
        ref = edit.ref._replace(key=other) if edit.ref.key == first else edit.ref
        edits.append(
            make(other, ref, edit.value, replaces=(), author=ME, at=AT, action=edit.action, salt=f"{place:032x}")
        )
    signed = package.batches.make(PEM, other, [edit.id for edit in edits])
    return replace(model, edits=tuple(edits), batches=tuple(signed), part={})


@pytest.mark.skipif(shutil.which("keepassxc-cli") is None, reason="keepassxc-cli is not installed")
def test_merging_takes_a_tenth_of_keepassxc(apart: dict[str, float], tmp_path: Path) -> None:
    """As many entries as edits, half of them in each file: KeePassXC merges them, proving nothing."""
    for name, numbers in (("one", range(0, EDITS, 2)), ("other", range(1, EDITS, 2))):
        (tmp_path / f"{name}.xml").write_text(_keepass(numbers), encoding="utf-8")
        _keepassxc(["import", "--set-password", f"{name}.xml", f"{name}.kdbx"], "p\np\n", tmp_path)
    began = _children()
    _keepassxc(["merge", "--same-credentials", "one.kdbx", "other.kdbx"], "p\n", tmp_path)
    floor = _children() - began
    ours = apart["new looked at"] + apart["new taken"]
    print(f"\nkeepassxc-cli {floor:.1f} s, ours {ours:.1f} s: {ours / floor:.2f} ×, budget {OF_KEEPASS} ×")
    assert ours <= ROOM * OF_KEEPASS * floor


def _keepassxc(arguments: list[str], given: str, folder: Path) -> None:
    subprocess.run(["keepassxc-cli", *arguments], input=given, text=True, check=True, cwd=folder, capture_output=True)


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _keepass(numbers: range) -> str:
    text = escape("Hay una oficina municipal. " * 8)
    entries = "".join(
        f"<Entry><UUID>{_base64(number)}</UUID><String><Key>Title</Key><Value>{number}</Value></String>"
        f"<String><Key>Notes</Key><Value>{number} {text}</Value></String></Entry>"
        for number in numbers
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>bench</Generator></Meta><Root>'
        f"<Group><UUID>{_base64(2**100)}</UUID><Name>All</Name>{entries}</Group></Root></KeePassFile>"
    )


def _base64(number: int) -> str:
    return base64.b64encode(number.to_bytes(16, "big")).decode()
