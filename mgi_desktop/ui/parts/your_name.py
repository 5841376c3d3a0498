"""Asks for the name of this person once, in its place and without a wall; it is not asked where it is known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, column
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label


def wanted(desk: Desk) -> bool:
    """Whether the name of this person is not known, and not kept back either."""
    return not desk.preferences.get("name_asked") and not desk.services.library.person()


class NameOnce(QWidget):
    """Below the header of a page: asks once something was changed in the open assessment without a name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._strip: YourName | None = None
        px = desk.theme.px
        self._layout = column(margins=(px(24), 0, px(24), px(8)))
        self.setLayout(self._layout)
        self.hide()
        if wanted(desk) and not desk.read_only:
            desk.notifier.changed.connect(self._follow)

    def _follow(self, changed: Changed) -> None:
        if changed.assessment != self._desk.id:
            return
        if not wanted(self._desk):
            self.hide()
        elif self._strip is None:
            self._strip = YourName(self._desk)
            self._strip.done.connect(self.hide)
            self._layout.addWidget(self._strip)
            self.show()


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
        self.later = icon_button(desk.theme, "close", _("Not now"), self._not_now, small=True)
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
            self._not_now()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        desk, name = self._desk, self.name.text()
        if name.strip() and desk.do(lambda: desk.services.library.rename_person(name)) is not None:
            self._leave()

    def _not_now(self) -> None:
        desk = self._desk
        desk.do(lambda: desk.preferences.set("name_asked", True))
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.done.emit()
