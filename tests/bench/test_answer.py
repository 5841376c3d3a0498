"""An answer on disk, and a key typed, against the least that SQLite can do in the same folder."""

import sqlite3
import statistics
import time

import pytest

from mgi_desktop.domain.edits import FieldRef

TURNS = 300
ROOM = 3  # a busy machine is not a slow program: the budget is printed, only three times as much fails


def milliseconds(turns, call):
    """How long each of so many calls took."""
    took = []
    for turn in range(turns):
        start = time.perf_counter()
        call(turn)
        took.append((time.perf_counter() - start) * 1000)
    return took


def floor(folder):
    """Two INSERTs and a COMMIT with the pragmas of the store, in its own file beside it."""
    connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE edit (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, record BLOB, body BLOB)")
    connection.execute("CREATE TABLE head (field TEXT PRIMARY KEY, value TEXT)")

    def write(turn):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO edit VALUES (NULL,?,?,?)", (f"{turn:064}", b"x" * 450, b"x" * 45))
        connection.execute("INSERT OR REPLACE INTO head VALUES (?,?)", (f"{turn % 87}", "yes"))
        connection.execute("COMMIT")

    return connection, write


@pytest.fixture
def measured(tmp_path, services):
    """Takes turns between the floor and a call, so that both meet the same disk; prints and returns the figures."""
    connection, least = floor(tmp_path / "store")

    def measure(name, call, budget, slowest):
        milliseconds(20, least), milliseconds(20, call)
        floors, took = [], []
        for turn in range(TURNS):
            floors += milliseconds(1, lambda _, turn=turn: least(20 + turn))
            took += milliseconds(1, lambda _, turn=turn: call(20 + turn))
        ratio = statistics.median(took) / statistics.median(floors)
        p99 = statistics.quantiles(took, n=100)[98]
        print(
            f"\n{name}: {statistics.median(took):.2f} ms, floor {statistics.median(floors):.2f} ms, "
            f"{ratio:.2f} × (budget {budget} ×), p99 {p99:.1f} ms (budget {slowest} ms)"
        )
        assert ratio <= ROOM * budget
        assert p99 <= ROOM * slowest

    yield measure
    connection.close()


def test_an_answer_on_disk(services, measured):
    sample = services.exchanging.sample().assessment
    codes = list(services.library.questionnaire(sample).indicators.items())

    def answer(turn):
        code, indicator = codes[turn % len(codes)]
        scale = indicator.scale
        changed = services.answering.answer(sample, code, scale[turn // len(codes) % 2].value)
        return changed.fields

    assert answer(0) or answer(len(codes))
    measured("an answer on disk", answer, 3, 50)


def test_a_key_typed(services, measured):
    sample = services.exchanging.sample().assessment
    ref = FieldRef("answer", "L1.1.1", "justification")
    measured("a key typed", lambda turn: services.journal.typed(sample, ref, "x" * (200 + turn)), 3, 50)
