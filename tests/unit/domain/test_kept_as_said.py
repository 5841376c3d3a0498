"""What was found wrong once: names cut short, a section that is off forgotten, values that are no JSON text."""

import pytest

from mgi_desktop.domain.assessment import Head, Held, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import country, moment, partial_date

ID = "0198c0de-0000-7000-8000-000000000001"


def holds(*fields):
    return assemble(ID, {FieldRef(*ref): Held((Head("e", value, "name:Ana", ""),)) for ref, value in fields})


def test_a_long_name_of_a_person_is_shown_whole():
    name = "María Fernanda Hernández de la Cruz"
    assert holds().person(f"name:{name}") == name
    assert holds().person("name:ed25519:not a key") == "ed25519:not a key"
    assert holds().person("ed25519:" + "k" * 43) == "kumaf-lofim"


def test_a_section_that_is_only_switched_off_is_there():
    sections = holds((("section", "introduction", "enabled"), False)).sections
    assert [(section.key, section.enabled) for section in sections] == [("introduction", False)]


def test_flags_that_are_down_make_no_entity():
    assert holds((("finding", "f", "indicators/L1.1.1"), False)).findings == ()


@pytest.mark.parametrize("value", [[], {}, 1, None, "slv"])
def test_what_is_no_country_is_refused(value):
    with pytest.raises(Refused):
        country(value)


@pytest.mark.parametrize("value", ["٢٠٢٣", "２０２３-09", "2023-9", "2023-09-31", "0000", "2023-09-01\n", [2023]])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(Refused):
        partial_date(value)


@pytest.mark.parametrize("value", ["2023-13-01T00:00:00Z", "2023-05-02T25:04:05.000Z", "٢٠٢٣-05-02T15:04:05Z", {}])
def test_what_is_no_moment_is_refused(value):
    with pytest.raises(Refused):
        moment(value)
