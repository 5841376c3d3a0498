"""A box to check whose words go on in the next line where they are long."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.theme import Theme


class Checked(QWidget):
    """A box and its words, with a quieter line below; a click anywhere on it checks it."""

    turned = Signal(bool)
    """A person checked it, or took that back."""

    def __init__(
        self, theme: Theme, words: str, more: str = "", *, checked: bool = False, language: str = "", role: str = "body"
    ) -> None:
        """`language` is that of the words, where they are not the interface's."""
        super().__init__()
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.setChecked(checked)
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(more)
        self.box.clicked.connect(self.turned)
        self._more = label(more, "caption", "secondary")
        if not more:
            self._more.hide()
        self.words = label(words, role, language=language)
        px = theme.px
        said = column(px(3), self.words, self._more, spacing=px(1))
        whole = row(column(self.box, None), said, spacing=px(2))  # the box has its own distance to words
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def checked(self) -> bool:
        """Whether it is checked."""
        return self.box.isChecked()

    def explain(self, more: str) -> None:
        """Say another thing below the words."""
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.box.setAccessibleDescription(more)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere checks it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
