"""What stands where the result will be while one waits for it: what is done, a bar with a count, and Cancel."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import at_most, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label

_EVERY = 120
"""Milliseconds between two looks at how far it is."""
_WIDTH = 520

Far = Callable[[], tuple[str, int, int]]
"""What is done now, how much of it is done, and how much there is (0 where that is not known)."""


class StandingBy(QWidget):
    """Asks how far it is as long as it is shown."""

    def __init__(self, desk: Desk, far: Far, cancel: Callable[[], object]) -> None:
        super().__init__()
        px = desk.theme.px
        self._far = far
        self._said = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(desk.theme, _("Cancel"), cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(16), px(24), px(24))
        whole.setSpacing(px(10))
        whole.addWidget(self._said)
        whole.addLayout(at_most(px(_WIDTH), self.bar))
        whole.addLayout(row(self.cancel, None))
        whole.addStretch(1)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Show how far it is, and go on doing so."""
        self._look()
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        words, done, of = self._far()
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setAccessibleName(words)
        self._said.setText(words)
