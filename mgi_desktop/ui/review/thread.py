"""The comments on one answer, finding or section, wherever that is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.threads import Thread as Said
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.focused import focused_in
from mgi_desktop.ui.parts.into_view import bring_into_view
from mgi_desktop.ui.review.composing import Composing
from mgi_desktop.ui.review.conversation import Conversation

_QUIETLY = Qt.FocusReason.OtherFocusReason


class Thread(QWidget):
    """Open threads, those that are resolved behind a line, and a field to begin another; it follows what changes.

    `on` is kind/key, such as `answer/L1.1.1`. A `quiet` one shows nothing while there is nothing to show: whoever
    holds it opens its field by `compose`.
    """

    rearranged = Signal()
    """Pieces were put in or taken out, so that the order of the Tab key is another one."""
    left = Signal()
    """What had the focus in a quiet one is gone: whoever holds it takes it."""

    def __init__(self, desk: Desk, on: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._desk, self.on, self._quiet = desk, on, quiet
        self._shown: tuple[Said, ...] | None = None
        self._beside: object = None
        """What is shown with them: the names of who wrote them, and what proposals would replace."""
        self._past = False
        self.composing: Composing | None = None
        self.conversations: dict[str, Conversation] = {}
        px = desk.theme.px
        self._open = column(spacing=px(8))
        self._resolved = column(spacing=px(8))
        self._foot = column(spacing=px(6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        self.past = button(desk.theme, "", self._turn_past, kind="quiet", icon="state-answered", small=True)
        fill(layout, self._open, row(self.past, None), self._resolved, self._foot)
        desk.notifier.changed.connect(self._follow)
        self.show_now()

    @property
    def threads(self) -> tuple[Said, ...]:
        """What it shows."""
        return self._shown or ()

    def open_count(self) -> int:
        """How many of its threads are open."""
        return sum(not thread.resolved for thread in self.threads)

    def show_now(self) -> None:
        """Show the comments as they are now; what stays as it is is left alone."""
        desk = self._desk
        found = desk.assessment.threads.get(self.on, ())
        beside = self._told_beside(found)
        if found == self._shown and beside == self._beside:
            return
        had_focus = focused_in(self) is not None
        renamed, first_time = beside != self._beside and self._shown is not None, self._shown is None
        self._shown, self._beside = found, beside
        self._show_threads(renamed)
        if first_time:
            self._show_foot(composing=bool(desk.services.comments.unsent(desk.assessment.id, self.on)))
        self._fold()
        self.rearranged.emit()
        if had_focus:
            self._catch_focus()

    def show_thread(self, key: str) -> QWidget | None:
        """Bring a thread to light, by any of its comments, and give it the focus; return what shows it."""
        found = [thread for thread in self.threads if any(one.key == key for one in thread.comments)]
        if not found:
            return None
        if found[0].resolved and not self._past:
            self._turn_past()
        shown = self.conversations[found[0].key]
        first = shown.first()
        if first is not None:
            first.setFocus(_QUIETLY)
        return shown

    def compose(self) -> None:
        """Begin a comment."""
        if self._desk.read_only:
            return
        if self.composing is None:
            self._show_foot(composing=True)
            self._fold()
            self.rearranged.emit()
        if self.composing is not None:
            self.composing.show()
            self.composing.writing.field.setFocus(_QUIETLY)
            bring_into_view(self.composing)

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        for conversation in self.conversations.values():
            conversation.leave()
        if self.composing is not None:
            self.composing.writing.keep()

    def _follow(self, changed: Changed) -> None:
        if self._desk.id != changed.assessment:
            return
        targets = {one.target for thread in self.threads for one in thread.comments}
        if any(ref.kind in ("comment", "person") or ref in targets for ref in changed.fields):
            self.show_now()

    def _told_beside(self, found: tuple[Said, ...]) -> object:
        read = self._desk.assessment
        comments = [one for thread in found for one in thread.comments]
        heads = {one.target: read.held(one.target) for one in comments if one.target is not None}
        return {one.author: read.person(one.author) for one in comments}, heads

    def _show_threads(self, renamed: bool) -> None:
        wanted = {thread.key: thread for thread in self.threads}
        for key in self.conversations.keys() - wanted.keys():
            gone = self.conversations.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, thread in wanted.items():
            held = self.conversations.get(key)
            if held is None:
                if not thread.resolved or self._past:
                    self.conversations[key] = self._conversation(thread)
            elif held.said != thread or renamed:
                held.show_thread(thread)
        self._place()

    def _conversation(self, thread: Said) -> Conversation:
        made = Conversation(self._desk, thread)
        made.rearranged.connect(self.rearranged)
        return made

    def _place(self) -> None:
        """Put each thread where it belongs: those that are open, then those that are resolved behind their line."""
        past = sum(thread.resolved for thread in self.threads)
        said = n_("{n} resolved comment", "{n} resolved comments", past).format(n=past)
        self.past.setText(said)
        self.past.setAccessibleName(_("Hide: {what}").format(what=said) if self._past else said)
        self.past.setVisible(past > 0)
        for thread in self.threads:
            conversation = self.conversations.get(thread.key)
            if conversation is not None:
                (self._resolved if thread.resolved else self._open).addWidget(conversation)
                conversation.setVisible(not thread.resolved or self._past)

    def _turn_past(self) -> None:
        """Show what is resolved, or hide it again."""
        self._past = not self._past
        self._show_threads(renamed=False)
        self.rearranged.emit()

    def _show_foot(self, *, composing: bool) -> None:
        desk = self._desk
        clear(self._foot)
        self.composing = None
        if desk.read_only:
            return
        if composing:
            self.composing = Composing(desk, self.on)
            self.composing.sent.connect(self._send)
            self.composing.left.connect(self._stop)
            self._foot.addWidget(self.composing)
        elif not self._quiet:
            begin = button(desk.theme, _("Comment"), self.compose, kind="quiet", icon="state-comment", small=True)
            begin.setObjectName("begin")
            self._foot.addLayout(row(begin, None))

    def _fold(self) -> None:
        """A quiet one takes no room while there is nothing in it."""
        if self._quiet and not self.threads and self.composing is None:
            self.hide()
        elif self.parentWidget() is not None:  # else it would be a window
            self.show()

    def _send(self, text: str) -> None:
        desk, composing = self._desk, self.composing
        if desk.do(lambda: desk.services.comments.add(desk.assessment.id, self.on, text)) is None or composing is None:
            return
        composing.clear()
        self._stop()

    def _stop(self) -> None:
        """Leave the field; what is written in it stays in view."""
        if self.composing is not None and not self.composing.is_empty():
            self.composing.send.setFocus(_QUIETLY)
            return
        self._show_foot(composing=False)
        self._fold()
        self._catch_focus()
        self.rearranged.emit()

    def _catch_focus(self) -> None:
        """Have the focus still, where what had it is gone."""
        focus = focused_in(self)
        if focus is not None and focus.isVisible():
            return
        begin = self.findChild(QPushButton, "begin")
        target = begin if begin is not None else self.composing
        if target is None:
            self.left.emit()
        else:
            target.show()
            target.setFocus(_QUIETLY)
