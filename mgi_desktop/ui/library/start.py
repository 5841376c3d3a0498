"""What an empty library offers: the program in five sentences, and three ways to begin."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import at_most, box, column, fill, line
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
ABOUT = (
    N_("Here you fill in the questionnaire of the Migration Governance Indicators for a country or a city, and make "
       "its profile."),
    N_("Everything you type is saved at once on this laptop; no network is needed, and nothing is sent anywhere."),
    N_("A wheel of six domains shows what is done and what is still open; it gives no score and ranks nobody."),
    N_("Of the answers come findings, and of the findings the profile, to print or to read on a screen."),
    N_("Every step can be undone, also tomorrow, so try whatever you like."),
)  # fmt: skip
"""What whoever starts the program for the first time has to know."""


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


class Start(QWidget):
    """The five sentences, and the three ways as three rows of a card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.ways = [Way(desk, name) for name in WAYS]
        px = desk.theme.px
        about = column(*(label(_(sentence)) for sentence in ABOUT), spacing=px(6))
        whole = column(at_most(px(760), box(about)), self._card(), spacing=px(20))
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def _card(self) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "card")
        inside = QVBoxLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for place, way in enumerate(self.ways):
            fill(inside, *([line()] if place else []), way)
        self.ways[0].setProperty("first", True)
        self.ways[-1].setProperty("last", True)
        return made
