"""The overview page."""

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import box, column
from mgi_desktop.ui.parts.undo import undo_buttons


class OverviewPage(Page):
    """The overview page."""

    name = "overview"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.frame(box(column(None)), None, _("Overview"), undo_buttons(desk))
