"""What a card says of earlier times: an answer that waits to be confirmed, and the one of the earlier round."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Answer
from mgi_desktop.domain.instrument import Indicator, Instrument, pick
from mgi_desktop.domain.rounds import Round
from mgi_desktop.domain.upgrading import off_scale, rescaled, reworded, says_something
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.answers import answer_said, icon_of, value_said
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.questionnaire.citations import said_of

_BESIDE = 560
"""From so many pixels on, the buttons stand beside the answer."""


def old_wording(desk: Desk, before: Indicator, now: Indicator, instrument: Instrument | None) -> tuple[str, str] | None:
    """The question as it was, and its language, where one reads other words now; `instrument` is the one it is from."""
    source = (instrument or desk.instrument).source_language
    text, tongue = pick(before.question, desk.language, source)
    return (text, tongue) if text != pick(now.question, desk.language, source)[0] else None


class Waiting(QFrame):
    """Says why an answer waits to be confirmed: it was carried over, or its question or scale is another now."""

    confirmed = Signal()

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        super().__init__()
        self._desk, self._indicator = desk, indicator
        self._shown = ""
        self.setProperty("kind", "note")
        px = desk.theme.px
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(px(12), px(6), px(8), px(6))
        self._inside.setSpacing(px(4))
        self.hide()

    def show_answer(self, answer: Answer) -> bool:
        """Say what there is to say; return whether that is something else than before."""
        lost = off_scale(answer, self._desk.instrument)
        why = self._lost(answer) if lost else self._why(answer) if answer.verify else ""
        if why == self._shown:
            return False
        self._shown = why
        clear(self._inside)
        if why:
            self._build(why, confirmable=not lost and not self._desk.read_only)
        self.setVisible(bool(why))
        return True

    def _build(self, why: str, *, confirmable: bool) -> None:
        theme = self._desk.theme
        icon = picture(theme.pixmap("state-to-be-verified", "text_2", 16))
        line = row(icon, label(why), spacing=theme.px(10))
        line.setStretch(1, 1)
        if confirmable:
            confirm = button(theme, _("Confirm"), self.confirmed.emit, icon="check", small=True)
            confirm.setObjectName("confirm")
            confirm.setAccessibleDescription(f"{self._indicator.code}: {why}")
            line.addWidget(confirm)
        self._inside.addLayout(line)
        before = self._before()
        old = old_wording(self._desk, before, self._indicator, self._desk.beside.previous) if before else None
        if old is not None:
            self._inside.addWidget(label(_("It was asked before:"), "caption", "secondary"))
            self._inside.addWidget(label(old[0], "caption", "secondary", language=old[1]))

    def _before(self) -> Indicator | None:
        """The indicator as the questionnaire before asked it, where that was with other words."""
        previous = self._desk.beside.previous
        found = previous.indicators.get(self._indicator.code) if previous else None
        language = self._desk.instrument.source_language
        return found if found is not None and reworded(found, self._indicator, language) else None

    def _why(self, answer: Answer) -> str:
        desk, code = self._desk, self._indicator.code
        previous = desk.beside.previous
        asked = previous.indicators.get(code) if previous else None
        if asked is not None and rescaled(asked, self._indicator):
            return _("The scale has changed since this was answered: confirm that the answer still holds.")
        if self._before() is not None:
            return _("The question has changed since this was answered: confirm that the answer still holds.")
        earlier = desk.beside.earlier if desk.beside.is_read else None
        if earlier is not None and _same(answer, earlier.assessment.answer(code)):
            return _("Carried over from round {number}: confirm that it still holds.").format(
                number=earlier.assessment.round
            )
        return ""

    def _lost(self, answer: Answer) -> str:
        """A value that the scale no longer has, in the words that it had."""
        previous = self._desk.beside.previous
        asked = previous.indicators.get(answer.indicator) if previous else None
        instrument = previous or self._desk.instrument
        value = value_said(self._desk, asked or self._indicator, answer, instrument)
        return _("“{value}” is not on this scale any more. It is kept until you choose again.").format(value=value)


class EarlierAnswer(QFrame):
    """The answer of the earlier round: read-only, its justification folded, and a way to take it over."""

    taken = Signal()
    changed = Signal()
    """Something was put into it, or folded."""

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        super().__init__()
        self._desk, self._indicator = desk, indicator
        self._shown: tuple[Answer, bool] | None = None
        self._is_open = False
        self._line: QBoxLayout | None = None
        self.setProperty("kind", "sunken")
        px = desk.theme.px
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(px(12), px(8), px(12), px(8))
        self._inside.setSpacing(px(6))
        self.hide()

    def show_answer(self, answer: Answer) -> bool:
        """Show it, where the earlier round has been read; return whether something else is shown than before."""
        earlier = self._desk.beside.earlier if self._desk.beside.is_read else None
        then = earlier.assessment.answer(self._indicator.code) if earlier else None
        wanted = None if then is None else (then, not _same(answer, then))
        if wanted == self._shown:
            return False
        self._shown = wanted
        clear(self._inside)
        self._line = None
        if earlier is not None and then is not None:
            self._build(earlier, then, differs=not _same(answer, then))
        self.setVisible(earlier is not None)
        return True

    def _build(self, earlier: Round, then: Answer, *, differs: bool) -> None:
        theme, code = self._desk.theme, self._indicator.code
        px = theme.px
        asked = earlier.instrument.indicators.get(code)
        value, icon = answer_said(self._desk, asked, then, earlier.instrument), icon_of(asked, then)
        sentence = _("{round}: {answer}").format(round=words.round_name(earlier.assessment), answer=value)
        disc = [picture(theme.pixmap(icon, "text_2", 16))] if icon else []
        line = row(*disc, label(sentence), spacing=px(10))
        line.setStretch(line.count() - 1, 1)
        buttons: list[QWidget] = []
        self._fold = box(column(*self._more(earlier, asked, then), spacing=px(6)))
        if self._fold.findChildren(QWidget):
            self._opener = button(theme, "", self._turn, kind="link")
            self._opener.setObjectName("unfold")
            buttons.append(self._opener)
        if differs and says_something(then) and self._can_take(then) and not self._desk.read_only:
            take = button(theme, _("Take over"), self.taken.emit, small=True)
            take.setObjectName("take-over")
            take.setAccessibleDescription(_("Take the answer of the earlier round to {code} over").format(code=code))
            buttons.append(take)
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole.setSpacing(px(6))
        whole.addLayout(line, 1)
        if buttons:
            whole.addLayout(row(*buttons, None, spacing=px(16)))
        fill(self._inside, whole, self._fold)
        self._line = whole
        self._arrange()
        self._show_fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the answer, or below it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(_BESIDE)
        if self._line is not None:
            self._line.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _more(self, earlier: Round, asked: Indicator | None, then: Answer) -> Iterator[QWidget]:
        """What is folded: the old question where it was another, the justification, and what was cited."""
        read = earlier.assessment
        old = old_wording(self._desk, asked, self._indicator, earlier.instrument) if asked else None
        if old is not None:
            yield label(_("It was asked then:"), "caption", "secondary")
            yield label(old[0], language=old[1])
        if then.justification:
            yield label(then.justification, language=read.language)
        for citation in then.citations:
            yield label(
                said_of(citation, read.sources[citation.source]), "caption", "secondary", language=read.language
            )

    def _can_take(self, then: Answer) -> bool:
        return bool(then.justification or (then.value and self._indicator.takes(then.value)))

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show_fold()
        self.changed.emit()

    def _show_fold(self) -> None:
        self._fold.setVisible(self._is_open)
        if self._fold.findChildren(QWidget):
            self._opener.setText(_("Hide its justification") if self._is_open else _("Show its justification"))
            self._opener.setAccessibleDescription(self._indicator.code)


def _same(answer: Answer, then: Answer) -> bool:
    """Whether an answer says what an earlier one said, and that one said something."""
    said_then = then.value, then.justification
    return said_then != (None, "") and (answer.value, answer.justification) == said_then
