"""The scale of an indicator: its values from top to bottom, then not applicable and to be verified."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from mgi_desktop import i18n
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator, pick
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.labels import give_direction
from mgi_desktop.ui.questionnaire.faces import Choice, Face, Flag


class Scale(QWidget):
    """One value at most is chosen; Up and Down move between the rows, Space or Enter chooses."""

    chosen = Signal(str)
    """The value that was clicked."""
    flagged = Signal(bool)
    """Whether the answer is to be verified from now on."""

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        super().__init__()
        self._theme = desk.theme
        question = f"{indicator.code}: {desk.text(indicator.question)}"
        self._choices = [self._choice(*row) for row in _rows(desk, indicator)]
        self.flag = Flag(_state_face(desk, indicator, State.TO_BE_VERIFIED, "?"))
        self.flag.clicked.connect(lambda: self.flagged.emit(not self.flag.isChecked()))
        for button in self.buttons:
            button.setAccessibleDescription(question)
        give_direction(self, desk.language)
        self._arrange()
        self.show_answer(None, False)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """Every row, in order."""
        return [*self._choices, self.flag]

    def show_answer(self, value: str | None, verify: bool) -> None:
        """Show which value is chosen, and whether it is to be verified."""
        for choice in self._choices:
            choice.setChecked(choice.value == value)
        self.flag.setChecked(verify)
        scale = self._choices[:-1]
        stop = next((choice for choice in scale if choice.isChecked()), scale[0])
        for choice in scale:
            walks = choice is stop or choice.hasFocus()
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if walks else Qt.FocusPolicy.ClickFocus)

    def first(self) -> QWidget:
        """The row that Tab comes to."""
        return next((choice for choice in self._choices if choice.isChecked()), self._choices[0])

    def value_of_key(self, key: str) -> str | None:
        """The value that a key stands for, or None."""
        return next((choice.value for choice in self._choices if choice.face.key == key), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the rows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), None)
        if step is None or here is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        place = max(0, min(here + step, len(self.buttons) - 1))
        self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Not applicable and to be verified stand side by side where their words have room."""
        super().resizeEvent(event)
        widest = max(self._choices[-1].face.width(), self.flag.face.width())
        narrow = self.width() < 2 * widest + self._last.spacing()
        directions = QBoxLayout.Direction
        self._last.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _choice(self, face: Face, value: str) -> Choice:
        made = Choice(face, value)
        made.clicked.connect(lambda: self.chosen.emit(value))
        return made

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(7))
        for choice in self._choices[:-1]:
            rows.addWidget(choice)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(self._theme.px(7))
        self._last.addWidget(self._choices[-1], 1)
        self._last.addWidget(self.flag, 1)
        rows.addLayout(self._last)


def _rows(desk: Desk, indicator: Indicator) -> list[tuple[Face, str]]:
    """The face and the value of each row, not applicable last."""
    made = []
    place = desk.instrument.place(indicator.domain)
    for key, choice in enumerate(indicator.scale, 1):
        text, language = pick(choice.label, desk.language, desk.instrument.source_language)
        icon = f"presence-{choice.presence}"
        face = Face(desk.theme, icon, text, str(key), place, language, desk.language)
        made.append((face, choice.value))
    return [*made, (_state_face(desk, indicator, State.NOT_APPLICABLE, "0"), NOT_APPLICABLE)]


def _state_face(desk: Desk, indicator: Indicator, state: State, key: str) -> Face:
    name, icon = _(words.STATES[state]), words.STATE_ICONS[state]
    place = desk.instrument.place(indicator.domain)
    return Face(desk.theme, icon, name, key, place, i18n.language(), desk.language, small=True)
