"""Divided work on several laptops, joined through real files: each does a part, and nobody is asked anything."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mgi_desktop.domain import checks
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.reports import Report
from mgi_desktop.services.sharing import write

Send = Callable[..., Report]


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Services, Services, Services]]:
    """Those of the coordinator, of Ana and of Ben, who have given their names."""
    opened = [open_services(tmp_path / name) for name in ("coordinator", "ana", "ben")]
    for services, name in zip(opened, ("Coordinator", "Ana", "Ben"), strict=True):
        services.library.rename_person(name)
    yield opened[0], opened[1], opened[2]
    for services in opened:
        services.close()


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Sends an assessment from one laptop to another: `send(ana, coordinator, assessment, what="part")`."""
    sent = iter(range(100))

    def from_to(here: Services, there: Services, assessment: str, **choice: object) -> Report:
        gathered = here.sharing.gather([here.sharing.material(assessment)], Choice(**choice))
        path = write(gathered, tmp_path / f"{next(sent)}.mgi").paths[0]
        return there.importing.take(there.importing.look(there.importing.reading([path], {}, tmp_path)()))

    return from_to


def answer(services: Services, assessment: str, code: str) -> None:
    scale = services.library.questionnaire(assessment).indicators[code].scale
    now = services.library.open(assessment).answer(code).value
    services.answering.answer(assessment, code, next(one.value for one in scale if one.value != now))


def test_disjoint_work_joins_without_a_question_and_is_proven(laptops, send) -> None:
    coordinator, ana, ben = laptops
    assessment = coordinator.exchanging.sample().assessment
    coordinator.parts.assign(assessment, ["1"], "name:Ana")
    coordinator.parts.assign(assessment, ["2"], "name:Ben")
    for person in (ana, ben):
        send(coordinator, person, assessment)
    assert ana.parts.mine(assessment)[0] == "L1.1.1"
    assert ben.parts.mine(assessment)[0] == "L2.1.1"
    for person in (ana, ben):
        answer(person, assessment, person.parts.mine(assessment)[0])
        send(person, coordinator, assessment, what="part", indicators=person.parts.mine(assessment))
    read = coordinator.library.open(assessment)
    assert read.conflicts == ()
    assert [read.person(read.answer(code).author) for code in ("L1.1.1", "L2.1.1")] == ["Ana", "Ben"]
    instrument = coordinator.library.questionnaire(assessment)
    assert not [one for one in checks.problems(read, instrument) if one.rule.name == "others_part"]
    for code in ("L1.1.1", "L2.1.1"):
        head = max((head for ref, held in read.fields.items() if ref.key == code for head in held.heads),
                   key=lambda one: one.at)  # fmt: skip
        assert coordinator.people.proven(head.author, [head.id])
    assert [one.name for one in coordinator.people.all()] == ["Ana", "Ben"]


def test_who_wrote_what_a_third_passes_on_is_met_and_proven(laptops, send) -> None:
    coordinator, ana, ben = laptops
    assessment = coordinator.exchanging.sample().assessment
    send(coordinator, ana, assessment)
    answer(ana, assessment, "L1.1.1")
    send(ana, coordinator, assessment)
    send(coordinator, ben, assessment)
    read = ben.library.open(assessment)
    author = read.answer("L1.1.1").author
    assert author == ana.people.own.author
    assert {one.name: one.state for one in ben.people.all()} == {"Coordinator": "seen", "Ana": "seen"}
    assert ben.people.of(author).words == ana.people.own.words


def test_what_a_blocked_sender_sends_is_refused_and_what_others_pass_on_is_not(laptops, send) -> None:
    coordinator, ana, ben = laptops
    assessment = coordinator.exchanging.sample().assessment
    send(coordinator, ana, assessment)
    ben.people.block(ana.people.own.author)
    with pytest.raises(Refused, match="nothing to take"):
        send(ana, ben, assessment)
    assert ben.library.entries() == []
    send(coordinator, ben, assessment)
    assert ben.library.entries()
