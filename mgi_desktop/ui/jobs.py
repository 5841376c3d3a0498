"""Long work beside the window: it is handed everything that it needs, and can be cancelled."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mgi_desktop.domain.errors import Refused

Work = Callable[[Callable[[], bool]], object]
"""The work is called with a question that it asks now and then: has it been cancelled?"""

_running: set["Job"] = set()
"""What is under way lives on, even where the page that began it is built anew."""


class Job(QObject):
    """One piece of work in a thread of its own; what comes of it is told in the thread of the window."""

    over = Signal()
    """It has ended, one way or another: told first."""
    done = Signal(object)
    """What the work returned."""
    refused = Signal(object)
    """The `Refused` that the work raised."""
    _ended = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._cancelled = threading.Event()
        self._future: Future[object] | None = None
        self._ended.connect(self._tell)

    def start(self) -> None:
        """Begin; the program waits for it before it ends."""
        _running.add(self)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.wait)
        pool = ThreadPoolExecutor(1, "job")
        self._future = pool.submit(self._work, self._cancelled.is_set)
        self._future.add_done_callback(lambda _future: self._ended.emit())
        pool.shutdown(wait=False)

    def cancel(self) -> None:
        """Ask the work to end without a result, as soon as it asks."""
        self._cancelled.set()

    def wait(self) -> None:
        """Wait until the work has ended; a second of the program's end is better than half a file."""
        if self._future is not None:
            self._future.exception()

    def _tell(self) -> None:
        assert self._future is not None
        _running.discard(self)
        self.over.emit()
        try:
            result = self._future.result()
        except Refused as refused:
            self.refused.emit(refused)
        else:
            self.done.emit(result)
