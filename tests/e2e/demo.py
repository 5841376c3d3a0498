"""Does the whole job through the real window, without a screen: `python -m tests.e2e.demo FOLDER`.

From an empty store: a new assessment, the answers, sources and findings of the sample by keys and clicks, what follows
in the months after, the exports, and a new round. Leaves the files and pictures of every page in the folder.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from shiboken6 import isValid

from mgi_desktop.app import make_application, make_window
from mgi_desktop.paths import resources
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.looks import Looks
from mgi_desktop.ui.theme import load_more_fonts
from tests.e2e import months
from tests.e2e.hands import ALT, CTRL, SHIFT, Chosen, Hands, Key, wait
from tests.e2e.pictures import PLAIN, SIZE, Taking

Json = dict[str, Any]
KINDS = ("pdf", "html", "svg", "json")


def begin(hands: Hands, wanted: Json) -> None:
    """Begin the assessment in the dialog, by keyboard."""
    from mgi_desktop.i18n import territory
    from mgi_desktop.ui.library.new_assessment import NewAssessment

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewAssessment)
        form = dialog.form
        hands.say(form.country, territory(wanted["subject"]["country"]))
        popup = form.country.completer().popup()
        QTest.keyClick(popup if popup.isVisible() else form.country, Key.Key_Tab)
        hands.say(form.subject, wanted["subject"]["name"])
        hands.say(form.area, wanted["subject"]["area"])
        hands.say(form.year.lineEdit(), str(wanted["year"]))
        form.month.choose(str(wanted["month"]))
        form.language.choose(wanted["language"])
        assert dialog.person is not None
        hands.say(dialog.person, "Coordinación")
        QTest.keyClick(dialog, Key.Key_Return)

    hands.in_dialog(lambda: hands.press(Key.Key_N, CTRL), fill)
    assert hands.window.desk.id is not None, "no assessment was begun"


def answer_all(hands: Hands, wanted: Json) -> None:
    """Walk through the questionnaire with the keyboard, and answer what the sample answers."""
    desk = hands.window.desk
    answers = {answer["indicator"]: answer for answer in wanted["answers"]}
    sources = {source["id"]: source for source in wanted["sources"]}
    hands.press(Key.Key_2, CTRL)
    for place, code in enumerate(desk.instrument.indicators):
        if place:
            hands.press(Key.Key_Down, ALT)
        shown = hands.window.page().spot()
        assert shown == f"questionnaire/{code}", f"{shown} is shown, not {code}"
        if code in answers:
            answer(hands, code, answers[code], sources)


def answer(hands: Hands, code: str, said: Json, sources: dict[str, Json]) -> None:
    """Answer one indicator: a digit, the justification, the citations."""
    from mgi_desktop.ui.questionnaire.page import QuestionnairePage

    page = hands.window.page()
    assert isinstance(page, QuestionnairePage)
    card = page.cards.cards[code]
    card.first_focus().setFocus()
    scale = [choice.value for choice in hands.window.desk.instrument.indicators[code].scale]
    if said["value"] is not None:
        hands.press("0" if said["value"] == "not_applicable" else str(scale.index(said["value"]) + 1))
    if said.get("verify"):
        hands.press("?")
    if said["justification"]:
        hands.click(card.writing.field.viewport())
        hands.say(card.writing.field, said["justification"])
        card.first_focus().setFocus()
    for citation in said["citations"]:
        cite(hands, sources[citation["source"]], citation["locator"] or "")


def cite(hands: Hands, source: Json, locator: str) -> None:
    """Cite a source: one that is there already, else a new one."""
    from mgi_desktop.ui.questionnaire.citing import Citing

    known = any(held.title == source["title"] for held in hands.window.desk.assessment.sources.values())
    hands.press(Key.Key_K, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Citing)
    if known:
        hands.say(dialog.search, source["title"])
    else:
        if dialog.search.isVisible():
            hands.say(dialog.search, source["title"])
            hands.press(Key.Key_Return)
            if not dialog.form.isVisible():
                hands.click(next(one for one in dialog.findChildren(QPushButton) if one.text() == "New source"))
        dialog.form.kind.choose(source["kind"])
        for name, line in dialog.form.lines.items():
            hands.say(line, source[name] or "")
    hands.say(dialog.place, locator)
    hands.click(dialog.main)
    assert not isinstance(QApplication.activeModalWidget(), Citing), "the source was not cited"


def write_findings(hands: Hands, wanted: Json) -> None:
    """Accept the suggestion where there is one, else add a finding; then write its text and what it rests on."""
    from mgi_desktop.ui.findings.page import FindingsPage

    hands.press(Key.Key_4, CTRL)
    for domain in hands.window.desk.instrument.domains:
        hands.window.go(f"findings/{domain.code}")
        hands.rest()
        page = hands.window.page()
        assert isinstance(page, FindingsPage)
        for finding in (one for one in wanted["findings"] if one["domain"] == domain.code):
            write_finding(hands, page, finding, wanted)


def write_finding(hands: Hands, page: Any, finding: Json, wanted: Json) -> None:
    """Write one finding."""
    from mgi_desktop.ui.findings.rests_on import RestsOn

    kind, desk = finding["kind"], hands.window.desk
    suggested = {one.indicator for one in desk.services.findings.suggestions(desk.assessment, finding["domain"])
                 if one.kind == kind}  # fmt: skip
    code = next((code for code in finding["indicators"] if code in suggested), None)
    lists = page.board.lists[kind]
    if code:
        assert wait(lambda: page.findChild(QPushButton, f"accept-{code}") is not None, 5), f"{code} suggests nothing"
        hands.click(page.findChild(QPushButton, f"accept-{code}"))
    else:
        hands.click(lists.add)
    row = lists.rows[-1]
    hands.say(QApplication.focusWidget() or row, finding["text"])
    hands.press(Key.Key_Escape)
    hands.click(lists.rows[-1]._rests)
    sheet = hands.window.findChildren(RestsOn)[-1]
    assert wait(sheet.isVisible, 5), "the sheet is not open"
    titles = {source["id"]: source["title"] for source in wanted["sources"]}
    names = {titles[one] for one in finding["sources"]}
    for indicator in finding["indicators"]:
        hands.tick(sheet.indicators, indicator, on=True)
    for source in desk.assessment.sources.values():
        hands.tick(sheet.sources, source.key, on=source.title in names)
    hands.press(Key.Key_Escape)
    assert wait(lambda: not isValid(sheet) or not sheet.isVisible(), 5), "the sheet is still open"
    hands.rest()


def export_all(hands: Hands, folder: Path, name: str = "la-palma", kinds: Sequence[str] = KINDS) -> None:
    """Export every kind of file from the profile page."""
    from mgi_desktop.ui.profile.page import ProfilePage

    hands.press(Key.Key_E, CTRL)
    page = hands.window.page()
    assert isinstance(page, ProfilePage)
    for suffix in kinds:
        path = folder / f"{name}.{suffix}"
        with Chosen(path):
            hands.click(page.export.kinds.choices[suffix].radio)
            hands.click(page.export.making.main)
        assert wait(lambda path=path: path.exists() and not page.export.making.busy), f"no {path.name}"


class Program:
    """The window over a store in a folder, as the program makes it."""

    def __init__(self, store: Path) -> None:
        application = QApplication.instance()
        self.application = application if isinstance(application, QApplication) else make_application()
        self.preferences = Preferences(store)
        for name, value in PLAIN.items():
            self.preferences.set(name, value)
        self.looks = Looks(self.application, self.preferences)
        load_more_fonts()
        self.services: Services = open_services(store)
        self.window = make_window(self.services, self.preferences, self.looks, self.looks.apply())
        self.window.begin()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.application.processEvents()

    def close(self) -> None:
        """Close the window, then the store."""
        self.window.close()
        self.services.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def do(folder: Path, store: Path) -> Program:
    """Do the main job: from the empty store to the files in the folder; return the program, still open."""
    wanted: Json = json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8"))
    program = Program(store)
    hands = Hands(program.window)
    begin(hands, wanted)
    answer_all(hands, wanted)
    write_findings(hands, wanted)
    months.attach(hands, folder)
    months.comment(hands)
    months.introduce(hands)
    months.to_draft(hands)
    export_all(hands, folder)
    return program


def begin_again(program: Program, folder: Path) -> tuple[str, str]:
    """Begin the second round, look for something in it and export it; return both rounds."""
    hands, first = Hands(program.window), str(program.window.desk.id)
    months.begin_round(hands, 2026)
    second = str(program.window.desk.id)
    months.search(hands, months.QUESTION)
    assert program.window.desk.id == first, "the question was asked in the first round"
    program.window.open(second)
    export_all(hands, folder, "la-palma-2", ("html",))
    return first, second


def main(folder: Path) -> int:
    """Do the job and leave everything in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file():
            old.unlink()
    store = Path(tempfile.mkdtemp(prefix="mgi-desktop-demo-"))
    try:
        program = do(folder, store)
        taking = Taking(program, *begin_again(program, folder))
        taking.prepare()
        for path in taking.take_all(folder):
            print(path)
        program.close()
    finally:
        shutil.rmtree(store, ignore_errors=True)
    for path in sorted(folder.glob("la-palma*")):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo")))
