"""Backups: each the whole store as one SQLite file, made from the one connection and written whole or not at all."""

import errno
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Set
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mgi_desktop.domain.edits import Edit, FieldRef, proven
from mgi_desktop.domain.errors import Refused, StoreDamaged, StoreFailed
from mgi_desktop.domain.thinning import staying
from mgi_desktop.domain.words import N_
from mgi_desktop.files import PART, writing

from . import edits, local, reports
from .database import APPLICATION_ID, connected, damage, explained, rows

FOLDER = "backups"
SUFFIX = ".sqlite3"
LIMIT = 4 * 1024**3
"""No backup is larger, in bytes."""
_DAMAGED = 3
_NAME = re.compile(
    r"backup-(\d{6,})-(\d{8}T\d{6}Z)-([a-z]+)-(\d+-[0-9a-f]{8})(\.damaged)?" + re.escape(SUFFIX), re.ASCII
)
_TIME = "%Y%m%dT%H%M%SZ"
_JOURNAL_MODE = slice(18, 20)
"""Where the header of a file says that there is a write-ahead log beside it: a backup has none."""
_NO_LOG = b"\1\1"
_GONE = (
    'UPDATE edit SET body=NULL WHERE instr(record, CAST(\'"kind":"erasure"\' AS BLOB))=0 '
    "AND (assessment, id) IN (SELECT assessment, edit FROM erased)"
)
_OTHER_THAN_OURS = (
    "SELECT 1 FROM sqlite_master "
    "WHERE type NOT IN ('table', 'index') OR upper(ltrim(sql)) LIKE 'CREATE VIRTUAL%' LIMIT 1"
)
"""What looks like a table and does something else when it is read: no store of ours has any."""
_ROWS = "SELECT CAST(id AS BLOB), CAST(record AS BLOB), CAST(body AS BLOB) FROM edit ORDER BY seq"


class Backup(NamedTuple):
    """A backup by its name: its number in the order of making, when by the clock of then, why, and of what state.

    `sound` says that it was whole when it was made: every edit in it proved itself.
    """

    path: Path
    number: int
    at: datetime
    reason: str
    state: str
    sound: bool

    @property
    def edits(self) -> int:
        """How many edits are in it."""
        return int(self.state.partition("-")[0])


def image(connection: sqlite3.Connection) -> bytes:
    """The whole store as the bytes of one file, with what is in the write-ahead log; it needs no log of its own."""
    with explained(connection):
        return without_log(connection.serialize())


def begin(connection: sqlite3.Connection, path: Path) -> None:
    """Write the whole store, as it is now, into an empty file: a large one is never held in memory.

    It is a backup once it is finished. OSError says what the disk does not take.
    """
    # Nobody else knows the file, and not every disk can lock one.
    address = f"{path.absolute().as_uri()}?nolock=1"
    with explained(connection):
        try:
            with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as target:
                for pragma in ("journal_mode=OFF", "synchronous=OFF"):
                    target.execute(f"PRAGMA {pragma}")
                connection.backup(target)
        except sqlite3.OperationalError as error:
            number = errno.ENOSPC if error.sqlite_errorname == "SQLITE_FULL" else errno.EIO
            raise OSError(number, os.strerror(number)) from error


def finish(path: Path) -> None:
    """Say in a file that was begun that there is no log beside it, and put it on disk."""
    with path.open("r+b") as file:
        file.seek(_JOURNAL_MODE.start)
        file.write(_NO_LOG)
        file.flush()
        os.fsync(file.fileno())


def without_log(data: bytes) -> bytes:
    """The same where it says already that there is no log beside it: a large store is not copied without need."""
    if data[_JOURNAL_MODE] == _NO_LOG:
        return data
    view = memoryview(data)
    return b"".join((view[: _JOURNAL_MODE.start], _NO_LOG, view[_JOURNAL_MODE.stop :]))


@contextmanager
def opened(source: bytes | Path) -> Iterator[sqlite3.Connection]:
    """The store that these bytes are, in memory, or a file of our own, as it is: what is done with it touches none."""
    if isinstance(source, bytes):
        address = where = ":memory:"
    else:
        address, where = f"{source.absolute().as_uri()}?mode=ro&immutable=1", source.name
    with closing(connected(address, where, uri=True)) as connection:
        try:
            with explained(connection):
                if isinstance(source, bytes):
                    connection.deserialize(without_log(source))
                    del source  # SQLite has it: a large one is not held twice
                for pragma in ("trusted_schema=OFF", "temp_store=MEMORY", "secure_delete=ON"):
                    connection.execute(f"PRAGMA {pragma}")
                application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID or rows(connection, _OTHER_THAN_OURS):
                raise Refused(N_("This is not a backup of this program."))
            yield connection
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # other tables or columns, or damaged names
            raise Refused(N_("This is not a backup of this program.")) from error


def state(connection: sqlite3.Connection) -> str:
    """A short name of what the store holds: the same where nothing changed that a backup is for."""
    others = [
        rows(connection, statement)
        for table, statement in (
            ("instrument", "SELECT sha256 FROM instrument ORDER BY sha256"),
            ("draft", "SELECT assessment, kind, key, field, value FROM draft ORDER BY 1, 2, 3, 4"),
            ("setting", "SELECT name, value FROM setting WHERE instr(name, 'unsent/')=1 AND value<>'null' ORDER BY 1"),
            ("import", "SELECT number, aside FROM import ORDER BY number"),
        )
        if has(connection, table)
    ]
    return f"{edits.newest(connection)}-{hashlib.sha256(json.dumps(others).encode()).hexdigest()[:8]}"


def faults(source: bytes | Path) -> list[Refused]:
    """What is wrong with a backup, so that it would not bring everything back; empty where it is whole."""
    found = []
    try:
        with opened(source) as connection:
            found = [
                Refused(N_("The database file is damaged: {report}"), report=report) for report in damage(connection)
            ]
            with explained(connection):
                for name, record, body in connection.execute(_ROWS):
                    if not _proves_itself(name, record, body):
                        sentence = N_("An edit is not what its hash says; it was changed or damaged.")
                        found.append(Refused(sentence, where=bytes(name or b"").decode(errors="replace")))
    except Refused as refused:
        if isinstance(refused, StoreFailed) and not isinstance(refused, StoreDamaged):
            raise  # it is the disk that does not give it: nothing is known of the backup
        found.append(refused)
    return found


def _proves_itself(name: bytes | None, record: bytes | None, body: bytes | None) -> bool:
    """Whether an edit is what its hashes say: its form was looked at when it was written."""
    if name is None or record is None or hashlib.sha256(record).hexdigest().encode() != name:
        return False
    return body is None or b'"digest":"' + hashlib.sha256(body).hexdigest().encode() + b'"' in record


def named(folder: Path, number: int, at: datetime, reason: str, found: str, *, sound: bool) -> Backup:
    """The backup that is to be written into a folder."""
    mark = "" if sound else ".damaged"
    name = f"backup-{number:06}-{at.astimezone(UTC):{_TIME}}-{reason}-{found}{mark}{SUFFIX}"
    return Backup(folder / name, number, at, reason, found, sound)


def kept(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first; other files are none. Empty where there is no such folder."""
    try:
        with writing(folder):
            names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except Refused as refused:
        raise Refused(
            N_("The folder cannot be used: {reason}."), where=str(folder), reason=refused.fields["reason"]
        ) from refused
    found = [backup for name in names if (backup := _backup(folder / name)) is not None]
    return sorted(found, key=_order, reverse=True)


def _order(backup: Backup) -> tuple[int, str]:
    return backup.number, backup.path.name


def _backup(path: Path) -> Backup | None:
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    number, when, reason, found, mark = parts.groups()
    try:
        at = datetime.strptime(when, _TIME).replace(tzinfo=UTC)
    except ValueError:  # no such day: it is not ours, and stays
        return None
    return Backup(path, int(number), at, reason, found, mark is None)


def staying_of(found: Iterable[Backup]) -> list[Backup]:
    """Those of some backups that stay when they are thinned; of damaged ones the last few stay."""
    made = sorted(found, key=_order, reverse=True)
    stay = staying((one.number, one.at.date()) for one in made if one.sound)
    stay |= {one.number for one in [one for one in made if not one.sound][:_DAMAGED]}
    return [one for one in made if one.number in stay]


def thin(found: Iterable[Backup]) -> None:
    """Remove the backups that need not stay; one that cannot be removed stays."""
    made = list(found)
    for one in set(made).difference(staying_of(made)):
        with suppress(OSError):
            one.path.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove what a crash left of backups that were being written."""
    for path in folder.glob(f".*{PART}"):
        path.unlink(missing_ok=True)


def holds(path: Path, gone: Set[tuple[str, str]]) -> bool:
    """Whether a file that is finished may still hold the value of one of these edits (assessment, edit)."""
    with opened(path) as connection:
        return not gone <= erased(connection)


def without_erased(data: bytes, gone: Set[tuple[str, str]]) -> bytes | None:
    """A backup without the values of these edits (assessment, edit); None where it holds none of them.

    What was kept beside the edits of the same assessments goes too: labels of deeds, what was being typed, reports.
    """
    with opened(data) as connection, explained(connection):
        wanted = gone - erased(connection)
        if not wanted:
            return None
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO erased VALUES (?,?)", wanted)
        connection.execute(_GONE)
        connection.execute("UPDATE head SET value='null' WHERE kind<>'erasure' AND edit IN (SELECT edit FROM erased)")
        for assessment in {assessment for assessment, _name in wanted}:
            local.forget_assessment(connection, assessment)
        if has(connection, "import"):
            reports.forget_all(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return image(connection)


def span(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """When the first thing was written here, or came, and when the last, by this laptop's clock; None where nothing."""
    came = [values[0] for values in rows(connection, "SELECT at FROM import ORDER BY number")]
    times = [*came[:1], *came[-1:], *(edit.at for edit in _first_and_last_made_here(connection))]
    return (min(times), max(times)) if times else None


def _first_and_last_made_here(connection: sqlite3.Connection) -> Iterator[Edit]:
    """The first and the last edit that no import brought: the times of others are those of their clocks."""
    brought = rows(connection, "SELECT first, last FROM brought WHERE new ORDER BY first")
    for spans, order, beyond, step in ((brought, "ASC", ">", 1), (brought[::-1], "DESC", "<", -1)):
        place = 0 if step > 0 else edits.newest(connection) + 1
        for first, last in spans:
            edge, end = (first, last) if step > 0 else (last, first)
            if (edge - place) * step > 1:
                break
            place = end
        found = rows(
            connection, f"SELECT id, record, body FROM edit WHERE seq{beyond}? ORDER BY seq {order} LIMIT 1", (place,)
        )
        yield from (Edit(*values) for values in found)


def erased(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every edit (assessment, edit) whose value was erased for good."""
    return {(one, two) for one, two in rows(connection, "SELECT assessment, edit FROM erased")}


def sound_edits(connection: sqlite3.Connection) -> list[Edit]:
    """The edits of a backup that prove themselves, but for those whose import was taken back when it was made."""
    aside = {values[0] for values in rows(connection, "SELECT edit FROM aside")} if has(connection, "aside") else set()
    found = []
    with explained(connection):
        for name, record, body in connection.execute(_ROWS):
            with suppress(Refused):  # the others are taken all the same
                found.append(proven(bytes(name or b"").decode(errors="replace"), bytes(record or b""), body))
    return [edit for edit in found if edit.id not in aside]


def author(connection: sqlite3.Connection) -> str:
    """Who made a backup; empty where it does not say."""
    found = rows(connection, "SELECT value FROM setting WHERE name='author'") if has(connection, "setting") else []
    said = _json(found[0][0]) if found else None
    return str(said[0]) if isinstance(said, list) and said else ""


def drafts(connection: sqlite3.Connection) -> Iterator[local.Draft]:
    """What was being typed when a backup was made; what is not in the form of that is left out."""
    found = rows(connection, "SELECT * FROM draft ORDER BY rowid") if has(connection, "draft") else []
    for *place, value, heads in found:
        names = _json(heads)
        if isinstance(names, list) and all(isinstance(one, str) for one in (*place, value, *names)) and len(place) == 4:
            yield local.Draft(place[0], FieldRef(*place[1:]), value, tuple(names))


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def instruments(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The questionnaires of a backup that are what their hash says."""
    found = rows(connection, "SELECT sha256, CAST(document AS BLOB) FROM instrument")
    return {name: document for name, document in found if hashlib.sha256(document or b"").hexdigest() == name}


def signed_lists(connection: sqlite3.Connection) -> list[tuple[bytes, bytes]]:
    """The batches of a backup with their signatures, as they stand: not proven."""
    if not has(connection, "batch"):
        return []
    found = rows(connection, "SELECT CAST(document AS BLOB), CAST(signature AS BLOB) FROM batch ORDER BY number")
    return [(document or b"", signature or b"") for document, signature in found]


def has(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a store has a table: those of older versions of the program have fewer."""
    return bool(rows(connection, "SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", (table,)))
