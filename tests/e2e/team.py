"""A whole team by file: a coordinator, two assessors and a reviewer, each at a laptop of their own.

Nobody has a server: each opens the program, does their part by keys and clicks, and hands files on.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from mgi_desktop.paths import resources
from tests.e2e.assessing import answer, begin, write_finding
from tests.e2e.hands import CTRL, SHIFT, Chosen, Hands, Key, wait
from tests.e2e.months import card_of, to_draft
from tests.e2e.program import Program

Json = dict[str, Any]
COORDINATOR, ANA, BETO, REVIEWER = "Coordinación", "Ana", "Beto", "Revisión"
EVERYBODY = (COORDINATOR, ANA, BETO, REVIEWER)
PARTS = {ANA: ("1", "2", "3"), BETO: ("4", "5", "6")}
PASSPHRASE = "siete palmas al norte"
SHARED, OTHERS = "L1.1.1", "L1.1.2"
"""The coordinator began the one, and both assessors write on; the other is Ana's, and Beto answers it all the same."""
ANAS, BETOS = " Lo confirma la alcaldía.", " Lo confirma el registro."
SETTLED = "Lo confirman la alcaldía y el registro."
ASKED, PROPOSED, ACCEPTED, CHANGES = "L1.1.3", "L1.1.4", "L4.1.1", "L4.1.2"
QUESTION, ANSWER = "¿Desde qué año?", "Desde 2014; se añade a la fuente."
BETTER, WHY = " Así lo dice la ordenanza.", "Más preciso."
REASON = "Falta decir a quién alcanza."
LATER = " Revisado en septiembre."


class Team:
    """Four laptops, and the folder through which the files go."""

    def __init__(self, folder: Path, stores: Path, answers: int | None = None) -> None:
        """`answers`: so many of the sample each assessor gives, all where it is None."""
        self._folder, self._stores, self._most = folder, stores, answers
        self._sample: Json = json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8"))
        self._answers = {one["indicator"]: one for one in self._sample["answers"]}
        self._sources = {source["id"]: source for source in self._sample["sources"]}

    def store(self, person: str) -> Path:
        """The folder of somebody's store."""
        return self._stores / person

    def file(self, name: str) -> Path:
        """A file that goes from one to another."""
        return self._folder / f"team-{name}"

    def work(self) -> None:
        """From the beginning to where everybody has the same assessment."""
        with self._at(COORDINATOR) as hands:
            self._begin(hands)
        for person in (ANA, BETO):
            with self._at(person) as hands:
                self._assess(hands, person)
        with self._at(COORDINATOR) as hands:
            self._join(hands)
        with self._at(REVIEWER) as hands:
            self._review(hands)
        with self._at(COORDINATOR) as hands:
            self._conclude(hands)
        for person in (ANA, BETO, REVIEWER):
            with self._at(person) as hands:
                look_at(hands, self.file("final.mgi"))
                take(hands)

    @contextmanager
    def _at(self, person: str) -> Iterator[Hands]:
        """Somebody's laptop: the program is opened there, and closed in the end."""
        program = Program(self.store(person))
        try:
            yield Hands(program.window)
        finally:
            program.close()

    # Each at their laptop

    def _begin(self, hands: Hands) -> None:
        """Begin the assessment, write what both will write on, divide the work, and send it round."""
        begin(hands, self._sample, COORDINATOR)
        card_of(hands, SHARED)
        answer(hands, SHARED, self._answers[SHARED], self._sources)
        for person, places in PARTS.items():
            divide(hands, places, person)
        share(hands, self.file("begun.mgi"))

    def _assess(self, hands: Hands, person: str) -> None:
        """Answer one's part, and write on what another writes on, too; then send it back."""
        look_at(hands, self.file("begun.mgi"))
        take(hands)
        hands.choose(hands.window.page(), "Open")
        write_on(hands, SHARED, ANAS if person == ANA else BETOS)
        introduce(hands, person)
        desk = hands.window.desk
        part = [code for code in desk.services.parts.mine(desk.assessment.id) if code in self._answers]
        assert part, f"{person} has no part"
        wanted = [code for code in part if code != SHARED][: self._most]
        for code in wanted:
            card_of(hands, code)
            answer(hands, code, self._answers[code], self._sources)
        if person == ANA:
            share(hands, self.file("ana.mgi"), "part")
        else:
            answer_otherwise(hands, OTHERS, self._answers[OTHERS]["value"])
            share(hands, self.file("beto.mgi.age"), passphrase=PASSPHRASE)

    def _join(self, hands: Hands) -> None:
        """Take both files in at once, settle one conflict while looking, one after that; then ask for review."""
        from mgi_desktop.ui.exchange.arriving import Arriving

        look_at(hands, self.file("ana.mgi"), self.file("beto.mgi.age"), passphrase=PASSPHRASE)
        tab = tab_of(hands)
        assert isinstance(tab, Arriving)
        assert tab.preview is not None
        assert tab.preview.tallies.buttons["conflicts"].accessibleName().startswith("2 ")
        tab.preview.list.choose(key_of(tab.preview.list.keys, f"{SHARED}/justification"))
        choosing = tab.preview.choosing
        assert choosing is not None
        hands.turn_on(choosing.radios["third"])
        assert choosing.third is not None
        hands.say(choosing.third.field, SETTLED)
        take(hands)
        settle(hands, f"answer/{OTHERS}/value")
        know_everybody(hands)
        hands.window.go("findings/1")
        hands.rest()
        finding = next(one for one in self._sample["findings"] if one["domain"] == "1")
        known = {source.title for source in hands.window.desk.assessment.sources.values()}
        named = [one for one in finding["sources"] if self._sources[one]["title"] in known]
        write_finding(hands, hands.window.page(), {**finding, "sources": named}, self._sample)
        to_draft(hands)
        share(hands, self.file("review.mgi"), "review")

    def _review(self, hands: Hands) -> None:
        """Comment on one answer, propose for another, ask for changes to a third; accept one, and the finding."""
        look_at(hands, self.file("review.mgi"))
        take(hands)
        hands.choose(hands.window.page(), "Open")
        card = card_of(hands, ASKED)
        hands.choose(card, "comments")
        introduce(hands, REVIEWER)
        assert card.comments.held.composing is not None
        hands.say(card.comments.held.composing.writing.field, QUESTION)
        hands.press(Key.Key_Return, CTRL)
        card_of(hands, PROPOSED)
        hands.press(Key.Key_P, CTRL | SHIFT)
        hands.type(BETTER)
        proposing = card_of(hands, PROPOSED).comments.judging.proposing
        assert proposing is not None
        hands.say(proposing.why.field, WHY)
        hands.press(Key.Key_Return, CTRL)
        card_of(hands, CHANGES)
        hands.press(Key.Key_R, CTRL | SHIFT)
        hands.type(REASON)
        hands.press(Key.Key_Return, CTRL)
        card_of(hands, ACCEPTED)
        hands.press(Key.Key_A, CTRL | SHIFT)
        hands.window.go(f"findings/1/{hands.window.desk.assessment.findings[0].key}")
        hands.rest()
        hands.press(Key.Key_A, CTRL | SHIFT)
        share(hands, self.file("reviewed.mgi"))

    def _conclude(self, hands: Hands) -> None:
        """See it in its place: take the proposal over, answer the comment, change what was accepted; send it round."""
        look_at(hands, self.file("reviewed.mgi"))
        take(hands)
        hands.choose(card_of(hands, PROPOSED), "take-over")
        card = card_of(hands, ASKED)
        hands.choose(card, "reply")
        hands.type(ANSWER)
        hands.press(Key.Key_Return, CTRL)
        hands.choose(card, "resolve-as")
        hands.entry("Taken in part")
        write_on(hands, ACCEPTED, LATER)
        export_comments(hands, self.file("comments.xlsx"))
        share(hands, self.file("final.mgi"))


# What each of them does


def divide(hands: Hands, places: tuple[str, ...], person: str) -> None:
    """Give parts to somebody by a name that was not written before."""
    from mgi_desktop.ui.dividing.sheet import DivideSheet
    from mgi_desktop.ui.parts.asking import AskLine

    def name(asked: QDialog) -> None:
        assert isinstance(asked, AskLine)
        hands.say(asked.line, person)
        QTest.keyClick(asked, Key.Key_Return)

    def give(sheet: QDialog) -> None:
        assert isinstance(sheet, DivideSheet)
        sheet.places.choose(places)
        QTest.keyClick(sheet.places, Key.Key_Return)
        hands.in_dialog(lambda: hands.entry("New name…"), name)

    hands.in_dialog(hands.window.desk.act["divide"].trigger, give)


def share(hands: Hands, path: Path, what: str = "whole", passphrase: str = "") -> None:
    """Share the open assessment, or one's part of it, or a review copy."""
    from mgi_desktop.ui.exchange.share.sheet import ShareSheet

    def choose(sheet: QDialog) -> None:
        assert isinstance(sheet, ShareSheet)
        hands.turn_on(sheet.goes.options[what].radio)
        if passphrase:
            hands.turn_on(sheet.guarding.options["passphrase"].radio)
            for field in (sheet.guarding.passphrase.first, sheet.guarding.passphrase.again):
                QTest.keyClicks(field, passphrase)
        with Chosen(path):
            QTest.keyClick(sheet, Key.Key_Return)
        assert wait(lambda: not isValid(sheet) or not sheet.isVisible()), "the file was not written"

    hands.in_dialog(lambda: hands.press(Key.Key_S, CTRL | SHIFT), choose)
    assert path.exists(), f"no {path.name}"


def look_at(hands: Hands, *paths: Path, passphrase: str = "") -> None:
    """Choose files, give a passphrase where one is asked for, and see what would come of taking them."""
    from mgi_desktop.ui.exchange.arriving import Arriving

    incoming = hands.window.desk.incoming
    with Chosen(paths, "getOpenFileNames"):
        hands.press(Key.Key_O, CTRL)
    assert wait(lambda: incoming.state != "reading")
    tab = tab_of(hands)
    assert isinstance(tab, Arriving)
    if incoming.state == "locked":
        QTest.keyClicks(tab.unlocking.field, passphrase)
        hands.press(Key.Key_Return)
        assert wait(lambda: incoming.state != "reading")
    assert incoming.state == "offered", f"it is {incoming.state}"
    hands.rest()


def take(hands: Hands) -> None:
    """Take what is looked at, and see its report."""
    from mgi_desktop.ui.exchange.arriving import Arriving
    from mgi_desktop.ui.exchange.imports import Imports

    tab = tab_of(hands)
    assert isinstance(tab, Arriving)
    hands.click(tab.take)
    assert wait(lambda: isinstance(tab_of(hands), Imports)), "it was not taken"


def settle(hands: Hands, place: str) -> None:
    """Go to the conflicts and take the first value of one of them."""
    from mgi_desktop.ui.parts.conflict import Conflict

    hands.window.go(f"exchange/conflicts/{place}")
    hands.rest()
    hands.choose(tab_of(hands).findChildren(Conflict)[-1], "take-0")


def know_everybody(hands: Hands) -> None:
    """Accept everybody who was met."""
    from mgi_desktop.ui.exchange.people import People

    hands.window.go("exchange/people")
    hands.rest()
    tab = tab_of(hands)
    assert isinstance(tab, People)
    for author in tab.list.keys:
        tab.list.choose(author)
        hands.rest()
        hands.choose(tab, "accept")


def introduce(hands: Hands, person: str) -> None:
    """Say who one is, where that is asked."""
    from mgi_desktop.ui.parts.your_name import YourName

    strip = next(one for one in hands.window.findChildren(YourName) if one.isVisible())
    hands.say(strip.name, person)
    QTest.keyClick(strip.name, Key.Key_Return)
    hands.rest()


def write_on(hands: Hands, code: str, text: str) -> None:
    """Write on at the end of a justification, and leave it."""
    card = card_of(hands, code)
    hands.click(card.writing.field.viewport())
    hands.press(Key.Key_End, CTRL)
    hands.type(text)
    card.first_focus().setFocus()
    hands.rest()


def answer_otherwise(hands: Hands, code: str, value: str) -> None:
    """Answer something else than this."""
    card = card_of(hands, code)
    scale = [choice.value for choice in hands.window.desk.instrument.indicators[code].scale]
    card.first_focus().setFocus()
    hands.press(str((scale.index(value) + 1) % len(scale) + 1))


def export_comments(hands: Hands, path: Path) -> None:
    """Make the comment matrix."""
    from mgi_desktop.ui.review.matrix import ExportComments

    def choose(sheet: QDialog) -> None:
        assert isinstance(sheet, ExportComments)
        with Chosen(path):
            QTest.keyClick(sheet, Key.Key_Return)

    hands.in_dialog(hands.window.desk.act["export_comments"].trigger, choose)
    assert path.exists(), f"no {path.name}"


def tab_of(hands: Hands) -> Any:
    """The tab of the exchange page that is shown."""
    from mgi_desktop.ui.exchange.page import ExchangePage

    page = hands.window.page()
    assert isinstance(page, ExchangePage), f"{page.spot()} is shown"
    return page.tab


def key_of(keys: list[str], ending: str) -> str:
    """The row that is about a field."""
    return next(key for key in keys if key.endswith(ending))
