"""Fields of a form: each below its name, with a line that says what it means and one for what is wrong."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from mgi_desktop.i18n import is_rtl
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.writing import error_text
from mgi_desktop.ui.theme import Theme


class Named(QWidget):
    """A field below its name."""

    def __init__(self, theme: Theme, name: str, field: QWidget, hint: str = "", *, quiet: bool = False) -> None:
        """`quiet`: the name is small, where many fields stand close together."""
        super().__init__()
        self.field = field
        self._name = label(name, "caption", "secondary") if quiet else label(name, "label")
        self._name.setBuddy(field)
        self._hint = label(hint, "caption", "secondary")
        if not hint:
            self._hint.hide()  # shown before it has its place, it would be a window of its own for a moment
        self._error = error_text()
        self.rename(name)
        field.setAccessibleDescription(hint)
        if isinstance(field, QLineEdit):  # what is wrong is said of what stands there, not of what is written next
            field.textChanged.connect(lambda _text: self.fail(""))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(4))
        for piece in (self._name, field, self._hint, self._error):
            inside.addWidget(piece)
        inside.addStretch(1)

    def rename(self, name: str) -> None:
        """Give the field another name."""
        self._name.setText(name)
        self.field.setAccessibleName(name)

    def explain(self, hint: str) -> None:
        """Say another thing of what the field means."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.field.setAccessibleDescription(self.error or hint)

    @property
    def error(self) -> str:
        """What is said to be wrong."""
        return self._error.text()

    def fail(self, error: str) -> None:
        """Say what is wrong; nothing, where it is empty."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self.field.setAccessibleDescription(error or self._hint.text())


class Number(QSpinBox):
    """A whole number; the wheel scrolls the form, and changes nothing by the way."""

    def __init__(self, theme: Theme, least: int, most: int, value: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setValue(value)
        self.setKeyboardTracking(False)
        self.setFixedHeight(theme.size("control"))
        self.lineEdit().setTextMargins(theme.px(8), 0, theme.px(8), 0)  # a style sheet's padding does not reach it
        if is_rtl():
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class Choice(QComboBox):
    """One of a few values, shown in words."""

    def __init__(self, choices: Mapping[str, str], value: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(choices, value)

    def offer(self, choices: Mapping[str, str], value: str) -> None:
        """Offer these values, with one of them chosen."""
        self.blockSignals(True)
        self.clear()
        for known, words in choices.items():
            self.addItem(words, known)
        self.choose(value)
        self.blockSignals(False)

    def value(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; the first where there is no such."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class Beside(QWidget):
    """Pieces side by side, or one below the other where each would have less than so many pixels."""

    def __init__(self, theme: Theme, *pieces: QWidget, least: int = 220, spacing: int = 16) -> None:
        super().__init__()
        self._pieces, self._least = pieces, theme.px(least)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(spacing))
        for piece in pieces:
            self._layout.addWidget(piece, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest piece: it need not stay side by side."""
        hint = super().minimumSizeHint()
        hint.setWidth(max(piece.minimumSizeHint().width() for piece in self._pieces))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or below each other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.TopToBottom if self._below(self.width()) else directions.LeftToRight)

    def _below(self, width: int) -> bool:
        return width < sum(not piece.isHidden() for piece in self._pieces) * self._least
