"""The answer of a published assessment: the value that was chosen, as plain text in the place of the scale."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator, pick
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, clear, row
from mgi_desktop.ui.parts.labels import label, picture


class Told(QWidget):
    """Says what the `Scale` would show; nothing in it can be chosen."""

    chosen, flagged = Signal(str), Signal(bool)

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        super().__init__()
        self._desk, self._indicator = desk, indicator
        self._value = QVBoxLayout()
        self.flag = QWidget()
        self._flagged = QVBoxLayout(self.flag)
        inside = QVBoxLayout(self)
        inside.setSpacing(desk.theme.px(6))
        for layout in (inside, self._value, self._flagged):
            layout.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._value)
        inside.addWidget(self.flag)

    def show_answer(self, value: str | None, verify: bool) -> None:
        """Show the value in words, and whether it is to be verified."""
        clear(self._value)
        clear(self._flagged)
        self._value.addWidget(self._said(value))
        if verify:
            state = State.TO_BE_VERIFIED
            self._flagged.addWidget(self._line(words.STATE_ICONS[state], _(words.STATES[state])))

    def _said(self, value: str | None) -> QWidget:
        desk, icons = self._desk, words.STATE_ICONS
        if value is None:
            return label(_("Not answered"), tone="secondary")
        if value == NOT_APPLICABLE:
            return self._line(icons[State.NOT_APPLICABLE], _(words.STATES[State.NOT_APPLICABLE]))
        for choice in self._indicator.scale:
            if choice.value == value:
                text, language = pick(choice.label, desk.language, desk.instrument.source_language)
                return self._line(f"presence-{choice.presence}", text, language)
        return label(value)

    def _line(self, icon: str, text: str, language: str = "") -> QWidget:
        theme, place = self._desk.theme, self._desk.instrument.place(self._indicator.domain)
        said = label(text, "label", language=language)
        line = row(picture(theme.pixmap(icon, f"{place}.strong", 16)), said, spacing=theme.px(10))
        line.setStretch(1, 1)
        return box(line)
