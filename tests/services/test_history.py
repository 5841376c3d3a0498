"""History: every step with who, when, from and to; any earlier value can be said again."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.history import STEPS, Wanted
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")


@pytest.fixture
def write(services, assessment):
    """Types a text in a field and leaves it."""

    def typed(text, ref=TEXT):
        services.journal.typed(assessment, ref, text)
        services.journal.left(assessment, ref)

    return typed


@pytest.fixture
def take(services):
    """Takes edits in as a merge does."""

    def add_all(*made):
        with services.database.writing() as connection:
            edits.add(connection, made)

    return add_all


def steps(reading):
    return [step for deed in everything(reading) for step in deed.steps]


def everything(reading):
    found = []
    while not reading.ended:
        found += reading.more()
    return found


def changes(reading):
    """What was said before and after, newest first."""
    return [([one.value for one in step.before], step.after.value) for step in steps(reading)]


def test_a_field_from_its_head_back_to_its_first_value(services, assessment, write):
    for text in ("Uno", "Dos", "Tres"):
        write(text)
    reading = services.history.of_field(assessment, TEXT)
    assert changes(reading) == [(["Dos"], "Tres"), (["Uno"], "Dos"), ([], "Uno")]
    found = steps(services.history.of_field(assessment, TEXT))
    read = services.library.open(assessment)
    assert [step.stands(read) for step in found] == [True, False, False]
    assert {step.after.author for step in found} == {services.library.author}


def test_what_was_replaced_and_is_not_here_is_said_to_be_missing(services, assessment, foreign, take):
    missing = foreign(assessment, TEXT, "First, on another laptop")
    take(foreign(assessment, TEXT, "Second", [missing.id]))
    (step,) = steps(services.history.of_field(assessment, TEXT))
    assert [(one.edit, one.here) for one in step.before] == [(missing.id, False)]
    with pytest.raises(Refused):
        services.history.restore(assessment, missing.id)


def test_both_sides_of_a_conflict_and_what_settled_it(services, assessment, foreign, take, write):
    write("Mine")
    take(foreign(assessment, TEXT, "Hers"))
    services.conflicts.settle(assessment, TEXT, "Ours")
    found = changes(services.history.of_field(assessment, TEXT))
    assert sorted(found[0][0]) == ["Hers", "Mine"]
    assert found[0][1] == "Ours"
    assert {said for _before, said in found[1:]} == {"Mine", "Hers"}


def test_of_an_answer_with_its_citations_and_the_comments_on_it(services, assessment, write):
    write("Hay una oficina.")
    services.answering.add_and_cite(assessment, CODE, {"title": "Ley 155"}, "art. 5")
    citation = services.library.open(assessment).answer(CODE).citations[0].key
    services.answering.uncite(assessment, citation)
    services.comments.add(assessment, f"answer/{CODE}", "Since when?")
    services.comments.add(assessment, "answer/L1.1.2", "Another one")
    write("x", FieldRef("answer", "L1.1.2", "justification"))
    found = steps(services.history.of_entity(assessment, "answer", CODE))
    assert {step.ref.kind for step in found} == {"answer", "citation", "comment"}
    assert {step.ref.key for step in found if step.ref.kind == "answer"} == {CODE}
    said = [step.after.value for step in found]
    assert "Since when?" in said
    assert "Another one" not in said
    assert FieldRef("citation", citation, "deleted") in {step.ref for step in found}


def test_of_the_assessment_the_newest_first_and_in_deeds(services, assessment, write):
    write("Hay una oficina.")
    services.sources.add(assessment, {"title": "Ley 155", "kind": "law"})
    services.findings.add(assessment, "1", "potential", "Ampliar")
    deeds = everything(services.history.of_assessment(assessment))
    assert [deed.label.message if deed.label else None for deed in deeds] == [
        "new finding", "new source", "justification of {key}", "new assessment {subject}",
    ]  # fmt: skip
    assert {step.ref.field for step in deeds[1].steps} == {"title", "kind", "rank"}
    assert services.history.count(assessment) == sum(len(deed.steps) for deed in deeds)


def test_a_deed_that_was_undone_says_so(services, assessment, write):
    write("Hay una oficina.")
    services.journal.undo(assessment)
    undo, typed = everything(services.history.of_assessment(assessment))[:2]
    assert (undo.label, undo.undone) == (Label("justification of {key}", {"key": CODE}), True)
    assert (typed.label, typed.undone) == (None, False)
    assert (undo.steps[0].before[0].value, undo.steps[0].after.value) == ("Hay una oficina.", None)


def test_it_is_read_in_pages(services, assessment, write):
    for number in range(30):
        write(f"Text {number}")
    reading = services.history.of_assessment(assessment)
    first = reading.more(10)
    second = reading.more(10)
    assert [deed.steps[0].after.value for deed in first + second] == [f"Text {number}" for number in range(29, 9, -1)]
    assert not reading.ended


def test_of_a_deed_with_thousands_of_steps_some_are_kept_and_the_others_counted(services, assessment):
    many = {FieldRef("source", f"00000000-0000-4000-8000-{number:012}", "title"): "Ley" for number in range(STEPS + 50)}
    services.journal.record(assessment, many, Label("import"))
    deed = everything(services.history.of_assessment(assessment))[0]
    assert (len(deed.steps), deed.others) == (STEPS, 50)


def test_reading_goes_on_in_turns_while_nothing_is_found(services, assessment, write):
    write("Una aguja")
    for number in range(20):
        write(f"Paja {number}")
    reading = services.history.of_assessment(assessment, Wanted(words="AGÚJA"))
    assert reading.more(look=10) == []
    assert (reading.ended, reading.looked_at) == (False, 10)
    assert [step.after.value for step in steps(reading)] == ["Una aguja"]


def test_only_of_a_person_a_kind_a_time_or_words(services, assessment, write, foreign, take):
    write("Hay una oficina.")
    services.sources.add(assessment, {"title": "Ley de Migración"})
    take(foreign(assessment, FieldRef("answer", "L1.1.2", "justification"), "Ana lo dice."))

    def found(**wanted):
        return {step.ref.kind for step in steps(services.history.of_assessment(assessment, Wanted(**wanted)))}

    assert set(services.history.authors(assessment)) == {services.library.author, "name:Ana"}
    assert found(author="name:Ana") == {"answer"}
    assert found(kinds=("source",)) == {"source"}
    assert found(until="2023-06-01") == {"answer"}
    assert found(since="2023-06-01") == {"assessment", "answer", "source"}
    assert found(words="migracion ley") == {"source"}
    assert found(words="l1.1.2") == {"answer"}
    assert found(words="nothing of the kind") == set()


def test_an_earlier_value_is_said_again_in_a_new_edit_that_can_be_undone(services, assessment, write):
    write("Uno")
    write("Dos")
    first = steps(services.history.of_field(assessment, TEXT))[1].after.edit
    changed = services.history.restore(assessment, first)
    assert changed.fields == {TEXT}
    assert services.library.open(assessment).answer(CODE).justification == "Uno"
    assert services.journal.undo_label(assessment) == Label("earlier value in {key}", {"key": CODE})
    assert len(steps(services.history.of_field(assessment, TEXT))) == 3
    services.journal.undo(assessment)
    assert services.library.open(assessment).answer(CODE).justification == "Dos"


def test_what_is_being_typed_is_kept_in_the_history_before_an_earlier_value_is_said(services, assessment, write):
    write("Uno")
    write("Dos")
    first = steps(services.history.of_field(assessment, TEXT))[1].after.edit
    services.journal.typed(assessment, TEXT, "Tres, al escribir")
    services.history.restore(assessment, first)
    assert services.library.open(assessment).answer(CODE).justification == "Uno"
    assert "Tres, al escribir" in [step.after.value for step in steps(services.history.of_field(assessment, TEXT))]


def test_an_earlier_value_of_what_was_removed_brings_it_back_in_one_deed(services, assessment):
    key, _changed = services.findings.add(assessment, "1", "potential", "Uno")
    ref = FieldRef("finding", key, "text@es")
    services.journal.record(assessment, {ref: "Dos"}, Label("x"))
    services.findings.remove(assessment, key)
    first = steps(services.history.of_field(assessment, ref))[-1].after.edit
    services.history.restore(assessment, first)
    (finding,) = services.library.open(assessment).findings
    assert finding.text == {"es": "Uno"}
    assert services.library.open(assessment).conflicts == ()
    services.journal.undo(assessment)
    assert services.library.open(assessment).findings == ()
    assert services.library.open(assessment).removed_findings[0].text == {"es": "Dos"}


def test_what_cannot_be_restored_here_is_not_offered(services, assessment):
    reading = services.history.of_assessment(assessment)
    offered = {step.ref.field: services.history.can_restore(step, step.after) for step in steps(reading)}
    assert offered["subject"]
    assert not offered["instrument"]
    assert not offered["stage"]


def test_a_value_that_is_not_on_the_scale_any_more_is_refused(services, assessment, foreign, take):
    ref = FieldRef("answer", CODE, "value")
    take(foreign(assessment, ref, "of another questionnaire"))
    services.answering.answer(assessment, CODE, "not_applicable")
    first = steps(services.history.of_field(assessment, ref))[-1].after.edit
    with pytest.raises(Refused, match="scale"):
        services.history.restore(assessment, first)


def test_a_published_assessment_keeps_its_values(services, assessment, write):
    write("Uno")
    write("Dos")
    services.journal.record(assessment, {FieldRef("assessment", assessment, "stage"): "published"}, Label("x"))
    with pytest.raises(Refused, match="published"):
        services.history.restore(assessment, steps(services.history.of_field(assessment, TEXT))[1].after.edit)


def test_a_damaged_edit_is_left_out_and_all_else_is_shown(services, assessment, write):
    write("Uno")
    write("Dos")
    first = steps(services.history.of_field(assessment, TEXT))[1].after.edit
    with services.database.writing() as connection:
        connection.execute("UPDATE edit SET body=? WHERE id=?", (b'["broken', first))
    assert changes(services.history.of_field(assessment, TEXT)) == [([None], "Dos")]
    assert len(everything(services.history.of_assessment(assessment))) == 2
