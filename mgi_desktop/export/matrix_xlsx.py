"""The comment matrix as a workbook: every cell is text, never a formula or a link."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Any

import xlsxwriter

from mgi_desktop.domain.matrix import Matrix
from mgi_desktop.i18n import is_rtl

from .exported import Exported
from .matrix import Cell, DecisionRow, RemarkRow, Sheets, cut, sheets

CELL = 16_000
"""So many letters go into one cell: Excel lets it have 32,767 units of UTF-16, and a longer one is left out."""
_WIDTHS = {"number": 6, "place": 18, "question": 44, "who": 18, "when": 14, "outcome": 18, "decision": 22}
_WIDE = 48


def export(matrix: Matrix) -> Exported:
    """Make the workbook, one sheet for the comments and one for the decisions; the same bytes for the same matrix."""
    said, made = sheets(matrix), io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(made, plain)
    book.set_properties({"title": said.title, "created": datetime(2000, 1, 1)})
    formats = _Formats(book)
    _sheet(book, formats, said, "comments", RemarkRow, said.remarks)
    _sheet(book, formats, said, "decisions", DecisionRow, said.decisions)
    book.close()
    return Exported(made.getvalue())


@dataclass
class _Formats:
    """The looks of cells, each made once."""

    book: Any

    def __post_init__(self) -> None:
        self._made: dict[tuple[bool, bool, bool], Any] = {}

    def of(self, *, bold: bool = False, rtl: bool = False, border: bool = False) -> Any:
        look = (bold, rtl, border)
        if look not in self._made:
            side = {"reading_order": 2, "align": "right"} if rtl else {"reading_order": 1, "align": "left"}
            self._made[look] = self.book.add_format(
                {"bold": bold, "text_wrap": border, "valign": "top", "border": int(border), **side}
            )
        return self._made[look]


def _sheet(
    book: Any,
    formats: _Formats,
    said: Sheets,
    name: str,
    kind: type[RemarkRow] | type[DecisionRow],
    rows: Sequence[RemarkRow] | Sequence[DecisionRow],
) -> None:
    words, rtl = said.words, is_rtl(said.language)
    columns = [field.name for field in fields(kind)]
    sheet = book.add_worksheet(words[name][:31])
    if rtl:
        sheet.right_to_left()
    sheet.write_string(0, 0, said.title, formats.of(bold=True, rtl=rtl))
    for number, told in enumerate(said.lines, 1):
        sheet.write_string(number, 0, told, formats.of(rtl=rtl))
    top = len(said.lines) + 2
    for column, heading in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS.get(heading, _WIDE))
        sheet.write_string(top, column, words[heading], formats.of(bold=True, rtl=rtl, border=True))
    line = top
    for row in rows:
        cells = [Cell(*cell) for cell in astuple(row)]
        for texts in cut([cell.text for cell in cells], CELL):
            line += 1
            for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                sheet.write_string(line, column, text, formats.of(rtl=is_rtl(cell.language), border=True))
    if rows:
        sheet.autofilter(top, 0, line, len(columns) - 1)
    else:
        sheet.write_string(
            top + 1, 0, words["no_remarks" if name == "comments" else "no_decisions"], formats.of(rtl=rtl)
        )
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
