"""What all tests share: a store of their own, an assessment in it, and edits that somebody else made."""

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from mgi_desktop.domain.edits import Edit, FieldRef, Value, make
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Foreign = Callable[..., Edit]

settings.register_profile("short", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("short")

PUBLISHED = "published"
LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")


@pytest.fixture(autouse=True)
def _nothing_in_the_menu(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put into the system's menu goes into a folder of the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data-home"))


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """The application as the program makes it, with all its fonts; the same for all tests of a process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from mgi_desktop.app import make_application
    from mgi_desktop.ui.theme import load_more_fonts

    application = make_application()
    load_more_fonts()
    return application  # held by pytest, so that it lives as long as the tests


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services on an empty store in `tmp_path / "store"`."""
    opened = open_services(tmp_path / "store")
    yield opened
    with suppress(sqlite3.ProgrammingError):  # a test may have closed it
        opened.close()


@pytest.fixture
def assessment(services: Services) -> str:
    """A local assessment in Spanish, just begun."""
    return services.library.create(LA_PALMA).assessment


@pytest.fixture
def publish(services: Services) -> Callable[[str], None]:
    """Publishes an assessment whatever is missing in it: `publish(assessment)`."""

    def publish_one(assessment: str) -> None:
        missing = {
            problem.rule.name for problem in services.stages.problems(services.library.open(assessment), PUBLISHED)
        }
        services.stages.move(assessment, PUBLISHED, "for the test" if missing else "", missing)

    return publish_one


@pytest.fixture
def foreign() -> Foreign:
    """Makes edits as another laptop would: `foreign(assessment, ref, value, replaces=(), author=…)`."""
    number = itertools.count(1)

    def make_one(
        assessment: str, ref: FieldRef, value: Value, replaces: Iterable[str] = (), author: str = "name:Ana"
    ) -> Edit:
        salt = f"{next(number):032x}"
        action = f"00000000-0000-4000-8000-{salt[-12:]}"
        at = "2023-05-02T15:04:05.000Z"
        return make(assessment, ref, value, replaces=replaces, author=author, at=at, action=action, salt=salt)

    return make_one
