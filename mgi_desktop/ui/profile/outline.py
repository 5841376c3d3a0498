"""What the file contains besides its sections: each line leads to its place on the sheet."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mgi_desktop.services.reading import Content
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, fill
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import give_direction, label, picture


class Outline(QWidget):
    """Cover, the six domains with their counts, open conflicts, imprint."""

    wanted = Signal(str)
    """The part of the sheet to show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._language = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(2))

    def show_content(self, content: Content) -> None:
        """Show the parts of a profile."""
        clear(self._layout)
        give_direction(self, content.language)
        self._language = content.language
        for part, title, count, icon, place in _entries(content):
            self._layout.addWidget(self._line(part, title, count, icon, place))
        self._layout.addStretch(1)

    def _line(self, part: str, title: str, count: str, icon: str, place: int) -> Composed:
        theme = self._desk.theme
        made = Composed(f"{title} {count}".strip(), "nav")
        made.setObjectName(part)
        made.setMinimumHeight(theme.size("nav_row"))
        made.clicked.connect(lambda: self.wanted.emit(part))
        mark = picture(theme.pixmap(icon, f"{place}.text" if place else "text_2", 20))
        words, number = label(title, language=self._language), label(count, "caption", "secondary", wrap=False)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        inside.setSpacing(theme.px(10))
        fill(inside, mark, words, number)
        inside.setStretch(1, 1)
        made.hold(mark, words, number)
        return made


def _entries(content: Content) -> Iterator[tuple[str, str, str, str, int]]:
    """Part, title, count, icon, and the place of a domain or 0; the sections have a list of their own."""
    yield "cover", content.subject, "", "page-profile", 0
    for page in content.domains if content.shows_findings else ():
        findings = " + ".join(str(len(found.findings)) for found in page.lists)
        yield f"domain-{page.code}", f"{page.code}  {page.title}", findings, f"domain-{page.place}", page.place
    if content.conflicts:
        yield "conflicts", content.words["conflicts"], str(len(content.conflicts)), "warning", 0
    yield "imprint", content.words["imprint"], "", "info", 0
