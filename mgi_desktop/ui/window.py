"""The window: menus, side bar, one page at a time, notices and the status bar."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.i18n import say
from mgi_desktop.services.backups import BackedUp
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.actions import Actions
from mgi_desktop.ui.deeds import Deeds
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import FocusRing
from mgi_desktop.ui.guide import Guide
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.menus import fill_menu_bar
from mgi_desktop.ui.navigation import Navigation
from mgi_desktop.ui.notices import Notices
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.copied import warning
from mgi_desktop.ui.parts.waiting import is_waiting
from mgi_desktop.ui.parts.writing import cursor_in, write_on
from mgi_desktop.ui.side_bar import SideBar
from mgi_desktop.ui.status_bar import StatusBar

if TYPE_CHECKING:
    from mgi_desktop.ui.palette.palette import Palette

IDLE = 120_000
"""After so long without a change (in milliseconds) the store is tidied."""
MINUTE = 60_000
"""So often (in milliseconds) it is asked whether a backup is due: whoever never rests has one too."""


class Window(QMainWindow):
    """One window over one store; `desk` is what it shares with its pages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._idle.timeout.connect(self._rest)
        self._minutes = QTimer(self, interval=MINUTE)
        self._minutes.timeout.connect(self._back_up_when_due)
        self.palette_: Palette | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(1, 1)  # the frame that holds it has the smallest size of a window
        self.navigation = Navigation(desk, self.keep, self._room, self)
        self._read_only = False
        self.deeds = Deeds(self)
        self.actions_ = Actions(self, self.deeds.table(), only_read=desk.only_read)
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
        notifier.kept.connect(lambda: self.status.show_now())
        notifier.written.connect(lambda text, path: self.notices.wrote(text, path))
        notifier.going.connect(self.go)
        notifier.entering.connect(self.open)
        self.desk.forgetting.moved.connect(lambda: self.status.show_erasing())
        self.navigation.opened.connect(self._opened)
        self.navigation.arrived.connect(self._arrived)

    def _build(self, saved: datetime | None, *, failed: bool) -> None:
        theme = self.desk.theme
        self._menus()
        central = QWidget()
        halves = QHBoxLayout(central)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        self.guide = Guide(self.desk)
        self.guide.closed.connect(lambda: self.show_guide(False))
        self.side_bar = SideBar(self.desk)
        self.side_bar.set_narrow(self._room().below("side_bar_icons_below"))
        halves.addWidget(self.side_bar)
        warned = warning(self.desk)
        middle = column(*([warned] if warned is not None else []), self.navigation.build_anew(), spacing=0)
        middle.setStretch(middle.count() - 1, 1)
        halves.addLayout(middle, 1)
        halves.addWidget(self.guide)
        self.guide.setVisible(bool(self.desk.preferences.get("guide")))
        self.setCentralWidget(central)
        self.notices = Notices(self, theme, self.actions_["undo"])
        self.ring = FocusRing(self, theme)
        self.status = StatusBar(self.desk, saved, failed)
        self.status.conflict_wanted.connect(lambda: self.go("exchange/conflicts"))
        self.status.copy_wanted.connect(lambda: self.go("safekeeping"))
        self.setStatusBar(self.status)
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(keys), central, partial(self.deeds.jump, step))

    def _menus(self) -> None:
        fill_menu_bar(self.menuBar(), self.desk, self.actions_, self._read_in)
        self.deeds.name()

    def _read_in(self, tag: str) -> None:
        if self.desk.id is not None:
            self.desk.read_in(tag)
            self.rebuild()

    def set_preference(self, name: str, value: object) -> None:
        """Set a preference and show it at once."""
        self.desk.prefer(name, value)

    # Going from place to place

    @property
    def stack(self) -> QStackedWidget:
        """What holds the pages."""
        return self.navigation.stack

    def begin(self) -> None:
        """Show the assessment that was open last where one left it, else the library; go on with what is due."""
        self.navigation.begin()
        self.desk.forgetting.begin()
        self._minutes.start()

    def open(self, assessment: str, spot: str = "") -> None:
        """Open an assessment where one left it, or at a place."""
        self.navigation.open(assessment, spot)

    def go(self, spot: str) -> None:
        """Show a place: a page, and what stands after the slash within it."""
        self.navigation.go(spot)

    def page(self) -> Page:
        """The page that is shown."""
        return self.navigation.page()

    def _opened(self) -> None:
        self._read_only = self.desk.read_only
        self.notices.outdate()  # the undo of another assessment, or of the library, is another one
        self.actions_.open(self.desk.id is not None)
        self.side_bar.build()
        self._menus()

    def _arrived(self) -> None:
        if self.desk.read_only is not self._read_only:  # a text that could not be saved kept the pages as they were
            QTimer.singleShot(0, self.rebuild)
        self.side_bar.show_page(self.page().name)
        self.guide.show_page(self.page().name)
        self.status.show_now()
        self.deeds.name()
        subject = self.desk.assessment.subject if self.desk.id is not None else ""
        self.window().setWindowTitle(f"{subject} · mgi-desktop" if subject else "mgi-desktop")

    def open_palette(self, text: str = "") -> None:
        """Search, or do anything by a few letters of its name."""
        from mgi_desktop.ui.palette.palette import Palette

        if self.palette_ is None:
            self.palette_ = Palette(self)
        self.palette_.open(text)

    def rebuild(self) -> bool:
        """Build everything anew, in another language, theme or size, and come back to the same place.

        Where something that was typed cannot be saved, everything stays as it is, the text on the screen; False then.
        """
        if not self.keep():
            return False
        self._read_only = self.desk.read_only
        spot = self.page().spot() if self.stack.count() else "library"
        cursor = cursor_in(self.page()) if self.stack.count() else None
        self.desk.flush()
        self.navigation.forget_pages()
        self.ring.deleteLater()
        self.notices.deleteLater()
        if self.palette_ is not None:
            self.palette_.deleteLater()
            self.palette_ = None
        enabled = self.desk.id is not None
        for action in self.actions_.by_name.values():
            self.removeAction(action)
            action.deleteLater()
        self.actions_ = Actions(self, self.deeds.table(), only_read=self.desk.only_read)
        self.actions_.open(enabled)
        self.desk.act = self.actions_
        self._build(self.status.at, failed=self.status.failed)
        self.go(spot)
        if cursor is not None:
            self.page().open_field(cursor.ref)
            write_on(self.page(), cursor)
        return True

    # What happened

    def _changed(self, changed: Changed) -> None:
        turned = self.desk.read_only is not self._read_only
        outdated = turned or FieldRef("assessment", self.desk.id or "", "instrument") in changed.fields
        if outdated and self.rebuild():
            return
        self.deeds.name()
        if self.desk.id is not None and changed.assessment == self.desk.id:
            self.side_bar.refresh(changed)
        self.status.show_now()
        for page in self.navigation.pages.values():
            page.refresh(changed)

    def _saved_at(self, at: datetime) -> None:
        self._idle.start()
        self.notices.outdate()
        self.status.saved(at)
        self.deeds.name()

    def _rest(self) -> None:
        """Nothing was done for a while."""
        self.desk.flush()  # so that pages hear of it
        self.desk.do(self.desk.services.rest)
        self._back_up_when_due()

    def _back_up_when_due(self) -> None:
        """Make a backup beside the work; what is being typed is in it, and goes on being typed."""
        if is_waiting():  # for work that has the store for itself: the next time, then
            return
        backup = self.desk.services.backup_when_due()
        if backup is not None:
            job = Job(lambda _cancelled: backup())
            job.done.connect(self._backed_up)
            job.refused.connect(lambda _refused: self.desk.notifier.kept.emit())  # `Backups.problem` keeps why
            job.start()

    def _backed_up(self, kept: BackedUp) -> None:
        """A backup was made beside the work, and perhaps copied off this laptop."""
        self.desk.do(lambda: self.desk.services.backups.copied(kept))
        self.desk.notifier.kept.emit()

    def _refused(self, refused: Refused) -> None:
        if isinstance(refused, StoreFailed):
            self.status.fail()
        self.status.show_now()  # a backup that was to be made first failed, perhaps
        self.notices.warn(say(refused))

    def _told(self, text: str, action: str) -> None:
        self.notices.tell(text, action)

    # The window itself

    def keep(self) -> bool:
        """Put what is typed in every field on disk; say whether that is done, and else show what is not."""
        fields = [(field, getattr(field, "keep", None)) for field in self.findChildren(QWidget)]
        unsaved = [field for field, keep in fields if callable(keep) and not keep()]
        pages = [page for page in self.navigation.pages.values() for field in unsaved if page.isAncestorOf(field)]
        if pages and self.page() not in pages:
            self.go(pages[0].spot())
        return not unsaved

    def _room(self) -> Room:
        zoom = self.desk.theme.zoom
        taken = self.guide.width() if self.desk.preferences.get("guide") else 0
        return Room((self.width() - taken) / zoom, self.height() / zoom)

    def show_guide(self, wanted: bool) -> None:
        """Show the help beside the page, or no longer; it stays so, after a restart too."""
        self.desk.do(lambda: self.desk.preferences.set("guide", wanted))
        inside = self.guide.isAncestorOf(QApplication.focusWidget() or self)
        self.guide.setVisible(wanted)
        self._arrange()
        if inside and not wanted:
            self.page().setFocus()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files in, of every kind: packages are shown before they are taken."""
        from mgi_desktop.ui.exchange.taking import take_files

        if self.desk.services.only_read is not None:
            self.desk.notifier.refused.emit(self.desk.services.only_read)
        else:
            take_files(self, paths)

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of the buttons of the mouse before what is under it does."""
        super().showEvent(event)
        handle = self.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self.navigation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self._room()
        self.side_bar.set_narrow(room.below("side_bar_icons_below"))
        if self.stack.count():
            self.page().fit(room)
        self.notices.place()
        if self.palette_ is not None and self.palette_.isVisible():
            self.palette_.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus, as Space does."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere, but where nothing can be changed."""
        if not self.desk.only_read and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        QTimer.singleShot(0, lambda: self.take_files(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Make edits of what was typed, and remember place and size; stay where something could not be saved."""
        if not self.keep():
            event.ignore()
            return
        self.navigation.remember()
        geometry = bytes(self.window().saveGeometry().toBase64().data()).decode()
        self.desk.do(lambda: self.desk.preferences.set("window", geometry))
        event.accept()
