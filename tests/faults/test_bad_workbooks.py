"""Workbooks and questionnaires that are broken or mean harm: a clear refusal, nothing kept, nothing slow."""

import io
import json
import re
import struct
import time
import zipfile
from random import Random

import pytest
from openpyxl import load_workbook

from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import sheets
from mgi_desktop.exchange.instruments import read
from mgi_desktop.services import instrument_files
from mgi_desktop.store import local
from tests.questionnaires import lettered
from tests.workbooks import SURVEY_HEAD, form, groups, part, repacked, texts, workbook

GOOD = workbook(form())
SHEET = "xl/worksheets/sheet1.xml"


def refused(data):
    began = time.process_time()
    with pytest.raises(Refused) as error:
        read(data, workbook=True)
    assert time.process_time() - began < 30
    return str(error.value)


def with_sheet(change):
    return repacked(GOOD, {SHEET: change(part(GOOD, SHEET))})


def bomb(size):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as file:
        for _ in range(size):
            file.write(bytes(1024 * 1024))
    return made.getvalue()


def overlapping():
    """Two names in the directory that point at the same bytes."""
    data = repacked(GOOD, {}, zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory, tail = data[start:end], bytearray(data[end:])
    entry = directory[: 46 + sum(struct.unpack("<HHH", directory[28:34]))]
    names = [entry.replace(b"[Content_Types].xml", b"[Content_Types].x%02x" % number) for number in range(200)]
    directory += b"".join(names)
    tail[8:12] = struct.pack("<HH", *[struct.unpack("<H", tail[8:10])[0] + 200] * 2)
    tail[12:16] = struct.pack("<I", len(directory))
    return data[:start] + directory + bytes(tail)


def encrypted():
    data = bytearray(GOOD)
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    return bytes(data)


def twins():
    made = io.BytesIO(GOOD)
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, b"<worksheet/>")
    return made.getvalue()


def entities():
    declared = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>'
    return with_sheet(lambda sheet: declared + sheet.partition(b"?>")[2])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a workbook"),
        (b"type,name,label\n", "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "Save it as .xlsx without a password"),
        (GOOD[:-40], "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (repacked(GOOD, {"xl/workbook.xml": b"<a"}), "damaged"),
        (repacked(GOOD, {"xl/workbook.xml": None}), "damaged"),
        (repacked(GOOD, {"[Content_Types].xml": b"<Types/>"}), "damaged"),
        (repacked(GOOD, {"xl/sharedStrings.xml": b"<sst/>"}), "damaged"),
        (repacked(GOOD, {name: None for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist()}
                  | {"word/document.xml": b"<w/>"}), "not a workbook"),
        (encrypted(), "encrypted"),
        (entities(), "declares entities"),
        (overlapping(), "far more"),
        (with_sheet(lambda sheet: sheet.replace(b'r="2"', b'r="two"', 1)), "damaged"),
        (with_sheet(lambda sheet: sheet.replace(b'<c r="A1"', b'<c r="ZZZZ1"', 1)), "damaged"),
        (with_sheet(lambda sheet: sheet.replace(b"<v>0</v>", b"<v>99999</v>", 1)), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused_in_words(data, words):
    assert words in refused(data)


def test_twin_parts_and_bombs_are_refused_before_anything_is_unpacked():
    assert "two parts of one name" in refused(twins())
    data = bomb(300)
    assert len(data) < 1024**2
    assert "far more" in refused(data)


def test_more_parts_than_any_workbook_has():
    assert "far more" in refused(repacked(GOOD, {f"xl/x{number}.xml": b"<a/>" for number in range(2100)}))


def test_a_million_rows_and_a_size_that_is_a_lie():
    rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (number, number) for number in range(40, 30_000))
    assert "survey: The sheet goes on after row 20000" in refused(
        with_sheet(lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>"))
    )
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>note</t></is></c></row>'
    assert "row 20000" in refused(with_sheet(lambda sheet: sheet.replace(b"</sheetData>", far + b"</sheetData>")))
    lie = with_sheet(lambda sheet: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet))
    assert len(read(lie).document["domains"]) == 6


def test_a_column_far_to_the_right_is_listed():
    data = with_sheet(
        lambda sheet: sheet.replace(b"</row>", b'<c r="PA1" t="inlineStr"><is><t>far</t></is></c></row>', 1)
    )
    reading = read(data)
    assert [text for text in texts(reading.left_out) if "right of column 400" in text] == (
        ["survey: What stands right of column 400 is not read."]
    )


def test_a_cell_of_five_megabytes_and_control_characters():
    letters = bytes(Random(1).choices(b"abcdefghijklmnop", k=5 * 1024**2))  # which no zip makes small
    long = b'<c r="C4" t="inlineStr"><is><t>' + letters + b"</t></is></c>"
    data = with_sheet(lambda sheet: re.sub(rb'<c r="C4"[^>]*><v>\d+</v></c>', long, sheet))
    with pytest.raises(Refused, match="survey!4: A cell holds more than 32767"):
        read(data)
    bad = b'<c r="C4" t="inlineStr"><is><t>a\xef\xbf\xbeb</t></is></c>'
    data = with_sheet(lambda sheet: re.sub(rb'<c r="C4"[^>]*><v>\d+</v></c>', bad, sheet))
    assert re.search("damaged|survey!4: A cell holds U[+]FFFE", refused(data))


def test_formulas_give_no_value_and_are_listed():
    survey = groups()
    survey[2] = (*survey[2][:4], '=CONCATENATE("Look", " here")')
    reading = read(workbook(form(survey)))
    assert "survey!4: A formula is not computed, and its value not taken." in texts(reading.left_out)
    first = reading.document["domains"][0]["subdomains"][0]["indicators"][0]
    assert first["guidance"] == {}
    survey[2] = (survey[2][0], survey[2][1], "=1+1", "Question ?")
    assert "survey!4: The text in the source language" in refused(workbook(form(survey)))


def test_macros_links_and_embedded_objects_are_listed_and_never_touched():
    data = repacked(GOOD, {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
                           "xl/embeddings/oleObject1.bin": b"x"})  # fmt: skip
    told = texts(read(data).left_out)
    assert [text.split(".")[0] for text in told[:3]] == [
        "The workbook holds macros", "The workbook refers to other files", "The workbook holds embedded objects",
    ]  # fmt: skip


def test_hidden_sheets_other_sheets_and_twin_sheets():
    told = texts(read(workbook({**form(), "notes": [("secret",)]}, hidden=["choices"])).left_out)
    assert told == [
        "choices: The sheet “choices” is hidden; it was read all the same.",
        "The sheet “notes” is not read.",
    ]
    data = workbook({**form(), "Surveys": [("type",)]})
    renamed = part(data, "xl/workbook.xml").replace(b'name="Surveys"', b'name=" SURVEY "')
    assert "The sheet “survey” stands twice" in refused(repacked(data, {"xl/workbook.xml": renamed}))


def test_reading_can_be_cancelled():
    survey = [*groups(), *(("note", f"n{number}", "x", "x") for number in range(2000))]
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Refused, match="cancelled"):
        read(workbook(form(survey)), cancelled)
    assert len(asked) == 3


def test_what_openpyxl_itself_would_do_with_a_formula():
    """The reason for our own care: it takes the value that the file claims."""
    data = workbook({"survey": [(SURVEY_HEAD[0],), ("=1+1",)]})
    assert load_workbook(io.BytesIO(data), data_only=True).active["A2"].value == 0


def document(**changes):
    return json.dumps({**lettered(), **changes}).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "mgi-instrument", ', "line 1"),
        (b'{"format": "mgi-instrument", "format": "mgi-instrument"}', "stands twice"),
        (b'{"format": "mgi-instrument", "weight": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"format": "mgi-instrument"}\xff', "UTF-8"),
        (b'{"format": "mgi-assessment"}', "mgi-instrument"),
        (document(weight=float("nan")), "number"),
        (document(weight=2**60), "number"),
        (document(weight=["a\x00"]), "U+0000"),
        (document(weight={"\ud800": 1}), "U+D800"),
        (document(level="galactic"), "level: “galactic” is not allowed"),
        (document(domains=[]), "exactly 6 domains"),
    ],
)
def test_questionnaires_in_json_that_are_wrong(data, words):
    with pytest.raises(Refused) as error:
        read(data)
    assert words in str(error.value)


def test_a_refused_file_leaves_nothing_behind(services, tmp_path):
    files = {
        "five.xlsx": workbook(form(groups(5))),
        "bomb.xlsx": bomb(300),
        "large.xlsx": bytes(11 * 1024**2),
        "text.xlsx": b"hello",
        "bad.json": document(domains=[]),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    before = local.instruments(services.database.connection)
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert instrument_files.is_questionnaire(path)
        with pytest.raises(Refused) as error:
            instrument_files.read(path, services.instruments.known())
        assert error.value.where.startswith(name)
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(Refused):
            instrument_files.read(path, ())
    assert local.instruments(services.database.connection) == before


def test_limits_are_what_they_are_said_to_be():
    assert (sheets.LIMIT, sheets.ROWS, sheets.CELL) == (10 * 1024**2, 20_000, 32_767)


def test_a_bug_of_our_own_is_not_called_a_damaged_workbook(monkeypatch):
    def wrong(_value):
        raise TypeError("a bug")

    monkeypatch.setattr(sheets, "_as_text", wrong)
    with pytest.raises(TypeError, match="a bug"):
        sheets.read(workbook({"survey": [["type", "name"], ["text", "a"]]}), ["survey"])
