"""The overview page: choosing domains, what the panel says, the ways into the questionnaire, and its three views."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.progress import State, counts_as_answered
from mgi_desktop.store import edits
from mgi_desktop.ui.overview.legend import Mark
from mgi_desktop.ui.overview.seen import Item
from mgi_desktop.ui.parts.strip import Strip

KEY = Qt.Key
DOMAINS = "123456"


@pytest.fixture
def page(sample_window):
    sample_window.activateWindow()
    QApplication.processEvents()
    return sample_window.page()


def visible_words(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def click(wheel, kind, code):
    QTest.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=wheel.place_of(Item(kind, code)).toPoint())


def click_button(page, name):
    button = page.findChild(QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_at_first_it_says_what_the_assessment_is(page):
    said = visible_words(page.panel)
    assert said[:2] == ["La Palma", "Chalatenango, El Salvador"]
    for fact in ("Local", "1 · September 2023", "Draft", "Questionnaire and profile in Spanish"):
        assert fact in said
    questionnaire = next(words for words in said if "87 indicators" in words)
    assert "2026.1" in questionnaire
    assert page.desk.instrument.notice["es"] in questionnaire
    assert page.caption.text() == "Local questionnaire 2026.1 · 87 indicators"


def test_what_is_open_is_counted_and_leads_there(sample_window, page):
    states = page.wheel.seen.states
    for state in (State.NOT_YET, State.BEGUN, State.TO_BE_VERIFIED):
        codes = [code for code, one in states.items() if one is state]
        row = sample_window.page().findChild(QPushButton, f"open/{state}")
        assert row.accessibleName().endswith(f": {len(codes)}")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert sample_window.page().spot() == f"questionnaire/{codes[0]}"
        sample_window.go("overview")


def test_a_conflict_is_open_and_leads_there(sample_window, page, foreign):
    assert page.findChild(QPushButton, "open/conflict") is None
    theirs = foreign(page.desk.id, FieldRef("answer", "L3.1.2", "justification"), "Otra cosa.")
    with page.desk.services.database.writing() as connection:
        edits.add(connection, [theirs])
    sample_window.open(page.desk.id, "overview")
    row = sample_window.page().findChild(QPushButton, "open/conflict")
    assert row.accessibleName() == "Conflicts: 1"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert sample_window.page().spot() == "questionnaire/L3.1.2"


def test_wheel_and_outline_mark_the_same_indicators(sample_window, page, foreign):
    read = page.desk.assessment
    cited = next(answer for answer in read.answers.values() if answer.citations)
    source = cited.citations[0].source
    theirs = [
        foreign(read.id, FieldRef("answer", "L3.1.2", "justification"), "Otra cosa."),
        foreign(read.id, FieldRef("source", source, "title"), "Otro título."),
    ]
    with page.desk.services.database.writing() as connection:
        edits.add(connection, theirs)
    sample_window.open(read.id, "overview")
    marked = sample_window.page().wheel.seen.conflicts
    assert {cited.indicator, "L3.1.2"} <= marked
    sample_window.go("questionnaire/L3.1.2")
    outline = sample_window.page().outline
    outline.show_only("conflict")
    assert {line.code for line in outline.lines() if line.kind == "indicator" and line.contested} == marked


def test_the_main_button_goes_on_with_what_is_not_answered(sample_window, page):
    code = page.findChild(QPushButton, "go-on").text().removeprefix("Go on at ")
    assert not counts_as_answered(page.desk.instrument.indicators[code], page.desk.assessment.answer(code))
    click_button(page, "go-on")
    assert sample_window.page().spot() == f"questionnaire/{code}"


def test_when_all_is_answered_the_main_button_opens_the_questionnaire(sample_window, page):
    desk = page.desk
    for indicator in desk.instrument.indicators.values():
        if not counts_as_answered(indicator, desk.assessment.answer(indicator.code)):
            value = indicator.scale[0].value
            desk.services.answering.answer(desk.id, indicator.code, value)
            desk.services.answering.verify(desk.id, indicator.code, False)
    sample_window.open(desk.id, "overview")
    page = sample_window.page()
    assert page.findChild(QPushButton, "go-on").text() == "Open the questionnaire"
    assert "Nothing is open: every indicator is answered." in visible_words(page.panel)
    click_button(page, "go-on")
    assert sample_window.page().name == "questionnaire"


def of_domain(page, code):
    """All that the panel has to say of a domain."""
    read, domain = page.desk.assessment, page.desk.instrument.domain(code)
    found = [finding for finding in read.findings if finding.domain == code]
    return {
        domain.title["es"],
        domain.summary["es"],
        *(part.title["es"] for part in domain.subdomains),
        *(finding.text["es"] for finding in found),
    }


@pytest.mark.parametrize("code", DOMAINS)
def test_a_domain_is_chosen_with_the_mouse(page, code):
    click(page.wheel, "sector", code)
    assert page.spot() == f"overview/{code}"
    assert of_domain(page, code) <= set(visible_words(page.panel))
    assert page.wheel.seen.chosen == code


@pytest.mark.parametrize("code", DOMAINS)
def test_a_domain_is_chosen_with_a_digit(page, code):
    QTest.keyClick(page.wheel, getattr(KEY, f"Key_{code}"))
    assert of_domain(page, code) <= set(visible_words(page.panel))


def test_a_domain_is_chosen_with_arrows_and_enter(page):
    QTest.keyClick(page.wheel, KEY.Key_Escape)
    for key in (KEY.Key_Up, KEY.Key_Right, KEY.Key_Right, KEY.Key_Return):
        QTest.keyClick(page.wheel, key)
    assert page.spot() == "overview/3"
    assert of_domain(page, "3") <= set(visible_words(page.panel))


def test_a_name_beside_the_wheel_chooses_its_domain(page):
    name = page.wheel.plan.names[4]
    QTest.mouseClick(page.wheel, Qt.MouseButton.LeftButton, pos=name.rect.center().toPoint())
    assert page.spot() == "overview/5"


@pytest.mark.parametrize("way", ["hub", "escape on the wheel", "escape in the panel"])
def test_one_goes_back_to_the_assessment(page, way):
    page.choose("2")
    if way == "hub":
        click(page.wheel, "hub", "")
    elif way == "escape on the wheel":
        QTest.keyClick(page.wheel, KEY.Key_Escape)
    else:
        QTest.keyClick(page.findChild(QPushButton, "questionnaire"), KEY.Key_Escape)
    assert page.spot() == "overview"
    assert visible_words(page.panel)[0] == "La Palma"


def test_the_place_is_kept(sample_window, page, program):
    page.choose("4")
    sample_window.go("findings/1")
    sample_window.go(page.spot())
    assert page.spot() == "overview/4"
    program.stop()
    window = program.start()
    assert window.page().spot() == "overview/4"
    assert "Bienestar socioeconómico" in visible_words(window.page().panel)[0]


def test_an_unknown_domain_shows_the_assessment(sample_window):
    sample_window.go("overview/99")
    assert sample_window.page().spot() == "overview"


def test_the_level_has_its_own_text(window):
    from mgi_desktop.services.library import New

    made = window.desk.services.library.create(New("national", "MUS", "Mauritius", "", 1, 2024, None, "en")).assessment
    window.open(made, "overview/2")
    said = visible_words(window.page().panel)
    national, local = (one.domain("2").summary["en"] for one in sorted(
        window.desk.services.library.instruments(), key=lambda one: one.level, reverse=True))  # fmt: skip
    assert national in said
    assert local not in said
    assert said.count("None written yet.") == 2


def test_subdomains_show_their_states_and_lead_there(sample_window, page):
    page.choose("2")
    row = page.findChild(QPushButton, "subdomain/2.2")
    assert row.accessibleName() == "2.2, Estrategia, 2 of 4 answered"
    states = [page.wheel.seen.states[f"L2.2.{number}"] for number in (1, 2, 3, 4)]
    assert list(row.findChild(Strip).states()) == states
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert sample_window.page().spot() == "questionnaire/L2.2.1"


def test_the_foot_leads_to_questionnaire_and_findings(sample_window, page):
    page.choose("2")
    click_button(page, "questionnaire")
    _name, _slash, code = sample_window.page().spot().partition("/")
    assert code.startswith("L2.")
    assert not counts_as_answered(page.desk.instrument.indicators[code], page.desk.assessment.answer(code))
    sample_window.go("overview/2")
    click_button(page, "findings")
    assert sample_window.page().spot() == "findings/2"


@pytest.mark.parametrize(("kind", "code", "there"), [("cell", "L4.2.1", "L4.2.1"), ("subdomain", "5.2", "L5.2.1")])
def test_a_cell_and_a_subdomain_open_the_questionnaire(sample_window, page, kind, code, there):
    click(page.wheel, kind, code)
    assert sample_window.page().spot() == f"questionnaire/{there}"


def test_a_cell_opens_with_enter(sample_window, page):
    for key in (KEY.Key_2, KEY.Key_Up, KEY.Key_Up, KEY.Key_Right, KEY.Key_Return):
        QTest.keyClick(page.wheel, key)
    assert sample_window.page().spot() == "questionnaire/L2.1.2"


def test_pressing_and_letting_go_elsewhere_opens_nothing(page):
    wheel = page.wheel
    QTest.mousePress(wheel, Qt.MouseButton.LeftButton, pos=wheel.place_of(Item("sector", "2")).toPoint())
    QTest.mouseRelease(wheel, Qt.MouseButton.LeftButton, pos=wheel.place_of(Item("sector", "3")).toPoint())
    assert page.spot() == "overview"


def test_what_changes_elsewhere_is_shown_when_one_comes_back(sample_window, page):
    desk = page.desk
    page.choose("2")
    code = next(code for code, state in page.wheel.seen.states.items() if state is State.NOT_YET and code[1] == "2")
    sample_window.go(f"questionnaire/{code}")
    value = desk.instrument.indicators[code].scale[0].value
    desk.do(lambda: desk.services.answering.answer(desk.id, code, value))
    desk.do(lambda: desk.services.findings.add(desk.id, "2", "potential", "Escribir lo que falta."))
    sample_window.go("overview/2")
    assert page.wheel.seen.states[code] is State.ANSWERED
    said = visible_words(page.panel)
    assert "19 of 20 answered" in said
    assert "Escribir lo que falta." in said


def test_undo_on_the_page_keeps_focus_and_place(page, qtbot):
    desk = page.desk
    page.choose("2")
    desk.do(lambda: desk.services.findings.add(desk.id, "2", "potential", "Escribir lo que falta."))
    assert "Escribir lo que falta." in visible_words(page.panel)
    row = page.findChild(QPushButton, "subdomain/2.4")
    row.setFocus()
    bar = page.panel.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 12)
    bar.setValue(12)
    desk.act["undo"].trigger()
    assert "Escribir lo que falta." not in visible_words(page.panel)
    assert QApplication.focusWidget().objectName() == "subdomain/2.4"
    QTest.qWait(200)
    assert bar.value() == 12


def test_undo_and_redo_in_the_header_say_what_they_do(page):
    undo, redo = (page._undo.children()[place] for place in (1, 2))
    desk = page.desk
    assert not redo.isEnabled()
    desk.do(lambda: desk.services.answering.answer(desk.id, "L1.1.1", "b"))
    assert undo.isEnabled()
    assert undo.accessibleName() == desk.act["undo"].text().replace("&", "")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert redo.isEnabled()
    assert "L1.1.1" in redo.toolTip()


def segments(page):
    return {button.text(): button for button in page.views.findChildren(QPushButton)}


def test_presence_shows_discs_and_their_legend(page):
    QTest.mouseClick(segments(page)["Progress"], Qt.MouseButton.LeftButton)
    progress = page.wheel.grab().toImage()
    QTest.mouseClick(segments(page)["Presence"], Qt.MouseButton.LeftButton)
    assert page.wheel.seen.view == "presence"
    assert page.wheel.grab().toImage() != progress
    words = visible_words(page.legend)
    assert words == ["Complete", "Partial", "Absent", "Not applicable", "Not answered", "To be verified", "Conflict"]
    assert len([mark for mark in page.legend.findChildren(Mark) if mark.isVisible()]) == len(words)
    QTest.mouseClick(segments(page)["Progress"], Qt.MouseButton.LeftButton)
    assert visible_words(page.legend) == [
        "Answered",
        "Not applicable",
        "Begun",
        "To be verified",
        "Not yet",
        "Conflict",
    ]
    assert page.wheel.grab().toImage() == progress


def test_the_table_says_all_that_the_wheel_says(sample_window, page):
    QTest.mouseClick(segments(page)["Table"], Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    assert not page.wheel.isVisible()
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface.role() == QAccessible.Role.Table
    assert interface.childCount() == 6 * 88  # the heads, and a corner of each row

    def row(place):
        cells = [interface.child(6 * (place + 1) + column) for column in range(1, 6)]
        return [cell.text(QAccessible.Text.Name) for cell in cells]

    codes = list(page.desk.instrument.indicators)
    verify = next(code for code, state in page.wheel.seen.states.items() if state is State.TO_BE_VERIFIED)
    domain, subdomain, indicator, state, exists = row(codes.index(verify))
    assert domain == f"{verify[1]} {page.desk.instrument.domain(verify[1]).title['es']}"
    assert subdomain.startswith(verify[1:4])
    assert indicator == f"{verify} {page.desk.instrument.indicators[verify].question['es']}"
    assert (state, exists) == ("To be verified", "To be verified")
    desk = page.desk
    desk.do(lambda: desk.services.answering.verify(desk.id, verify, False))
    assert row(codes.index(verify))[3] != "To be verified"


@pytest.mark.parametrize("by", ["enter", "double click"])
def test_a_row_of_the_table_opens_its_indicator(sample_window, page, by):
    page.show_view("table")
    QApplication.processEvents()
    page.table.setFocus()
    index = page.table.model().index(3, 2)
    page.table.setCurrentIndex(index)
    if by == "enter":
        QTest.keyClick(page.table, KEY.Key_Return)
    else:
        place = page.table.visualRect(index).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sample_window.page().spot() == "questionnaire/L1.1.4"


def test_no_row_of_the_table_is_cut(page):
    page.show_view("table")
    QTest.qWait(50)
    table = page.table
    for row in range(table.model().rowCount()):
        assert table.rowHeight(row) >= table.sizeHintForRow(row)
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()


def cut(page: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and label is not page.title:
            need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            narrow = not label.wordWrap() and label.sizeHint().width() > label.width() and label is not page.caption
            if need > label.height() + 1 or narrow:
                found.append(f"{label.text()} {label.size()} {label.sizeHint()}")
    return found


SIZES = [((1366, 768), 100), ((1366, 690), 100), ((960, 600), 100), ((1040, 620), 100), ((1366, 768), 200)]


@pytest.mark.parametrize("language", ["en", "qps-ploc", "qps-plocm"])
@pytest.mark.parametrize(("size", "text"), SIZES)
def test_nothing_is_cut_off(program, size, text, language):
    window = program.start(text_size=text, interface_language=language)
    window.open(window.desk.services.exchanging.sample().assessment, "overview/2")
    window.resize(*size)
    QTest.qWait(30)
    page = window.page()
    for domain in ("4", ""):
        page.choose(domain)
        QTest.qWait(30)
        assert cut(page) == []
        assert page.area.horizontalScrollBar().maximum() == 0
        assert page.area.widget().width() <= page.area.viewport().width()
        assert page.title.sizeHint().width() <= page.title.width()
        for button in page.findChildren(QPushButton):
            if button.isVisible() and button.text():
                assert button.width() >= button.sizeHint().width(), button.text()
    assert bool(page.wheel.plan.names) is not page.six.isVisible()
    assert 2 * page.wheel.plan.radius >= 300


def test_the_list_of_six_chooses_too(sample_window, page):
    sample_window.resize(1040, 620)
    QApplication.processEvents()
    rows = page.six.findChildren(QPushButton)
    assert rows[2].accessibleName() == "3, Alianzas, 11 of 12 answered"
    rows[2].setFocus()
    QTest.keyClick(rows[2], KEY.Key_Space)
    assert page.spot() == "overview/3"
    QTest.mouseClick(rows[2], Qt.MouseButton.LeftButton)
    assert [row.isChecked() for row in rows] == [False, False, True, False, False, False]


def test_in_a_narrow_window_the_panel_stands_below_and_back(sample_window, page, qtbot):
    def stands_beside():
        corner = page.panel.mapTo(page, QPoint(0, 0))
        return corner.y() == 0 and corner.x() >= page.wheel.width()

    def stands_below():
        inside = page.wheel.parentWidget().parentWidget()
        foot = page.wheel.mapTo(inside, QPoint(0, page.wheel.height())).y()
        return inside.isAncestorOf(page.panel) and page.panel.mapTo(inside, QPoint(0, 0)).y() >= foot

    qtbot.waitUntil(stands_beside)
    sample_window.resize(960, 600)
    qtbot.waitUntil(stands_below)
    qtbot.waitUntil(lambda: page.panel.area.verticalScrollBar().maximum() == 0)
    sample_window.resize(1366, 768)
    qtbot.waitUntil(stands_beside)
