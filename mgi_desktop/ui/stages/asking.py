"""What is asked when the stage is moved: to which one, what is still missing for it, and why."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.checks import Problem
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import place_name
from mgi_desktop.ui.parts.boxes import Flow, clear, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.writing import Text
from mgi_desktop.ui.parts.your_name import YourName
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.stages import reached

FEW = 24
"""So many places of one rule are shown at once; the others when they are asked for."""


class Asked(QWidget):
    """The stage that is wanted, what it asks for, and the reason."""

    changed = Signal()
    """Another stage was chosen."""
    leaving = Signal(str)
    """A place was chosen where something is missing."""

    def __init__(self, desk: Desk, stages: Sequence[str], wanted: str, *, back: bool) -> None:
        """`stages` may be chosen; `back` when the stage is withdrawn or reopened."""
        super().__init__()
        self._desk, self.is_back = desk, back
        self.problems: tuple[Problem, ...] = ()
        theme = desk.theme
        self.stage = Choice({stage: reached.name(stage) for stage in stages}, wanted)
        self.stage.currentIndexChanged.connect(self._show)
        self._stage = Named(theme, _("Stage"), self.stage)
        self._missing = column(spacing=theme.px(12))
        self.reason = Text(_("Reason"), least=3, most=8)
        self._reason = Named(theme, _("Reason"), self.reason)
        self.reason.textChanged.connect(lambda: self._reason.fail(""))
        pieces: list[QWidget] = [self._stage]
        self._name = None if desk.services.library.person() else YourName(desk)
        pieces += [self._name] if self._name is not None else []
        self.setLayout(column(*pieces, self._missing, self._reason, spacing=theme.px(16)))
        self._show()

    @property
    def wanted(self) -> str:
        """The stage that is chosen."""
        return self.stage.value()

    @property
    def barred(self) -> bool:
        """Whether no reason helps: nothing is published with a conflict."""
        return self.wanted == "published" and any(problem.rule.name == "conflict" for problem in self.problems)

    @property
    def needs_reason(self) -> bool:
        """Whether the change is made with a reason only."""
        return bool(self.problems) or self._desk.published

    def text(self) -> str:
        """The reason, as it was written."""
        return self.reason.text().strip()

    def keep_name(self) -> None:
        """Keep the name of this person, where one was written and not kept yet."""
        desk, name = self._desk, self._name.name.text() if self._name is not None else ""
        if name.strip() and not desk.services.library.person():
            desk.do(lambda: desk.services.library.rename_person(name))

    def fail(self, why: str) -> None:
        """Say below the reason why the change was not made."""
        self._reason.fail(why)
        self.reason.setFocus()

    def _show(self) -> None:
        desk = self._desk
        self.problems = () if self.is_back else desk.services.stages.problems(desk.assessment, self.wanted)
        self._stage.explain(_(reached.MEANINGS[self.wanted]))
        clear(self._missing)
        if self.problems:
            self._missing.addWidget(self._told())
            self._missing.addLayout(column(*self._broken(), spacing=desk.theme.px(14)))
        self._reason.setVisible(not self.barred)
        self._reason.rename(_("Why it is moved on all the same") if self.problems else self._asks())
        self.changed.emit()

    def _asks(self) -> str:
        if self._desk.published:
            return _("Why it is reopened")
        return _("Why it is withdrawn, if you like to say") if self.is_back else _("Remark, if you like")

    def _told(self) -> QFrame:
        told = _("Nothing is published with a conflict. Settle each one first.") if self.barred else _(
            "This is still missing. You can do it first, or go on and say why: the reason is kept."
        )  # fmt: skip
        strip = QFrame()
        strip.setProperty("kind", "strip-warn")
        px = self._desk.theme.px
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(px(12), px(8), px(12), px(8))
        inside.addWidget(label(told))
        return strip

    def _broken(self) -> Iterator[QWidget]:
        for rule, found in groupby(self.problems, key=lambda problem: problem.rule):
            refs = list(dict.fromkeys(problem.ref for problem in found))
            yield Broken(self._desk, f"{_(rule.title)} ({len(refs)})", _(rule.sentence), refs, self.leaving)


class Broken(QWidget):
    """A rule that is not kept, and a way to each place where it is not."""

    def __init__(
        self, desk: Desk, title: str, sentence: str, refs: Sequence[FieldRef], leaving: SignalInstance
    ) -> None:
        super().__init__()
        self._desk, self._refs, self._leaving = desk, refs, leaving
        px = desk.theme.px
        self._places = Flow(px(6), px(4))
        self._more = button(desk.theme, _("Show all {n}").format(n=len(refs)), self._show_all, kind="link")
        self._more.setVisible(False)
        holder = QWidget()
        holder.setLayout(self._places)
        pieces = [label(title, "label"), label(sentence, "caption", "secondary"), holder, self._more]
        self.setLayout(column(*pieces, spacing=px(4)))
        self._add(refs[:FEW])
        self._more.setHidden(len(refs) <= FEW)

    def _add(self, refs: Sequence[FieldRef]) -> None:
        read = self._desk.assessment
        for ref in refs:
            spot = spot_of(read, ref)
            made = button(self._desk.theme, place_name(self._desk, *ref[:2]), kind="chip")
            made.setAccessibleName(_("Go to {place}").format(place=made.text()))
            made.setAutoDefault(False)
            made.clicked.connect(lambda _=False, spot=spot: self._leaving.emit(spot))
            self._places.addWidget(made)
            made.show()

    def _show_all(self) -> None:
        self._add(self._refs[FEW:])
        self._more.hide()
        self._places.invalidate()
