"""What an import brings to an assessment in the trash is out of sight there: that is said, with the way back."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture


def in_trash(desk: Desk, assessment: str, subject: str) -> QWidget:
    """That it lies there, and a button that brings it back."""
    theme = desk.theme
    told = _("“{subject}” is in the trash of the library, and stays there until you bring it back.")
    said = label(told.format(subject=words.isolated(subject)))
    back = button(theme, _("Bring back"), lambda: bring_back(desk, assessment), small=True)
    back.setObjectName("bring-back")
    back.setAccessibleName(_("Bring back: {text}").format(text=subject))
    if desk.only_read:
        back.hide()
    deeds = [] if desk.only_read else [back]
    pieces = row(picture(theme.pixmap("trash", "warn", 18)), said, *deeds, spacing=theme.px(10))
    pieces.setStretch(1, 1)
    return box(pieces)


def bring_back(desk: Desk, assessment: str) -> None:
    """Bring it back into the library."""
    desk.do(lambda: desk.services.trash.take_back(assessment))
