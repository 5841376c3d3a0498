"""Undo and redo at the end of a page's header; they follow the window's own two actions."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import icon_button


def undo_buttons(desk: Desk) -> QWidget:
    """Undo and redo as two icons, side by side."""
    return _UndoButtons(desk)


class _UndoButtons(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._pairs: list[tuple[QToolButton, QAction]] = []
        for name in ("undo", "redo"):
            action = desk.act[name]
            made = icon_button(desk.theme, name, "", action.trigger)
            self._pairs.append((made, action))
            action.changed.connect(self._follow)
        if desk.read_only:
            self.hide()
        self.setLayout(row(*(made for made, _ in self._pairs), spacing=desk.theme.px(4)))
        self._follow()

    def _follow(self) -> None:
        """Be usable when the actions are, and say what they would take back."""
        for made, action in self._pairs:
            made.setEnabled(action.isEnabled())
            made.setAccessibleName(action.toolTip())
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            made.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
