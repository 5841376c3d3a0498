"""The wheel itself: where everything stands, what is painted again, how keys go over it, and what is heard."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.progress import State
from mgi_desktop.services.library import New
from mgi_desktop.store import edits
from mgi_desktop.ui.overview.kept import Kept
from mgi_desktop.ui.overview.seen import HUB, PRESENCE, Item
from mgi_desktop.ui.theme import tokens

KEY = Qt.Key


@pytest.fixture
def wheel(sample_window):
    sample_window.activateWindow()
    shown = sample_window.page().wheel
    shown.setFocus()
    return shown


def press(wheel, *keys):
    for key in keys:
        QTest.keyClick(wheel, key)


def at(wheel, kind, code):
    return wheel.place_of(Item(kind, code)).toPoint()


def colour_at(wheel, kind, code):
    return QColor(wheel.grab().toImage().pixelColor(at(wheel, kind, code))).name().upper()


def open_new(window, level, language):
    made = window.desk.services.library.create(New(level, "MUS", "Île Rodrigues", "", 1, 2024, None, "en")).assessment
    window.desk.services.library.set_questionnaire_language(made, language)
    window.open(made, "overview")
    return window.page().wheel


def nearest(rect, middle):
    x = max(rect.left(), min(middle.x(), rect.right()))
    y = max(rect.top(), min(middle.y(), rect.bottom()))
    return math.hypot(x - middle.x(), y - middle.y())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh", "pt"])
@pytest.mark.parametrize("level", ["local", "national"])
@pytest.mark.parametrize("size", [(1366, 768), (1366, 690), (1280, 720)])
def test_every_name_is_whole_and_stands_clear(window, level, language, size):
    window.resize(*size)
    wheel = open_new(window, level, language)
    QApplication.processEvents()
    plan, titles, numbers = wheel.plan, wheel.seen.titles, tokens()["wheel"]
    reach = numbers["radii"]["mark"] + numbers["cell"]["conflict_mark"]  # where each cell may have the mark of one
    assert plan.radius >= 150
    assert len(plan.names) == 6
    for name, title in zip(plan.names, titles, strict=True):
        assert " ".join(name.lines) == " ".join(title.name.split())
        assert len(name.lines) <= 4
        assert QRectF(wheel.rect()).contains(name.rect)
        assert nearest(name.rect, plan.middle) > plan.radius * reach
    for one, two in zip(plan.names, plan.names[1:], strict=False):
        assert not one.rect.intersects(two.rect)


def test_the_diameter_of_the_look(window):
    wheel = open_new(window, "local", "en")
    QApplication.processEvents()
    assert 2 * wheel.plan.radius == pytest.approx((wheel.width() - 274) / 1.055, abs=1)


def test_one_cell_per_indicator_shows_its_state(sample_window, wheel):
    states = wheel.seen.states
    assert len(states) == 87
    found = {state: next(code for code, one in states.items() if one is state) for state in State}
    theme = sample_window.desk.theme

    def strong(code):
        return theme.colour(f"{sample_window.desk.instrument.indicators[code].domain}.strong").upper()

    for state in (State.ANSWERED, State.TO_BE_VERIFIED):
        assert colour_at(wheel, "cell", found[state]) == strong(found[state])
    for state in (State.NOT_APPLICABLE, State.NOT_YET):
        assert colour_at(wheel, "cell", found[state]) == theme.colour("page").upper()


def test_an_answer_changes_its_cell_and_the_counts_at_once(sample_window, wheel):
    desk = sample_window.desk
    code = next(code for code, state in wheel.seen.states.items() if state is State.NOT_YET)
    value = desk.instrument.indicators[code].scale[0].value
    before = wheel.seen
    desk.do(lambda: desk.services.answering.answer(desk.id, code, value))
    strong = desk.theme.colour(f"{desk.instrument.indicators[code].domain}.strong").upper()
    assert colour_at(wheel, "cell", code) == strong
    assert wheel.seen.answered == before.answered + 1
    desk.undo()
    assert wheel.seen == before
    assert colour_at(wheel, "cell", code) == desk.theme.colour("page").upper()


@pytest.mark.parametrize("view", ["progress", "presence"])
def test_what_is_repainted_alone_looks_like_the_whole_painted_anew(sample_window, wheel, foreign, view):
    """Whatever changes, in whatever order: painting only that leaves the same picture."""
    desk, services = sample_window.desk, sample_window.desk.services
    desk.do(lambda: services.library.rename_person("Ana"))  # else it is asked for, which leaves the wheel less room
    sample_window.page().show_view(view)
    wheel.grab()
    codes = [code for code, state in wheel.seen.states.items() if state in (State.NOT_YET, State.BEGUN)]
    for place, code in enumerate(codes):
        scale = desk.instrument.indicators[code].scale
        value = scale[place % len(scale)].value
        desk.do(lambda code=code, value=value: services.answering.answer(desk.id, code, value))
        sample_window.page().choose(str(1 + place % 6))
    desk.do(lambda: services.answering.verify(desk.id, codes[0], True))
    theirs = foreign(
        desk.id, FieldRef("answer", codes[1], "value"), desk.instrument.indicators[codes[1]].scale[-1].value
    )
    with services.database.writing() as connection:
        edits.add(connection, [theirs])
    desk.do(lambda: services.answering.verify(desk.id, codes[2], True))
    assert wheel.seen.conflicts == {codes[1]}
    kept = wheel._picture
    assert kept is not None, "painted anew as a whole, though only a few cells changed"
    whole = Kept(desk.theme, wheel._wheel, wheel._type, desk.language, wheel.size(), kept.ratio, wheel.seen)
    assert kept.pixmap.toImage() == whole.pixmap.toImage()


def test_one_answer_repaints_little(sample_window, wheel):
    desk = sample_window.desk
    wheel.grab()
    code = next(code for code, state in wheel.seen.states.items() if state is State.ANSWERED)
    states = {**wheel.seen.states, code: State.TO_BE_VERIFIED}
    rects = wheel._picture.show(wheel.seen, replace(wheel.seen, states=states))
    assert sum(rect.width() * rect.height() for rect in rects) < 0.01 * wheel.width() * wheel.height()
    assert desk.theme.px(1) == 1


def test_the_pointer_is_told_what_a_cell_is(sample_window, wheel):
    code = next(code for code, state in wheel.seen.states.items() if state is State.BEGUN)
    QTest.mouseMove(wheel, at(wheel, "cell", code))
    assert wheel.tip.isVisible()
    assert wheel.tip.head.text() == f"{code} · Begun"
    desk = sample_window.desk
    assert wheel.tip.text.text() == desk.instrument.indicators[code].question["es"]
    tip = wheel.tip.geometry()
    middle = wheel.mapTo(wheel.tip.parentWidget(), wheel.plan.middle.toPoint())
    assert nearest(QRectF(tip), QPointF(middle)) > wheel.plan.radius
    assert wheel.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(wheel, QPoint(2, 2))
    assert not wheel.tip.isVisible()
    assert wheel.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_no_tip_is_left_when_one_comes_back(sample_window, wheel):
    QTest.mouseMove(wheel, at(wheel, "cell", "L4.1.1"))
    QTest.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=at(wheel, "cell", "L4.1.1"))
    assert sample_window.page().name == "questionnaire"
    sample_window.go("overview")
    assert not wheel.tip.isVisible()


def test_the_tip_of_what_exists(sample_window, wheel):
    sample_window.page().show_view(PRESENCE)
    code = next(code for code, exists in wheel.seen.exists.items() if exists == "partial")
    QTest.mouseMove(wheel, at(wheel, "cell", code))
    assert wheel.tip.head.text() == f"{code} · Partial"
    not_yet = next(code for code, exists in wheel.seen.exists.items() if exists is State.NOT_YET)
    QTest.mouseMove(wheel, at(wheel, "cell", not_yet))
    assert wheel.tip.head.text() == f"{not_yet} · Not answered"


def test_arrows_go_along_a_ring_and_between_rings(wheel):
    press(wheel, KEY.Key_Escape)
    assert wheel.current == HUB
    press(wheel, KEY.Key_Up)
    assert wheel.current == Item("sector", "1")
    press(wheel, KEY.Key_Right, KEY.Key_Up)
    assert wheel.current == Item("subdomain", "2.1")
    press(wheel, KEY.Key_Right, KEY.Key_Up)
    assert wheel.current == Item("cell", "L2.2.1")
    press(wheel, KEY.Key_Left)
    assert wheel.current == Item("cell", "L2.1.5")
    press(wheel, KEY.Key_Up)
    assert wheel.current == Item("cell", "L2.1.5")
    press(wheel, KEY.Key_Down, KEY.Key_Down)
    assert wheel.current == Item("sector", "2")
    press(wheel, KEY.Key_Left, KEY.Key_Left)
    assert wheel.current == Item("sector", "6")
    press(wheel, KEY.Key_Down)
    assert wheel.current == HUB


def test_right_to_left_the_wheel_and_its_arrows_are_mirrored(program):
    window = program.start(interface_language="qps-plocm")
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    QApplication.processEvents()
    wheel = window.page().wheel
    middle = wheel.plan.middle
    assert wheel.place_of(Item("sector", "2")).x() < middle.x() < wheel.place_of(Item("sector", "5")).x()
    assert next(name for name in wheel.plan.names if name.domain == "2").rect.right() < middle.x()
    wheel.setFocus()
    press(wheel, KEY.Key_1, KEY.Key_Left)
    assert wheel.current == Item("sector", "2")
    QTest.mouseClick(wheel, Qt.MouseButton.LeftButton, pos=at(wheel, "sector", "5"))
    assert wheel.seen.chosen == "5"


def test_the_focus_is_seen(wheel):
    press(wheel, KEY.Key_3, KEY.Key_Up)
    with_ring = wheel.grab().toImage()
    wheel.clearFocus()
    assert wheel.grab().toImage() != with_ring
    focus = wheel._desk.theme.paint("focus")
    colours = {with_ring.pixelColor(x, y).rgb() for x in range(with_ring.width()) for y in range(with_ring.height())}
    assert focus.rgb() in colours


def test_a_small_wheel_has_no_names_round_it(sample_window, wheel):
    sample_window.resize(1040, 620)
    QApplication.processEvents()
    assert wheel.plan.names == ()
    assert 2 * wheel.plan.radius >= 300
    assert sample_window.page().six.isVisible()
    QTest.mouseMove(wheel, at(wheel, "sector", "2"))
    assert wheel.tip.head.text() == "2 · 18 of 20 answered"


def test_choosing_fades_unless_motion_is_reduced(program):
    window = program.start()
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    wheel = window.page().wheel
    wheel.grab()
    wheel.choose("2")
    assert wheel._before is not None
    wheel.grab()
    QTest.qWait(150)
    assert wheel._before is None
    window.set_preference("reduced_motion", True)
    wheel = window.page().wheel
    wheel.grab()
    wheel.choose("3")
    assert wheel._before is None


def heard(interface):
    return [interface.child(place) for place in range(interface.childCount())]


def test_a_screen_reader_finds_a_list_of_six_with_subdomains(sample_window, wheel, foreign):
    desk = sample_window.desk
    theirs = foreign(desk.id, FieldRef("answer", "L2.1.1", "justification"), "Otra cosa.")
    with desk.services.database.writing() as connection:
        edits.add(connection, [theirs])
    sample_window.open(desk.id, "overview")
    wheel = sample_window.page().wheel
    name = QAccessible.Text.Name
    six = heard(QAccessible.queryAccessibleInterface(wheel))
    assert [one.text(name)[0] for one in six] == list("123456")
    assert six[1].text(name) == "2, Enfoque de gobierno integral, 17 of 20 answered, 1 conflict"
    assert len(heard(six[1])) == 5
    assert heard(six[1])[0].text(name).startswith("2.1, Marco institucional, 4 of 5 answered")
    middle = wheel.mapToGlobal(at(wheel, "sector", "2"))
    assert six[1].rect().contains(middle)
    assert not six[1].state().checked


def test_a_screen_reader_can_choose(sample_window, wheel):
    six = heard(QAccessible.queryAccessibleInterface(wheel))
    six[3].object().click()
    assert wheel.seen.chosen == "4"
    assert six[3].state().checked
    six[3].object().click()
    assert six[3].state().checked
    assert sample_window.page().spot() == "overview/4"


def test_counts_read_in_the_direction_of_the_interface_whatever_the_names(window):
    wheel = open_new(window, "local", "ar")
    QApplication.processEvents()
    name = next(name for name in wheel.plan.names if name.side < 0)
    [text], high = name.count, wheel._type.count_line
    place = QRectF(name.rect.left(), name.rect.bottom() - high, name.rect.width(), high)
    seen = wheel.grab(place.toAlignedRect()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)

    def far_from(direction):
        """How much of it is otherwise than painted in a direction."""
        image = QImage(seen.size(), QImage.Format.Format_Grayscale8)
        image.fill(seen.pixelColor(0, 0))
        painter = QPainter(image)
        painter.setFont(wheel._type.caption)
        painter.setLayoutDirection(direction)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place.translated(-place.toAlignedRect().topLeft().toPointF()), align, text)
        painter.end()
        return sum(abs(one - other) for one, other in zip(bytes(seen.bits()), bytes(image.bits()), strict=True))

    assert far_from(Qt.LayoutDirection.LeftToRight) < far_from(Qt.LayoutDirection.RightToLeft)
