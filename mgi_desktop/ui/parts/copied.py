"""Warns above the page: of a damaged store, and, until one has read it, of another program that copies the folder."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label, picture

NOTED = "copied_by_noted"
"""The preference that says of which program one has been warned."""


def _strip(desk: Desk, told: QWidget, *deeds: QWidget) -> QVBoxLayout:
    px = desk.theme.px
    sign = picture(desk.theme.pixmap("warning", "warn", 20))
    line = row(sign, told, *deeds, spacing=px(10), margins=(px(12), px(8), px(8), px(8)))
    line.setStretch(1, 1)
    strip = QFrame()
    strip.setProperty("kind", "strip-warn")
    strip.setLayout(line)
    return column(strip, margins=(px(12), px(8), px(12), px(4)))


class Copied(QWidget):
    """Above the page: which program it is, why that is not good, and what to do; closed, it stays away."""

    def __init__(self, desk: Desk, warned: Refused) -> None:
        super().__init__()
        self._desk, self._program = desk, str(warned.fields["program"])
        self.told = label(say(warned))
        self.open = button(desk.theme, _("Where it is"), lambda: desk.go("preferences/folder"), small=True)
        self.close_ = icon_button(desk.theme, "close", _("Close, and do not say it again"), self._noted, small=True)
        self.setLayout(_strip(desk, self.told, self.open, self.close_))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self._noted()
        else:
            super().keyPressEvent(event)

    def _noted(self) -> None:
        self._desk.do(lambda: self._desk.preferences.set(NOTED, self._program))
        self.hide()


class OnlyRead(QWidget):
    """Above the page: the store is damaged, and what to do; it stays."""

    def __init__(self, desk: Desk, why: Refused) -> None:
        super().__init__()
        self.told = label(say(why))
        self.quit = button(desk.theme, _("Quit"), desk.act["quit"].trigger, small=True)
        self.setLayout(_strip(desk, self.told, self.quit))


def warning(desk: Desk) -> QWidget | None:
    """The warning, where there is something to be warned of that was not read yet."""
    if desk.services.only_read is not None:
        return OnlyRead(desk, desk.services.only_read)
    warned = desk.services.warning
    if warned is None or desk.preferences.get(NOTED) == warned.fields["program"]:
        return None
    return Copied(desk, warned)
