"""The main job, done through the real window, leads to what the sample says, and to all four files."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from mgi_desktop.paths import resources
from tests.e2e import demo

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


def test_the_main_job(qapp: QApplication, tmp_path: Path) -> None:
    program = demo.do(tmp_path, tmp_path / "store")
    people = list(program.window.desk.assessment.people.values())
    problems = program.services.safekeeping.check()
    program.close()
    written = json.loads((tmp_path / "la-palma.json").read_text(encoding="utf-8"))
    sample = json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8"))
    assert said(written) == said(sample)
    assert people == ["Coordinación"]
    assert problems == []
    assert (tmp_path / "la-palma.pdf").read_bytes().startswith(b"%PDF-1.7")
    for finding in sample["findings"]:
        assert finding["text"] in (tmp_path / "la-palma.html").read_text(encoding="utf-8")
    assert "<svg" in (tmp_path / "la-palma.svg").read_text(encoding="utf-8")
