"""What the page says where there is no source yet, or none that is looked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture


class Said(QWidget):
    """An icon, a line or two, and perhaps a button, in the middle."""

    def __init__(self, desk: Desk, icon: str, action: QPushButton | None) -> None:
        super().__init__()
        px, middle = desk.theme.px, Qt.AlignmentFlag.AlignHCenter
        self.words, self.hint = label("", "question"), label("", tone="secondary")
        self.words.setAlignment(middle)
        self.hint.setAlignment(middle)
        inside = column(spacing=px(8), margins=(px(24), px(40), px(24), px(24)))
        inside.addWidget(picture(desk.theme.pixmap(icon, "text_2", 48)), 0, middle)
        inside.addWidget(self.words)
        inside.addWidget(self.hint)
        if action is not None:
            inside.addWidget(action, 0, middle)
        whole = QVBoxLayout(self)
        whole.addLayout(inside)
        whole.addStretch(1)


class Empty(Said):
    """There is no source yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "page-sources", None)
        self.words.setText(_("Nothing to cite yet"))
        hint = _("Add a source here, or while answering. Files that are dropped here become sources too.")
        self.hint.setText("" if desk.read_only else hint)


class NothingFound(Said):
    """No source is what one looks for."""

    def __init__(self, desk: Desk) -> None:
        self.clear = button(desk.theme, _("Show all sources"))
        super().__init__(desk, "search", self.clear)

    def show_words(self, looked_for: str) -> None:
        """Repeat what one looks for."""
        if looked_for:
            self.words.setText(_("No source matches “{words}”").format(words=looked_for))
        else:
            self.words.setText(_("No source is like that"))
