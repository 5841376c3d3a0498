"""The profile page."""

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import box, column


class ProfilePage(Page):
    """The profile page."""

    name = "profile"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.frame(box(column(None)), None, _("Profile"))
