"""What one looks for among the sources: words, and what is let pass; with the count of what is found."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.parts.boxes import Flow
from mgi_desktop.ui.parts.fields import Choice
from mgi_desktop.ui.parts.finder import Finder
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.sources.rows import Wanted, age_choices, cited_choices, file_choices, kind_choices
from mgi_desktop.ui.theme import Theme


class Filters(QWidget):
    """Found at each key; what does not fit in one line goes on in the next."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.search = Finder(theme, _("Search in sources"))
        self.search.setFixedWidth(theme.px(210))
        self.search.setAcceptDrops(False)  # a file that is dropped here is meant for the page
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.kind = self._choice(kind_choices(), _("Kind"))
        self.cited = self._choice(cited_choices(), _("Cited or not"))
        self.file = self._choice(file_choices(), _("File or not"))
        self.age = self._choice(age_choices(), _("Age of the document"))
        self.count = label("", "caption", "secondary", wrap=False)
        flow = Flow(theme.px(8))
        for piece in (self.search, self.kind, self.cited, self.file, self.age, self.count):
            flow.addWidget(piece)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            self.search.text(), self.kind.value(), self.cited.value(), self.file.value(), self.age.value()
        )  # fmt: skip

    def clear(self) -> None:
        """Let everything pass again."""
        self.blockSignals(True)
        self.search.clear()
        for choice in (self.kind, self.cited, self.file, self.age):
            choice.choose("")
        self.blockSignals(False)
        self.changed.emit()

    def show_count(self, found: int, of: int) -> None:
        """Say how many there are, and of how many where some are kept back."""
        text = n_("{n} source", "{n} sources", of).format(n=of)
        if found != of or not self.wanted().everything:
            text = n_("{found} of {n} source", "{found} of {n} sources", of).format(found=found, n=of)
        self.count.setText(text)

    def _choice(self, choices: dict[str, str], name: str) -> Choice:
        made = _Filter(self._theme, choices)
        made.setAccessibleName(name)
        made.currentIndexChanged.connect(lambda _place: self.changed.emit())
        return made


class _Filter(Choice):
    """As wide as what is chosen; its list is as wide as its longest choice."""

    def __init__(self, theme: Theme, choices: dict[str, str]) -> None:
        self._theme = theme
        super().__init__(choices)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(lambda _place: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """What the choice and the sign at its end need."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self.currentText()) + self._theme.px(46), super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Open the list."""
        widest = max(self.fontMetrics().horizontalAdvance(self.itemText(place)) for place in range(self.count()))
        self.view().setMinimumWidth(widest + self._theme.px(40))
        super().showPopup()
