"""The one file: opened by one at a time, refused where it is not ours, never half-written, its shape for ever."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import local
from mgi_desktop.store.database import APPLICATION_ID, FORMAT, NAME, open_database, rows

EDIT = """CREATE TABLE edit (
\tseq INTEGER NOT NULL,
\tid VARCHAR NOT NULL,
\trecord BLOB NOT NULL,
\tbody BLOB,
\tassessment VARCHAR NOT NULL,
\taction VARCHAR NOT NULL,
\tPRIMARY KEY (seq),
\tUNIQUE (id)
)"""
OPENING = """
import sys
from pathlib import Path
from mgi_desktop.domain.errors import Refused
from mgi_desktop.store.database import open_database
try:
    open_database(Path(sys.argv[1])).close()
except Refused as refused:
    print(refused.message)
"""


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path)
    yield opened
    opened.close()


def elsewhere(folder, **options):
    """Open the store in another process; return what it was told."""
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(folder)], capture_output=True, text=True, check=True, **options
    )
    return done.stdout.strip()


def plain(folder):
    return sqlite3.connect(folder / NAME, isolation_level=None)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("locking_mode", "exclusive"),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("application_id", APPLICATION_ID),
        ("user_version", FORMAT),
    ],
)
def test_the_settings_that_keep_answers_through_a_power_cut(database, pragma, value):
    assert rows(database.connection, f"PRAGMA {pragma}") == [(value,)]


def test_the_edit_table_never_changes_shape(database):
    ((sql,),) = rows(database.connection, "SELECT sql FROM sqlite_master WHERE name='edit'")
    assert "\n".join(line.rstrip() for line in sql.splitlines()) == EDIT


def test_a_transaction_is_whole_or_nothing(database):
    def write(connection, name):
        connection.execute("INSERT INTO setting VALUES (?,'1')", (name,))

    with database.writing() as connection:
        write(connection, "a")
    with pytest.raises(KeyError), database.writing() as connection:
        write(connection, "b") or {}["nothing"]
    assert rows(database.connection, "SELECT name FROM setting") == [("a",)]
    assert not database.connection.in_transaction


def test_a_mistake_of_the_program_stays_one(database):
    with pytest.raises(sqlite3.OperationalError), database.writing() as connection:
        connection.execute("SELECT nothing FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('a',NULL)")
    with pytest.raises(sqlite3.OperationalError), database.writing(), database.writing():
        pass


def test_two_cannot_have_it_open(tmp_path, database):
    assert "open in another window or command" in elsewhere(tmp_path)
    with pytest.raises(Refused, match="open in another window"):
        open_database(tmp_path)
    with database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('a','1')")
    database.close()
    assert elsewhere(tmp_path) == ""


def test_closing_leaves_one_file(tmp_path, database):
    with database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('a','1')")
    assert (tmp_path / f"{NAME}-wal").stat().st_size > 0
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    with plain(tmp_path) as connection:
        assert connection.execute("SELECT * FROM setting").fetchall() == [("a", "1")]
    connection.close()


def test_a_checkpoint_empties_the_log_and_the_store_stays_open(tmp_path, database):
    with database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('a','1')")
    database.checkpoint()
    assert (tmp_path / f"{NAME}-wal").stat().st_size == 0
    with database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('b','1')")
    assert len(rows(database.connection, "SELECT * FROM setting")) == 2


def test_a_store_of_a_newer_version_is_left_alone(tmp_path):
    open_database(tmp_path).close()
    with plain(tmp_path) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT + 1}")
    connection.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(Refused, match="newer version"):
        open_database(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_the_file_of_another_program_is_left_alone(tmp_path):
    with plain(tmp_path) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    connection.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(Refused, match="not a store of this program"):
        open_database(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_is_no_database_is_left_alone(tmp_path):
    (tmp_path / NAME).write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(Refused, match="damaged"):
        open_database(tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"Dear diary, " * 1000


def test_an_empty_file_becomes_a_store(tmp_path):
    (tmp_path / NAME).touch()
    open_database(tmp_path).close()
    assert (tmp_path / NAME).stat().st_size > 0


@pytest.mark.skipif(os.name != "posix", reason="names that Windows does not take")
@pytest.mark.parametrize("name", ["file:x?mode=memory", "a?mode=ro#b", "per%20cent", ":memory:", "quo'te\""])
def test_a_folder_is_never_read_as_an_address(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    open_database(Path(name)).close()
    assert (tmp_path / name / NAME).exists()


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX systems")
def test_a_folder_whose_name_is_no_text_is_named_all_the_same(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    first = open_database(folder)
    with pytest.raises(Refused, match="open in another window") as refused:
        open_database(folder)
    first.close()
    assert refused.value.where == str(folder / NAME)


def test_a_folder_that_is_none_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="folder cannot be used"):
        open_database(tmp_path / "file")
    (tmp_path / "here" / NAME).mkdir(parents=True)
    with pytest.raises(Refused, match="cannot be written"):
        open_database(tmp_path / "here")


def as_somebody_else(folder):
    """Open the store as a person who may only read the folder (as root, in a child that is no longer root)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "it opened"
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            open_database(folder).close()
        except Refused as refused:
            said = refused.message
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        return answer.read()


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX rights here")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    folder = tmp_path / "store"
    open_database(folder).close()
    (folder / NAME).chmod(0o444)
    folder.chmod(0o555)
    for above in folder.parents:
        if above.stat().st_mode & 0o005 != 0o005:
            above.chmod(above.stat().st_mode | 0o055)
    try:
        assert "cannot be written" in as_somebody_else(folder)
        (folder / NAME).chmod(0o666)
        assert "cannot be written" in as_somebody_else(folder)
        assert "cannot be used" in as_somebody_else(folder / "below")
        folder.chmod(0o755)
        (folder / NAME).unlink()
        folder.chmod(0o555)
        assert "cannot be written" in as_somebody_else(folder)
    finally:
        folder.chmod(0o755)


def test_a_damaged_page_is_said_calmly_where_it_is_read(tmp_path):
    database = open_database(tmp_path)
    with database.writing() as connection:
        connection.executemany(
            "INSERT INTO setting VALUES (?,?)", [(f"{n}", json.dumps("x" * 500)) for n in range(200)]
        )
    database.close()
    data = bytearray((tmp_path / NAME).read_bytes())
    with plain(tmp_path) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name='setting'")
    connection.close()
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    (tmp_path / NAME).write_bytes(data)
    database = open_database(tmp_path)
    with pytest.raises(Refused, match="damaged") as refused:
        rows(database.connection, "SELECT * FROM setting")
    assert refused.value.where == str(tmp_path / NAME)
    with pytest.raises(Refused, match="damaged"), database.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('new','1')")
    assert not database.connection.in_transaction
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_the_folder_of_the_store_is_closed_to_others(tmp_path):
    open_database(tmp_path / "of" / "one").close()
    assert (tmp_path / "of" / "one").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="says what is open")
def test_a_new_folder_and_those_above_it_are_on_disk_before_anything_is_saved(tmp_path, monkeypatch):
    synced, real = [], os.fsync

    def fsync(handle):
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    open_database(tmp_path / "of" / "one").close()
    assert synced == [str(tmp_path / "of"), str(tmp_path)]
    synced.clear()
    open_database(tmp_path / "of" / "one").close()
    assert synced == []


def test_while_work_beside_has_the_store_others_wait_for_it(database):
    began, may_end, heard = threading.Event(), threading.Event(), []

    def work():
        began.set()
        may_end.wait(5)
        with database.writing() as connection:
            local.set_setting(connection, "said", "beside")
        return "done"

    def ask():
        heard.append(local.setting(database.connection, "said"))

    with ThreadPoolExecutor(2) as pool:
        working = pool.submit(database.beside(work))
        began.wait(5)
        asking = pool.submit(ask)
        with pytest.raises(TimeoutError):
            asking.result(0.1)
        may_end.set()
        assert working.result(5) == "done"
        asking.result(5)
    assert heard == ["beside"]


def test_work_beside_that_fails_gives_the_store_back(database):
    def work():
        raise Refused("no")

    with ThreadPoolExecutor(1) as pool, pytest.raises(Refused):
        pool.submit(database.beside(work)).result(5)
    assert rows(database.connection, "SELECT 1") == [(1,)]
