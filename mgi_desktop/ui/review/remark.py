"""One comment: who said it and when, its text, and for whoever wrote it a field to change it in."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Comment
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.parts.boxes import Flow, Piece, box, clear, column, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import chip, label
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.review.proposal import proposal
from mgi_desktop.ui.review.verdicts import OUTCOMES
from mgi_desktop.ui.stages.published import came_since

LONG = 1_200
"""So many characters are shown at once; laying out a very long text would hold the page up."""


class Remark(QWidget):
    """A comment as it reads, or while it is changed."""

    rearranged = Signal()
    """Pieces were put in or taken out."""
    removed = Signal()

    def __init__(self, desk: Desk, comment: Comment) -> None:
        super().__init__()
        self._desk, self.comment = desk, comment
        self._writing: Writing | None = None
        self._whole = False
        px = desk.theme.px
        self.more: QToolButton | None = None
        self._body = column(spacing=px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20) if comment.answers else 0, 0, 0, 0)
        layout.setSpacing(px(2))
        layout.addLayout(self._head())
        layout.addLayout(self._body)
        self._show_text()

    def writing(self) -> bool:
        """Whether its text is being changed now."""
        return self._writing is not None and self._writing.field.hasFocus()

    def leave(self) -> None:
        """Make an edit of what was changed."""
        if self._writing is not None:
            self._writing.leave()

    def edit(self) -> None:
        """Change the text in its place."""
        clear(self._body)
        ref = FieldRef("comment", self.comment.key, "text")
        self._writing = Writing(self._desk, ref, _("Text of the comment"), self._desk.assessment.language, least=2)
        self._writing.field.left.connect(self._rest)
        self._body.addWidget(self._writing)
        self.rearranged.emit()
        self._writing.show()
        self._writing.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._writing.field.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the text; what was changed in it is kept."""
        if event.key() == Qt.Key.Key_Escape and self.writing() and self.more is not None:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _head(self) -> QLayout:
        desk, px, comment = self._desk, self._desk.theme.px, self.comment
        flow = Flow(px(8), px(2))
        flow.addWidget(label(words.who(desk.assessment, comment.author), "label", wrap=False))
        flow.addWidget(label(when(comment.at, datetime.now(UTC)), "caption", "secondary", wrap=False))
        if comment.resolved and not comment.answers:
            outcome = OUTCOMES.get(comment.outcome)
            flow.addWidget(chip(_(outcome) if outcome else _("resolved")))
        if came_since(desk, ("comment", comment.key)):
            flow.addWidget(chip(_("came in after publishing")))
        pieces: list[Piece] = [box(column(None, box(flow), None, spacing=0))]
        if not desk.read_only:
            more = icon_button(desk.theme, "more", _("More about this comment"), small=True)
            more.clicked.connect(self._open_menu)
            self.more = more
            pieces.append(more)
        made = row(*pieces, spacing=px(8))
        made.setStretch(0, 1)
        return made

    def _show_text(self) -> None:
        clear(self._body)
        self._writing = None
        text, language = self.comment.text, self._desk.assessment.language
        cut = len(text) > LONG and not self._whole
        shown = f"{text[:LONG].rsplit(maxsplit=1)[0]}…" if cut else text
        if text or self.comment.target is None:
            said = label(shown or _("Nothing written yet"), tone="" if text else "secondary", language=language)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._body.addWidget(said)
        if cut:
            self._body.addWidget(button(self._desk.theme, _("Show all of it"), self._show_whole, kind="link"))
        if self.comment.target is not None:
            self._body.addWidget(proposal(self._desk, self.comment, self.comment.target))

    def _show_whole(self) -> None:
        self._whole = True
        self._show_text()
        self.rearranged.emit()

    def _rest(self) -> None:
        """Read again as the others do, unless what was typed is not on disk."""
        if self._writing is not None and self._writing.keep():
            found = [one for one in self._desk.assessment.comments if one.key == self.comment.key]
            self.comment = found[0] if found else self.comment
            self._show_text()
            self.rearranged.emit()

    def _open_menu(self) -> None:
        if self.more is None:
            return
        desk = self._desk
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if desk.services.comments.own(self.comment):
            menu.addAction(_("Edit"), self.edit)
        menu.addAction(_("Remove"), self.removed.emit)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
