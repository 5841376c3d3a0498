"""A new round begins with what the earlier one said, and stays linked to it."""

from dataclasses import replace

import pytest

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.progress import State, state
from mgi_desktop.domain.rounds import Change, compare
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from tests.conftest import LA_PALMA
from tests.versions import REMOVED, RESCALED, REWORDED, SAME, keep, of_2027

SECOND = replace(LA_PALMA, subject="La Palma y Citalá", round=2, year=2027, month=None)
AS_OFFERED = Carry()
NOTHING = Carry(answers=False, citations=False, sources=False, sections=False, findings=False)


@pytest.fixture
def earlier(services, assessment):
    """Two answers, one of them cited twice, a source that nothing cites, a finding and a section."""
    work = services.answering
    work.answer(assessment, SAME, "b")
    work.answer(assessment, REWORDED, "yes")
    work.answer(assessment, RESCALED, "partial")
    work.answer(assessment, REMOVED, "no")
    key, _changed = services.sources.add(assessment, {"kind": "law", "title": "Ordenanza 12", "date": "2014"})
    services.sources.add(assessment, {"kind": "web", "title": "Sitio"})
    work.cite(assessment, SAME, key, "art. 5")
    work.cite(assessment, SAME, key, "art. 7")
    finding, _changed = services.findings.add(assessment, "1", "well_developed", "La clínica atiende a todos.")
    services.findings.rest_on(assessment, finding, REMOVED, True)
    services.findings.rest_on(assessment, finding, SAME, True)
    services.findings.cite(assessment, finding, key, True)
    services.journal.typed(assessment, FieldRef("answer", SAME, "justification"), "Sin documentos.")
    services.journal.typed(assessment, FieldRef("section", "context", "text@es"), "Un municipio.")
    services.journal.typed(assessment, FieldRef("section", "changes", "text@es"), "Lo de antes.")
    services.journal.flush(assessment)
    return assessment


def begun(services, earlier, carry=AS_OFFERED, new=SECOND, instrument=None):
    return services.library.open(services.rounds.begin(earlier, new, carry, instrument).assessment)


def test_a_new_round_follows_the_earlier_one_by_identifier(services, earlier):
    read = begun(services, earlier, NOTHING)
    assert (read.follows, read.round, read.year, read.subject) == (earlier, 2, 2027, "La Palma y Citalá")
    assert (read.stage, read.instrument) == ("collecting", services.library.open(earlier).instrument)
    assert (dict(read.answers), dict(read.sources), read.findings, read.sections) == ({}, {}, (), ())


def test_answers_come_with_their_justification_and_wait_to_be_confirmed(services, earlier):
    read = begun(services, earlier)
    answer = read.answer(SAME)
    assert (answer.value, answer.justification, answer.verify) == ("b", "Sin documentos.", True)
    assert state(None, answer) is State.TO_BE_VERIFIED
    services.answering.verify(read.id, SAME, False)
    assert state(None, services.library.open(read.id).answer(SAME)) is State.ANSWERED
    assert services.library.open(earlier).answer(SAME).verify is False, "the earlier round is left alone"


def test_citations_bring_their_sources_and_nothing_else_is_needed(services, earlier):
    read = begun(services, earlier, replace(NOTHING, citations=True))
    assert [source.title for source in read.sources.values()] == ["Ordenanza 12"]
    cited = read.answer(SAME).citations
    assert [citation.locator for citation in cited] == ["art. 5", "art. 7"]
    before = services.library.open(earlier).answer(SAME).citations
    assert {one.key for one in cited}.isdisjoint(one.key for one in before)
    assert read.answer(SAME).value is None


def test_all_sources_and_sections_come_and_findings_only_when_asked(services, earlier):
    read = begun(services, earlier)
    assert [(one.title, one.date) for one in read.sources.values()] == [("Ordenanza 12", "2014"), ("Sitio", "")]
    assert [(one.key, dict(one.text)) for one in read.sections] == [("context", {"es": "Un municipio."})]
    assert read.findings == ()
    [finding] = begun(services, earlier, Carry(findings=True)).findings
    assert (finding.text["es"], finding.indicators) == ("La clínica atiende a todos.", (SAME, REMOVED))
    assert len(finding.sources) == 1


def test_what_is_still_being_typed_comes_along(services, earlier):
    services.journal.typed(earlier, FieldRef("answer", REWORDED, "justification"), "Recién escrito")
    assert begun(services, earlier).answer(REWORDED).justification == "Recién escrito"


def test_it_is_taken_back_and_brought_back_as_a_whole(services, earlier):
    read = begun(services, earlier)
    assert services.journal.undo_label("").fields == {"subject": "La Palma y Citalá"}
    services.journal.undo("")
    assert [entry.id for entry in services.library.entries()] == [earlier]
    services.journal.redo("")
    assert services.library.open(read.id).answers.keys() == read.answers.keys()
    services.answering.answer(read.id, SAME, "a")
    label = services.journal.undo_label("")
    assert label is None or label.fields != {"subject": "La Palma y Citalá"}, "what was worked in stays"


def test_with_another_questionnaire_only_what_it_asks_is_carried_over(services, earlier):
    later = keep(services, of_2027())
    read = begun(services, earlier, Carry(findings=True), instrument=later)
    assert read.instrument == later.digest
    assert REMOVED not in read.answers
    assert RESCALED not in read.answers, "“partial” is no value of the new scale, and there is no justification"
    assert read.answer(SAME).value == "b"
    assert read.findings[0].indicators == (SAME,)
    assert services.library.questionnaire(read.id) == later


def test_a_questionnaire_of_another_level_is_refused(services, earlier):
    national = next(one for one in services.library.instruments() if one.level == "national")
    with pytest.raises(Refused):
        services.rounds.begin(earlier, SECOND, Carry(), national)
    assert len(services.library.entries()) == 1


def test_the_earlier_round_is_read_beside_the_new_one_and_may_be_missing(services, earlier):
    read = begun(services, earlier)
    assert services.rounds.earlier(read).assessment.id == earlier
    assert services.rounds.earlier(services.library.open(earlier)) is None
    services.library.change(read.id, "follows", "0198c0de-0000-7000-8000-000000000009")
    assert services.rounds.earlier(services.library.open(read.id)) is None


def test_an_earlier_answer_is_taken_over_in_one_deed(services, earlier):
    read = begun(services, earlier, NOTHING)
    services.answering.answer(read.id, SAME, "d")
    services.journal.typed(read.id, FieldRef("answer", SAME, "justification"), "Otra cosa")
    services.rounds.take_over(read.id, SAME)
    answer = services.library.open(read.id).answer(SAME)
    assert (answer.value, answer.justification, answer.verify) == ("b", "Sin documentos.", True)
    services.journal.undo(read.id)
    answer = services.library.open(read.id).answer(SAME)
    assert (answer.value, answer.justification, answer.verify) == ("d", "Otra cosa", False)
    with pytest.raises(Refused):
        services.rounds.take_over(earlier, SAME)


def test_one_can_follow_any_other_of_the_same_level_that_does_not_follow_it(services, earlier):
    second = begun(services, earlier, NOTHING)
    third = begun(services, second.id, NOTHING)
    services.library.create(New("national", "SLV", "El Salvador", "", 1, 2020, None, "es"))
    first = services.library.open(earlier)
    assert services.rounds.candidates(first) == []
    assert {one.id for one in services.rounds.candidates(third)} == {earlier, second.id}
    assert {one.id for one in services.rounds.comparable(first)} == {second.id, third.id}


def test_two_rounds_are_compared(services, earlier):
    read = begun(services, earlier)
    now = services.rounds.round(read.id)
    waiting = {one.code: one for one in compare(services.rounds.earlier(read), now)}
    assert (waiting[SAME].change, waiting[SAME].why) == (Change.NOT_COMPARABLE, "to_be_verified")
    services.answering.verify(read.id, SAME, False)
    services.answering.answer(read.id, SAME, "a")
    after = {one.code: one for one in compare(services.rounds.earlier(read), services.rounds.round(read.id))}
    assert after[SAME].change is Change.MORE


def test_an_assessment_is_no_round_before_itself(services, assessment):
    services.journal.record(assessment, {FieldRef("assessment", assessment, "follows"): assessment}, Label("x"))
    assert services.rounds.earlier(services.library.open(assessment)) is None
