"""Pictures of every page and dialog, in the looks that can spoil it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mgi_desktop.services.library import New
from mgi_desktop.ui.window import Window
from tests import versions
from tests.e2e import colleague
from tests.e2e.hands import CTRL, SHIFT, Hands, Key, wait
from tests.e2e.months import CODE
from tests.e2e.program import PLAIN, SIZE, Program

LOOKS: dict[str, dict[str, object]] = {
    "": {},
    "-dark": {"theme": "dark"},
    "-dark-fr": {"theme": "dark", "interface_language": "fr"},
    "-es": {"interface_language": "es"},
    "-contrast": {"theme": "contrast_light"},
    "-contrast-dark": {"theme": "contrast_dark"},
    "-200": {"text_size": 200},
    "-longer": {"interface_language": "qps-ploc"},
    "-mirrored": {"interface_language": "qps-plocm"},
}
USUAL = ("", "-dark", "-dark-fr", "-es")
EVERY = tuple(LOOKS)
LARGER = (*USUAL, "-200", "-longer")


Does = Callable[[Hands, Any], object]
"""What is done before a picture is taken, in the window or in the dialog; in the window what it returns undoes it."""


def looking_at(name: str) -> Does:
    """A file is read, and what would come of it is shown."""

    def look(hands: Hands, window: Window) -> Callable[[], object]:
        incoming = window.desk.incoming
        window.take_files([window.desk.services.folder / "files" / name])
        assert wait(lambda: incoming.state != "reading"), f"{name} is still being read"
        return incoming.cancel

    return look


def turned_on(*way: str) -> Does:
    """An option of the sheet on which one shares: `goes`, `guarding`, by its name."""

    def turn_on(hands: Hands, sheet: Any) -> None:
        part, name = way
        hands.turn_on(getattr(sheet, part).options[name].radio)

    return turn_on


def keyed(key: Qt.Key) -> Does:
    """One begins to write in a card, by its keys."""

    def press(hands: Hands, window: Window) -> Callable[[], object]:
        window.activateWindow()
        hands.press(key, CTRL | SHIFT)
        return lambda: hands.press(Key.Key_Escape)

    return press


def compared(hands: Hands, sheet: Any) -> None:
    """What would come of joining is worked out."""
    assert wait(lambda: bool(sheet.folds)), "nothing was compared"


def found(hands: Hands, window: Window) -> Callable[[], object]:
    """One looks for something."""
    window.open_palette("clínica")
    assert window.palette_ is not None
    return window.palette_.close_


def helped(hands: Hands, window: Window) -> Callable[[], object]:
    """The help stands beside the page."""
    window.show_guide(True)
    return lambda: window.show_guide(False)


@dataclass(frozen=True)
class Picture:
    """What is taken: a place, or with `act` the dialog that an action opens there; `second`: in the second round."""

    name: str
    spot: str
    looks: tuple[str, ...] = USUAL
    act: str = ""
    second: bool = False
    does: Does | None = None


PICTURES = (
    Picture("overview-start", "overview", ("", "-200")),
    Picture("overview", "overview/2", EVERY),
    Picture("questionnaire", f"questionnaire/{CODE}", EVERY),
    Picture("citing", f"questionnaire/{CODE}", LARGER, act="cite"),
    Picture("sources", "sources/{source}", EVERY),
    Picture("findings", "findings/1", EVERY),
    Picture("comments", "review/comments", EVERY),
    Picture("checks", "review/checks", LARGER),
    Picture("decisions", "review/decisions", EVERY),
    Picture("exchange", "exchange/imports", EVERY),
    Picture("conflicts", "exchange/conflicts", EVERY),
    Picture("people", "exchange/people", EVERY),
    Picture("import", "exchange/import", EVERY, does=looking_at("la-palma-septiembre.mgi")),
    Picture("passphrase", "exchange/import", LARGER, does=looking_at("la-palma.mgi.age")),
    Picture("refused", "exchange/import", LARGER, does=looking_at("broken.mgi")),
    Picture("contested", f"questionnaire/{colleague.CONTESTED}", LARGER),
    Picture("proposal", f"questionnaire/{colleague.PROPOSED}", LARGER),
    Picture("propose", f"questionnaire/{CODE}", LARGER, does=keyed(Key.Key_P)),
    Picture("ask-for-changes", f"questionnaire/{CODE}", LARGER, does=keyed(Key.Key_R)),
    Picture("share", "overview", EVERY, act="share"),
    Picture("share-part", "overview", LARGER, act="share", does=turned_on("goes", "part")),
    Picture("share-review", "overview", LARGER, act="share", does=turned_on("goes", "review")),
    Picture("share-passphrase", "overview", LARGER, act="share", does=turned_on("guarding", "passphrase")),
    Picture("share-people", "overview", LARGER, act="share", does=turned_on("guarding", "people")),
    Picture("divide", "overview", EVERY, act="divide"),
    Picture("join", "overview", LARGER, act="join", does=compared),
    Picture("export-comments", "overview", LARGER, act="export_comments"),
    Picture("profile", "profile", EVERY),
    Picture("section", "profile/introduction", EVERY),
    Picture("history", "history", LARGER),
    Picture("history-of-an-answer", f"history/answer/{CODE}"),
    Picture("trash", "trash"),
    Picture("nothing-to-compare", "rounds/none", ("", "-200")),
    Picture("search", "search/clínica", LARGER),
    Picture("palette", "overview", (*USUAL, "-contrast", "-mirrored"), does=found),
    Picture("guide", f"questionnaire/{CODE}", (*USUAL, "-200"), does=helped),
    Picture("instruments", "instruments", LARGER),
    Picture("safekeeping", "safekeeping", EVERY),
    Picture("preferences", "preferences", EVERY),
    Picture("details", "overview", act="details"),
    Picture("stage", "overview", LARGER, act="stage"),
    Picture("new-round", "overview", LARGER, act="new_round"),
    Picture("upgrade", "overview", LARGER, act="upgrade"),
    Picture("keys", "overview", act="keys"),
    Picture("counted", "overview", act="counted"),
    Picture("about", "overview", act="about"),
    Picture("rounds", "rounds", EVERY, second=True),
    Picture("earlier-answer", f"questionnaire/{CODE}", LARGER, second=True),
    Picture("restore", "exchange/import", LARGER, does=looking_at("backup.sqlite3")),
    Picture("library", "library", EVERY),
    Picture("share-several", "library", LARGER, act="share"),
    Picture("trashed", "trashed"),
    Picture("new-assessment", "library", EVERY, act="new"),
)
"""The library comes last, since it leaves the assessment."""


class Taking:
    """Takes the pictures of a program in which the whole demo was done."""

    def __init__(self, program: Program, first: str, second: str) -> None:
        self._program, self._first, self._second = program, first, second
        self._hands = Hands(program.window)

    def prepare(self) -> None:
        """Have something in either trash, a newer questionnaire, another like it, and what a colleague sent."""
        services = self._program.services
        source, _changed = services.sources.add(self._first, {"title": "Plan de reducción de riesgos, borrador"})
        services.sources.remove(self._first, source)
        other = New("local", "SLV", "Citalá", "Chalatenango", 1, 2023, 5, "es")
        services.trash.move(services.library.create(other).assessment)
        versions.keep(services, versions.of_2027())
        twin = services.library.create(New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")).assessment
        services.answering.answer(twin, "L1.1.1", "b")
        services.sources.add(twin, {"kind": "law", "title": "Ley especial de migración", "date": "2019"})
        files = services.folder / "files"
        files.mkdir()
        (files / "broken.mgi").write_bytes(b"no package")
        colleague.Colleague(files, services, self._first).work()
        self._program.window.open(self._first)

    def take_all(self, folder: Path, endings: Sequence[str] = EVERY) -> Iterator[Path]:
        """Take every picture in each of its looks that is among these."""
        for ending in endings:
            self._look(LOOKS[ending])
            for picture in PICTURES:
                if ending in picture.looks:
                    path = folder / f"{picture.name}{ending}.png"
                    self._take(picture, path)
                    yield path
        self._look({})

    def _look(self, look: dict[str, object]) -> None:
        """Show the window in another language, theme or size of text."""
        for name, value in {**PLAIN, **look}.items():
            self._program.preferences.set(name, value)
        self._program.window.desk.notifier.looks.emit()
        self._hands.rest()

    def _take(self, picture: Picture, path: Path) -> None:
        window = self._program.window
        assessment = self._second if picture.second else self._first
        if window.desk.id != assessment:
            window.open(assessment)
        window.go(picture.spot.format(source=self._with_file()))
        window.resize(*SIZE)
        _settle(window)
        if picture.act:
            self._of_a_dialog(picture, path)
            return
        undo = picture.does(self._hands, window) if picture.does is not None else None
        _settle(window).save(str(path))
        if callable(undo):
            undo()
            self._hands.rest()

    def _of_a_dialog(self, picture: Picture, path: Path) -> None:
        def take(dialog: QWidget) -> None:
            if picture.does is not None:
                picture.does(self._hands, dialog)
            _settle(dialog).save(str(path))

        self._hands.in_dialog(self._program.window.desk.act[picture.act].trigger, take)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _with_file(self) -> str:
        sources = self._program.services.library.open(self._first).sources.values()
        return next(source.key for source in sources if source.file)


def _settle(shown: QWidget) -> QImage:
    """Wait until what comes by itself is there, and return what is seen then."""
    before = QImage()
    for _turn in range(30):
        QTest.qWait(50)
        now = shown.grab().toImage()
        if now == before:
            break
        before = now
    return before
