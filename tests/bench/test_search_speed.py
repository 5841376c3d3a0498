"""Results as one types: within 100 ms from the key to the painted rows, with 20 assessments filled to the end.

The floor is Python's own search for the words in the same texts, folded once and kept.
"""

import os
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mgi_desktop.app import make_application, make_window
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.findable import written
from mgi_desktop.domain.search import words
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.looks import Looks
from mgi_desktop.ui.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ASSESSMENTS, SOURCES, FINDINGS = 20, 60, 40
RESULTS, KEY, SLICE, RATIO = 0.100, 0.016, 0.060, 20
SEARCHES = ("m", "mi", "migr", "migracion ley", "oficina municipal de retorno", "l2.1", "2.1.3", "a e o", "xyzzy")
VOCABULARY = (
    "migración ley nacional oficina municipal atención personas retorno convenio cooperación estrategia datos género "
    "salud educación trabajo acceso servicios población frontera política presupuesto artículo decreto de la los a e o"
).split()
_kept: list[object] = []


@pytest.fixture(scope="module")
def qapp() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = make_application()
    _kept.append(application)
    return application


def text(chance: random.Random, length: int) -> str:
    return f"{' '.join(chance.choices(VOCABULARY, k=length)).capitalize()}."


def fill(services: Services) -> list[str]:
    """Twenty assessments, every indicator answered with 90 words, each with sources and findings."""
    chance = random.Random(1)
    names = []
    for number in range(ASSESSMENTS):
        name = services.library.create(New("local", "SLV", f"Ciudad {number}", "", 1, 2023, 9, "es")).assessment
        changes: dict[FieldRef, Value] = {}
        for indicator in services.library.questionnaire(name).indicators.values():
            changes[FieldRef("answer", indicator.code, "value")] = indicator.scale[0].value
            changes[FieldRef("answer", indicator.code, "justification")] = text(chance, 90)
        for _source in range(SOURCES):
            key = str(uuid.UUID(int=chance.getrandbits(128)))
            changes[FieldRef("source", key, "title")] = text(chance, 8)
            changes[FieldRef("source", key, "issuer")] = text(chance, 3)
        for _finding in range(FINDINGS):
            key = str(uuid.UUID(int=chance.getrandbits(128)))
            changes[FieldRef("finding", key, "domain")] = "1"
            changes[FieldRef("finding", key, "kind")] = "potential"
            changes[FieldRef("finding", key, "text@es")] = text(chance, 25)
        services.journal.record(name, changes, Label("all of it"))
        names.append(name)
    return names


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The window on the first of twenty assessments."""
    folder = tmp_path_factory.mktemp("search")
    preferences = Preferences(folder)
    preferences.set("interface_language", "en")
    looks = Looks(qapp, preferences)
    _kept.append(looks)
    theme = looks.apply()
    services = open_services(folder)
    first, *_others = fill(services)
    made = make_window(services, preferences, looks, theme)
    made.resize(1366, 768)
    made.show()
    made.open(first, "questionnaire/L1.1.2")
    made.activateWindow()
    qapp.processEvents()
    yield made
    made.close()
    services.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    looks.close()


def timed(work: Callable[[], object], times: int = 5) -> float:
    """The middle of some runs, in seconds."""
    took = []
    for _time in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def test_making_an_assessment_ready_takes_no_longer_than_a_blink(window: Window) -> None:
    desk, slices = window.desk, []
    searching = desk.services.searching
    searching.begin(desk.assessment, desk.language)
    more = True
    while more:
        began = time.perf_counter()
        more = searching.go_on()
        slices.append(time.perf_counter() - began)
    print(
        f"\none assessment made ready: {statistics.median(slices) * 1000:.1f} ms, at most {max(slices) * 1000:.1f} ms"
    )
    assert statistics.median(slices) <= SLICE


def test_a_search_costs_little_more_than_looking_for_the_words(window: Window) -> None:
    desk = window.desk
    searching = desk.services.searching
    searching.begin(desk.assessment, desk.language)
    while searching.go_on():
        pass
    folded = [
        " ".join(words(" ".join((one.main, *one.others))))
        for name in searching.entries
        for one in written(desk.services.library.open(name), desk.instrument, ("es",))
    ]
    sums = 0.0, 0.0
    for wanted in SEARCHES:
        parts = words(wanted)
        floor = timed(lambda parts=parts: [one for one in folded if all(part in one for part in parts)])
        took = timed(lambda wanted=wanted: searching.find(wanted, desk.assessment, desk.language))
        count = searching.find(wanted, desk.assessment, desk.language).count
        print(f"search “{wanted}”: {count} found in {took * 1000:.1f} ms, the floor is {floor * 1000:.1f} ms")
        assert took <= RESULTS / 2
        sums = sums[0] + took, sums[1] + floor
    print(f"all of them: {sums[0] / sums[1]:.1f} times the floor")
    assert sums[0] / sums[1] <= RATIO


def test_results_are_on_the_screen_within_100_ms(window: Window) -> None:
    window.open_palette()
    palette = window.palette_
    assert palette is not None
    while palette._reading.isActive():
        QApplication.processEvents()

    def shown(wanted: str) -> None:
        palette.field.setText(wanted)
        palette.repaint()
        QApplication.processEvents()

    for wanted in SEARCHES:
        took = []
        for _time in range(5):
            shown("")
            began = time.perf_counter()
            shown(wanted)
            took.append(time.perf_counter() - began)
        print(f"palette “{wanted}”: {min(took) * 1000:.1f} ms to the painted rows")
        assert min(took) <= RESULTS  # the others share the machine with whatever else runs on it
    palette.close_()


def test_a_key_in_a_text_costs_no_more_with_everything_ready_to_be_searched(window: Window) -> None:
    field = window.page().cards.cards["L1.1.2"].writing.field  # type: ignore[attr-defined]
    field.setFocus()
    took = []
    for key in "una oficina de retorno " * 3:
        began = time.perf_counter()
        QTest.keyClick(field, key)
        QApplication.processEvents()
        took.append(time.perf_counter() - began)
    print(f"\na key in a text: {statistics.median(took) * 1000:.1f} ms, at most {max(took) * 1000:.1f} ms")
    assert statistics.median(took) <= KEY


def test_the_page_of_all_results_opens_within_100_ms(window: Window) -> None:
    def opened(wanted: str) -> None:
        window.go(f"search/{wanted}")
        QApplication.processEvents()
        window.page().repaint()

    for wanted in SEARCHES:
        took = []
        for _time in range(5):
            window.go("overview")
            QApplication.processEvents()
            took.append(timed(partial(opened, wanted), 1))
        assert bool(window.page().list.rows) is (wanted != "xyzzy")  # type: ignore[attr-defined]
        print(f"page “{wanted}”: {min(took) * 1000:.1f} ms")
        assert min(took) <= RESULTS
