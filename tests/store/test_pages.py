"""Reading a file page by page finds every row that SQLite finds, without its header, its schema or its inner pages."""

import sqlite3
from contextlib import closing

from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, pages
from mgi_desktop.store.database import NAME


def edits_in(found):
    return {
        (row.number, *row.values[1:4])
        for row in found
        if len(row.values) == 6 and isinstance(row.values[2], bytes) and row.values[2].startswith(b'{"action"')
    }


def test_every_edit_is_found_in_a_file_and_in_its_log_with_its_number_and_what_goes_on_on_other_pages(tmp_path):
    services = open_services(tmp_path / "store")
    assessment = services.exchanging.sample().assessment
    read = services.journal.read
    services.database.checkpoint()
    for length in (10, 3900, 4061, 4062, 9000, 70_000):
        ref = edits.by_id(read, next(edits.every(read)).id).ref._replace(
            kind="answer", key="L1.1.1", field="justification"
        )
        services.journal.typed(assessment, ref, "é" * length)
        services.journal.left(assessment, ref)
    here = {
        (seq, name.encode(), record, body)
        for seq, name, record, body in read.execute("SELECT seq, id, record, body FROM edit")
    }
    file, log = ((tmp_path / "store" / (NAME + suffix)).read_bytes() for suffix in ("", "-wal"))
    services.close()
    assert len(log) > 0
    found = edits_in(pages.rows(bytes(100) + file[100:], log))
    assert found >= here
    assert {one[1:] for one in found} == {one[1:] for one in here}


def test_any_bytes_are_read_without_a_fault(tmp_path):
    import random

    path = tmp_path / "one.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE one (a TEXT PRIMARY KEY, b BLOB) WITHOUT ROWID")
        connection.executemany("INSERT INTO one VALUES (?,?)", [(f"{n}" * 50, bytes(n * 30)) for n in range(300)])
        connection.commit()
    sound = path.read_bytes()
    assert len({row.values[0] for row in pages.rows(sound) if len(row.values) == 2}) == 300
    rng = random.Random(1)
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(300):
            data[rng.randrange(len(data))] = rng.randrange(256)
        assert all(
            isinstance(row, pages.Row) for row in pages.rows(bytes(data), bytes(data[: rng.randrange(len(data))]))
        )
