"""The comments at the foot of a card: their number at its head, a line, and the threads below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import line
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.review.thread import Thread


class Marked(QWidget):
    """Takes no room while nothing was said; `opener` stands at the head of what it belongs to."""

    rearranged = Signal()

    def __init__(self, desk: Desk, on: str, name: str) -> None:
        """`on` is kind/key; `name` says what it is, for a screen reader."""
        super().__init__()
        self._desk, self._name = desk, name
        px = desk.theme.px
        self.opener = button(desk.theme, "", self.open, kind="quiet", icon="state-comment", small=True)
        self.opener.setProperty("kind", "count")
        self.opener.setObjectName("comments")
        self.held = Thread(desk, on, quiet=True)
        self.held.rearranged.connect(self._show)
        self.held.left.connect(lambda: self.opener.setFocus(Qt.FocusReason.OtherFocusReason))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(line())
        layout.addWidget(self.held)
        if desk.read_only and not self.held.threads:
            self.opener.hide()
        self._show()

    def open(self) -> None:
        """Go to the comments, and to the field for another one."""
        self.show()
        self.held.compose()

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        self.held.leave()

    def _show(self) -> None:
        count = self.held.open_count()
        if self.held.isHidden():
            self.hide()
        elif self.parentWidget() is not None:  # else it would be a window
            self.show()
        self.opener.setText(str(count) if count else "")
        said = words.open_comments(count) if count else _("Comment")
        self.opener.setToolTip(said)
        self.opener.setAccessibleName(f"{said}: {self._name}")
        self.rearranged.emit()
