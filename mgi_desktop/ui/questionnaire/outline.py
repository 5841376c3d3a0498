"""The outline: where one is in the questionnaire, how far each part is, and the way to any indicator."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import fill, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.questionnaire.lines import FILTERS, Line, matching, outline_lines
from mgi_desktop.ui.questionnaire.outline_list import INSET, OutlineList
from mgi_desktop.ui.theme import Theme


class Outline(QWidget):
    """The filter, and below it the lines."""

    going = Signal(str)
    """The code of the indicator to go to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._only = "all"
        self._mine: frozenset[str] = frozenset()
        self._current = next(iter(desk.instrument.indicators))
        theme, px = desk.theme, desk.theme.px
        self._words = label("", wrap=False)
        self.filter = Composed("", "quiet")
        inside = row(
            picture(theme.pixmap("filter", "text_2", 16)), self._words,
            picture(theme.pixmap("chevron-down", "text_2", 14)), None, spacing=px(8), margins=(px(6), 0, px(6), 0),
        )  # fmt: skip
        self.filter.setLayout(inside)
        self.filter.hold(self._words)
        self.filter.setMinimumHeight(px(28))
        self.filter.clicked.connect(self._open_filter)
        self.list = OutlineList(theme, desk.language)
        self.list.going.connect(self.going)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, px(8))
        whole.setSpacing(px(4))
        fill(whole, row(self.filter, margins=(px(INSET), 0, px(INSET), 0)), self.list)

    def show_lines(self, current: str) -> None:
        """Show where one is, and every count as it is now."""
        desk, moved = self._desk, current != self._current
        self._current = current
        read, unasked = desk.assessment, desk.beside.unasked
        self._mine = frozenset(desk.services.parts.mine(read.id)) if read.parts else frozenset()
        lines = outline_lines(desk.instrument, read, desk.text, current, self._only, unasked, self._mine)
        others = self.list.lines.show_lines(lines)
        place = next((place for place, line in enumerate(lines) if line.goes_to == current and line.is_open
                      and line.kind == "indicator"), 0)  # fmt: skip
        if others or moved:
            self.list.setCurrentIndex(self.list.lines.index(place))
            self.list.scrollTo(self.list.lines.index(place))
        self._name_filter()

    def lines(self) -> Sequence[Line]:
        """What it shows."""
        return self.list.lines.lines

    def show_only(self, name: str) -> None:
        """Show the indicators that a filter lets pass."""
        self._only = name
        self.show_lines(self._current)

    def _name_filter(self) -> None:
        name = _(FILTERS[self._only][0])
        text = name if self._only == "all" else f"{name} ({self._count(self._only)})"
        self._words.setText(text)
        self.filter.setAccessibleName(_("Show: {what}").format(what=text))

    def _count(self, name: str) -> int:
        return matching(self._desk.instrument, self._desk.assessment, name, self._mine)

    def _open_filter(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        divided = bool(self._desk.assessment.parts) or self._only == "mine"
        for name, (text, _passes) in FILTERS.items():
            if name == "mine" and not divided:
                continue
            action = menu.addAction(f"{_(text)} ({self._count(name)})")
            action.setCheckable(True)
            action.setChecked(name == self._only)
            action.triggered.connect(lambda _=False, name=name: self.show_only(name))
            group.addAction(action)
        menu.popup(self.filter.mapToGlobal(QPoint(0, self.filter.height())))


class OutlineMenu(QFrame):
    """The outline where there is no room beside the cards: it opens below a button, and closes when one goes on."""

    def __init__(self, outline: Outline, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "card")
        self._theme = theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, theme.px(8), 1, 1)
        whole.addWidget(outline)
        outline.going.connect(self.close)

    def open_below(self, button: QWidget) -> None:
        """Open below a button, as high as the window allows."""
        window = button.window()
        width = min(self._theme.size("outline") + self._theme.px(60), window.width())
        below = button.mapToGlobal(QPoint(0, button.height()))
        height = max(self._theme.px(160), window.mapToGlobal(window.rect().bottomLeft()).y() - below.y())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = below.x() + button.width() - width if mirrored else below.x()
        self.setGeometry(x, below.y(), width, height)
        self.show()
