"""What reviewers decided on one answer or finding, and the ways to decide: accept, ask for changes, propose."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.decisions import Judgement, Verdict
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.domain.reviewing import is_to_judge, judged_by
from mgi_desktop.domain.threads import thing_of
from mgi_desktop.i18n import N_, _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.claims import who
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.parts.boxes import Flow, box, clear, column, fill
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.focused import focused_in
from mgi_desktop.ui.parts.into_view import bring_into_view
from mgi_desktop.ui.parts.labels import chip, label, picture
from mgi_desktop.ui.review.composing import Composing
from mgi_desktop.ui.review.proposing import Proposing
from mgi_desktop.ui.review.verdicts import ICONS

_QUIETLY = Qt.FocusReason.OtherFocusReason
_SAID = {"accepted": N_("{name} accepted this"), "changes": N_("{name} asks for changes")}
_MAY = {"answer": ("value", "justification"), "finding": ("text",)}
"""The fields for which another value can be proposed."""


class Judging(QWidget):
    """A line for each person who decided, and below them the ways to decide; it follows what changes.

    On an answer the ways are there from the consultation on; before, and on a finding, where they are asked for. `on`
    is kind/key.
    """

    rearranged = Signal()
    """Pieces were put in or taken out."""

    def __init__(self, desk: Desk, on: str, name: str, *, openly: bool = False) -> None:
        """`name` says what is judged, for a screen reader; `openly`: the ways to decide are there in any stage."""
        super().__init__()
        self._desk, self.on, self._name = desk, on, name
        reached = STAGES.index(desk.assessment.stage) >= STAGES.index("consultation")
        self._may = not desk.read_only and thing_of(on)[0] in _MAY
        self._always = self._may and (openly or (reached and on.startswith("answer/")))
        self._openly = self._always
        self._shown: object = None
        self.asking: Composing | None = None
        self.proposing: Proposing | None = None
        px = desk.theme.px
        self._lines, self._foot = column(spacing=px(6)), column(spacing=px(6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        fill(layout, self._lines, self._foot)
        desk.notifier.changed.connect(self._follow)
        self.show_now()
        if desk.services.comments.unsent(desk.assessment.id, self._kept) and not desk.read_only:
            self._show_asking()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see in it."""
        return not self._lines.count() and not self._foot.count()

    def show_now(self) -> None:
        """Show the decisions as they are now; what stays as it is is left alone."""
        read = self._desk.assessment
        found = read.judgements.get(self.on, ())
        names = [self._who(one) for one in found]
        wanted = (found, names, self._can_judge(), self._openly)
        if wanted == self._shown:
            return
        self._shown = wanted
        had_focus = focused_in(self) is not None
        clear(self._lines)
        for judgement, name in zip(found, names, strict=True):
            self._lines.addWidget(self._line(judgement, name))
        if self.asking is None and self.proposing is None:
            self._show_ways()
        if had_focus:
            self._catch_focus()
        self.rearranged.emit()

    def offer(self) -> None:
        """Have the ways to decide there, in any stage."""
        self._openly = self._may
        self.show_now()

    def rest(self) -> None:
        """Be calm again, unless something is being written."""
        if self.asking is None and self.proposing is None:
            self._openly = self._always
            self.show_now()

    def accept(self) -> bool:
        """Accept as it stands now; say whether that was done."""
        desk = self._desk
        desk.flush()
        return desk.do(lambda: desk.services.reviewing.accept(desk.assessment.id, self.on)) is not None

    def ask(self) -> None:
        """Write what should be changed."""
        if not self._may:
            return
        self.offer()
        if self.asking is None:
            self._show_asking()
        assert self.asking is not None
        self.asking.show()
        self.asking.writing.field.setFocus(_QUIETLY)
        bring_into_view(self.asking)

    def propose(self, field: str = "") -> None:
        """Write what one proposes: for a finding or a justification another text, for an answer another value."""
        kind, key = thing_of(self.on)
        if not self._may:
            return
        self.offer()
        name = field or _MAY[kind][-1]
        target = FieldRef(kind, key, f"{name}@{self._desk.assessment.language}" if kind == "finding" else name)
        if self.proposing is None or self.proposing.target != target:
            self._show_proposing(target)
        assert self.proposing is not None
        self.proposing.show()
        self.proposing.begin()
        bring_into_view(self.proposing)

    def first(self) -> QPushButton | None:
        """What can be done in it first."""
        found = (one for one in self.findChildren(QPushButton) if not self._is_going(one))
        return next(found, None)

    def _is_going(self, piece: QWidget) -> bool:
        """Whether a piece was taken out, and is about to be deleted."""
        explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide  # what was not shown yet is hidden, too
        return any(one.isHidden() and one.testAttribute(explicit) for one in (piece, *_above(piece, self)))

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        if self.asking is not None:
            self.asking.writing.keep()
        if self.proposing is not None:
            self.proposing.keep()

    # What it shows

    @property
    def _kept(self) -> str:
        return f"reason/{self.on}"

    def _can_judge(self) -> bool:
        return is_to_judge(self._desk.assessment, self.on)

    def _who(self, judgement: Judgement) -> str:
        decision = judgement.decision
        heads = self._desk.assessment.held(FieldRef("decision", decision.key, "outcome")).heads
        return who(self._desk, decision.author, [head.id for head in heads])

    def _line(self, judgement: Judgement, name: str) -> QWidget:
        desk, decision = self._desk, judgement.decision
        px = desk.theme.px
        flow = Flow(px(8), px(2))
        flow.addWidget(picture(desk.theme.pixmap(ICONS[judgement.verdict], "text_2", 16)))
        flow.addWidget(label(_(_SAID[decision.outcome]).format(name=name), "label", wrap=False))
        flow.addWidget(label(when(decision.at, datetime.now(UTC)), "caption", "secondary", wrap=False))
        if judgement.before_last_change:
            accepted = judgement.verdict is Verdict.ACCEPTED_BEFORE
            flow.addWidget(chip(_("before the last change") if accepted else _("changed since")))
        if desk.services.reviewing.own(decision) and not desk.read_only:
            withdraw = button(desk.theme, _("Withdraw"), self._withdraw, kind="quiet", small=True)
            withdraw.setObjectName("withdraw")
            withdraw.setAccessibleName(_("Withdraw: {what}").format(what=self._name))
            flow.addWidget(withdraw)
        pieces: list[QWidget] = [box(flow)]
        if decision.reason:
            reason = label(decision.reason, language=desk.assessment.language)
            reason.setContentsMargins(px(24), 0, 0, 0)
            pieces.append(reason)
        return box(column(*pieces, spacing=px(2)))

    def _show_ways(self) -> None:
        clear(self._foot)
        self.asking = self.proposing = None
        if not self._openly or not self._can_judge():
            return
        theme, read = self._desk.theme, self._desk.assessment
        accepted = judged_by(read, self.on, self._desk.services.journal.author) and not self._asks_itself()
        ways: list[tuple[str, str, str, Callable[[], object]]] = [
            ("ask", "edit", _("Ask for changes…"), self.ask),
            ("propose", "idea", _("Propose…"), self._choose_field),
        ]
        if not accepted:
            ways.insert(0, ("accept", "check", _("Accept"), self._accept))
        flow = Flow(theme.px(4), theme.px(4))
        for name, icon, said, does in ways:
            made = button(theme, said, does, kind="quiet", icon=icon, small=True)
            made.setObjectName(name)
            made.setAccessibleName(f"{said}: {self._name}")
            flow.addWidget(made)
        self._foot.addWidget(box(flow))

    def _asks_itself(self) -> bool:
        """Whether this person asks for changes here."""
        own = self._desk.services.reviewing.own
        held = self._desk.assessment.judgements.get(self.on, ())
        return any(own(one.decision) and one.verdict is Verdict.CHANGES for one in held)

    def _show_asking(self) -> None:
        clear(self._foot)
        self.proposing = None
        name, hint = _("What should be changed"), _("Say what should be changed, and why")
        self.asking = Composing(self._desk, self._kept, name, hint, _("Ask for changes"))
        self.asking.sent.connect(self._ask)
        self.asking.left.connect(self._stop)
        self._foot.addWidget(self.asking)
        self.rearranged.emit()

    def _show_proposing(self, target: FieldRef) -> None:
        if self.proposing is not None:
            self.proposing.keep()
        clear(self._foot)
        self.asking = None
        self.proposing = Proposing(self._desk, target)
        self.proposing.sent.connect(self._propose)
        self.proposing.left.connect(self._stop)
        self._foot.addWidget(self.proposing)
        self.rearranged.emit()

    # What is done in it

    def _follow(self, changed: Changed) -> None:
        if self._desk.id == changed.assessment:
            self.show_now()

    def _accept(self) -> None:
        self.accept()

    def _ask(self, text: str) -> None:
        desk, asking = self._desk, self.asking
        desk.flush()
        if desk.do(lambda: desk.services.reviewing.ask(desk.assessment.id, self.on, text)) is None or asking is None:
            return
        asking.clear()
        self._stop()

    def _propose(self, proposed: str, why: str) -> None:
        desk, proposing = self._desk, self.proposing
        if proposing is None:
            return
        desk.flush()
        field = proposing.target.field
        if desk.do(lambda: desk.services.reviewing.propose(desk.assessment.id, self.on, field, proposed, why)) is None:
            return
        proposing.clear()
        self._stop()
        desk.notifier.told.emit(_("The proposal stands among the comments."), "undo")

    def _withdraw(self) -> None:
        desk = self._desk
        if desk.do(lambda: desk.services.reviewing.withdraw(desk.assessment.id, self.on)) is not None:
            desk.notifier.told.emit(_("The decision was withdrawn."), "undo")

    def _choose_field(self) -> None:
        """A finding has one text; of an answer it is asked what is proposed."""
        held = self.findChild(QPushButton, "propose")
        if self.on.startswith("finding/") or held is None:
            self.propose()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Another answer"), lambda: self.propose("value"))
        menu.addAction(_("Another justification"), lambda: self.propose("justification"))
        menu.popup(held.mapToGlobal(QPoint(0, held.height())))

    def _stop(self) -> None:
        """Leave the field; what is written in it is kept."""
        self.leave()
        self._show_ways()
        self._catch_focus()
        self.rearranged.emit()

    def _catch_focus(self) -> None:
        """Have the focus still, where what had it is gone."""
        focus = focused_in(self)
        if focus is not None and focus.isVisible():
            return
        first = self.first()
        if first is not None:
            for piece in (first, *_above(first, self)):
                piece.show()  # what was just put in has no focus before it is shown
            first.setFocus(_QUIETLY)


def _above(piece: QWidget, whole: QWidget) -> Iterator[QWidget]:
    """What a piece stands in, within a whole."""
    above = piece.parentWidget()
    while above is not None and above is not whole:
        yield above
        above = above.parentWidget()
