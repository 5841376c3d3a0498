"""Workbooks for tests: XLSForms written row by row, and files that mean harm."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[object]]
SURVEY_HEAD = ("type", "name", "label::English (en)", "label::Français (fr)", "hint::English (en)")
CHOICES_HEAD = ("list_name", "name", "label::English (en)", "label::Français (fr)")
SETTINGS_HEAD = ("form_title", "form_id", "version", "default_language")


def workbook(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; a text that begins with “=” becomes a formula here."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value not in ("", None):
                    sheet.write(number, column, value)
    book.close()
    return made.getvalue()


def form(survey: Rows | None = None, choices: Rows | None = None, settings: Rows | None = None) -> dict[str, Rows]:
    """The three sheets of a small XLSForm, with other rows below the heads where they are given."""
    return {
        "survey": [SURVEY_HEAD, *(survey if survey is not None else groups())],
        "choices": [CHOICES_HEAD, *(choices if choices is not None else YES_NO)],
        "settings": [SETTINGS_HEAD, *(settings if settings is not None else [SETTINGS])],
    }


SETTINGS = ("A city form", "city-form", "7", "English (en)")
YES_NO: Rows = [("yn", "yes", "Yes", "Oui"), ("yn", "partial", "Partly", "En partie"), ("yn", "no", "No", "Non")]


def groups(count: int = 6) -> list[tuple[object, ...]]:
    """So many domains, each a group in a group, with one question."""
    rows: list[tuple[object, ...]] = []
    for number in range(1, count + 1):
        rows += [
            ("begin_group", f"d{number}", f"Domain {number}", f"Domaine {number}"),
            ("begin_group", f"s{number}", f"Part {number}", f"Partie {number}"),
            ("select_one yn", f"q{number}", f"Question {number}?", f"Question {number} ?", f"Look at {number}."),
            ("end_group",),
            ("end_group",),
        ]
    return rows


def repacked(data: bytes, change: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with parts replaced, added, or (None) taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", method) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def texts(remarks: Sequence[Any]) -> list[str]:
    """Remarks as one reads them: place and sentence."""
    return [": ".join(filter(None, (one.where, one.message.format(**one.fields)))) for one in remarks]
