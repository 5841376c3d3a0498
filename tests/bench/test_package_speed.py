"""Packages: reading and proving grows in proportion, and stays near what parsing and hashing alone take."""

import hashlib
import json
import time

import pytest

from mgi_desktop.domain.arrivals import Known
from mgi_desktop.exchange import package
from tests.packages import PEM, A, edits, lines, made, outgoing

COUNT = 20_000
TIMES_THE_FLOOR = 8


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A package of many edits, and the same edits as they stand in it."""
    folder = tmp_path_factory.mktemp("packed")
    (folder / "private").mkdir()
    text = "Hay una oficina municipal que atiende a todas las personas. " * 3
    many = [
        made(
            "answer", f"A-{number % 500}", "justification", f"{number} {text}", replaces=[f"{number:064x}"], salt=number
        )
        for number in range(COUNT)
    ]
    every = (*edits(), *many)
    signed = package.batches.make(PEM, A, [edit.id for edit in many])
    (path,) = package.write(folder / "a.mgi", outgoing(edits=every, batches=tuple(signed)), PEM)
    return path, every


def floor(every):
    """Parse and hash each edit once, and nothing else."""
    began = time.process_time()
    for line in lines(every).splitlines():
        json.loads(line)
        hashlib.sha256(line).hexdigest()
    return time.process_time() - began


def test_proving_stays_near_parsing_and_hashing(packed):
    path, every = packed
    private = path.with_name("private")
    least = min(floor(every) for _ in range(3))

    def reading(known):
        began = time.process_time()
        package.read(path, private, known=known)
        return time.process_time() - began

    new = min(reading(Known()) for _ in range(3))
    again = min(reading(Known({edit.id: edit.assessment for edit in every})) for _ in range(3))
    print(f"\n{COUNT:,} edits: floor {least:.2f} s, new {new:.2f} s ({new / least:.1f} ×), again {again:.2f} s")
    assert new <= TIMES_THE_FLOOR * least
    assert again < new
