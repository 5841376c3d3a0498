"""A list of which one row is chosen: two lines each, walked with the arrow keys, as high as its rows are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.i18n import n_
from mgi_desktop.ui import words
from mgi_desktop.ui.parts.boxes import clear, column, fill, row
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.theme import Theme

MOST = 40
"""So many rows at once: a page stands in a tenth of a second, however many there are."""
SHORT = 14
"""A title of so many letters, such as a code, has its `about` beside it, a longer one below."""


@dataclass(frozen=True)
class Pick:
    """What a row shows: an icon, `title` in the colour of a domain with `about` beside it, `text` below, a count."""

    key: str
    title: str
    about: str = ""
    text: str = ""
    icon: str = ""
    colour: str = "text_2"
    domain: int = 0
    count: str = ""
    language: str = ""
    """That of the text where people wrote it; else it is the interface's."""
    under: str = ""
    """The heading that it stands under with those beside it."""
    plain: bool = False
    """Whether its title is a word like others."""

    @property
    def heard(self) -> str:
        """All of it, as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.about, self.text, self.count) if part)


class Picks(QWidget):
    """Tab comes to the chosen row, Up and Down choose the next."""

    chosen = Signal(str)
    """The key of the row that a person chose."""
    rearranged = Signal()
    """Rows came or went."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self._most = MOST
        self._picks: Sequence[Pick] = ()
        self.rows: dict[str, Composed] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(2))

    @property
    def keys(self) -> list[str]:
        """Every row, also those that are not built yet."""
        return [pick.key for pick in self._picks]

    def current(self) -> str:
        """The key of the row that is chosen; empty where none is."""
        return next((key for key, made in self.rows.items() if made.isChecked()), "")

    def show_picks(self, picks: Sequence[Pick], wanted: str = "") -> str:
        """Show these rows; the wanted one, the one chosen before, or what took its place is chosen and returned."""
        before, keys = self.current(), self.keys
        now = [pick.key for pick in picks]
        found = next((key for key in (wanted, before) if key in now), "")
        if not found and now:
            found = now[min(keys.index(before), len(now) - 1)] if before in keys else now[0]
        if found and now.index(found) >= self._most:
            self._most = now.index(found) + MOST
        if list(picks) != list(self._picks):
            self._build(picks, found)
        elif found:
            self.rows[found].setChecked(True)
        return found

    def choose(self, key: str) -> None:
        """Choose a row as a person would."""
        if key in self.keys:
            self.show_picks(self._picks, key)
            self.chosen.emit(key)

    def _build(self, picks: Sequence[Pick], found: str) -> None:
        had_focus = any(made.hasFocus() for made in self.rows.values())
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._layout)
        self._picks, self.rows = tuple(picks), {}
        under = ""
        for pick in picks[: self._most]:
            if pick.under != under:
                under = pick.under
                self._layout.addWidget(self._heading(under))
            made = self.rows[pick.key] = self._row(pick)
            self._group.addButton(made)
            self._layout.addWidget(made)
        if found:
            self.rows[found].setChecked(True)
        others = len(picks) - self._most
        if others > 0:
            self._layout.addWidget(self._further(others))
        if had_focus and found:
            self.rows[found].setFocus(Qt.FocusReason.OtherFocusReason)
        self.rearranged.emit()

    def _heading(self, text: str) -> QLabel:
        px = self._theme.px
        made = label(text, "label")
        made.setContentsMargins(0, px(16 if self.rows else 4), 0, px(4))
        return made

    def _further(self, others: int) -> QPushButton:
        told = n_("Show {n} more", "Show {n} more", others).format(n=others)
        made = button(self._theme, told, self._show_more, kind="quiet")
        made.setObjectName("more")
        return made

    def _show_more(self) -> None:
        self._most += MOST
        self._build(self._picks, self.current())

    def _row(self, pick: Pick) -> Composed:
        px = self._theme.px
        made = Composed(pick.heard, "pick")
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(pick.key))
        title = label(words.breakable(pick.title), "body" if pick.plain else "label")
        if pick.domain:
            title.setProperty("domain", str(pick.domain))
        head, pieces = row(title, spacing=px(8)), column(spacing=px(2))
        pieces.addLayout(head)
        if len(pick.title) <= SHORT and pick.about:
            title.setWordWrap(False)
            head.addWidget(label(pick.about), 1)
        else:
            head.setStretch(0, 1)
            fill(pieces, *([label(pick.about)] if pick.about else []))
        if pick.count:
            head.addWidget(label(pick.count, "caption", "secondary", wrap=False))
        if pick.text:
            pieces.addWidget(label(words.breakable(pick.text), "caption", "secondary", language=pick.language))
        inside = row(spacing=px(10), margins=(px(10), px(8), px(10), px(8)))
        if pick.icon:
            icon = picture(self._theme.pixmap(pick.icon, pick.colour, 16))
            inside.addLayout(column(icon, None, margins=(0, px(2), 0, 0)))
        inside.addLayout(pieces, 1)
        made.setLayout(inside)
        made.hold(*made.findChildren(QWidget))
        return made
