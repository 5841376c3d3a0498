"""The six domains above the lists: how many findings each has, and which one is shown."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from mgi_desktop.domain.instrument import Domain
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture

Counts = Mapping[str, tuple[int, int]]
"""Domain code → well developed, with potential."""


class DomainButton(Composed):
    """Icon, both counts, number and name; the one that is shown has its full colour."""

    def __init__(self, desk: Desk, place: int, domain: Domain) -> None:
        super().__init__("", "domain")
        self._theme, self._place = desk.theme, place
        self._name = desk.instrument.text(domain.title, desk.language)
        self.code = domain.code
        self.title = f"{domain.code}  {self._name}"
        self.setCheckable(True)
        self.setProperty("domain", str(place))
        self._icon = picture(self._pixmap("text"))
        self._count = self._words("", "body")
        self._count.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._count.setWordWrap(False)
        self._named = self._words(self.title, "body", language=desk.language)
        self._number = self._words(domain.code, "body")
        self._number.hide()
        px = desk.theme.px
        head = row(None, self._icon, self._number, None, spacing=px(6))
        side = column(None, head, self._count, None, spacing=px(2))
        layout = row(side, self._named, spacing=px(12), margins=(px(12), px(6), px(12), px(6)))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hold(self._icon, self._number, self._count, self._named)
        self.setMinimumHeight(px(58))
        self.toggled.connect(self._colour)
        self._colour()

    def show_counts(self, well_developed: int, potential: int) -> None:
        """Show how many findings each list has."""
        self._count.setText(f"{well_developed} + {potential}")
        counts = _("{well_developed} well developed, {potential} with potential").format(
            well_developed=well_developed, potential=potential
        )
        self.setAccessibleName(f"{self.code} {self._name}: {counts}")

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word of the name; the height follows from the width."""
        return QSize(self._theme.px(56 if self._named.isHidden() else 130), self._theme.px(58))

    def heightForWidth(self, width: int) -> int:
        """Never lower than its icon and its counts need."""
        return max(super().heightForWidth(width), self._theme.px(58))

    def abridge(self, abridged: bool) -> None:
        """Show the number without the name, where there is little room."""
        self._named.setVisible(not abridged)
        self._number.setVisible(abridged)

    def _words(self, text: str, role: str, language: str = "") -> QLabel:
        made = label(text, role, language=language)
        made.setProperty("domain", str(self._place))
        return made

    def _pixmap(self, part: str) -> QPixmap:
        return self._theme.pixmap(f"domain-{self._place}", f"{self._place}.{part}", 24)

    def _colour(self) -> None:
        """A state of a button does not reach the labels in it by the style sheet."""
        shown = self.isChecked()
        self._icon.setPixmap(self._pixmap("on_strong" if shown else "text"))
        for words in self.findChildren(QLabel):
            words.setProperty("on", shown)
            words.style().unpolish(words)
            words.style().polish(words)


class Domains(QWidget):
    """The six buttons: one tab stop, the arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        px = desk.theme.px
        self._grid = QGridLayout()
        self._grid.setSpacing(px(6))
        self._chosen = label("", "label", language=desk.language)
        self._chosen.hide()
        self.setLayout(column(self._grid, self._chosen, spacing=px(6), margins=(px(24), 0, px(24), px(12))))
        self._group = QButtonGroup(self)
        self._columns = 0
        self._buttons = [DomainButton(desk, place, one) for place, one in enumerate(desk.instrument.domains, 1)]
        for button in self._buttons:
            button.clicked.connect(lambda _=False, code=button.code: self.chosen.emit(code))
            self._group.addButton(button)
        self.arrange(6)

    def arrange(self, columns: int, abridged: bool = False) -> None:
        """Stand in so many columns; abridged, the name of the open domain stands below."""
        if columns == self._columns and abridged is not self._chosen.isHidden():
            return
        self._chosen.setVisible(abridged)
        for button in self._buttons:
            button.abridge(abridged)
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for number in range(6):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def show_domain(self, code: str, counts: Counts) -> None:
        """Show which domain is open, and the counts of all."""
        for button in self._buttons:
            button.show_counts(*counts[button.code])
            if button.code == code:
                button.setChecked(True)
                self._chosen.setText(button.title)

    def current(self) -> QWidget | None:
        """The button of the domain that is open."""
        return self._group.checkedButton()
