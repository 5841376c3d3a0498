"""The program in the system's menu, and its files opened by it: put there and taken away by one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services import launcher
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label


class InMenu(QWidget):
    """Says whether it is there; no administrator is needed for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told = label("")
        self.button = button(desk.theme, "", self._turn)
        self.button.setObjectName("in-menu")
        line = row(self.told, self.button, spacing=desk.theme.px(12))
        line.setStretch(0, 1)
        why = _("For you alone on this computer, without an administrator. It changes no assessment.")
        self.setLayout(column(line, label(why, "caption", "secondary"), spacing=desk.theme.px(8)))
        self._show()

    def _show(self) -> None:
        here = launcher.is_installed()
        self.told.setText(
            _("mgi-desktop is in the system’s menu, and opens .mgi files.")
            if here
            else _("Put mgi-desktop into the system’s menu, and have it open .mgi files.")
        )
        self.button.setText(_("Take away") if here else _("Put there"))

    def _turn(self) -> None:
        turn = launcher.remove if launcher.is_installed() else launcher.install
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._desk.do(turn)
        finally:
            QApplication.restoreOverrideCursor()
        self._show()
