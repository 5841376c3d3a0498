"""What a screen reader finds in the wheel: a list of six, each with its subdomains."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.kept import Kept
from mgi_desktop.ui.overview.seen import Item, Seen, spoken
from mgi_desktop.ui.theme import tokens


class Voice(QPushButton):
    """A piece that is heard and can be pressed, and is never seen: keys and pointer go to the wheel itself.

    Plain widgets, since accessible interfaces written in Python do not live as long as Qt takes them to.
    """

    def __init__(self, parent: QWidget, does: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)
        self.clicked.connect(lambda: does())

    def nextCheckState(self) -> None:
        """What is chosen says the wheel, not the click."""


class Voices:
    """The voices of one wheel."""

    def __init__(self, desk: Desk, wheel: QWidget, activate: Callable[[Item], object]) -> None:
        self._desk, self._activate = desk, activate
        self._voices: dict[Item, Voice] = {}
        for domain in desk.instrument.domains:
            sector = self._add(Item("sector", domain.code), wheel)
            sector.setCheckable(True)
            for subdomain in domain.subdomains:
                self._add(Item("subdomain", subdomain.code), sector)

    def _add(self, item: Item, parent: QWidget) -> Voice:
        self._voices[item] = Voice(parent, lambda: self._activate(item))
        return self._voices[item]

    def say(self, seen: Seen) -> None:
        """Say what is seen now."""
        for item, voice in self._voices.items():
            voice.setAccessibleName(spoken(self._desk, seen, item))
            voice.setChecked(item == Item("sector", seen.chosen))

    def place(self, kept: Kept) -> None:
        """Let each lie where its shape is, and be no smaller than what a finger finds."""
        least = tokens()["size"]["target_min"]
        for item, voice in self._voices.items():
            shape = kept.painter.paths.shape(item)
            if shape is not None:
                rect = kept.painter.paths.bounds(shape, 0).translated(kept.plan.middle).toAlignedRect()
                wider, higher = max(0, least - rect.width()), max(0, least - rect.height())
                rect.adjust(-wider // 2, -higher // 2, wider - wider // 2, higher - higher // 2)
                parent = voice.parentWidget()
                origin = parent.pos() if isinstance(parent, Voice) else QPoint(0, 0)
                voice.setGeometry(QRect(rect.topLeft() - origin, rect.size()))
