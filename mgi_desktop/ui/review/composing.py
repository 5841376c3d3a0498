"""Writing a comment: what is typed is on disk at once, and nobody else's until it is sent."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.parts.your_name import YourName, wanted

_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Unsent(Writing):
    """A text on something (kind/key) that is kept on this laptop until it is sent."""

    def __init__(self, desk: Desk, on: str, name: str, hint: str) -> None:
        ref = FieldRef("unsent", on, "text")
        super().__init__(desk, ref, name, desk.assessment.language, least=2, most=10, hint=hint, stays_draft=True)
        desk.notifier.changed.connect(self._heard)

    def _heard(self, _changed: Changed) -> None:
        """Something was erased, perhaps, and cut out of this text too."""
        if self._desk.id is not None:
            self.show_value()

    def _held(self) -> str:
        return self._desk.services.comments.unsent(self._desk.assessment.id, self.ref.key)

    def _put(self, text: str) -> None:
        desk = self._desk
        desk.notifier.saved.emit(desk.services.comments.keep_unsent(desk.assessment.id, self.ref.key, text))


class Composing(QWidget):
    """The field, the button that sends it (Ctrl+Enter does too), and the way out; Esc leaves, the text stays."""

    sent = Signal(str)
    """The text to send; `clear` once it is."""
    left = Signal()
    """The person went away from it: by Esc, or by throwing it away."""

    def __init__(self, desk: Desk, on: str, name: str = "", hint: str = "", send: str = "") -> None:
        """A comment; `name`, `hint` and `send` are the words of another field, such as a reply."""
        super().__init__()
        self._desk = desk
        self.writing = Unsent(desk, on, name or _("Comment"), hint or _("Ask, or say what should be changed"))
        self.writing.field.installEventFilter(self)
        self.writing.field.textChanged.connect(self._offer)
        theme = desk.theme
        self.send = button(theme, send or _("Send comment"), self._send, small=True)
        self.drop = button(theme, _("Throw away"), self._drop, kind="quiet", small=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        if wanted(desk):
            layout.addWidget(YourName(desk))
        fill(layout, self.writing, row(self.send, self.drop, None, spacing=theme.px(4)))
        self.setFocusProxy(self.writing)
        self._offer()

    def clear(self) -> None:
        """Be empty again, once the text was sent."""
        self.writing.field.show_text("")
        self.writing.keep()

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.writing.field.text().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends, Esc leaves; the text stays where it is, on disk."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _SEND and control:
                self._send()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.writing.keep()
                self.left.emit()
                return True
        return False

    def _offer(self) -> None:
        self.send.setEnabled(not self.is_empty())

    def _send(self) -> None:
        if not self.is_empty() and self.writing.keep():
            self.sent.emit(self.writing.field.text())

    def _drop(self) -> None:
        self.clear()
        self.left.emit()
