"""Searching everything that people wrote, in every assessment on this laptop."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New

OFFICE = "0198c0de-0000-7000-8000-00000000aaaa"


@pytest.fixture
def say(services, assessment):
    """Writes fields and tells the search of it: `say({FieldRef(…): …})`."""

    def write(values, into=None):
        changed = services.journal.record(into or assessment, values, Label("test"))
        services.searching.heard(changed)

    return write


@pytest.fixture
def find(services, assessment):
    """What is found, as (kind, spot), in the assessment that is open."""

    def search(text):
        found = services.searching.find(text, services.library.open(assessment), "en")
        return [(match.findable.kind, match.findable.spot) for match in found.here]

    return search


def catch_up(services):
    while services.searching.go_on():
        pass


@pytest.fixture
def other(services, say):
    """Another assessment on this laptop."""
    changed = services.library.create(New("local", "SLE", "Kenema", "", 1, 2024, 1, "en"))
    services.searching.heard(changed)
    say({FieldRef("answer", "L1.1.1", "justification"): "The zebra office is open."}, changed.assessment)
    return changed.assessment


def test_everything_that_people_write_is_found(say, find):
    say({
        FieldRef("answer", "L1.1.1", "justification"): "Oficina xjustificación",
        FieldRef("source", OFFICE, "title"): "Ley xtitulo",
        FieldRef("source", OFFICE, "issuer"): "Asamblea xemisor",
        FieldRef("source", OFFICE, "reference"): "Decreto xreferencia",
        FieldRef("source", OFFICE, "link"): "https://xenlace.example",
        FieldRef("source", OFFICE, "file"): {"name": "xarchivo.pdf", "sha256": "0" * 64, "bytes": 1},
        FieldRef("finding", OFFICE, "domain"): "2",
        FieldRef("finding", OFFICE, "kind"): "potential",
        FieldRef("finding", OFFICE, "text@fr"): "Constat xtexte",
        FieldRef("section", "introduction", "text@es"): "Introducción xseccion",
        FieldRef("comment", OFFICE, "on"): "answer/L1.1.1",
        FieldRef("comment", OFFICE, "text"): "¿xcomentario?",
        FieldRef("comment", OFFICE, "author"): "name:Xautora",
        FieldRef("person", "name:ana", "name"): "Xpersona",
        FieldRef("citation", OFFICE, "answer"): "L1.1.2",
        FieldRef("citation", OFFICE, "source"): OFFICE,
        FieldRef("citation", OFFICE, "locator"): "xarticulo 5",
    })  # fmt: skip
    assert find("XJUSTIFICACION") == [("answer", "questionnaire/L1.1.1")]
    for word in ("xtítulo", "xemisor", "xreferencia", "xenlace", "xarchivo", "ley xarchivo"):
        assert find(word) == [("source", f"sources/{OFFICE}")], word
    assert find("xtexte") == [("finding", f"findings/2/{OFFICE}")]
    assert find("xseccion") == [("section", "profile/introduction")]
    assert find("xcomentario") == find("xautora") == [("comment", f"review/comments/{OFFICE}")]
    assert [kind for kind, _spot in find("xpersona")] == ["person"]
    assert find("xarticulo") == [("answer", "questionnaire/L1.1.2")]


def test_questions_are_found_in_the_language_of_the_person_and_of_the_profile(services, assessment, find):
    indicator = services.library.questionnaire(assessment).indicators["L1.1.1"]
    for language in ("en", "es"):
        assert ("indicator", "questionnaire/L1.1.1") in find(indicator.question[language])[:3]
    assert ("indicator", "questionnaire/L1.1.1") not in find(indicator.question["ru"])


def test_the_code_comes_first(find, say):
    say({FieldRef("answer", "L5.1.1", "justification"): "Véase 2.1.3 y L2.1.3."})
    assert find("L2.1.3")[0] == ("indicator", "questionnaire/L2.1.3")
    assert find("2.1.3")[0] == ("indicator", "questionnaire/L2.1.3")
    assert find("2.1.3")[-1] == ("answer", "questionnaire/L5.1.1")
    assert {spot for _kind, spot in find("l2.1")[:5]} == {f"questionnaire/L2.1.{number}" for number in range(1, 6)}


def test_what_is_answered_is_found_by_the_words_of_its_value(services, assessment, say):
    indicator = services.library.questionnaire(assessment).indicators["L1.1.1"]
    say({FieldRef("answer", "L1.1.1", "value"): indicator.scale[0].value})
    found = services.searching.find(f"1.1.1 {indicator.scale[0].label['es']}", services.library.open(assessment), "en")
    assert "answer" in {match.findable.kind for match in found.here}


def test_a_change_is_found_at_once_and_what_stood_before_is_not(find, say):
    ref = FieldRef("answer", "L1.1.1", "justification")
    say({ref: "antes xuno"})
    assert find("xuno")
    say({ref: "ahora xdos"})
    assert not find("xuno")
    assert find("xdos")


def test_what_is_being_typed_is_found(services, assessment, find):
    services.journal.typed(assessment, FieldRef("answer", "L1.1.1", "justification"), "xtecleado")
    assert find("xtecleado")


def test_other_assessments_are_found_after_the_one_that_is_open(services, assessment, other, say):
    say({FieldRef("answer", "L1.1.1", "justification"): "Una zebra"})
    read = services.library.open(assessment)
    first = services.searching.find("zebra", read, "en")
    assert len(first.here) == 1
    assert first.elsewhere == ()
    assert first.waiting == 1
    catch_up(services)
    then = services.searching.find("zebra", read, "en")
    assert [match.assessment for match in (*then.here, *then.elsewhere)] == [assessment, other]
    assert then.waiting == 0


def test_without_an_open_assessment_all_are_searched(services, other):
    services.searching.begin(None, "en")
    catch_up(services)
    found = services.searching.find("zebra", None, "en")
    assert [match.assessment for match in found.elsewhere] == [other]


def test_a_change_of_another_assessment_is_found(services, assessment, other, say):
    services.searching.begin(services.library.open(assessment), "en")
    catch_up(services)
    say({FieldRef("answer", "L1.1.1", "justification"): "The giraffe office"}, other)
    read = services.library.open(assessment)
    assert services.searching.find("giraffe", read, "en").waiting == 1
    catch_up(services)
    assert len(services.searching.find("giraffe", read, "en").elsewhere) == 1
    assert services.searching.find("zebra", read, "en").elsewhere == ()


def test_what_was_erased_is_found_no_more_and_kept_nowhere(services, assessment, other, say):
    services.searching.begin(services.library.open(assessment), "en")
    catch_up(services)
    ref = FieldRef("answer", "L1.1.1", "justification")
    edit = services.library.open(other).held(ref).heads[0].id
    services.searching.heard(services.erasing.erase(other, [edit], "a name"))
    assert services.searching.find("zebra", services.library.open(assessment), "en").elsewhere == ()
    assert other not in services.searching._shelves
    catch_up(services)
    assert services.searching.find("zebra", services.library.open(assessment), "en").elsewhere == ()


def test_what_is_in_the_trash_is_found_no_more(services, assessment, other):
    read = services.library.open(assessment)
    services.searching.begin(read, "en")
    catch_up(services)
    services.searching.heard(services.trash.move(other))
    assert services.searching.find("zebra", read, "en").elsewhere == ()


def test_nothing_wanted_finds_nothing(find):
    assert find("") == find(" … ") == []


def test_all_words_must_be_there(find, say):
    say({FieldRef("source", OFFICE, "title"): "Ley de migración", FieldRef("source", OFFICE, "issuer"): "Asamblea"})
    assert find("asamblea migracion ley")
    assert not find("ley xnada")
