"""The sheet that joins an assessment into another: the other is chosen, and what would come of it is shown first."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mgi_desktop.domain.assessment import Conflict
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.joining import Item
from mgi_desktop.domain.merging import CONFLICT, NEW, SAME
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services.joining import Joined, Prospect, Target
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.beheld import Beheld
from mgi_desktop.ui.exchange.conflicts import both_in_short
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.naming import excerpt, field_name
from mgi_desktop.ui.parts.boxes import box, clear, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.parts.writing import error_text
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.upgrade.fold import Fold, Piece

_LONG = 200


class JoinSheet(Sheet):
    """Which other one, then what is taken, what is in conflict and what is the same; `joined` is what came of it."""

    def __init__(self, desk: Desk, parent: QWidget, source: str) -> None:
        super().__init__(desk, parent, _("Join into another assessment"), width=720)
        self.joined: Joined | None = None
        self._source = source
        self._look: Prospect | None = None
        self._job: Job | None = None
        read = desk.services.library.open(source)
        self._name = words.isolated(read.subject)
        self._targets = {one.entry.id: one for one in desk.services.joining.targets(source)}
        self.target = Choice({one: _named(target) for one, target in self._targets.items()})
        self.folds: dict[str, Fold] = {}
        self.told = label("")
        self._failed = error_text()
        self._lists = column(spacing=desk.theme.px(4))
        about = label(f"{self._name} · {words.facts(read)} · {words.place(read)}", "label")
        why_not = desk.services.joining.why_not(source)
        if why_not is not None or not self._targets:
            told = (
                say(why_not) if why_not else _("No other assessment of this level is on this laptop. Import it first.")
            )
            self._only_tell(about, told)
            return
        explained = _(
            "Two of you began the same assessment apart? Its answers, citations, sources, findings, sections and "
            "comments are taken into the other one, with who wrote them and when. What differs stands side by side "
            "until somebody settles it."
        )
        self._named = Named(desk.theme, _("Join into"), self.target)
        for piece in (about, label(explained, tone="secondary"), self._named):
            self.body.addWidget(piece)
        for piece in (self.told, self._failed):
            self.body.addWidget(piece)
        self.body.addLayout(self._lists)
        self.body.addStretch(1)
        later = button(desk.theme, _("Cancel"), self.reject)
        later.setAutoDefault(False)
        self.main = button(desk.theme, _("Join"), self._join, kind="main")
        self.foot.addWidget(later)
        self.foot.addWidget(self.main)
        self.target.currentIndexChanged.connect(self._read)
        self.target.setFocus()
        self._read()

    def _only_tell(self, about: QWidget, told: str) -> None:
        self.body.addWidget(about)
        self.body.addWidget(label(told))
        self.body.addStretch(1)
        self.closing().setFocus()

    def _read(self) -> None:
        """Work out, beside the window, what would come of joining into the one that is chosen."""
        self._look = None
        self.main.setEnabled(False)
        self._failed.hide()
        clear(self._lists)
        self.folds = {}
        target = self.target.value()
        likely = self._targets[target].likely
        self._named.explain(_("It seems to be the same: subject, country and round are.") if likely else "")
        try:
            prepared = self.desk.services.joining.prepared(self._source, target)
        except Refused as refused:
            self._refuse(refused)
            return
        self.told.setText(_("Comparing the two…"))
        job = self._job = Job(lambda _cancelled: prepared())
        job.done.connect(partial(self._compared, job), Qt.ConnectionType.QueuedConnection)
        job.start()

    def _refuse(self, refused: Refused) -> None:
        self.told.setText("")
        self._failed.setText(say(refused))
        self._failed.show()
        self.fit()

    def _compared(self, job: Job, look: object) -> None:
        """Show what would come of it, unless another one was chosen meanwhile."""
        if job is not self._job or not isinstance(look, Prospect):
            return
        self._look = look
        self.main.setEnabled(True)
        self.told.setText(_told(look, self._name))
        beheld = Beheld(self.desk, look.plan.after, self.desk.services.library.instrument_of(look.target))
        naming = Naming(beheld)
        new, same = ([item for item in look.plan.items if item.outcome == outcome] for outcome in (NEW, SAME))
        conflicts = look.plan.conflicts
        self._add(CONFLICT, _("In conflict"), partial(_contested, beheld, naming, conflicts), len(conflicts))
        self._add(NEW, _("New"), partial(_things, naming, new), len(new))
        self._add(SAME, _("The same"), partial(_things, naming, same), len(same))
        self.fit()

    def _add(self, name: str, title: str, make: "partial[Iterator[Piece]]", count: int) -> None:
        heading = _("{name}: {count}").format(name=title, count=count)
        fold = self.folds[name] = Fold(self.desk.theme, heading, make, count)
        fold.changed.connect(self.fit)
        self._lists.addWidget(fold)

    def _join(self) -> None:
        look = self._look
        if look is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.joined = self.desk.services.joining.join(look)
        except Refused as refused:
            self._refuse(refused)
            return
        finally:
            QApplication.restoreOverrideCursor()
        self.accept()


def _named(target: Target) -> str:
    """An assessment as one tells it from others."""
    entry = target.entry
    return " · ".join(
        (words.isolated(entry.subject), words.round_name(entry), words.answered(entry.answered, entry.of))
    )


def _told(look: Prospect, name: str) -> str:
    """What comes of it, in a sentence or two."""
    plan = look.plan
    if not plan.new:
        said = _("Everything in it is here already.")
    else:
        came = plan.count(NEW) + plan.count(CONFLICT)
        said = n_("{n} thing is taken.", "{n} things are taken.", came).format(n=came)
    if plan.conflicts:
        said += " " + words.conflicts(len(plan.conflicts)) + "."
    gone = _("“{subject}” then goes to the trash. One undo takes all of it back.").format(subject=name)
    return f"{said} {gone}"


def _things(naming: Naming, items: Sequence[Item], begin: int, end: int) -> Iterator[Piece]:
    """What each is called, and what it says."""
    for item in items[begin:end]:
        text, tongue = naming.about(item.kind, item.key)
        lines = [label(naming.thing(item.kind, item.key), "label")]
        if text:
            lines.append(label(excerpt(text, _LONG), tone="secondary", language=tongue))
        yield box(column(*lines, spacing=0))


def _contested(desk: Beheld, naming: Naming, conflicts: Sequence[Conflict], begin: int, end: int) -> Iterator[Piece]:
    """What each is called, and both values."""
    for one in conflicts[begin:end]:
        title = f"{naming.thing(one.ref.kind, one.ref.key)} · {field_name(desk, one.ref)}"
        yield box(column(label(title, "label"), label(both_in_short(desk, one), tone="secondary"), spacing=0))
