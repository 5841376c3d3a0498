"""The import that is under way, in its place: reading, a passphrase, what would come of it, and what to do with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.reports import Look, Report
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange import telling
from mgi_desktop.ui.exchange.choosing import settled_by
from mgi_desktop.ui.exchange.incoming import LATER
from mgi_desktop.ui.exchange.leaving import leave
from mgi_desktop.ui.exchange.offered import values_of
from mgi_desktop.ui.exchange.preview import Preview
from mgi_desktop.ui.exchange.seen import Seen, seen_in
from mgi_desktop.ui.exchange.standing_by import StandingBy
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.exchange.unlocking import Unlocking
from mgi_desktop.ui.parts.boxes import box, clear, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture


class Arriving(Tab):
    """Shows the state of `desk.incoming`; it stands alone on the page until it is taken or let go."""

    alone = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.incoming = desk.incoming
        self.seen: Seen | None = None
        self.preview: Preview | None = None
        self._stale = False
        self._taking = False
        self.copy = button(desk.theme, _("Copy the report"), self._copy)
        self.every_tool = (self.copy,)
        self.waiting = StandingBy(desk, self.incoming.far, self.leave)
        self.unlocking = Unlocking(desk)
        self.unlocking.typed.connect(self.incoming.unlock)
        self.unlocking.skipped.connect(self.incoming.leave_out)
        self._offered: QVBoxLayout = column(spacing=0)
        self._told: QVBoxLayout = column(spacing=desk.theme.px(8), margins=_edges(desk))
        self._faces = QStackedWidget()
        for face in (self.waiting, self.unlocking, box(self._offered), box(self._told)):
            self._faces.addWidget(face)
        self.cancel = button(desk.theme, _("Cancel"), self.leave)
        self.prove = button(desk.theme, _("Recover what can be proven"), self.incoming.read_what_is_left)
        self.take = button(desk.theme, "", self.take_all, kind="main")
        self._foot = self._made_foot()
        whole = column(self._faces, self._foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.incoming.moved.connect(self._moved)

    @property
    def title(self) -> str:
        """What the page is called meanwhile."""
        return _("Import: look before you take")

    @property
    def caption(self) -> str:
        """Which assessment, which file, from whom, and how large; of several, how many."""
        if self.seen is None or not self.seen.files:
            return ""
        subjects = [words.isolated(offered.desk.assessment.subject) for offered in self.seen.offers]
        about = subjects if len(subjects) == 1 else []
        if len(self.seen.files) == 1:
            [file] = self.seen.files
            return " · ".join((*about, words.isolated(file.name), *file.facts(self.desk)))
        count = len(self.seen.files)
        size = words.size(sum(file.bytes for file in self.seen.files))
        return " · ".join((*about, n_("{n} file", "{n} files", count).format(n=count), size))

    @property
    def tools(self) -> Sequence[QWidget]:
        """What is offered can be copied."""
        return self.every_tool if self.incoming.state == "offered" else ()

    def show_now(self) -> None:
        """Show how it stands; where something was changed meanwhile, compared with what is here now."""
        if self._stale and self.incoming.state == "offered":
            self._compare()
        else:
            self._moved()

    def show_within(self, within: str) -> None:
        """Show what was looked at before, by its key."""
        if self.preview is not None and within:
            self.preview.show_key(within)

    def within(self) -> str:
        """What is looked at."""
        return self.preview.list.current() if self.preview is not None else ""

    def refresh(self, changed: Changed) -> None:
        """What is on this laptop is other than what was compared with."""
        if not self._taking and self.incoming.state == "offered":
            self._compare()

    def outdate(self) -> None:
        """Compare anew when it is shown again."""
        self._stale = True

    def first_focus(self) -> QWidget | None:
        """What one needs now."""
        if self.incoming.state == "locked":
            return self.unlocking.field
        if self.incoming.state == "offered" and self.preview is not None:
            return self.preview.first_focus()
        return self.cancel if self.incoming.state == "offered" else self.waiting.cancel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels: nothing was taken yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Take nothing, and go to what came before."""
        if self.keep():
            leave(self.desk, self, self.incoming.cancel)

    def take_all(self) -> None:
        """Take it, settled as was decided; then show its report."""
        desk, incoming = self.desk, self.incoming
        look = incoming.look
        if look is None or not self.keep():
            return
        self._taking = True
        report = desk.do(lambda: incoming.take(look, self.settled()))
        self._taking = False
        if isinstance(report, Report):
            _tell(desk, report)

    def keep(self) -> bool:
        """Put what is typed on disk; say whether that is done."""
        return self.preview is None or self.preview.keep()

    def settled(self) -> dict[tuple[str, FieldRef], Value]:
        """By which values the conflicts shall be settled that a person decided."""
        found: dict[tuple[str, FieldRef], Value] = {}
        for offered in self.seen.offers if self.seen is not None else ():
            for one in offered.conflicts:
                choice = self.incoming.decisions.get((offered.id, one.ref), LATER)
                third = self.desk.services.thirds.text(offered.id, one.ref)
                value = settled_by(choice, values_of(offered, one, files=1), third)
                if value is not None:
                    found[offered.id, one.ref] = value[0]
        return found

    def _compare(self) -> None:
        """Compare anew; not yet where what is typed is not on disk, since it stays in view then."""
        self._stale = not self.keep()
        if not self._stale:
            self.incoming.compare()

    def _moved(self) -> None:
        """Show another state."""
        state = self.incoming.state
        self.waiting.end()
        if state == "nothing" and self.isVisible() and not self._taking:
            self.desk.go("exchange/imports")
            return
        self._foot.setVisible(state == "offered")
        if state == "reading":
            self._faces.setCurrentIndex(0)
            self.waiting.begin()
        elif state == "locked":
            self._ask()
        elif state == "offered" and self.incoming.look is not None:
            self._offer()
        else:
            self._say()
        self.rearranged.emit()
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        locked = self.incoming.locked
        if locked is not None:
            self.unlocking.ask(locked.name, wrong=locked.wrong)
            self._faces.setCurrentIndex(1)

    def _offer(self) -> None:
        look = self.incoming.look
        assert look is not None
        chosen = self.preview.list.current() if self.preview is not None else ""
        self.seen = seen_in(self.desk, look)
        clear(self._offered)
        self.preview = Preview(self.desk, self.seen, self.incoming.decisions)
        self.preview.decided.connect(self.incoming.decide)
        self.preview.rearranged.connect(self.rearranged)
        self.preview.show_key(chosen)
        self._offered.addWidget(self.preview)
        self._faces.setCurrentIndex(2)
        takes, of = self.seen.takes, self.seen.of
        said = _("Import {n} of {of}").format(n=takes, of=of) if takes else _("Import")
        self.take.setText(said)
        self.promise.setText(_promise(look, damaged=bool(self.incoming.damaged)))
        self.take.setVisible(bool(look.comings))
        self.prove.setVisible(bool(self.incoming.damaged))
        self.cancel.setText(_("Cancel") if look.comings else _("Close"))

    def _say(self) -> None:
        """Nothing is under way, or it could not be read."""
        clear(self._told)
        refused = self.incoming.refused
        if refused is not None:
            self._told.addWidget(label(_("Nothing could be read."), "question"))
            self._told.addWidget(label(say(refused)))
        else:
            self._told.addWidget(label(_("Nothing is being imported."), "question"))
            self._told.addWidget(label(_("Choose a file, or drop one on this window."), tone="secondary"))
        self._told.addLayout(row(button(self.desk.theme, _("Close"), self.leave), None))
        self._told.addStretch(1)
        self._faces.setCurrentIndex(3)

    def _copy(self) -> None:
        if self.seen is not None:
            QApplication.clipboard().setText(telling.preview_text(self.desk, self.seen))

    def _made_foot(self) -> QFrame:
        theme = self.desk.theme
        px = theme.px
        icon = picture(theme.pixmap("backup", "text_2", 18))
        self.promise = label("", tone="secondary")
        inside = row(
            icon,
            self.promise,
            self.cancel,
            self.prove,
            self.take,
            spacing=px(10),
            margins=(px(24), px(12), px(24), px(12)),
        )
        inside.setStretch(1, 1)
        foot = QFrame()
        foot.setProperty("ground", "surface")
        foot.setProperty("edge", "top")
        foot.setLayout(inside)
        return foot


def _promise(look: Look, *, damaged: bool) -> str:
    """What is done for one's safety, and what even that does not bring back."""
    if damaged and not look.comings:
        return _("Each change in it that still proves itself can be taken. The backup stays as it is.")
    said = _("A backup is made first. One undo takes the whole import back.")
    known = [coming for coming in look.comings if coming.before is not None]
    if any(coming.after.published or (coming.before and coming.before.published) for coming in known):
        said = _("A backup is made first. As it is published, the import can be taken back once it is reopened.")
    if not look.erased:
        return said
    but = _("But neither brings back what is erased.")
    return f"{telling.erases_line(look.erased)} {said} {but}"


def _tell(desk: Desk, report: Report) -> None:
    """Show the report in its place, with a way back."""
    if report.changed is not None:
        desk.tell(report.changed)
    desk.go(f"exchange/imports/{report.number}")
    desk.notifier.told.emit(telling.in_one_line(report), "undo" if _undo_reaches(desk, report) else "")


def _undo_reaches(desk: Desk, report: Report) -> bool:
    """Whether the window's undo takes this import back: one of several assessments is undone in the library."""
    if desk.services.importing.why_not_turned(report.number) is not None:
        return False
    assessments = report.said["assessments"]
    alone = len(assessments) == 1 and not assessments[0]["is_new"]
    return (assessments[0]["id"] if alone else None) == desk.id


def _edges(desk: Desk) -> tuple[int, int, int, int]:
    px = desk.theme.px
    return px(24), px(16), px(24), px(24)
