"""The stage as a small button, with a lock where the assessment is published."""

from PySide6.QtWidgets import QPushButton

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.stages import reached


def stage_chip(desk: Desk) -> QPushButton:
    """Make a button that says the stage and opens its path."""
    name = reached.name(desk.assessment.stage)
    made = button(desk.theme, name, desk.act["stage"].trigger, kind="chip")
    made.setObjectName("stage")
    made.setAccessibleName(_("Stage: {stage}").format(stage=name))
    if desk.published:
        made.setIcon(desk.theme.icon("lock", "text_2", 16))
    return made
