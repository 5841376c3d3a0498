"""The composition root: makes the application, shows a window at once, opens the store behind it and fills it.

Only what the first painted frame needs is imported here, not even the `Qt` namespace with its thousand names (which is
made as soon as a palette is built anew); all else follows when it stands.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from mgi_desktop.domain.errors import Refused, StoreDamaged, StoreFailed
from mgi_desktop.paths import APPLICATION, resources
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.coming import Application, Coming, hand_over

if TYPE_CHECKING:
    from mgi_desktop.services.opening import Services
    from mgi_desktop.ui.looks import Looks
    from mgi_desktop.ui.theme import Theme
    from mgi_desktop.ui.window import Window


_SOON = 100
"""Milliseconds after the first screen: now what others need is made ready."""
_BETWEEN = 10
"""Milliseconds between two such things, for what the person does."""
_PATIENCE = 3.0
"""Seconds for which a window that was started a moment before is waited for."""
_FRAME = 40
"""What the system's title bar takes of the height of a screen, in pixels: where all counts, a little more than less."""


def make_application() -> Application:
    """Make the application; `Looks` gives it its style."""
    application = Application(sys.argv[:1])
    application.setApplicationName("mgi-desktop")
    application.setDesktopFileName(APPLICATION)
    return application


class Frame(QMainWindow):
    """The window on the screen: empty at first, then it holds the `Window`."""

    def __init__(self, preferences: Preferences, then: Callable[[], object]) -> None:
        """`then` is called once the first frame has been painted."""
        super().__init__()
        self._then: Callable[[], object] | None = then
        tokens = json.loads((resources() / "look" / "tokens.json").read_text(encoding="utf-8"))
        chosen, palette = preferences.get("theme"), self.palette()
        if chosen not in tokens["themes"]:
            chosen = "dark" if palette.window().color().lightness() < 128 else "light"
        palette.setColor(self.backgroundRole(), QColor(tokens["themes"][chosen]["page"]))
        self.setPalette(palette)
        self.setWindowTitle("mgi-desktop")
        available = QApplication.primaryScreen().availableSize() - QSize(0, _FRAME)
        self.setMinimumSize(QSize(*tokens["size"]["window_min"]).boundedTo(available))
        kept = preferences.get("window")
        if not (isinstance(kept, str) and self.restoreGeometry(QByteArray.fromBase64(kept.encode()))):
            self.resize(QSize(*tokens["size"]["window_first"]).boundedTo(available))

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first frame, go on with what takes longer."""
        super().paintEvent(event)
        if self._then is not None:
            QTimer.singleShot(0, self._then)
            self._then = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close where the window inside lets it."""
        inside = self.centralWidget()
        event.setAccepted(inside is None or inside.close())


def start(data: Path, files: Sequence[Path] = ()) -> int:
    """Show the window over the store in a folder, and import files if some are named; return the exit code.

    Where a window over that store is open already, it comes to the front and imports them.
    """
    try:
        if hand_over(data, files):
            return 0
    except Refused as refused:
        make_application()
        _complain(None, refused)
        return 1
    application = make_application()
    sys.excepthook = _unforeseen
    preferences = Preferences(data)
    coming = Coming(application, files)
    frame = Frame(preferences, lambda: _fill(frame, data, preferences, coming))
    frame.show()
    return application.exec()


def _fill(frame: Frame, data: Path, preferences: Preferences, coming: Coming, *, as_it_is: bool = False) -> None:
    """Open the store behind the first frame, then show what one left."""
    gc.disable()  # nothing made here is garbage
    from PySide6.QtGui import QIcon

    from mgi_desktop.services.opening import open_services
    from mgi_desktop.services.unsound import is_known_damaged
    from mgi_desktop.ui import dialogs
    from mgi_desktop.ui.looks import Looks
    from mgi_desktop.ui.navigation import CLASSES
    from mgi_desktop.ui.theme import load_more_fonts

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
    looks = Looks(application, preferences)
    theme = looks.apply()
    application.aboutToQuit.connect(looks.close)
    open_it = partial(_fill, frame, data, preferences, coming, as_it_is=True)
    if not as_it_is and is_known_damaged(data):
        _offer_recovery(frame, data, theme, open_it, opens=True)
        return
    try:
        services = open_services(data)
    except StoreDamaged:
        _offer_recovery(frame, data, theme, open_it, opens=False)
        return
    except Refused as refused:
        application.exit(_give_up(frame, data, coming, refused))
        return
    application.aboutToQuit.connect(services.close)
    window = make_window(services, preferences, looks, theme)
    frame.setCentralWidget(window)
    QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: window.desk.notifier.looks.emit())
    window.begin()
    QTimer.singleShot(_SOON, load_more_fonts)
    QTimer.singleShot(_SOON, lambda: _settle(iter(CLASSES)))
    application.aboutToQuit.connect(coming.close)
    QTimer.singleShot(0, lambda: coming.serve(data, frame, partial(dialogs.import_files, window)))


def _offer_recovery(frame: Frame, data: Path, theme: "Theme", opening: Callable[[], object], *, opens: bool) -> None:
    """The store is damaged: say so, and what can be done; then it is opened again."""
    from mgi_desktop.ui.damaged import Damaged

    gc.enable()
    frame.setCentralWidget(Damaged(theme, data, opening, opens=opens))


def _give_up(frame: Frame, data: Path, coming: Coming, refused: Refused) -> int:
    """The store cannot be opened: where that is because another window was quicker, it gets the files; say why else."""
    try:
        if isinstance(refused, StoreFailed) and hand_over(data, coming.waiting(), _PATIENCE):
            return 0
    except Refused as hung:
        refused = hung
    _complain(frame, refused)
    return 1


def _complain(frame: Frame | None, refused: Refused) -> None:
    from PySide6.QtWidgets import QMessageBox

    from mgi_desktop.i18n import say

    sys.stderr.write(f"mgi-desktop: {say(refused)}\n")
    QMessageBox.critical(frame, "mgi-desktop", say(refused))


def _settle(pages: Iterator[str]) -> None:
    """Import what the first screen did not need, one page after the other, so that none has to be waited for."""
    from mgi_desktop.ui.navigation import page_class

    name = next(pages, None)
    if name is not None:
        page_class(name)
        QTimer.singleShot(_BETWEEN, lambda: _settle(pages))
    else:
        gc.freeze()  # the modules stay: the collector need not look at them after every answer
        gc.enable()


def make_window(services: "Services", preferences: Preferences, looks: "Looks", theme: "Theme") -> "Window":
    """Make the window over an open store; it is built anew whenever its looks change."""
    from mgi_desktop.ui.desk import Desk
    from mgi_desktop.ui.notifier import Notifier
    from mgi_desktop.ui.window import Window

    desk = Desk(services, preferences, theme, Notifier())
    window = Window(desk)

    def look_anew() -> None:
        if window.keep():  # else what cannot be saved would go with the page
            window.navigation.forget_hidden()
            desk.theme = looks.apply()
            window.rebuild()

    desk.notifier.looks.connect(look_anew)
    return window


def _unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: say so, once at a time, and give the person something to pass on; work goes on."""
    import traceback

    from PySide6.QtWidgets import QMessageBox

    from mgi_desktop.i18n import _

    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    if isinstance(QApplication.activeModalWidget(), QMessageBox):  # a fault in painting would come again behind it
        return
    box = QMessageBox(QMessageBox.Icon.Critical, "mgi-desktop", _("Something went wrong in the program."))
    box.setInformativeText(
        _("What was saved is safe, and you can go on. If it happens again, pass the details on to whoever helps you.")
    )
    box.setDetailedText(report)
    box.exec()
