"""Notices: a line at the foot of the window that goes by itself, or stays until it is read where something failed."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.parts.boxes import clear, fill
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.theme import Theme, tokens


class Notices(QFrame):
    """One notice at a time; it is also announced to a screen reader."""

    def __init__(self, window: QWidget, theme: Theme, undo: QAction) -> None:
        super().__init__(window)
        self._window = window
        self._theme, self._undo = theme, undo
        self._offers_undo = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        self._timer = QTimer(self, singleShot=True, interval=tokens()["motion"]["notice_stays_ms"])
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, action: str = "") -> None:
        """Say what happened; `action` is “undo”, or empty."""
        undo = button(self._theme, _("Undo"), self._take_back, small=True) if action == "undo" else None
        self._show(text, "strip-notice", "info", "info", undo)
        self._offers_undo = undo is not None
        self._timer.start()

    def wrote(self, text: str, path: Path) -> None:
        """Say which file was written, and offer to show its folder; it stays until it is closed."""
        self._timer.stop()
        shows = button(self._theme, _("Show in folder"), lambda: self._open_folder(path), small=True)
        self._show(text, "strip-notice", "check", "success", shows)

    def warn(self, text: str) -> None:
        """Say what could not be done; it stays until it is closed."""
        self._timer.stop()
        self._show(text, "strip-error", "warning", "error", None)

    def outdate(self) -> None:
        """Take away a notice whose Undo would now take back something else."""
        if self._offers_undo:
            self.hide()

    def _show(self, text: str, kind: str, icon: str, colour: str, offered: QPushButton | None) -> None:
        self._offers_undo = False
        clear(self._layout)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        words = label(text)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        pieces: list[QWidget] = [picture(self._theme.pixmap(icon, colour, 20)), words]
        if offered is not None:
            pieces.append(offered)
        pieces.append(icon_button(self._theme, "close", _("Close this notice"), self.hide, small=True))
        fill(self._layout, *pieces)
        self.show()
        for piece in pieces:
            piece.show()  # at once: what is not shown yet is not measured
        self.raise_()
        self.place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _take_back(self) -> None:
        self.hide()
        self._undo.trigger()

    def _open_folder(self, path: Path) -> None:
        """Show where a file is; where no program shows folders, say where that is."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self.tell(_("The folder is {folder}.").format(folder=path.parent))

    def place(self) -> None:
        """Stand at the foot of the page, in the middle."""
        window = self._window
        width = min(self._theme.px(560), window.width() - self._theme.px(48))
        height = max(self._layout.heightForWidth(width), self._theme.px(44))
        bottom = window.height() - self._theme.size("status_bar") - self._theme.px(12)
        self.setGeometry((window.width() - width) // 2, bottom - height, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
