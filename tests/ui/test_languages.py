"""In every language each page says all in that language, and nothing that it says is cut off.

Two languages are invented: English made longer and put in brackets, the second from right to left. What stands outside
the brackets there was forgotten, unless people wrote it or it is the same in all languages.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from mgi_desktop import i18n
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.paths import resources
from mgi_desktop.store import edits
from mgi_desktop.ui.help import About, Keyboard
from mgi_desktop.ui.library.details import Details
from mgi_desktop.ui.library.new_assessment import NewAssessment
from mgi_desktop.ui.overview.page import OverviewPage
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.parts.written import Written
from mgi_desktop.ui.profile.outline import Outline
from mgi_desktop.ui.profile.page import ProfilePage
from mgi_desktop.ui.profile.section_row import SectionRow
from mgi_desktop.ui.questionnaire.citing import Citing
from mgi_desktop.ui.questionnaire.page import QuestionnairePage
from mgi_desktop.ui.sources.dialogs import EditSource
from mgi_desktop.ui.window import Window

LANGUAGES = ("fr", "es", *i18n.PSEUDO)
SIZES = ((1366, 768), (960, 600))
SPOTS = (
    "overview",
    "overview/2",
    "questionnaire/L1.1.1",
    "questionnaire/L5.1.1",
    "findings/1",
    "review/comments",
    "review/decisions",
    "review/checks",
    "profile",
    "preferences",
    "search/municipal",
    "instruments",
    "library",
)
SAME_EVERYWHERE = {"mgi-desktop", "HTML", "PDF", "SVG"}
CODES = (
    "format",
    "id",
    "level",
    "source_language",
    "languages",
    "language",
    "value",
    "presence",
    "stage",
    "kind",
    "code",
    "key",
    "domain",
    "indicator",
)
CODE = re.compile(r"[LN]?\d[\d.]*")
KEY = r"((Ctrl|Alt|Shift)\+)*(.|F\d+|Up|Down|Left|Right|Tab|Del|Esc|Enter|← → ↑ ↓|↑ ↓|← →)"
SHORTCUT = re.compile(f"{KEY}(, {KEY})?")


def settle() -> None:
    """Let what was asked for be laid out, and what follows from that."""
    for _first_then_again in range(4):
        QApplication.processEvents()


def shown(window: Window, spots: tuple[str, ...] = SPOTS) -> Iterator[tuple[str, QWidget]]:
    """Every page with the sample, after an answer; the assessment is opened again where the library left it."""
    desk = window.desk
    sample = desk.services.exchanging.sample().assessment
    for spot in spots:
        if desk.id is None:
            window.open(sample, "overview")
        desk.do(lambda: desk.services.answering.answer(sample, "L1.1.2", "no"))
        window.go(spot)
        page = window.page()
        if isinstance(page, ProfilePage):
            page.sheet.make_up_to("the end")
        while isinstance(page, QuestionnairePage) and len(page.cards.cards) < len(page.cards.part.indicators):
            QApplication.processEvents()  # cards out of view come one by one
        settle()
        yield spot, window


def sheets(window: Window) -> Iterator[tuple[str, Sheet]]:
    """Every dialog that asks or tells, shown one after the other."""
    window.open(window.desk.services.exchanging.sample().assessment, "questionnaire/L1.1.1")
    desk = window.desk
    source = next(iter(desk.assessment.sources.values()))
    makers: dict[str, Callable[[], Sheet]] = {
        "new": lambda: NewAssessment(desk, window),
        "details": lambda: Details(desk, window),
        "keyboard": lambda: Keyboard(desk, window),
        "about": lambda: About(desk, window),
        "cite": lambda: Citing(desk, window, "L1.1.1"),
        "source": lambda: EditSource(desk, window, source),
    }
    for name, make in makers.items():
        sheet = make()
        sheet.show()
        settle()
        yield name, sheet
        sheet.close()


# Everything is said in the language


def texts(root: QWidget) -> Iterator[str]:
    """What is read on labels and buttons; not the profile's own words, which are in another language."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible() and widget.text():
            page = root.page() if isinstance(root, Window) else None
            if not (isinstance(page, ProfilePage) and (page.sheet.isAncestorOf(widget) or _in_outline(widget))):
                yield widget.text()


def _in_outline(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, Outline | SectionRow | Written) or _in_outline(parent))


def menu_texts(window: Window) -> Iterator[str]:
    menus = [action for action in window.menuBar().actions()]
    while menus:
        action = menus.pop()
        if not action.isSeparator():
            yield action.text()
        menu = action.menu()
        if isinstance(menu, QMenu):
            menus += menu.actions()


def outside_brackets(text: str) -> str:
    """The text without what stands in brackets; there may be brackets within brackets."""
    before = ""
    while text != before:
        before, text = text, re.sub(r"\[[^\[\]]*\]", "", text)
    return text


@cache
def own_words() -> frozenset[str]:
    """What people wrote or named: the questionnaires, the sample, languages, countries and the sample's month."""
    files = [*(resources() / "instruments").glob("*.json"), resources() / "sample" / "la-palma.json"]
    said = {text for file in files for text in _written(json.loads(file.read_text(encoding="utf-8")))}
    for tag in (*LANGUAGES, "en"):
        tongues = [i18n.language_name(one, tag) for one in (*LANGUAGES, "en", "ar", "pt", "ru", "zh")]
        said |= {*tongues, *map(i18n.sentence_case, tongues), *(name for _code, name in i18n.territories(tag))}
    said |= {
        i18n.format_date(date, "en") for date in ("2023-09", "2023-08-24")
    }  # the sample's month, and its comment's day
    return frozenset(" ".join(text.split()) for text in said)


def _written(held: object, name: str = "") -> Iterator[str]:
    """The texts of a document; not its codes, which name things that the program says in words of its own."""
    if isinstance(held, dict):
        for key, value in held.items():
            yield from _written(value, key)
    elif isinstance(held, list):
        for value in held:
            yield from _written(value, name)
    elif isinstance(held, str) and held and name not in CODES:
        yield held


FINGERPRINT = re.compile(r"\b[a-z]{5}(-[a-z]{5})+\b")
"""The words of a key, which are of no language."""


def forgotten(text: str, own: frozenset[str]) -> str:
    """What is left of a text when its translation and what people wrote is taken out; empty where nothing is."""
    left = "" if SHORTCUT.fullmatch(text) else FINGERPRINT.sub("", " ".join(outside_brackets(text).split()))
    for said in sorted((said for said in own if said in left), key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", "", left)
    pieces = (piece.strip() for piece in re.split(r" · |[:,()•\n]| – ", left))
    return " ".join(
        piece
        for piece in pieces
        if re.search(r"[^\W\d_]", piece)
        and piece not in SAME_EVERYWHERE | set(i18n.PSEUDO)
        and not CODE.fullmatch(piece)
        and not SHORTCUT.fullmatch(piece)
    )


@pytest.mark.parametrize("language", i18n.PSEUDO)
def test_every_word_on_the_pages_is_translated(program, language: str) -> None:
    window = program.start(interface_language=language)
    found = []
    for spot, _root in shown(window):
        said = (*texts(window), *menu_texts(window))
        found += [f"{spot}: {text!r}" for text in said if forgotten(text, own_words())]
    assert found == []


def test_every_word_of_the_dialogs_is_translated(program) -> None:
    window = program.start(interface_language="qps-ploc")
    found = []
    for name, sheet in sheets(window):
        said = (*texts(sheet), sheet.windowTitle())
        found += [f"{name}: {text!r}" for text in said if forgotten(text, own_words() | LIBRARIES)]
    assert found == []


LIBRARIES = {
    "Qt, PySide6", "Noto", "Typst", "SQLite", "SQLModel, SQLAlchemy", "Babel, Jinja2", "cryptography",
    "openpyxl, XlsxWriter", "Enchant, pyenchant", "LGPL 2.1", "MIT, BSD",
    "LGPL 3", "SIL Open Font License 1.1", "Apache 2.0", "MIT", "BSD",
}  # fmt: skip
"""Names of programs and licences, which no language translates."""


# The languages are told apart by more than their brackets


@pytest.mark.parametrize("language", ["fr", "es"])
def test_each_menu_has_one_key_for_each_of_its_items(program, language: str) -> None:
    """A letter without an accent, so that every keyboard has it."""
    window = program.start(interface_language=language)
    window.open(window.desk.services.exchanging.sample().assessment, "overview")
    menus = [window.menuBar().actions(), *(action.menu().actions() for action in window.menuBar().actions())]
    for actions in menus:
        words = [action.text() for action in actions if not action.isSeparator()]
        keys = [re.findall(r"&(.)", text) for text in words]
        assert all(len(key) == 1 and re.fullmatch("[A-Za-z]", key[0]) for key in keys), words
        letters = [key[0].lower() for key in keys]
        assert len(set(letters)) == len(letters), words


def test_keys_have_one_name_wherever_they_are_listed(program) -> None:
    sheet = dict(sheets(program.start(interface_language="fr")))["keyboard"]
    keys = {label.text() for label in sheet.findChildren(QLabel) if label.property("kind") == "key"}
    assert {"Entrée", "Échap", "Suppr", "Ctrl+K", "Ctrl+Maj+K"} <= keys
    assert not keys & {"Enter", "Esc", "Del"}


# Nothing is cut off


def cut_off(root: QWidget) -> Iterator[str]:
    """Labels, buttons and choices whose words have no room, or that reach out of what holds them."""
    for kind, said, lacks in (
        (QLabel, QLabel.text, _label),
        (QPushButton, QPushButton.text, _button),
        (QComboBox, QComboBox.currentText, _choice),
    ):
        for widget in root.findChildren(kind):
            if said(widget) and widget.isVisible():
                why = lacks(widget) or _out_of_sight(widget, root)
                if why:
                    yield f"{said(widget)!r}: {why}"


def _label(widget: QLabel) -> str:
    if widget.pixmap() is not None and not widget.pixmap().isNull():
        return ""
    room, metrics = widget.contentsRect(), widget.fontMetrics()
    if not widget.wordWrap():
        needed = widget.sizeHint()
        if needed.width() > widget.width() or needed.height() > widget.height():
            return f"needs {needed.width()} x {needed.height()}, has {widget.width()} x {widget.height()}"
        return ""
    longest = max(metrics.horizontalAdvance(word) for word in re.split(r"[ \n\u200b\-/]", widget.text()))
    if longest > room.width():
        return f"its longest word needs {longest}, has {room.width()}"
    high = widget.heightForWidth(widget.width())
    return f"needs {high} of height, has {widget.height()}" if high > widget.height() else ""


def _button(widget: QPushButton) -> str:
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    room = widget.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, widget)
    font = widget.font()
    if widget.property("kind") == "segment":
        font.setWeight(font.Weight.DemiBold)  # as it is when it is chosen
    text = re.sub("&(.)", r"\1", widget.text())
    needed = QFontMetrics(font).horizontalAdvance(text)
    needed += widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
    return f"needs {needed}, has {room.width()}" if needed > room.width() else ""


def _choice(widget: QComboBox) -> str:
    needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
    return f"needs {needed}, has {widget.width()}" if needed > widget.width() - 24 else ""


def _out_of_sight(widget: QWidget, root: QWidget) -> str:
    """To the side nothing scrolls; up and down only areas do."""
    holder, scrolls = widget.parentWidget(), False
    while holder is not None:
        corner = widget.mapTo(holder, QPoint(0, 0))
        if corner.x() < 0 or corner.x() + widget.width() > holder.width():
            return f"from {corner.x()} to {corner.x() + widget.width()} in {_name(holder)} of {holder.width()}"
        above = holder.parentWidget()
        if not scrolls and (corner.y() < 0 or corner.y() + widget.height() > holder.height()):
            return f"from {corner.y()} to {corner.y() + widget.height()} down {_name(holder)} of {holder.height()}"
        scrolls = scrolls or (above is not None and isinstance(above.parentWidget(), QAbstractScrollArea))
        if holder is root:
            break
        holder = above
    return ""


def _name(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_the_pages_is_cut_off(program, language: str, size: tuple[int, int]) -> None:
    window = program.start(interface_language=language)
    window.resize(*size)
    found = [f"{spot}: {why}" for spot, root in shown(window) for why in cut_off(root)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_the_pages_is_cut_off_where_the_text_is_large(program, language: str) -> None:
    window = program.start(interface_language=language, text_size=200)
    found = [f"{spot}: {why}" for spot, root in shown(window) for why in cut_off(root)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_views_of_the_overview_is_cut_off(program, language: str) -> None:
    window = program.start(interface_language=language)
    for _spot, root in shown(window, ("overview",)):
        page = window.page()
        assert isinstance(page, OverviewPage)
        page.show_view("presence")
        settle()
        assert list(cut_off(root)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_dialogs_is_cut_off(program, language: str) -> None:
    window = program.start(interface_language=language)
    window.resize(960, 600)
    found = [f"{name}: {why}" for name, sheet in sheets(window) for why in cut_off(sheet)]
    assert found == []


@pytest.mark.parametrize("size", [(100, *SIZES[1]), (200, *SIZES[0])], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_conflict_is_cut_off(program, foreign, language: str, size: tuple[int, int, int]) -> None:
    text_size, *window_size = size
    window = program.start(interface_language=language, text_size=text_size)
    window.resize(*window_size)
    desk, sample = window.desk, window.desk.services.exchanging.sample().assessment
    window.open(sample, "overview")
    finding = desk.assessment.findings[0]
    contested = [
        FieldRef("answer", "L1.1.1", "value"),
        FieldRef("answer", "L1.1.1", "justification"),
        FieldRef("finding", finding.key, "text@es"),
        FieldRef("finding", finding.key, "kind"),
    ]
    others = ("d", "La unidad atiende a casi todas las personas.", "La unidad atiende a todas.", "potential")
    made = [foreign(sample, ref, value) for ref, value in zip(contested, others, strict=True)]
    with desk.services.database.writing() as connection:
        edits.add(connection, made)
    window.open(sample, "overview")
    spots = ("overview", "questionnaire/L1.1.1", f"findings/{finding.domain}", "profile")
    found = [f"{spot}: {why}" for spot, root in shown(window, spots) for why in cut_off(root)]
    assert len(desk.assessment.conflicts) == len(contested)
    assert found == []
