"""Another questionnaire: shown first, changed when one says so, undone as a whole, and nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.library import New
from mgi_desktop.ui.findings.rests_on import RestsOn
from mgi_desktop.ui.questionnaire.told import Told
from mgi_desktop.ui.upgrade.sheet import UpgradeSheet
from tests.versions import QUESTION, REMOVED, RESCALED, REWORDED, SAME, keep, of_2027


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def settle():
    for _turn in range(5):
        QApplication.processEvents()


@pytest.fixture
def services(window):
    return window.desk.services


@pytest.fixture
def answered(services, window):
    made = services.library.create(New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "en")).assessment
    for code, value in {SAME: "a", REWORDED: "yes", RESCALED: "partial", REMOVED: "no"}.items():
        services.answering.answer(made, code, value)
    services.journal.typed(made, FieldRef("answer", REMOVED, "justification"), "As it was.")
    services.journal.flush()
    window.open(made, f"questionnaire/{REWORDED}")
    settle()
    return made


@pytest.fixture
def later(services):
    return keep(services, of_2027())


@pytest.fixture
def upgraded(window, answered, later, in_dialog):
    in_dialog(UpgradeSheet, lambda sheet: click(sheet.main))
    window.desk.act["upgrade"].trigger()
    settle()
    return answered


def texts(within):
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


def test_the_preview_counts_what_changes_and_whose_answers_are_concerned(window, services, answered, later, in_dialog):
    seen = {}

    def look(sheet):
        seen.update({name: fold.opener.text() for name, fold in sheet.folds.items()})
        click(sheet.folds["reworded"].opener)
        seen["wordings"] = [field.toPlainText() for field in sheet.folds["reworded"].findChildren(QPlainTextEdit)]
        seen["marks"] = [len(field.extraSelections()) for field in sheet.folds["reworded"].findChildren(QPlainTextEdit)]
        for name in ("rescaled", "moved", "new", "removed", "same"):
            click(sheet.folds[name].opener)
        seen["told"] = texts(sheet)
        seen["more"] = [made.text() for made in sheet.folds["same"].findChildren(QPushButton)]

    in_dialog(UpgradeSheet, look)
    window.desk.act["upgrade"].trigger()
    assert seen["reworded"] == "Reworded: 1 · 1 with an answer"
    assert seen["rescaled"] == "Another scale: 1 · 1 with an answer"
    assert seen["moved"] == "Moved: 1"
    assert seen["new"] == "New: 1"
    assert seen["removed"] == "No longer asked: 1 · 1 with an answer"
    assert seen["same"].startswith("The same: 83")
    assert QUESTION in seen["wordings"][1]
    assert min(seen["marks"]) > 0
    assert any(text.startswith("From 1.2") for text in seen["told"])
    assert any("2 answers are marked" in text for text in seen["told"])
    assert "Show 63 more" in seen["more"]
    assert services.library.questionnaire(answered).version == "2026.1", "looking changes nothing"


def test_not_now_changes_nothing(window, services, answered, later, in_dialog):
    in_dialog(UpgradeSheet, lambda sheet: sheet.reject())
    window.desk.act["upgrade"].trigger()
    assert services.library.questionnaire(answered).version == "2026.1"


def test_without_another_questionnaire_it_says_so(window, answered, in_dialog):
    seen = []
    in_dialog(UpgradeSheet, lambda sheet: seen.extend(texts(sheet)))
    window.desk.act["upgrade"].trigger()
    assert any("No other questionnaire" in text for text in seen)


def test_upgraded_one_stays_where_one_was_and_sees_what_to_confirm(window, services, upgraded):
    page = window.page()
    assert page.spot() == f"questionnaire/{REWORDED}"
    assert window.desk.instrument.version == "2027.1"
    waiting = page.cards.cards[REWORDED].waiting
    assert "The question has changed" in " ".join(texts(waiting))
    assert QUESTION in [label.text() for label in page.cards.cards[REWORDED].findChildren(QLabel)]
    click(waiting.findChild(QPushButton, "confirm"))
    assert services.library.open(upgraded).answer(REWORDED).verify is False


def test_a_value_that_the_scale_no_longer_has_is_named_and_kept(window, services, upgraded):
    card = window.page().cards.cards[RESCALED]
    assert "“Partially” is not on this scale any more" in " ".join(texts(card.waiting))
    assert card.waiting.findChild(QPushButton, "confirm") is None
    assert services.library.open(upgraded).answer(RESCALED).value == "partial"
    click(card.scale.buttons[0])
    assert services.library.open(upgraded).answer(RESCALED).value == "open"
    assert "not on this scale" not in " ".join(texts(card.waiting))


def test_what_is_no_longer_asked_stands_last_and_is_only_read(window, services, upgraded):
    outline = window.page().outline
    line = outline.lines()[-1]
    assert (line.kind, line.text, line.goes_to) == ("subdomain", "No longer asked (1)", REMOVED)
    outline.list.going.emit(line.goes_to)
    settle()
    page = window.page()
    assert page.spot() == f"questionnaire/{REMOVED}"
    assert [one.code for one in outline.lines()][-1] == REMOVED
    card = page.cards.cards[REMOVED]
    assert isinstance(card.scale, Told)
    assert card.writing.field.isReadOnly()
    assert not card.take_back.isVisible()
    assert not card.citations.cite_button.isVisible()
    assert "No longer asked" in card.state_line.text()
    assert "No" in texts(card.scale)
    QTest.keyClick(card.writing.field, Qt.Key.Key_1)
    assert services.library.open(upgraded).answer(REMOVED).value == "no"
    window.desk.act["next"].trigger()
    assert window.page().spot() != f"questionnaire/{REMOVED}"


def test_a_finding_still_names_what_is_no_longer_asked_until_one_unticks_it(window, services, upgraded):
    finding, _changed = services.findings.add(upgraded, "1", "potential", "A rule is needed.")
    window.desk.do(lambda: services.findings.rest_on(upgraded, finding, REMOVED, True))
    window.go("findings/1")
    sheet = RestsOn(window.desk, finding, window.page())
    first = sheet.indicators.item(0)
    assert first.text().startswith(f"{REMOVED}  Has the local authority adopted")
    first.setCheckState(Qt.CheckState.Unchecked)
    assert services.library.open(upgraded).findings[0].indicators == ()
    sheet.deleteLater()


def test_undo_brings_the_old_questionnaire_back_and_redo_the_new(window, services, upgraded):
    window.go(f"questionnaire/{REMOVED}")
    window.desk.act["undo"].trigger()
    settle()
    assert window.desk.instrument.version == "2026.1"
    assert window.page().spot() == f"questionnaire/{REMOVED}"
    assert not window.page().cards.cards[REMOVED].writing.field.isReadOnly()
    assert all("No longer asked" not in line.text for line in window.page().outline.lines())
    window.desk.act["redo"].trigger()
    settle()
    assert window.desk.instrument.version == "2027.1"
    assert window.page().cards.cards[REMOVED].writing.field.isReadOnly()
    assert services.library.open(upgraded).answer(REWORDED).verify is True


def test_every_page_opens_on_the_new_questionnaire(window, upgraded):
    for spot in ("overview/2", "questionnaire", "findings/1", "sources", "review/checks", "rounds", "profile"):
        window.go(spot)
        settle()
        assert window.page().spot().startswith(spot.partition("/")[0])


def test_a_published_assessment_is_only_shown_what_would_change(window, services, answered, later, in_dialog):
    missing = {problem.rule.name for problem in services.stages.problems(services.library.open(answered), "published")}
    window.desk.do(lambda: services.stages.move(answered, "published", "for the test", missing))
    settle()
    seen = []
    in_dialog(UpgradeSheet, lambda sheet: seen.extend([*texts(sheet), hasattr(sheet, "main")]))
    window.desk.act["upgrade"].trigger()
    assert any("Reopen it" in str(text) for text in seen)
    assert seen[-1] is False
