"""The comment matrix as a Word file: real headings, tables whose head is repeated on each page, landscape."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mgi_desktop.domain.matrix import Matrix
from mgi_desktop.i18n import is_rtl

from .exported import Exported
from .matrix import Cell, DecisionRow, RemarkRow, Sheets, sheets

_LONG, _SHORT, _MARGIN = Mm(297), Mm(210), Mm(15)
_REMARKS = (12, 62, 84, 70, 39)
_DECISIONS = (72, 45, 55, 95)
"""The widths of the columns in millimetres; together what stands between the margins."""


def export(matrix: Matrix) -> Exported:
    """Make the document: what it is of, the comments, and the decisions that stand."""
    said = sheets(matrix)
    document = docx.Document()
    _set_up(document, said)
    _paragraph(document.add_paragraph(style="Title"), Cell(said.title, said.language))
    for line in said.lines:
        _paragraph(document.add_paragraph(), Cell(line, said.language))
    words = said.words
    _heading(document, said, "comments")
    heads = [words["number"], words["place"], words["remark"], words["team"], words["outcome"]]
    _table(document, said, heads, _REMARKS, [_remark(row) for row in said.remarks], "no_remarks")
    _heading(document, said, "decisions")
    heads = [words["place"], words["who"], words["decision"], words["reason"]]
    _table(document, said, heads, _DECISIONS, [_decision(row) for row in said.decisions], "no_decisions")
    made = io.BytesIO()
    document.save(made)
    return Exported(made.getvalue())


def _remark(row: RemarkRow) -> list[list[Cell]]:
    who = Cell(" · ".join(filter(None, (row.who.text, row.when.text))), row.who.language)
    return [[row.number], [row.place, row.question], [who, row.remark, row.proposal], [row.team], [row.outcome]]


def _decision(row: DecisionRow) -> list[list[Cell]]:
    return [[row.place, row.question], [row.who, row.when], [row.decision], [row.reason]]


def _set_up(document: Any, said: Sheets) -> None:
    """Paper, properties, and the language in which the file is spelled and read aloud."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _LONG, _SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title, properties.language, properties.author, properties.comments = said.title, said.language, "", ""
    properties.created = properties.modified = datetime(2000, 1, 1)  # the time of making says nothing
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Title"].font.size = Pt(20)
    for found in document.styles.element.iter(qn("w:lang")):
        for kind in ("w:val", "w:eastAsia", "w:bidi"):
            found.set(qn(kind), said.language)
    if is_rtl(said.language):
        grid = section._sectPr.find(qn("w:docGrid"))  # before which the order of the format has it
        (section._sectPr.append if grid is None else grid.addprevious)(OxmlElement("w:bidi"))


def _heading(document: Any, said: Sheets, name: str) -> None:
    _paragraph(document.add_paragraph(style="Heading 1"), Cell(said.words[name], said.language))


def _table(
    document: Any,
    said: Sheets,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[Sequence[Cell]]],
    nothing: str,
) -> None:
    if not rows:
        _paragraph(document.add_paragraph(), Cell(said.words[nothing], said.language))
        return
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    if is_rtl(said.language):
        table.table_direction = WD_TABLE_DIRECTION.RTL
    head = _row(table, widths, [[Cell(text, said.language)] for text in heads], bold=True)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        _row(table, widths, row)


def _row(table: Any, widths: Sequence[int], cells: Sequence[Sequence[Cell]], *, bold: bool = False) -> Any:
    row = table.add_row()
    for place, width, pieces in zip(row.cells, widths, cells, strict=True):
        place.width = Mm(width)
        paragraph = place.paragraphs[0]
        for number, piece in enumerate(piece for piece in pieces if piece.text):
            _paragraph(place.add_paragraph() if number else paragraph, piece, bold=bold)
    return row


def _paragraph(paragraph: Any, cell: Cell, *, bold: bool = False) -> None:
    """Write a text in the direction of its language; python-docx knows nothing of that."""
    run = paragraph.add_run(cell.text)
    run.bold = bold or None
    properties = run._r.get_or_add_rPr()
    if is_rtl(cell.language):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        properties.append(OxmlElement("w:rtl"))
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi" if is_rtl(cell.language) else "w:val"), cell.language)
    properties.append(language)
