"""The library: what is begun is listed, what is undone is not; details change in one deed; a person has one name."""

import time

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.library import New

KENEMA = New("local", "SLE", "Kenema", "Eastern Province", 1, 2022, 11, "en", "Migration in Kenema")


def test_what_is_begun_is_listed_with_nothing_answered(services):
    begun = services.library.create(KENEMA).assessment
    (entry,) = services.library.entries()
    assert (entry.id, entry.subject, entry.area, entry.country) == (begun, "Kenema", "Eastern Province", "SLE")
    assert (entry.answered, entry.of, entry.well_developed, entry.potential) == (0, 87, 0, 0)
    assert (entry.title, entry.stage) == ("Migration in Kenema", "collecting")


def test_what_was_changed_last_comes_first(services):
    first = services.library.create(KENEMA).assessment
    second = services.library.create(KENEMA).assessment
    time.sleep(0.002)  # times are kept to the millisecond
    services.library.change(first, "round", 2)
    assert [entry.id for entry in services.library.entries()] == [first, second]


def test_an_undone_beginning_is_nowhere_until_it_is_redone(services):
    begun = services.library.create(KENEMA).assessment
    services.library.remember_place(begun, "overview")
    services.journal.undo("")
    assert services.library.entries() == []
    assert services.library.last_opened() is None
    with pytest.raises(Refused):
        services.library.find(begun[:8])
    services.journal.redo("")
    assert [entry.subject for entry in services.library.entries()] == ["Kenema"]
    assert services.library.last_opened() == begun


def test_a_sample_whose_import_was_undone_comes_in_again(services):
    first = services.exchanging.sample()
    before = services.library.entries()[0]
    services.journal.undo("")
    again = services.exchanging.sample()
    assert again.assessment == first.assessment
    after = services.library.entries()[0]
    assert (after.answered, after.well_developed, after.potential) == (before.answered, 16, 19)


def test_details_change_in_one_deed_and_only_where_they_differ(services, assessment):
    changed = services.library.amend(
        assessment, {"subject": "La Palma", "round": 2, "title@es": "Perfil", "month": None}
    )
    assert {ref.field for ref in changed.fields} == {"round", "title@es", "month"}
    services.journal.undo(assessment)
    read = services.library.open(assessment)
    assert (read.round, read.month, read.title) == (1, 9, {})


def test_a_detail_that_is_not_allowed_changes_nothing(services, assessment):
    with pytest.raises(Refused):
        services.library.amend(assessment, {"subject": "Elsewhere", "round": 0})
    assert services.library.open(assessment).subject == "La Palma"


def test_a_new_name_reaches_every_assessment_of_this_person(services):
    services.library.rename_person("A. M.")
    ids = [services.library.create(KENEMA).assessment for _ in range(2)]
    changed = services.library.rename_person("  migration   desk ")
    assert sorted(one.assessment for one in changed) == sorted(ids)
    author = services.library.author
    assert [services.library.open(name).person(author) for name in ids] == ["migration desk"] * 2
