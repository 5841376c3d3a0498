"""The main job by keys and clicks: an assessment is begun, its indicators are answered, its findings written."""

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from shiboken6 import isValid

from tests.e2e.hands import ALT, CTRL, SHIFT, Hands, Key, wait

Json = dict[str, Any]


def begin(hands: Hands, wanted: Json, person: str) -> None:
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
        hands.say(dialog.person, person)
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
