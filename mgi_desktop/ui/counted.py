"""How progress is counted: the one rule, and what it makes of each state."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mgi_desktop.domain.progress import RULE, State
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import fill, line
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.sheet import Sheet

MEANINGS: Mapping[State, str] = {
    State.ANSWERED: N_("A value of the scale is chosen. It counts."),
    State.NOT_APPLICABLE: N_("The question does not apply to the subject. It counts."),
    State.BEGUN: N_("There is a justification or a citation, and no value yet. It does not count."),
    State.TO_BE_VERIFIED: N_("The answer is marked so, or two people wrote different things. It does not count."),
    State.NOT_YET: N_("There is nothing yet. It does not count."),
}


class Counted(Sheet):
    """Says the rule, state by state."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("How progress is counted"))
        px, top = desk.theme.px, Qt.AlignmentFlag.AlignTop
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(10))
        grid.setColumnStretch(2, 1)
        for place, state in enumerate(State):
            grid.addWidget(picture(desk.theme.pixmap(words.STATE_ICONS[state], "text_2", 18)), place, 0, top)
            grid.addWidget(label(_(words.STATES[state]), "label", wrap=False), place, 1, top)
            grid.addWidget(label(_(MEANINGS[state])), place, 2, top)
        same = _("The number is the same on the wheel, in the outline, in every table, in the library and on the "
                 "command line, and it can be counted again from a plain document.")  # fmt: skip
        fill(self.body, label(_(RULE)), line(), grid, line(), label(same, tone="secondary"), None)
        self.closing().setFocus()
