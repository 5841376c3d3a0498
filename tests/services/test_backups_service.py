"""Backups: made by themselves, whole, thinned, without what was erased, and in a second folder too."""

import errno
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.files import write_whole
from mgi_desktop.services.backups import EVERY, Backups
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.sharing import write
from mgi_desktop.store import backups, derived, edits, local
from tests.conftest import LA_PALMA

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")


def type_text(services, assessment, text):
    services.journal.typed(assessment, TEXT, text)
    services.journal.left(assessment, TEXT)


def said(data):
    """The edits of a backup with their values."""
    with backups.opened(data) as connection:
        return {edit.id: edit.body for edit in edits.every(connection)}


def here(services):
    return {edit.id: edit.body for edit in edits.every(services.journal.read)}


def test_a_backup_is_the_whole_store_and_opens_by_itself(services, assessment):
    type_text(services, assessment, "Lo dice la ley.")
    made = services.backups.make("asked")
    assert (made.sound, made.reason, made.edits) == (True, "asked", len(here(services)))
    assert said(made.path.read_bytes()) == here(services)
    with closing(sqlite3.connect(made.path)) as connection:  # without a log of its own
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(made.path.parent.glob("*-wal"))


def test_one_is_made_on_close_and_none_where_nothing_changed(services, assessment):
    folder = services.folder
    services.close()
    first = backups.kept(folder / "backups")
    assert [one.reason for one in first] == ["close"]
    again = open_services(folder)
    again.close()
    assert backups.kept(folder / "backups") == first
    third = open_services(folder)
    type_text(third, assessment, "Lo dice la ley.")
    third.close()
    assert len(backups.kept(folder / "backups")) == 2


def test_an_empty_store_asks_for_none(services):
    folder = services.folder
    services.close()
    assert backups.kept(folder / "backups") == []


def test_one_is_due_after_half_an_hour_of_change(services, assessment):
    time = [0.0]
    own = Backups(services.database, ticking=lambda: time[0])
    own.make("asked")
    assert not own.due
    type_text(services, assessment, "Lo dice la ley.")
    assert not own.due
    time[0] += EVERY
    assert own.due
    own.begin("change")()
    assert not own.due
    time[0] += EVERY
    assert not own.due  # nothing changed since


def test_what_was_erased_is_in_no_backup_either(services, assessment):
    type_text(services, assessment, "Nombre secreto de alguien")
    services.backups.make("asked")
    type_text(services, assessment, "Sin nombre")
    services.backups.make("asked")
    secret = next(
        edit for edit in edits.every(services.journal.read) if edit.ref == TEXT and edit.value != "Sin nombre"
    )
    services.erasing.erase(assessment, [secret.id], "A name")
    assert not services.backups.erasing_is_due
    services.close()
    files = [path for path in services.folder.rglob("*") if path.is_file()]
    assert len(backups.kept(services.folder / "backups")) == 3
    assert [path for path in files if b"Nombre secreto" in path.read_bytes()] == []
    newest = backups.kept(services.folder / "backups")[0]
    assert newest.sound
    assert backups.faults(newest.path.read_bytes()) == []


def test_a_full_disk_is_said_and_leaves_no_half_backup(services, assessment, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "The disk is full")

    monkeypatch.setattr("mgi_desktop.store.backups.begin", full)
    write = services.backups.begin("asked")  # beside the work, where it is not said
    with pytest.raises(Refused):
        write()
    assert services.backups.problem is not None
    assert list(services.backups.folder.iterdir()) == []
    services.close()  # and this is no reason not to close


def test_one_is_made_before_the_derived_tables_are_made_anew(services, assessment):
    folder = services.folder
    type_text(services, assessment, "Lo dice la ley.")
    services.journal.flush()
    with services.database.writing() as connection:
        local.set_setting(connection, "derived", derived.NUMBER - 1)
    services.database.close()
    again = open_services(folder)
    assert [one.reason for one in again.backups.listed()] == ["upgrade"]
    assert again.library.open(assessment).held(TEXT).value == "Lo dice la ley."
    again.close()


def test_a_second_folder_gets_the_same_backups_and_the_attached_files(services, assessment, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    paper = tmp_path / "ley.pdf"
    paper.write_bytes(b"%PDF-1.7 a law")
    file = services.attachments.keep(paper)
    services.backups.second.choose(stick)
    services.backups.make("asked")
    services.backups.copy()
    own = next(stick.iterdir())
    assert [one.path.name for one in backups.kept(own / "backups")] == [
        one.path.name for one in services.backups.listed()
    ]
    assert (own / "attachments" / file.sha256).read_bytes() == paper.read_bytes()


def test_a_second_folder_that_is_away_is_no_fault_and_gets_all_when_it_is_back(services, assessment, tmp_path):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    services.backups.second.choose(stick)
    stick.rename(away)
    services.backups.make("asked")
    services.backups.copy()
    assert services.backups.second.at_hand() is None
    away.rename(stick)
    services.backups.copy()
    assert len(backups.kept(next(stick.iterdir()) / "backups")) == 1


def test_days_since_a_copy_are_counted_from_the_last_one(services, assessment, tmp_path):
    clock = [datetime(2030, 1, 1, tzinfo=UTC)]
    own = Backups(services.database, clock=lambda: clock[0])
    with services.database.writing() as connection:
        local.set_setting(connection, "copied_off", "2029-12-27T00:00:00.000Z")
    assert own.second.days == 0  # what is here was written before that copy
    clock[0] += timedelta(days=1)
    with services.database.writing() as connection:
        local.set_setting(connection, "copied_off", "2020-01-01T00:00:00.000Z")
    assert own.second.days == (clock[0] - datetime(2020, 1, 1, tzinfo=UTC)).days


def test_days_since_a_copy_are_not_counted_by_the_clocks_of_others(services, tmp_path):
    ana = open_services(tmp_path / "ana")
    ana.journal._clock = lambda: datetime(2090, 1, 1, tzinfo=UTC)
    shared = ana.library.create(LA_PALMA).assessment
    material = ana.sharing.material(shared)
    path = write(ana.sharing.gather([material], Choice()), tmp_path / "ana.mgi").paths[0]
    ana.close()
    now = datetime.now(UTC)
    services.importing.take(services.importing.look(services.importing.reading([path], {}, tmp_path)()))
    own = Backups(services.database, clock=lambda: now + timedelta(days=5))
    assert own.second.days == 4  # since it came, some moments after `now`
    with services.database.writing() as connection:
        local.set_setting(connection, "copied_off", services.journal.stamp())
    assert own.second.days == 0  # all of it was here by then
    services.journal._clock = lambda: now + timedelta(days=3)
    type_text(services, shared, "Lo dice la ley.")
    assert own.second.days == 4


def test_a_folder_within_the_store_is_refused(services):
    with pytest.raises(Refused):
        services.backups.second.choose(Path(services.folder))


def named(services, text):
    """The edits whose value this is."""
    return [edit.id for edit in edits.every(services.journal.read) if edit.value == text]


def bytes_with(folder, text):
    """The files in a folder in which a text can still be found."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_a_backup_that_was_begun_before_an_erasing_is_written_without_what_was_erased(services, assessment, tmp_path):
    type_text(services, assessment, "Nombre secreto de alguien")
    stick = tmp_path / "stick"
    stick.mkdir()
    services.backups.second.choose(stick)
    write = services.backups.begin_both("change")
    services.erasing.erase(assessment, named(services, "Nombre secreto de alguien"), "A name")
    made = write().backup
    assert made.sound
    assert bytes_with(services.folder, "Nombre secreto") == []
    assert bytes_with(stick, "Nombre secreto") == []


def test_what_was_erased_goes_from_the_second_folder_when_that_is_back(services, assessment, tmp_path):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    services.backups.second.choose(stick)
    type_text(services, assessment, "Nombre secreto de alguien")
    services.backups.make("asked")
    services.backups.copy()
    assert bytes_with(stick, "Nombre secreto") != []
    stick.rename(away)
    services.erasing.erase(assessment, named(services, "Nombre secreto de alguien"), "A name")
    assert services.backups.erasing_is_due
    away.rename(stick)
    services.rest()
    assert not services.backups.erasing_is_due
    assert bytes_with(stick, "Nombre secreto") == []


def test_what_could_not_be_put_in_a_backup_is_not_said_to_be_copied(services, assessment, tmp_path):
    stick = tmp_path / "Dropbox"  # which is copied elsewhere
    stick.mkdir()
    services.backups.second.choose(stick)
    services.backups.make("asked")
    type_text(services, assessment, "Lo dice la ley.")  # in no backup yet
    services.backups.copy()
    assert services.backups.second.copied_off is None
    services.backups.copied(services.backups.begin_both("change")())
    assert services.backups.second.copied_off is not None


def test_what_is_typed_while_it_is_copied_is_not_said_to_be_copied(services, assessment, tmp_path):
    clock = [datetime(2030, 1, 1, tzinfo=UTC)]
    stick = tmp_path / "Dropbox"  # which is copied elsewhere
    stick.mkdir()
    own = Backups(services.database, clock=lambda: clock[0])
    own.second.choose(stick)
    both = own.begin_both("change")
    clock[0] += timedelta(minutes=5)
    own.copied(both())
    assert own.second.copied_off == datetime(2030, 1, 1, tzinfo=UTC)


def test_a_second_folder_that_is_full_is_said_and_nothing_is_called_copied(services, assessment, tmp_path, monkeypatch):
    def full(path, data, **named):
        if stick in path.parents:
            raise Refused("The disk is full.")
        write_whole(path, data, **named)

    stick = tmp_path / "Dropbox"  # which is copied elsewhere
    stick.mkdir()
    monkeypatch.setattr("mgi_desktop.services.second_folder.write_whole", full)
    services.backups.second.choose(stick)
    with pytest.raises(Refused):
        services.backups.begin_both("change")()
    assert services.backups.problem is not None
    assert services.backups.second.copied_off is None
    assert len(services.backups.listed()) == 1


def test_one_is_made_before_two_assessments_are_joined(services, assessment):
    other = services.library.create(LA_PALMA).assessment
    type_text(services, other, "Lo dice la ley.")
    before = here(services)
    services.joining.join(services.joining.look(other, assessment))
    kept = services.backups.listed()
    assert [one.reason for one in kept] == ["merge"]
    assert said(kept[0].path.read_bytes()) == before


SECRET = "Nombre secreto de alguien"


def erase_apart(services, assessment):
    """Erase a secret that is in six backups, as the window does: what rewrites them is handed to it, and returned."""
    type_text(services, assessment, SECRET)
    for _number in range(6):
        services.backups.make("asked")
        type_text(services, assessment, f"{SECRET} {_number}")
        type_text(services, assessment, SECRET)
    handed = []
    services.backups.forgetting.beside = handed.append
    names = [edit.id for edit in edits.every(services.journal.read) if edit.ref == TEXT and SECRET in str(edit.value)]
    services.erasing.erase(assessment, names, "A name")
    [work] = handed
    return work


def test_the_backups_are_rewritten_beside_the_work(services, assessment):
    work = erase_apart(services, assessment)
    assert len(bytes_with(services.folder, SECRET)) == 6
    assert services.backups.erasing_is_due
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work).result()
    assert bytes_with(services.folder, SECRET) == []
    assert services.backups.forgetting.far[1] == 6
    services.backups.forgetting.note(done)
    assert not services.backups.erasing_is_due


def test_what_a_crash_left_in_the_backups_is_gone_after_the_next_start(services, assessment):
    erase_apart(services, assessment)
    services.database.close()  # and no more: nobody has rewritten them
    again = open_services(services.folder)
    handed = []
    again.backups.forgetting.beside = handed.append
    again.backups.forget_erased()  # as the window does when it begins
    assert len(handed) == 1
    again.close()  # ended before that was done
    assert bytes_with(services.folder, SECRET) == []


def test_backups_made_and_copied_while_others_are_rewritten_hold_nothing_of_it_either(services, assessment, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    services.backups.second.choose(stick)
    type_text(services, assessment, SECRET)
    begun = services.backups.begin_both("change")
    work = erase_apart(services, assessment)
    after = services.backups.begin_both("asked", always=True)
    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(one) for one in (work, begun, after)]
    for kept in (jobs[1].result(), jobs[2].result()):
        assert backups.faults(kept.backup.path.read_bytes()) == []
    services.backups.forgetting.note(jobs[0].result())
    services.backups.forgetting.beside = None
    services.backups.forget_erased()
    assert not services.backups.erasing_is_due
    assert bytes_with(tmp_path, SECRET) == []
