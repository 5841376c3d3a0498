"""The sources page, through keys, clicks and drops, asserted on the store."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from mgi_desktop.domain.assessment import Assessment, Source
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sources import older
from mgi_desktop.services.journal import Label
from mgi_desktop.store import edits
from mgi_desktop.ui.sources.dialogs import AddSource
from mgi_desktop.ui.sources.merging import Merging
from mgi_desktop.ui.sources.opening import Warn
from mgi_desktop.ui.sources.page import SourcesPage
from mgi_desktop.ui.window import Window

Commit = Callable[[QWidget, str], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(sample_window: Window) -> SourcesPage:
    sample_window.activateWindow()
    press(Key.Key_3, CTRL)
    shown = sample_window.page()
    assert isinstance(shown, SourcesPage)
    return shown


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.processEvents()
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def click(widget: QWidget) -> None:
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def stored(page: SourcesPage) -> Assessment:
    return page.desk.services.library.open(page.desk.assessment.id)


def now(page: SourcesPage) -> Source:
    return stored(page).sources[page.key]


def shown(page: SourcesPage) -> list[str]:
    return [row.source.title for row in page.table.list.rows]


def go_to(page: SourcesPage, title: str) -> Source:
    source = next(one for one in stored(page).sources.values() if one.title == title)
    page.desk.go(f"sources/{source.key}")
    QApplication.processEvents()
    return source


def dialog(kind: type) -> QWidget:
    QApplication.processEvents()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, kind)
    opened.activateWindow()
    QApplication.processEvents()
    return opened


def told(page: SourcesPage) -> str:
    return " ".join(one.text() for one in page.window().notices.findChildren(QLabel) if one.isVisible())


def kept(page: SourcesPage) -> list[str]:
    folder = page.desk.services.folder / "attachments"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def drop(page: SourcesPage, target: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    here = target.mapTo(page, QPoint(target.width() // 2, min(20, target.height() // 2)))
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(here, Qt.DropAction.CopyAction, data, buttons, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(here), Qt.DropAction.CopyAction, data, buttons, none))


def finish(page: SourcesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.desk.lots.busy, timeout=10_000)
    QApplication.processEvents()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan-riesgos-2014.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


# Finding one


def test_all_sources_stand_there_by_title_and_the_first_is_open(page: SourcesPage) -> None:
    assert len(shown(page)) == len(stored(page).sources) == 28
    assert shown(page)[:3] == [
        "Actas de los cabildos abiertos",
        "Acuerdo de creación de la mesa técnica sobre retorno",
        "Bases de participación del proyecto Empléate Joven",
    ]
    assert page.filters.count.text() == "28 sources"
    assert page.source.texts["title"].field.text() == shown(page)[0]
    assert page.table.list.hasFocus()


def test_it_is_found_at_each_key_without_accents_or_case(page: SourcesPage, commit: Commit) -> None:
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is page.filters.search
    QTest.keyClicks(page.filters.search, "CODIGO muni")
    assert shown(page) == ["Código Municipal"]
    assert page.filters.count.text() == "1 of 28 sources"
    press(Key.Key_Escape)
    assert len(shown(page)) == 28
    QTest.keyClicks(page.filters.search, "alcaldia empleate")
    assert shown(page) == ["Bases de participación del proyecto Empléate Joven"]
    commit(page.filters.search, " nada")
    assert shown(page) == []
    assert "nada" in page.none.words.text()
    click(page.none.clear)
    assert len(shown(page)) == 28


def test_what_is_let_pass(page: SourcesPage) -> None:
    sources = list(stored(page).sources.values())
    cited = {citation.source for answer in stored(page).answers.values() for citation in answer.citations}
    cited |= {key for finding in stored(page).findings for key in finding.sources}
    added = {"title": "Sin citar", "date": "1999"}
    page.desk.do(lambda: page.desk.services.sources.add(page.desk.assessment.id, added))
    for choice, value, expected in (
        (page.filters.kind, "law", sum(source.kind == "law" for source in sources)),
        (page.filters.cited, "yes", len(cited)),
        (page.filters.cited, "no", 29 - len(cited)),
        (page.filters.file, "no", 29),
        (page.filters.file, "yes", 0),
        (page.filters.age, "undated", sum(not source.date for source in sources)),
        (page.filters.age, "10", 1 + sum(older(source, 10, date.today()) for source in sources)),
    ):
        choice.setCurrentIndex(choice.findData(value))
        assert len(shown(page)) == expected, value
        choice.setCurrentIndex(0)
    assert len(shown(page)) == 29


def test_the_heads_sort_and_turn_round(page: SourcesPage) -> None:
    def column(name: str) -> list[str]:
        return [str(getattr(row.source, name)) for row in page.table.list.rows]

    heads = page.table.heads.buttons
    click(heads["date"])
    dated = [written for written in column("date") if written]
    assert dated == sorted(dated)
    assert column("date")[len(dated) :] == [""] * (28 - len(dated))
    heads["date"].setFocus()
    press(Key.Key_Space)
    assert [written for written in column("date") if written] == sorted(dated, reverse=True)
    assert column("date")[-1] == ""
    click(heads["cited"])
    counts = [row.uses.count for row in page.table.list.rows]
    assert counts == sorted(counts, reverse=True)
    assert "sorted" in heads["cited"].accessibleName()


def test_arrows_walk_and_the_panel_follows(page: SourcesPage) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert page.source.texts["title"].field.text() == shown(page)[2]
    assert page.spot() == f"sources/{page.key}"
    press(Key.Key_Return)
    assert QApplication.focusWidget() is page.source.texts["title"].field


# Changing one


def test_what_is_typed_is_kept_and_one_undo_takes_it_back(page: SourcesPage, commit: Commit) -> None:
    source = go_to(page, "Código Municipal")
    field = page.source.texts["title"].field
    field.selectAll()
    commit(field, "Código Municipal\u00a0reformado")
    press(Key.Key_Return)
    assert now(page).title == "Código Municipal\u00a0reformado"
    page.table.list.setFocus()
    assert "Código Municipal\u00a0reformado" in shown(page)
    press(Key.Key_Z, CTRL)
    assert now(page) == source
    assert field.text() == "Código Municipal"


def test_what_was_typed_goes_along_when_another_source_is_chosen(page: SourcesPage, commit: Commit) -> None:
    first = page.key
    commit(page.source.texts["reference"].field, "Acta 17 ")
    page.table.list.setFocus()
    press(Key.Key_Down)
    assert page.key != first
    assert stored(page).sources[first].reference.startswith("Acta 17")
    assert page.source.texts["reference"].field.text() == now(page).reference


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2014", "2014"), ("2014-03", "2014-03"), ("2014–03–09", "2014-03-09"), ("٢٠١٤", "2014"), ("", "")],
)
def test_a_date_is_a_year_a_month_or_a_day(page: SourcesPage, commit: Commit, typed: str, kept: str) -> None:
    line = page.source.dates["date"].line
    line.setFocus()
    line.selectAll()
    press(Key.Key_Delete)
    commit(line, typed)
    press(Key.Key_Return)
    assert now(page).date == kept


def test_the_31st_of_february_is_no_date_and_nothing_is_lost(page: SourcesPage, commit: Commit) -> None:
    before, line = now(page), page.source.dates["consulted"].line
    line.setFocus()
    line.selectAll()
    commit(line, "2023-02-31")
    page.table.list.setFocus()
    assert "not a date" in page.source.dates["consulted"].error
    press(Key.Key_Down)
    assert page.key == before.key
    assert line.text() == "2023-02-31"
    assert QApplication.focusWidget() is line
    assert not page.window().keep()
    press(Key.Key_Escape)
    assert line.text() == before.consulted
    assert now(page) == before
    assert page.window().keep()


def test_a_link_of_ten_thousand_characters_is_refused_in_words_and_stays_on_the_screen(
    page: SourcesPage, commit: Commit
) -> None:
    before, field = now(page), page.source.texts["link"].field
    link = "https://example.org/" + "x" * 10_000
    commit(field, link)
    press(Key.Key_Return)
    assert now(page) == before
    assert field.text() == link
    assert "10020 characters; at most 4000" in told(page)
    field.selectAll()
    commit(field, "https://example.org")
    press(Key.Key_Return)
    assert now(page).link == "https://example.org"


def test_several_lines_are_pasted_as_one(page: SourcesPage) -> None:
    QApplication.clipboard().setText("Ordenanza\nde la\r\nplaza")
    field = page.source.texts["issuer"].field
    field.setFocus()
    field.selectAll()
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    assert now(page).issuer == "Ordenanza de la plaza"


def test_the_kind_is_a_choice(page: SourcesPage) -> None:
    assert page.source.kind is not None
    page.source.kind.setFocus()
    press(Key.Key_Home)
    assert now(page).kind == "law"


def test_it_leads_to_what_rests_on_it(page: SourcesPage) -> None:
    source = go_to(page, "Código Municipal")
    codes = [
        answer.indicator
        for answer in stored(page).answers.values()
        if any(citation.source == source.key for citation in answer.citations)
    ]
    row = next(one for one in page.source.cited.findChildren(QPushButton) if codes[0] in one.accessibleName())
    click(row)
    assert page.window().page().spot() == f"questionnaire/{codes[0]}"


def test_more_than_a_few_are_shown_on_request(page: SourcesPage) -> None:
    go_to(page, "Entrevista con la secretaría municipal")

    def rows() -> list[QPushButton]:
        found = page.source.cited.findChildren(QPushButton)
        return [one for one in found if one.isVisibleTo(page) and one.property("kind") == "row"]

    before = len(rows())
    click(next(one for one in page.source.cited.findChildren(QPushButton) if "more" in one.text()))
    assert len(rows()) > before


def test_one_is_added_and_shown(page: SourcesPage, commit: Commit) -> None:
    click(page.findChild(QPushButton, "add"))
    asked = dialog(AddSource)
    press(Key.Key_Return)
    assert asked.form.error("title")
    commit(asked.form.lines["title"], "Zona segura")
    commit(asked.form.lines["date"], "2020-13")
    press(Key.Key_Return)
    assert "not a date" in asked.form.error("date")
    asked.form.lines["date"].clear()
    press(Key.Key_Return)
    assert now(page).title == "Zona segura"
    assert page.source.texts["title"].field.text() == "Zona segura"
    assert shown(page)[-1] == "Zona segura"


def test_it_is_removed_with_a_notice_and_comes_back(page: SourcesPage) -> None:
    before = stored(page)
    source = go_to(page, "Código Municipal")
    click(page.source.findChild(QToolButton, "remove"))
    assert source.key not in stored(page).sources
    assert page.key in stored(page).sources
    assert "trash" in told(page)
    click(next(one for one in page.window().notices.findChildren(QPushButton) if one.text() == "Undo"))
    assert stored(page).sources == before.sources
    assert stored(page).answers.keys() == before.answers.keys()
    page.table.list.setFocus()
    press(Key.Key_Delete)
    assert len(stored(page).sources) == 27


def test_two_that_are_the_same_become_one(page: SourcesPage, qtbot: QtBot, commit: Commit) -> None:
    services, identifier = page.desk.services, page.desk.assessment.id
    kept_one = go_to(page, "Código Municipal")
    fields = {"title": "codigo municipal", "issuer": "Otra", "link": "https://example.org/codigo"}
    other, changed = services.sources.add(identifier, fields)
    page.desk.tell(changed)
    page.desk.tell(services.answering.cite(identifier, "L1.1.1", other, "art. 9"))
    before = stored(page)
    assert page.source.findChild(QPushButton, "like").isVisible()
    click(page.source.findChild(QPushButton, "merge"))
    asked = dialog(Merging)
    assert "the same title" in asked.list.currentItem().text()
    press(Key.Key_Return)
    assert set(asked.choices) == {"title", "issuer"}
    click(asked.choices["issuer"][1])
    click(asked.main)
    read = stored(page)
    assert other not in read.sources
    merged = read.sources[kept_one.key]
    assert (merged.title, merged.issuer, merged.link) == ("Código Municipal", "Otra", "https://example.org/codigo")
    assert (kept_one.key, "art. 9") in {(one.source, one.locator) for one in read.answer("L1.1.1").citations}
    page.window().activateWindow()
    page.table.list.setFocus()
    press(Key.Key_Z, CTRL)
    assert (stored(page).sources, stored(page).answers.keys()) == (before.sources, before.answers.keys())
    assert stored(page).answer("L1.1.1").citations == before.answer("L1.1.1").citations


def test_a_conflict_is_settled_where_the_source_is(page: SourcesPage, foreign: Callable[..., edits.Edit]) -> None:
    source = go_to(page, "Código Municipal")
    ref = FieldRef("source", source.key, "issuer")
    with page.desk.services.database.writing() as connection:
        edits.add(connection, [foreign(page.desk.assessment.id, ref, "Cortes")])
    page.desk.tell(page.desk.services.sources.change(page.desk.assessment.id, source.key, {"reference": "1"}))
    (conflict,) = page.source.conflicts
    assert not page.source.texts["issuer"].isEnabled()
    take = next(one for one in conflict.findChildren(QPushButton) if "Cortes" in one.accessibleName())
    click(take)
    assert now(page).issuer == "Cortes"
    assert stored(page).conflicts == ()
    assert page.source.conflicts == []
    assert page.source.texts["issuer"].isEnabled()


# Files


def test_a_file_is_attached_by_its_button(
    page: SourcesPage, plan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan), ""))
    attach = next(one for one in page.source.file.findChildren(QPushButton) if "Attach" in one.text())
    click(attach)
    finish(page, qtbot)
    file = now(page).file
    assert file is not None
    assert (file.name, file.bytes) == ("plan-riesgos-2014.pdf", 8)
    assert kept(page) == [file.sha256]
    assert any("plan-" in one.text() for one in page.source.file.findChildren(QLabel))


def test_files_dropped_on_the_table_become_sources(page: SourcesPage, tmp_path: Path, qtbot: QtBot) -> None:
    paths = []
    for name in ("Zeta uno.pdf", "Zeta dos.docx"):
        paths.append(tmp_path / name)
        paths[-1].write_text(name)
    drop(page, page.table, *paths, tmp_path)
    finish(page, qtbot)
    assert now(page).title == "Zeta uno"
    assert shown(page)[-2:] == ["Zeta dos", "Zeta uno"]
    assert "a folder" in told(page)
    page.table.list.setFocus()
    press(Key.Key_Z, CTRL)
    assert len(stored(page).sources) == 28


def test_a_file_dropped_on_the_panel_belongs_to_its_source_and_replaces_the_one_before(
    page: SourcesPage, plan: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "otro.pdf"
    other.write_text("otro")
    for path in (plan, other):
        drop(page, page.source.file, path)
        finish(page, qtbot)
    assert (now(page).file.name, len(stored(page).sources)) == ("otro.pdf", 28)
    assert "in place of" in told(page)
    page.table.list.setFocus()
    press(Key.Key_Z, CTRL)
    assert now(page).file.name == plan.name


def test_a_picture_of_the_screen_is_pasted(page: SourcesPage, qtbot: QtBot) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QApplication.clipboard().setImage(image)
    press(Key.Key_V, CTRL)
    finish(page, qtbot)
    assert len(stored(page).sources) == 29
    file = now(page).file
    assert file.name.startswith("Screenshot 20")
    assert file.name.endswith(".png")
    path = page.desk.services.folder / "attachments" / file.sha256
    assert QImage.fromData(path.read_bytes()).pixelColor(5, 5) == image.pixelColor(5, 5)
    page.source.texts["issuer"].field.setFocus()
    press(Key.Key_V, CTRL)
    finish(page, qtbot)
    assert len(stored(page).sources) == 29
    assert page.source.texts["issuer"].field.text() == ""


def test_copied_files_are_pasted_and_text_is_pasted_as_text(page: SourcesPage, plan: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(plan))])
    QApplication.clipboard().setMimeData(data)
    page.source.texts["title"].field.setFocus()
    press(Key.Key_V, CTRL)
    finish(page, qtbot)
    assert now(page).file.name == plan.name
    QApplication.clipboard().setText("texto")
    page.filters.search.setFocus()
    press(Key.Key_V, CTRL)
    assert page.filters.search.text() == "texto"
    assert len(stored(page).sources) == 28


def test_a_file_that_is_too_large_is_refused_in_words(page: SourcesPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "video.mp4"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    before = stored(page)
    drop(page, page.source.file, path)
    finish(page, qtbot)
    assert "at most 100 MiB" in told(page)
    assert (stored(page), kept(page)) == (before, [])


def test_attaching_can_be_cancelled(page: SourcesPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "atlas.pdf"
    with path.open("wb") as file:
        file.truncate(100 * 1024**2)
    drop(page, page.table, path)
    assert page.desk.lots.busy
    page.attaching.cancel.click()
    finish(page, qtbot)
    assert len(stored(page).sources) == 28
    assert kept(page) == []


def test_who_has_gone_elsewhere_stays_there_when_the_files_are_in(page: SourcesPage, plan: Path, qtbot: QtBot) -> None:
    window = page.window()
    drop(page, page.table, plan)
    page.desk.go("questionnaire/L1.1.5")
    finish(page, qtbot)
    assert len(stored(page).sources) == 29
    assert window.page().spot() == "questionnaire/L1.1.5"


def test_what_is_written_is_kept_by_who_goes_to_another_source(page: SourcesPage, commit: Commit) -> None:
    first, second = (row.source.key for row in page.table.list.rows[:2])
    commit(page.source.texts["title"].field, "Todas las ")
    page.desk.go(f"sources/{second}")
    assert stored(page).sources[first].title == "Todas las Actas de los cabildos abiertos"
    line = page.source.dates["date"].line
    line.setFocus()
    line.selectAll()
    commit(line, "2019-02-31")
    page.desk.go(f"sources/{first}")
    assert page.spot() == f"sources/{second}"
    assert line.text() == "2019-02-31"
    line.selectAll()
    commit(line, "2019-02")
    page.desk.go(f"sources/{first}")
    assert stored(page).sources[second].date == "2019-02"
    assert page.spot() == f"sources/{first}"


def test_files_that_wait_are_taken_in_even_where_the_pages_are_built_anew(
    page: SourcesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    desk, before = page.desk, len(stored(page).sources)
    for number in range(3):
        path = tmp_path / f"atlas {number}.pdf"
        path.write_bytes(b"x" * 5_000_000 + bytes([number]))
        drop(page, page.table, path)
    desk.notifier.looks.emit()
    qtbot.waitUntil(lambda: not desk.lots.busy, timeout=10_000)
    assert len(desk.assessment.sources) == before + 3


class Opener(QObject):
    """Takes what the program hands to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener() -> object:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def attached(page: SourcesPage, plan: Path) -> Source:
    services, source = page.desk.services, go_to(page, "Código Municipal")
    file = services.attachments.keep(plan)
    page.desk.tell(services.sources.attach(page.desk.assessment.id, source.key, file))
    QApplication.processEvents()
    return now(page)


def opening(page: SourcesPage, words: str) -> QPushButton:
    return next(one for one in page.source.file.findChildren(QPushButton) if one.text() == words)


def test_a_file_is_opened_as_a_private_copy_after_one_warning(
    page: SourcesPage, attached: Source, opener: Opener, qtbot: QtBot
) -> None:
    click(opening(page, "Open"))
    warned = dialog(Warn)
    assert "may be harmful" in " ".join(one.text() for one in warned.findChildren(QLabel))
    warned.reject()
    click(opening(page, "Open"))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(opener.opened) == 1)
    (copy,) = opener.opened
    assert copy.name == attached.file.name
    assert copy.is_relative_to(page.desk.services.folder / "opened")
    click(opening(page, "Open"))
    qtbot.waitUntil(lambda: len(opener.opened) == 2)


def test_a_kind_that_could_start_something_is_only_saved_as_a_copy(page: SourcesPage, tmp_path: Path) -> None:
    services, source = page.desk.services, go_to(page, "Código Municipal")
    (tmp_path / "acta.docm").write_bytes(b"PK")
    file = services.attachments.keep(tmp_path / "acta.docm")
    page.desk.tell(services.sources.attach(page.desk.assessment.id, source.key, file))
    QApplication.processEvents()
    buttons = [one.text() for one in page.source.file.findChildren(QPushButton) if one.isVisible()]
    assert buttons == ["Save a copy…"]
    assert "not opened from here" in " ".join(one.text() for one in page.source.file.findChildren(QLabel))


def test_a_copy_is_saved_where_one_wants_it(
    page: SourcesPage, attached: Source, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copia.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(opening(page, "Save a copy…"))
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == b"%PDF-1.7"


def test_a_file_that_is_not_here_is_awaited(page: SourcesPage, attached: Source) -> None:
    (page.desk.services.folder / "attachments" / attached.file.sha256).unlink()
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert "awaited" in " ".join(one.text() for one in page.source.file.findChildren(QLabel))
    assert not any(one.text() == "Open" for one in page.source.file.findChildren(QPushButton) if one.isVisible())


def test_a_file_is_taken_away_with_a_notice(page: SourcesPage, attached: Source) -> None:
    more = next(one for one in page.source.file.findChildren(QToolButton))
    click(more)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if "Take" in one.text())
    menu.close()
    action.trigger()
    assert now(page).file is None
    assert "taken away" in told(page)


def test_the_card_opens_the_file_too(page: SourcesPage, attached: Source, opener: Opener, qtbot: QtBot) -> None:
    code = next(
        answer.indicator
        for answer in stored(page).answers.values()
        if any(citation.source == attached.key for citation in answer.citations)
    )
    window = page.window()
    window.go(f"questionnaire/{code}")
    QApplication.processEvents()
    card = window.page().cards.cards[code]
    clip = next(one for one in card.citations.findChildren(QToolButton) if one.accessibleName().startswith("Open "))
    click(clip)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: len(opener.opened) == 1)


# Elsewhere


def test_a_published_assessment_is_read_and_nothing_in_it_changes(
    page: SourcesPage, attached: Source, opener: Opener
) -> None:
    window, identifier = page.window(), page.desk.assessment.id
    changes = {FieldRef("assessment", identifier, "stage"): "published"}
    page.desk.services.journal.record(identifier, changes, Label("stage"))
    window.open(identifier, f"sources/{attached.key}")
    QApplication.processEvents()
    again = window.page()
    assert isinstance(again, SourcesPage)
    assert again.source.texts == {}
    assert again.source.plain["title"].text() == "Código Municipal"
    visible = {one.text() for one in again.findChildren(QPushButton) if one.isVisible()}
    assert {"Open", "Save a copy…"} <= visible
    assert not visible & {"Add source", "Attach files…", "Merge with…"}
    before = stored(again)
    again.table.list.setFocus()
    press(Key.Key_Delete)
    press(Key.Key_V, CTRL)
    assert stored(again) == before
    assert not again.acceptDrops()


def test_in_a_narrow_window_the_source_takes_the_place_of_the_table(page: SourcesPage) -> None:
    page.window().resize(960, 600)
    QApplication.processEvents()
    assert page.table.isVisible()
    assert not page.source.isVisible()
    page.table.list.setFocus()
    press(Key.Key_Return)
    assert page.source.isVisible()
    assert not page.table.isVisible()
    press(Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.list.hasFocus()


def test_an_empty_page_says_what_to_do(window: Window) -> None:
    from tests.conftest import LA_PALMA

    created = window.desk.services.library.create(LA_PALMA)
    window.open(created.assessment, "sources")
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, SourcesPage)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert not page.source.isVisible()
    assert QApplication.focusWidget() is page.findChild(QPushButton, "add")
