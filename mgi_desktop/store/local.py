"""What belongs to this installation and never travels: drafts, deeds, settings; and the instruments as they came."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.words import N_

from . import reports
from .database import Row, row, rows

MET = "met/"
"""How the names of the settings begin that hold whom this installation has met, by author."""
_FIELD = "assessment=? AND kind=? AND key=? AND field=?"
_DRAFT = (
    "INSERT INTO draft VALUES (?,?,?,?,?,?) "
    "ON CONFLICT (assessment, kind, key, field) DO UPDATE SET value=excluded.value"
)


# A deed of the library whose assessment somebody has worked in since: to undo its beginning, or to remove it again by
# redo, would hide that work.
_WORKED_IN = (
    "scope='' AND (EXISTS (SELECT 1 FROM deed AS since WHERE since.scope=deed.assessment "
    "AND NOT since.undone AND since.seq>deed.seq) "
    "OR EXISTS (SELECT 1 FROM draft WHERE draft.assessment=deed.assessment))"
)
_LABELS = (
    "SELECT seq, label FROM deed WHERE scope IN (?1, '') AND assessment=?1 AND (instr(label, ?2) OR instr(label, '…'))"
)
_NO_LONGER_NAMED = json.dumps({"message": N_("something that was erased"), "fields": {}})


@dataclass(frozen=True)
class Draft:
    """What is being typed in a field, and the heads that it started from."""

    assessment: str
    ref: FieldRef
    value: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Deed:
    """One thing done here: the action whose edits would be taken back, or brought back, next."""

    seq: int
    assessment: str
    action: str
    label: dict[str, Any]


def keep_draft(connection: sqlite3.Connection, draft: Draft) -> None:
    """Keep what is being typed; the heads of the first call stay until the draft is dropped."""
    connection.execute(_DRAFT, (draft.assessment, *draft.ref, draft.value, json.dumps(draft.heads)))


def drafts(connection: sqlite3.Connection, assessment: str | None = None) -> list[Draft]:
    """Every draft, or those of one assessment, in the order in which their typing began."""
    if assessment is None:
        found = rows(connection, "SELECT * FROM draft ORDER BY rowid")
    else:
        found = rows(connection, "SELECT * FROM draft WHERE assessment=? ORDER BY rowid", (assessment,))
    return [_draft(values) for values in found]


def draft(connection: sqlite3.Connection, assessment: str, ref: FieldRef) -> Draft | None:
    """What is being typed in one field, or None."""
    values = row(connection, f"SELECT * FROM draft WHERE {_FIELD}", (assessment, *ref))
    return _draft(values) if values else None


def _draft(values: Row) -> Draft:
    return Draft(values[0], FieldRef(*values[1:4]), values[4], tuple(json.loads(values[5])))


def drop_draft(connection: sqlite3.Connection, assessment: str, ref: FieldRef) -> None:
    """Forget what was being typed in a field."""
    connection.execute(f"DELETE FROM draft WHERE {_FIELD}", (assessment, *ref))


def add_deed(connection: sqlite3.Connection, scope: str, assessment: str, action: str, label: dict[str, Any]) -> None:
    """Note what was done; whatever could be redone in this scope no longer can."""
    connection.execute("DELETE FROM deed WHERE scope=? AND undone", (scope,))
    connection.execute(
        "INSERT INTO deed (scope, assessment, action, label, undone) VALUES (?,?,?,?,0)",
        (scope, assessment, action, json.dumps(label, ensure_ascii=False)),
    )


def last_deed(connection: sqlite3.Connection, scope: str, undone: bool) -> Deed | None:
    """The deed that undo (not undone: the newest) or redo (undone: the oldest) would turn next.

    An assessment that was begun here and worked in since is not taken back as a whole.
    """
    order = "ASC" if undone else "DESC"
    values = row(
        connection,
        f"SELECT seq, assessment, action, label FROM deed WHERE scope=? AND undone=? AND NOT ({_WORKED_IN}) "
        f"ORDER BY seq {order} LIMIT 1",
        (scope, undone),
    )
    return Deed(values[0], values[1], values[2], json.loads(values[3])) if values else None


def turn_deed(connection: sqlite3.Connection, deed: Deed, action: str, undone: bool) -> None:
    """Note that a deed was undone or redone, and by which action."""
    connection.execute("UPDATE deed SET action=?, undone=? WHERE seq=?", (action, undone, deed.seq))


def turn_import(connection: sqlite3.Connection, action: str, undone: bool) -> dict[str, Any] | None:
    """Note that an import was taken back or brought back; return what its deed is called, None where it has none."""
    connection.execute("UPDATE deed SET undone=? WHERE action=?", (undone, action))
    values = row(connection, "SELECT label FROM deed WHERE action=?", (action,))
    return json.loads(values[0]) if values else None


def let_go(connection: sqlite3.Connection, assessment: str, ref: FieldRef, value: Value) -> None:
    """Forget what this installation keeps of a value that is erased, and note that the file is to be written anew."""
    set_setting(connection, "wipe", True)
    reports.let_go(connection, assessment, value)
    if isinstance(value, dict):  # a file
        set_setting(connection, "clean", True)
    if not isinstance(value, str) or not value:
        return
    typed = draft(connection, assessment, ref)
    if typed is not None and value in typed.value:
        drop_draft(connection, assessment, ref)
    _cut_out(connection, assessment, value)
    for seq, label in rows(connection, _LABELS, (assessment, json.dumps(value, ensure_ascii=False)[1:-1])):
        if any(_holds(str(words), value) for words in json.loads(label)["fields"].values()):
            connection.execute("UPDATE deed SET label=? WHERE seq=?", (_NO_LONGER_NAMED, seq))
    if ref.kind == "person":
        _forget_name(connection, ref.key, value)


def _forget_name(connection: sqlite3.Connection, author: str, name: str) -> None:
    """Forget the name of this person, or of somebody who was met."""
    if setting(connection, "person") == name:
        set_setting(connection, "person", "")
    met = setting(connection, MET + author)
    if isinstance(met, dict) and met.get("name") == name:
        set_setting(connection, MET + author, {**met, "name": ""})


def _cut_out(connection: sqlite3.Connection, assessment: str, value: str) -> None:
    """Cut a value, where it stands as words of their own, out of what is being typed and of comments not sent yet.

    Not a short one, such as “art. 5”: it would take words along that mean something else.
    """
    if len(value) < reports.LONG_ENOUGH:
        return
    words = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    for typed in drafts(connection, assessment):
        if words.search(typed.value):
            left = words.sub("", typed.value)
            if left.strip():
                keep_draft(connection, replace(typed, value=left))
            else:
                drop_draft(connection, assessment, typed.ref)
    unsent = f"unsent/{assessment}/"
    found = rows(connection, "SELECT name, value FROM setting WHERE instr(name, ?)=1", (unsent,))
    for name, kept in found:
        text = json.loads(kept)
        if isinstance(text, str) and words.search(text):
            set_setting(connection, name, words.sub("", text).strip() or None)


def _holds(words: str, value: str) -> bool:
    """Whether these words say a value, or its beginning."""
    return value in words or (words.endswith("…") and value.startswith(words[:-1]))


def forget_assessment(connection: sqlite3.Connection, assessment: str) -> None:
    """Forget the drafts, deeds and settings of an assessment that was erased."""
    for table in ("draft", "deed", "summary"):
        connection.execute(f"DELETE FROM {table} WHERE assessment=?", (assessment,))
    connection.execute("DELETE FROM setting WHERE name LIKE '%/' || ? || '%'", (assessment,))


def labels(connection: sqlite3.Connection, assessment: str) -> dict[str, tuple[str, bool]]:
    """What the deeds done here in an assessment are called (JSON), by action, and whether that action took it back."""
    found = rows(connection, "SELECT action, label, undone FROM deed WHERE assessment=?", (assessment,))
    return {action: (label, bool(undone)) for action, label, undone in found}


def note_restored(connection: sqlite3.Connection, edit: str, originals: Iterable[str]) -> None:
    """Note that an edit says again what earlier ones said."""
    connection.executemany("INSERT OR IGNORE INTO restored VALUES (?,?)", [(edit, original) for original in originals])


def stands_for(connection: sqlite3.Connection, edit: str) -> set[str]:
    """An edit, and every earlier one that it says again."""
    found = rows(
        connection,
        "WITH RECURSIVE said(id) AS (SELECT ?1 UNION SELECT original FROM restored JOIN said ON edit=said.id) "
        "SELECT id FROM said",
        (edit,),
    )
    return {values[0] for values in found}


def setting(connection: sqlite3.Connection, name: str) -> Any:
    """A small value of this store, None where it was never set."""
    values = row(connection, "SELECT value FROM setting WHERE name=?", (name,))
    return json.loads(values[0]) if values else None


def settings(connection: sqlite3.Connection, beginning: str) -> dict[str, Any]:
    """The small values of this store whose names begin so, by name."""
    found = rows(connection, "SELECT name, value FROM setting WHERE instr(name, ?)=1 ORDER BY name", (beginning,))
    return {name: json.loads(value) for name, value in found}


def set_setting(connection: sqlite3.Connection, name: str, value: Any) -> None:
    """Set a small value of this store."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (name, json.dumps(value, ensure_ascii=False)))


def keep_instrument(connection: sqlite3.Connection, sha256: str, document: bytes) -> None:
    """Keep an instrument whole, so that what was answered with it can always be shown."""
    connection.execute("INSERT OR IGNORE INTO instrument VALUES (?,?)", (sha256, document))
    connection.execute("DELETE FROM summary")  # what had no questionnaire here may have one now


def drop_instrument(connection: sqlite3.Connection, sha256: str) -> None:
    """Let go of an instrument that nothing needs."""
    connection.execute("DELETE FROM instrument WHERE sha256=?", (sha256,))


def instrument(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """The JSON of an instrument, None where it is not here."""
    values = row(connection, "SELECT CAST(document AS BLOB) FROM instrument WHERE sha256=?", (sha256,))
    return values[0] if values else None


def instruments(connection: sqlite3.Connection) -> Sequence[str]:
    """The SHA-256 of every instrument that is kept."""
    return [values[0] for values in rows(connection, "SELECT sha256 FROM instrument")]


def summary(connection: sqlite3.Connection, assessment: str) -> dict[str, Any] | None:
    """What the library shows of an assessment, None where it must be worked out anew."""
    values = row(connection, "SELECT numbers FROM summary WHERE assessment=?", (assessment,))
    return json.loads(values[0]) if values else None


def keep_summary(connection: sqlite3.Connection, assessment: str, numbers: dict[str, Any]) -> None:
    """Keep what the library shows of an assessment."""
    connection.execute("INSERT OR REPLACE INTO summary VALUES (?,?)", (assessment, json.dumps(numbers)))
