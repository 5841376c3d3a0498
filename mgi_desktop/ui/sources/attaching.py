"""A strip that says how far the files are that are being taken in, and can stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label

UNSEEN, STEP = 300, 100
"""Work shorter than this (in milliseconds) shows nothing; then the strip is brought up to date so often."""


class Attaching(QFrame):
    """Shown while it takes longer than a moment."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._lots = desk.lots
        self.setProperty("kind", "strip-notice")
        px = desk.theme.px
        self._words = label("", "caption")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(px(160))
        self.bar.setAccessibleName(_("Attaching"))
        self.cancel = button(desk.theme, _("Cancel"), self._lots.cancel, small=True)
        inside = row(self._words, self.bar, self.cancel, spacing=px(12), margins=(px(12), px(6), px(8), px(6)))
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self._unseen = QTimer(self, singleShot=True, interval=UNSEEN)
        self._unseen.timeout.connect(self._show)
        self._clock = QTimer(self, interval=STEP)
        self._clock.timeout.connect(self._count)
        self._lots.began.connect(self._unseen.start)
        self._lots.over.connect(self._over)
        self.hide()
        if self._lots.busy:
            self._unseen.start()

    def _show(self) -> None:
        self._count()
        self.show()
        self._clock.start()

    def _count(self) -> None:
        now = self._lots.progress
        part = now.read / now.size if now.size else 0
        self.bar.setValue(round(1000 * (now.done + part) / max(1, now.of)))
        told = _("Attaching {name}: {n} of {of}")
        self._words.setText(told.format(name=now.name, n=min(now.done + 1, now.of), of=now.of))

    def _over(self) -> None:
        self._unseen.stop()
        self._clock.stop()
        self.hide()
