"""What the answers suggest: accepted with a click, never put in unasked."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from mgi_desktop.domain.suggestions import Suggestion
from mgi_desktop.i18n import _, language_name, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, Piece, card, clear, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.focused import focused_in
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read

AT_ONCE = 5
"""So many cards are built before anything shows: more seldom fit on a screen."""


class Suggested(QWidget):
    """The suggestions for one domain, and those that were set aside."""

    accepted = Signal(object)
    """The suggestion that shall become a finding."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: object = None
        self._open = False
        self._domain = ""
        self._to_come: Iterator[None] = iter(())
        self._idle = QTimer(self, interval=0, singleShot=True)
        self._idle.timeout.connect(lambda: self._make(1))
        self.content = column(spacing=desk.theme.px(12))
        self.setLayout(self.content)

    def show_domain(self, domain: str) -> None:
        """Show what is suggested for a domain now."""
        self._open = self._open and domain == self._domain
        self._domain = domain
        findings, read = self._desk.services.findings, self._desk.assessment
        offered = findings.suggestions(read, domain)
        aside = findings.set_aside_before(read, domain)
        said = (offered, aside, self._open)
        if said != self._shown:
            focus = self._take_focus()
            self._shown = said
            self._build(offered, aside)
            self._make(AT_ONCE if focus is None else len(offered) + len(aside) + 1)
            self._give_focus(focus)

    def _build(self, offered: Sequence[Suggestion], aside: Sequence[Suggestion]) -> None:
        theme = self._desk.theme
        clear(self.content)
        self._buttons: list[QPushButton] = []
        mark = picture(theme.pixmap("idea", "text_2", 20))
        count = n_("{n} from the answers", "{n} from the answers", len(offered)).format(n=len(offered))
        head = row(mark, label(_("Suggestions"), "question", wrap=False), spacing=theme.px(10))
        head.addWidget(label(count if offered else "", "body", "secondary"), 1)
        self.content.addLayout(head)
        if not offered:
            self.content.addWidget(
                label(_("Nothing to suggest now. Suggestions come from the answers."), tone="secondary")
            )
        self._to_come = self._added(offered, aside)

    def _make(self, many: int) -> None:
        """Add so many cards, and come back for the others while nothing else is to be done."""
        if sum(1 for _card in islice(self._to_come, many)) == many:
            self._idle.start()
        else:
            tab_as_read(self)

    def _added(self, offered: Sequence[Suggestion], aside: Sequence[Suggestion]) -> Iterator[None]:
        """Add one after the other."""
        for suggestion in offered:
            self._add(self._card(suggestion, self._offer(suggestion)))
            yield
        if aside:
            yield from self._add_aside(aside)
        self.content.addStretch(1)

    def _add_aside(self, aside: Sequence[Suggestion]) -> Iterator[None]:
        told = n_("{n} set aside", "{n} set aside", len(aside)).format(n=len(aside))
        turn = button(self._desk.theme, _("Hide") if self._open else _("Show"), self._turn, kind="link")
        turn.setObjectName("aside")
        turn.setAccessibleName(f"{told}: {turn.text()}")
        self.content.addLayout(row(label(told, tone="secondary", wrap=False), turn, None))
        turn.setVisible(True)
        self._buttons.append(turn)
        for suggestion in aside if self._open else ():
            again = button(self._desk.theme, _("Suggest again"), small=True)
            again.clicked.connect(lambda _=False, code=suggestion.indicator: self._set_aside(code, False))
            self._add(self._card(suggestion, [again]))
            yield

    def _add(self, made: QFrame) -> None:
        """Add a card, and show it at once: what is not shown yet cannot have the focus."""
        self.content.addWidget(made)
        made.setVisible(True)

    def _card(self, suggestion: Suggestion, buttons: Sequence[QPushButton]) -> QFrame:
        theme, code = self._desk.theme, suggestion.indicator
        link = button(theme, code, lambda: self._desk.go(f"questionnaire/{code}"), kind="link")
        place = [domain.code for domain in self._desk.instrument.domains].index(suggestion.domain) + 1
        link.setProperty("domain", str(place))
        link.setAccessibleName(_("Go to {code}").format(code=code))
        disc = picture(theme.pixmap(f"presence-{suggestion.presence}", "text_2", 16))
        head = row(link, disc, label(_(words.PRESENCES[suggestion.presence]), "caption", "secondary"), None, spacing=8)
        text = label(suggestion.text, language=suggestion.language)
        pieces: list[Piece] = [head, text]
        if suggestion.language != self._desk.assessment.language:
            tongue = _("in {language}").format(language=language_name(suggestion.language))
            pieces.append(label(tongue, "caption", "secondary"))
        for made in buttons:
            made.setAccessibleName(f"{made.text()}: {code}")
        self._buttons += buttons
        px = theme.px
        deeds = Flow(px(8), px(4))
        for made in buttons:
            deeds.addWidget(made)
        return card(column(*pieces, deeds, spacing=px(6), margins=(px(12), px(8), px(12), px(10))))

    def _offer(self, suggestion: Suggestion) -> list[QPushButton]:
        theme, code = self._desk.theme, suggestion.indicator
        well = suggestion.kind == "well_developed"
        accept = button(theme, _("Add to well developed") if well else _("Add to potential"), icon="add", small=True)
        accept.setObjectName(f"accept-{code}")
        accept.clicked.connect(lambda: self.accepted.emit(suggestion))
        not_now = button(theme, _("Not now"), lambda: self._set_aside(code, True), kind="quiet", small=True)
        not_now.setObjectName(f"not-now-{code}")
        return [accept, not_now]

    def _set_aside(self, code: str, flag: bool) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.findings.set_aside(desk.assessment.id, code, flag))

    def _turn(self) -> None:
        self._open = not self._open
        self.show_domain(self._domain)

    def _take_focus(self) -> int | None:
        """Take the focus from its button, so that another rebuilt in its place can have it; return the place."""
        focus = focused_in(self)
        if focus is None:
            return None
        focus.clearFocus()  # else it would walk through all that is taken away, and the panel would scroll along
        return self._buttons.index(focus) if focus in self._buttons else len(self._buttons)

    def _give_focus(self, place: int | None) -> None:
        if place is not None and self._buttons:
            target = self._buttons[min(place, len(self._buttons) - 1)]
            target.setFocus(Qt.FocusReason.OtherFocusReason)
