"""Who has which part of the questionnaire, and what others have changed in it."""

import pytest

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.fingerprints import short
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.instrument import Instrument, parse
from mgi_desktop.domain.parts import belongs_to, by_others, divided, mine, person_of, place_of

MARIE = "ed25519:" + "A" * 43
OTHER = "ed25519:" + "B" * 42 + "A"
ANA = "name:Ana"
ID = "0198b5a0-0000-7000-8000-000000000000"
MORNING, NOON, EVENING = (f"2026-05-02T{hour}:00:00.000Z" for hour in ("08", "12", "18"))


@pytest.fixture
def instrument() -> Instrument:
    """Two domains of two subdomains of two indicators, and four more domains of one."""

    def indicator(code: str) -> dict[str, object]:
        return {"code": code, "question": {"en": code}, "scale": "two"}

    def subdomain(code: str) -> dict[str, object]:
        return {
            "code": code,
            "title": {"en": code},
            "indicators": [indicator(f"L{code}.{n}") for n in (1, 2)],
        }

    domains = [
        {"code": str(n), "title": {"en": str(n)}, "subdomains": [subdomain(f"{n}.{m}") for m in (1, 2)]}
        for n in range(1, 7)
    ]
    scale = [
        {"value": "a", "presence": "complete", "label": {"en": "Yes"}},
        {"value": "b", "presence": "absent", "label": {"en": "No"}},
    ]
    document = {
        "format": "mgi-instrument",
        "id": "small",
        "version": "1",
        "level": "local",
        "source_language": "en",
        "languages": ["en"],
        "title": {"en": "Small"},
        "scales": {"two": scale},
        "domains": domains,
    }
    return parse(document, "0" * 64)


def read_of(*said: tuple[str, str, str, str, str, str]) -> Assessment:
    """An assessment where kind, key and field hold a value by an author at a time."""
    fields: dict[FieldRef, Held] = {}
    for number, (kind, key, name, value, author, at) in enumerate(said):
        ref = FieldRef(kind, key, name)
        heads = fields[ref].heads if ref in fields else ()
        fields[ref] = Held((*heads, Head(f"{number:064x}", value, author, at)))
    return assemble(ID, fields)


def part(place: str, person: str, at: str = NOON) -> tuple[str, str, str, str, str, str]:
    return "part", place, "person", person, OTHER, at


def test_an_indicator_belongs_to_its_own_part_else_to_the_subdomain_else_to_the_domain(instrument) -> None:
    read = read_of(part("1", MARIE), part("1.2", ANA), part("L1.2.2", OTHER))
    codes = ("L1.1.1", "L1.2.1", "L1.2.2", "L2.1.1")
    found = [(place_of(read, one), person_of(read, one)) for one in map(instrument.indicators.__getitem__, codes)]
    assert found == [("1", MARIE), ("1.2", ANA), ("L1.2.2", OTHER), ("", "")]
    assert divided(read, instrument) == {"L1.1.1": MARIE, "L1.1.2": MARIE, "L1.2.1": ANA, "L1.2.2": OTHER}


def test_what_the_questionnaire_no_longer_has_stays_and_changes_nothing(instrument) -> None:
    read = read_of(part("9.9", ANA))
    assert read.parts == {"9.9": ANA}
    assert divided(read, instrument) == {}


def test_a_part_that_was_given_to_a_name_is_that_of_whoever_has_the_name(instrument) -> None:
    read = read_of(part("1", "name:Marie  curie"), ("person", MARIE, "name", "Marie Curie", MARIE, NOON))
    assert belongs_to(read, "name:Marie curie", MARIE)
    assert belongs_to(read, "name:Ana", OTHER, "ana")
    assert not belongs_to(read, "name:Ana", OTHER)
    assert not belongs_to(read, "", OTHER)
    assert mine(read_of(part("1.1", ANA)), instrument, OTHER, "Ana") == ("L1.1.1", "L1.1.2")


def test_two_keys_are_two_people_whatever_their_names(instrument) -> None:
    names = [("person", key, "name", "Marie", key, NOON) for key in (MARIE, OTHER)]
    read = read_of(part("1", MARIE), *names)
    assert not belongs_to(read, MARIE, OTHER)
    assert {read.person(MARIE), read.person(OTHER)} == {f"Marie ({short(MARIE)})", f"Marie ({short(OTHER)})"}


def test_who_gave_no_name_is_called_by_words_of_the_key() -> None:
    read = read_of(("person", OTHER, "name", "Ana", OTHER, NOON))
    assert read.person(MARIE) == short(MARIE)
    assert read.person(OTHER) == read.person(ANA) == "Ana"


def test_what_others_change_after_a_part_was_given_is_pointed_out(instrument) -> None:
    read = read_of(
        part("1", MARIE),
        ("answer", "L1.1.1", "value", "a", ANA, MORNING),  # before
        ("answer", "L1.1.2", "value", "a", MARIE, EVENING),  # by herself
        ("answer", "L1.2.1", "value", "a", MARIE, EVENING),
        ("answer", "L1.2.1", "justification", "Since 2019.", ANA, EVENING),
        ("answer", "L2.1.1", "value", "a", ANA, EVENING),  # nobody's
    )
    found = [one.ref for one in checks.problems(read, instrument) if one.rule.name == "others_part"]
    assert found == [FieldRef("answer", "L1.2.1", "justification")]
    assert by_others(read, instrument.indicators["L1.2.1"]) == (ANA,)
    assert by_others(read, instrument.indicators["L1.1.1"]) == ()


def test_a_citation_by_somebody_else_is_pointed_out_too(instrument) -> None:
    source, citation = "0198b5a0-0000-4000-8000-000000000001", "0198b5a0-0000-4000-8000-000000000002"
    read = read_of(
        part("L1.1.1", MARIE),
        ("source", source, "title", "Law 155", ANA, MORNING),
        ("citation", citation, "answer", "L1.1.1", ANA, EVENING),
        ("citation", citation, "source", source, ANA, EVENING),
    )
    found = [one.ref for one in checks.problems(read, instrument) if one.rule.name == "others_part"]
    assert found == [FieldRef("answer", "L1.1.1", "citations")]


def test_the_rule_never_binds() -> None:
    rule = next(rule for rule in checks.rules() if rule.name == "others_part")
    assert rule.level == "note"
    assert not rule.binds("published")


def test_two_people_for_one_place_are_a_conflict() -> None:
    read = read_of(part("1", MARIE), part("1", ANA))
    assert [conflict.ref for conflict in read.conflicts] == [FieldRef("part", "1", "person")]


@pytest.mark.parametrize("person", [MARIE, ANA, "name:L’Éa"])
def test_a_part_is_given_to_a_key_or_a_name(person: str) -> None:
    assert checked(FieldRef("part", "1", "person"), person) == person


@pytest.mark.parametrize("person", ["Ana", "name:", "ed25519:short", 5])
def test_a_part_is_given_to_nothing_else(person: str | int) -> None:
    with pytest.raises(Refused):
        checked(FieldRef("part", "1", "person"), person)
