"""One thread: its comments, a reply, and whether it is resolved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from mgi_desktop.domain.threads import Thread
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, box, clear, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.into_view import bring_into_view
from mgi_desktop.ui.review.composing import Composing
from mgi_desktop.ui.review.remark import Remark
from mgi_desktop.ui.review.verdicts import OUTCOMES

_QUIETLY = Qt.FocusReason.OtherFocusReason


class Conversation(QFrame):
    """A comment and its answers; what is done with it is done at once."""

    rearranged = Signal()
    """Pieces were put in or taken out."""

    def __init__(self, desk: Desk, thread: Thread) -> None:
        super().__init__()
        self._desk, self.said = desk, thread
        self.composing: Composing | None = None
        self.remarks: list[Remark] = []
        self.setProperty("kind", "note")
        px = desk.theme.px
        self._remarks = column(spacing=px(8))
        self._foot = column(spacing=px(6))
        self.setLayout(column(self._remarks, self._foot, spacing=px(6), margins=(px(12), px(6), px(6), px(8))))
        self._build()

    def show_thread(self, thread: Thread) -> None:
        """Show the thread as it is now; while one of its comments is being changed, when that is done."""
        self.said = thread
        if not any(remark.writing() for remark in self.remarks):
            self._build()

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        for remark in self.remarks:
            remark.leave()
        if self.composing is not None:
            self.composing.writing.keep()

    def reply(self) -> None:
        """Write a reply."""
        if self.composing is None:
            self._show_foot(composing=True)
            self.rearranged.emit()
        if self.composing is not None:
            self.composing.show()
            self.composing.writing.field.setFocus(_QUIETLY)
            bring_into_view(self.composing)

    def first(self) -> QPushButton | None:
        """What can be done with it first."""
        return self.findChild(QPushButton, "reply") or self.findChild(QPushButton, "resolve")

    def _build(self) -> None:
        if self.composing is not None:
            self.composing.writing.keep()
        clear(self._remarks)
        self.remarks = [Remark(self._desk, comment) for comment in self.said.comments]
        for remark in self.remarks:
            remark.rearranged.connect(self.rearranged)
            remark.removed.connect(lambda key=remark.comment.key: self._remove(key))
            self._remarks.addWidget(remark)
        unsent = self._desk.services.comments.unsent(self._desk.assessment.id, self._place)
        self._show_foot(composing=bool(unsent))

    @property
    def _place(self) -> str:
        return f"comment/{self.said.key}"

    def _show_foot(self, *, composing: bool) -> None:
        clear(self._foot)
        self.composing = None
        desk, resolved = self._desk, self.said.resolved
        if desk.read_only:
            return
        if composing and not resolved:
            self.composing = Composing(desk, self._place, _("Reply"), _("Write a reply"), _("Send reply"))
            self.composing.sent.connect(self._send)
            self.composing.left.connect(self._stop)
            self._foot.addWidget(self.composing)
            return
        flow = Flow(desk.theme.px(4), desk.theme.px(4))
        if not resolved and self.said.first.target is not None:
            flow.addWidget(self._way("take-over", _("Take it over"), self._take_over, kind=""))
        if not resolved:
            flow.addWidget(self._way("reply", _("Reply"), self.reply))
        flow.addWidget(self._way("resolve", _("Reopen") if resolved else _("Resolve"), self._turn))
        if not resolved:
            self._as = self._way("resolve-as", _("Resolve as"), self._choose_outcome)
            self._as.setIcon(desk.theme.icon("chevron-down", "text", 16))
            flow.addWidget(self._as)
        self._foot.addWidget(box(flow))

    def _way(self, name: str, words: str, does: Callable[[], object], kind: str = "quiet") -> QPushButton:
        made = button(self._desk.theme, words, does, kind=kind, small=True)
        made.setObjectName(name)
        first = self.said.first
        made.setAccessibleName(f"{words}: {(first.text or first.proposed)[:60]}")
        return made

    def _take_over(self) -> None:
        desk, key = self._desk, self.said.key
        desk.flush()
        if desk.do(lambda: desk.services.reviewing.take_over(desk.assessment.id, key)) is not None:
            desk.notifier.told.emit(_("The proposal was taken over."), "undo")

    def _choose_outcome(self) -> None:
        """Ask what came of it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for outcome, words in OUTCOMES.items():
            menu.addAction(_(words), partial(self._resolve, outcome))
        menu.popup(self._as.mapToGlobal(QPoint(0, self._as.height())))

    def _resolve(self, outcome: str) -> None:
        desk, key = self._desk, self.said.key
        desk.do(lambda: desk.services.comments.resolve(desk.assessment.id, key, outcome=outcome))

    def _send(self, text: str) -> None:
        desk, key, composing = self._desk, self.said.key, self.composing
        if desk.do(lambda: desk.services.comments.reply(desk.assessment.id, key, text)) is None or composing is None:
            return
        if self.composing is composing:
            composing.clear()
        self._stop()

    def _stop(self) -> None:
        """Leave the reply; what is written in it stays in view."""
        empty = self.composing is None or self.composing.is_empty()
        if empty:
            self._show_foot(composing=False)
            self.rearranged.emit()
        first = self.first()
        if first is not None:
            first.show()
            first.setFocus(_QUIETLY)
        elif self.composing is not None:
            self.composing.send.setFocus(_QUIETLY)

    def _turn(self) -> None:
        desk, key, flag = self._desk, self.said.key, not self.said.resolved
        desk.do(lambda: desk.services.comments.resolve(desk.assessment.id, key, flag))

    def _remove(self, key: str) -> None:
        desk = self._desk
        if desk.do(lambda: desk.services.comments.remove(desk.assessment.id, key)) is not None:
            desk.notifier.told.emit(_("The comment was removed."), "undo")
