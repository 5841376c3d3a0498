"""The history of an assessment with 50,000 edits: it opens at once, and finding in it never holds the window up."""

import time

import pytest

from mgi_desktop.services.history import Wanted
from tests import big

BUDGET, TURN, ROOM = 100, 50, 3
"""Milliseconds; a busy machine is not a slow program."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The services over the large assessment, and its id."""
    from mgi_desktop.services.opening import open_services

    services = open_services(tmp_path_factory.mktemp("large"))
    yield services, big.fill(services)
    services.close()


def took(call):
    start = time.perf_counter()
    result = call()
    return (time.perf_counter() - start) * 1000, result


def test_the_history_opens_and_is_looked_through(filled):
    services, assessment = filled
    assert services.history.count(assessment) >= big.EDITS
    services.library.open(assessment)
    opening = min(took(lambda: services.history.of_assessment(assessment).more())[0] for _turn in range(5))
    code = next(iter(services.library.questionnaire(assessment).indicators))
    answer = min(took(lambda: services.history.of_entity(assessment, "answer", code).more())[0] for _turn in range(5))
    reading = services.history.of_assessment(assessment, Wanted(words="no such words"))
    turns = []
    while not reading.ended:
        turns.append(took(reading.more)[0])
    print(
        f"\nhistory of {services.history.count(assessment)} edits: {opening:.0f} ms, of an answer {answer:.0f} ms "
        f"(budget {BUDGET} ms); looked through in {sum(turns):.0f} ms, {max(turns):.0f} ms at a time"
    )
    assert max(opening, answer) <= ROOM * BUDGET
    assert max(turns) <= ROOM * TURN
