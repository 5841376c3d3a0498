"""Answering: only what the scale has, citations that two laptops make alike, sources used again."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.keys import citation_key
from mgi_desktop.domain.progress import State, state

CODE = "L1.1.1"


@pytest.fixture
def read(services, assessment):
    return lambda: services.library.open(assessment)


@pytest.fixture
def source(services, assessment):
    return services.sources.add(assessment, {"kind": "law", "title": "Ley 155"})[0]


def test_every_value_of_the_scale_and_nothing_else(services, assessment, read):
    indicator = services.library.questionnaire(assessment).indicators[CODE]
    for value in [*(choice.value for choice in indicator.scale), "not_applicable"]:
        services.answering.answer(assessment, CODE, value)
        assert read().answer(CODE).value == value
    for wrong in ("perhaps", "", "Yes"):
        with pytest.raises(Refused, match="not on the scale"):
            services.answering.answer(assessment, CODE, wrong)
    with pytest.raises(Refused, match="no indicator"):
        services.answering.answer(assessment, "L9.9.9", "yes")
    assert read().answer(CODE).value == "not_applicable"
    services.answering.answer(assessment, CODE, None)
    assert state(None, read().answer(CODE)) is State.NOT_YET


def test_an_answer_says_what_changed_so_that_only_that_is_drawn_again(services, assessment):
    changed = services.answering.answer(assessment, CODE, "not_applicable")
    assert changed.fields == {FieldRef("answer", CODE, "value")}
    assert changed.assessment == assessment
    assert services.answering.answer(assessment, CODE, "not_applicable").fields == frozenset()


def test_to_be_verified_keeps_the_value(services, assessment, read):
    services.answering.answer(assessment, CODE, "not_applicable")
    services.answering.verify(assessment, CODE, True)
    assert state(None, read().answer(CODE)) is State.TO_BE_VERIFIED
    services.answering.verify(assessment, CODE, False)
    assert state(None, read().answer(CODE)) is State.NOT_APPLICABLE


def test_a_source_is_added_changed_and_used_by_many_answers(services, assessment, read, source):
    services.answering.cite(assessment, CODE, source, " art. 5 ")
    services.answering.cite(assessment, "L1.1.2", source)
    services.sources.change(assessment, source, {"title": "Ley 155 reformada", "date": "2014-03", "link": ""})
    assert read().sources[source].title == "Ley 155 reformada"
    assert read().sources[source].date == "2014-03"
    (citation,) = read().answer(CODE).citations
    assert (citation.source, citation.locator) == (source, "art. 5")
    assert citation.key == citation_key(assessment, CODE, source, "art. 5")
    assert len(read().answer("L1.1.2").citations) == 1


@pytest.mark.parametrize(
    "wrong",
    [{}, {"title": "  "}, {"title": "x", "kind": "novel"}, {"title": "x", "date": "23"}, {"title": "x", "age": "5"}],
)
def test_a_source_without_title_or_with_wrong_fields_is_refused(services, assessment, read, wrong):
    with pytest.raises(Refused):
        services.sources.add(assessment, wrong)
    with pytest.raises(Refused):
        services.answering.add_and_cite(assessment, CODE, wrong)
    assert read().sources == {}
    assert read().answer(CODE).citations == ()


def test_adding_and_citing_is_one_deed(services, assessment, read):
    services.answering.add_and_cite(assessment, CODE, {"title": "Acta"}, "p. 3")
    assert [one.locator for one in read().answer(CODE).citations] == ["p. 3"]
    services.journal.undo(assessment)
    assert read().answer(CODE).citations == ()
    assert read().sources == {}


def test_citing_the_same_place_again_changes_nothing(services, assessment, read, source):
    services.answering.cite(assessment, CODE, source, "art. 5")
    assert services.answering.cite(assessment, CODE, source, "art. 5 ").fields == frozenset()
    assert len(read().answer(CODE).citations) == 1


def test_a_citation_taken_away_comes_back_at_the_end_when_cited_again(services, assessment, read, source):
    for locator in ("art. 5", "art. 6"):
        services.answering.cite(assessment, CODE, source, locator)
    first = read().answer(CODE).citations[0]
    services.answering.uncite(assessment, first.key)
    assert [one.locator for one in read().answer(CODE).citations] == ["art. 6"]
    services.answering.cite(assessment, CODE, source, "art. 5")
    assert [one.locator for one in read().answer(CODE).citations] == ["art. 6", "art. 5"]
    assert read().answer(CODE).citations[1].key == first.key


def test_a_citation_that_was_moved_stays_where_it_is_when_its_old_place_is_cited(services, assessment, read, source):
    services.answering.cite(assessment, CODE, source, "art. 5")
    (first,) = read().answer(CODE).citations
    services.answering.relocate(assessment, first.key, "art. 6")
    services.answering.cite(assessment, CODE, source, "art. 5")
    assert [one.locator for one in read().answer(CODE).citations] == ["art. 6", "art. 5"]


def test_what_is_not_there_cannot_be_cited(services, assessment, read, source):
    with pytest.raises(Refused, match="no longer here"):
        services.answering.cite(assessment, CODE, "01890a5d-ac96-774b-bcce-b302099a8057")
    with pytest.raises(Refused, match="no indicator"):
        services.answering.cite(assessment, "L9.9.9", source)
    assert read().answers == {}


def test_many_sources_keep_the_order_in_which_they_were_added(services, assessment, read):
    for number in range(70):
        services.sources.add(assessment, {"title": f"{number}"})
    assert [source.title for source in read().sources.values()] == [f"{number}" for number in range(70)]
