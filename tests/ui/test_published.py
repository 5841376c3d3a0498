"""A published assessment is read: no control, key or drop of any page leaves a trace in the store."""

import contextlib

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.exporting import SUFFIXES, export
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits
from mgi_desktop.store.database import rows
from mgi_desktop.ui.findings.text import Resting
from mgi_desktop.ui.library.told import DetailsTold
from mgi_desktop.ui.navigation import CLASSES
from mgi_desktop.ui.parts.handle import Handle
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.places import EVERYWHERE
from mgi_desktop.ui.questionnaire.scale import Scale
from mgi_desktop.ui.stages.published import Gained, Published

PAGES = [name for name in CLASSES if name not in EVERYWHERE]
WITHIN = {"overview": "overview/1", "questionnaire": "questionnaire/L1.1.1", "findings": "findings/1"}
KEYS = (
    Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_0, Qt.Key.Key_1,
    Qt.Key.Key_2, Qt.Key.Key_Question, Qt.Key.Key_X,
)  # fmt: skip
ELSEWHERE = (
    "quit", "new", "import", "sample", "library", "instruments", "preferences", "full", "keys", "about",
    "larger", "smaller", "normal",
)  # fmt: skip
"""Actions that concern no open assessment, or leave the program."""


class Nowhere(QObject):
    """Where addresses are opened meanwhile."""

    @Slot(QUrl)
    def opened(self, address):
        """Open nothing."""


@pytest.fixture
def calm(qapp):
    """Whatever opens is tried and closed; nothing is opened outside of the program."""
    nowhere = Nowhere()
    for scheme in ("http", "https", "file"):
        QDesktopServices.setUrlHandler(scheme, nowhere, "opened")
    closing = QTimer(interval=5)
    closing.timeout.connect(lambda: close_what_opened(qapp))
    closing.start()
    yield
    closing.stop()
    for scheme in ("http", "https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def close_what_opened(application):
    """Do everything that a menu offers, and close menus and dialogs."""
    popup, dialog = application.activePopupWidget(), application.activeModalWidget()
    if isinstance(popup, QMenu):
        popup.close()
        for action in popup.actions():
            action.trigger()
    elif popup is not None:
        popup.close()
    elif isinstance(dialog, QDialog):
        dialog.reject()


@pytest.fixture
def published(sample_window):
    """The window with the sample open, published with a reason."""
    desk = sample_window.desk
    desk.services.library.rename_person("Ana")
    missing = {problem.rule.name for problem in desk.services.stages.problems(desk.assessment, "published")}
    desk.do(lambda: desk.services.stages.move(desk.id, "published", "It is as it is.", missing))
    assert desk.read_only
    return sample_window


def kept(window):
    """All that a change of the assessment would leave behind."""
    read = window.desk.services.journal.read
    tables = {name: rows(read, f"SELECT * FROM {name}") for name in ("draft", "deed")}
    settings = rows(read, "SELECT * FROM setting WHERE name LIKE 'unsent/%'")
    return edits.newest(read), tables, settings


def controls(page):
    """Everything on a page that a person can reach."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton | Handle | Resting))
    ]


def use(widget, qtbot):
    """Do to a control what a person can do to it."""
    if isinstance(widget, QAbstractButton):
        widget.click()
        return
    choose(widget)
    write(widget, qtbot)
    for pressed in KEYS:
        press(widget, qtbot, pressed, Qt.KeyboardModifier.NoModifier)
    for pressed in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        press(widget, qtbot, pressed, Qt.KeyboardModifier.AltModifier)
    if alive(widget):
        drag(widget, qtbot)


def choose(widget):
    """Tick every line of a list, and take every choice of a box."""
    if isinstance(widget, QListWidget):
        for item in map(widget.item, range(widget.count())):
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(Qt.CheckState.Checked)
    if isinstance(widget, QComboBox):
        for place in range(widget.count()):
            widget.setCurrentIndex(place)
            widget.activated.emit(place)


def write(widget, qtbot):
    """Type and paste."""
    if isinstance(widget, QPlainTextEdit | QLineEdit | QSpinBox):
        qtbot.keyClicks(widget, "x9")
        QApplication.clipboard().setText("pasted")
        qtbot.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def press(widget, qtbot, pressed, held):
    """Press a key on a control that is still there."""
    if alive(widget):
        qtbot.keyClick(widget, pressed, held)


def alive(widget):
    """Whether a widget is still there and seen."""
    with contextlib.suppress(RuntimeError):
        return widget.isVisible()
    return False


def drag(widget, qtbot):
    """Take hold of it, carry it down, and drop it."""
    where = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    qtbot.mousePress(where, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    for y in (20, 60, 120):
        if alive(where):
            qtbot.mouseMove(where, QPoint(4, y))
    if alive(where):
        qtbot.mouseRelease(where, Qt.MouseButton.LeftButton, pos=QPoint(4, 120))


@pytest.mark.parametrize("page", PAGES)
def test_no_control_of_any_page_leaves_a_trace(published, calm, qtbot, page):
    spot, assessment, before = WITHIN.get(page, page), published.desk.id, kept(published)
    published.go(spot)
    QApplication.processEvents()
    done = 0
    while True:
        if published.desk.id is None:
            published.open(assessment, spot)
        elif published.page().spot() != spot:
            published.go(spot)
        QApplication.processEvents()
        found = controls(published.page())
        if done >= len(found):
            break
        what = f"{type(found[done]).__name__} {found[done].objectName()} {found[done].accessibleName()}"
        use(found[done], qtbot)
        QApplication.processEvents()
        assert kept(published) == before, what
        done += 1
    assert done


def test_the_same_walk_leaves_traces_where_nothing_is_published(sample_window, calm, qtbot):
    for page in ("questionnaire", "findings", "sources"):
        before = kept(sample_window)
        sample_window.go(WITHIN.get(page, page))
        QApplication.processEvents()
        for widget in controls(sample_window.page()):
            if alive(widget) and kept(sample_window) == before and sample_window.page().name == page:
                use(widget, qtbot)
                QApplication.processEvents()
        assert kept(sample_window) != before, page


def test_no_action_of_the_menus_leaves_a_trace(published, calm):
    assessment, before = published.desk.id, kept(published)
    for page in ("questionnaire/L1.1.1", "findings/1"):
        for name in list(published.actions_.by_name):
            if name in ELSEWHERE:
                continue
            if published.desk.id is None:
                published.open(assessment, page)
            published.go(page)
            published.actions_[name].trigger()
            QApplication.processEvents()
            assert kept(published) == before, name


def test_keys_of_the_questionnaire_do_nothing(published, calm, qtbot):
    published.go("questionnaire/L1.1.5")
    before = kept(published)
    for text in "0123?٣":
        if text.isascii():
            qtbot.keyClicks(published.page(), text)
    qtbot.keyClick(
        published.page(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert kept(published) == before
    assert published.page().findChildren(Scale) == []


def test_files_that_are_dropped_change_nothing(published, calm, tmp_path):
    picture = tmp_path / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    actions, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    before = kept(published)
    for page in PAGES:
        published.go(WITHIN.get(page, page))
        for widget in [published.page(), *published.page().findChildren(QWidget)]:
            if widget.acceptDrops() and widget.isVisible():
                QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), actions, mime, button, none))
                QApplication.sendEvent(widget, QDropEvent(QPoint(5, 5), actions, mime, button, none))
        QApplication.processEvents()
        assert kept(published) == before, page


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_who_published_and_when_and_nothing_greys_out(published, page):
    published.go(WITHIN.get(page, page))
    QApplication.processEvents()
    (line,) = published.page().findChildren(Published)
    assert line.isVisible()
    assert line.said.text().startswith("Published on ")
    assert line.said.text().endswith(" by Ana. Read-only.")
    greyed = [
        widget.accessibleName() or widget.objectName() or type(widget).__name__
        for widget in published.page().findChildren(QWidget)
        if widget.isVisible() and not widget.isEnabled()
    ]
    assert greyed == []


def test_texts_can_be_read_and_copied(published):
    published.go("questionnaire/L1.1.1")
    fields = [writing.field for writing in published.page().findChildren(Writing) if writing.isVisible()]
    assert fields
    assert all(field.isReadOnly() for field in fields)
    said = {label.text() for label in published.page().findChildren(QLabel) if label.isVisible()}
    assert "Mismas condiciones que las personas nacionales, cualquiera que sea la condición migratoria" in said


def test_details_are_read(published, in_dialog):
    said = []
    in_dialog(DetailsTold, lambda sheet: said.extend(label.text() for label in sheet.findChildren(QLabel)))
    published.actions_["details"].trigger()
    QApplication.processEvents()
    assert {"La Palma", "Chalatenango", "El Salvador"} <= set(said)


def test_pages_are_built_anew_when_it_turns(published, qtbot):
    desk = published.desk
    published.go("questionnaire/L1.1.1")
    assert not published.page().findChildren(Scale)
    desk.do(lambda: desk.services.stages.reopen(desk.id, "draft", "A correction."))
    assert published.page().spot() == "questionnaire/L1.1.1"
    assert published.page().findChildren(Scale)
    assert not published.page().findChildren(Published)
    before = kept(published)
    qtbot.keyClick(published.page(), Qt.Key.Key_0)
    assert kept(published) != before


def test_what_came_in_since_is_told_and_marked_until_it_is_reopened(published, foreign):
    desk, source = published.desk, FieldRef("source", "11111111-1111-4111-8111-111111111111", "title")
    text = FieldRef("answer", "L1.1.3", "justification")
    finding = desk.assessment.findings_of("1", "potential")[0]
    published.go("overview")
    (gained,) = published.page().findChildren(Gained)
    assert gained.isHidden()
    heads = [head.id for head in desk.assessment.held(text).heads]
    came = [
        foreign(desk.id, source, "Ordenanza 12"),
        foreign(desk.id, text, "Otra razón.", heads),
        foreign(desk.id, FieldRef("finding", finding.key, "text@fr"), "Une autre."),
    ]
    with desk.services.database.writing() as connection:
        edits.add(connection, came)
    published.open(desk.id, "overview")
    (gained,) = published.page().findChildren(Gained)
    assert gained.isVisible()
    said = " ".join(label.text() for label in gained.findChildren(QLabel))
    assert "3 things came in after publishing" in said
    leading = {button.text() for button in gained.findChildren(QAbstractButton)}
    assert "L1.1.3" in leading
    published.go("questionnaire/L1.1.3")
    while "L1.1.2" not in published.page().cards.cards:
        QApplication.processEvents()  # the cards out of view come one by one
    cards = published.page().cards.cards
    assert "came in after publishing" in cards["L1.1.3"].state_line.text()
    assert "came in after publishing" not in cards["L1.1.4"].state_line.text()
    published.go(f"sources/{source.key}")
    assert "Came in after publishing" in {
        label.text() for label in published.page().findChildren(QLabel) if label.isVisible()
    }
    published.go("findings/1")
    marked = [label.text() for label in published.page().findChildren(QLabel) if label.isVisible()]
    assert sum("Came in after publishing" in one for one in marked) == 1
    desk.do(lambda: desk.services.stages.reopen(desk.id, "draft", "Work came in."))
    marked = [label.text() for label in published.page().findChildren(QLabel) if label.isVisible()]
    assert not any("Came in after publishing" in one for one in marked)


def test_a_published_assessment_can_still_be_exported(published, tmp_path):
    for suffix in SUFFIXES:
        path = tmp_path / f"out.{suffix}"
        export(published.desk.services.exporting.snapshot(published.desk.id), path)
        assert path.stat().st_size


def test_a_text_that_cannot_be_saved_stays_and_the_pages_turn_once_it_is_gone(sample_window, qtbot):
    desk = sample_window.desk
    sample_window.go(WITHIN["questionnaire"])
    page = sample_window.page()
    writing = next(one for one in page.findChildren(Writing) if one.ref.field == "justification" and one.isVisible())
    before = writing.field.text()
    stage = FieldRef("assessment", desk.id, "stage")
    changed = desk.services.journal.record(desk.id, {stage: "published"}, Label("change of stage"))
    writing.field.setPlainText(f"{before} And more.")  # before the window hears of it
    desk.tell(changed)
    assert sample_window.page() is page
    assert writing.field.text() == f"{before} And more."
    writing.field.setPlainText(before)
    sample_window.go(WITHIN["findings"])
    qtbot.waitUntil(lambda: sample_window.navigation.pages.get("questionnaire") is not page)
    sample_window.go(WITHIN["questionnaire"])
    assert all(one.field.isReadOnly() for one in sample_window.page().findChildren(Writing))
