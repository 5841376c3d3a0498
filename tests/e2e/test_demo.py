"""The whole job, done through the real window, leads to what was typed, to the files, and to pictures of each page."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from mgi_desktop.domain.decisions import Verdict, verdict
from mgi_desktop.paths import resources
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from mgi_desktop.ui.navigation import CLASSES
from tests.e2e import demo, months, team
from tests.e2e.pictures import PICTURES, Taking

Json = dict[str, Any]


def said(document: Json) -> Json:
    """What a document says, whatever the keys of its sources and findings."""
    titles = {source["id"]: source["title"] for source in document["sources"]}
    return {
        "subject": document["subject"],
        "date": (document["year"], document["month"], document["language"]),
        "answers": {
            answer["indicator"]: (
                answer["value"],
                answer["verify"],
                answer["justification"],
                [(titles[citation["source"]], citation["locator"]) for citation in answer["citations"]],
            )
            for answer in document["answers"]
        },
        "sources": sorted(
            tuple(source[name] or "" for name in ("title", "kind", "issuer", "reference", "date", "consulted", "link"))
            for source in document["sources"]
        ),
        "findings": [
            (
                finding["domain"], finding["kind"], finding["text"], sorted(finding["indicators"]),
                sorted(titles[source] for source in finding["sources"]),
            )
            for finding in document["findings"]
        ],
    }  # fmt: skip


def is_drawn(path: Path) -> bool:
    """Whether a picture shows something: more than a few colours."""
    image = QImage(str(path))
    step = max(1, image.width() // 200)
    return len({image.pixel(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)}) > 8


def test_the_whole_job(qapp: QApplication, tmp_path: Path) -> None:
    program = demo.do(tmp_path, tmp_path / "store")
    first, second = demo.begin_again(program, tmp_path)
    services = program.services
    before, after = services.library.open(first), services.library.open(second)
    taking = Taking(program, first, second)
    taking.prepare()
    taken = list(taking.take_all(tmp_path, ("",)))
    problems = services.safekeeping.check()
    program.close()

    assert problems == []
    assert list(before.people.values()) == ["Coordinación"]
    assert [(change.stage, change.reason) for change in before.stage_changes] == [("draft", months.REASON)]
    assert [(one.text, one.resolved) for one in before.comments] == [(months.QUESTION, False), (months.REMARK, True)]
    assert [source.file.name for source in before.sources.values() if source.file] == ["acta-sesion.pdf"]
    assert after.follows == first
    assert after.answer(months.CODE).value not in (None, before.answer(months.CODE).value)

    written = json.loads((tmp_path / "la-palma.json").read_text(encoding="utf-8"))
    sample = json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8"))
    assert said(written) == said(sample)
    assert (tmp_path / "la-palma.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "<svg" in (tmp_path / "la-palma.svg").read_text(encoding="utf-8")
    page = (tmp_path / "la-palma.html").read_text(encoding="utf-8")
    for text in (*(finding["text"] for finding in sample["findings"]), *months.ITEMS):
        assert text in page
    assert f'<strong><span class="typed">{months.BOLD}</span></strong>' in page
    assert f'<li><span class="typed">{months.ITEMS[0]}</span></li>' in page
    assert months.CODE in (tmp_path / "la-palma-2.html").read_text(encoding="utf-8")

    assert {path.stem for path in taken} == {picture.name for picture in PICTURES}
    assert [path.name for path in taken if not is_drawn(path)] == []


def test_every_page_has_its_picture() -> None:
    assert {picture.spot.partition("/")[0] for picture in PICTURES if not picture.act} == set(CLASSES)


def test_a_whole_team_by_file_ends_with_the_same_assessment(qapp: QApplication, tmp_path: Path) -> None:
    work = team.Team(tmp_path, tmp_path / "stores", answers=3)
    work.work()

    heads, documents, problems = {}, {}, {}
    for person in team.EVERYBODY:
        with closing(open_services(work.store(person))) as services:
            (entry,) = services.library.entries()
            read = services.library.open(entry.id)
            fields = edits.fields(services.database.connection, entry.id, drafts=False)
            heads[person] = {ref: {head.id for head in held.heads} for ref, held in fields.items()}
            path = tmp_path / f"{person}.json"
            export(services.exporting.snapshot(entry.id), path)
            documents[person] = path.read_bytes()
            problems[person] = services.safekeeping.check()
    for found in (heads, documents, problems):
        assert all(one == found[team.COORDINATOR] for one in found.values())
    assert problems[team.COORDINATOR] == []

    assert read.conflicts == ()
    assert set(read.people.values()) == set(team.EVERYBODY)
    assert read.answer(team.SHARED).justification == team.SETTLED
    assert read.answer(team.PROPOSED).justification.endswith(team.BETTER)
    assert [(one.text, one.outcome) for one in read.comments] == [
        (team.QUESTION, "partly_taken"), (team.WHY, "taken"), (team.ANSWER, ""),
    ]  # fmt: skip
    assert {on: verdict(held) for on, held in read.judgements.items()} == {
        f"answer/{team.CHANGES}": Verdict.CHANGES,
        f"answer/{team.ACCEPTED}": Verdict.ACCEPTED_BEFORE,
        f"finding/{read.findings[0].key}": Verdict.ACCEPTED,
    }
    book = openpyxl.load_workbook(work.file("comments.xlsx"))
    said = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    for text in (team.QUESTION, team.ANSWER, team.WHY, team.BETTER.strip(), team.REASON):
        assert text in said
