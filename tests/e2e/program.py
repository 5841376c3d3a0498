"""The whole program over a store in a folder, without a screen."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from mgi_desktop.app import make_application, make_window
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.looks import Looks
from mgi_desktop.ui.theme import load_more_fonts

SIZE = (1366, 768)
PLAIN: dict[str, object] = {"interface_language": "en", "theme": "light", "text_size": 100}


class Program:
    """The window over a store in a folder, as the program makes it."""

    def __init__(self, store: Path) -> None:
        application = QApplication.instance()
        self.application = application if isinstance(application, QApplication) else make_application()
        self.preferences = Preferences(store)
        for name, value in PLAIN.items():
            self.preferences.set(name, value)
        self.looks = Looks(self.application, self.preferences)
        load_more_fonts()
        self.services: Services = open_services(store)
        self.window = make_window(self.services, self.preferences, self.looks, self.looks.apply())
        self.window.begin()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.application.processEvents()

    def close(self) -> None:
        """Close the window, then the store."""
        self.window.close()
        self.services.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.looks.close()
