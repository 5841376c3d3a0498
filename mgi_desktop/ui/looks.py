"""Gives the application its language, direction, theme and text size, as the preferences say."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from mgi_desktop import i18n
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.stylesheet import style_sheet
from mgi_desktop.ui.theme import Theme, load_first_fonts, make_theme


class Looks:
    """What the whole application looks like; applied anew whenever a preference changes."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        self._application, self._preferences = application, preferences
        self._images = tempfile.TemporaryDirectory(prefix="mgi-desktop-")
        self._translator: QTranslator | None = None
        silent = application.platformName() == "offscreen"
        self._points = 0.0 if silent else application.font().pointSizeF()
        application.setStyle("fusion")
        load_first_fonts()

    def apply(self) -> Theme:
        """Apply the preferences; return the theme."""
        application, get = self._application, self._preferences.get
        i18n.set_language(get("interface_language") or i18n.system_language())
        right_to_left = i18n.is_rtl()
        directions = Qt.LayoutDirection
        application.setLayoutDirection(directions.RightToLeft if right_to_left else directions.LeftToRight)
        self._translate()
        theme = make_theme(get("theme"), int(get("text_size")), bool(get("reduced_motion")), self._points)
        application.setPalette(theme.palette())
        application.setFont(theme.font("body"))
        start = "right" if right_to_left else "left"
        application.setStyleSheet(style_sheet(theme, Path(self._images.name), start))
        return theme

    def close(self) -> None:
        """Take back Qt's own words and the pictures of the style sheet, when the program is left."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        self._images.cleanup()

    def _translate(self) -> None:
        """Qt's own words: Cancel, Select all…"""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(i18n.language()), "qtbase", "_", folder):
            self._application.installTranslator(translator)
        self._translator = translator
