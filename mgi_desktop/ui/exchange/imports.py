"""What came by file: every import, the newest first, with what was said of it, and taking it back."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services.reports import Report
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange import telling
from mgi_desktop.ui.exchange.halves import Halves
from mgi_desktop.ui.exchange.in_trash import in_trash
from mgi_desktop.ui.exchange.picks import Pick, Picks
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.parts.boxes import Flow, box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import chip, label, picture


class Imports(Tab):
    """The list at the start, and the report of one at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self.reports: dict[str, Report] = {}
        self._drawn: object = None
        self._waits = self._waiting()
        self.list = Picks(desk.theme, _("What came by file"))
        self.list.chosen.connect(self._choose)
        self.list.rearranged.connect(self.rearranged)
        self._pieces: QVBoxLayout = column(spacing=px(12), margins=(px(20), px(16), px(20), px(18)))
        self._sheet: QFrame = card(self._pieces)
        self.halves = Halves(desk.theme, self.list, self._sheet)
        self._none = box(self._empty())
        whole = column(self._waits, self._none, self.halves, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    @property
    def caption(self) -> str:
        """How many there are."""
        count = len(self.reports)
        told = n_("{n} import, newest first", "{n} imports, newest first", count).format(n=count)
        return told if count else _("Files bring what others wrote, and take to them what you wrote.")

    def show_now(self) -> None:
        """Show the imports of now; the one that was chosen stays it."""
        self._show("")

    def show_within(self, within: str) -> None:
        """Show the report of one import, by its number."""
        if within in self.reports:
            self._show(within)

    def within(self) -> str:
        """The import that is shown."""
        return self.list.current()

    def first_focus(self) -> QWidget | None:
        """The row that is chosen."""
        return self.list.rows.get(self.list.current())

    def _show(self, wanted: str) -> None:
        self.reports = {str(report.number): report for report in self.desk.services.importing.reports()}
        current = self.list.show_picks([self._pick(key, report) for key, report in self.reports.items()], wanted)
        self._waits.setVisible(self.desk.incoming.state not in ("nothing", "failed"))
        self._none.setVisible(not self.reports)
        self.halves.setVisible(bool(self.reports))
        self._show_detail(current)

    def _pick(self, key: str, report: Report) -> Pick:
        facts = [telling.when(report), *telling.senders(self.desk, report), telling.counts(report)]
        if report.aside:
            facts.append(_("taken back"))
        icon = "undo" if report.aside else "import"
        return Pick(key, telling.name_of(report), text="\n".join(facts), icon=icon)

    def _choose(self, key: str) -> None:
        self._show_detail(key)
        self.halves.show_detail()

    def _show_detail(self, key: str) -> None:
        report = self.reports.get(key)
        wanted = (report, self._why_not_turned(report), self._trashed())
        if wanted == self._drawn:
            return
        self._drawn = wanted
        clear(self._pieces)
        if report is not None:
            fill(self._pieces, *self._detail(report))
        self.rearranged.emit()

    def _detail(self, report: Report) -> Iterator[QWidget]:
        px = self.desk.theme.px
        title = row(label(telling.name_of(report), "question"), spacing=px(10))
        title.setStretch(0, 1)
        if report.aside:
            title.addWidget(chip(_("Taken back")))
        yield box(title)
        facts = [telling.when(report), *telling.senders(self.desk, report)]
        yield label(" · ".join(facts), "caption", "secondary")
        if telling.has_unknown(self.desk, report):
            people = button(
                self.desk.theme, _("Accept the sender…"), lambda: self.desk.go("exchange/people"), small=True
            )
            yield box(row(people, None))
        if report.aside:
            yield label(
                _("It is kept, counts no longer and goes into no file that you share. Bringing it back, or importing "
                  "the file again, lets it count again.")
            )  # fmt: skip
        yield from self._assessments(report)
        for said in telling.erased_lines(report):
            yield self._warned(said)
        for said in telling.known_lines(int(report.said.get("known", 0))):
            yield label(said, tone="secondary")
        for said in telling.attached_lines(report):
            yield label(said)
        awaited = telling.awaited_lines(report.said.get("awaited", ()))
        for said in (*awaited, *telling.refused_lines(report)):
            yield self._warned(said)
        yield line()
        why_not = self._why_not_turned(report)
        if why_not:
            yield self._marked("lock", "text_2", why_not)
        yield self._deeds(report, can_turn=not why_not)

    def _trashed(self) -> set[str]:
        """The assessments that lie in the trash."""
        return {entry.id for entry in self.desk.services.trash.assessments()}

    def _why_not_turned(self, report: Report | None) -> str:
        """Why an import is neither taken back nor brought back now; empty where it can be."""
        why_not = self.desk.services.importing.why_not_turned(report.number) if report is not None else None
        return say(why_not) if why_not is not None else ""

    def _assessments(self, report: Report) -> Iterator[QWidget]:
        """What each gained, and the way to it: for one that lies in the trash the way out of that."""
        trashed = self._trashed()
        for one in report.said.get("assessments", ()):
            identifier = str(one["id"])
            yield self._assessment(identifier, telling.assessment_line(one))
            if identifier in trashed:
                yield in_trash(self.desk, identifier, str(one["subject"]))

    def _assessment(self, identifier: str, said: str) -> QWidget:
        desk = self.desk
        pieces = row(label(said), spacing=desk.theme.px(10))
        pieces.setStretch(0, 1)
        here = {entry.id: entry for entry in desk.services.library.entries()}
        if identifier in here and identifier != desk.id:
            opens = button(desk.theme, _("Open"), lambda: desk.enter(identifier), small=True)
            opens.setAccessibleName(_("Open {subject}").format(subject=here[identifier].subject))
            pieces.addWidget(opens)
        return box(pieces)

    def _warned(self, said: str) -> QWidget:
        return self._marked("warning", "warn", said)

    def _marked(self, icon: str, colour: str, said: str) -> QWidget:
        theme = self.desk.theme
        pieces = row(picture(theme.pixmap(icon, colour, 18)), label(words.breakable(said)), spacing=theme.px(10))
        pieces.setStretch(1, 1)
        return box(pieces)

    def _deeds(self, report: Report, *, can_turn: bool) -> QWidget:
        theme = self.desk.theme
        flow = Flow(theme.px(8), theme.px(8))
        if can_turn and not self.desk.only_read:
            said = _("Bring it back") if report.aside else _("Take this import back")
            turns = button(theme, said, lambda: self._turn(report), icon="redo" if report.aside else "undo")
            turns.setObjectName("turn")
            flow.addWidget(turns)
        copy = button(theme, _("Copy the report"), lambda: self._copy(report))
        copy.setObjectName("copy")
        flow.addWidget(copy)
        holder = QWidget()
        holder.setLayout(flow)
        return holder

    def _turn(self, report: Report) -> None:
        desk = self.desk
        turned = desk.do(lambda: desk.services.importing.turn(report.number, aside=not report.aside))
        if turned is not None:
            told = _("The import counts again.") if report.aside else _("The import was taken back.")
            desk.go(f"exchange/imports/{report.number}")  # the pages may have been built anew
            desk.notifier.told.emit(told, "")

    def _copy(self, report: Report) -> None:
        QApplication.clipboard().setText("\n".join(telling.lines(self.desk, report)))
        self.desk.notifier.told.emit(_("The report was copied."), "")

    def _waiting(self) -> QWidget:
        """An import is under way: the way back to it."""
        theme = self.desk.theme
        strip = QFrame()
        strip.setProperty("kind", "strip-notice")
        goes = button(theme, _("Go on with it"), lambda: self.desk.go("exchange/import"), small=True)
        inside = row(
            label(_("An import waits for you; nothing of it was taken yet.")), goes,
            margins=(theme.px(12), theme.px(6), theme.px(8), theme.px(6)),
        )  # fmt: skip
        inside.setStretch(0, 1)
        strip.setLayout(inside)
        return box(column(strip, margins=(theme.px(24), 0, theme.px(24), theme.px(10))))

    def _empty(self) -> QVBoxLayout:
        px = self.desk.theme.px
        icon = picture(self.desk.theme.pixmap("import", "text_2", 48))
        told = _("Import a file that somebody sent, or drop it on this window. What it brings is shown first.")
        return column(
            icon, label(_("Nothing came by file yet."), "question"), label(told, tone="secondary"), None,
            spacing=px(8), margins=(px(24), px(16), px(24), px(24)),
        )  # fmt: skip
