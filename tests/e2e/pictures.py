"""Pictures of every page and dialog, in the looks that can spoil it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from mgi_desktop.services.library import New
from tests import versions
from tests.e2e.hands import Hands
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


@dataclass(frozen=True)
class Picture:
    """What is taken: a place, or with `act` what an action opens there; `second`: in the second round."""

    name: str
    spot: str
    looks: tuple[str, ...] = USUAL
    act: str = ""
    second: bool = False


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
    Picture("conflicts", "exchange/conflicts", LARGER),
    Picture("people", "exchange/people", LARGER),
    Picture("share", "overview", EVERY, act="share"),
    Picture("divide", "overview", EVERY, act="divide"),
    Picture("profile", "profile", EVERY),
    Picture("section", "profile/introduction", EVERY),
    Picture("history", "history", LARGER),
    Picture("history-of-an-answer", f"history/answer/{CODE}"),
    Picture("trash", "trash"),
    Picture("nothing-to-compare", "rounds/none", ("", "-200")),
    Picture("search", "search/clínica", LARGER),
    Picture("palette", "overview", (*USUAL, "-contrast", "-mirrored"), act="search"),
    Picture("guide", f"questionnaire/{CODE}", (*USUAL, "-200"), act="guide"),
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
    Picture("library", "library", EVERY),
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
        """Have something in either trash, and a newer questionnaire."""
        services = self._program.services
        source, _changed = services.sources.add(self._first, {"title": "Plan de reducción de riesgos, borrador"})
        services.sources.remove(self._first, source)
        other = New("local", "SLV", "Citalá", "Chalatenango", 1, 2023, 5, "es")
        services.trash.move(services.library.create(other).assessment)
        versions.keep(services, versions.of_2027())
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
        if picture.act in ("", "search", "guide"):
            self._over_the_window(picture.act, path)
        else:
            self._hands.in_dialog(window.desk.act[picture.act].trigger, lambda dialog: _grab(dialog, path))
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _with_file(self) -> str:
        sources = self._program.services.library.open(self._first).sources.values()
        return next(source.key for source in sources if source.file)

    def _over_the_window(self, act: str, path: Path) -> None:
        window = self._program.window
        if act == "search":
            window.open_palette("clínica")
        elif act:
            window.show_guide(True)
        _settle(window).save(str(path))
        if act == "search" and window.palette_ is not None:
            window.palette_.close_()
        elif act:
            window.show_guide(False)


def _grab(dialog: QDialog, path: Path) -> None:
    _settle(dialog).save(str(path))


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
