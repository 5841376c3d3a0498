"""The work is divided in one deed that can be undone, and everybody may still change anything."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from mgi_desktop.domain import checks
from mgi_desktop.domain.carrying import Carry, carried
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import export
from mgi_desktop.store import edits

MARIE = "ed25519:" + "A" * 43
OTHER = "ed25519:" + "B" * 42 + "A"
ANA = "name:Ana"


def person(place: str) -> FieldRef:
    return FieldRef("part", place, "person")


def test_many_places_are_one_deed(services, assessment) -> None:
    services.parts.assign(assessment, ["1", "2.1", "L3.1.1"], ANA)
    assert services.library.open(assessment).parts == {"1": ANA, "2.1": ANA, "L3.1.1": ANA}
    assert services.journal.undo_label(assessment).message == "division of the work"
    services.journal.undo(assessment)
    assert services.library.open(assessment).parts == {}
    services.journal.redo(assessment)
    services.parts.assign(assessment, ["1"], None)
    assert services.library.open(assessment).parts == {"2.1": ANA, "L3.1.1": ANA}


def test_a_place_that_the_questionnaire_has_not_is_refused(services, assessment) -> None:
    with pytest.raises(Refused, match="9"):
        services.parts.assign(assessment, ["1", "9.9"], ANA)
    assert services.library.open(assessment).parts == {}


def test_what_is_published_is_not_divided_anew(services, assessment, publish) -> None:
    publish(assessment)
    with pytest.raises(Refused, match="read-only"):
        services.parts.assign(assessment, ["1"], ANA)


def test_my_part_is_what_was_given_to_me_or_to_my_name(services, assessment) -> None:
    services.parts.assign(assessment, ["1"], services.people.own.author)
    services.parts.assign(assessment, ["L2.1.1"], "name:Luz Martínez")
    first = services.library.questionnaire(assessment).domains[0].indicators
    assert services.parts.mine(assessment) == tuple(one.code for one in first)
    services.library.rename_person("luz martinez")
    assert services.parts.mine(assessment)[-1] == "L2.1.1"
    assert services.parts.of(assessment, "L2.1.1") == "name:Luz Martínez"


def test_the_choices_are_whoever_was_met_wrote_or_has_a_part(services, assessment, foreign) -> None:
    services.library.rename_person("Coordinator")
    services.people.met(MARIE, "Marie")
    services.people.block(services.people.met("ed25519:" + "C" * 42 + "A", "Blocked").author)
    services.parts.assign(assessment, ["1"], "name:Beto")
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, FieldRef("answer", "L1.1.1", "justification"), "Sí.")])
    services.library.read_anew()
    assert services.parts.choices(assessment) == {
        services.people.own.author: "Coordinator",
        "name:Ana": "Ana",
        "name:Beto": "Beto",
        MARIE: "Marie",
    }
    assert services.parts.named(assessment, " marie ") == MARIE
    assert services.parts.named(assessment, "Eva  Paz") == "name:Eva Paz"
    with pytest.raises(Refused):
        services.parts.named(assessment, "  ")


def test_a_name_without_a_key_is_the_key_that_goes_by_it(services, assessment) -> None:
    services.parts.assign(assessment, ["1"], "name:Marie")
    services.people.met(MARIE, "Marie")
    assert list(services.parts.choices(assessment).values()).count("Marie") == 1
    assert services.parts.chosen(assessment, "name:Marie") == MARIE


def test_the_name_under_which_somebody_is_known_here_goes_along(services, assessment) -> None:
    services.people.met(MARIE, "Marie")
    services.parts.assign(assessment, ["1"], MARIE)
    assert services.library.open(assessment).person(MARIE) == "Marie"


def test_two_who_give_one_place_to_different_people_are_in_conflict(services, assessment, foreign) -> None:
    services.parts.assign(assessment, ["1"], ANA)
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, person("1"), MARIE)])
    services.library.read_anew()
    assert [conflict.ref for conflict in services.library.open(assessment).conflicts] == [person("1")]
    services.conflicts.settle(assessment, person("1"), MARIE)
    read = services.library.open(assessment)
    assert (read.conflicts, read.parts) == ((), {"1": MARIE})


def test_disjoint_work_joins_without_a_question(services, assessment, foreign) -> None:
    services.parts.assign(assessment, ["1"], services.people.own.author)
    services.parts.assign(assessment, ["2"], ANA)
    services.answering.answer(assessment, "L1.1.1", None)
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, FieldRef("answer", "L2.1.1", "justification"), "Desde 2019.")])
    services.library.read_anew()
    read = services.library.open(assessment)
    assert read.conflicts == ()
    rules = {one.rule.name for one in checks.problems(read, services.library.questionnaire(assessment))}
    assert "others_part" not in rules


def test_editing_the_part_of_another_is_allowed_and_pointed_out(services, assessment) -> None:
    given = services.parts.assign(assessment, ["1"], ANA)
    while services.journal.now() <= given.at + timedelta(milliseconds=1):
        pass
    choice = services.library.questionnaire(assessment).indicators["L1.1.1"].scale[0].value
    services.answering.answer(assessment, "L1.1.1", choice)
    read = services.library.open(assessment)
    found = checks.problems(read, services.library.questionnaire(assessment))
    assert [one.ref for one in found if one.rule.name == "others_part"] == [FieldRef("answer", "L1.1.1", "value")]
    assert read.answer("L1.1.1").value == choice


def test_a_new_round_begins_undivided(services, assessment) -> None:
    services.parts.assign(assessment, ["1"], ANA)
    read, instrument = services.library.open(assessment), services.library.questionnaire(assessment)
    assert not [ref for ref, _value in carried(read, instrument, instrument, Carry(), "new") if ref.kind == "part"]


@pytest.fixture
def out(services, assessment, tmp_path):
    """Writes the plain document of the assessment: the file, and what it says of the parts."""

    def write() -> tuple[Path, list[dict[str, str]]]:
        path = tmp_path / "out.json"
        export(services.exporting.snapshot(assessment), path)
        return path, json.loads(path.read_bytes()).get("parts", [])

    return write


def test_a_plain_document_says_whose_part_is_which(services, assessment, out) -> None:
    assert out()[1] == []
    services.people.met(MARIE, "Marie")
    services.parts.assign(assessment, ["L1.1.1", "2"], ANA)
    services.parts.assign(assessment, ["1"], MARIE)
    services.parts.assign(assessment, ["1.1"], OTHER)
    said = [("1", "Marie"), ("1.1", OTHER), ("L1.1.1", "Ana"), ("2", "Ana")]
    path, parts = out()
    assert [(one["place"], one["person"]) for one in parts] == said
    assert services.exchanging.take(path).edits == 0


def test_a_document_gives_parts_to_the_people_who_are_here(services, assessment, out) -> None:
    services.people.met(MARIE, "Marie")
    services.parts.assign(assessment, ["1"], MARIE)
    path, _parts = out()
    document = json.loads(path.read_bytes())
    document["parts"] = [
        {"place": "1", "person": None},
        {"place": "2", "person": "Marie"},
        {"place": "3", "person": "Eva"},
        {"place": "L4.1.1", "person": OTHER},
    ]
    path.write_text(json.dumps(document), "utf-8")
    services.exchanging.take(path)
    read = services.library.open(assessment)
    assert {place: person for place, person in read.parts.items() if person} == {
        "2": MARIE,
        "3": "name:Eva",
        "L4.1.1": OTHER,
    }


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ([{"place": "9.9", "person": "Ana"}], "parts[0].place"),
        ([{"place": "1", "person": "Ana"}, {"place": "1", "person": "Eva"}], "parts[1].place"),
        ([{"place": "1"}], "parts[0]"),
        ([{"place": "1", "person": " "}], "parts[0].person"),
    ],
)
def test_parts_that_are_not_right_are_refused_with_their_place(services, out, parts, where) -> None:
    path, _parts = out()
    document = json.loads(path.read_bytes()) | {"parts": parts}
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(Refused) as refused:
        services.exchanging.take(path)
    assert refused.value.where.endswith(where)


def test_two_of_one_name_are_written_by_their_keys(services, assessment, out) -> None:
    for author in (MARIE, OTHER):
        services.people.met(author, "Marie")
    services.parts.assign(assessment, ["1"], MARIE)
    services.parts.assign(assessment, ["2"], OTHER)
    path, parts = out()
    assert [one["person"] for one in parts] == [MARIE, OTHER]
    assert services.exchanging.take(path).edits == 0


def test_what_is_read_on_is_what_would_be_read_anew(services, assessment) -> None:
    services.library.open(assessment)
    for places, person in ((["1", "L1.1.1"], ANA), (["1"], None), (["1"], OTHER), (["L1.1.1"], None)):
        services.parts.assign(assessment, places, person)
        read = services.library.open(assessment)
        services.library.read_anew()
        assert services.library.open(assessment) == read


def test_a_name_that_has_a_part_is_found(services, assessment) -> None:
    services.parts.assign(assessment, ["1"], "name:Eva Paz")
    read = services.library.open(assessment)
    (found,) = services.searching.find("eva paz", read, "en").here
    assert (found.findable.kind, found.findable.spot) == ("person", "divide")
