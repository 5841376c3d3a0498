"""The review at the foot of a card: below a line what was decided, and the comments; their number at its head."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import line
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.review.judging import Judging
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
        self.held.left.connect(self._rest)
        self.judging = Judging(desk, on, name)
        self.judging.rearranged.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(line())
        layout.addWidget(self.judging)
        layout.addWidget(self.held)
        if desk.read_only and not self.held.threads:
            self.opener.hide()
        self._show()

    def open(self) -> None:
        """Go to the comments, to the field for another one, and to the ways to decide."""
        self.show()
        self.judging.offer()
        self.held.compose()

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        self.judging.leave()
        self.held.leave()

    def _rest(self) -> None:
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.judging.rest()

    def _show(self) -> None:
        count = self.held.open_count()
        self.judging.setHidden(self.judging.is_empty)
        if self.held.isHidden() and self.judging.is_empty:
            self.hide()
        elif self.parentWidget() is not None:  # else it would be a window
            self.show()
        self.opener.setText(str(count) if count else "")
        said = words.open_comments(count) if count else _("Comment")
        self.opener.setToolTip(said)
        self.opener.setAccessibleName(f"{said}: {self._name}")
        self.rearranged.emit()
