"""An assessment gets another version of its questionnaire when a person says so, and loses nothing."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.progress import State, presence, state
from tests.versions import MOVED, NEW, REMOVED, RESCALED, REWORDED, SAME, instrument, keep, of_2027, of_now

ANSWERED = {SAME: "b", REWORDED: "yes", RESCALED: "partial", MOVED: "yes", REMOVED: "no"}


@pytest.fixture
def answered(services, assessment):
    for code, value in ANSWERED.items():
        services.answering.answer(assessment, code, value)
    return assessment


@pytest.fixture
def later(services):
    return keep(services, of_2027())


def answers(services, assessment):
    read = services.library.open(assessment)
    return {code: (read.answer(code).value, read.answer(code).verify) for code in ANSWERED}


def test_every_other_questionnaire_of_the_level_can_be_chosen(services, answered, later):
    read = services.library.open(answered)
    assert [one.digest for one in services.upgrading.targets(read)] == [later.digest]
    services.upgrading.upgrade(answered, later.digest)
    [back] = services.upgrading.targets(services.library.open(answered))
    assert back.version == "2026.1"


def test_nothing_changes_by_itself(services, answered, later):
    assert services.library.open(answered).instrument == services.library.questionnaire(answered).digest
    assert services.library.questionnaire(answered).version == "2026.1"


def test_values_are_kept_and_marked_where_the_question_is_another(services, answered, later):
    services.upgrading.upgrade(answered, later.digest)
    assert services.library.questionnaire(answered) == later
    assert answers(services, answered) == {
        SAME: ("b", False),
        REWORDED: ("yes", True),
        RESCALED: ("partial", True),
        MOVED: ("yes", False),
        REMOVED: ("no", False),
    }
    read = services.library.open(answered)
    assert presence(later.indicators[RESCALED], read.answer(RESCALED)) is State.TO_BE_VERIFIED
    assert state(None, read.answer(NEW)) is State.NOT_YET


def test_it_is_undone_and_redone_as_a_whole(services, answered, later):
    before = {ref: held.value for ref, held in services.library.open(answered).fields.items()}
    services.upgrading.upgrade(answered, later.digest)
    assert services.journal.undo_label(answered).fields == {"name": "mgi-local", "version": "2027.1"}
    services.journal.undo(answered)
    after = {ref: held.value for ref, held in services.library.open(answered).fields.items() if held.value is not None}
    assert after == before
    assert services.library.questionnaire(answered).version == "2026.1"
    services.journal.redo(answered)
    assert answers(services, answered)[REWORDED] == ("yes", True)
    assert services.library.questionnaire(answered) == later


def test_an_answer_without_value_or_justification_is_not_marked(services, assessment, later):
    source, _changed = services.sources.add(assessment, {"title": "Ordenanza"})
    services.answering.cite(assessment, REWORDED, source)
    services.upgrading.upgrade(assessment, later.digest)
    assert state(None, services.library.open(assessment).answer(REWORDED)) is State.BEGUN


def test_what_is_no_longer_asked_stays_with_its_old_question(services, answered, later):
    assert services.upgrading.unasked(services.library.open(answered)) == ()
    services.upgrading.upgrade(answered, later.digest)
    [asked] = services.upgrading.unasked(services.library.open(answered))
    assert asked == instrument(of_now()).indicators[REMOVED]
    assert services.library.open(answered).answer(REMOVED).value == "no"


def test_a_removed_question_that_nobody_knows_has_its_code(services, assessment):
    services.journal.typed(assessment, FieldRef("answer", "L9.9.9", "justification"), "Lo de antes")
    services.journal.flush()
    [asked] = services.upgrading.unasked(services.library.open(assessment))
    assert (asked.code, dict(asked.question), asked.scale) == ("L9.9.9", {}, ())


def test_the_questionnaire_before_is_known_also_after_undo_and_redo(services, answered, later):
    def previous():
        return services.upgrading.previous(services.library.open(answered))

    assert previous() is None
    services.upgrading.upgrade(answered, later.digest)
    assert previous().version == "2026.1"
    for _turn in range(2):
        services.journal.undo(answered)
        assert previous() is None
        services.journal.redo(answered)
        assert previous().version == "2026.1"


def test_a_finding_goes_along_when_all_that_it_rests_on_has_moved(services, answered, later):
    moved, _changed = services.findings.add(answered, "1", "well_developed", "Cursos de idioma.")
    services.findings.rest_on(answered, moved, MOVED, True)
    stays, _changed = services.findings.add(answered, "1", "well_developed", "Salud y cursos.")
    services.findings.rest_on(answered, stays, MOVED, True)
    services.findings.rest_on(answered, stays, SAME, True)
    alone, _changed = services.findings.add(answered, "1", "potential", "Sin indicador.")
    services.upgrading.upgrade(answered, later.digest)
    domains = {finding.key: finding.domain for finding in services.library.open(answered).findings}
    assert domains == {moved: "2", stays: "1", alone: "1"}


def test_another_level_and_an_unknown_questionnaire_are_refused(services, answered):
    national = next(one for one in services.library.instruments() if one.level == "national")
    with pytest.raises(Refused):
        services.upgrading.upgrade(answered, national.digest)
    with pytest.raises(Refused):
        services.upgrading.upgrade(answered, "0" * 64)
    assert services.library.questionnaire(answered).level == "local"


def test_a_published_assessment_keeps_its_questionnaire(services, answered, later, publish):
    publish(answered)
    with pytest.raises(Refused):
        services.upgrading.upgrade(answered, later.digest)
