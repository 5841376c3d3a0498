"""The card of one indicator: question, guidance, scale, justification and citations."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Answer, Assessment
from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.instrument import Indicator, pick
from mgi_desktop.domain.progress import state
from mgi_desktop.i18n import _, language_name
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.parts.boxes import box, column, fill, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.labels import chip, label
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.questionnaire.citations import Citations
from mgi_desktop.ui.questionnaire.contested import conflicts_of, contested_field
from mgi_desktop.ui.questionnaire.earlier import EarlierAnswer, Waiting
from mgi_desktop.ui.questionnaire.scale import Scale
from mgi_desktop.ui.questionnaire.told import Told
from mgi_desktop.ui.questionnaire.whose import Whose
from mgi_desktop.ui.review.marked import Marked
from mgi_desktop.ui.stages.published import came_since
from mgi_desktop.ui.theme import tokens

_Key = tuple[FieldRef, tuple[str, ...]]
"""A conflict by its field and heads."""
SCALE_WIDTH = 342
_MARGIN, _BETWEEN = 20, 24
WIDEST = 2 * _MARGIN + SCALE_WIDTH + _BETWEEN + 680


class Card(QWidget):
    """Everything about one indicator; what is done in it is on disk before it shows."""

    entered = Signal(str)
    """The code of a card that was clicked into."""

    def __init__(self, desk: Desk, indicator: Indicator, *, asked: bool = True) -> None:
        """What is no longer `asked` is shown as it was answered, and not changed."""
        super().__init__()
        self.desk, self.indicator, self.code = desk, indicator, indicator.code
        self._place = desk.instrument.place(indicator.domain)
        self._asked, self._read_only = asked, desk.read_only or not asked
        self._is_current = False
        self._answer: Answer | None = None
        self._contests: dict[_Key, Conflict] = {}
        self.setMaximumWidth(desk.theme.px(WIDEST))
        self.setAccessibleName(f"{indicator.code}: {desk.text(indicator.question)}")
        px = desk.theme.px
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(px(_MARGIN), px(18), px(_MARGIN), px(_MARGIN))
        self._whole.setSpacing(px(8))
        self.comments = Marked(desk, f"answer/{self.code}", self.code)
        self.comments.rearranged.connect(self._order)
        self._whole.addLayout(self._head())
        self.whose = Whose(desk, indicator)
        self._whole.addWidget(self.whose)
        self._whole.addLayout(self._question())
        self._disputes = column(spacing=px(8))
        self._whole.addLayout(self._disputes)
        self.waiting = Waiting(desk, indicator)
        self.waiting.confirmed.connect(self._confirm)
        self._whole.addWidget(self.waiting)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(px(_BETWEEN))
        self._start, end = self._answering(), self._reasoning()
        self._halves.addWidget(self._start)
        self._halves.addWidget(end, 1)
        self._whole.addLayout(self._halves)
        self._whole.addWidget(self.comments)
        fill(self._whole, px(4), self._of_the_earlier_round())
        self.show_answer(desk.assessment)
        self._order()

    # What it shows

    def show_answer(self, read: Assessment) -> None:
        """Show the answer as it is now; what stays as it is is left alone."""
        answer = read.answer(self.code)
        conflicts = conflicts_of(read, self.code)
        if set(map(_key, conflicts)) != set(self._contests):
            self._show_conflicts(conflicts)
        if self.whose.show_part(read) or answer != self._answer or conflicts:
            self._show_state(read, answer, conflicts)
            in_conflict = {conflict.ref.field for conflict in conflicts if conflict.ref.kind == "answer"}
            self.scale.show_answer(None if "value" in in_conflict else answer.value, answer.verify)
            changeable = not self._read_only
            self.take_back.setVisible(changeable and answer.value is not None and "value" not in in_conflict)
            self._or_another.setVisible(changeable and "value" in in_conflict)
            self.scale.flag.setVisible("verify" not in in_conflict)
            self._reason.setVisible("justification" not in in_conflict)
            self._answer = answer
        self.writing.show_value()
        self.citations.show_citations(read)
        if self._asked and [part for part in (self.waiting, self.earlier) if part.show_answer(answer)]:
            self._order()

    def leave(self) -> None:
        """Keep what was typed in it, before it is gone."""
        self.writing.leave()
        self.comments.leave()
        for contest in list(self._contests.values()):
            contest.leave()

    def set_current(self, is_current: bool) -> None:
        """Have the strong frame, or the hair line."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def is_current(self) -> bool:
        """Whether it has the strong frame."""
        return self._is_current

    def set_one_column(self, one: bool) -> None:
        """Have the justification below the scale, or beside it."""
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.TopToBottom if one else directions.LeftToRight)
        self._start.setMinimumWidth(0 if one else self.desk.theme.px(SCALE_WIDTH))
        self._start.setMaximumWidth(16_777_215 if one else self.desk.theme.px(SCALE_WIDTH))

    def first_focus(self) -> QWidget:
        """Where one begins: the chosen row of the scale, else the first; what was written, where it is read-only."""
        return self.scale.first() if isinstance(self.scale, Scale) else self.writing.field

    # What is done in it

    def press(self, key: str) -> bool:
        """Do what a key stands for in a card; say whether it stands for anything."""
        if not isinstance(self.scale, Scale):
            return False
        if key == "?":
            self._verify(not self.scale.flag.isChecked())
            return True
        value = self.scale.value_of_key(key)
        if value is not None:
            self._choose(value)
        return value is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card makes it the current one."""
        super().mousePressEvent(event)
        self.entered.emit(self.code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet; a frame that is painted and not styled moves nothing when it grows strong."""
        theme = self.desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.px(tokens()["line"]["selected" if self._is_current else "hair"])
        painter.setPen(QPen(theme.paint("border_strong" if self._is_current else "border"), line))
        painter.setBrush(theme.paint("surface"))
        radius = theme.px(tokens()["radius"]["card"])
        half = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _choose(self, value: str) -> None:
        desk = self.desk
        contested = any(ref == FieldRef("answer", self.code, "value") for ref, _heads in self._contests)
        if contested or self._answer is None or value != self._answer.value:
            desk.do(lambda: desk.services.answering.answer(desk.assessment.id, self.code, value))

    def _clear(self) -> None:
        desk = self.desk
        self.first_focus().setFocus()
        desk.do(lambda: desk.services.answering.answer(desk.assessment.id, self.code, None))

    def _confirm(self) -> None:
        self.first_focus().setFocus()
        self._verify(False)

    def _take_over(self) -> None:
        desk = self.desk
        self.first_focus().setFocus()
        if desk.do(lambda: desk.services.rounds.take_over(desk.assessment.id, self.code)):
            told = _("The answer to {code} was taken over. Confirm it when it still holds.").format(code=self.code)
            desk.notifier.told.emit(told, "undo")

    def _verify(self, flag: bool) -> None:
        desk = self.desk
        desk.do(lambda: desk.services.answering.verify(desk.assessment.id, self.code, flag))

    def _settle(self, ref: FieldRef, value: Value) -> None:
        desk = self.desk
        if any(contest.isAncestorOf(self.focusWidget() or self) for contest in self._contests.values()):
            self.first_focus().setFocus()
        desk.do(lambda: desk.services.conflicts.settle(desk.assessment.id, ref, value))

    # Its parts

    def _head(self) -> QBoxLayout:
        code = label(self.code, "label", wrap=False)
        code.setProperty("domain", str(self._place))
        self._icon = QLabel()
        self.state_line = label("", "caption", "secondary")
        past = icon_button(self.desk.theme, "history", _("History of {place}").format(place=self.code), small=True)
        past.setObjectName("history")
        past.clicked.connect(lambda: self.desk.go(f"history/answer/{self.code}"))
        made = row(code, self._icon, self.state_line, self.comments.opener, past, spacing=self.desk.theme.px(10))
        made.setStretch(2, 1)
        return made

    def _question(self) -> QBoxLayout:
        """Question and guidance, and a mark where they are in another language than the one they are read in."""
        desk, wanted = self.desk, self.desk.language.split("-")[0]
        pieces: list[QWidget] = []
        others = set()
        for texts, role, tone in (
            (self.indicator.question, "question", ""),
            (self.indicator.guidance, "body", "secondary"),
        ):
            text, language = pick(texts, desk.language, desk.instrument.source_language)
            if text:
                pieces.append(label(text, role, tone, language=language))
                others |= {language.split("-")[0]} - {wanted}
        if not pieces:
            pieces.append(label(_("Its question is in no questionnaire on this laptop."), tone="secondary"))
        pieces += [chip(_("not translated: {language}").format(language=language_name(tag))) for tag in sorted(others)]
        return column(*pieces, spacing=desk.theme.px(6), margins=(0, 0, 0, desk.theme.px(4)))

    def _answering(self) -> QWidget:
        theme = self.desk.theme
        kind = Told if self._read_only else Scale
        self.scale: Scale | Told = kind(self.desk, self.indicator)
        self.scale.chosen.connect(self._choose)
        self.scale.flagged.connect(self._verify)
        self.take_back = button(theme, _("Take back"), self._clear, kind="link")
        self.take_back.setAccessibleDescription(_("Take the answer to {code} back").format(code=self.code))
        kept = self.take_back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.take_back.setSizePolicy(kept)
        self._or_another = label(_("Take one of the two above, or choose here."), "caption", "secondary")
        head = row(label(_("Answer"), "label", wrap=False), None, self.take_back)
        return box(column(head, self._or_another, self.scale, None, spacing=theme.px(6)))

    def _reasoning(self) -> QWidget:
        desk = self.desk
        ref = FieldRef("answer", self.code, "justification")
        name = _("Justification")
        hint = _("Since when, for whom, and how it is in practice. For example: “Since 2019 the clinic treats "
                 "everybody, whatever their papers; interpreters come on two days a week.”")  # fmt: skip
        what = _("Justification of {code}").format(code=self.code)
        self.writing = Writing(desk, ref, what, desk.assessment.language, hint=hint, read_only=not self._asked)
        title = label(name, "label", wrap=False)
        title.setMinimumHeight(desk.theme.px(24))
        self._reason = box(column(title, self.writing, spacing=desk.theme.px(6)))
        self.citations = Citations(desk, self.indicator, read_only=not self._asked)
        self.citations.rows_changed.connect(self._order)
        return box(column(self._reason, self.citations, None, spacing=desk.theme.px(14)))

    def _of_the_earlier_round(self) -> QWidget:
        self.earlier = EarlierAnswer(self.desk, self.indicator)
        self.earlier.taken.connect(self._take_over)
        self.earlier.changed.connect(self._order)
        return self.earlier

    def _show_state(self, read: Assessment, answer: Answer, conflicts: tuple[Contested, ...]) -> None:
        theme, now = self.desk.theme, state(self.indicator, answer)
        icon, colour, word = words.STATE_ICONS[now], f"{self._place}.strong", _(words.STATES[now])
        if conflicts:
            icon, colour, word = "state-conflict", "error", _("In conflict")
        self._icon.setPixmap(theme.pixmap(icon, colour, 16))
        parts = [word] if self._asked else [_("No longer asked"), word]
        if answer.author:
            parts += [words.who(read, answer.author), when(answer.at, datetime.now(UTC))]
        if self.whose.part:
            parts.append(self.whose.part)
        if came_since(self.desk, ("answer", self.code), *(("citation", one.key) for one in answer.citations)):
            parts.append(_("came in after publishing"))
        self.state_line.setText(" · ".join(parts))

    def _show_conflicts(self, conflicts: tuple[Contested, ...]) -> None:
        wanted = {_key(conflict): conflict for conflict in conflicts}
        for gone in [key for key in self._contests if key not in wanted]:
            contest = self._contests.pop(gone)
            self._disputes.removeWidget(contest)
            contest.hide()
            contest.deleteLater()
        for place, (key, conflict) in enumerate(wanted.items()):
            if key not in self._contests:
                contest = contested_field(self.desk, self.indicator, conflict)
                contest.chosen.connect(self._settling(conflict.ref))
                self._disputes.insertWidget(place, contest)
                self._contests[key] = contest
        self._order()

    def _settling(self, ref: FieldRef) -> Callable[[Value], None]:
        return lambda value: self._settle(ref, value)

    def _order(self) -> None:
        if self._answer is not None:
            tab_as_read(self)


def _key(conflict: Contested) -> _Key:
    return conflict.ref, tuple(head.id for head in conflict.heads)
