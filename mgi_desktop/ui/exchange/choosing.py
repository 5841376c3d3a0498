"""A conflict that an import would bring, before it is taken: take one value, write a third, or decide later."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.incoming import LATER, THIRD
from mgi_desktop.ui.exchange.third import ThirdText
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.conflict import Side, mark_differences, reading
from mgi_desktop.ui.parts.labels import label

LEAST = 240
"""Values stand side by side where each has so many pixels at 100 %."""


@dataclass(frozen=True)
class Where:
    """A value and where it stands: on this laptop, or in a file."""

    title: str
    side: Side
    here: bool = False


class Choosing(QWidget):
    """Both values under their radio buttons, and below them the two other ways; later is chosen at first."""

    decided = Signal(str)
    """What is chosen now."""

    def __init__(
        self, desk: Desk, name: str, values: Sequence[Where], choice: str, *,
        language: str, third: FieldRef | None, settles: bool = True,
    ) -> None:  # fmt: skip
        """`name` is the field in words, `language` that of its texts, `third` the field where one can write another.

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
        self.third: ThirdText | None = None
        if third is not None and settles:
            self._third_said = self._offer(THIRD)
            self.third = ThirdText(desk, third, name, language, first_of(values))
            self.third.field.installEventFilter(self)
            self._whole.addWidget(self.third)
        said = self._offer(LATER)
        self._say(LATER, said, _("Decide later"), _("both stay, marked as a conflict"))
        self.radios[choice if choice in self.radios else LATER].setChecked(True)
        for radio in self.radios.values():
            radio.setEnabled(settles or radio.isChecked())
        self._follow()
        self._group.buttonClicked.connect(self._choose)

    @property
    def choice(self) -> str:
        """What is chosen now."""
        return next(name for name, radio in self.radios.items() if radio.isChecked())

    def keep(self) -> bool:
        """Put what is typed on disk; say whether that is done."""
        return self.third is None or self.third.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the third text, which stays as it is; it does not leave the import."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.radios[THIRD].setFocus()
            return True
        return False

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

    def _offer(self, name: str) -> QLabel:
        """A radio button with a label beside it, which says more."""
        said = label("", tone="secondary")
        line = row(self._radio(name, "", ""), said)
        line.setStretch(1, 1)
        self._whole.addLayout(line)
        return said

    def _say(self, name: str, said: QLabel, words: str, more: str) -> None:
        self.radios[name].setText(words)
        self.radios[name].setAccessibleName(f"{words}: {more}")
        said.setText(more)

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
        self.keep()
        self._follow()
        if self.third is not None and self.choice == THIRD:
            self.third.setFocus()
        self.decided.emit(self.choice)

    def _follow(self) -> None:
        for name, made in self._frames.items():
            made.mark(self.radios[name].isChecked())
        if self.third is not None:
            self.third.setVisible(self.choice == THIRD)
            kept = self.choice != THIRD and self.third.is_kept
            more = _("what you wrote is kept") if kept else _("from both; it replaces the two")
            self._say(THIRD, self._third_said, _("Write a third"), more)


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


def settled_by(choice: str, values: Sequence[Where], third: str | None) -> tuple[Value] | None:
    """The value that settles the conflict, alone in a tuple; None where that is decided later.

    `third` is the third text that is kept, None where what it begins with was not changed.
    """
    if choice == THIRD:
        return (first_of(values) if third is None else third,)
    if choice.isdigit() and int(choice) < len(values):
        return (values[int(choice)].side.value,)
    return None


def _comparable(side: Side) -> bool:
    """Whether the value is a text in which words can be compared."""
    return isinstance(side.value, str) and len(side.text.split()) > 1


def _heard(one: Where) -> str:
    """A value with where it stands and who claims it, as a screen reader says it."""
    return ", ".join((one.title, one.side.text or _("(empty)"), *one.side.claims))


def first_of(values: Sequence[Where]) -> str:
    """What a third text begins with: the value that stands here."""
    return next((one.side.text for one in sorted(values, key=lambda one: not one.here)), "")
