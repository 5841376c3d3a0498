"""The composition root: makes the application, opens the store, and shows the window."""

import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say
from mgi_desktop.paths import resources
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.stylesheet import style_sheet
from mgi_desktop.ui.theme import Theme, load_first_fonts, load_more_fonts, make_theme, tokens

if TYPE_CHECKING:
    from mgi_desktop.services.opening import Services
    from mgi_desktop.ui.window import Window


class Looks:
    """Gives the application its language, direction, theme and text size, as the preferences say."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        self._application, self._preferences = application, preferences
        self._images = tempfile.TemporaryDirectory(prefix="mgi-desktop-")
        self._translator: QTranslator | None = None
        silent = application.platformName() == "offscreen"
        self._points = 0.0 if silent else application.font().pointSizeF()

    def apply(self) -> Theme:
        """Apply the preferences; return the theme."""
        application, get = self._application, self._preferences.get
        i18n.set_language(get("interface_language") or i18n.system_language())
        right_to_left = i18n.is_rtl()
        application.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._translate()
        theme = make_theme(get("theme"), int(get("text_size")), bool(get("reduced_motion")), self._points)
        application.setPalette(theme.palette())
        application.setFont(theme.font("body"))
        start = "right" if right_to_left else "left"
        application.setStyleSheet(style_sheet(theme, Path(self._images.name), start))
        return theme

    def _translate(self) -> None:
        """Qt's own words: Cancel, Select all…"""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(i18n.language()), "qtbase", "_", folder):
            self._application.installTranslator(translator)
        self._translator = translator


def make_application() -> QApplication:
    """Make the application, without the system's style, its first fonts loaded."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("mgi-desktop")
    application.setDesktopFileName("mgi-desktop")
    application.setStyle("fusion")
    application.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
    load_first_fonts()
    return application


def start(data: Path, file: Path | None = None) -> int:
    """Show the window over the store in a folder, and import a file if one is named; return the exit code."""
    application = make_application()
    preferences = Preferences(data)
    looks = Looks(application, preferences)
    theme = looks.apply()
    sys.excepthook = _unforeseen
    waiting = QMainWindow()
    waiting.setWindowTitle("mgi-desktop")
    waiting.resize(*tokens()["size"]["window_first"])
    waiting.setPalette(QPalette(theme.paint("page")))
    waiting.show()
    opened: list[object] = []
    QTimer.singleShot(0, lambda: opened.append(_open(data, preferences, looks, theme, waiting, file)))
    return application.exec()


def _open(
    data: Path, preferences: Preferences, looks: Looks, theme: Theme, waiting: QMainWindow, file: Path | None
) -> object:
    """Open the store behind the first window, then show what one left."""
    from mgi_desktop.services.opening import open_services

    try:
        services = open_services(data)
    except Refused as refused:
        QMessageBox.critical(waiting, "mgi-desktop", say(refused))
        QApplication.exit(1)
        return None
    window = make_window(services, preferences, looks, theme)
    QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: window.desk.notifier.looks.emit())
    QApplication.instance().aboutToQuit.connect(services.close)  # type: ignore[union-attr]
    begin(window)
    window.show()
    waiting.close()
    QTimer.singleShot(0, load_more_fonts)
    if file is not None:
        from mgi_desktop.ui import dialogs

        QTimer.singleShot(0, lambda: dialogs.import_files(window, [file]))
    return window


def make_window(services: "Services", preferences: Preferences, looks: Looks, theme: Theme) -> "Window":
    """Make the window over an open store; it is built anew whenever its looks change."""
    from mgi_desktop.ui.desk import Desk
    from mgi_desktop.ui.notifier import Notifier
    from mgi_desktop.ui.window import Window

    desk = Desk(services, preferences, theme, Notifier())
    window = Window(desk)

    def look_anew() -> None:
        desk.theme = looks.apply()
        window.rebuild()

    desk.notifier.looks.connect(look_anew)
    return window


def begin(window: "Window") -> None:
    """Show the assessment that was open last where one left it, else the library."""
    last = window.desk.services.library.last_opened()
    if last is not None:
        window.open(last)
    if not window.stack.count():
        window.go("library")


def _unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: say so, keep what was typed, and give the person something to send."""
    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    box = QMessageBox(QMessageBox.Icon.Critical, "mgi-desktop", _("Something went wrong in the program."))
    box.setInformativeText(_("What you typed is kept. You can go on; if it happens again, send the details to us."))
    box.setDetailedText(report)
    box.exec()
