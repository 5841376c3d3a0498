"""Waiting for long work: the window stands by with a bar and Cancel where it takes longer than a moment."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressDialog, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _
from mgi_desktop.ui.jobs import Job, Work

PAUSE = 300
"""Work shorter than this (in milliseconds) shows nothing."""
_EVERY = 100
"""Milliseconds between two looks at how far it is."""


_waiting: list[QEventLoop] = []
"""One for each work that is waited for."""

Far = Callable[[], tuple[str, int, int]]
"""What is done now, how much of it is done, and of how much."""


def wait_for(
    parent: QWidget,
    words: str,
    work: Work,
    *,
    can_cancel: bool = True,
    far: Far | None = None,
    to_the_end: bool = False,
) -> object | None:
    """Do the work beside the window and return what it returned; None where it was cancelled. Refused goes on.

    `far` says how far it is. `to_the_end`: where it was cancelled, it is waited for nevertheless, since it may have
    done all of it before it noticed; what it returns or refuses counts.
    """
    outcome: list[object] = []
    over: list[bool] = []
    job, loop = Job(work), QEventLoop()
    job.done.connect(outcome.append)
    job.refused.connect(outcome.append)
    job.over.connect(lambda: over.append(True))
    job.over.connect(loop.quit, Qt.ConnectionType.QueuedConnection)  # once it has been told what came of it
    _waiting.append(loop)
    job.start()
    QTimer.singleShot(PAUSE, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not over:
        _show_until(_Bar(words, parent, can_cancel=can_cancel, far=far), job, loop)
    if not over and to_the_end:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    _waiting.remove(loop)
    if outcome and isinstance(outcome[0], Refused):
        raise outcome[0]
    return outcome[0] if outcome else None


def is_waiting() -> bool:
    """Whether work is waited for, also while nothing of that is shown yet: no other may be begun meanwhile."""
    return bool(_waiting)


class _Bar(QProgressDialog):
    """Says what is being done; where that cannot be cancelled, it stays until it is over."""

    def __init__(self, words: str, parent: QWidget, *, can_cancel: bool, far: Far | None = None) -> None:
        super().__init__(words, _("Cancel"), 0, 0, parent)
        self.setAutoReset(False)
        self.setAutoClose(False)
        self._can_cancel = can_cancel
        if not can_cancel:
            self.setCancelButton(None)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(0)
        self._far = far
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        if far is not None:
            self._timer.start()

    def _look(self) -> None:
        """Show how far it is."""
        if self._far is not None:
            words, done, of = self._far()
            self.setRange(0, of)
            self.setValue(done)
            self.setLabelText(words)

    def reject(self) -> None:
        """Esc cancels, where that can be done."""
        if self._can_cancel:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does closing it."""
        if self._can_cancel:
            super().closeEvent(event)
        else:
            event.ignore()


def _show_until(bar: _Bar, job: Job, loop: QEventLoop) -> None:
    bar.canceled.connect(job.cancel)
    bar.canceled.connect(loop.quit)
    bar.show()
    loop.exec()
    bar.canceled.disconnect()
    bar.hide()
    bar.deleteLater()
