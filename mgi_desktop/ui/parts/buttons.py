"""Buttons: one filled at most on a page, the others bordered, quiet, or only an icon with a name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from mgi_desktop.ui.theme import Theme


def button(
    theme: Theme,
    text: str,
    does: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    small: bool = False,
) -> QPushButton:
    """A button with words; `kind` is main, quiet, link or nothing for a bordered one."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(theme.icon(icon, "on_accent" if kind == "main" else "text", 18))
        made.setIconSize(QSize(theme.px(18), theme.px(18)))
    if does is not None:
        made.clicked.connect(lambda: does())
    return made


def icon_button(
    theme: Theme, icon: str, name: str, does: Callable[[], object] | None = None, *, small: bool = False
) -> QToolButton:
    """A button that is only an icon; its name is its tip, and what a screen reader says."""
    made = QToolButton()
    made.setProperty("kind", "icon")
    made.setProperty("small", small)
    made.setIcon(theme.icon(icon, "text_2", 18))
    made.setIconSize(QSize(theme.px(18), theme.px(18)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if does is not None:
        made.clicked.connect(lambda: does())
    return made


class Composed(QPushButton):
    """A button whose content is a layout of labels: it is as large as they are, and wraps with them."""

    def __init__(self, name: str, kind: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", kind)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hold(self, *widgets: QWidget) -> None:
        """Let clicks pass through what is shown inside to the button."""
        for widget in widgets:
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """What the content wants."""
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the content needs."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Whether the content wraps."""
        layout = self.layout()
        return bool(layout and layout.hasHeightForWidth())

    def heightForWidth(self, width: int) -> int:
        """How high the content is at a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)


class Segments(QWidget):
    """A few views of one thing, of which one is shown."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, choices: Sequence[tuple[str, str, str]], current: str) -> None:
        """`choices` are value, words and icon (or empty)."""
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._icons: dict[str, QIcon] = {}
        for value, words, icon in choices:
            made = button(theme, words, kind="segment", icon=icon)
            if icon and theme.outlined:  # on a full ground
                shown = made.icon()
                shown.addPixmap(theme.pixmap(icon, "on_selected", 18), QIcon.Mode.Normal, QIcon.State.On)
                made.setIcon(shown)
            self._icons[value] = made.icon()
            made.setCheckable(True)
            made.setChecked(value == current)
            made.setProperty("place", "first" if not self._buttons else "last" if value == choices[-1][0] else "")
            self._give_room(made)
            made.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            group.addButton(made)
            row.addWidget(made)
            self._buttons[value] = made

    def choose(self, value: str) -> None:
        """Show which view is shown now."""
        self._buttons[value].setChecked(True)

    def show_icons(self, wanted: bool) -> None:
        """Leave the icons out where there is little room: the words say all."""
        for value, shown in self._buttons.items():
            if shown.icon().isNull() is wanted and not self._icons[value].isNull():
                shown.setIcon(self._icons[value] if wanted else QIcon())
                self._give_room(shown)

    def _give_room(self, shown: QPushButton) -> None:
        """Room for its words as they are when it is chosen, which is bolder."""
        bolder = QFontMetrics(self._theme.font("label")).horizontalAdvance(shown.text())
        shown.setMinimumWidth(shown.sizeHint().width() + bolder - shown.fontMetrics().horizontalAdvance(shown.text()))
