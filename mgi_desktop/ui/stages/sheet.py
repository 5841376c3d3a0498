"""The sheet of the stages: the path that lies behind and before, and in its place what is asked to go on or back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.i18n import N_, _, say
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, fill
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.conflict import Conflict, sides
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.stages import reached
from mgi_desktop.ui.stages.asking import Asked
from mgi_desktop.ui.stages.path import Path

ON: Mapping[str, str] = {
    "draft": N_("Go on to the draft…"),
    "consultation": N_("Go on to consultation…"),
    "validated": N_("Go on to validation…"),
    "published": N_("Publish…"),
}
"""What leads on to each stage."""


class StageSheet(Sheet):
    """Where the assessment stands; one filled button leads on, one beside it back."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Stage of the assessment"))
        self.asked: Asked | None = None
        self.show_path()

    def show_path(self) -> None:
        """Show the five stages, and what can be done now."""
        self.asked = None
        self._begin(_("Stage of the assessment"))
        contested = self._contested()
        ways = () if self.desk.only_read else self._ways(contested=bool(contested))
        self._show([*contested, Path(self.desk)], [self._button(_("Close"), self.reject), *ways])

    def _ways(self, *, contested: bool) -> Iterator[QPushButton]:
        """The ways back and on."""
        read, place = self.desk.assessment, STAGES.index(self.desk.assessment.stage)
        if read.published:
            yield self._button(_("Reopen…"), partial(self._ask, "draft", back=True))
        elif place > 0:
            yield self._button(_("Withdraw…"), partial(self._ask, STAGES[place - 1], back=True))
        if not read.published and not contested:
            later = STAGES[place + 1]
            yield self._button(_(ON[later]), partial(self._ask, later, back=False), kind="main")

    def _contested(self) -> list[QWidget]:
        """The stage itself in conflict: it counts as the earlier one until a person takes one."""
        read, ref = self.desk.assessment, FieldRef("assessment", self.desk.assessment.id, "stage")
        held = read.held(ref)
        if not held.in_conflict:
            return []
        block = Conflict(self.desk, _("Stage"), sides(held.heads, self.desk, lambda value: reached.name(str(value))))
        block.chosen.connect(self._take)
        return [block]

    def _take(self, stage: Value) -> None:
        """Settle the stage by one of those that stand side by side."""
        self._ask(str(stage) if stage in STAGES else self.desk.assessment.stage, back=False)

    def _ask(self, wanted: str, *, back: bool) -> None:
        """Ask for the stage and the reason, in the place of the path."""
        place = STAGES.index(self.desk.assessment.stage)
        settles = bool(self._contested())
        stages = STAGES[:place] if back else STAGES[place if settles else place + 1 :]
        self._begin((_("Reopen") if self.desk.published else _("Withdraw the stage")) if back else _("Go on"))
        self.asked = Asked(self.desk, stages, wanted, back=back)
        self.asked.leaving.connect(self._leave)
        self._main = self._button("", self._change, kind="main")
        self._show([self.asked], [self._button(_("Back"), self.show_path), self._main])
        self.asked.changed.connect(self._name)
        self._name()
        self.asked.stage.setFocus()

    def _name(self) -> None:
        """Name the main button by what it does; there is none where no reason helps."""
        asked = self.asked
        if asked is None:
            return
        if asked.is_back:
            self._main.setText(_("Reopen") if self.desk.published else _("Withdraw"))
        elif asked.wanted == "published":
            self._main.setText(_("Publish all the same") if asked.problems else _("Publish"))
        else:
            self._main.setText(_("Go on all the same") if asked.problems else _("Go on"))
        self._main.setVisible(not asked.barred)
        self.fit()

    def _change(self) -> None:
        asked, desk = self.asked, self.desk
        if asked is None:
            return
        if asked.needs_reason and not asked.text():
            asked.fail(_("Say why. The reason is kept."))
            return
        asked.keep_name()
        try:
            changed = self._deed(asked)()
        except Refused as refused:
            asked.fail(say(refused))
            return
        self.accept()
        desk.tell(changed)
        undo = "undo" if desk.services.journal.undo_label(desk.assessment.id) else ""
        told = _("The stage is now: {stage}.").format(stage=reached.name(desk.assessment.stage))
        desk.notifier.told.emit(told, undo)

    def _deed(self, asked: Asked) -> Callable[[], Changed]:
        stages, read = self.desk.services.stages, self.desk.assessment
        if not asked.is_back:
            overridden = {problem.rule.name for problem in asked.problems}
            return partial(stages.move, read.id, asked.wanted, asked.text(), overridden)
        return partial(stages.reopen if read.published else stages.withdraw, read.id, asked.wanted, asked.text())

    def _leave(self, spot: str) -> None:
        """Go where something is missing."""
        self.reject()
        self.desk.go(spot)

    # Its two faces

    def _begin(self, title: str) -> None:
        self.heading.setText(title)
        clear(self.body)
        clear(self.foot)
        self.foot.addStretch(1)

    def _show(self, pieces: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        fill(self.body, *pieces, None)
        fill(self.foot, *buttons)
        buttons[-1].setDefault(self.asked is None)  # Enter in the field of the name moves nothing
        if self.isVisible():
            for made in (*pieces, *buttons):
                made.show()  # at once: what is not shown yet is not measured
            self.fit()
            self.area.verticalScrollBar().setValue(0)
            buttons[-1].setFocus()

    def _button(self, words: str, does: Callable[[], object], kind: str = "") -> QPushButton:
        made = button(self.desk.theme, words, does, kind=kind)
        made.setAutoDefault(False)
        return made
