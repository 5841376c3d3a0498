"""The copy of a damaged store that recovery laid aside: what is erased may be in it; one is asked whether it goes."""

from PySide6.QtWidgets import QCheckBox, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.waiting import wait_for


class Copies(QWidget):
    """Says that it may hold what is erased, and asks; nothing is seen where nothing was laid aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        aside = desk.services.laid_aside
        self.go = QCheckBox(_("Remove that copy as well: there is no second try then"))
        self.go.setChecked(aside.can_go)
        pieces: list[QWidget] = [label(may_hold())]
        pieces.append(self.go if aside.can_go else label(_stays(), tone="secondary"))
        self.setLayout(column(*pieces, spacing=desk.theme.px(6)))
        if not aside.copies:
            self.hide()

    def done(self, parent: QWidget) -> None:
        """Remove it, where that is wanted."""
        if self._desk.services.laid_aside.copies and self.go.isChecked():
            removed(self._desk, parent)


class RemoveCopy(Asking):
    """Asks once: nothing brings it back."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Remove the copy of the damaged store?"))
        self._window = parent
        for told in (may_hold(), _("Once it is removed there is no second try.")):
            self.body.addWidget(label(told))
        self.main.setText(_("Remove"))

    def done_with(self) -> None:
        """Remove it, and have the pages show what is kept now."""
        self.accept()
        if removed(self.desk, self._window):
            self.desk.notifier.told.emit(_("The copy of the damaged store is removed."), "")
        self.desk.notifier.kept.emit()


def removed(desk: Desk, parent: QWidget) -> bool:
    """Remove it beside the window; say whether that was done, and else tell why not."""

    def work() -> bool:
        desk.services.laid_aside.remove()
        return True

    beside = desk.services.beside(work)
    return bool(desk.do(lambda: wait_for(parent, _("Removing"), lambda _cancelled: beside(), can_cancel=False)))


def may_hold() -> str:
    """What lies there, and why that matters."""
    return _(
        "Recovery laid a copy of the damaged store aside, untouched, for a second try. What is erased may stand in it, "
        "too; what was recovered from it is in the store of now."
    )


def _stays() -> str:
    return _("It stays, since nothing was recovered from it yet.")
