"""Citing, adding and editing sources in a card, through keys and clicks, asserted on the store."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from mgi_desktop.domain.assessment import Assessment, Citation
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.questionnaire.citing import Citing
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.sources.dialogs import EditSource
from mgi_desktop.ui.sources.form import plain_date
from mgi_desktop.ui.window import Window

CODE = "L1.1.1"
Commit = Callable[[QWidget, str], None]
Key = Qt.Key


@pytest.fixture
def page(sample_window: Window) -> QuestionnairePage:
    sample_window.go(f"questionnaire/{CODE}")
    sample_window.activateWindow()
    QApplication.processEvents()
    shown = sample_window.page()
    assert isinstance(shown, QuestionnairePage)
    return shown


def stored(page: QuestionnairePage) -> Assessment:
    return page.desk.services.library.open(page.desk.assessment.id)


def cited(page: QuestionnairePage) -> tuple[Citation, ...]:
    return stored(page).answer(CODE).citations


def titles(page: QuestionnairePage) -> list[str]:
    read = stored(page)
    return [read.sources[citation.source].title for citation in cited(page)]


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def citing(page: QuestionnairePage) -> Citing:
    press(Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, Citing)
    opened.activateWindow()
    QApplication.processEvents()
    return opened


def menus(page: QuestionnairePage) -> list[QToolButton]:
    """The buttons that open the menus of the citations that are shown."""
    QApplication.processEvents()
    return [one for one in page.cards.cards[CODE].citations.findChildren(QToolButton) if one.isVisible()]


def choose(page: QuestionnairePage, row: int, words: str) -> None:
    """Choose something from the menu of a citation."""
    QTest.mouseClick(menus(page)[row], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == words)
    menu.close()
    action.trigger()
    QApplication.processEvents()


def test_a_source_is_found_without_its_accents_and_cited_with_its_place(
    page: QuestionnairePage, commit: Commit
) -> None:
    before = titles(page)
    dialog = citing(page)
    assert QApplication.focusWidget() is dialog.search
    QTest.keyClicks(dialog.search, "codigo municipal")
    press(Key.Key_Return)
    assert QApplication.focusWidget() is dialog.place
    commit(dialog.place, "art. 4, nº 30")
    press(Key.Key_Return)
    assert titles(page) == [*before, "Código Municipal"]
    assert cited(page)[-1].locator == "art. 4, nº 30"
    assert len(menus(page)) == len(before) + 1


def test_arrows_go_through_what_was_found(page: QuestionnairePage) -> None:
    dialog = citing(page)
    QTest.keyClicks(dialog.search, "ordenanza")
    press(Key.Key_Down)
    wanted = dialog.list.currentItem().text().split("\n")[0]
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert titles(page)[-1] == wanted
    assert "Ordenanza" in wanted


def test_words_that_no_source_has_begin_a_new_one(page: QuestionnairePage, commit: Commit) -> None:
    dialog = citing(page)
    commit(dialog.search, "Reglamento de salud")
    press(Key.Key_Return)
    assert dialog.form.lines["title"].text() == "Reglamento de salud"
    commit(dialog.form.lines["issuer"], "Concejo")
    commit(dialog.form.lines["date"], "\u0662\u0660\u0662\u0662\u2013\u0660\u0663")
    commit(dialog.place, "cap. 2")
    press(Key.Key_Return)
    read = stored(page)
    source = read.sources[cited(page)[-1].source]
    assert (source.title, source.issuer, source.date, source.kind) == (
        "Reglamento de salud",
        "Concejo",
        "2022-03",
        "law",
    )
    page.desk.act["undo"].trigger()
    assert source.key not in stored(page).sources
    assert source.key not in [citation.source for citation in cited(page)]


def test_a_wrong_date_is_said_and_nothing_is_kept(page: QuestionnairePage, commit: Commit) -> None:
    before = stored(page)
    dialog = citing(page)
    QTest.mouseClick(dialog._switch, Qt.MouseButton.LeftButton)
    commit(dialog.form.lines["title"], "Plan")
    commit(dialog.form.lines["date"], "marzo de 2022")
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert "marzo de 2022" in dialog.form.error("date")
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.form.lines["date"]
    dialog.reject()
    assert stored(page).sources == before.sources


def test_a_source_needs_a_title(page: QuestionnairePage) -> None:
    dialog = citing(page)
    QTest.mouseClick(dialog._switch, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert dialog.form.error("title")
    dialog.reject()


def test_without_sources_a_new_one_is_asked_for_at_once(window: Window) -> None:
    from mgi_desktop.services.library import New

    created = window.desk.services.library.create(New("local", "SLV", "La Palma", "", 1, 2023, None, "es"))
    window.open(created.assessment, f"questionnaire/{CODE}")
    window.activateWindow()
    QApplication.processEvents()
    shown = window.page()
    assert isinstance(shown, QuestionnairePage)
    dialog = citing(shown)
    assert QApplication.focusWidget() is dialog.form.lines["title"]
    QTest.keyClicks(dialog.form.lines["title"], "Ley")
    press(Key.Key_Return)
    assert titles(shown) == ["Ley"]


def test_a_place_is_changed(page: QuestionnairePage, commit: Commit) -> None:
    choose(page, 0, "Edit the place…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AskLine)
    dialog.line.clear()
    commit(dialog.line, "página 12")
    press(Key.Key_Return)
    assert cited(page)[0].locator == "página 12"


def test_a_source_is_edited_for_all_who_cite_it(page: QuestionnairePage, commit: Commit) -> None:
    key = cited(page)[0].source
    choose(page, 0, "Edit the source…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EditSource)
    count = sum(any(one.source == key for one in answer.citations) for answer in stored(page).answers.values())
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert count > 1
    assert f"Cited by {count} answers; each shows the change." in said
    dialog.form.lines["title"].clear()
    commit(dialog.form.lines["title"], "Carta nueva")
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert stored(page).sources[key].title == "Carta nueva"
    assert menus(page)[0].accessibleName() == "More about Carta nueva"


def test_a_citation_is_removed_and_brought_back(page: QuestionnairePage) -> None:
    before = titles(page)
    choose(page, 0, "Remove")
    assert titles(page) == before[1:]
    page.desk.act["undo"].trigger()
    assert titles(page) == before


def test_the_key_in_the_justification_cites_and_cuts_nothing(page: QuestionnairePage) -> None:
    field = page.cards.cards[CODE].writing.field
    before = field.text()
    field.setFocus()
    dialog = citing(page)
    dialog.reject()
    assert field.text() == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2023", "2023"),
        (" 2023-09 ", "2023-09"),
        ("\u06f2\u06f0\u06f2\u06f3", "2023"),
        ("2023\u201309\u201301", "2023-09-01"),
    ],
)
def test_dates_in_other_digits_and_dashes(typed: str, kept: str) -> None:
    assert plain_date(typed) == kept
