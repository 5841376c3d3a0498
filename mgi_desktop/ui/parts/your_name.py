"""Asks for the name of this person once, in its place and without a wall; it is not asked where it is known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, column
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label


class YourName(QFrame):
    """“Your changes carry your name”, a field, and a way to say not now; gone once the name is known."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "strip-notice")
        px = desk.theme.px
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Your name, initials or role"))
        self.name.setPlaceholderText(_("name, initials or role"))
        self.name.setMaximumWidth(px(260))
        self.name.setMinimumWidth(px(160))
        self.name.returnPressed.connect(self._keep)
        self.later = icon_button(desk.theme, "close", _("Not now"), self._leave, small=True)
        flow = Flow(px(8), px(4))
        for piece in (
            label(_("Your changes carry your name:"), wrap=False),
            self.name,
            button(desk.theme, _("Keep"), self._keep, small=True),
            self.later,
        ):
            flow.addWidget(piece)
        holder = QWidget()
        holder.setLayout(flow)
        self.setLayout(column(holder, margins=(px(12), px(6), px(8), px(6))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is not now."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        desk, name = self._desk, self.name.text()
        if name.strip() and desk.do(lambda: desk.services.library.rename_person(name)) is not None:
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.done.emit()
