"""Checking the store: whatever is damaged is found, and named."""

import sqlite3

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, local
from mgi_desktop.store.database import NAME

TEXT = FieldRef("answer", "L1.1.1", "justification")


@pytest.fixture
def whole(services, assessment):
    """A store with something of everything in it."""
    services.library.rename_person("Ana")
    services.answering.answer(assessment, "L1.1.1", "not_applicable")
    services.answering.add_and_cite(assessment, "L1.1.1", {"title": "Ley"})
    services.findings.add(assessment, "1", "potential", "Texto")
    services.findings.remove(assessment, services.library.open(assessment).findings[0].key)
    services.journal.undo(assessment)
    services.library.entries()
    services.journal.typed(assessment, TEXT, "Hay")
    assert services.safekeeping.check() == []
    return services


def damage(services, statement, *parameters):
    with services.database.writing() as connection:
        assert connection.execute(statement, parameters).rowcount > 0


def found(services):
    return [(problem.where, problem.message.format(**problem.fields)) for problem in services.safekeeping.check()]


def test_a_whole_store_is_whole_and_checking_changes_nothing_that_is_shown(whole, assessment):
    before = whole.library.open(assessment), whole.library.entries()
    assert whole.safekeeping.check() == []
    assert (whole.library.open(assessment), whole.library.entries()) == before
    assert whole.library.open(assessment).answer("L1.1.1").justification == "Hay"


@pytest.mark.parametrize("part", ["record", "body"])
def test_one_flipped_bit_in_any_edit_is_found_by_the_name_of_the_edit(whole, part):
    for edit in list(edits.every(whole.database.connection)):
        data = bytearray(getattr(edit, part))
        data[len(data) // 2] ^= 1
        damage(whole, f"UPDATE edit SET {part}=? WHERE id=?", bytes(data), edit.id)
        ((where, sentence),) = found(whole)
        assert where == edit.id
        assert "changed or damaged" in sentence
        damage(whole, f"UPDATE edit SET {part}=? WHERE id=?", getattr(edit, part), edit.id)
    assert found(whole) == []


@pytest.mark.parametrize(
    "change", ["record='text'", "record=x''", "body=x''||'x'", "body=5", "assessment='x'", "action='x'"]
)
def test_whatever_else_is_wrong_with_an_edit_is_found_by_its_name(whole, change):
    edit = next(edits.every(whole.database.connection))
    damage(whole, f"UPDATE edit SET {change} WHERE id=?", edit.id)
    assert edit.id in [where for where, _ in found(whole)]


def test_text_that_is_no_unicode_is_found_and_refused_calmly(whole, assessment):
    edit = next(edits.every(whole.database.connection))
    damage(whole, "UPDATE edit SET assessment=CAST(x'ff' AS TEXT) WHERE id=?", edit.id)
    assert edit.id in [where for where, _ in found(whole)]
    damage(whole, "UPDATE head SET value=CAST(x'22ff22' AS TEXT)")
    with pytest.raises(Refused, match="damaged"):
        whole.library.open(assessment)
    whole.database.close()


def test_a_damaged_edit_keeps_nobody_from_opening_and_from_writing_until_a_backup_finds_it(tmp_path, whole, assessment):
    heads = edits.field(whole.database.connection, assessment, FieldRef("answer", "L1.1.1", "value"))
    damage(whole, "UPDATE edit SET body=x'00' WHERE id=?", heads[0].id)
    whole.database.close()
    again = open_services(tmp_path / "store")
    assert again.library.open(assessment).answer("L1.1.1").value == "not_applicable"
    again.answering.answer(assessment, "L1.1.1", None)
    again.journal.typed(assessment, TEXT, "Hay una")
    again.journal.flush()
    assert [where for where, _ in found(again)] == [heads[0].id]
    again.journal.undo(assessment)
    with pytest.raises(Refused, match="changed or damaged"):
        again.journal.undo(assessment)
    again.close()
    found_out = open_services(tmp_path / "store")
    assert found_out.library.open(assessment).answer("L1.1.1").justification == "Hay"
    with pytest.raises(Refused, match="only read"):
        found_out.answering.answer(assessment, "L1.1.1", "not_applicable")
    assert [where for where, _ in found(found_out)] == [heads[0].id]
    found_out.close()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE head SET value='\"x\"' WHERE field='stage'", "head"),
        ("DELETE FROM head WHERE kind='finding'", "head"),
        ("UPDATE head SET author='name:x'", "head"),
        ("DELETE FROM replaced", "replaced"),
        ("INSERT INTO replaced VALUES ('a','b','c','d','e')", "replaced"),
        ("INSERT INTO erased VALUES ('a','b')", "erased"),
        ("UPDATE summary SET numbers=replace(numbers,'\"answered\": 1','\"answered\": 7')", "summary"),
    ],
)
def test_a_derived_table_that_says_otherwise_is_named_and_mended(whole, assessment, statement, where):
    before = whole.library.open(assessment), whole.library.entries()
    damage(whole, statement)
    assert [place for place, _ in found(whole)] == [where]
    assert found(whole) == []
    assert (whole.library.open(assessment), whole.library.entries()) == before


def test_a_questionnaire_that_was_changed_is_found_by_its_name(whole, assessment):
    digest = whole.library.open(assessment).instrument
    damage(whole, "UPDATE instrument SET document=document||x'20'")
    assert [where for where, _ in found(whole)] == [digest]


def test_a_questionnaire_that_is_missing_is_found(whole, foreign):
    other = "01890a5d-ac96-774b-bcce-b302099a8057"
    with whole.database.writing() as connection:
        edits.add(connection, [foreign(other, FieldRef("assessment", other, "instrument"), "5" * 64)])
    ((where, sentence),) = found(whole)
    assert where == "5" * 12
    assert "questionnaire" in sentence


def test_a_draft_of_nothing_is_found(whole, assessment):
    with whole.database.writing() as connection:
        local.keep_draft(connection, local.Draft(assessment, FieldRef("answer", "L1.1.1", "weight"), "x", ()))
        local.keep_draft(connection, local.Draft(assessment, FieldRef("finding", "f", "text@es"), "x", ("0" * 64,)))
    assert [where for where, _ in found(whole)] == ["answer/L1.1.1/weight", "finding/f/text@es"]


def test_damaged_pages_are_reported_and_no_command_breaks_on_them(tmp_path, whole, assessment):
    """Each page of the file in turn is overwritten: opening, showing and checking either work or are refused."""
    whole.close()
    path = tmp_path / "store" / NAME
    good = path.read_bytes()
    connection = sqlite3.connect(path)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    names = dict(connection.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage"))
    connection.close()
    noticed = {}
    for page in [*range(1, min(pages, 40) + 1), *sorted(names)]:
        path.write_bytes(good[: (page - 1) * 4096] + b"\xa5" * 4096 + good[page * 4096 :])
        try:
            services = open_services(tmp_path / "store")
        except Refused as refused:
            noticed[page] = str(refused)
            continue
        try:
            noticed[page] = found(services)
            services.library.entries()
            services.library.open(assessment)
        except Refused as refused:
            noticed[page] = str(refused)
        finally:
            services.database.close()
    assert all(noticed[page] for page in names), {names[page]: noticed[page] for page in names if not noticed[page]}
    path.write_bytes(good)
    services = open_services(tmp_path / "store")
    assert found(services) == []
    services.close()


def test_what_was_read_before_the_derived_tables_were_made_anew_is_read_again(services, assessment):
    services.answering.answer(assessment, "L1.1.2", "yes")
    services.database.connection.execute("UPDATE head SET value='\"no\"' WHERE kind='answer' AND field='value'")
    services.library.read_anew()
    assert services.library.open(assessment).answer("L1.1.2").value == "no"  # as the damaged table has it
    assert [problem.where for problem in services.safekeeping.check()][:1] == ["head"]
    assert services.library.open(assessment).answer("L1.1.2").value == "yes"
