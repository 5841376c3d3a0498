"""The sheet that shows what another questionnaire would change, before anything is changed."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.instrument import Indicator, Instrument
from mgi_desktop.domain.upgrading import Altered, Difference, concerned, difference, to_confirm
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.rounds.new_round import named
from mgi_desktop.ui.upgrade.changes import altered_lines, moved_lines, plain_lines, rescaled_lines
from mgi_desktop.ui.upgrade.fold import Fold, Piece


class UpgradeSheet(Sheet):
    """Lists what stays, is reworded, has moved, is new or is no longer asked; `chosen` is what was decided on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Change the questionnaire"), width=760)
        self.chosen = ""
        """The hash of the questionnaire to change to; empty while nothing is decided."""
        read, px = desk.assessment, desk.theme.px
        self._targets = {one.digest: one for one in desk.services.upgrading.targets(read)}
        self._now = label(_("Now: {questionnaire}").format(questionnaire=named(desk.instrument)), tone="secondary")
        self.body.addWidget(self._now)
        self._lists = column(spacing=px(4))
        self.folds: dict[str, Fold] = {}
        self.target = Choice({digest: named(one) for digest, one in self._targets.items()})
        self._told = label("")
        if not self._targets:
            self._say_that_there_is_none()
            return
        self.target.currentIndexChanged.connect(self._show)
        for piece in (Named(desk.theme, _("Change to"), self.target), self._told):
            self.body.addWidget(piece)
        self.body.addLayout(self._lists)
        self.body.addStretch(1)
        if desk.read_only:
            self._told.setText(_("This assessment is published, so it is read-only. Reopen it to change it."))
            self.closing().setFocus()
        else:
            later = button(desk.theme, _("Not now"), self.reject)
            later.setAutoDefault(False)
            self.main = button(desk.theme, _("Upgrade"), self._choose, kind="main")
            self.foot.addWidget(later)
            self.foot.addWidget(self.main)
            self.target.setFocus()
        self._show()

    def _say_that_there_is_none(self) -> None:
        text = _("No other questionnaire of this level is on this laptop. Import one, and it can be chosen here.")
        self.body.addWidget(label(text))
        self.body.addStretch(1)
        self.closing().setFocus()

    def _choose(self) -> None:
        self.chosen = self.target.value()
        self.accept()

    def _show(self) -> None:
        """Show what the questionnaire that is chosen would change."""
        desk = self.desk
        after = self._targets[self.target.value()]
        found = difference(desk.instrument, after)
        waiting = len(to_confirm(desk.assessment, found))
        if not desk.read_only:
            self._told.setText(_told(waiting))
        clear(self._lists)
        self.folds = {}
        for name, title, indicators, make in self._parts(found, after):
            count = len(indicators)
            answered = concerned(desk.assessment, indicators)
            heading = _("{name}: {count}").format(name=title, count=count)
            if answered:
                heading += " · " + n_("{n} with an answer", "{n} with answers", answered).format(n=answered)
            fold = Fold(desk.theme, heading, make, count)
            fold.changed.connect(self.fit)
            self.folds[name] = fold
            self._lists.addWidget(fold)
        if self.isVisible():
            self.fit()

    def _parts(
        self, found: Difference, after: Instrument
    ) -> Iterator[tuple[str, str, Sequence[Indicator | Altered], Callable[[int, int], Iterator[Piece]]]]:
        desk, before = self.desk, self.desk.instrument
        yield "same", _("The same"), found.same, partial(plain_lines, desk, after, [one.after for one in found.same])
        yield "reworded", _("Reworded"), found.reworded, partial(altered_lines, desk, before, after, found.reworded)
        yield (
            "rescaled",
            _("Another scale"),
            found.rescaled,
            partial(rescaled_lines, desk, before, after, found.rescaled),
        )
        yield "moved", _("Moved"), found.moved, partial(moved_lines, desk, before, after, found.moved)
        yield "new", _("New"), found.new, partial(plain_lines, desk, after, found.new)
        yield "removed", _("No longer asked"), found.removed, partial(plain_lines, desk, before, found.removed)


def _told(waiting: int) -> str:
    """What becomes of the answers."""
    kept = _("Every answer is kept, also to what is no longer asked. One undo takes all of it back.")
    if not waiting:
        return kept
    marked = n_(
        "{n} answer is marked to be confirmed, since its question or its scale is another.",
        "{n} answers are marked to be confirmed, since their question or their scale is another.",
        waiting,
    ).format(n=waiting)
    return f"{kept} {marked}"


def upgraded(desk: Desk, digest: str) -> None:
    """Change the questionnaire, and say so with a way back."""
    assessment = desk.assessment.id
    if desk.do(lambda: desk.services.upgrading.upgrade(assessment, digest)):
        told = _("The questionnaire is now {questionnaire}.").format(questionnaire=named(desk.instrument))
        desk.notifier.told.emit(told, "undo")
