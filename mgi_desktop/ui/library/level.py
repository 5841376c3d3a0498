"""National or local: two large choices, each with its questionnaire and how much it asks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import N_, _, language, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.fields import Beside
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.theme import Theme

WHAT = {"national": N_("A country"), "local": N_("A city, district or region")}


class LevelChoice(Beside):
    """The questionnaires that come with the program."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, instruments: Sequence[Instrument], level: str) -> None:
        self.cards = {instrument.level: _Card(theme, instrument) for instrument in instruments}
        super().__init__(theme, *self.cards.values(), least=240, spacing=12)
        group = QButtonGroup(self)
        for name, card in self.cards.items():
            group.addButton(card)
            card.setChecked(name == level)
            card.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))

    def level(self) -> str:
        """The level that is chosen."""
        return next(name for name, card in self.cards.items() if card.isChecked())


class _Card(Composed):
    def __init__(self, theme: Theme, instrument: Instrument) -> None:
        count = len(instrument.indicators)
        name, what = _(words.LEVELS[instrument.level]), _(WHAT[instrument.level])
        asked = n_("{n} indicator", "{n} indicators", count).format(n=count)
        title = instrument.text(instrument.title, language())
        super().__init__(f"{name}. {what}. {asked}. {title}", "choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        px = theme.px
        lines = [
            label(name, "question"),
            label(what),
            label(f"{asked} · {title}", "caption", "secondary"),
        ]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(px(16), px(12), px(16), px(12))
        inside.addLayout(column(*lines, None, spacing=px(2)))
        self.hold(*lines)
