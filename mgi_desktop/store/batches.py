"""Signed lists of edits, kept byte for byte: they prove who wrote what, on every laptop that they reach."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from mgi_desktop.domain.arrivals import Batch

from . import erasures
from .database import row, rows

_BY_AUTHOR = (
    "SELECT DISTINCT signed.edit FROM signed JOIN batch ON batch.number=signed.batch "
    "WHERE batch.author=? AND signed.edit IN (SELECT value FROM json_each(?))"
)


def keep(connection: sqlite3.Connection, batches: Iterable[Batch]) -> None:
    """Keep batches whose signature holds, inside the caller's transaction; any order, any number of times.

    What was erased goes once one of them proves who erased it.
    """
    new: list[int] = []
    for batch in batches:
        name = hashlib.sha256(batch.document).hexdigest()
        if row(connection, "SELECT 1 FROM batch WHERE sha256=?", (name,)):
            continue
        cursor = connection.execute(
            "INSERT INTO batch (sha256, assessment, author, document, signature) VALUES (?,?,?,?,?)",
            (name, batch.assessment, batch.author, batch.document, batch.signature),
        )
        number = int(cursor.lastrowid or 0)
        new.append(number)
        listed = [(edit, number) for edit in batch.edits]
        connection.executemany("INSERT OR IGNORE INTO signed VALUES (?,?)", listed)
    erasures.erase(connection, erasures.listed(connection, new))


def of(connection: sqlite3.Connection, assessment: str) -> list[Batch]:
    """The batches of an assessment, in the order in which they came."""
    found = rows(
        connection,
        "SELECT number, assessment, author, document, signature FROM batch WHERE assessment=? ORDER BY number",
        (assessment,),
    )
    return [
        Batch(assessment, author, _listed(connection, number), document, signature)
        for number, assessment, author, document, signature in found
    ]


def _listed(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    found = rows(connection, "SELECT edit FROM signed WHERE batch=? ORDER BY edit", (number,))
    return tuple(values[0] for values in found)


def signed(connection: sqlite3.Connection, author: str, edits: Iterable[str]) -> set[str]:
    """Those of these edits of an author that a batch of that author lists."""
    return {values[0] for values in rows(connection, _BY_AUTHOR, (author, json.dumps(list(edits))))}
