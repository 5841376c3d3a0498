"""Edits on disk: set union in any order; heads follow; values are erased for good; the paths to them use indexes."""

import itertools
import sqlite3

import pytest

from mgi_desktop.domain.edits import FieldRef, heads
from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import batches, derived, edits, local
from mgi_desktop.store.database import open_database, rows
from tests.packages import as_if_signed

A = "01890a5d-ac96-774b-bcce-b302099a8057"
B = "01890a5d-ac96-774b-bcce-b302099a8058"
VALUE = FieldRef("answer", "L1.1.1", "value")
TEXT = FieldRef("answer", "L1.1.1", "justification")


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path)
    with opened.writing() as connection:
        derived.bring_up_to_date(connection)
    yield opened
    opened.close()


def add(database, *made):
    """Add edits; those that erase are signed by their author."""
    with database.writing() as connection:
        batches.keep(connection, as_if_signed(*(one for one in made if one.ref.kind == "erasure")))
        return edits.add(connection, made)


def everything(database):
    return {
        table: sorted(rows(database.connection, f"SELECT * FROM {table}"))
        for table in ("head", "replaced", "erasing", "erased")
    }


def erasing(foreign, *erased, assessment=A):
    return [foreign(assessment, FieldRef("erasure", "e", f"edits/{one.id}"), True) for one in erased]


def test_adding_tells_what_was_new_and_twice_is_once(database, foreign):
    one, two = foreign(A, VALUE, "yes"), foreign(A, VALUE, "no")
    assert add(database, one, two, one) == [one, two]
    assert add(database, two, one) == []
    assert list(edits.every(database.connection)) == [one, two]


def test_what_is_kept_is_what_came_to_the_byte(database, foreign):
    one = foreign(A, FieldRef("finding", "f", "text@ar"), "“نص” 🙂\n")
    add(database, one)
    (kept,) = edits.sound(database.connection)
    assert (kept.id, kept.record, kept.body) == (one.id, one.record, one.body)
    assert edits.by_id(database.connection, one.id) == one
    assert edits.of_action(database.connection, one.action) == [one]
    assert edits.by_id(database.connection, "0" * 64) is None


def test_every_order_of_arrival_gives_the_same_heads(tmp_path, foreign):
    first = foreign(A, TEXT, "yes")
    left = foreign(A, TEXT, "no", [first.id])
    right = foreign(A, TEXT, "partial", [first.id])
    end = foreign(A, TEXT, "no", [left.id, right.id])
    (erasure,) = erasing(foreign, right)
    made = [first, left, right, end, erasure]
    seen = set()
    for number, order in enumerate(itertools.permutations(made)):
        if number % 5 == 0:
            database = open_database(tmp_path / f"{number}")
            add(database, *order)
            seen.add(str(everything(database)))
            database.close()
    assert len(seen) == 1


@pytest.mark.parametrize("first", ["edit", "erasure"])
def test_an_erased_value_is_gone_for_good_and_its_record_stays(tmp_path, database, foreign, first):
    secret = foreign(A, TEXT, "a very secret text")
    come = [[secret], erasing(foreign, secret)]
    for some in come if first == "edit" else come[::-1]:
        add(database, *some)
    add(database, secret)
    assert edits.by_id(database.connection, secret.id).body is None
    assert [head.value for head in edits.field(database.connection, A, TEXT)] == [None]
    with database.writing() as connection:
        assert derived.differing(connection) == []
    assert edits.by_id(database.connection, secret.id).record == secret.record


def test_an_erasure_reaches_no_other_assessment(database, foreign):
    kept = foreign(A, TEXT, "kept")
    add(database, kept, *erasing(foreign, kept, assessment=B))
    assert edits.by_id(database.connection, kept.id).value == "kept"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_an_erasure_cannot_be_erased(database, foreign, order):
    secret = foreign(A, TEXT, "secret")
    (erasure,) = erasing(foreign, secret)
    (undoing,) = erasing(foreign, erasure)
    made = [secret, erasure, undoing]
    add(database, *(made[place] for place in order))
    assert edits.by_id(database.connection, secret.id).body is None
    with database.writing() as connection:
        assert derived.differing(connection) == []


def test_a_value_that_is_missing_is_filled_in_when_it_comes(database, foreign):
    one = foreign(A, VALUE, "yes")
    without = type(one)(one.id, one.record, None)
    assert add(database, without) == [without]
    assert add(database, one) == [one]
    assert add(database, without) == []
    assert [head.value for head in edits.field(database.connection, A, VALUE)] == ["yes"]


def test_heads_with_what_is_being_typed_or_without(database, foreign):
    text = FieldRef("answer", "L1.1.1", "justification")
    one = foreign(A, text, "Hay")
    add(database, one, foreign(B, text, "elsewhere"))
    with database.writing() as connection:
        local.keep_draft(connection, local.Draft(A, text, "Hay una", (one.id,)))
        local.keep_draft(connection, local.Draft(A, FieldRef("finding", "f", "text@es"), "Nuevo", ()))
    held = edits.fields(database.connection, A)
    assert {ref.kind: value.value for ref, value in held.items()} == {"answer": "Hay una", "finding": "Nuevo"}
    assert edits.fields(database.connection, A, drafts=False)[text].value == "Hay"
    assert len(edits.fields(database.connection, A, drafts=False)) == 1


def test_a_draft_keeps_the_heads_that_it_started_from(database):
    text = FieldRef("answer", "L1.1.1", "justification")
    with database.writing() as connection:
        local.keep_draft(connection, local.Draft(A, text, "H", ("one",)))
        local.keep_draft(connection, local.Draft(A, text, "Ha", ("other",)))
    assert local.draft(database.connection, A, text) == local.Draft(A, text, "Ha", ("one",))
    assert local.drafts(database.connection) == local.drafts(database.connection, A)


def test_the_library_lists_what_says_which_questionnaire_it_uses(database, foreign):
    uses = FieldRef("assessment", A, "instrument")
    assert edits.assessments(database.connection) == []
    one = foreign(A, uses, "0" * 64)
    add(database, one, foreign(A, VALUE, "yes"), foreign(B, VALUE, "yes"), foreign(B, uses, "0" * 64))
    assert edits.assessments(database.connection) == [A]
    add(database, foreign(A, uses, None, [one.id]))
    assert edits.assessments(database.connection) == []


def test_derived_tables_are_made_anew_when_their_number_changes(database, foreign):
    first = foreign(A, TEXT, "yes")
    add(database, first, foreign(A, TEXT, "no", [first.id]), *erasing(foreign, first))
    before = everything(database)
    with database.writing() as connection:
        for table in before:
            connection.execute(f"DELETE FROM {table}")
        derived.bring_up_to_date(connection)
        assert rows(connection, "SELECT * FROM head") == []
        local.set_setting(connection, "derived", 0)
        derived.bring_up_to_date(connection)
    assert everything(database) == before
    assert local.setting(database.connection, "derived") == derived.NUMBER


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("head", "UPDATE head SET value='\"no\"'"),
        ("head", "DELETE FROM head"),
        ("replaced", "DELETE FROM replaced"),
        ("erased", "INSERT INTO erased VALUES ('a','b')"),
    ],
)
def test_a_derived_table_that_says_otherwise_is_named_and_mended(database, foreign, table, damage):
    first = foreign(A, VALUE, "yes")
    add(database, first, foreign(A, VALUE, "partial", [first.id]))
    before = everything(database)
    with database.writing() as connection:
        connection.execute(damage)
        assert derived.differing(connection) == [table]
    assert everything(database) == before
    with database.writing() as connection:
        assert derived.differing(connection) == []


def test_rebuilding_leaves_out_what_does_not_prove_itself(database, foreign):
    good, bad = foreign(A, VALUE, "yes"), foreign(A, VALUE, "no")
    add(database, good, bad)
    with database.writing() as connection:
        connection.execute("UPDATE edit SET body=x'00' WHERE id=?", (bad.id,))
        local.set_setting(connection, "derived", 0)
        derived.bring_up_to_date(connection)
    assert [head.id for head in edits.field(database.connection, A, VALUE)] == [good.id]
    assert [fault.where for fault in edits.faults(database.connection)] == [bad.id]
    with pytest.raises(Refused):
        edits.by_id(database.connection, bad.id)


@pytest.mark.parametrize("damage", ["record='text'", "record=7", "body='text'", "id=x'00'"])
def test_whatever_stands_in_a_damaged_row_the_others_are_read(database, foreign, damage):
    wrong, right = foreign(A, VALUE, "wrong"), foreign(A, VALUE, "right")
    add(database, wrong, right)
    database.connection.execute(f"UPDATE edit SET {damage} WHERE id=?", (wrong.id,))
    assert [edit.id for edit in edits.sound(database.connection)] == [right.id]


def test_heads_of_many_edits_are_those_of_the_domain(database, foreign):
    made, last = [], ()
    for number in range(2500):
        made.append(foreign(A, FieldRef("answer", f"L{number % 50}", "value"), f"{number}", last))
        last = (made[-50].id,) if number >= 49 else ()
    add(database, *made)
    expected = {ref: tuple(one.id for one in found) for (_, ref), found in heads(made).items()}
    held = edits.fields(database.connection, A)
    assert {ref: tuple(head.id for head in value.heads) for ref, value in held.items()} == expected
    assert len(list(edits.every(database.connection))) == 2500


class Watched(sqlite3.Connection):
    """A connection that writes down every statement that it is asked to execute."""

    def execute(self, statement, parameters=()):
        if not statement.startswith(("EXPLAIN", "PRAGMA", "BEGIN", "COMMIT")):
            self.asked.setdefault(statement, parameters)
        return super().execute(statement, parameters)


def test_no_path_of_an_answer_reads_a_whole_table(tmp_path, services, assessment, monkeypatch):
    """The statements of a deed, its undo and redo, and typing, as the program sends them, find rows by index."""
    services.close()
    watched = sqlite3.connect(tmp_path / "store" / "store.sqlite3", isolation_level=None, factory=Watched)
    watched.asked = {}
    monkeypatch.setattr(services.database, "_connection", watched)
    text = FieldRef("answer", "L1.1.1", "justification")
    services.answering.answer(
        assessment, "L1.1.1", services.library.questionnaire(assessment).indicators["L1.1.1"].scale[0].value
    )
    services.answering.verify(assessment, "L1.1.1", True)
    services.journal.typed(assessment, text, "Hay")
    services.journal.left(assessment, text)
    services.journal.undo(assessment)
    services.journal.redo(assessment)
    services.journal.undo_label(assessment)
    services.journal.redo_label(assessment)
    services.library.open(assessment)
    services.library.find(assessment)
    assert len(watched.asked) > 20
    for statement, parameters in watched.asked.items():
        for *_, detail in watched.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall():
            allowed = ("SCAN head USING INDEX ix_head_library", "SCAN said", "SCAN CONSTANT ROW", "SCAN json_each")
            first_row = statement.endswith("LIMIT 1")
            assert not detail.startswith("SCAN") or detail.startswith(allowed) or first_row, (statement, detail)
            assert "TEMP B-TREE" not in detail or "draft" in statement, (statement, detail)
