"""What dialogs that ask have in common, and the smallest of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.sheet import Sheet


class Asking(Sheet):
    """A sheet that is opened and gone on with: Cancel, and the one filled button."""

    def __init__(self, desk: Desk, parent: QWidget, title: str) -> None:
        super().__init__(desk, parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.main = button(desk.theme, "", self.done_with, kind="main")
        self.main.setDefault(True)
        self.foot.addWidget(self.quiet(_("Cancel"), self.reject))
        self.foot.addWidget(self.main)

    def done_with(self) -> None:
        """Do what the main button says."""
        raise NotImplementedError

    def quiet(self, words: str, does: Callable[[], object], kind: str = "") -> QPushButton:
        """A button that Enter in a field does not press."""
        made = button(self.desk.theme, words, does, kind=kind)
        made.setAutoDefault(False)
        return made


class AskLine(Asking):
    """Asks for one line of text."""

    def __init__(
        self, desk: Desk, parent: QWidget, title: str, name: str, text: str, write: Callable[[str], object]
    ) -> None:
        """`write` is given the line; a Refused of it is said below the field."""
        super().__init__(desk, parent, title)
        self._write = write
        self.line = QLineEdit(text)
        self.line.selectAll()
        self._named = Named(desk.theme, name, self.line)
        self.body.addWidget(self._named)
        self.main.setText(_("Save"))
        self.line.setFocus()

    def done_with(self) -> None:
        """Write the line."""
        try:
            self._write(self.line.text().strip())
        except Refused as refused:
            self._named.fail(say(refused))
        else:
            self.accept()
