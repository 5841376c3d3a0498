"""The findings page: written, moved, removed and brought back by keys and clicks, asserted on the store."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.store import edits
from mgi_desktop.ui.findings.domains import DomainButton
from mgi_desktop.ui.findings.rests_on import RestsOn
from mgi_desktop.ui.parts.conflict import Conflict, differences

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window, qapp):
    window.open(window.desk.services.exchanging.sample().assessment, "findings/1")
    qapp.processEvents()
    return window.page()


def texts(page, kind, domain="1"):
    read = page.desk.assessment
    return [finding.text.get("es", "") for finding in read.findings_of(domain, kind)]


def rows(page, kind):
    return page.board.lists[kind].rows


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def named(page, name):
    found = [one for one in page.findChildren(QPushButton, name) if one.isVisible()]
    assert found, f"no button {name}"
    return found[0]


def centre(widget):
    return widget.mapToGlobal(widget.rect().center())


def test_a_click_on_the_text_writes_in_it_and_leaving_saves_one_edit(page, commit):
    row = rows(page, "well_developed")[1]
    before = texts(page, "well_developed")
    click(row.text)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == before[1]
    commit(field, " Y sigue «así».")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    after = texts(page, "well_developed")
    assert after == [before[0], before[1] + " Y sigue «así».", before[2]]
    assert row.text.isVisible()
    assert row.text.text() == after[1]
    assert row.text.hasFocus()
    page.desk.act["undo"].trigger()
    assert texts(page, "well_developed") == before
    assert row.text.text() == before[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_write(page, key):
    row = rows(page, "potential")[0]
    row.text.setFocus()
    assert not row.writing()
    QTest.keyClick(row.text, key)
    assert row.writing()
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_tab_goes_from_finding_to_finding_in_the_order_that_one_reads(page):
    page.board.lists["well_developed"].add.setFocus()
    met = []
    for _step in range(120):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        for kind in ("well_developed", "potential"):
            for place, row in enumerate(rows(page, kind)):
                if isinstance(focus, QPlainTextEdit) and row.isAncestorOf(focus):
                    met.append((kind, place))
        if focus.objectName().startswith("accept-"):
            break
    expected = [("well_developed", place) for place in range(3)] + [("potential", place) for place in range(4)]
    assert met == expected
    assert not any(row.writing() for row in rows(page, "potential"))


def test_alt_and_the_arrows_move_a_finding_and_it_keeps_the_focus(page):
    first, second, third = texts(page, "well_developed")
    place = page.desk.services.library.place(page.desk.assessment.id)
    row = rows(page, "well_developed")[0]
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Down, ALT)
    assert texts(page, "well_developed") == [second, first, third]
    QTest.keyClick(row.text, Qt.Key.Key_Down, ALT)
    QTest.keyClick(row.text, Qt.Key.Key_Down, ALT)
    assert texts(page, "well_developed") == [second, third, first]
    assert [one.text.text() for one in rows(page, "well_developed")] == [second, third, first]
    assert row.text.hasFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Up, ALT)
    assert texts(page, "well_developed") == [second, first, third]
    assert page.desk.services.library.place(page.desk.assessment.id) == place, "Alt+arrow left the page"


def test_alt_and_an_arrow_move_a_finding_while_one_writes_in_it(page, commit):
    row = rows(page, "well_developed")[0]
    click(row.text)
    field = QApplication.focusWidget()
    commit(field, "!")
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    assert [one.key for one in rows(page, "well_developed")].index(row.key) == 1
    assert QApplication.focusWidget() is field, "one writes on where one was"
    page.domains.current().setFocus()
    assert texts(page, "well_developed")[1].endswith("!")


def test_a_finding_goes_to_the_other_list_by_key_and_by_button(page):
    row = rows(page, "well_developed")[2]
    text = row.text.text()
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Right, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert texts(page, "potential")[-1] == text
    assert row.text.hasFocus()
    click(row.findChild(type(row._tools["other"]), "other"))
    assert texts(page, "well_developed")[-1] == text


def test_add_a_finding_and_write_it(page, commit):
    page.board.lists["potential"].add.setFocus()
    QTest.keyClick(page.board.lists["potential"].add, Qt.Key.Key_Space)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    commit(field, "Crear una mesa local de migración. مجلس محلي")
    page.domains.current().setFocus()
    assert texts(page, "potential")[-1] == "Crear una mesa local de migración. مجلس محلي"
    assert page.domains.current().accessibleName().endswith("3 well developed, 5 with potential")


def test_a_removed_finding_is_brought_back_by_undo_and_from_the_list(page):
    before = texts(page, "well_developed")
    click(rows(page, "well_developed")[0].findChild(type(rows(page, "potential")[0]._tools["up"]), "remove"))
    assert texts(page, "well_developed") == before[1:]
    notices = page.window().notices
    assert notices.isVisible()
    click(next(one for one in notices.findChildren(QPushButton) if one.text() == "Undo"))
    assert texts(page, "well_developed") == before

    row = rows(page, "well_developed")[1]
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Delete)
    assert texts(page, "well_developed") == [before[0], before[2]]
    assert rows(page, "well_developed")[1].text.hasFocus()
    click(named(page, "removed"))
    click(next(one for one in page.removed.findChildren(QPushButton) if one.text() == "Bring back"))
    assert texts(page, "well_developed") == before
    assert not page.removed.isVisible()


def drag(row, target):
    handle = row.handle
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    for step in (QPoint(0, 12), QPoint(0, 0)):
        QTest.mouseMove(handle, handle.mapFromGlobal(target + step))
    return handle


def test_a_finding_is_dragged_within_a_list(page):
    first, second, third = texts(page, "well_developed")
    row, last = rows(page, "well_developed")[0], rows(page, "well_developed")[2]
    deed = page.desk.services.journal.undo_label(page.desk.assessment.id)
    handle = drag(row, centre(last) + QPoint(0, 20))
    assert page.board._line.isVisible()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert texts(page, "well_developed") == [second, third, first]
    assert not page.board._line.isVisible()
    page.desk.act["undo"].trigger()
    assert texts(page, "well_developed") == [first, second, third]
    assert page.desk.services.journal.undo_label(page.desk.assessment.id) == deed, "a move is one deed"


def test_a_finding_is_dragged_to_the_other_list_or_left_where_it_was(page):
    before = texts(page, "well_developed"), texts(page, "potential")
    row = rows(page, "well_developed")[1]
    target = rows(page, "potential")[0]
    handle = drag(row, target.mapToGlobal(QPoint(60, 4)))
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert (texts(page, "well_developed"), texts(page, "potential")) == before
    handle = drag(row, target.mapToGlobal(QPoint(60, 4)))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert texts(page, "potential") == [before[0][1], *before[1]]
    assert texts(page, "well_developed") == [before[0][0], before[0][2]]


def test_a_suggestion_becomes_a_finding_that_one_can_write_in(page):
    services, read = page.desk.services, page.desk.assessment
    offered = services.findings.suggestions(read, "1")
    complete = next(one for one in offered if one.kind == "well_developed")
    click(named(page, f"accept-{complete.indicator}"))
    made = page.desk.assessment.findings_of("1", "well_developed")[-1]
    assert (made.text["es"], made.indicators) == (complete.text, (complete.indicator,))
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == complete.text
    left = services.findings.suggestions(page.desk.assessment, "1")
    assert [one.indicator for one in left] == [one.indicator for one in offered if one != complete]
    assert not [one for one in page.findChildren(QPushButton, f"accept-{complete.indicator}") if one.isVisible()]


@pytest.mark.parametrize("deed", ["accept-L1.1.2", "not-now-L1.1.2"])
def test_the_other_suggestions_stay_where_they_are(page, deed, qapp):
    bar = page._aside.area.verticalScrollBar()
    assert bar.maximum() > 0
    for place in (0, 60):
        bar.setValue(place)
        click(named(page, deed))
        qapp.processEvents()
        assert bar.value() == place
        page.desk.act["undo"].trigger()


def test_a_suggestion_is_set_aside_and_asked_for_again(page):
    services = page.desk.services
    code = services.findings.suggestions(page.desk.assessment, "1")[0].indicator
    not_now = named(page, f"not-now-{code}")
    not_now.setFocus()
    QTest.keyClick(not_now, Qt.Key.Key_Space)
    assert page.desk.assessment.answer(code).set_aside
    assert page.suggested.isAncestorOf(QApplication.focusWidget())
    click(named(page, "aside"))
    click(next(one for one in page.suggested.findChildren(QPushButton) if one.text() == "Suggest again"))
    assert not page.desk.assessment.answer(code).set_aside
    assert named(page, f"accept-{code}")


def test_what_a_finding_rests_on_is_ticked(page, qtbot):
    row = rows(page, "well_developed")[0]
    click(row._rests)
    sheet = page.window().findChild(RestsOn)
    assert sheet.isVisible()
    other = next(sheet.indicators.item(place) for place in range(sheet.indicators.count())
                 if sheet.indicators.item(place).data(Qt.ItemDataRole.UserRole) == "L2.1.1")  # fmt: skip
    sheet.indicators.setCurrentItem(other)
    QTest.keyClick(sheet.indicators, Qt.Key.Key_Space)
    source = next(sheet.sources.item(place) for place in range(sheet.sources.count())
                  if sheet.sources.item(place).checkState() is Qt.CheckState.Checked)  # fmt: skip
    sheet.sources.setCurrentItem(source)
    QTest.keyClick(sheet.sources, Qt.Key.Key_Space)
    QTest.keyClick(sheet.sources, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert row._rests.hasFocus()
    finding = page.desk.assessment.findings_of("1", "well_developed")[0]
    assert finding.indicators == ("L1.1.1", "L2.1.1")
    assert len(finding.sources) == 1
    assert row._rests.text() == "1 source"
    assert [chip.text() for chip in row._chips] == ["L1.1.1", "L2.1.1"]


def test_the_sheet_finds_by_words_without_accents(page):
    row = rows(page, "well_developed")[0]
    click(row._rests)
    sheet = page.window().findChild(RestsOn)
    question = page.desk.text(page.desk.instrument.indicators["L2.1.1"].question)
    sheet._filter.setText(question[:40].upper())
    shown = [sheet.indicators.item(place).text() for place in range(sheet.indicators.count())
             if not sheet.indicators.item(place).isHidden()]  # fmt: skip
    assert any(text.startswith("L2.1.1") for text in shown)
    assert len(shown) < 10
    click(page.domains.current())
    assert not sheet.isVisible()


def test_a_chip_leads_to_its_indicator(page):
    chip = rows(page, "well_developed")[0]._chips[0]
    gone = []
    page.desk.notifier.going.connect(gone.append)
    click(chip)
    assert gone == ["questionnaire/L1.1.1"]


def test_the_domain_is_chosen_by_key_and_kept_for_the_next_start(page, program, qapp):
    QTest.keyClick(page.domains.current(), Qt.Key.Key_Right)
    assert page.spot() == "findings/2"
    assert [row.text.text() for row in rows(page, "potential")] == texts(page, "potential", "2")
    program.stop()
    again = program.start()
    qapp.processEvents()
    assert again.page().spot() == "findings/2"


def test_both_lists_are_copied_as_text(page):
    click(next(one for one in page.findChildren(QPushButton) if one.text() == "Copy as text"))
    copied = QApplication.clipboard().text()
    assert copied.startswith("1 Derechos")
    places = [copied.index(f"• {text}") for text in (*texts(page, "well_developed"), *texts(page, "potential"))]
    assert places == sorted(places)


def open_with(page, *made):
    """Take in edits of another laptop and show the page anew."""
    services = page.desk.services
    with services.database.writing() as connection:
        edits.add(connection, made)
    window = page.window()
    window.open(page.desk.id, "findings/1")
    QApplication.processEvents()
    return window.page()


def test_two_texts_stand_side_by_side_until_one_is_taken(page, foreign):
    finding = page.desk.assessment.findings_of("1", "well_developed")[0]
    ref = FieldRef("finding", finding.key, "text@es")
    other = finding.text["es"].replace("municipio", "cantón")
    page = open_with(page, foreign(page.desk.id, ref, other))
    row = rows(page, "well_developed")[0]
    conflict = row.findChild(Conflict)
    shown = [field.toPlainText() for field in conflict.findChildren(QPlainTextEdit)]
    assert sorted(shown) == sorted([finding.text["es"], other])
    said = " ".join(words.text() for words in conflict.findChildren(QLabel))
    assert "Ana" in said
    assert "by that laptop’s clock" in said
    assert not row.text.isVisible()
    place = shown.index(other)
    click(conflict.findChild(QPushButton, f"take-{place}"))
    assert not page.desk.assessment.conflicts
    assert texts(page, "well_developed")[0] == other
    assert row.text.isVisible()
    assert row.text.text() == other


def test_a_third_text_settles_a_conflict(page, foreign, commit):
    finding = page.desk.assessment.findings_of("1", "well_developed")[0]
    ref = FieldRef("finding", finding.key, "text@es")
    page = open_with(page, foreign(page.desk.id, ref, "Otro texto."))
    conflict = rows(page, "well_developed")[0].findChild(Conflict)
    click(conflict.findChild(QPushButton, "third"))
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    commit(field, "Ni uno ni otro.")
    click(conflict.findChild(QPushButton, "use-third"))
    assert not page.desk.assessment.conflicts
    assert texts(page, "well_developed")[0] == "Ni uno ni otro."


@pytest.mark.parametrize("taken", [False, True])
def test_deleted_against_edited_is_settled_either_way(page, foreign, taken):
    finding = page.desk.assessment.findings_of("1", "well_developed")[0]
    desk = page.desk
    heads = [head.id for head in desk.assessment.held(FieldRef("finding", finding.key, "text@es")).heads]
    desk.do(lambda: desk.services.findings.remove(desk.id, finding.key))
    edited = foreign(desk.id, FieldRef("finding", finding.key, "text@es"), "Texto de Ana.", heads)
    page = open_with(page, edited)
    row = rows(page, "well_developed")[0]
    assert row.key == finding.key
    conflict = row.findChild(Conflict)
    click(conflict.findChild(QPushButton, f"take-{int(taken)}"))
    assert not page.desk.assessment.conflicts
    assert ("Texto de Ana." in texts(page, "well_developed")) is not taken


def test_words_that_differ_are_found_whole():
    one, two = "se entrega 🏠 en ventanilla y en cabildos.", "se entrega 🏠 por radio y en cabildos."
    marked = [one.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le") for begin, end in differences(one, two)]
    assert marked == ["en ventanilla"]
    assert differences(one, one) == []


def test_what_another_page_changes_is_shown_without_taking_the_focus(page, commit):
    row = rows(page, "well_developed")[0]
    click(row.text)
    field = QApplication.focusWidget()
    desk, other = page.desk, rows(page, "potential")[0]
    ref = FieldRef("finding", other.key, "text@es")
    desk.do(lambda: desk.services.journal.record(desk.id, {ref: "Nuevo."}, desk.services.journal.undo_label(desk.id)
                                                 or _label()))  # fmt: skip
    assert other.text.text() == "Nuevo."
    assert QApplication.focusWidget() is field


def _label():
    from mgi_desktop.services.journal import Label

    return Label("text")


def test_what_is_being_written_when_the_program_ends_is_kept(page, program, commit):
    row = rows(page, "well_developed")[0]
    key = row.key
    click(row.text)
    commit(QApplication.focusWidget(), " Fin.")
    program.stop()
    read = program.start().desk.assessment
    assert next(one for one in read.findings if one.key == key).text["es"].endswith(" Fin.")


def test_the_program_ends_with_the_sheet_open(page, program):
    click(rows(page, "potential")[0]._rests)
    program.stop()
    assert program.start().page().spot() == "findings/1"


def test_the_domains_are_whole_in_a_small_window_with_large_text(page):
    window = page.window()
    window.set_preference("text_size", 200)
    window.resize(960, 600)
    window.go("findings/1")
    QApplication.processEvents()
    domains = window.page().domains
    name = next(one for one in domains.findChildren(QLabel) if one.text().startswith("1  ") and one.isVisible())
    for button in domains.findChildren(DomainButton):
        assert button.height() >= window.desk.theme.px(58)
        assert not button.geometry().intersects(name.geometry())
