"""The power fails at any moment: what was acknowledged is there, by our pragmas, and would not be by cheaper ones."""

import random
import shutil
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services import opening
from mgi_desktop.services.library import New
from mgi_desktop.store import edits, local
from tests.faults.power import Log, Said, recorded

TEXT = FieldRef("answer", "L1.1.1", "justification")


def work(folder: Path, log: Log, turns: int) -> None:
    """What a person does: choose, type, take back, rest; what is on the screen as saved is said."""
    services = opening.open_services(folder)
    it = services.library.create(New("local", "SLV", "La Palma", "", 1, 2023, 9, "es")).assessment
    connection = services.database.connection
    for number in range(turns):
        code = ("L1.1.1", "L1.1.2", "L1.1.3")[number % 3]
        services.answering.answer(it, code, "not_applicable" if number % 2 else None)
        log.say("edits", *(edit.id for edit in edits.every(connection)))
        ref = FieldRef("answer", code, "justification")
        services.journal.typed(it, ref, f"{number}:" + "x" * 200)
        log.say("typed", f"{number}:")
        services.journal.left(it, ref)
        if number % 3 == 1:
            services.findings.add(it, "1", "potential", "y" * 5000)
            services.journal.undo(it)
        log.say("edits", *(edit.id for edit in edits.every(connection)))
        if number % 8 == 7:
            services.rest()
        if number % 12 == 11:
            services.close()
            services = opening.open_services(folder)
            connection = services.database.connection
    services.close()


def lost(folder: Path, said: list[tuple[str, ...]]) -> list[str]:
    """What is missing of what was said, and what is wrong with the store that is left."""
    try:
        services = opening.open_services(folder)
    except Refused as refused:
        return [f"not to be opened: {refused}"]
    try:
        return [*map(str, services.safekeeping.check()), *_missing(services, said)]
    except Refused as refused:
        return [f"not to be read: {refused}"]
    finally:
        services.database.close()


def _missing(services: opening.Services, said: list[tuple[str, ...]]) -> list[str]:
    every = list(edits.sound(services.database.connection))
    ids, texts = {edit.id for edit in every}, {str(edit.value).split("x")[0] for edit in every}
    assert local.drafts(services.database.connection) == []
    wanted = {"edits": ids, "typed": texts}
    return [f"{kind} {name}" for kind, *names in said for name in names if name not in wanted[kind]]


def cuts(tmp_path: Path, turns: int, times: int, *pragmas: str) -> list[str]:
    """Work once, let the power fail at so many moments, and return what was lost."""
    with recorded(pragmas) as log:
        work(tmp_path / "store", log, turns)
    chance = random.Random(turns * times)
    found = []
    for moment, disk in log.at([chance.randrange(len(log.events) + 1) for _time in range(times)]):
        folder = tmp_path / "left"
        folder.mkdir()
        shutil.copy(tmp_path / "store" / "identity.pem", folder)
        disk.left(folder, chance)
        found += lost(folder, log.said_before(moment))
        shutil.rmtree(folder)
    assert any(isinstance(event, Said) for event in log.events)
    return found


def test_whenever_the_power_fails_nothing_that_was_acknowledged_is_lost(tmp_path):
    assert cuts(tmp_path, 30, 200) == []


@pytest.mark.parametrize("cheaper", ["OFF", "NORMAL"])
def test_without_waiting_for_the_disk_it_would_be_lost(tmp_path, cheaper):
    assert cuts(tmp_path, 30, 50, f"PRAGMA synchronous={cheaper}") != []


@pytest.mark.soak
@pytest.mark.parametrize("turns", range(20, 100, 4))
def test_whenever_the_power_fails_in_months_nothing_is_lost(tmp_path, turns):
    assert cuts(tmp_path, turns, 500) == []
