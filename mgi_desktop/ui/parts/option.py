"""One of a few ways, of which one is chosen: its name, and below it what it is for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QSizePolicy

from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.theme import Theme


class Option(QFrame):
    """A radio button on a sheet that can be clicked as a whole."""

    def __init__(self, theme: Theme, name: str, purpose: str) -> None:
        super().__init__()
        px = theme.px
        self.setProperty("kind", "choice")
        self.radio = QRadioButton(name)
        self.radio.setProperty("strong", True)
        self.radio.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.radio.setAccessibleDescription(purpose)
        said = label(purpose, "caption", "secondary")
        said.setContentsMargins(px(26), 0, 0, 0)
        self.setLayout(column(self.radio, said, None, spacing=px(2), margins=(px(10), px(5), px(10), px(7))))
        self.radio.toggled.connect(self._show)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere chooses it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def _show(self, chosen: bool) -> None:
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)
