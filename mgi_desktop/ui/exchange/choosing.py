"""A conflict that an import would bring, before it is taken: take one value, write a third, or decide later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import Value
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.conflict import Side, mark_differences, reading
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.writing import Text

LEAST = 240
"""Values stand side by side where each has so many pixels at 100 %."""
LATER, THIRD = "later", "third"


class Decision(NamedTuple):
    """What is chosen: the place of a value as text, a third, or later; and the third text, kept while one looks on."""

    choice: str = LATER
    third: str = ""


@dataclass(frozen=True)
class Where:
    """A value and where it stands: on this laptop, or in a file."""

    title: str
    side: Side
    here: bool = False


class Choosing(QWidget):
    """Both values under their radio buttons, and below them the two other ways; later is chosen at first."""

    decided = Signal(object)
    """The `Decision` of now."""

    def __init__(
        self, desk: Desk, name: str, values: Sequence[Where], decision: Decision, *,
        language: str, third: bool, settles: bool = True,
    ) -> None:  # fmt: skip
        """`name` is the field in words, `language` that of its texts; `third`: another text can be written.

        What cannot be settled here (`settles`) is shown, and decided later.
        """
        super().__init__()
        self._desk, self._values, self._language = desk, values, language
        px = desk.theme.px
        self.radios: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._frames: dict[str, _Framed] = {}
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(16))
        for place, one in enumerate(values):
            radio = self._radio(str(place), one.title, _heard(one))
            made = self._frames[str(place)] = _Framed(radio, self._shown(name, place), one.side.claims, desk)
            self._pair.addWidget(made, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(px(8))
        self._whole.addLayout(self._pair)
        self.text = Text(_("{name}: a third text").format(name=name), decision.third or _first(values), least=2)
        if third and settles:
            self._offer(THIRD, _("Write a third"), _("from both; it replaces the two"))
            give_direction(self.text, language or desk.assessment.language)
            self.text.textChanged.connect(self._tell)
            self._whole.addWidget(self.text)
        self._offer(LATER, _("Decide later"), _("both stay, marked as a conflict"))
        self.radios[decision.choice if decision.choice in self.radios else LATER].setChecked(True)
        for radio in self.radios.values():
            radio.setEnabled(settles or radio.isChecked())
        self._follow()
        self._group.buttonClicked.connect(self._choose)

    def decision(self) -> Decision:
        """What is chosen now."""
        choice = next(name for name, radio in self.radios.items() if radio.isChecked())
        return Decision(choice, self.text.text() if choice == THIRD else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(LEAST) * len(self._values)
        self._pair.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _radio(self, name: str, words: str, heard: str) -> QRadioButton:
        made = self.radios[name] = QRadioButton(words)
        made.setProperty("strong", True)
        made.setAccessibleName(heard)
        self._group.addButton(made)
        return made

    def _offer(self, name: str, words: str, said: str) -> None:
        line = row(self._radio(name, words, f"{words}: {said}"), label(said, tone="secondary"))
        line.setStretch(1, 1)
        self._whole.addLayout(line)

    def _shown(self, name: str, place: int) -> QWidget:
        side = self._values[place].side
        if not _comparable(side):
            text = side.text or _("(empty)")
            return label(text, tone="" if side.text else "secondary", language=self._language)
        shown = reading(self._desk, name, side.text, self._language)
        others = [one.side.text for one in self._values if one.side is not side and _comparable(one.side)]
        mark_differences(self._desk, shown, others[0] if others else "", dotted=self._values[place].here)
        return shown

    def _choose(self) -> None:
        self._follow()
        if self.radios.get(THIRD) is self._group.checkedButton():
            self.text.setFocus()
        self._tell()

    def _follow(self) -> None:
        for name, made in self._frames.items():
            made.mark(self.radios[name].isChecked())
        third = self.radios.get(THIRD)
        if third is None or not third.isChecked():
            self.text.hide()
        elif self.text.parentWidget() is not None:
            self.text.show()

    def _tell(self) -> None:
        self.decided.emit(self.decision())


class _Framed(QFrame):
    """A value in its frame: a click anywhere in it chooses it."""

    def __init__(self, radio: QRadioButton, shown: QWidget, claims: Sequence[str], desk: Desk) -> None:
        super().__init__()
        px = desk.theme.px
        self._radio = radio
        self.setProperty("kind", "choice")
        pieces = [label(words, "caption", "secondary") for words in claims]
        inside = column(radio, shown, *pieces, None, spacing=px(6), margins=(px(14), px(8), px(14), px(12)))
        self.setLayout(inside)

    def mark(self, chosen: bool) -> None:
        """Show whether it is the one that is chosen."""
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self._radio.click()


def settled_by(decision: Decision, values: Sequence[Where]) -> tuple[Value] | None:
    """The value that settles the conflict, alone in a tuple; None where that is decided later."""
    if decision.choice == THIRD:
        return (decision.third,)
    if decision.choice.isdigit() and int(decision.choice) < len(values):
        return (values[int(decision.choice)].side.value,)
    return None


def _comparable(side: Side) -> bool:
    """Whether the value is a text in which words can be compared."""
    return isinstance(side.value, str) and len(side.text.split()) > 1


def _heard(one: Where) -> str:
    """A value with where it stands and who claims it, as a screen reader says it."""
    return ", ".join((one.title, one.side.text or _("(empty)"), *one.side.claims))


def _first(values: Sequence[Where]) -> str:
    """What a third text begins with: the value that stands here."""
    return next((one.side.text for one in sorted(values, key=lambda one: not one.here)), "")
