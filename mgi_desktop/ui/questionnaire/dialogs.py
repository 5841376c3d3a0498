"""What the dialogs of the questionnaire have in common, and the smallest of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import FocusRing
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.writing import error_text


class Sheet(QDialog):
    """A dialog that one opens and goes on: a body, and a foot with Cancel and the one filled button."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = desk.theme.px
        self.body = column(spacing=px(12))
        self.main = button(desk.theme, "", self.done_with, kind="main")
        self.main.setDefault(True)
        self.foot = row(None, self._quiet(_("Cancel"), self.reject), self.main, spacing=px(8))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(24), px(20))
        whole.setSpacing(px(16))
        whole.addLayout(self.body, 1)
        whole.addLayout(self.foot)
        self.setMinimumWidth(px(560))
        FocusRing(self, desk.theme)

    def done_with(self) -> None:
        """Do what the main button says."""
        raise NotImplementedError

    def _quiet(self, words: str, does: Callable[[], object]) -> QPushButton:
        made = button(self.desk.theme, words, does)
        made.setAutoDefault(False)
        return made


class AskLine(Sheet):
    """Asks for one line of text."""

    def __init__(
        self, desk: Desk, title: str, name: str, text: str, write: Callable[[str], object], parent: QWidget
    ) -> None:
        """`write` is given the line; a Refused of it is said below the field."""
        super().__init__(desk, title, parent)
        self._write = write
        self.line = QLineEdit(text)
        self.line.setAccessibleName(name)
        self.line.selectAll()
        self._error = error_text()
        self.body.addLayout(named(name, self.line, self._error))
        self.main.setText(_("Save"))
        self.line.setFocus()

    def done_with(self) -> None:
        """Write the line."""
        try:
            self._write(self.line.text().strip())
        except Refused as refused:
            self._error.setText(say(refused))
            self._error.show()
        else:
            self.accept()


def named(name: str, field: QWidget, error: QWidget | None = None, hint: str = "") -> QLayout:
    """A field below its name, with a hint, and a line for what is wrong with it."""
    title = label(name, "label")
    title.setBuddy(field)
    pieces = [title, field, *([label(hint, "caption", "secondary")] if hint else []), *([error] if error else [])]
    return column(*pieces, spacing=4)
