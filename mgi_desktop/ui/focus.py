"""The focus ring: one overlay draws it round whatever has the focus, two pixels outside."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from shiboken6 import isValid

from mgi_desktop.ui.theme import Theme, tokens

_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)


Moved = Callable[[QWidget | None, QWidget | None], object]


class _Following(QObject):
    """Belongs to the widget that is told where the focus goes, and ends with it."""

    def __init__(self, widget: QWidget, moved: Moved) -> None:
        super().__init__(widget)
        self._widget, self._moved = widget, moved

    def tell(self, old: QWidget | None, new: QWidget | None) -> None:
        if isValid(self._widget):  # Qt moves the focus away from what is being deleted
            self._moved(old, new)


def follow(widget: QWidget, moved: Moved) -> None:
    """Tell a widget of every move of the focus, from where to where, as long as it is there."""
    _application().focusChanged.connect(_Following(widget, moved).tell)


class _Hands(QObject):
    """Learns from the system's windows, which all input comes through, whether keys or the mouse are used."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.on_keys = False
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys bring the ring, the mouse takes it away."""
        if event.type() == QEvent.Type.KeyPress:
            self.on_keys = True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.on_keys = False
        return False


def _hands() -> _Hands:
    """The one that watches all windows of the program."""
    application = _application()
    return application.findChild(_Hands) or _Hands(application)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


class FocusRing(QWidget):
    """Shown on keyboard use, and always round text fields; lets the mouse through.

    An overlay and not a proxy style, since what a style sheet draws never asks the style for its focus frame. What
    draws its own has the property “ring”; whether it is to show is then told to it as “ringed”.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._target: QWidget | None = None
        self._follower = _Follower(self)
        self._followed: list[QWidget] = []
        self._hands = _hands()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        follow(self, self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._window):  # as the ring itself may still be, while the window goes
            return
        for followed in filter(isValid, self._followed):
            followed.removeEventFilter(self._follower)
        self._followed.clear()
        clicked = not self._hands.on_keys or QApplication.mouseButtons() != Qt.MouseButton.NoButton
        ours = new is not None and self._window.isAncestorOf(new) and new.window() is self._window.window()
        draws_itself = new is not None and bool(new.property("ring"))
        if new is not None and ours and draws_itself:
            new.setProperty("ringed", not clicked)
            new.update()
        self._target = new if ours and not draws_itself and (not clicked or isinstance(new, _FIELDS)) else None
        widget: QWidget | None = self._target
        while isinstance(widget, QWidget) and widget is not self._window:
            widget.installEventFilter(self._follower)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self.place()

    def place(self) -> None:
        """Stand round what has the focus, where it is now."""
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        reach = self._reach
        window = self._window
        rect = QRect(target.mapTo(window, target.rect().topLeft()), target.size())
        rect.adjust(-reach, -reach, reach, reach)
        parent: QWidget | None = target.parentWidget()
        while parent is not None and parent is not window:
            if isinstance(parent.parentWidget(), QAbstractScrollArea):
                clip = QRect(parent.mapTo(window, parent.rect().topLeft()), parent.size())
                rect = rect.intersected(clip.adjusted(-reach, -reach, reach, reach))
            parent = parent.parentWidget()
        self.setGeometry(rect)
        self.show()
        self.raise_()
        self.update()

    @property
    def _reach(self) -> int:
        lines = tokens()["line"]
        return int(lines["focus"] + lines["focus_gap"])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = tokens()["line"]["focus"]
        painter.setPen(QPen(self._theme.paint("focus"), width))
        radius = self._theme.px(tokens()["radius"]["control"]) + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class _Follower(QObject):
    """Follows what has the focus, and all it stands in, where they go; what is deleted forgets it by itself."""

    def __init__(self, ring: FocusRing) -> None:
        super().__init__(ring)
        self._ring = ring

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the ring go with them."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show):
            self._ring.place()
        return False
