"""The exchange page by keys and clicks: every conflict in one list, settled there, and seen at its place too."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits
from mgi_desktop.ui.exchange.conflicts import Conflicts
from mgi_desktop.ui.exchange.page import ExchangePage
from mgi_desktop.ui.window import Window

Foreign = Callable[..., Edit]
CODE = "L2.4.1"
VALUE, JUSTIFICATION = (FieldRef("answer", CODE, name) for name in ("value", "justification"))


class Apart:
    """Lets another laptop change fields from what stood before this one changed them."""

    def __init__(self, window: Window, foreign: Foreign) -> None:
        self.window, self.desk, self._foreign = window, window.desk, foreign

    def heads(self, ref: FieldRef) -> list[str]:
        return [head.id for head in self.desk.assessment.held(ref).heads]

    def there(self, ref: FieldRef, value: Value, replaces: list[str]) -> None:
        with self.desk.services.database.writing() as connection:
            edits.add(connection, [self._foreign(self.desk.assessment.id, ref, value, replaces)])
        self.desk._read = None

    def both(self, ref: FieldRef, here: Value, there: Value) -> None:
        """Here and there write different things from the same."""
        before = self.heads(ref)
        self.desk.do(lambda: self.desk.services.journal.record(self.desk.assessment.id, {ref: here}, Label("x")))
        self.there(ref, there, before)

    def removed(self, ref: FieldRef, value: Value) -> None:
        """Here the thing is removed, there a field of it is changed."""
        before = self.heads(ref)
        services, identifier = self.desk.services, self.desk.assessment.id
        self.desk.do(lambda: services.journal.delete(identifier, ref.kind, ref.key, Label("x")))
        self.there(ref, value, before)

    def show(self, spot: str = "exchange/conflicts") -> ExchangePage:
        self.window.rebuild()
        self.window.go(spot)
        self.window.activateWindow()
        QApplication.processEvents()
        page = self.window.page()
        assert isinstance(page, ExchangePage)
        return page


@pytest.fixture
def apart(sample_window: Window, foreign: Foreign) -> Apart:
    return Apart(sample_window, foreign)


def tab(page: ExchangePage) -> Conflicts:
    assert isinstance(page.tab, Conflicts)
    return page.tab


def click(parent: QWidget, name: str) -> None:
    made = next(one for one in parent.findChildren(QPushButton, name) if one.isVisible())
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def said(parent: QWidget) -> str:
    labels = [one.text() for one in parent.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels + [one.toPlainText() for one in parent.findChildren(QPlainTextEdit) if one.isVisible()])


def two_texts(apart: Apart) -> None:
    apart.both(JUSTIFICATION, "Se entrega en ventanilla y en cabildos", "Se entrega en ventanilla y por radio")


def test_the_side_bar_counts_them_and_the_status_bar_leads_there(apart: Apart) -> None:
    two_texts(apart)
    apart.both(VALUE, "a", "b")
    apart.window.rebuild()
    button, number = apart.window.side_bar._numbers["exchange"]
    assert number.text() == "2"
    assert button.accessibleName() == "Exchange 2"
    QTest.mouseClick(apart.window.status._conflicts, Qt.MouseButton.LeftButton)
    assert apart.window.page().spot().startswith("exchange/conflicts/answer/L2.4.1/")
    assert apart.window.page().caption.text().startswith("2 conflicts")


def test_the_list_says_both_from_where_they_differ(apart: Apart) -> None:
    two_texts(apart)
    row = next(iter(tab(apart.show()).list.rows.values()))
    assert row.accessibleName() in (
        f"{CODE}, Justification, …en cabildos / …por radio",
        f"{CODE}, Justification, …por radio / …en cabildos",
    )


def test_differences_are_told_apart_without_colour(apart: Apart) -> None:
    two_texts(apart)
    styles = [
        {selection.format.underlineStyle() for selection in field.extraSelections()}
        for field in apart.show().findChildren(QPlainTextEdit)
        if field.isVisible()
    ]
    assert len(styles) == 2
    assert styles[0] != styles[1]
    assert all(len(one) == 1 for one in styles)


def test_the_keyboard_walks_and_settles_and_undo_brings_it_back(apart: Apart) -> None:
    two_texts(apart)
    apart.both(VALUE, "a", "b")
    page = apart.show()
    assert QApplication.focusWidget() is tab(page).list.rows["/".join(JUSTIFICATION)]
    press(Qt.Key.Key_Down)
    assert tab(page).list.current() == "/".join(VALUE)
    assert "2 of 2" in said(page)
    click(page, "take-0")
    assert [one.ref for one in apart.desk.assessment.conflicts] == [JUSTIFICATION]
    assert tab(page).list.keys == ["/".join(JUSTIFICATION)]
    apart.desk.act["undo"].trigger()
    QApplication.processEvents()
    assert len(tab(page).list.keys) == 2


def test_a_third_text_replaces_both(apart: Apart, commit: Callable[[QWidget, str], None]) -> None:
    two_texts(apart)
    page = apart.show()
    click(page, "third")
    field = next(one for one in page.findChildren(QPlainTextEdit) if one.isVisible() and not one.isReadOnly())
    field.selectAll()
    commit(field, "Según la carta, por radio y en ventanilla")
    click(page, "use-third")
    assert apart.desk.assessment.conflicts == ()
    assert apart.desk.assessment.answer(CODE).justification == "Según la carta, por radio y en ventanilla"
    assert "Nothing is in conflict." in said(page)


def removals(apart: Apart) -> dict[str, tuple[FieldRef, str, str]]:
    """A field of each kind of thing, what is written in it elsewhere, and the page where it must stay visible."""
    read = apart.desk.assessment
    citation = read.answer("L1.1.1").citations[0].key
    finding, source = read.findings[0], next(iter(read.sources))
    comment = next(one.key for one in read.comments if not one.answers)
    section = read.sections[0].key
    return {
        "source": (FieldRef("source", source, "title"), "Otra edición de la ley", f"sources/{source}"),
        "citation": (FieldRef("citation", citation, "locator"), "artículo 77", "questionnaire/L1.1.1"),
        "finding": (
            FieldRef("finding", finding.key, f"text@{read.language}"),
            "Lo que otra persona escribió",
            f"findings/{finding.domain}",
        ),
        "comment": (FieldRef("comment", comment, "text"), "Falta la fuente, dice otra", f"review/comments/{comment}"),
        "section": (FieldRef("section", section, f"text@{read.language}"), "Escrito aparte", f"profile/{section}"),
    }


@pytest.mark.parametrize("kind", ["source", "citation", "finding", "comment", "section"])
@pytest.mark.parametrize("keep", [True, False])
def test_removed_here_and_edited_there_stays_visible_until_settled(apart: Apart, kind: str, keep: bool) -> None:
    ref, text, spot = removals(apart)[kind]
    apart.removed(ref, text)
    page = apart.show()
    assert tab(page).list.keys == [f"{kind}/{ref.key}/deleted"]
    assert "Removed and edited" in said(page)
    assert text in said(page)
    apart.window.go(spot)
    QApplication.processEvents()
    assert text in said(apart.window.page())
    apart.show()
    click(apart.window.page(), "take-0" if keep else "take-1")
    assert apart.desk.assessment.conflicts == ()
    read = apart.desk.assessment
    here = {
        "source": set(read.sources),
        "citation": {one.key for one in read.answer("L1.1.1").citations},
        "finding": {one.key for one in read.findings},
        "comment": {one.key for one in read.comments},
        "section": {one.key for one in read.sections},
    }
    assert (ref.key in here[kind]) is keep


def test_a_published_assessment_shows_them_and_settles_none(apart: Apart) -> None:
    stage = FieldRef("assessment", apart.desk.assessment.id, "stage")
    services = apart.desk.services
    apart.desk.do(lambda: services.journal.record(apart.desk.assessment.id, {stage: "published"}, Label("x")))
    apart.there(JUSTIFICATION, "De otra persona", [])
    page = apart.show()
    assert "De otra persona" in said(page)
    assert "ublished" in said(page)
    assert not [one for one in page.findChildren(QPushButton) if one.objectName().startswith("take-")]


def test_without_an_assessment_there_are_no_conflicts_to_show(window: Window) -> None:
    window.go("exchange")
    page = window.page()
    assert isinstance(page, ExchangePage)
    assert "Nothing came by file yet." in said(page)
    assert page.spot() == "exchange/imports"
