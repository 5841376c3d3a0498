"""Writes a new store of what was found in a damaged one and in its backups."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import Edit, FieldRef

from . import batches, derived, edits, imports, local
from .counting import spans_of
from .database import Row, rows
from .recovery import Found

_KEYS = {"draft": 4, "deed": 1, "restored": 2, "setting": 1, "import": 1}
"""By how many of its first columns a row is known."""
_MANY = 20_000


class Kept:
    """The damaged file and its backups as one: edits united, and what was local as the newest of them says it."""

    def __init__(self, file: Found) -> None:
        self.united = replace(file, edits=dict(file.edits), erased=set(file.erased), signed=dict(file.signed))
        self._sources = [file]

    @property
    def file(self) -> Found:
        """What the damaged file had."""
        return self._sources[0]

    @property
    def whole(self) -> bool:
        """Whether all that was done here and taken in could be read in the damaged file itself."""
        return self.file.whole >= {"deed", "restored", "import", "brought"}

    def add(self, backup: Found) -> None:
        """Add a backup; the newest first."""
        self._sources.append(backup)
        for edit in backup.edits.values():
            self.united.add(edit)
        self.united.erased |= backup.erased
        self.united.signed = {**backup.signed, **self.united.signed}
        self.united.instruments = {**backup.instruments, **self.united.instruments}

    def _saying(self, table: str) -> Iterator[Found]:
        """The sources of a table: the file, and where that was not read to the end, the newest backup that was."""
        yield self.file
        if table not in self.file.whole:
            yield from [one for one in self._sources[1:] if table in one.whole][:1]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that never travels, each key once."""
        found: dict[Row, Row] = {}
        for source in self._saying(table):
            for row in source.local.get(table, ()):
                found.setdefault(row[: _KEYS[table]], row)
        return list(found.values())

    def brought(self) -> dict[int, dict[str, bool]]:
        """The edits that each import brought, and whether they were new by it."""
        found: dict[int, dict[str, bool]] = {}
        for source in self._saying("brought"):
            order = sorted(source.places.items())
            for number, first, last, new in source.local.get("brought", ()):
                inside = {name: bool(new) for place, name in order if first <= place <= last}
                found[number] = {**inside, **found.get(number, {})}
        return found

    def aside(self) -> set[str]:
        """The edits that did not count."""
        return {name for source in self._saying("aside") for name in source.aside}

    def old_drafts(self) -> list[Row]:
        """What was once being typed, and may be still: the newest last."""
        return [row for source in reversed(self._sources) for row in (*source.local.get("draft", ()), *source.typed)]


def write_settings(connection: sqlite3.Connection, settings: Iterable[Row]) -> None:
    """Write the small values of a store, but for what says how its derived tables were made."""
    kept = [row for row in settings if row[0] != "derived"]
    connection.executemany("INSERT OR IGNORE INTO setting VALUES (?,?)", kept)


def write(connection: sqlite3.Connection, kept: Kept, signed: Iterable[Batch]) -> int:
    """Write everything into a new store, inside the caller's transaction; return how many drafts came along."""
    write_settings(connection, kept.rows("setting"))
    derived.bring_up_to_date(connection)
    arrived = _in_order(kept)
    for start in range(0, len(arrived), _MANY):
        edits.add(connection, arrived[start : start + _MANY])
    batches.keep(connection, signed)
    for sha256, document in kept.united.instruments.items():
        local.keep_instrument(connection, sha256, document)
    _write_imports(connection, kept)
    _write_deeds(connection, kept)
    _take_back(connection, kept)
    return _write_drafts(connection, kept)


def _in_order(kept: Kept) -> list[Edit]:
    """The edits in the order in which they arrived, as far as that is known, without what was erased."""
    places: dict[str, int] = {}
    for source in (kept.file, *kept._sources[1:]):
        for place, name in source.places.items():
            places.setdefault(name, place)
    last = max(places.values(), default=0) + 1
    every = sorted(kept.united.edits.values(), key=lambda edit: places.get(edit.id, last))
    erased = kept.united.erased
    return [
        replace(edit, body=None) if edit.ref.kind != "erasure" and (edit.assessment, edit.id) in erased else edit
        for edit in every
    ]


def _write_imports(connection: sqlite3.Connection, kept: Kept) -> None:
    here = {name: seq for seq, name in rows(connection, "SELECT seq, id FROM edit")}
    listed = kept.rows("import")
    connection.executemany("INSERT INTO import VALUES (?,?,?,?,?,?)", listed)
    known = {row[0] for row in listed}
    for number, brought in kept.brought().items():
        for new in (True, False):
            spans = spans_of(here[name] for name, is_new in brought.items() if is_new is new and name in here)
            if number in known:
                _note_brought(connection, number, spans, new=new)


def _note_brought(connection: sqlite3.Connection, number: int, spans: Iterable[tuple[int, int]], *, new: bool) -> None:
    connection.executemany("INSERT OR IGNORE INTO brought VALUES (?,?,?,?)", [(number, *span, new) for span in spans])


def _write_deeds(connection: sqlite3.Connection, kept: Kept) -> None:
    """Write what was done here, as far as the edits of it are here."""
    actions = {values[0] for values in rows(connection, "SELECT DISTINCT action FROM edit")}
    actions |= {f"import/{values[0]}" for values in rows(connection, "SELECT number FROM import")}
    deeds = [row for row in kept.rows("deed") if row[3] in actions]
    connection.executemany("INSERT INTO deed VALUES (?,?,?,?,?,?)", deeds)
    connection.executemany("INSERT INTO restored VALUES (?,?)", kept.rows("restored"))


def _take_back(connection: sqlite3.Connection, kept: Kept) -> None:
    """Have what was taken back stay so, also where it can no longer be said which import had brought it."""
    edits.rebuild(connection, edits.every(connection))
    wanted = kept.aside() - {values[0] for values in rows(connection, "SELECT edit FROM aside")}
    places = [seq for seq, name in rows(connection, "SELECT seq, id FROM edit") if name in wanted]
    if places:
        at = max(edit.at for edit in edits.every(connection))
        number = imports.begin(connection, at, "", "")
        connection.execute("UPDATE import SET aside=1 WHERE number=?", (number,))
        _note_brought(connection, number, spans_of(places), new=True)
        edits.rebuild(connection, edits.every(connection))


def _write_drafts(connection: sqlite3.Connection, kept: Kept) -> int:
    """Write what was being typed: as it stood, with the heads that are here; an old one only where nothing followed."""
    for draft in map(_draft, kept.file.local.get("draft", ())):
        heads = _heads(connection, draft)
        every = all(edits.by_id(connection, head) for head in draft.heads)
        local.keep_draft(connection, draft if every else replace(draft, heads=heads))
    if "draft" not in kept.file.whole:
        stood = {row[:4] for row in kept.file.local.get("draft", ())}
        newest = {row[:4]: row for row in kept.old_drafts() if row[:4] not in stood}
        for draft in map(_draft, newest.values()):
            held = edits.field(connection, draft.assessment, draft.ref)
            if sorted(draft.heads) == [head.id for head in held] and draft.value not in [head.value for head in held]:
                local.keep_draft(connection, draft)
    return len(local.drafts(connection))


def _draft(row: Row) -> local.Draft:
    return local.Draft(row[0], FieldRef(*row[1:4]), row[4], tuple(json.loads(row[5])))


def _heads(connection: sqlite3.Connection, draft: local.Draft) -> tuple[str, ...]:
    return tuple(head.id for head in edits.field(connection, draft.assessment, draft.ref))
