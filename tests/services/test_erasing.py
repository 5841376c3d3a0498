"""Erasing for good: the text is gone from every file of the store, the reason stays, and nothing brings it back."""

import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.erasure import erasure
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import batches, edits, history, imports, local
from tests.conftest import LA_PALMA
from tests.packages import as_if_signed

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")
SECRET = "María Pérez, DUI 0123-4567"
WHY = "a private name"


@pytest.fixture(autouse=True)
def as_most_builds_of_sqlite(services):
    """Some builds overwrite what is deleted at once: here it is on the program to see that no byte stays."""
    services.journal.read.execute("PRAGMA secure_delete=OFF")


def holding(services, text=SECRET):
    """The files of the store's folder in which these bytes stand."""
    return [path.name for path in services.folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def write(services, assessment, *texts, ref=TEXT):
    """Type texts in a field, one after another, as a person does; return the last edit."""
    for text in texts:
        services.journal.typed(assessment, ref, text[: len(text) // 2])
        services.journal.typed(assessment, ref, text)
        services.journal.left(assessment, ref)
    return edits.field(services.journal.read, assessment, ref)[0].id


def said(services, assessment, ref=TEXT):
    return [edit.value for edit in history.back_from(services.journal.read, assessment, [ref])]


def steps(services, assessment, ref=TEXT):
    return [step for deed in services.history.of_field(assessment, ref).more() for step in deed.steps]


def test_what_is_erased_is_gone_from_every_file_and_the_field_says_nothing(services, assessment):
    name = write(services, assessment, SECRET)
    assert holding(services)
    changed = services.erasing.erase(assessment, [name], WHY)
    assert TEXT in changed.fields
    assert holding(services) == []
    assert services.library.open(assessment).answer(CODE).justification == ""
    assert services.safekeeping.check() == []
    assert not services.erasing.wipe_is_due


def test_what_is_written_instead_stands(services, assessment):
    name = write(services, assessment, f"The office of {SECRET} is open.")
    services.erasing.erase(assessment, [name], WHY, "The office is open.")
    assert services.library.open(assessment).answer(CODE).justification == "The office is open."
    assert services.library.open(assessment).conflicts == ()
    assert holding(services) == []


def test_the_same_text_again_is_refused_and_nothing_is_erased(services, assessment):
    name = write(services, assessment, SECRET)
    with pytest.raises(Refused, match="same text"):
        services.erasing.erase(assessment, [name], WHY, SECRET)
    assert said(services, assessment) == [SECRET]


def test_a_reason_is_required(services, assessment):
    name = write(services, assessment, SECRET)
    with pytest.raises(Refused, match="why"):
        services.erasing.erase(assessment, [name], "  \n ")
    assert said(services, assessment) == [SECRET]


def test_a_value_that_was_replaced_can_be_erased_and_what_stands_stays(services, assessment):
    name = write(services, assessment, SECRET)
    write(services, assessment, "Hay una oficina.")
    services.erasing.erase(assessment, [name], WHY)
    assert said(services, assessment) == ["Hay una oficina.", None]
    assert holding(services) == []


def test_all_earlier_values_go_where_the_secret_stands_in_several(services, assessment):
    last = write(services, assessment, "First.", SECRET, f"{SECRET}. And more.")
    assert len(services.erasing.alike(assessment, TEXT, last)) == 1
    names = services.erasing.alike(assessment, TEXT, last, earlier=True)
    assert len(names) == 3
    services.erasing.erase(assessment, names, WHY)
    assert said(services, assessment) == [None, None, None, None]
    assert holding(services) == []


def test_what_undo_and_redo_said_again_goes_with_it(services, assessment):
    name = write(services, assessment, SECRET)
    services.journal.undo(assessment)
    services.journal.redo(assessment)
    assert said(services, assessment) == [SECRET, None, SECRET]
    services.erasing.erase(assessment, [name], WHY)
    assert holding(services) == []


def test_a_draft_that_holds_it_goes_and_another_is_kept(services, assessment):
    name = write(services, assessment, SECRET)
    services.journal.typed(assessment, TEXT, f"{SECRET} is still there")
    services.erasing.erase(assessment, [name], WHY)
    assert holding(services) == []
    name = write(services, assessment, SECRET)
    services.journal.typed(assessment, TEXT, "Something else.")
    services.erasing.erase(assessment, [name], WHY)
    assert services.library.open(assessment).answer(CODE).justification == "Something else."
    assert services.library.open(assessment).conflicts == ()
    assert holding(services) == []


def test_a_draft_alone_leaves_no_byte_once_it_is_an_edit_and_erased(services, assessment):
    services.journal.typed(assessment, TEXT, SECRET)
    services.journal.typed(assessment, TEXT, f"{SECRET}!")
    services.journal.flush()
    services.erasing.erase(assessment, [edits.field(services.journal.read, assessment, TEXT)[0].id], WHY)
    assert holding(services) == []


def test_undo_and_redo_never_bring_it_back(services, assessment):
    name = write(services, assessment, "Before.", SECRET)
    write(services, assessment, "After.")
    services.erasing.erase(assessment, [name], WHY)
    assert services.journal.undo_label(assessment) == Label("justification of {key}", {"key": CODE})
    assert services.journal.undo(assessment).skipped == (TEXT,)
    for _turn in range(3):
        services.journal.undo(assessment)
        assert services.library.open(assessment).answer(CODE).justification == "After."
    for _turn in range(5):
        services.journal.redo(assessment)
    assert SECRET not in said(services, assessment)
    assert services.library.open(assessment).conflicts == ()


def test_erasing_is_not_undone(services, assessment):
    name = write(services, assessment, SECRET)
    services.erasing.erase(assessment, [name], WHY, "Fine.")
    services.journal.undo(assessment)
    assert services.library.open(assessment).answer(CODE).justification == "Fine."


def test_beside_another_value_no_conflict_with_nothing_is_left(services, assessment, foreign):
    name = write(services, assessment, SECRET)
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, TEXT, "Ana says so.")])
    services.erasing.erase(assessment, [name], WHY)
    assert services.library.open(assessment).conflicts == ()
    assert services.library.open(assessment).answer(CODE).justification == "Ana says so."


def test_labels_and_the_library_say_it_no_longer(services, assessment):
    services.library.amend(assessment, {"subject": SECRET, "title@es": SECRET})
    services.library.entries()
    services.journal.record(assessment, {TEXT: "x"}, Label("change of {title}", {"title": SECRET[:8] + "…"}))
    for field in ("subject", "title@es"):
        ref = FieldRef("assessment", assessment, field)
        services.erasing.erase(assessment, [edits.field(services.journal.read, assessment, ref)[0].id], WHY)
    assert services.journal.undo_label(assessment) == Label("something that was erased")
    assert [entry.subject for entry in services.library.entries()] == [""]
    assert holding(services) == []
    assert services.safekeeping.check() == []


def test_ones_own_name_is_not_written_again(services, assessment):
    services.library.rename_person(SECRET)
    write(services, assessment, "x")
    ref = FieldRef("person", services.library.author, "name")
    services.erasing.erase(assessment, [edits.field(services.journal.read, assessment, ref)[0].id], WHY)
    write(services, assessment, "y")
    assert services.library.person() == ""
    assert holding(services) == []


def test_the_history_says_who_erased_it_and_why(services, assessment):
    services.library.rename_person("Ana")
    name = write(services, assessment, SECRET)
    services.erasing.erase(assessment, [name], WHY)
    now, gone = steps(services, assessment)
    assert gone.after.erased.reason == WHY
    assert gone.after.erased.author == services.library.author
    assert now.before == (gone.after,)
    assert now.after.erased is None


def test_only_what_was_written_can_be_erased_by_itself(services, assessment):
    chosen = services.library.questionnaire(assessment).indicators[CODE].scale[0].value
    services.answering.answer(assessment, CODE, chosen)
    value = edits.field(services.journal.read, assessment, FieldRef("answer", CODE, "value"))[0].id
    erased = write(services, assessment, SECRET)
    services.erasing.erase(assessment, [erased], WHY)
    for names in ([value], [erased], [], ["0" * 64]):
        with pytest.raises(Refused, match="nothing here"):
            services.erasing.erase(assessment, names, WHY)
    assert services.library.open(assessment).answer(CODE).value == chosen


def test_a_published_assessment_gives_up_a_secret_too(services, assessment):
    name = write(services, assessment, SECRET)
    services.journal.record(assessment, {FieldRef("assessment", assessment, "stage"): "published"}, Label("stage"))
    services.erasing.erase(assessment, [name], WHY)
    assert holding(services) == []
    assert services.library.open(assessment).published


def test_another_store_that_takes_the_erasure_in_lets_go_of_it_too(services, assessment, tmp_path):
    services.library.rename_person("Ana")
    name = write(services, assessment, SECRET)
    other = open_services(tmp_path / "other")
    with other.database.writing() as connection:
        edits.add(connection, edits.every(services.journal.read))
    other.journal.typed(assessment, TEXT, f"{SECRET} and more")
    other.database.checkpoint()
    assert holding(other)
    services.erasing.erase(assessment, [name], WHY, "Fine.")
    with other.database.writing() as connection:
        edits.add(connection, edits.every(services.journal.read))
    assert edits.by_id(other.journal.read, name).value == SECRET, "nobody has proven yet who erased it"
    with other.database.writing() as connection:
        batches.keep(connection, batches.of(services.journal.read, assessment))
    other.rest()
    assert holding(other) == []
    assert other.library.open(assessment).answer(CODE).justification == "Fine."
    assert other.safekeeping.check() == []
    other.close()


def test_after_a_stop_before_the_wiping_the_next_start_wipes(services, assessment):
    name = write(services, assessment, f"{SECRET} " * 500)
    services.database.checkpoint()
    with services.database.writing() as connection:  # and no more: as where the process ended before its VACUUM
        fields = erasure("00000000-0000-4000-8000-000000000001", [name], WHY)
        values = [(ref, value, ()) for ref, value in fields.items()]
        made = services.journal.write_for_good(connection, assessment, values)
        batches.keep(connection, as_if_signed(*made))
    services.database.close()
    assert holding(services)
    again = open_services(services.folder)
    assert holding(again) == []
    assert not again.erasing.wipe_is_due
    again.close()


def test_what_was_erased_before_erasings_were_signed_stays_erased(services, assessment, foreign):
    name = write(services, assessment, SECRET)
    secret = edits.by_id(services.journal.read, name)
    kept = foreign(assessment, TEXT, "somebody else's text")
    own = services.journal.author
    with services.database.writing() as connection:
        edits.add(connection, [kept])
        for one, number in ((secret, 1), (kept, 2)):
            fields = erasure(f"00000000-0000-4000-8000-{number:012}", [one.id], WHY)
            values = [(ref, value, ()) for ref, value in fields.items()]
            if one is secret:
                services.journal.write_for_good(connection, assessment, values)
            else:  # it only claims to be of this person
                claims = [foreign(assessment, ref, value, author=own) for ref, value, _names in values]
                imports.take(connection, imports.begin(connection, kept.at, "x.mgi", "name:Luz"), claims)
        connection.execute("UPDATE edit SET body=NULL WHERE id=?", (name,))  # as it was done then
        local.set_setting(connection, "derived", 3)
    services.close()
    again = open_services(services.folder)
    with again.database.writing() as connection:
        edits.add(connection, [secret])
    assert edits.by_id(again.journal.read, name).value is None
    assert edits.by_id(again.journal.read, kept.id).value == kept.value
    assert [reason for _key, field, reason, *_ in history.erasing(again.journal.read, assessment) if field == "reason"]
    again.close()


FULL = """
import resource, signal, sys
from pathlib import Path
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from mgi_desktop.domain.edits import FieldRef
folder, assessment = Path(sys.argv[1]), sys.argv[2]
services = open_services(folder)
ref = FieldRef("answer", "L1.1.1", "justification")
name = edits.field(services.journal.read, assessment, ref)[0].id
services.journal.read.execute("PRAGMA secure_delete=OFF")
services.database.checkpoint()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = 300_000  # enough for the erasure in the log, not for the whole file in it
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
services.erasing.erase(assessment, [name], "a private name")
print(services.erasing.wipe_is_due, repr(services.library.open(assessment).answer("L1.1.1").justification))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
services.close()
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of a file")
def test_on_a_full_disk_it_is_erased_from_the_record_and_wiped_later(services, assessment):
    write(services, assessment, SECRET)
    for number in range(200):
        ref = FieldRef("source", f"00000000-0000-4000-8000-{number:012}", "title")
        services.journal.record(assessment, {ref: "Ley " * 900}, Label("new source"))
    services.close()
    assert (services.folder / "store.sqlite3").stat().st_size > 500_000
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(services.folder), assessment],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.split("\n")[0] == "True ''", ran.stderr
    assert holding(services) == []


def test_the_file_of_a_source_goes_with_the_value_that_named_it(services, assessment, tmp_path):
    path = tmp_path / "list of names.txt"
    path.write_text(SECRET)
    file = services.attachments.keep(path)
    key, _changed = services.sources.add(assessment, {"title": "List"})
    services.sources.attach(assessment, key, file)
    ref = FieldRef("source", key, "file")
    services.attachments.copy_to_open(file)
    assert holding(services)
    services.erasing.erase(assessment, [edits.field(services.journal.read, assessment, ref)[0].id], WHY)
    assert holding(services) == []
    assert holding(services, "list of names") == []
    assert services.library.open(assessment).sources[key].file is None


def test_a_whole_assessment_is_erased_with_all_that_it_said(services, assessment):
    services.library.rename_person("Ana")
    services.library.amend(assessment, {"subject": SECRET})
    write(services, assessment, SECRET)
    services.journal.typed(assessment, FieldRef("answer", "L1.1.2", "justification"), f"{SECRET} again")
    services.library.remember_place(assessment, "overview")
    services.library.entries()
    services.trash.move(assessment)
    services.erasing.erase_assessment(assessment, WHY)
    assert holding(services) == []
    assert holding(services, "La Palma") == []
    assert services.library.entries() == services.trash.assessments() == []
    assert services.library.last_opened() is None
    assert services.journal.undo_label("") is None
    assert services.journal.undo_label(assessment) is None
    assert services.safekeeping.check() == []
    reasons = [s.after.value for d in services.history.of_assessment(assessment).more() for s in d.steps]
    assert WHY in reasons


def test_comments_not_sent_yet_and_other_fields_being_typed_lose_it_too(services, assessment):
    name = write(services, assessment, SECRET)
    other, third = (FieldRef("answer", code, "justification") for code in ("L1.1.2", "L1.1.3"))
    services.comments.keep_unsent(assessment, "answer/L1.1.1", f"Is {SECRET} meant?")
    services.comments.keep_unsent(assessment, "answer/L1.1.2", SECRET)
    services.comments.keep_unsent(assessment, "answer/L1.1.3", "Another question.")
    services.journal.typed(assessment, other, f"As {SECRET} says.")
    services.journal.typed(assessment, third, SECRET)
    changed = services.erasing.erase(assessment, [name], WHY)
    assert {other, third} <= changed.fields
    assert holding(services) == []
    unsent = [services.comments.unsent(assessment, f"answer/L1.1.{number}") for number in (1, 2, 3)]
    assert unsent == ["Is  meant?", "", "Another question."]
    read = services.library.open(assessment)
    assert [read.held(ref).value for ref in (other, third)] == ["As  says.", None]


def test_a_name_within_a_longer_word_is_left(services, assessment):
    name = write(services, assessment, "Ana")
    services.comments.keep_unsent(assessment, "answer/L1.1.1", "Anaís says so.")
    services.erasing.erase(assessment, [name], WHY)
    assert services.comments.unsent(assessment, "answer/L1.1.1") == "Anaís says so."


def attached(services, assessment, path):
    """A source with a file; return the edit that names it."""
    path.write_text(SECRET)
    key, _changed = services.sources.add(assessment, {"title": "List"})
    services.sources.attach(assessment, key, services.attachments.keep(path))
    return edits.field(services.journal.read, assessment, FieldRef("source", key, "file"))[0].id


def test_while_an_edit_is_damaged_no_file_goes_and_the_store_opens(services, assessment, tmp_path, monkeypatch):
    name = attached(services, assessment, tmp_path / "names.txt")
    write(services, assessment, "x")
    with monkeypatch.context() as patched:
        patched.setattr(services.erasing, "wipe", lambda: None)  # as if it had crashed there
        services.erasing.erase(assessment, [name], WHY)
    with services.database.writing() as connection:
        connection.execute("UPDATE edit SET record=CAST('{}' AS BLOB) WHERE seq=(SELECT min(seq) FROM edit)")
    services.database.close()
    again = open_services(services.folder)
    assert not again.erasing.wipe_is_due
    assert len(list((again.folder / "attachments").iterdir())) == 1
    assert again.safekeeping.check()
    again.database.close()


def test_a_text_that_is_erased_costs_no_look_at_the_files(services, assessment, tmp_path):
    stray = tmp_path / "stray.txt"
    stray.write_text("of nobody")
    kept = services.attachments.keep(stray)
    name = write(services, assessment, SECRET)
    services.close()
    again = open_services(services.folder)
    again.erasing.erase(assessment, [name], WHY)
    assert again.attachments.is_here(kept)
    again.close()


def test_it_is_erased_beside_the_window_and_the_window_waits_where_it_asks(services, assessment):
    name = write(services, assessment, SECRET)
    work = services.beside(lambda: services.erasing.erase(assessment, [name], WHY))
    with ThreadPoolExecutor(1) as pool:
        erasing = pool.submit(work)
        assert services.library.open(assessment).answer(CODE).justification == ""
        assert TEXT in erasing.result().fields
    assert holding(services) == []


def test_erasing_all_that_a_field_ever_said_takes_time_in_proportion_to_it(services):
    def took(versions):
        assessment = services.library.create(LA_PALMA).assessment
        for number in range(versions):
            services.journal.record(assessment, {TEXT: f"{SECRET} {number}"}, Label("text {key}", {"key": CODE}))
        last = edits.field(services.journal.read, assessment, TEXT)[0].id
        names = services.erasing.alike(assessment, TEXT, last, earlier=True)
        start = time.process_time()
        services.erasing.erase(assessment, names, WHY)
        return time.process_time() - start

    assert took(600) < 10 * took(150)  # sixteen times were it looked through once for each
    assert holding(services) == []


def test_where_the_folder_of_the_files_cannot_be_read_the_text_goes_and_the_store_opens(services, assessment):
    source, _changed = services.sources.add(assessment, {"title": "Acta"})
    services.sources.attach(assessment, source, services.attachments.keep_data("acta.txt", SECRET.encode()))
    folder = services.folder / "attachments"
    moved = folder.rename(services.folder / "elsewhere")
    folder.touch()
    ref = FieldRef("source", source, "file")
    services.erasing.erase(assessment, [edits.field(services.journal.read, assessment, ref)[0].id], WHY)
    assert services.safekeeping.check()[0].message == "The folder cannot be used: {reason}."
    services.close()
    open_services(services.folder).close()
    folder.unlink()
    moved.rename(folder)
    again = open_services(services.folder)
    assert again.safekeeping.check() == []
    assert holding(again) == []
    again.close()


def test_a_short_value_takes_no_words_along_that_one_is_typing_elsewhere(services, assessment):
    changed = services.answering.add_and_cite(assessment, "L1.1.1", {"title": "Ley 155"}, "art. 5")
    citation = next(ref.key for ref in changed.fields if ref.kind == "citation")
    typing = FieldRef("answer", "L1.1.2", "justification")
    services.journal.typed(assessment, typing, "Lo dice el art. 5 de la ley.")
    heads = services.library.open(assessment).held(FieldRef("citation", citation, "locator")).heads
    services.erasing.erase(assessment, [heads[0].id], "una prueba")
    assert services.library.open(assessment).held(typing).value == "Lo dice el art. 5 de la ley."
