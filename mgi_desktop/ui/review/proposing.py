"""Proposing: the present value of a field to be changed into what one proposes; it goes to the team as a comment."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import NOT_APPLICABLE
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.your_name import YourName, wanted
from mgi_desktop.ui.review.composing import Unsent

_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Begun(Unsent):
    """A text that begins as the field has it; what differs from that is kept until it is sent."""

    def __init__(self, desk: Desk, target: FieldRef, name: str) -> None:
        self._target = target
        super().__init__(desk, f"{target.field}/{target.kind}/{target.key}", name, "")

    def _held(self) -> str:
        return super()._held() or str(self._desk.assessment.held(self._target).value or "")

    def _put(self, text: str) -> None:
        super()._put("" if text == str(self._desk.assessment.held(self._target).value or "") else text)


class Proposing(QFrame):
    """A field for the proposal, one for why, and the ways out; Ctrl+Enter sends, Esc leaves, the text stays."""

    sent = Signal(str, str)
    """What is proposed, and why; `clear` once it is sent."""
    left = Signal()

    def __init__(self, desk: Desk, target: FieldRef) -> None:
        super().__init__()
        self._desk, self.target = desk, target
        self.setProperty("kind", "note")
        self.choice: Choice | None = None
        self.writing: Begun | None = None
        if target.field == "value":
            self.choice = Choice(_values(desk, target.key))
            self.choice.choose(str(desk.assessment.held(target).value or ""))
            self.choice.setAccessibleName(_("Another answer"))
            self.choice.installEventFilter(self)
        else:
            self.writing = Begun(desk, target, _("What you propose instead"))
            self.writing.field.installEventFilter(self)
        self.why = Unsent(desk, f"why/{target.field}/{target.kind}/{target.key}", _("Why, if you wish"), _("Why"))
        self.why.field.installEventFilter(self)
        self.send = button(desk.theme, _("Send proposal"), self._send, small=True)
        self.send.setObjectName("send-proposal")
        drop = button(desk.theme, _("Throw away"), self._drop, kind="quiet", small=True)
        px = desk.theme.px
        field = self.choice or self.writing
        assert field is not None
        pieces = [YourName(desk)] if wanted(desk) else []
        title = label(_("Propose another answer") if self.choice else _("Propose another text"), "label")
        buttons = row(self.send, drop, None, spacing=px(4))
        margins = (px(12), px(8), px(12), px(10))
        self.setLayout(column(*pieces, title, field, self.why, buttons, spacing=px(6), margins=margins))

    def begin(self) -> None:
        """Have the focus, at the end of what stands there."""
        if self.writing is not None:
            self.writing.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.writing.field.moveCursor(QTextCursor.MoveOperation.End)
        elif self.choice is not None:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> bool:
        """Keep what is being written, before it is gone; say whether that is done."""
        kept = self.why.keep()
        return (self.writing is None or self.writing.keep()) and kept

    def clear(self) -> None:
        """Be as it began, once it was sent or thrown away."""
        self.why.field.show_text("")
        self.why.keep()
        if self.writing is not None:
            self.writing.field.show_text(str(self._desk.assessment.held(self.target).value or ""))
            self.writing.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends, Esc leaves."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _SEND and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.left.emit()
            return True
        return False

    def _send(self) -> None:
        if not self.keep():
            return
        proposed = self.choice.value() if self.choice is not None else ""
        if self.writing is not None:
            proposed = self.writing.field.text()
        self.sent.emit(proposed, self.why.field.text())

    def _drop(self) -> None:
        self.clear()
        self.left.emit()


def _values(desk: Desk, code: str) -> dict[str, str]:
    """The values of the scale of an indicator, with their words."""
    indicator = desk.instrument.indicators.get(code)
    scale = {choice.value: desk.text(choice.label) for choice in indicator.scale} if indicator else {}
    return {**scale, NOT_APPLICABLE: _(words.STATES[State.NOT_APPLICABLE])}
