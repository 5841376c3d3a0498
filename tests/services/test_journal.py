"""The journal: typing is kept, deeds are undone by the rules, and nobody else's work is touched."""

import json

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, local

CODE = "L1.1.1"
VALUE = FieldRef("answer", CODE, "value")
TEXT = FieldRef("answer", CODE, "justification")
LABEL = Label("test")
ANOTHER = New("local", "SLV", "El Rosario", "", 1, 2023, None, "es")


@pytest.fixture
def add(services):
    """Takes edits in as a merge does."""

    def add_all(*made):
        with services.database.writing() as connection:
            edits.add(connection, made)

    return add_all


@pytest.fixture
def head(services, assessment):
    """The head that a field has, which must be the only one."""

    def only(ref=VALUE):
        (found,) = edits.field(services.database.connection, assessment, ref)
        return found

    return only


def values(services, assessment, ref):
    return [one.value for one in edits.field(services.database.connection, assessment, ref)]


def count(services):
    return len(list(edits.every(services.database.connection)))


def test_a_deed_makes_one_edit_for_each_field_that_differs(services, assessment):
    services.journal.record(assessment, {VALUE: "yes", TEXT: "x"}, LABEL)
    before = count(services)
    changed = services.journal.record(assessment, {VALUE: "yes", TEXT: "y"}, LABEL)
    assert changed.fields == {TEXT}
    assert count(services) == before + 1
    assert services.journal.record(assessment, {VALUE: "yes", TEXT: "y"}, LABEL).fields == frozenset()
    assert count(services) == before + 1


def test_a_deed_is_one_action_of_this_installation_and_replaces_what_stood(services, assessment, head):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    first = head()
    services.journal.record(assessment, {VALUE: "no", TEXT: "x"}, LABEL)
    one, two = (edits.by_id(services.database.connection, head(ref).id) for ref in (VALUE, TEXT))
    assert one.action == two.action
    assert one.author == two.author == services.library.author
    assert (one.replaces, two.replaces) == ((first.id,), ())
    assert one.at.endswith("Z")
    assert len(one.at) == 24


def test_what_is_not_allowed_changes_nothing(services, assessment):
    before = count(services)
    with pytest.raises(Refused):
        services.journal.record(assessment, {TEXT: "fine", FieldRef("answer", CODE, "verify"): "perhaps"}, LABEL)
    with pytest.raises(Refused):
        services.journal.typed(assessment, TEXT, "a\x00b")
    assert count(services) == before
    assert services.library.open(assessment).answer(CODE).justification == ""
    assert services.journal.undo_label(assessment) is None


def test_typing_is_kept_as_a_draft_and_becomes_one_edit_on_leaving(services, assessment):
    before = count(services)
    for text in ("H", "Ha", "Hay", "Hay una"):
        services.journal.typed(assessment, TEXT, text)
    assert count(services) == before
    assert services.library.open(assessment).answer(CODE).justification == "Hay una"
    changed = services.journal.left(assessment, TEXT)
    assert changed.fields == {TEXT}
    assert count(services) == before + 1
    assert services.journal.left(assessment, TEXT) is None
    assert values(services, assessment, TEXT) == ["Hay una"]


def test_typing_back_to_what_was_there_is_no_change(services, assessment):
    services.journal.record(assessment, {TEXT: "Hay"}, LABEL)
    before = count(services)
    services.journal.typed(assessment, TEXT, "Hay una")
    services.journal.typed(assessment, TEXT, "Hay")
    assert services.journal.undo_label(assessment) == LABEL
    assert services.journal.left(assessment, TEXT) is None
    assert count(services) == before


def test_emptying_a_text_by_typing_makes_it_nothing(services, assessment):
    services.journal.record(assessment, {TEXT: "Hay"}, LABEL)
    services.journal.typed(assessment, TEXT, "")
    services.journal.left(assessment, TEXT)
    assert values(services, assessment, TEXT) == [None]


def test_line_ends_become_one_kind_on_the_way_in(services, assessment):
    services.journal.typed(assessment, TEXT, "a\r\nb\u2028c")
    services.journal.left(assessment, TEXT)
    assert values(services, assessment, TEXT) == ["a\nb\nc"]


def test_a_deed_on_a_field_where_one_was_typing_keeps_the_typing_in_the_history(services, assessment):
    services.journal.typed(assessment, TEXT, "typed for an hour")
    services.journal.record(assessment, {TEXT: "settled"}, LABEL)
    assert values(services, assessment, TEXT) == ["settled"]
    services.journal.undo(assessment)
    assert values(services, assessment, TEXT) == ["typed for an hour"]


def test_a_deed_that_says_what_was_typed_is_one_deed(services, assessment):
    services.journal.typed(assessment, TEXT, "Hay")
    changed = services.journal.record(assessment, {TEXT: "Hay"}, LABEL)
    assert changed.fields == {TEXT}
    services.journal.undo(assessment)
    assert services.journal.undo_label(assessment) is None


def test_removing_what_one_was_typing_in_is_no_conflict_with_oneself(services, assessment):
    key, _ = services.findings.add(assessment, "1", "potential", "Texto")
    services.journal.typed(assessment, FieldRef("finding", key, "text@es"), "Texto más largo")
    services.findings.remove(assessment, key)
    services.journal.flush()
    read = services.library.open(assessment)
    assert (read.findings, read.conflicts) == ((), ())
    services.journal.undo(assessment)
    assert services.library.open(assessment).findings[0].text == {"es": "Texto más largo"}


def test_typing_over_what_somebody_else_changed_meanwhile_is_shown_as_a_conflict(
    services, assessment, foreign, add, head
):
    services.journal.record(assessment, {TEXT: "Hay"}, LABEL)
    start = head(TEXT)
    services.journal.typed(assessment, TEXT, "Hay una")
    add(foreign(assessment, TEXT, "No hay", [start.id]))
    services.journal.typed(assessment, TEXT, "Hay una oficina")
    services.journal.left(assessment, TEXT)
    assert sorted(values(services, assessment, TEXT)) == ["Hay una oficina", "No hay"]


@pytest.mark.parametrize("way", ["flush", "snapshot", "close", "next start", "undo of another field", "rest"])
def test_what_is_typed_becomes_an_edit_before_anything_that_needs_it(tmp_path, services, assessment, way):
    services.journal.typed(assessment, TEXT, "Hay")
    if way == "flush":
        services.journal.flush(assessment)
    elif way == "snapshot":
        assert services.exporting.snapshot(assessment).assessment.answer(CODE).justification == "Hay"
    elif way == "close":
        services.close()
        services = open_services(tmp_path / "store")
    elif way == "next start":
        services.database.close()
        services = open_services(tmp_path / "store")
    elif way == "undo of another field":
        services.journal.undo(assessment)
        services.journal.redo(assessment)
    else:
        services.rest()
        assert (tmp_path / "store" / "store.sqlite3-wal").stat().st_size == 0
    assert local.drafts(services.database.connection) == []
    assert values(services, assessment, TEXT) == ["Hay"]
    services.close()


def test_undo_takes_back_typing_first(services, assessment):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    services.journal.typed(assessment, TEXT, "Hay")
    assert services.journal.undo_label(assessment).fields == {"key": CODE}
    assert services.journal.redo_label(assessment) is None
    services.journal.undo(assessment)
    assert services.library.open(assessment).answer(CODE).justification == ""
    assert services.library.open(assessment).answer(CODE).value == "yes"
    assert services.journal.redo_label(assessment).fields == {"key": CODE}
    services.journal.redo(assessment)
    assert services.library.open(assessment).answer(CODE).justification == "Hay"


def test_typing_ends_what_could_be_redone(services, assessment):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    services.journal.undo(assessment)
    assert services.journal.redo_label(assessment) == LABEL
    services.journal.typed(assessment, TEXT, "Hay")
    assert services.journal.redo_label(assessment) is None
    assert services.journal.redo(assessment) is None
    assert values(services, assessment, TEXT) == ["Hay"]


def test_undo_and_redo_are_ordinary_edits_and_outlive_a_restart(tmp_path, services, assessment):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    services.journal.record(assessment, {VALUE: "no"}, Label("second"))
    before = count(services)
    services.journal.undo(assessment)
    assert count(services) == before + 1
    services.close()
    services = open_services(tmp_path / "store")
    assert services.journal.undo_label(assessment) == LABEL
    assert services.journal.redo_label(assessment) == Label("second")
    assert services.journal.undo(assessment).label == LABEL
    assert services.library.open(assessment).answer(CODE).value is None
    assert services.journal.undo(assessment) is None
    services.journal.redo(assessment)
    services.journal.redo(assessment)
    assert services.library.open(assessment).answer(CODE).value == "no"
    assert services.safekeeping.check() == []
    services.close()


def test_undo_leaves_alone_and_names_what_somebody_else_changed_since(services, assessment, foreign, add, head):
    services.journal.record(assessment, {VALUE: "yes", TEXT: "x"}, LABEL)
    add(foreign(assessment, VALUE, "partial", [head().id]))
    changed = services.journal.undo(assessment)
    assert changed.skipped == (VALUE,)
    assert changed.fields == {TEXT}
    assert values(services, assessment, VALUE) == ["partial"]
    assert values(services, assessment, TEXT) == [None]
    again = services.journal.redo(assessment)
    assert (again.skipped, again.fields) == ((), {TEXT})
    assert values(services, assessment, VALUE) == ["partial"]


def test_undo_makes_no_new_conflict_where_another_head_stands_beside(services, assessment, foreign, add, head):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    start = head()
    services.journal.record(assessment, {VALUE: "no"}, LABEL)
    add(foreign(assessment, VALUE, "partial", [start.id]))
    assert sorted(values(services, assessment, VALUE)) == ["no", "partial"]
    changed = services.journal.undo(assessment)
    assert changed.skipped == ()
    assert values(services, assessment, VALUE) == ["partial", "partial"]
    assert services.library.open(assessment).conflicts == ()
    services.journal.redo(assessment)
    assert sorted(values(services, assessment, VALUE)) == ["no", "partial"]


def test_undo_of_a_settled_conflict_brings_both_values_back(services, assessment, foreign, add):
    add(foreign(assessment, VALUE, "yes"), foreign(assessment, VALUE, "no"))
    services.conflicts.settle(assessment, VALUE, "partial")
    assert values(services, assessment, VALUE) == ["partial"]
    services.journal.undo(assessment)
    assert sorted(values(services, assessment, VALUE)) == ["no", "yes"]
    services.journal.redo(assessment)
    assert values(services, assessment, VALUE) == ["partial"]
    services.journal.undo(assessment)
    assert sorted(values(services, assessment, VALUE)) == ["no", "yes"]


def test_undo_reaches_only_deeds_of_this_installation(services, assessment, foreign, add):
    add(foreign(assessment, VALUE, "yes"))
    assert services.journal.undo_label(assessment) is None
    assert services.journal.undo(assessment) is None
    assert values(services, assessment, VALUE) == ["yes"]


def test_each_assessment_has_its_own_order_of_undo(services, assessment):
    other = services.exchanging.sample().assessment
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    services.journal.record(other, {TEXT: "x"}, Label("other"))
    assert services.journal.undo(assessment).assessment == assessment
    assert services.journal.undo_label(other) == Label("other")
    assert services.journal.undo_label(assessment) is None


@pytest.mark.parametrize("typing", [False, True])
def test_an_assessment_that_was_worked_in_is_not_undone_as_a_whole(services, assessment, typing):
    untouched = services.library.create(ANOTHER).assessment
    services.journal.undo("")
    services.journal.redo("")
    ref = FieldRef("answer", "L1.1.1", "justification")
    services.journal.typed(assessment, ref, "Hay una oficina.")
    if not typing:
        services.journal.left(assessment, ref)
    services.journal.undo("")  # the other one, in which nothing was done
    assert services.journal.undo_label("") is None
    assert services.journal.undo("") is None
    services.library.create(ANOTHER)  # what was undone before cannot be redone from here on
    assert {entry.id for entry in services.library.entries()} > {assessment}
    assert untouched not in {entry.id for entry in services.library.entries()}
    assert services.library.open(assessment).answer("L1.1.1").justification == "Hay una oficina."


def test_a_beginning_is_undone_once_the_work_in_it_is(services, assessment):
    services.answering.answer(assessment, "L1.1.1", "a")
    assert services.journal.undo_label("") is None
    services.journal.undo(assessment)
    services.journal.undo("")
    assert services.library.entries() == []
    services.journal.redo("")
    services.journal.redo(assessment)
    assert services.library.open(assessment).answer("L1.1.1").value == "a"


def test_the_first_change_in_an_assessment_brings_the_name_of_the_person_and_undo_leaves_it(services, assessment):
    services.library.rename_person("A. M.")
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    author = services.library.author
    assert services.library.open(assessment).person(author) == "A. M."
    services.journal.undo(assessment)
    assert services.library.open(assessment).person(author) == "A. M."
    assert services.journal.undo_label(assessment) is None


def test_redo_is_lost_after_something_else_was_done(services, assessment):
    services.journal.record(assessment, {VALUE: "yes"}, LABEL)
    services.journal.undo(assessment)
    services.journal.record(assessment, {VALUE: "no"}, Label("second"))
    assert services.journal.redo(assessment) is None
    services.journal.undo(assessment)
    assert values(services, assessment, VALUE) == [None]


def test_labels_keep_their_fields_for_translation(services, assessment):
    services.answering.verify(assessment, CODE, True)
    label = services.journal.undo_label(assessment)
    assert label.message.format(**label.fields).endswith(CODE)
    assert json.dumps(dict(label.fields))
