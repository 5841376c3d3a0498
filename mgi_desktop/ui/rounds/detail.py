"""One indicator in both rounds: the questions, the answers and why, one below the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.assessment import Answer
from mgi_desktop.domain.instrument import Indicator, pick
from mgi_desktop.domain.rounds import Compared, Round
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.answers import answer_said, icon_of
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Panel
from mgi_desktop.ui.parts.boxes import clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.questionnaire.earlier import old_wording
from mgi_desktop.ui.rounds.kinds import in_words


class Detail(Panel):
    """Shows the indicator that is chosen in the table."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._code = ""
        self.jump = button(desk.theme, _("Open in the questionnaire"), lambda: self.opened.emit(self._code))
        fill(self.foot, self.jump, None)

    def show_compared(self, compared: Compared | None, earlier: Round, now: Round, *, has_card: bool) -> None:
        """Show an indicator, or that none is chosen."""
        clear(self.content)
        self._code = compared.code if compared else ""
        self.jump.setVisible(has_card)
        if compared is not None:
            self._show(compared, earlier, now)
        self.content.addStretch(1)

    def _show(self, compared: Compared, earlier: Round, now: Round) -> None:
        desk = self._desk
        code = label(compared.code, "label", wrap=False)
        code.setProperty("domain", str(desk.instrument.place(compared.indicator.domain)))
        instrument = now.instrument if compared.now else earlier.instrument
        question, tongue = pick(compared.indicator.question, desk.language, instrument.source_language)
        fill(self.content, code, label(question, "label", language=tongue), label(in_words(compared), tone="secondary"))
        old = None
        if compared.earlier is not None and compared.now is not None:
            old = old_wording(desk, compared.earlier, compared.now, earlier.instrument)
        if old is not None:
            self.content.addWidget(label(_("It was asked before:"), "caption", "secondary"))
            self.content.addWidget(label(old[0], language=old[1]))
        for part, indicator, answer in (
            (earlier, compared.earlier, compared.answer_then),
            (now, compared.now, compared.answer_now),
        ):
            fill(self.content, line(), *self._answer(part, indicator, answer))

    def _answer(self, part: Round, indicator: Indicator | None, answer: Answer) -> list[QWidget]:
        theme, name = self._desk.theme, label(words.round_name(part.assessment), "label")
        value = answer_said(self._desk, indicator, answer, part.instrument)
        icon = icon_of(indicator, answer)
        holder = QWidget()
        pieces = [picture(theme.pixmap(icon, "text_2", 16))] if icon else []
        inside = row(*pieces, label(value), spacing=theme.px(10))
        inside.setStretch(len(pieces), 1)
        holder.setLayout(column(inside, spacing=0))
        why = [label(answer.justification, language=part.assessment.language)] if answer.justification else []
        return [name, holder, *why]
