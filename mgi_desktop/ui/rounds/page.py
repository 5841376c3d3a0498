"""The page that compares the open assessment with another one of its level, its earlier round first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.rounds import Compared, Round, compare, tally
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.answers import answer_said, icon_of
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.earlier import named_round
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import Scroll, box, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Beside, Choice
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.rounds.detail import Detail
from mgi_desktop.ui.rounds.kinds import GROUPS, REWORDED, belongs, in_words
from mgi_desktop.ui.rounds.summary import Summary
from mgi_desktop.ui.rounds.table import Line, Table


class RoundsPage(Page):
    """What there is more of, what there is less of, what was added: facts, no score."""

    name = "rounds"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, px = desk.theme, desk.theme.px
        self._other = ""
        self._pair: tuple[Round, Round] | None = None
        self._compared: tuple[Compared, ...] = ()
        self.other, self.domain, self.group = Choice({}), Choice({}), Choice({})
        self.other.activated.connect(lambda: desk.go(f"{self.name}/{self.other.value()}"))
        for choice in (self.domain, self.group):
            choice.currentIndexChanged.connect(self._show_lines)
        self.table = Table(theme)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_detail)
        self.detail = Detail(desk)
        self.detail.opened.connect(self._open)
        self.summary: Summary | None = None
        self._place = column(spacing=0)
        for choice, name in ((self.other, _("Compare with")), (self.domain, _("Domain")), (self.group, _("Change"))):
            choice.setAccessibleName(name)
            choice.setAccessibleDescription(name)  # on Linux the name of such a field is what is chosen
        self.other.setFixedWidth(px(320))
        filters = Beside(theme, self.domain, self.group, least=260)
        self._whole = box(column(self._place, filters, self.table, spacing=px(12)))
        self._pieces = column(spacing=px(12))
        self._empty = box(self._pieces)
        margins = (px(24), px(4), px(24), px(24))
        content = column(self._empty, self._whole, spacing=0, margins=margins)
        content.setStretch(1, 1)
        self.frame(Scroll(box(content)), self.detail, _("Compare rounds"), self.other)

    # Places

    def show_spot(self, spot: str) -> None:
        """Compare with another assessment by its identifier; with the earlier round where none is named."""
        self._other = spot or self._other or self.desk.assessment.follows or ""
        self._read()

    def spot(self) -> str:
        """The assessment that is compared with, unless it is the earlier round."""
        return self.name if self._other in ("", self.desk.assessment.follows) else f"{self.name}/{self._other}"

    def refresh(self, changed: Changed) -> None:
        """Compare anew."""
        if self.isVisible() and self.desk.id is not None and changed.assessment in (self.desk.id, self._other):
            self._read()

    def fit(self, room: Room) -> None:
        """Without room beside it there is no panel: the card of an indicator says the same."""
        self._narrow = room.below("panel_below_content_below")
        super().fit(room)
        self.detail.setVisible(self._pair is not None and not self._narrow)

    def first_focus(self) -> QWidget | None:
        """The table, or what one is to choose."""
        return self.table if self._pair is not None else self.other if not self.other.isHidden() else None

    _narrow = False

    # What is compared

    def _read(self) -> None:
        desk = self.desk
        entries = desk.services.rounds.comparable(desk.assessment)
        known = {entry.id: entry for entry in entries}
        other = desk.services.rounds.round(self._other) if self._other in known else None
        self._pair = _in_order(other, Round(desk.assessment, desk.instrument)) if other else None
        self._compared = compare(*self._pair) if self._pair else ()
        self._offer(entries)
        self._say_what_is_missing(bool(entries))
        self._whole.setVisible(self._pair is not None)
        self.detail.setVisible(self._pair is not None and not self._narrow)
        if self._pair is not None:
            self._show_summary(*self._pair)
            self._offer_filters(self._pair[1])
            self._show_lines()

    def _offer(self, entries: Sequence[Entry]) -> None:
        follows = self.desk.assessment.follows
        first = sorted(entries, key=lambda entry: entry.id != follows)
        choices = {} if self._pair else {"": _("Choose an assessment")}
        self.other.offer({**choices, **{entry.id: named_round(entry) for entry in first}}, self._other)
        self.other.setVisible(bool(entries))

    def _say_what_is_missing(self, others: bool) -> None:
        clear(self._pieces)
        self._empty.setVisible(self._pair is None)
        read, theme = self.desk.assessment, self.desk.theme
        told = ""
        if self._pair is None:
            away = read.follows is not None and self._other in ("", read.follows)
            told = (
                _("The earlier round is not on this laptop. Import it, and it is compared here.")
                if away
                else _("Choose the assessment that this one is to be compared with.")
                if others
                else _("Nothing to compare with yet. Begin a new round of this assessment, or import an earlier one.")
            )
            icon = picture(theme.pixmap("table", "text_2", 48))
            offered = (away or not others) and not self.desk.only_read
            start = button(theme, _("Import…"), self.desk.act["import"].trigger) if offered else None
            fill(self._pieces, icon, label(told, tone="secondary"), *([row(start, None)] if start else []), None)
        self.caption.setText("" if self._pair is None else _title(*self._pair))

    def _show_summary(self, earlier: Round, now: Round) -> None:
        had_focus = self.summary is not None and self.summary.isAncestorOf(self.focusWidget() or self)
        clear(self._place)
        self.summary = Summary(self.desk, now.instrument, tally(self._compared))
        self.summary.wanted.connect(self._look_at)
        self._place.addWidget(self.summary)
        if had_focus:
            self.table.setFocus()

    def _offer_filters(self, now: Round) -> None:
        desk = self.desk
        domains = {part.code: f"{part.code} {now.instrument.text(part.title, desk.language)}"
                   for part in now.instrument.domains}  # fmt: skip
        self.domain.offer({"": _("All domains"), **domains}, self.domain.value())

    def _offer_groups(self) -> None:
        """Each group with the number of its indicators in the domain that is chosen."""
        here = [one for one in self._compared if self.domain.value() in ("", one.indicator.domain)]
        names = {"": _("All changes"), **{name: _(said) for name, (said, _changes) in GROUPS.items()}}
        if any(one.reworded for one in self._compared):
            names[REWORDED] = _("Reworded")
        counted = {group: sum(belongs(one, group) for one in here) for group in names}
        self.group.offer({group: f"{name} ({counted[group]})" for group, name in names.items()}, self.group.value())

    def _look_at(self, domain: str, group: str) -> None:
        """Show what a number of the summary counts."""
        for choice, value in ((self.domain, domain), (self.group, group)):
            choice.blockSignals(True)
            choice.choose(value)
            choice.blockSignals(False)
        self._show_lines()
        self.table.setFocus()

    def _show_lines(self) -> None:
        if self._pair is None:
            return
        self._offer_groups()
        domain, group = self.domain.value(), self.group.value()
        found = [one for one in self._compared if domain in ("", one.indicator.domain) and belongs(one, group)]
        earlier, now = self._pair
        names = words.round_name(earlier.assessment), words.round_name(now.assessment)
        self.table.show_lines([self._line(one, earlier, now) for one in found], *names)

    def _line(self, one: Compared, earlier: Round, now: Round) -> Line:
        instrument = now.instrument if one.now else earlier.instrument
        return Line(
            code=one.code,
            question=instrument.text(one.indicator.question, self.desk.language),
            before=answer_said(self.desk, one.earlier, one.answer_then, earlier.instrument),
            now=answer_said(self.desk, one.now, one.answer_now, now.instrument),
            change=in_words(one),
            icons=(icon_of(one.earlier, one.answer_then), icon_of(one.now, one.answer_now)),
        )

    def _show_detail(self, code: str) -> None:
        if self._pair is not None:
            compared = next((one for one in self._compared if one.code == code), None)
            self.detail.show_compared(compared, *self._pair, has_card=self._has_card(code))

    def _has_card(self, code: str) -> bool:
        return code in self.desk.instrument.indicators or any(one.code == code for one in self.desk.beside.unasked)

    def _open(self, code: str) -> None:
        if self._has_card(code):
            self.desk.go(f"questionnaire/{code}")


def _in_order(other: Round, own: Round) -> tuple[Round, Round]:
    """The one that follows comes second, else the later one."""
    if other.assessment.follows == own.assessment.id:
        return own, other
    if own.assessment.follows == other.assessment.id:
        return other, own
    first, second = sorted(
        (other, own), key=lambda one: (one.assessment.year, one.assessment.month or 0, one.assessment.round)
    )
    return first, second


def _title(earlier: Round, now: Round) -> str:
    subjects = dict.fromkeys(words.isolated(one.assessment.subject) for one in (earlier, now))
    rounds = _("{earlier} and {now}").format(
        earlier=words.round_name(earlier.assessment), now=words.round_name(now.assessment)
    )
    return " · ".join((*subjects, rounds))
