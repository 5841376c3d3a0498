"""Files that come from outside: a second start hands its own to the window that is open already, and ends.

The two meet at a local socket that is named after the folder of the store and that this person alone can reach. What
Qt needs for it is imported when it is needed: the first frame does without.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_

_CONNECT, _ANSWER = 1_000, 4_000
"""Milliseconds for a window to open the door, and to answer."""
_PAUSE = 200
_MOST = 1024**2
_READY = b"ready\n"
_TOKEN = "XDG_ACTIVATION_TOKEN"


def hand_over(folder: Path, files: Sequence[Path], patience: float = 0) -> bool:
    """Hand files to the window that has the store in this folder open; False where there is none.

    One that is just being opened is waited for, so many seconds. Refused where it does not answer.
    """
    until = time.monotonic() + patience
    while not _hand_over(folder, files):
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE / 1000)
    return True


def _hand_over(folder: Path, files: Sequence[Path]) -> bool:
    place = door_of(folder)
    if sys.platform != "win32" and (place is None or not place.exists()):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(str(place))
    if not socket.waitForConnected(_CONNECT):
        return False  # what a crash has left
    _let_it_come_to_the_front()
    said = {"files": [str(file.absolute()) for file in files], "token": os.environ.get(_TOKEN, "")}
    socket.write(json.dumps(said).encode() + b"\n")
    socket.waitForBytesWritten(_CONNECT)
    if not socket.canReadLine() and not socket.waitForReadyRead(_ANSWER):
        raise Refused(
            N_(
                "The program is open already and does not answer. Wait until it has finished what it does, then try "
                "again; if it stays so, end it and start it anew. What it said was saved is safe."
            )
        )
    return True


def _let_it_come_to_the_front() -> None:
    """Windows lets a program come to the front only where the one that is there lets it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def door_of(folder: Path) -> Path | None:
    """Where the window over a store listens; None where there is no place that this person alone can reach."""
    name = hashlib.sha256(os.path.normcase(os.path.realpath(folder)).encode(errors="surrogateescape")).hexdigest()[:20]
    if sys.platform == "win32":  # a pipe, which Windows names apart from files
        return Path(f"mgi-desktop-{name}")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    private = (
        Path(runtime) if Path(runtime).is_absolute() else Path(tempfile.gettempdir(), f"mgi-desktop-{os.getuid()}")
    )
    try:
        private.mkdir(mode=0o700, exist_ok=True)
        found = private.lstat()
    except OSError:
        return None
    is_private = found.st_uid == os.getuid() and not found.st_mode & 0o077 and not private.is_symlink()
    return private / f"mgi-desktop-{name}.socket" if is_private else None


class Application(QApplication):
    """The application; on a Mac it is told by an event which files are to be opened."""

    opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Hear of a file."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(event.file())
            return True
        return super().event(event)


class Coming(QObject):
    """Collects the files that come, until the window is there and no dialog stands before it."""

    def __init__(self, application: Application, files: Iterable[Path] = ()) -> None:
        super().__init__(application)
        self._waiting = list(files)
        self._take: Callable[[Sequence[Path]], object] | None = None
        self._frame: QWidget | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._hand_on)
        application.opened.connect(lambda name: self.add([Path(name)]))

    def serve(self, folder: Path, frame: QWidget, take: Callable[[Sequence[Path]], object]) -> None:
        """From now on give files to `take`, and let later starts bring theirs; the store is open, so no other does."""
        from PySide6.QtNetwork import QLocalServer

        self._frame, self._take = frame, take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._open)
        place = door_of(folder)
        if place is not None:
            QLocalServer.removeServer(str(place))  # what a crash has left: nobody else has this store open
            self._server.listen(str(place))
        self._hand_on()

    def waiting(self) -> list[Path]:
        """What was not taken in yet."""
        return list(self._waiting)

    def close(self) -> None:
        """Nothing more is taken."""
        self._take = None
        self._server.close()

    def add(self, files: Iterable[Path]) -> None:
        """Take files in as soon as that can be done, never at once: a dialog over them outlives what told of them."""
        self._waiting += files
        self._timer.start(0)

    def _open(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST:
                socket.abort()
            return
        try:
            said = json.loads(bytes(socket.readLine().data()))
            files = [Path(name) for name in said["files"]]
            token = str(said["token"])
        except (ValueError, KeyError, TypeError, RecursionError):
            socket.abort()
            return
        socket.write(_READY)
        socket.flush()
        self._to_front(token)
        self.add(files)

    def _to_front(self, token: str) -> None:
        if self._frame is None:
            return
        if token:
            os.environ[_TOKEN] = token  # by which Wayland lets a window come to the front
        from PySide6.QtCore import Qt

        self._frame.setWindowState(self._frame.windowState() & ~Qt.WindowState.WindowMinimized)
        self._frame.show()
        self._frame.raise_()
        self._frame.activateWindow()

    def _hand_on(self) -> None:
        if not self._waiting or self._take is None:
            return
        from mgi_desktop.ui.parts.waiting import is_waiting

        if is_waiting() or QApplication.activeModalWidget() is not None:  # what is asked there is answered first
            self._timer.start(_PAUSE)
            return
        files, self._waiting = self._waiting, []
        self._take(files)
