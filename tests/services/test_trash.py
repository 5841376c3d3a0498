"""The trash: what was removed comes back whole; a whole assessment too, and by itself where somebody edits it."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")


def removed(services, assessment):
    return services.trash.removed(services.library.open(assessment))


def test_what_was_removed_is_listed_with_who_and_brought_back_in_one_deed(services, assessment):
    source, _changed = services.sources.add(assessment, {"title": "Ley 155"})
    services.answering.cite(assessment, CODE, source, "art. 5")
    finding, _changed = services.findings.add(assessment, "1", "potential", "Ampliar")
    comment, _changed = services.comments.add(assessment, f"answer/{CODE}", "Since when?")
    reply, _changed = services.comments.reply(assessment, comment, "Since 2014.")
    section, _changed = services.sections.add(assessment, "Mapa")
    services.sources.remove(assessment, source)
    services.findings.remove(assessment, finding)
    services.comments.remove(assessment, comment)
    services.sections.remove(assessment, section)
    before = services.library.open(assessment)
    found = removed(services, assessment)
    assert {(one.kind, one.key) for one in found} == {
        ("source", source), ("finding", finding), ("comment", comment), ("section", section),
    }  # fmt: skip
    assert {one.author for one in found} == {services.library.author}
    for one in found:
        services.trash.bring_back(assessment, one.kind, one.key)
    read = services.library.open(assessment)
    assert removed(services, assessment) == []
    assert read.answer(CODE).citations[0].locator == "art. 5"
    assert {one.key for one in read.comments} == {comment, reply}
    for _one in found:
        services.journal.undo(assessment)
    assert {(one.kind, one.key) for one in removed(services, assessment)} == {(one.kind, one.key) for one in found}
    assert services.library.open(assessment).comments == before.comments


def test_a_whole_assessment_is_out_of_the_library_and_back(services, assessment):
    other = services.library.create(New("local", "SLV", "El Rosario", "", 1, 2023, None, "es")).assessment
    services.journal.typed(assessment, TEXT, "Hay una oficina.")
    services.library.remember_place(assessment, "overview")
    services.trash.move(assessment)
    assert [entry.id for entry in services.library.entries()] == [other]
    assert [entry.id for entry in services.trash.assessments()] == [assessment]
    assert services.library.last_opened() is None
    with pytest.raises(Refused, match="no such assessment"):
        services.library.find(assessment)
    assert services.library.find(other[:-1]) == other
    assert services.journal.undo_label("") == Label("removal of {subject}", {"subject": "La Palma"})
    services.trash.take_back(assessment)
    assert {entry.id for entry in services.library.entries()} == {assessment, other}
    assert services.trash.assessments() == []
    assert services.library.open(assessment).answer(CODE).justification == "Hay una oficina."
    assert services.library.open(assessment).conflicts == ()


def test_moving_to_the_trash_is_undone_and_redone_in_the_library(services, assessment):
    services.answering.verify(assessment, CODE, True)
    services.trash.move(assessment)
    services.journal.undo("")
    assert [entry.id for entry in services.library.entries()] == [assessment]
    services.journal.redo("")
    assert services.library.entries() == []
    assert not services.library.open(assessment).conflicts
    services.journal.undo("")
    assert services.library.open(assessment).answer(CODE).verify
    assert services.journal.undo_label(assessment) == Label("mark on {code}", {"code": CODE})


def test_it_stays_in_the_trash_after_a_restart_and_after_a_check(services, assessment):
    services.trash.move(assessment)
    services.close()
    again = open_services(services.folder)
    assert again.library.entries() == []
    assert again.safekeeping.check() == []
    assert [entry.id for entry in again.trash.assessments()] == [assessment]
    again.close()


def test_a_person_who_takes_a_name_afterwards_does_not_bring_it_back(services, assessment):
    services.trash.move(assessment)
    services.library.rename_person("Ana")
    assert services.library.entries() == []


@pytest.mark.parametrize("ref", [TEXT, FieldRef("finding", "x", "text@es"), FieldRef("assessment", "", "area")])
def test_edited_elsewhere_it_stands_in_the_library_again_as_a_conflict(services, assessment, foreign, ref):
    services.trash.move(assessment)
    ref = ref._replace(key=assessment) if ref.kind == "assessment" else ref
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, ref, "Written on another laptop")])
    assert [entry.id for entry in services.library.entries()] == [assessment]
    assert services.trash.assessments() == []
    read = services.library.open(assessment)
    deleted = FieldRef("assessment", assessment, "deleted")
    assert deleted in [conflict.ref for conflict in read.conflicts]
    services.conflicts.settle(assessment, deleted, True)
    assert services.library.entries() == []
    services.journal.undo(assessment)
    assert [entry.id for entry in services.library.entries()] == [assessment]


def test_a_published_one_can_be_thrown_away_and_brought_back(services, assessment):
    services.journal.record(assessment, {FieldRef("assessment", assessment, "stage"): "published"}, Label("x"))
    services.trash.move(assessment)
    assert services.library.entries() == []
    services.trash.take_back(assessment)
    assert services.library.open(assessment).published


def test_the_sample_and_a_document_that_are_taken_in_again_come_out_of_the_trash(services):
    sample = services.exchanging.sample().assessment
    services.trash.move(sample)
    assert services.exchanging.sample().assessment == sample
    assert [entry.id for entry in services.library.entries()] == [sample]
    assert services.library.open(sample).conflicts == ()


def test_an_assessment_that_was_worked_in_since_is_not_removed_again_by_redo(services, assessment):
    services.trash.move(assessment)
    services.journal.undo("")
    services.answering.verify(assessment, CODE, True)
    assert services.journal.redo_label("") is None
    assert services.journal.redo("") is None
    read = services.library.open(assessment)
    assert (read.trashed, read.conflicts, read.answer(CODE).verify) == (False, (), True)
    services.journal.undo(assessment)
    services.journal.redo("")
    assert services.library.open(assessment).trashed


def test_an_assessment_removed_elsewhere_while_something_is_typed_here_comes_back_with_it(
    services, assessment, foreign
):
    text, deleted = FieldRef("answer", "L1.1.1", "justification"), FieldRef("assessment", assessment, "deleted")
    services.journal.record(assessment, {text: "Hay"}, Label("x"))
    services.journal.typed(assessment, text, "Hay una oficina.")
    seen = services.journal.seen(assessment, "assessment", assessment)
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, deleted, seen)])
    assert services.library.open(assessment).trashed
    services.journal.flush()
    read = services.library.open(assessment)
    assert (read.trashed, [conflict.ref for conflict in read.conflicts]) == (False, [deleted])
