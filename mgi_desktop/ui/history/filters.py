"""What is looked for in the history of a whole assessment: words, a person, a kind of place, a time."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import partial_date
from mgi_desktop.i18n import N_, _, say, sort_key
from mgi_desktop.services.history import Wanted
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Beside, Choice, Named
from mgi_desktop.ui.parts.finder import Finder

KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": (N_("Everything"), ()),
    "answers": (N_("Answers and citations"), ("answer", "citation")),
    "sources": (N_("Sources"), ("source",)),
    "findings": (N_("Findings"), ("finding",)),
    "sections": (N_("Sections"), ("section",)),
    "comments": (N_("Comments and decisions"), ("comment", "decision")),
    "parts": (N_("Division of the work"), ("part",)),
    "details": (N_("Details and stages"), ("assessment", "stage_change")),
    "erased": (N_("What was erased"), ("erasure",)),
}
TIMES: Mapping[str, tuple[str, int]] = {
    "": (N_("Any time"), 0),
    "1": (N_("Today"), 1),
    "7": (N_("Last 7 days"), 7),
    "30": (N_("Last 30 days"), 30),
    "365": (N_("Last 12 months"), 365),
    "between": (N_("Between two dates"), 0),
}
_PAUSE = 250


class Filters(QWidget):
    """A field for words, and behind a button the other filters."""

    changed = Signal()
    """Something else is looked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme = desk.theme
        px = theme.px
        self._desk = desk
        self.words = Finder(theme, _("Find in the history"))
        self.turn = button(theme, _("Filter"), icon="filter")
        self.turn.setCheckable(True)
        self.turn.toggled.connect(self._turned)
        self.person = Choice(self._people())
        self.kind = Choice({name: _(title) for name, (title, _kinds) in KINDS.items()})
        self.time = Choice({name: _(title) for name, (title, _days) in TIMES.items()})
        self.since, self.until = QLineEdit(), QLineEdit()
        hint = _("a year, a month or a day, such as 2023-09")
        self._since, self._until = Named(theme, _("From"), self.since, hint), Named(theme, _("To"), self.until, hint)
        self._dates = Beside(theme, self._since, self._until, least=200)
        self._choices = Beside(
            theme, Named(theme, _("Who"), self.person), Named(theme, _("What"), self.kind),
            Named(theme, _("When"), self.time), least=150,
        )  # fmt: skip
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.changed)
        for line in (self.words, self.since, self.until):
            line.textChanged.connect(lambda _text: self._pause.start())
        for choice in (self.person, self.kind, self.time):
            choice.currentIndexChanged.connect(lambda _place: self._chosen())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(4), px(24), px(12))
        whole.setSpacing(px(10))
        first = row(self.words, self.turn, spacing=px(8))
        first.setStretch(0, 1)
        whole.addLayout(column(first, self._choices, self._dates, spacing=px(10)))
        for hidden in (self._choices, self._dates):
            hidden.hide()

    def wanted(self) -> Wanted:
        """What is looked for."""
        since, until = self._span()
        kinds = KINDS[self.kind.value()][1]
        return Wanted(self.person.value(), kinds, since, until, self.words.text().strip())

    @property
    def any(self) -> bool:
        """Whether not everything is shown."""
        return self.wanted() != Wanted()

    def clear(self) -> None:
        """Show everything again."""
        for choice in (self.person, self.kind, self.time):
            choice.choose("")
        for line in (self.words, self.since, self.until):
            line.clear()
        self.turn.setChecked(False)
        self.changed.emit()

    def _turned(self, wanted: bool) -> None:
        if wanted:
            self.person.offer(self._people(), self.person.value())
        self._choices.setVisible(wanted)
        self._dates.setVisible(wanted and self.time.value() == "between")

    def _chosen(self) -> None:
        self._dates.setVisible(self.turn.isChecked() and self.time.value() == "between")
        self.changed.emit()

    def _people(self) -> dict[str, str]:
        read = self._desk.assessment
        named = {author: words.who(read, author) for author in self._desk.services.history.authors(read.id)}
        everyone = dict(sorted(named.items(), key=lambda pair: sort_key(pair[1])))
        return {"": _("Everyone"), **everyone}

    def _span(self) -> tuple[str, str]:
        """The two times, in UTC; empty where there is no such bound."""
        if self.time.value() == "between":
            return self._bound(self._since, last=False), self._bound(self._until, last=True)
        days = TIMES[self.time.value()][1]
        if not days:
            return "", ""
        today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return _utc(today - timedelta(days=days - 1)), ""

    def _bound(self, named: Named, *, last: bool) -> str:
        """The beginning of a date, or its end; what is no date is said to be none."""
        line = named.field
        assert isinstance(line, QLineEdit)
        text = line.text().strip()
        if not text:
            return ""
        try:
            partial_date(text)
        except Refused as refused:
            named.fail(say(refused))
            return ""
        named.fail("")
        begin = datetime.fromisoformat(text + "-01-01"[len(text) - 4 :])
        return _utc(_after(begin, len(text)) if last else begin)


def _after(begin: datetime, length: int) -> datetime:
    """The beginning of the next year, month or day."""
    if length == 4:
        return begin.replace(year=begin.year + 1)
    if length == 7:
        return (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
    return begin + timedelta(days=1)


def _utc(moment: datetime) -> str:
    """A local time as edits write it."""
    with suppress(OverflowError, OSError):
        moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
