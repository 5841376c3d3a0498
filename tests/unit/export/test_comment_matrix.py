"""The comment matrix, read back by other programs: every word is in it, and none of it does anything."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import export_comments
from mgi_desktop.services.opening import Services
from mgi_desktop.store import batches, edits
from tests.packages import as_if_signed

ON = "answer/L1.1.1"
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://example.org";"x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "_x003D_1+1",
    "http://example.org",
    "mailto:ana@example.org",
    "0012",
    "<b>&amp;</b>",
)
Made = Callable[..., Path]


@pytest.fixture
def discussed(services: Services, assessment: str) -> str:
    """An assessment on which people said a lot."""
    services.journal.rename("Ana")
    services.answering.answer(assessment, "L1.1.1", "a")
    services.journal.typed(assessment, FieldRef("answer", "L1.1.1", "justification"), "Desde 2014.")
    services.findings.add(assessment, "2", "potential", "Falta un plan.")
    first, _changed = services.comments.add(assessment, ON, "¿Desde qué año?\nY ¿para quién?")
    services.comments.reply(assessment, first, "Desde 2014, para todos.")
    services.comments.resolve(assessment, first, outcome="partly_taken")
    finding = services.library.open(assessment).findings[0].key
    services.comments.add(assessment, f"finding/{finding}", "Es poco.")
    services.comments.add(assessment, "section/introduction", "Muy larga.")
    services.reviewing.propose(assessment, ON, "justification", "Por ley desde 2014.", "Más preciso.")
    services.reviewing.propose(assessment, ON, "value", "b")
    services.reviewing.ask(assessment, f"finding/{finding}", "Decir de qué.")
    services.reviewing.accept(assessment, ON)
    return assessment


@pytest.fixture
def made(services: Services, discussed: str, tmp_path: Path) -> Made:
    """Makes the file: `made("x.xlsx", only_open=True)`."""

    def make(name: str, language: str | None = None, **how: bool) -> Path:
        assert export_comments(services.exporting.snapshot(discussed), tmp_path / name, language, **how) is not None
        return tmp_path / name

    return make


def in_workbook(path: Path) -> list[list[str]]:
    book = openpyxl.load_workbook(path)
    return [[str(cell.value or "") for cell in row] for sheet in book for row in sheet.iter_rows()]


def in_document(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def all_text(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(in_document(path))
    return "\n".join("\n".join(row) for row in in_workbook(path))


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx"])
def test_everything_that_was_said_is_in_it(made, name):
    text = all_text(made(name, "en"))
    for said in (
        "L1.1.1",
        "¿Desde qué año?\nY ¿para quién?",
        "Desde 2014, para todos.",
        "Taken in part",
        "Es poco.",
        "Falta un plan.",
        "Finding in domain 2",
        "Section: Introduction",
        "Muy larga.",
        "Más preciso.",
        "Another justification: Por ley desde 2014.",
        "Another answer: ",
        "Changes asked for: Decir de qué.",
        "Accepted",
        "Ana",
        "La Palma, Chalatenango (El Salvador)",
        "Comments: 5, of which 4 are still open. All of them are listed.",
    ):
        assert said in text, said


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx"])
def test_only_the_open_ones_are_listed_where_that_is_asked_and_the_file_says_so(made, name):
    text = all_text(made(name, "en", only_open=True))
    assert "Comments: 5, of which 4 are still open. Only the open ones are listed." in text
    assert "¿Desde qué año?" not in text
    for said in ("Es poco.", "Más preciso.", "Changes asked for: Decir de qué."):
        assert said in text


def test_it_stands_in_the_order_of_the_questionnaire(made):
    document = docx.Document(str(made("x.docx", "en")))
    remarks = [row.cells for row in document.tables[0].rows][1:]
    assert [cells[0].text for cells in remarks] == ["1", "2", "3", "4", "5", "6"]
    assert [cells[1].text.split("\n")[0] for cells in remarks] == [
        *["L1.1.1"] * 3,
        *["Finding in domain 2"] * 2,
        "Section: Introduction",
    ]


def test_a_proposal_says_where_what_it_would_replace_was_changed(services, discussed, made):
    services.journal.typed(discussed, FieldRef("answer", "L1.1.1", "justification"), "Desde 2015.")
    text = all_text(made("x.xlsx", "en"))
    assert "Another justification: Por ley desde 2014.\nWhat it would replace was changed since." in text
    assert "Accepted before the last change" in text


def test_of_a_proposal_that_was_taken_over_nothing_was_changed_since(services, discussed, made):
    read = services.library.open(discussed)
    proposal = next(one for one in read.comments if one.field == "justification")
    services.reviewing.take_over(discussed, proposal.key)
    text = "\n".join(cell for row in in_workbook(made("x.xlsx", "en")) for cell in row)
    assert "Another justification: Por ley desde 2014." in text
    assert "was changed since" not in text


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx"])
def test_a_decision_that_its_author_did_not_sign_is_marked(services, discussed, foreign, made, name):
    def decided(number: int, outcome: str, author: str, by: str, reason: str) -> None:
        entity = f"dddddddd-dddd-4ddd-8ddd-{number:012}"
        said = {"on": ON, "outcome": outcome, "author": author, "reason": reason}
        with services.database.writing() as connection:
            given = [
                foreign(discussed, FieldRef("decision", entity, field), one, author=by) for field, one in said.items()
            ]
            edits.add(connection, given)
            batches.keep(connection, as_if_signed(*given))
        services.library.read_anew()

    rita = "ed25519:" + "A" * 43
    decided(1, "changes", rita, rita, "Falta la fuente.")
    decided(2, "accepted", rita, "ed25519:" + "B" * 42 + "A", "Todo bien.")
    of = in_workbook if name.endswith("xlsx") else in_document
    text = str(of(made(name, "en")))
    assert "Falta la fuente." in text, "what was signed is still there"
    assert "Todo bien." in text
    name_of_rita = services.library.open(discussed).person(rita)
    assert f"claimed by {name_of_rita}" in text
    assert text.count("claimed by") == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_what_people_wrote_is_text_and_does_nothing(services, assessment, tmp_path, text):
    services.comments.add(assessment, ON, f"x{text}")
    key, _changed = services.comments.add(assessment, ON, "x")
    services.journal.typed(assessment, FieldRef("comment", key, "text"), text)
    services.comments.reply(assessment, key, text.strip())
    for name in ("x.xlsx", "x.docx"):
        export_comments(services.exporting.snapshot(assessment), tmp_path / name, "en")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx") for row in sheet.iter_rows() for cell in row]
    assert text in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    inside = zipfile.ZipFile(tmp_path / "x.xlsx")
    assert all(b"<f>" not in inside.read(part) for part in inside.namelist())
    assert text in all_text(tmp_path / "x.docx")
    assert b"fldSimple" not in zipfile.ZipFile(tmp_path / "x.docx").read("word/document.xml")


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(services, assessment, tmp_path):
    long = "".join(f"{number} ya. " for number in range(8_000))
    services.comments.add(assessment, ON, long)
    export_comments(services.exporting.snapshot(assessment), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    remarks = [row[5].value or "" for row in sheet.iter_rows(min_row=1) if len(row) > 5]
    assert long.strip() in "".join(remarks)


def test_the_same_comments_make_the_same_workbook(made):
    assert made("x.xlsx").read_bytes() == made("y.xlsx").read_bytes()


def test_an_assessment_without_comments_says_so(services, assessment, tmp_path):
    for name in ("x.xlsx", "x.docx"):
        export_comments(services.exporting.snapshot(assessment), tmp_path / name, "en")
        assert "There is no comment to list." in all_text(tmp_path / name)
        assert "Nobody has accepted anything" in all_text(tmp_path / name)


# The form


def test_the_document_has_headings_a_repeated_head_and_its_language(made):
    document = docx.Document(str(made("x.docx", "fr")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    assert len(document.tables) == 2
    for table in document.tables:
        heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))} == {"fr"}
    assert document.core_properties.language == "fr"
    assert document.core_properties.author == ""


def test_arabic_runs_from_right_to_left_and_what_is_spanish_in_it_does_not(made):
    document = docx.Document(str(made("x.docx", "ar")))
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    for table in document.tables:
        assert table._tblPr.find(qn("w:bidiVisual")) is not None
    heading = next(one for one in document.paragraphs if one.style.name == "Heading 1")
    assert heading._p.pPr.find(qn("w:bidi")) is not None
    assert heading.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    spanish = [run for run in _runs(document) if "Desde 2014, para todos." in run.text]
    assert spanish
    assert all(run._r.rPr.find(qn("w:rtl")) is None for run in spanish)
    sheet = openpyxl.load_workbook(made("x.xlsx", "ar")).worksheets[0]
    assert sheet.sheet_view.rightToLeft


def _runs(document: Any) -> list[Any]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs]


def test_the_head_of_the_sheet_stays_and_can_filter(made):
    book = openpyxl.load_workbook(made("x.xlsx", "en"))
    assert book.sheetnames == ["Comments", "Decisions"]
    for sheet in book:
        head = sheet.auto_filter.ref.split(":")[0]
        assert sheet.freeze_panes == f"A{int(head[1:]) + 1}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == f"${head[1:]}:${head[1:]}"


def test_another_kind_of_file_or_a_folder_is_refused(services, discussed, tmp_path):
    snapshot = services.exporting.snapshot(discussed)
    with pytest.raises(Refused, match="xlsx, docx"):
        export_comments(snapshot, tmp_path / "x.pdf")
    (tmp_path / "y.xlsx").mkdir()
    with pytest.raises(Refused, match="folder"):
        export_comments(snapshot, tmp_path / "y.xlsx")
    with pytest.raises(Refused, match="language"):
        export_comments(snapshot, tmp_path / "x.xlsx", "sw")
    assert export_comments(snapshot, tmp_path / "x.xlsx", cancelled=lambda: True) is None
    assert not (tmp_path / "x.xlsx").exists()
