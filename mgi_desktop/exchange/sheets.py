"""Opens a workbook that may be hostile: what its sheets say as text. Nothing in it is run, computed or fetched."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.text import first_refused, one_kind_of_line_end
from mgi_desktop.domain.words import N_

LIMIT = 10 * 1024 * 1024
UNPACKED = 48 * 1024 * 1024
PARTS = 2000
RATIO = 300
"""Written by hand or by a program, sheets shrink to a fortieth or so; what shrinks more is made to do harm."""
ROWS, COLUMNS, LAST_COLUMN = 20_000, 400, 16_384
CELL = 32_767
"""The most letters that Excel lets a cell have."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_RETURN = "_x000D_"
"""How workbooks write a carriage return; openpyxl leaves it so."""
# What openpyxl lets through where a file is not what it should be.
_FAULTS = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True)
class Remark:
    """What a person should know of a file that was read: an English sentence, its fields, and the place."""

    message: str
    where: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row that is not blank: its number in the sheet, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """The sheets that were asked for, by name in small letters, and what was left out."""

    sheets: Mapping[str, tuple[Row, ...]]
    left_out: tuple[Remark, ...]


def place(sheet: str, row: int) -> str:
    """A place in a workbook, as “survey!17”."""
    return f"{sheet}!{row}"


def read(data: bytes, wanted: Collection[str], cancelled: Callable[[], bool] = lambda: False) -> Workbook:
    """Read some sheets of a workbook (.xlsx); Refused says what is wrong, with sheet and row."""
    return _read(data, wanted, _checked_parts(data), cancelled)


@contextmanager
def _by_openpyxl() -> Iterator[None]:
    """Say as Refused what openpyxl stumbles over; for calls of openpyxl alone, since what is ours would be a bug."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which are not read
            yield
    except _FAULTS as error:
        raise Refused(N_("This workbook is damaged: its parts do not fit together. Save it anew as .xlsx.")) from error


def _cells(sheet: Any, **limits: int) -> Iterator[tuple[Any, ...]]:
    with _by_openpyxl():
        yield from sheet.iter_rows(**limits)


def _checked_parts(data: bytes) -> list[str]:
    """The names of the parts, once their number, sizes and beginnings have been looked at."""
    if data.startswith(_OLD):
        raise Refused(
            N_("This is an old workbook (.xls), or one with a password. Save it as .xlsx without a password.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename.startswith("xl/") for part in parts):
                raise Refused(N_("This is not a workbook (.xlsx)."))
            _check_sizes(parts, len(data))
            for part in parts:
                _check_part(archive, part)
            return [part.filename for part in parts]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(N_("This is not a workbook (.xlsx), or it is damaged.")) from error


def _check_sizes(parts: list[zipfile.ZipInfo], size: int) -> None:
    names = [part.filename.lower() for part in parts]
    if len(names) != len(set(names)):
        raise Refused(N_("This workbook holds two parts of one name; it is damaged, or made to do harm."))
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    overlapping = packed > size
    if overlapping or len(parts) > PARTS or unpacked > UNPACKED or any(map(_swells, parts)):
        raise Refused(
            N_("This workbook would unpack to far more than a questionnaire needs. It was not opened."),
        )


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 1024**2 and part.file_size > RATIO * max(part.compress_size, 1)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise Refused(N_("This workbook is encrypted. Save it without a password."))
    if part.filename.lower().endswith((".xml", ".rels")) and _DECLARED.search(archive.read(part)):
        raise Refused(N_("This workbook declares entities, which no workbook needs. It was not opened."))


def _read(data: bytes, wanted: Collection[str], names: list[str], cancelled: Callable[[], bool]) -> Workbook:
    from openpyxl import load_workbook

    with _by_openpyxl():
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    left_out = [*_risky(names)]
    sheets: dict[str, tuple[Row, ...]] = {}
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name not in wanted:
            left_out.append(Remark(N_("The sheet “{name}” is not read."), fields={"name": sheet.title}))
            continue
        if name in sheets:
            raise Refused(N_("The sheet “{name}” stands twice. Leave one."), name=name)
        if sheet.sheet_state != "visible":
            left_out.append(Remark(N_("The sheet “{name}” is hidden; it was read all the same."), name, {"name": name}))
        sheets[name] = tuple(_rows(sheet, name, left_out, cancelled))
    return Workbook(sheets, tuple(left_out))


def _risky(names: Iterable[str]) -> Iterator[Remark]:
    """What is in the file that is never touched."""
    lower = [name.lower() for name in names]
    if any("vbaproject" in name for name in lower):
        yield Remark(N_("The workbook holds macros. They are not run and not taken."))
    if any("/externallinks/" in name for name in lower):
        yield Remark(N_("The workbook refers to other files. They are not opened."))
    if any("/embeddings/" in name or "/activex/" in name for name in lower):
        yield Remark(N_("The workbook holds embedded objects. They are not opened."))


def _rows(sheet: Any, name: str, left_out: list[Remark], cancelled: Callable[[], bool]) -> Iterator[Row]:
    """The rows that are not blank; what the file says of its own size is not believed."""
    for heads in _cells(sheet, max_row=1, min_col=COLUMNS + 1, max_col=LAST_COLUMN):
        if any(cell.value for cell in heads):
            left_out.append(Remark(N_("What stands right of column {most} is not read."), name, {"most": COLUMNS}))
    for number, cells in enumerate(_cells(sheet, max_row=ROWS + 1, max_col=COLUMNS), 1):
        if number > ROWS:
            raise Refused(
                N_("The sheet goes on after row {most}. Delete the rows below the last one that is filled in."),
                where=name,
                most=ROWS,
            )
        if number % 500 == 0 and cancelled():
            raise Refused(N_("The reading was cancelled; nothing was taken."))
        texts = [_text(cell, name, number, left_out) for cell in cells]
        if any(texts):
            yield Row(number, tuple(texts))


def _text(cell: Any, sheet: str, row: int, left_out: list[Remark]) -> str:
    """What a cell says, line ends made equal; nothing of a formula or an error."""
    value, where = cell.value, place(sheet, row)
    if value is None:
        return ""
    if cell.data_type == "f":
        left_out.append(Remark(N_("A formula is not computed, and its value not taken."), where))
        return ""
    if cell.data_type == "e":
        left_out.append(Remark(N_("A cell with an error is left out."), where))
        return ""
    text = one_kind_of_line_end(_as_text(value).replace(_RETURN, "\r"))
    if len(text) > CELL:
        raise Refused(N_("A cell holds more than {limit} characters."), where=where, limit=CELL)
    refused = first_refused(text)
    if refused:
        raise Refused(
            N_("A cell holds {character}, a control character that no file may carry. Remove it."),
            where=where,
            character=refused[1],
        )
    return text if text.strip() else ""


def _as_text(value: object) -> str:
    """Numbers as one reads them in the cell: 1 and 2026.1, not 1.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return (
        value.isoformat() if isinstance(value, date | time) else str(value) if not isinstance(value, timedelta) else ""
    )
