"""Backups as files: whole or said not to be, found by their names alone, thinned, and never trusted when they come."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import backups, local

TEXT = FieldRef("answer", "L1.1.1", "justification")
START = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def image(services, assessment):
    services.journal.typed(assessment, TEXT, "Lo dice la ley.")
    services.journal.left(assessment, TEXT)
    return backups.image(services.database.connection)


def changed(data, *statements):
    """The same store after some statements."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        for statement in statements:
            connection.execute(statement)
        return connection.serialize()


def put(folder: Path, made: datetime, number: int, *, sound: bool = True):
    folder.mkdir(exist_ok=True)
    one = backups.named(folder, number, made, "change", f"{number}-0123abcd", sound=sound)
    one.path.write_bytes(b"")
    return one


def test_an_image_is_whole_and_damage_in_it_is_found(image):
    assert backups.faults(image) == []
    assert len(backups.faults(image.replace(b"Lo dice la ley.", b"No dice la ley."))) == 1
    assert backups.faults(image[: len(image) // 2]) != []
    assert backups.faults(b"") != []


def test_its_state_changes_with_what_a_backup_is_for_and_with_nothing_else(services, assessment):
    connection = services.database.connection
    before = backups.state(connection)
    with services.database.writing() as writing:
        local.set_setting(writing, "anything", 1)
    assert backups.state(connection) == before
    services.journal.typed(assessment, TEXT, "Lo dice")
    typed = backups.state(connection)
    services.journal.left(assessment, TEXT)
    assert len({before, typed, backups.state(connection)}) == 3


def test_its_state_changes_with_each_letter_that_is_typed_and_is_in_no_edit_yet(services, assessment):
    connection, seen = services.database.connection, []
    for text in ("Lo dice", "Lo dice la ley"):
        services.journal.typed(assessment, TEXT, text)
        seen.append(backups.state(connection))
    for text in ("¿Por", "¿Por qué?"):
        services.comments.keep_unsent(assessment, "answer/L1.1.1", text)
        seen.append(backups.state(connection))
    assert len(set(seen)) == 4
    services.comments.keep_unsent(assessment, "answer/L1.1.1", "")
    assert backups.state(connection) == seen[1]


def test_it_is_known_by_its_name_alone(tmp_path):
    made = put(tmp_path, START, 7, sound=False)
    assert backups.kept(tmp_path) == [made]
    assert (made.edits, made.reason, made.sound, made.at) == (7, "change", False, START)
    for name in ("store.sqlite3", "backup-1.sqlite3", made.path.name.replace("20300101", "20301399")):
        (tmp_path / name).write_bytes(b"")
    assert backups.kept(tmp_path) == [made]
    assert backups.kept(tmp_path / "none") == []


def test_thinning_leaves_what_must_stay_what_is_no_backup_and_the_last_damaged_ones(tmp_path):
    sound = [put(tmp_path, START + timedelta(minutes=n), n) for n in range(1, 31)]
    damaged = [put(tmp_path, START + timedelta(minutes=n), n, sound=False) for n in range(31, 41)]
    (tmp_path / "mine.sqlite3").write_bytes(b"")
    backups.thin(backups.kept(tmp_path))
    assert backups.kept(tmp_path) == [*damaged[:-4:-1], *sound[:-11:-1]]
    assert (tmp_path / "mine.sqlite3").exists()


def test_what_a_crash_left_is_removed_and_nothing_else(tmp_path):
    made = put(tmp_path, START, 1)
    (tmp_path / ".abc.part").write_bytes(b"half")
    (tmp_path / "mine.part").write_bytes(b"a file of somebody")
    backups.remove_parts(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([made.path.name, "mine.part"])


def test_what_was_erased_is_cut_out_with_its_bytes_and_the_rest_stays_whole(image, assessment):
    with backups.opened(image) as connection:
        gone = {(assessment, edit.id) for edit in backups.sound_edits(connection) if edit.value == "Lo dice la ley."}
    without = backups.without_erased(image, gone)
    assert b"Lo dice la ley." in image
    assert b"Lo dice la ley." not in without
    assert backups.faults(without) == []
    assert backups.without_erased(without, gone) is None
    with backups.opened(image) as old, backups.opened(without) as new:
        assert [one.id for one in backups.sound_edits(old)] == [one.id for one in backups.sound_edits(new)]


def test_what_was_being_typed_is_read_and_what_is_no_draft_is_left_out(services, assessment):
    services.journal.typed(assessment, TEXT, "Lo dice")
    data = changed(
        backups.image(services.database.connection),
        "INSERT INTO draft VALUES ('x', 'answer', 'L1.1.2', 'justification', 'text', 'no list')",
        "INSERT INTO draft VALUES ('x', 'answer', 'L1.1.3', 'justification', x'00', '[]')",
        "INSERT INTO draft VALUES ('x', 'answer', 'L1.1.4', 'justification', 'text', '[1]')",
        f"INSERT INTO draft VALUES ('x', 'answer', 'L1.1.5', 'justification', 'text', '{'[' * 100_000}')",
    )
    with backups.opened(data) as connection:
        assert [(one.ref, one.value) for one in backups.drafts(connection)] == [(TEXT, "Lo dice")]
        assert backups.author(connection) == services.journal.author


ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n FROM more) SELECT n AS seq, n AS id FROM more"


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE edit",),
        ("DROP TABLE edit", f"CREATE VIEW edit AS {ENDLESS}"),
        ("DROP TABLE edit", "CREATE TABLE edit (seq INTEGER PRIMARY KEY, id TEXT)"),
        ("CREATE TRIGGER later AFTER INSERT ON edit BEGIN DELETE FROM edit; END",),
        ("PRAGMA application_id=1",),
    ],
    ids=["no edits", "a view", "other columns", "a trigger", "another program's"],
)
def test_what_only_looks_like_a_backup_is_refused(image, statements):
    data = changed(image, *statements)
    with pytest.raises(Refused), backups.opened(data) as connection:
        backups.sound_edits(connection)
    assert backups.faults(data) != []


def test_rows_that_hold_something_else_are_left_out(image):
    data = changed(
        image,
        "INSERT INTO edit VALUES (900, 'a', 1, 2, 'x', 'y')",
        "INSERT INTO edit VALUES (901, x'ff', 'text', 'text', 'x', 'y')",
        "INSERT INTO instrument VALUES ('a', 'not this one')",
    )
    with backups.opened(image) as old, backups.opened(data) as new:
        assert backups.sound_edits(new) == backups.sound_edits(old)
        assert backups.instruments(new) == backups.instruments(old)
    assert len(backups.faults(data)) == 2
