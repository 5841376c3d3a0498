"""Asks for the passphrase of a protected file, in the place where its content will be."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Scroll, at_most, box, card, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label, picture

_WIDTH = 520


class Unlocking(QWidget):
    """The name of the file, a field, and the way past it; what is typed is kept nowhere."""

    typed = Signal(str)
    """The passphrase."""
    skipped = Signal()
    """The file is left out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        px = desk.theme.px
        self._file = label("", "question")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.returnPressed.connect(self._open)
        self._named = Named(desk.theme, _("Passphrase"), self.field)
        self.shown = QCheckBox(_("Show what is typed"))
        self.shown.toggled.connect(self._show)
        self.open = button(desk.theme, _("Open the file"), self._open, kind="main")
        self.skip = button(desk.theme, _("Leave this file out"), self.skipped.emit)
        lock = picture(desk.theme.pixmap("lock", "text_2", 20))
        head = row(lock, self._file, spacing=px(10))
        head.setStretch(1, 1)
        told = label(_("It is protected by a passphrase, which whoever sent it knows."), tone="secondary")
        inside = column(
            head, told, self._named, self.shown, row(self.open, self.skip, None),
            spacing=px(12), margins=(px(20), px(16), px(20), px(18)),
        )  # fmt: skip
        asked = at_most(px(_WIDTH), box(column(card(inside))))
        whole = column(asked, None, margins=(px(24), px(4), px(24), px(24)))
        self.setLayout(column(Scroll(box(whole))))

    def ask(self, name: str, *, wrong: bool) -> None:
        """Ask for one file, again where the passphrase was wrong."""
        self._file.setText(words.isolated(name))
        self._forget()
        self._named.fail(_("That is not its passphrase. Look at capitals and spaces, and try again.") if wrong else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field has opened the file: it must not press what has the focus by now."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _open(self) -> None:
        typed = self.field.text()
        if typed:
            self._forget()
            self.typed.emit(typed)
        else:
            self._named.fail(_("Type the passphrase."))

    def _forget(self) -> None:
        """Keep nothing of what was typed, not for undo either, and show nothing of what is typed next."""
        self.field.setText("")
        self.shown.setChecked(False)

    def _show(self, wanted: bool) -> None:
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Normal if wanted else modes.Password)
