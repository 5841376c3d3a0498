"""Every action of the window: its words, its keys and its place in the menus, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.theme import CHOICES

Keys = QKeySequence.StandardKey
THEMES: Mapping[str, str] = {
    "system": N_("Like the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast_light": N_("Light, high contrast"),
    "contrast_dark": N_("Dark, high contrast"),
}


@dataclass(frozen=True)
class Item:
    """An action in a menu; `needs` an open assessment or nothing."""

    name: str
    words: str
    keys: QKeySequence.StandardKey | str | None = None
    needs: bool = False


MENUS: tuple[tuple[str, tuple[Item | None, ...]], ...] = (
    (
        N_("&File"),
        (
            Item("new", N_("&New assessment…"), Keys.New),
            Item("import", N_("&Import…"), Keys.Open),
            Item("sample", N_("Open the &sample")),
            None,
            Item("export", N_("&Export…"), "Ctrl+E", needs=True),
            Item("share", N_("S&hare…"), "Ctrl+Shift+S"),
            None,
            Item("library", N_("&Library"), "Ctrl+L"),
            Item("instruments", N_("Q&uestionnaires")),
            Item("safekeeping", N_("Safe &keeping")),
            Item("preferences", N_("&Preferences"), "Ctrl+,"),
            None,
            Item("quit", N_("&Quit"), "Ctrl+Q"),
        ),
    ),
    (
        N_("&Edit"),
        (
            Item("undo", N_("&Undo"), Keys.Undo),
            Item("redo", N_("&Redo"), Keys.Redo),
            None,
            Item("cut", N_("Cu&t"), Keys.Cut),
            Item("copy", N_("&Copy"), Keys.Copy),
            Item("paste", N_("&Paste"), Keys.Paste),
            None,
            Item("search", N_("&Search…"), "Ctrl+K"),
            Item("find", N_("&Find on this page"), Keys.Find),
        ),
    ),
    (
        N_("&Assessment"),
        (
            Item("overview", N_("&Overview"), "Ctrl+1", needs=True),
            Item("questionnaire", N_("&Questionnaire"), "Ctrl+2", needs=True),
            Item("sources", N_("&Sources"), "Ctrl+3", needs=True),
            Item("findings", N_("&Findings"), "Ctrl+4", needs=True),
            Item("review", N_("Revie&w"), "Ctrl+5", needs=True),
            Item("checks", N_("Chec&ks"), "Ctrl+Shift+5", needs=True),
            Item("profile", N_("&Profile"), "Ctrl+6", needs=True),
            Item("exchange", N_("E&xchange"), "Ctrl+7"),
            None,
            Item("previous", N_("Pre&vious indicator"), "Alt+Up", needs=True),
            Item("next", N_("&Next indicator"), "Alt+Down", needs=True),
            Item("unanswered", N_("Next &unanswered"), "Ctrl+J", needs=True),
            Item("conflict", N_("Next &conflict"), "Ctrl+Shift+J", needs=True),
            Item("cite", N_("C&ite a source…"), "Ctrl+Shift+K", needs=True),
            None,
            Item("details", N_("&Details…"), "Ctrl+D", needs=True),
            Item("stage", N_("Sta&ge…"), needs=True),
            Item("divide", N_("Divide t&he work…"), needs=True),
            None,
            Item("new_round", N_("New &round…"), needs=True),
            Item("rounds", N_("Co&mpare rounds"), needs=True),
            Item("upgrade", N_("Chang&e the questionnaire…"), needs=True),
            Item("join", N_("&Join into…"), needs=True),
            Item("history", N_("Histor&y"), "Ctrl+Shift+H", needs=True),
            Item("trash", N_("&Trash"), needs=True),
        ),
    ),
    (
        N_("&Review"),
        (
            Item("accept", N_("&Accept, and go on"), "Ctrl+Shift+A", needs=True),
            Item("ask", N_("As&k for changes…"), "Ctrl+Shift+R", needs=True),
            Item("propose", N_("&Propose…"), "Ctrl+Shift+P", needs=True),
            None,
            Item("to_judge", N_("&Next to judge"), "Ctrl+Shift+N", needs=True),
            Item("decisions", N_("&Decisions"), needs=True),
            None,
            Item("export_comments", N_("&Export the comments…"), needs=True),
        ),
    ),
    (
        N_("&View"),
        (
            Item("back", N_("&Back"), Keys.Back),
            Item("forward", N_("For&ward"), Keys.Forward),
            None,
            Item("larger", N_("&Larger text"), Keys.ZoomIn),
            Item("smaller", N_("&Smaller text"), Keys.ZoomOut),
            Item("normal", N_("&Normal text"), "Ctrl+0"),
            None,
            Item("full", N_("&Full screen"), "F11"),
        ),
    ),
    (
        N_("&Help"),
        (
            Item("guide", N_("Help on this &page"), "F1"),
            Item("counted", N_("How progress is &counted")),
            Item("keys", N_("&Keyboard shortcuts"), "Ctrl+/"),
            None,
            Item("rescue", N_("&Rescue everything…")),
            None,
            Item("about", N_("&About this program")),
        ),
    ),
)


CHANGING = (
    "new", "import", "sample", "share", "undo", "redo", "cut", "paste", "cite", "new_round", "upgrade", "join",
    "accept", "ask", "propose",
)  # fmt: skip
"""What changes something, and is left out where nothing can be changed."""


class Actions:
    """The actions of one window, by name."""

    def __init__(
        self, parent: QWidget, does: Mapping[str, Callable[[], object]], *, only_read: bool = False
    ) -> None:  # fmt: skip
        self._needing: list[QAction] = []
        self.by_name: dict[str, QAction] = {}
        for _title, items in MENUS:
            for item in items:
                if item is not None:
                    self.by_name[item.name] = self._made(parent, item, does[item.name])
        for name in CHANGING if only_read else ():
            self.by_name[name].setVisible(False)  # which takes its keys, too

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def _made(self, parent: QWidget, item: Item, does: Callable[[], object]) -> QAction:
        action = QAction(_(item.words), parent)
        if item.keys is not None:
            action.setShortcuts(keys(item))
        action.triggered.connect(lambda: does())
        if item.needs:
            self._needing.append(action)
        return action

    def open(self, is_open: bool) -> None:
        """Say whether an assessment is open."""
        for action in self._needing:
            action.setEnabled(is_open)


def keys(item: Item) -> list[QKeySequence]:
    """The keys of an action; the text can be made larger without Shift too."""
    if item.keys is None:
        return []
    found = [QKeySequence(item.keys)] if isinstance(item.keys, str) else QKeySequence.keyBindings(item.keys)
    found = [one for one in found if one != QKeySequence("Backspace")]  # Windows goes back by it, even out of a list
    return [*found, QKeySequence("Ctrl+=")] if item.name == "larger" else found


def themes() -> dict[str, str]:
    """The themes to choose from."""
    return {name: _(THEMES[name]) for name in CHOICES}
