"""Profiles made of plain documents."""

from collections.abc import Callable
from typing import Any

import pytest

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.profile import Profile
from mgi_desktop.services.exporting import as_profile
from mgi_desktop.store import edits
from tests.documents import put

Contested = tuple[FieldRef, Value]


@pytest.fixture
def profile_of(services, tmp_path, foreign) -> Callable[..., Profile]:
    """Makes the profile of a plain document; `contested` are fields to which somebody else gave another value."""

    def make(document: dict[str, Any], language: str | None = None, contested: tuple[Contested, ...] = ()) -> Profile:
        taken = services.exchanging.take(put(tmp_path / "in.json", document)).assessment
        with services.database.writing() as connection:
            edits.add(connection, [foreign(taken, ref, value) for ref, value in contested])
        return as_profile(services.exporting.snapshot(taken), language)

    return make
