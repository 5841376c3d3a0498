"""What came of joining an assessment into another, with the way back and the way on."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.merging import CONFLICT, NEW, SAME
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.joining import Joined
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet


class JoinedSheet(Sheet):
    """The counts, and undo; `wanted` is the place to go to, empty where it is only closed."""

    def __init__(self, desk: Desk, parent: QWidget, joined: Joined) -> None:
        super().__init__(desk, parent, _("Joined"))
        self._joined = joined
        self.wanted = ""
        self.undone = False
        plan = joined.plan
        into = words.isolated(plan.after.subject)
        lines = [_("It is part of “{subject}” now, and itself in the trash.").format(subject=into)]
        new, same = plan.count(NEW), plan.count(SAME)
        lines.append(n_("{n} thing was taken.", "{n} things were taken.", new).format(n=new))
        lines.append(n_("{n} was the same in both.", "{n} were the same in both.", same).format(n=same))
        if plan.conflicts:
            count = plan.count(CONFLICT)
            told = n_(
                "{n} thing differs: both values stand until somebody settles it.",
                "{n} things differ: both values stand until somebody settles them.",
                count,
            )
            lines.append(told.format(n=count))
        for one in lines:
            self.body.addWidget(label(one))
        self.body.addStretch(1)
        self.undo = button(desk.theme, _("Undo"), self._take_back)
        self.undo.setAutoDefault(False)
        self.foot.insertWidget(0, self.undo)
        self.foot.addWidget(button(desk.theme, _("Close"), self.reject))
        place, said = ("exchange/conflicts", _("Show the conflicts")) if plan.conflicts else ("overview", _("Open it"))
        self.main = button(desk.theme, said, lambda: self._go(place), kind="main")
        self.main.setDefault(True)
        self.foot.addWidget(self.main)
        self.main.setFocus()

    def _go(self, place: str) -> None:
        self.wanted = place
        self.accept()

    def _take_back(self) -> None:
        taken = self.desk.do(lambda: self.desk.services.joining.take_back(self._joined.number))
        self.undone = taken is not None
        self.reject()


def join(desk: Desk, window: QWidget, source: str) -> None:
    """Ask into which other one an assessment is joined, join it, and say what came of it."""
    from mgi_desktop.ui.joining.sheet import JoinSheet

    sheet = JoinSheet(desk, window, source)
    accepted = bool(sheet.exec())
    joined = sheet.joined
    sheet.deleteLater()
    if not accepted or joined is None:
        return
    was_open = desk.id
    if was_open == source:  # it lies in the trash now
        desk.go("library")
    desk.tell(joined.changed)
    report = JoinedSheet(desk, window, joined)
    report.exec()
    report.deleteLater()
    if report.wanted:
        desk.enter(joined.target, report.wanted)
    elif report.undone:
        desk.notifier.told.emit(_("Joining was taken back. Both assessments are as they were."), "")
        if was_open == source:
            desk.enter(source)
