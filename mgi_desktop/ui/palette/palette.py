"""The palette: one field above the page, and below it what can be gone to or done; Esc closes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from mgi_desktop.domain.search import LONGEST
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.focus import follow
from mgi_desktop.ui.palette.offers import Offers
from mgi_desktop.ui.parts.boxes import box, line, row
from mgi_desktop.ui.parts.finder import Finder
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.search.rows import Row, RowList

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window

WIDTH, TOP, EDGE = 680, 56, 24
AGAIN = 250
"""So often (in milliseconds) what was found in other assessments is shown, while they are still read."""


class Palette(QFrame):
    """It stands above the page and stops nothing: a click beside it, or Esc, and one is where one was."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._offers: Offers | None = None
        self._before: QWidget | None = None
        theme = window.desk.theme
        px = theme.px
        self.setProperty("kind", "sheet")
        self.setAccessibleName(_("Search"))
        self.field = Finder(theme, _("Search, or type an action"))
        self.field.setMaxLength(LONGEST)
        self.field.textChanged.connect(lambda _text: self._show())
        self.field.installEventFilter(self)
        self.list = RowList(theme, "raised")
        self.list.setMinimumHeight(1)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.list.chosen.connect(self._do)
        self._status = label("", "caption", "secondary", wrap=False)
        keys = label(_("↑ ↓ to choose, Enter to go, Esc to close, ? for help"), "caption", "secondary")
        foot = row(keys, self._status, spacing=px(12), margins=(px(12), px(6), px(12), px(8)))
        foot.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(row(self.field, margins=(px(12), px(12), px(12), px(8))))
        whole.addWidget(self.list, 1)
        whole.addWidget(line())
        whole.addWidget(box(foot))
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._again = QTimer(self, interval=AGAIN, singleShot=True)
        self._again.timeout.connect(self._show_more)
        follow(self, self._focus_moved)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show it, with something typed; where it is open already, begin anew."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._before = focus
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)  # what was typed elsewhere is an edit before it is read
        self._offers = None
        self.field.setText(text)
        self._offers = Offers(self._desk, self._window.actions_, self.field.setText)
        self.show()
        self.raise_()
        self._show()
        self._reading.start()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self, *, back: bool = True) -> None:
        """Hide it, and give the focus back to where it was."""
        self._reading.stop()
        self._again.stop()
        before, self._before = self._before, None
        self.hide()
        self._offers = None
        self.list.show_rows(())
        if back and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand at the top of the window, in the middle, as high as its rows."""
        window, px = self._window, self._desk.theme.px
        width = min(px(WIDTH), window.width() - px(EDGE))
        top = min(px(TOP), window.height() // 8)
        self.resize(width, window.height())
        layout = self.layout()
        assert layout is not None
        layout.activate()
        whole = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        rest = whole - self.list.sizeHint().height()
        most = window.height() - top - window.height() // 8
        height = min(most, rest + self.list.height_wanted(most) + px(8))
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that belong to the list; Tab walks too, since there is nothing else to go to."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        keys = Qt.Key
        if event.key() == keys.Key_Escape:
            self.close_()
        elif event.key() in (keys.Key_Tab, keys.Key_Backtab):
            self.list.step(1 if event.key() == keys.Key_Tab else -1)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.list.take(event):
            return super().eventFilter(watched, event)
        current = self.list.current
        if self.isVisible() and current is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, current.heard))
        return True

    def _show(self, current: int | None = None) -> None:
        if self._offers is None:
            return
        self.list.show_rows(self._offers.rows(self.field.text()), current)
        self._tell()
        self.place()

    def _show_more(self) -> None:
        """Show what was found meanwhile; one stays at the row where one is."""
        self._show(self.list.currentIndex().row())

    def _tell(self) -> None:
        waiting = self._offers.found.waiting if self._offers else 0
        told = n_("{n} assessment still to be searched", "{n} assessments still to be searched", waiting)
        self._status.setText(told.format(n=waiting) if waiting else "")

    def _read_on(self) -> None:
        """Make one more assessment ready to be searched, between two keys."""
        if self._desk.do(self._desk.services.searching.go_on):
            if not self._again.isActive():
                self._again.start()
        else:
            self._reading.stop()
            self._again.stop()
            self._show_more()

    def _do(self, chosen: Row) -> None:
        """Close, and do it where one was; what types something else stays open."""
        if chosen.does is None:
            return
        if self.field.text().strip() != "?":
            self.close_()
        chosen.does()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A click beside it closes it."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.close_(back=False)
