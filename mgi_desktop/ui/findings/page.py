"""The findings page: per domain what is well developed and what has potential."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.suggestions import Suggestion
from mgi_desktop.i18n import _, language_name
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.findings.domains import Domains
from mgi_desktop.ui.findings.lists import Board
from mgi_desktop.ui.findings.plain import as_text
from mgi_desktop.ui.findings.removed import Removed
from mgi_desktop.ui.findings.suggested import Suggested
from mgi_desktop.ui.page import Page, Panel, Room
from mgi_desktop.ui.parts.boxes import Scroll, box, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.review.judging import Judging


class FindingsPage(Page):
    """Six domains, two lists, and what the answers suggest."""

    name = "findings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._domain = desk.instrument.domains[0].code
        self.domains = Domains(desk)
        self.domains.chosen.connect(lambda code: desk.go(f"findings/{code}"))
        self.board = Board(desk)
        self.board.moved.connect(self._move)
        self.board.removed.connect(self._remove)
        self.board.wanted.connect(self._add)
        self.board.carried.connect(self._scroll_along)
        self.board.rearranged.connect(lambda: tab_as_read(self))
        self.board.grew.connect(self._follow)
        self.removed = Removed(desk)
        self.suggested = Suggested(desk)
        self.suggested.accepted.connect(self._accept)
        self._lists = column(self.board, self.removed, spacing=px(12), margins=(px(24), px(4), px(24), px(24)))
        self._lists.addStretch(1)
        self._scroll = Scroll(box(self._lists))
        self._scroll.setMinimumHeight(1)  # where all is too low, the lists give way: they scroll
        self._aside = Panel(desk, "sources_panel", "sunken")
        self._aside.setProperty("edge", "corner")
        self._aside.content.setContentsMargins(px(16), px(12), px(16), px(16))
        copy = button(desk.theme, _("Copy as text"), self._copy)
        show = button(desk.theme, _("Show in the profile"), lambda: desk.go("profile"))
        whole = column(self.domains, row(self._scroll, self._aside, spacing=0), spacing=0)
        whole.setStretch(1, 1)
        self.frame(box(whole), None, _("Findings"), undo_buttons(desk), copy, show)
        self._put_suggestions(below=False)
        if desk.read_only:  # nothing is taken over
            self.panel = None
            self._aside.hide()
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._show_row)
        self._revealed = ""

    def show_spot(self, spot: str) -> None:
        """Show a domain, “2”; and in it a finding, “2/KEY”."""
        code, _slash, key = spot.partition("/")
        if code in {domain.code for domain in self.desk.instrument.domains}:
            if code != self._domain:
                self._scroll.verticalScrollBar().setValue(0)
            self._domain = code
        self._show()
        found = self.board.row(key)
        if found is not None:
            self._bring_into_view(key)
            found.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def spot(self) -> str:
        """The domain that is shown."""
        return f"findings/{self._domain}"

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def fit(self, room: Room) -> None:
        """Let domains, lists and suggestions stand beside each other or below, as there is room."""
        self.caption.setVisible(not room.below("compact_height_below"))
        below = room.below("panel_below_content_below")
        if below is not (self.panel is None) and not self.desk.read_only:
            self._put_suggestions(below)
        abridged = room.width < 700 or room.below("compact_height_below")
        self.domains.arrange(6 if abridged or room.width >= 1200 else 3, abridged)
        self.board.arrange(room.below("card_one_column_below"))

    def first_focus(self) -> QWidget | None:
        """The domain that is shown; a finding that was asked for keeps the focus."""
        focus = QApplication.focusWidget()
        return None if focus is not None and self.board.isAncestorOf(focus) else self.domains.current()

    def judging(self) -> Judging | None:
        """What can be judged in the finding that has the focus."""
        return self.board.judging()

    def open_field(self, ref: FieldRef) -> None:
        """Write in a finding."""
        found = self.board.row(ref.key)
        if found is not None:
            found.edit()
            self._bring_into_view(ref.key)

    def _put_suggestions(self, below: bool) -> None:
        """Let the suggestions stand in the panel, or below the lists where the window is narrow."""
        self.panel = None if below else self._aside
        self._aside.setVisible(not below)
        if below:
            self._lists.insertWidget(2, self.suggested)
        else:
            self._aside.content.addWidget(self.suggested)
        self.suggested.show()
        tab_as_read(self)

    def _show(self) -> None:
        read = self.desk.assessment
        counts = {
            domain.code: (
                len(read.findings_of(domain.code, "well_developed")),
                len(read.findings_of(domain.code, "potential")),
            )
            for domain in self.desk.instrument.domains
        }
        self.domains.show_domain(self._domain, counts)
        self.board.show_domain(self._domain)
        self.removed.show_domain(self._domain)
        if not self.desk.read_only:
            self.suggested.show_domain(self._domain)
        well, potential = (sum(count[place] for count in counts.values()) for place in (0, 1))
        self.caption.setText(
            _("{well} well developed, {potential} with potential · written in {language}, the language of the profile")
            .format(well=well, potential=potential, language=language_name(read.language))
        )  # fmt: skip

    def _add(self, kind: str) -> None:
        desk = self.desk
        self._write_in(desk.do(lambda: desk.services.findings.add(desk.assessment.id, self._domain, kind)))

    def _accept(self, suggestion: Suggestion) -> None:
        desk = self.desk
        self._write_in(desk.do(lambda: desk.services.findings.accept(desk.assessment.id, suggestion)))

    def _write_in(self, made: tuple[str, Changed] | None) -> None:
        """Let the person write in a new finding at once."""
        found = self.board.row(made[0]) if made else None
        if made and found is not None:
            found.edit()
            self._bring_into_view(made[0])

    def _move(self, key: str, kind: str, after: str | None) -> None:
        desk = self.desk
        desk.do(lambda: desk.services.findings.move(desk.assessment.id, key, kind, after))
        self._bring_into_view(key)

    def _remove(self, key: str) -> None:
        desk = self.desk
        if desk.do(lambda: desk.services.findings.remove(desk.assessment.id, key)) is not None:
            desk.notifier.told.emit(_("The finding was removed."), "undo")

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_text(self.desk, self._domain))
        self.desk.notifier.told.emit(_("Both lists of this domain were copied as text."), "")

    def _bring_into_view(self, key: str) -> None:
        """Scroll to a finding once it has its place."""
        self._revealed = key
        self._reveal.start()

    def _follow(self) -> None:
        """Keep the finding in view to which one was led, while others come above it."""
        focus, found = QApplication.focusWidget(), self.board.row(self._revealed)
        if found is not None and focus is not None and found.isAncestorOf(focus):
            self._reveal.start()

    def _show_row(self) -> None:
        found = self.board.row(self._revealed)
        if found is not None:
            self._scroll.ensureWidgetVisible(found, 0, self.desk.theme.px(24))

    def _scroll_along(self, here: QPoint) -> None:
        """Scroll while a finding is carried to an edge."""
        area, bar = self._scroll.viewport(), self._scroll.verticalScrollBar()
        y, edge = area.mapFromGlobal(here).y(), self.desk.theme.px(32)
        if y < edge:
            bar.setValue(bar.value() - edge // 2)
        elif y > area.height() - edge:
            bar.setValue(bar.value() + edge // 2)
