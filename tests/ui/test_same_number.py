"""How far an assessment is: one rule, and the same number wherever it is shown."""

import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from mgi_desktop import cli, i18n
from mgi_desktop.domain import checks
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.progress import RULE, State, progress
from mgi_desktop.services.exporting import export
from mgi_desktop.store import edits
from mgi_desktop.ui.counted import MEANINGS, Counted
from mgi_desktop.ui.overview.seen import HUB as WHOLE
from mgi_desktop.ui.overview.seen import TABLE, spoken
from tests.documents import ID, put, small

LAW = {"id": "11111111-1111-4111-8111-111111111111", "kind": "law", "title": "Ordenanza 12"}
CITED = [{"source": LAW["id"]}]
ANSWERED, OF = 4, 87
"""Those that count: L1.1.1, L1.1.2, L1.2.2 and L1.2.4."""


@pytest.fixture
def tricky(window, foreign, tmp_path):
    """An assessment with everything in it that could be counted wrongly, open in the window."""
    services = window.desk.services
    said = (
        {"indicator": "L1.1.1", "value": "a"},
        {"indicator": "L1.1.2", "value": "not_applicable"},
        {"indicator": "L1.1.3", "value": "not_applicable", "verify": True},
        {"indicator": "L1.1.4", "justification": "Por ver."},
        {"indicator": "L1.1.5", "citations": CITED},
        {"indicator": "L1.1.6", "value": "not_applicable"},
        {"indicator": "L1.1.7", "verify": True},
        {"indicator": "L1.2.1", "value": "not_applicable", "justification": "Uno."},
        {"indicator": "L1.2.2", "value": "not_applicable"},
        {"indicator": "L1.2.4", "value": "not_applicable", "citations": CITED},
    )
    services.exchanging.take(put(tmp_path / "in.json", small(id=ID, sources=[LAW], answers=list(said))))
    apart = (
        ("L1.1.6", "value", "a"),
        ("L1.2.1", "justification", "Dos."),
        ("L9.9.9", "value", "a"),
        ("L9.9.8", "value", "not_applicable"),
    )
    with services.database.writing() as connection:
        edits.add(connection, [foreign(ID, FieldRef("answer", code, name), value) for code, name, value in apart])
    services.answering.answer(ID, "L1.2.3", "not_applicable")
    services.journal.undo(ID)
    services.findings.set_aside(ID, "L1.2.5")
    services.journal.typed(ID, FieldRef("answer", "L1.2.2", "justification"), "Mientras se escribe")
    services.journal.typed(ID, FieldRef("answer", "L1.3.1", "justification"), "Mientras se escribe")
    window.open(ID, "overview")
    return window


def counts(text):
    """The two numbers in “4 of 87 answered” or “4/87”."""
    return tuple(map(int, re.findall(r"\d+", text)[-2:]))


def test_the_overview_says_it_everywhere(tricky):
    page = tricky.page()
    assert (page.wheel.seen.answered, page.wheel.seen.of) == (ANSWERED, OF)
    assert counts(spoken(tricky.desk, page.wheel.seen, WHOLE)) == (ANSWERED, OF)
    by_domain = [counts(title.count) for title in page.wheel.seen.titles]
    assert tuple(map(sum, zip(*by_domain, strict=True))) == (ANSWERED, OF)
    states = page.wheel.seen.states.values()
    assert sum(state in (State.ANSWERED, State.NOT_APPLICABLE) for state in states) == ANSWERED
    rows = [row for row in page.panel.findChildren(QPushButton) if row.objectName().startswith("open/")]
    still_open = {row.objectName(): int(row.accessibleName().split(": ")[1]) for row in rows}
    assert still_open.pop("open/conflict") == 2
    assert sum(still_open.values()) == OF - ANSWERED


def test_the_table_says_it(tricky):
    page = tricky.page()
    page.show_view(TABLE)
    rows = page.table.model()
    said = [str(rows.index(row, 3).data()) for row in range(rows.rowCount())]
    assert len(said) == OF
    assert sum(word in ("Answered", "Not applicable") for word in said) == ANSWERED


def test_the_questionnaire_and_the_side_bar_say_it(tricky):
    tricky.go("questionnaire/L1.1.1")
    page = tricky.page()
    model = page.outline.list.model()
    heard = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    domains = [counts(text) for text in heard if re.match(r"[1-6], .*answered", text)]
    assert tuple(map(sum, zip(*domains, strict=True))) == (ANSWERED, OF)
    assert page.cards.count.text() == "2 of 7 answered"
    number = next(one for one in tricky.side_bar.findChildren(QLabel) if one.text() == f"{ANSWERED}/{OF}")
    assert number.isVisible()


def test_the_library_says_it(tricky):
    tricky.go("library")
    (row,) = tricky.page().table.rows
    assert (row.entry.answered, row.entry.of) == (ANSWERED, OF)
    assert f"{ANSWERED} of {OF}" in {label.text() for label in row.findChildren(QLabel)}
    assert tuple(map(sum, zip(*((done, of) for _code, done, of in row.entry.shares), strict=True))) == (ANSWERED, OF)


def test_checks_find_all_that_does_not_count(tricky):
    desk = tricky.desk
    found = checks.problems(desk.assessment, desk.instrument, only=checks.binding("validated"))
    assert len({problem.ref.key for problem in found}) == len(found) == OF - ANSWERED


def test_a_document_can_be_counted_by_the_rule(tricky, tmp_path):
    path = tmp_path / "out.json"
    export(tricky.desk.services.exporting.snapshot(ID), path)
    said = json.loads(path.read_bytes())
    contested = {one["on"]["key"] for one in said["conflicts"]}
    asked = tricky.desk.instrument.indicators.keys() - contested
    counted = [one for one in said["answers"] if one["value"] and not one["verify"] and one["indicator"] in asked]
    assert len(counted) == ANSWERED
    assert progress(tricky.desk.instrument, tricky.desk.assessment).answered == ANSWERED


def test_the_command_line_says_it(tricky, program, capsys):
    program.stop()
    before = i18n.language()
    try:
        assert cli.run(["list", "--json", "--data", str(program.folder)]) == 0
        (entry,) = json.loads(capsys.readouterr().out)
        assert cli.run(["list", "--data", str(program.folder)]) == 0
        line = capsys.readouterr().out
    finally:
        i18n.set_language(before)
    assert (entry["answered"], entry["of"]) == (ANSWERED, OF)
    assert str(ANSWERED) in line
    assert entry["stage"] == "collecting"


def test_the_rule_stands_in_the_help(window, in_dialog):
    said = []
    in_dialog(Counted, lambda sheet: said.extend(label.text() for label in sheet.findChildren(QLabel)))
    window.actions_["counted"].trigger()
    assert RULE in said
    assert set(MEANINGS) == set(State)
    assert set(MEANINGS.values()) <= set(said)
