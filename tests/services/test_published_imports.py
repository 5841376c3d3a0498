"""What is published is read-only for imports and joinings too: none of them is taken back or brought back in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.sharing import write

TEXT = FieldRef("answer", "L1.1.1", "justification")
LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")
Take = Callable[[], int]


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Services]:
    """The laptop whose files come."""
    opened = open_services(tmp_path / "ana")
    opened.exchanging.sample()
    yield opened
    opened.close()


@pytest.fixture
def shared(ana: Services) -> str:
    return ana.library.entries()[0].id


@pytest.fixture
def take(ana: Services, shared: str, services: Services, tmp_path: Path) -> Take:
    """Takes in what Ana has now; returns the number of the import."""

    def taken() -> int:
        gathered = ana.sharing.gather([ana.sharing.material(shared)], Choice())
        path = write(gathered, tmp_path / f"{len(services.importing.reports())}.mgi").paths[0]
        look = services.importing.look(services.importing.reading([path], {}, tmp_path)())
        return services.importing.take(look).number

    return taken


def move(services: Services, assessment: str, stage: str) -> None:
    stage_of = FieldRef("assessment", assessment, "stage")
    services.journal.record(assessment, {stage_of: stage}, Label("stage"), even_published=True)


def type_text(services: Services, assessment: str, text: str) -> None:
    services.journal.typed(assessment, TEXT, text)
    services.journal.left(assessment, TEXT)


def text_of(services: Services, assessment: str) -> str:
    return services.library.open(assessment).answer("L1.1.1").justification


def test_an_import_is_not_taken_back_or_brought_back_while_it_is_published(
    ana: Services, shared: str, services: Services, take: Take
) -> None:
    take()
    type_text(ana, shared, "Cambiado por Ana")
    number = take()
    move(services, shared, "published")
    assert services.importing.why_not_turned(number) is not None
    with pytest.raises(Refused, match="published"):
        services.importing.turn(number, aside=True)
    assert text_of(services, shared) == "Cambiado por Ana"
    assert not services.importing.report(number).aside
    move(services, shared, "validated")
    assert services.importing.why_not_turned(number) is None
    services.importing.turn(number, aside=True)
    assert text_of(services, shared) != "Cambiado por Ana"
    move(services, shared, "published")
    with pytest.raises(Refused, match="published"):
        services.importing.turn(number, aside=False)
    assert services.importing.report(number).aside


def test_what_came_published_goes_as_a_whole(ana: Services, shared: str, services: Services, take: Take) -> None:
    move(ana, shared, "published")
    number = take()
    assert services.library.open(shared).published
    assert services.importing.why_not_turned(number) is None
    services.journal.undo("")
    assert services.library.entries() == []
    services.journal.redo("")
    assert services.library.open(shared).published


def test_undo_in_the_library_leaves_what_was_published_since(services: Services) -> None:
    source, target = (services.library.create(LA_PALMA).assessment for _one in range(2))
    type_text(services, source, "Escrito aparte")
    joined = services.joining.join(services.joining.look(source, target))
    move(services, target, "published")
    assert text_of(services, target) == "Escrito aparte"
    with pytest.raises(Refused, match="published"):
        services.journal.undo("")
    with pytest.raises(Refused, match="published"):
        services.joining.take_back(joined.number)
    assert text_of(services, target) == "Escrito aparte"


def test_the_trash_takes_and_gives_back_what_is_published(services: Services) -> None:
    assessment = services.library.create(LA_PALMA).assessment
    move(services, assessment, "published")
    services.trash.move(assessment)
    services.journal.undo("")
    assert [entry.id for entry in services.library.entries()] == [assessment]
    services.journal.redo("")
    assert services.library.entries() == []


def test_undo_in_the_library_changes_nothing_in_what_is_published_but_whether_it_is_in_the_trash(
    services: Services,
) -> None:
    assessment = services.library.create(LA_PALMA).assessment
    move(services, assessment, "published")
    services.journal.record(assessment, {TEXT: "De la biblioteca"}, Label("x"), scope="", even_published=True)
    with pytest.raises(Refused, match="published"):
        services.journal.undo("")
    assert text_of(services, assessment) == "De la biblioteca"
