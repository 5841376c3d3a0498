"""Conflicts: two values stand side by side until a person picks one or writes a third."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.progress import State, state
from mgi_desktop.store import edits

VALUE = FieldRef("answer", "L1.1.1", "value")
TEXT = FieldRef("answer", "L1.1.1", "justification")


@pytest.fixture
def add(services):
    def add_all(*made):
        with services.database.writing() as connection:
            edits.add(connection, made)

    return add_all


@pytest.fixture
def contested(services, assessment, foreign, add):
    """Two heads of one answer: ours and somebody else's, neither of which saw the other."""
    services.journal.record(assessment, {VALUE: "yes"}, services.journal.undo_label(""))
    add(foreign(assessment, VALUE, "no"))
    return services.library.open(assessment)


def test_both_values_stand_and_the_answer_is_to_be_verified(contested):
    (conflict,) = contested.conflicts
    assert conflict.ref == VALUE
    assert {head.value for head in conflict.heads} == {"yes", "no"}
    assert {contested.person(head.author) for head in conflict.heads} >= {"Ana"}
    assert state(None, contested.answer("L1.1.1")) is State.TO_BE_VERIFIED


@pytest.mark.parametrize("value", ["yes", "no", "partial", None])
def test_picking_one_or_a_third_replaces_both(services, assessment, contested, value):
    heads = {head.id for head in contested.conflicts[0].heads}
    services.conflicts.settle(assessment, VALUE, value)
    said = services.journal.undo_label(assessment)
    assert said.message.format(**said.fields) == "settled conflict in L1.1.1"
    read = services.library.open(assessment)
    assert read.conflicts == ()
    assert read.answer("L1.1.1").value == value
    (head,) = read.held(VALUE).heads
    assert set(edits.by_id(services.database.connection, head.id).replaces) == heads


def test_a_settled_conflict_stays_settled_when_its_edits_come_again(services, assessment, contested, foreign, add):
    old = [edits.by_id(services.database.connection, head.id) for head in contested.conflicts[0].heads]
    services.conflicts.settle(assessment, VALUE, "yes")
    add(*old)
    assert services.library.open(assessment).conflicts == ()


def test_a_third_text_is_checked_like_any_other(services, assessment, foreign, add):
    add(foreign(assessment, TEXT, "one"), foreign(assessment, TEXT, "two"))
    with pytest.raises(Refused):
        services.conflicts.settle(assessment, TEXT, "a\x00b")
    assert len(services.library.open(assessment).conflicts) == 1
    services.journal.typed(assessment, TEXT, "one")
    services.journal.left(assessment, TEXT)
    assert services.library.open(assessment).conflicts == ()


@pytest.mark.parametrize("delete", [True, False])
def test_deleted_against_edited_is_decided_by_a_person(services, assessment, foreign, add, delete):
    key, _ = services.findings.add(assessment, "1", "potential", "Texto")
    text = FieldRef("finding", key, "text@es")
    (seen,) = services.library.open(assessment).held(text).heads
    services.findings.remove(assessment, key)
    add(foreign(assessment, text, "Otro texto", [seen.id]))
    read = services.library.open(assessment)
    (conflict,) = read.conflicts
    assert conflict.ref == FieldRef("finding", key, "deleted")
    assert read.findings[0].text == {"es": "Otro texto"}
    services.conflicts.settle(assessment, conflict.ref, delete)
    assert services.journal.undo_label(assessment).message == "settled conflict"  # a finding's key says nothing
    read = services.library.open(assessment)
    assert read.conflicts == ()
    assert [finding.text for finding in read.findings] == ([] if delete else [{"es": "Otro texto"}])
    services.journal.undo(assessment)
    assert len(services.library.open(assessment).conflicts) == 1
    assert services.safekeeping.check() == []


def test_nothing_is_published_with_a_conflict(services, assessment, foreign, publish):
    with services.database.writing() as connection:
        for text in ("uno", "dos"):
            edits.add(connection, [foreign(assessment, FieldRef("answer", "L1.1.1", "justification"), text)])
    with pytest.raises(Refused, match="conflict"):
        publish(assessment)
    assert services.library.open(assessment).stage == "collecting"
    services.conflicts.settle(assessment, FieldRef("answer", "L1.1.1", "justification"), "tres")
    publish(assessment)
    assert services.library.open(assessment).stage == "published"
