"""The reports of imports, without what was erased for good: counts and senders stay, names and subjects go."""

import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any

from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Value
from mgi_desktop.files import safe_name

from .database import rows

LONG_ENOUGH = 8
"""From so many letters on, the same words elsewhere are taken for the same value."""
_SAYING = "SELECT number, file, report FROM import WHERE instr(file, ?1) OR instr(report, ?2)"
_OF = "SELECT number, file, report FROM import WHERE instr(report, ?)"
_KEPT = ("id", "sender", "message")
"""What is no name: identifiers, and the sentence of a refusal."""

Said = Any
"""A report as plain data, or a part of it."""


def let_go(connection: sqlite3.Connection, assessment: str, value: Value) -> None:
    """Forget a value of an assessment where it stands as words of their own; a short one only in its own reports."""
    file = file_of(value)
    text = file.name if file is not None else value
    if not isinstance(text, str) or not text:
        return
    for form in {text, safe_name(text)}:  # the second is how a file that was named after it says it
        says = _saying(form)
        escaped = json.dumps(form, ensure_ascii=False)[1:-1]
        for number, name, report in rows(connection, _SAYING, (form, escaped)):
            said = json.loads(report)
            if len(form) >= LONG_ENOUGH or _tells_of(said, assessment):
                _write(connection, number, "" if says(name) else name, _without(said, says))


def forget(connection: sqlite3.Connection, assessment: str) -> None:
    """Forget what an assessment is called, and every name that may be one of its files."""
    for number, _name, report in rows(connection, _OF, (assessment,)):
        said = json.loads(report)
        subjects = said.pop("assessments", [])
        joined = said.pop("joined", None)
        said = _without(said, lambda _text: True)
        said["assessments"] = [{**one, "subject": ""} if one["id"] == assessment else one for one in subjects]
        if joined:
            said["joined"] = {**joined, "subject": ""} if joined["id"] == assessment else joined
        _write(connection, number, "", said)


def forget_all(connection: sqlite3.Connection) -> None:
    """Forget everything that reports say."""
    connection.execute("UPDATE import SET file='', report='{}'")


def _saying(form: str) -> Callable[[str], bool]:
    words = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
    return lambda text: words.search(text) is not None


def _tells_of(said: Said, assessment: str) -> bool:
    told = [*said.get("assessments", ()), *([said["joined"]] if "joined" in said else [])]
    return any(one["id"] == assessment for one in told)


def _without(said: Said, gone: Callable[[str], bool]) -> Said:
    """The same without the words that are gone: from a list they go with their place, elsewhere nothing is left."""
    if isinstance(said, dict):
        return {name: one if name in _KEPT else _without(one, gone) for name, one in said.items()}
    if isinstance(said, list):
        return [one for one in (_without(one, gone) for one in said) if one != ""]
    return "" if isinstance(said, str) and gone(said) else said


def _write(connection: sqlite3.Connection, number: int, file: str, said: Said) -> None:
    report = json.dumps(said, ensure_ascii=False)
    connection.execute("UPDATE import SET file=?, report=? WHERE number=?", (file, report, number))
