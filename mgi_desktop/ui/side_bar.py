"""The side bar: which assessment one is in, its pages with counts, and the way to the library and preferences."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mgi_desktop.domain.progress import progress
from mgi_desktop.i18n import N_, _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, fill, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import key, label, picture
from mgi_desktop.ui.stages.chip import stage_chip

PAGES: Mapping[str, str] = {
    "overview": N_("Overview"),
    "questionnaire": N_("Questionnaire"),
    "sources": N_("Sources"),
    "findings": N_("Findings"),
    "review": N_("Review"),
    "profile": N_("Profile"),
    "exchange": N_("Exchange"),
}
FOOT: Mapping[str, str] = {"library": N_("Library"), "preferences": N_("Preferences")}


class SideBar(QWidget):
    """It never scrolls away; where the window is narrow only its icons stay."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._narrow = False
        self._page = ""
        self._numbers: dict[str, tuple[Composed, QLabel]] = {}
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        px = desk.theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(8), px(12), px(8), px(12))
        self._layout.setSpacing(px(2))
        self.build()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icons only, or the words too."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.build()

    def show_page(self, page: str) -> None:
        """Mark the page that is shown."""
        self._page = page
        self._group.setExclusive(False)  # a page that stands elsewhere leaves none of them marked
        for button in self._group.buttons():
            here = button.property("page") == page
            button.setChecked(here)
            icon = button.findChild(QLabel, "icon")
            if icon is not None:
                colour = "on_selected" if here and self._desk.theme.outlined else "text_2"
                icon.setPixmap(self._desk.theme.pixmap(f"page-{button.property('page')}", colour, 20))
            title = button.findChild(QLabel, "title")
            if title is not None and title.property("role") != ("label" if here else "body"):
                title.setProperty("role", "label" if here else "body")
                title.style().polish(title)
            number = button.findChild(QLabel, "number")
            if number is not None and self._desk.theme.outlined:
                number.setProperty("tone", "on" if here else "secondary")
                number.style().polish(number)
        self._group.setExclusive(True)

    def refresh(self, changed: Changed) -> None:
        """Show the counts of now; the head anew only where the assessment's own fields were changed."""
        if any(ref.kind == "assessment" for ref in changed.fields):
            self.build()
            return
        for page, count in self._counts().items():
            button, number = self._numbers[page]
            number.setText(count)
            button.setAccessibleName(f"{_(PAGES[page])} {count}".strip())

    def build(self) -> None:
        """Show the open assessment, or only the way to the library."""
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._layout)
        if self._desk.id is not None and not self._narrow:
            self._head()
        self._layout.addWidget(self._search())
        self._layout.addSpacing(self._desk.theme.px(8))
        if self._desk.id is not None:
            counts = self._counts()
            for page, name in PAGES.items():
                self._layout.addWidget(self._nav(page, _(name), counts.get(page, "")))
        self._layout.addStretch(1)
        for page, name in FOOT.items():
            self._layout.addWidget(self._nav(page, _(name)))
        self.show_page(self._page)
        self._make_room()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the look says, and wider where a word is longer."""
        least = self._desk.theme.size("side_bar_narrow" if self._narrow else "side_bar")
        return QSize(max(least, self._layout.totalMinimumSize().width()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rows lower where they would not find room below each other."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        rows = self._group.buttons()
        high = self._desk.theme.size("nav_row")
        others = self._layout.minimumSize().height() - sum(one.minimumHeight() for one in rows)
        low = self.height() < others + len(rows) * high
        for one in rows:
            if bool(one.property("low")) is not low:
                one.setProperty("low", low)
                one.style().polish(one)

    def _head(self) -> None:
        read, px = self._desk.assessment, self._desk.theme.px
        pieces = [label(read.subject, "question"), label(words.place(read), "caption", "secondary")]
        pieces.append(label(words.facts(read), "caption", "secondary"))
        holder = QVBoxLayout()
        holder.setContentsMargins(px(10), 0, px(10), px(10))
        holder.setSpacing(px(2))
        fill(holder, *(piece for piece in pieces if piece.text()), px(4), row(stage_chip(self._desk), None))
        self._layout.addLayout(holder)

    def _search(self) -> Composed:
        """The way to the palette, which looks like the field that it opens."""
        theme, action = self._desk.theme, self._desk.act["search"]
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        name = _("Search")
        made = Composed(f"{name} ({shortcut})", "search")
        made.setObjectName("search")
        made.setToolTip(f"{name} ({shortcut})" if self._narrow else "")
        made.setMinimumHeight(theme.size("control"))
        made.clicked.connect(action.trigger)
        icon, said, pressed = picture(theme.pixmap("search", "text_2", 16)), label(name, wrap=False), key(shortcut)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(theme.px(10), 0, theme.px(10 if self._narrow else 6), 0)
        inside.setSpacing(theme.px(8))
        if self._narrow:
            fill(inside, None, icon, None)
        else:
            fill(inside, icon, said, None, pressed)
        made.hold(icon, said, pressed)
        return made

    def _counts(self) -> dict[str, str]:
        read = self._desk.assessment
        whole = progress(self._desk.instrument, read)
        return {
            "questionnaire": f"{whole.answered}/{whole.of}",
            "sources": str(len(read.sources) or ""),
            "findings": str(len(read.findings) or ""),
            "review": str(sum(read.open_comments.values()) or ""),
            "exchange": str(len(read.conflicts) or ""),
        }

    def _nav(self, page: str, name: str, count: str = "") -> Composed:
        theme = self._desk.theme
        button = Composed(f"{name} {count}".strip(), "nav")
        button.setCheckable(True)
        button.setProperty("page", page)
        button.setToolTip(name if self._narrow else "")
        button.clicked.connect(lambda: self._desk.go(page))
        inside = QHBoxLayout(button)
        inside.setContentsMargins(theme.px(12), 0, theme.px(10), 0)
        inside.setSpacing(theme.px(10))
        icon = picture(theme.pixmap(f"page-{page}", "text_2", 20))
        icon.setObjectName("icon")
        title, number = label(name, wrap=False), label(count, "caption", "secondary", wrap=False)
        title.setObjectName("title")
        number.setObjectName("number")
        if self._narrow:
            fill(inside, None, icon, None)
        else:
            fill(inside, icon, title, None, number)
        button.hold(icon, title, number)
        self._numbers[page] = button, number
        self._group.addButton(button)
        return button
