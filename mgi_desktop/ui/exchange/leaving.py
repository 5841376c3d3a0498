"""Leaving an import in which something was chosen: that is asked first."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.labels import label


class Leaving(Asking):
    """Says what is lost, and what is not."""

    def __init__(self, desk: Desk, parent: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(desk, parent, _("Leave this import?"))
        self._leave = leave
        count = desk.incoming.decided
        told = n_(
            "Nothing of it was taken yet. What you chose in {n} conflict is forgotten.",
            "Nothing of it was taken yet. What you chose in {n} conflicts is forgotten.",
            count,
        )
        self.body.addWidget(label(told.format(n=count)))
        kept = _("A third text that you wrote is kept, for when you look at this file again.")
        self.body.addWidget(label(kept, tone="secondary"))
        self.main.setText(_("Leave it"))
        self.main.setFocus()

    def done_with(self) -> None:
        """Leave it."""
        self.accept()
        self._leave()


def leave(desk: Desk, parent: QWidget, what: Callable[[], object]) -> None:
    """Do what leaves the import that is looked at: at once where nothing was chosen in it."""
    if desk.incoming.decided:
        Leaving(desk, parent, what).open()
    else:
        what()


def look_at(desk: Desk, window: QWidget, files: Sequence[Path]) -> None:
    """Show what files would bring, instead of what is looked at."""

    def begin() -> None:
        desk.incoming.begin(files, window)
        desk.go("exchange/import")

    leave(desk, window, begin)
