"""The list of the six domains, where their names have no room round the wheel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.seen import Item, Seen, spoken
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture


class Six(QWidget):
    """Number, icon, name and count of each domain; the one that is chosen has its full colour."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, seen: Seen) -> None:
        super().__init__()
        self._desk = desk
        self._rows = {title.domain: _Row(desk, place, title.domain) for place, title in enumerate(seen.titles, 1)}
        for code, made in self._rows.items():
            made.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
        self._column = column(*self._rows.values(), None, spacing=desk.theme.px(4))
        self.setLayout(self._column)
        self._widest = desk.theme.px(300)
        self.show_seen(seen)

    def height_at(self, width: int) -> int:
        """How high it is beside the wheel, where it has so much room."""
        return self._column.totalHeightForWidth(min(width, self._widest))

    def set_beside(self, beside: bool) -> None:
        """Stand beside the wheel, not too wide, or below it."""
        self.setMaximumWidth(self._widest if beside else 16_777_215)

    def show_seen(self, seen: Seen) -> None:
        """Show what the wheel shows."""
        for title in seen.titles:
            made = self._rows[title.domain]
            made.setAccessibleName(spoken(self._desk, seen, Item("sector", title.domain)))
            made.show_title(title.name, title.count, chosen=title.domain == seen.chosen)


class _Row(Composed):
    def __init__(self, desk: Desk, place: int, code: str) -> None:
        super().__init__("", "domain")
        self._theme, self._place = desk.theme, place
        px = desk.theme.px
        self.setCheckable(True)
        self.setProperty("domain", str(place))
        self._icon = picture(desk.theme.pixmap(f"domain-{place}", f"{place}.text", 24))
        number = label(code, "label", wrap=False)
        self._name, self._count = label("", "label"), label("", "caption")
        for words in (number, self._name, self._count):
            words.setProperty("domain", str(place))
        layout = row(
            number,
            self._icon,
            column(self._name, self._count, spacing=0),
            spacing=px(10),
            margins=(px(12), px(5), px(12), px(5)),
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._labels = (number, self._name, self._count)
        self.hold(self._icon, *self._labels)

    def show_title(self, name: str, count: str, *, chosen: bool) -> None:
        """Show name and count, in full colour where it is chosen."""
        self._name.setText(name)
        self._count.setText(count)
        self.setChecked(chosen)
        ink = f"{self._place}.{'on_strong' if chosen else 'text'}"
        self._icon.setPixmap(self._theme.pixmap(f"domain-{self._place}", ink, 24))
        for words in self._labels:
            if bool(words.property("on")) is not chosen:
                words.setProperty("on", chosen)
                words.style().unpolish(words)
                words.style().polish(words)
