"""What came by file: every import, the newest first, with what was said of it, and taking it back."""

from PySide6.QtWidgets import QVBoxLayout

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.labels import label, picture


class Imports(Tab):
    """The list at the start, and the report of one at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setLayout(self._empty())

    def _empty(self) -> QVBoxLayout:
        px = self.desk.theme.px
        icon = picture(self.desk.theme.pixmap("import", "text_2", 48))
        told = _("Import a file that somebody sent, or drop it on this window. What it brings is shown first.")
        return column(
            icon, label(_("Nothing came by file yet."), "question"), label(told, tone="secondary"), None,
            spacing=px(8), margins=(px(24), px(16), px(24), px(24)),
        )  # fmt: skip
