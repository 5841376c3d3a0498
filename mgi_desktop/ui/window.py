"""The window: menus, side bar, one page at a time, notices and the status bar."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.progress import next_unanswered
from mgi_desktop.i18n import _, say
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui import words
from mgi_desktop.ui.actions import (
    Actions,
    choice_menu,
    fill_menu_bar,
    questionnaire_languages,
    themes,
)
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import FocusRing
from mgi_desktop.ui.notices import Notices
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.writing import cursor_in, write_on
from mgi_desktop.ui.places import neighbour, next_conflict
from mgi_desktop.ui.side_bar import PAGES, SideBar
from mgi_desktop.ui.status_bar import StatusBar
from mgi_desktop.ui.theme import TEXT_SIZES

IDLE = 120_000
"""After so long without a change (in milliseconds) the store is tidied."""
_CLASSES = {
    "library": "library.page:LibraryPage",
    "preferences": "preferences.page:PreferencesPage",
    "overview": "overview.page:OverviewPage",
    "questionnaire": "questionnaire.page:QuestionnairePage",
    "findings": "findings.page:FindingsPage",
    "profile": "profile.page:ProfilePage",
}


class Window(QMainWindow):
    """One window over one store; `desk` is what it shares with its pages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, Page] = {}
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._idle.timeout.connect(self._rest)
        self.setAcceptDrops(True)
        self.setMinimumSize(1, 1)  # the frame that holds it has the smallest size of a window
        self.actions_ = Actions(self, self._deeds())
        self.actions_.open(False)
        desk.act = self.actions_
        self._build(None, failed=False)
        self._listen()

    def _listen(self) -> None:
        notifier = self.desk.notifier
        notifier.changed.connect(self._changed)
        notifier.saved.connect(self._saved_at)
        notifier.refused.connect(self._refused)
        notifier.unsaved.connect(lambda: self.status.fail())
        notifier.told.connect(self._told)
        notifier.going.connect(self.go)
        notifier.entering.connect(self.open)

    def _build(self, saved: datetime | None, *, failed: bool) -> None:
        theme = self.desk.theme
        self._menus()
        central = QWidget()
        halves = QHBoxLayout(central)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        self.side_bar = SideBar(self.desk)
        self.side_bar.set_narrow(self._room().below("side_bar_icons_below"))
        self.stack = QStackedWidget()
        halves.addWidget(self.side_bar)
        halves.addWidget(self.stack, 1)
        self.setCentralWidget(central)
        self.notices = Notices(self, theme, self.actions_["undo"])
        self.ring = FocusRing(self, theme)
        self.status = StatusBar(self.desk, saved, failed)
        self.status.conflict_wanted.connect(self._next_conflict)
        self.setStatusBar(self.status)
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(keys), central, partial(self._jump, step))

    def _deeds(self) -> dict[str, Callable[[], object]]:
        from mgi_desktop.ui import dialogs

        return {
            "new": lambda: dialogs.new_assessment(self),
            "import": lambda: dialogs.import_files(self),
            "sample": lambda: dialogs.open_sample(self),
            "export": lambda: self.go("profile"),
            "library": lambda: self.go("library"),
            "preferences": lambda: self.go("preferences"),
            "quit": lambda: self.window().close(),
            "undo": lambda: self._turned(self.desk.undo()),
            "redo": lambda: self._turned(self.desk.redo()),
            "cut": lambda: self._clipboard("cut"),
            "copy": lambda: self._clipboard("copy"),
            "paste": lambda: self._clipboard("paste"),
            **{page: partial(self.go, page) for page in PAGES},
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "unanswered": self._next_unanswered,
            "conflict": self._next_conflict,
            "details": lambda: dialogs.details(self),
            "larger": lambda: self._zoom(1),
            "smaller": lambda: self._zoom(-1),
            "normal": lambda: self.set_preference("text_size", 100),
            "full": self._full_screen,
            "keys": lambda: dialogs.keyboard(self),
            "about": lambda: dialogs.about(self),
        }

    def _menus(self) -> None:
        menus = fill_menu_bar(self.menuBar(), self.actions_)
        view = menus["&View"]
        before = view.actions()[0]
        language = choice_menu(
            view, _("&Interface language"), i18n.INTERFACE_LANGUAGES, i18n.language(),
            lambda tag: self.set_preference("interface_language", tag),
        )  # fmt: skip
        theme = choice_menu(
            view, _("&Theme"), themes(), self.desk.preferences.get("theme"),
            lambda name: self.set_preference("theme", name),
        )  # fmt: skip
        added = [language, theme]
        if self.desk.id is not None:
            names = questionnaire_languages(self.desk.instrument.languages)
            added.insert(
                1, choice_menu(view, _("&Questionnaire language"), names, self.desk.language, self._read_in)
            )  # fmt: skip
        for menu in added:
            view.insertMenu(before, menu)
        view.insertSeparator(before)
        self._name_deeds()

    def _read_in(self, tag: str) -> None:
        if self.desk.id is not None:
            self.desk.read_in(tag)
            self.rebuild()

    # Going from place to place

    def begin(self) -> None:
        """Show the assessment that was open last where one left it, else the library."""
        last = self.desk.services.library.last_opened()
        if last is not None:
            self.open(last)
        if not self.stack.count():
            self.go("library")

    def open(self, assessment: str, spot: str = "") -> None:
        """Open an assessment where one left it, or at a place."""
        if not self.keep():
            return
        try:
            self.desk.open(assessment)
        except Refused as refused:
            self._refused(refused)
            return
        self._forget_pages()
        self.actions_.open(True)
        self.side_bar.build()
        self._menus()
        self.go(spot or self.desk.services.library.place(assessment) or "overview")

    def go(self, spot: str) -> None:
        """Show a place: a page, and what stands after the slash within it."""
        name, _slash, within = spot.partition("/")
        if name not in _CLASSES:
            name, within = "overview", ""
        if name == "library":
            if not self.keep():
                return
            self._leave_assessment()
        elif name in PAGES and self.desk.id is None:
            name = "library"
        page = self._page(name)
        page.show_spot(within)
        self.stack.setCurrentWidget(page)
        page.fit(self._room())
        self.side_bar.show_page(name)
        self.status.show_now()
        self._name_deeds()
        self.remember()
        self._title()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def remember(self) -> None:
        """Remember the place, to come back to it after a restart."""
        if self.desk.id is not None and self.stack.count() and self.page().name in PAGES:
            identifier, spot = self.desk.id, self.page().spot()
            self.desk.do(lambda: self.desk.services.library.remember_place(identifier, spot))

    def _leave_assessment(self) -> None:
        if self.desk.id is not None:
            self.desk.close()
            self._forget_pages()
            self.actions_.open(False)
            self.side_bar.build()
            self._menus()
        self.desk.do(self.desk.services.library.leave)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            module, _colon, class_name = _CLASSES[name].partition(":")
            page: Page = getattr(import_module(f"mgi_desktop.ui.{module}"), class_name)(self.desk)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            for timer in page.findChildren(QTimer):
                timer.stop()  # what it waits for is gone before the page is
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}

    def rebuild(self) -> None:
        """Build everything anew, in another language, theme or size, and come back to the same place.

        Where something that was typed cannot be saved, everything stays as it is, the text on the screen.
        """
        if not self.keep():
            return
        spot = self.page().spot() if self.stack.count() else "library"
        cursor = cursor_in(self.page()) if self.stack.count() else None
        self.desk.flush()
        self._forget_pages()
        self.ring.deleteLater()
        self.notices.deleteLater()
        enabled = self.desk.id is not None
        for action in self.actions_.by_name.values():
            self.removeAction(action)
            action.deleteLater()
        self.actions_ = Actions(self, self._deeds())
        self.actions_.open(enabled)
        self.desk.act = self.actions_
        self._build(self.status.at, failed=self.status.failed)
        self.go(spot)
        if cursor is not None:
            self.page().open_field(cursor.ref)
            write_on(self.page(), cursor)

    def _title(self) -> None:
        subject = self.desk.assessment.subject if self.desk.id is not None else ""
        self.window().setWindowTitle(f"{subject} · mgi-desktop" if subject else "mgi-desktop")

    # What happened

    def _changed(self, changed: Changed) -> None:
        self._name_deeds()
        if self.desk.id is not None and changed.assessment == self.desk.id:
            self.side_bar.refresh(changed)
        self.status.show_now()
        for page in self._pages.values():
            page.refresh(changed)

    def _saved_at(self, at: datetime) -> None:
        self._idle.start()
        self.notices.outdate()
        self.status.saved(at)
        self._name_deeds()

    def _rest(self) -> None:
        """Nothing was done for a while."""
        self.desk.flush()  # so that pages hear of it
        self.desk.do(self.desk.services.rest)

    def _refused(self, refused: Refused) -> None:
        if isinstance(refused, StoreFailed):
            self.status.fail()
        self.notices.warn(say(refused))

    def _told(self, text: str, action: str) -> None:
        self.notices.tell(text, action)

    def _turned(self, changed: Changed | None) -> None:
        """Say what undo or redo left alone."""
        if changed is None:
            return
        if changed.skipped:
            names = ", ".join(dict.fromkeys(words.holder(ref) for ref in changed.skipped))
            self.notices.tell(_("Left alone, since it was changed after that: {names}").format(names=names), "")

    def _name_deeds(self) -> None:
        scope, journal = self.desk.id or "", self.desk.services.journal
        for name, bare, named, found in (
            ("undo", _("&Undo"), _("&Undo: {deed}"), journal.undo_label(scope)),
            ("redo", _("&Redo"), _("&Redo: {deed}"), journal.redo_label(scope)),
        ):
            action = self.actions_[name]
            action.setEnabled(found is not None)
            action.setText(named.format(deed=words.deed(found).replace("&", "&&")) if found else bare)

    # What the menus do

    def set_preference(self, name: str, value: object) -> None:
        """Set a preference and show it at once."""
        self.desk.prefer(name, value)

    def _zoom(self, step: int) -> None:
        now = self.desk.preferences.get("text_size")
        larger = [size for size in TEXT_SIZES if size > now][:1]
        smaller = [size for size in TEXT_SIZES if size < now][-1:]
        for size in larger if step > 0 else smaller:
            self.set_preference("text_size", size)

    def _clipboard(self, deed: str) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            getattr(field, deed)()

    def _step(self, step: int) -> None:
        self.go(neighbour(list(self.desk.instrument.indicators), self._indicator(), step))

    def _indicator(self) -> str:
        """The indicator where one is, or was before one went to another page."""
        return self._pages.get("questionnaire", self.page()).spot().partition("/")[2]

    def _next_unanswered(self) -> None:
        code = next_unanswered(self.desk.instrument, self.desk.assessment, self._indicator())
        if code is None:
            self.notices.tell(_("Every indicator is answered."), "")
        else:
            self.go(f"questionnaire/{code}")

    def _next_conflict(self) -> None:
        """Go to the next field in conflict after the place where one is."""
        if self.desk.id is None:
            return
        spot = next_conflict(self.desk.assessment, self.page().spot())
        if spot == "details":
            self.actions_["details"].trigger()
        elif spot:
            self.go(spot)

    def _jump(self, step: int) -> None:
        """F6: from the side bar to the page, its panel, and round."""
        page = self.page()
        parts: list[QWidget] = [self.side_bar, page, *([page.panel] if page.panel is not None else [])]
        focus = QApplication.focusWidget()
        inside = [number for number, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)]
        target = parts[((inside[-1] if inside else 0) + step) % len(parts)]
        first = next(
            (
                child
                for child in target.findChildren(QWidget)
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
            ),
            None,
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # The window itself

    def keep(self) -> bool:
        """Put what is typed in every field on disk; say whether that is done, and else show what is not."""
        fields = [(field, getattr(field, "keep", None)) for field in self.findChildren(QWidget)]
        unsaved = [field for field, keep in fields if callable(keep) and not keep()]
        pages = [page for page in self._pages.values() for field in unsaved if page.isAncestorOf(field)]
        if pages and self.page() not in pages:
            self.go(pages[0].spot())
        return not unsaved

    def _full_screen(self) -> None:
        frame = self.window()
        frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _room(self) -> Room:
        zoom = self.desk.theme.zoom
        return Room(self.width() / zoom, self.height() / zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything for the new size."""
        super().resizeEvent(event)
        room = self._room()
        self.side_bar.set_narrow(room.below("side_bar_icons_below"))
        if self.stack.count():
            self.page().fit(room)
        self.notices.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus, as Space does."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        from mgi_desktop.ui import dialogs

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        QTimer.singleShot(0, lambda: dialogs.import_files(self, paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Make edits of what was typed, and remember place and size; stay where something could not be saved."""
        if not self.keep():
            event.ignore()
            return
        self.remember()
        geometry = bytes(self.window().saveGeometry().toBase64().data()).decode()
        self.desk.do(lambda: self.desk.preferences.set("window", geometry))
        event.accept()
