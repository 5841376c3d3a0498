"""Going from place to place: which page is shown, which assessment is open, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from mgi_desktop.domain.errors import Refused
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.places import DIALOGS, EVERYWHERE

CLASSES = {
    "library": "library.page:LibraryPage",
    "preferences": "preferences.page:PreferencesPage",
    "overview": "overview.page:OverviewPage",
    "questionnaire": "questionnaire.page:QuestionnairePage",
    "sources": "sources.page:SourcesPage",
    "findings": "findings.page:FindingsPage",
    "review": "review.page:ReviewPage",
    "profile": "profile.page:ProfilePage",
    "exchange": "exchange.page:ExchangePage",
    "rounds": "rounds.page:RoundsPage",
    "history": "history.page:HistoryPage",
    "trash": "trash.page:TrashPage",
    "trashed": "trash.assessments:TrashedPage",
    "search": "search.page:SearchPage",
    "instruments": "instruments.page:InstrumentsPage",
    "safekeeping": "safekeeping.page:SafekeepingPage",
}
"""The page of each first part of a place."""
_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
KEPT = 100
"""So many places one can go back to."""


def page_class(name: str) -> type[Page]:
    """The class of a page, imported when it is first asked for."""
    module, _colon, class_name = CLASSES[name].partition(":")
    found: type[Page] = getattr(import_module(f"mgi_desktop.ui.{module}"), class_name)
    return found


@dataclass(eq=False)
class Visit:
    """A place where one was: in which assessment, and what had the focus and how far one had scrolled."""

    assessment: str | None
    spot: str
    focus: QWidget | None = None
    scrolled: dict[QAbstractScrollArea, int] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str | None, str]:
        """Where it is, whatever one did there."""
        return self.assessment, self.spot


class Navigation(QObject):
    """Shows one page at a time in `stack`."""

    opened = Signal()
    """Another assessment is open, or none."""
    arrived = Signal()
    """A place is shown."""

    def __init__(self, desk: Desk, keep: Callable[[], bool], room: Callable[[], Room], parent: QObject) -> None:
        """`keep` puts what is typed on disk and says whether that is done; `room` is the size of the window."""
        super().__init__(parent)
        self.desk = desk
        self.stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        self._keep, self._room = keep, room
        self._visits: list[Visit] = []
        self._here = -1

    def begin(self) -> None:
        """Show the assessment that was open last where one left it, else the library."""
        last = self.desk.services.library.last_opened()
        if last is not None:
            self.open(last)
        if not self.stack.count():
            self.go("library")

    def open(self, assessment: str, spot: str = "") -> bool:
        """Open an assessment where one left it, or at a place; say whether it is open."""
        if not self._open(assessment):
            return False
        self.go(spot or self.desk.services.library.place(assessment) or "overview")
        return True

    def go(self, spot: str) -> None:
        """Show a place: a page, and what stands after the slash within it; or a dialog that is a place."""
        if spot in DIALOGS and self.desk.id is not None:
            self.desk.act[spot].trigger()
        elif self._show(spot):
            self._note(Visit(self.desk.id, self.page().spot()))
            self.arrived.emit()

    def step(self, spot: str) -> None:
        """Show the place beside the one where one is: one goes back over many such steps on a page at once."""
        if not self.stack.count() or self.page().name != spot.partition("/")[0]:
            self.go(spot)
        elif self._show(spot):
            self._leave_visit()
            self.arrived.emit()

    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def remember(self) -> None:
        """Remember the place, to come back to it after a restart."""
        if self.desk.id is not None and self.stack.count() and self.page().name not in EVERYWHERE:
            identifier, spot = self.desk.id, self.page().spot()
            self.desk.do(lambda: self.desk.services.library.remember_place(identifier, spot))

    def forget_pages(self) -> None:
        """Let go of every page: they are built anew when they are shown."""
        for page in self.pages.values():
            self._let_go(page)
        self.pages = {}

    def forget_hidden(self) -> None:
        """Let go of every page but the one that is shown, and at once: thousands of widgets need no new look first."""
        shown = self.stack.currentWidget()
        hidden = [page for page in self.pages.values() if page is not shown]
        self.pages = {name: page for name, page in self.pages.items() if page is shown}
        for page in hidden:
            self._let_go(page)
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def _let_go(self, page: Page) -> None:
        for timer in page.findChildren(QTimer):
            timer.stop()  # what it waits for is gone before the page is
        self.stack.removeWidget(page)
        page.deleteLater()

    def build_anew(self) -> QStackedWidget:
        """Begin with an empty stack; the way back stays."""
        self.forget_pages()
        self.stack = QStackedWidget()
        return self.stack

    # The way back

    def can(self, step: int) -> bool:
        """Whether there is a place to go back to (-1), or forward to (1)."""
        return 0 <= self._here + step < len(self._visits)

    def turn(self, step: int) -> None:
        """Go back (-1) or forward (1) to where one was."""
        if not step or not self.can(step):
            return
        self._leave_visit()
        visit = self._visits[self._here + step]
        if visit.assessment not in (None, self.desk.id) and not self._open(visit.assessment):
            self.arrived.emit()  # where one was, and perhaps with no more way back
        elif self._show(visit.spot):
            self._here += step
            self._show_again(visit)
            self.arrived.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The two buttons at the side of a mouse go back and forward, whatever is under it."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            step = _STEPS.get(event.button(), 0)
            self.turn(step)
            return bool(step)
        return False

    def _note(self, visit: Visit) -> None:
        if self._visits and self._visits[self._here].place == visit.place:
            return
        self._visits[self._here + 1 :] = [visit]
        del self._visits[:-KEPT]
        self._here = len(self._visits) - 1

    def _forget_visits(self, assessment: str) -> None:
        """An assessment cannot be opened: no way leads back to it."""
        here = self._visits[self._here] if self._visits else None
        self._visits = [visit for visit in self._visits if visit.assessment != assessment]
        self._here = self._visits.index(here) if here in self._visits else len(self._visits) - 1

    def _leave_visit(self) -> None:
        """Note how the place looks that one leaves; within a page one may have moved on without going anywhere."""
        if not (self.stack.count() and self._visits):
            return
        page, focus = self.page(), QApplication.focusWidget()
        visit = self._visits[self._here]
        if visit.assessment == self.desk.id and visit.spot.partition("/")[0] == page.name:
            visit.spot = page.spot()
            visit.focus = focus if focus is not None and page.isAncestorOf(focus) else None
            areas = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
            visit.scrolled = {area: area.verticalScrollBar().value() for area in areas}

    def _show_again(self, visit: Visit) -> None:
        """Have the focus and the scroll bars where they were, as far as the page is still the same."""
        page = self.page()
        for area, value in visit.scrolled.items():
            if isValid(area) and page.isAncestorOf(area):
                area.verticalScrollBar().setValue(value)
        focus = visit.focus
        if focus is not None and isValid(focus) and page.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Pages and assessments

    def _open(self, assessment: str) -> bool:
        if not self._keep():
            return False
        self._leave_visit()
        try:
            self.desk.open(assessment)
        except Refused as refused:
            self.desk.notifier.refused.emit(refused)
            self._forget_visits(assessment)
            return False
        self.forget_pages()
        self.opened.emit()
        return True

    def _show(self, spot: str) -> bool:
        name, _slash, within = spot.partition("/")
        if name not in CLASSES:
            name, within = "overview", ""
        if name not in EVERYWHERE and self.desk.id is None:
            name, within = "library", ""
        self._leave_visit()
        if name in ("library", "trashed"):
            if not self._keep():
                return False
            self._leave_assessment()
        page = self._page(name)
        page.show_spot(within)
        self.stack.setCurrentWidget(page)
        page.fit(self._room())
        self.remember()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _leave_assessment(self) -> None:
        if self.desk.id is not None:
            self.desk.close()
            self.forget_pages()
            self.opened.emit()
        self.desk.do(self.desk.services.library.leave)

    def _page(self, name: str) -> Page:
        if name not in self.pages:
            page = page_class(name)(self.desk)
            self.pages[name] = page
            self.stack.addWidget(page)
        return self.pages[name]
