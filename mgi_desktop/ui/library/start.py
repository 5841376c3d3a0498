"""What an empty library offers: three ways to begin, each with one line."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column, fill, line
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.labels import label, picture

WAYS: Mapping[str, tuple[str, str, str]] = {
    "new": ("add", N_("New assessment"), N_("Say which country or city is assessed, and answer its questionnaire.")),
    "sample": (
        "view",
        N_("Open the sample"),
        N_("Look at the assessment of a city that is nearly done, and try everything on it."),
    ),
    "import": ("import", N_("Import…"), N_("Take in a file that somebody sent you, or drop it on this window.")),
}


class Way(Composed):
    """One way to begin."""

    def __init__(self, desk: Desk, name: str) -> None:
        icon, title, about = WAYS[name]
        super().__init__(f"{_(title)}. {_(about)}", "row")
        theme = desk.theme
        px = theme.px
        self.clicked.connect(lambda: desk.act[name].trigger())
        picture_ = picture(theme.pixmap(icon, "text_2", 28))
        forward = picture(theme.pixmap("chevron-forward", "text_2", 20))
        words = label(_(title), "question"), label(_(about), tone="secondary")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(px(20), px(16), px(20), px(16))
        inside.setSpacing(px(20))
        fill(inside, picture_, column(*words, spacing=px(2)), forward)
        inside.setStretch(1, 1)
        self.hold(picture_, forward, *words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, as a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Start(QFrame):
    """The three ways, as three rows of a card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self.ways = [Way(desk, name) for name in WAYS]
        for place, way in enumerate(self.ways):
            fill(inside, *([line()] if place else []), way)
        self.ways[0].setProperty("first", True)
        self.ways[-1].setProperty("last", True)
