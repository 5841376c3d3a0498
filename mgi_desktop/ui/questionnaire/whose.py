"""Whose part an indicator is, and who else has changed its answer: said, and never in anybody's way."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain import parts
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Indicator
from mgi_desktop.i18n import _, format_list
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.labels import label, picture


class Whose(QWidget):
    """A calm line below the head of a card, where somebody changed the part of another; else it takes no room."""

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        super().__init__()
        self._desk, self._indicator = desk, indicator
        self.part = ""
        """“part of Marie”, “your part”, or nothing: for the head of the card."""
        self._told = label("", "caption", "secondary")
        mark = picture(desk.theme.pixmap("person", "info", 16))
        line = row(mark, self._told, spacing=desk.theme.px(8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    @property
    def told(self) -> str:
        """What the line says; empty where it takes no room."""
        return "" if self.isHidden() else self._told.text()

    def show_part(self, read: Assessment) -> bool:
        """Show whose part it is now; say whether the head of the card reads otherwise."""
        before = self.part
        told = changed_by(self._desk, read, self._indicator)
        self.part = "" if told else whose(self._desk, read, self._indicator)
        self._told.setText(told)
        if bool(told) is self.isHidden():
            self.setVisible(bool(told))
        return self.part != before


def whose(desk: Desk, read: Assessment, indicator: Indicator) -> str:
    """“part of Marie”, “your part”, or nothing."""
    person = parts.person_of(read, indicator)
    if not person:
        return ""
    is_own = desk.services.parts.is_mine(read, person)
    return _("your part") if is_own else _("part of {name}").format(name=words.who(read, person))


def changed_by(desk: Desk, read: Assessment, indicator: Indicator) -> str:
    """“Part of Marie, changed by Ana”; nothing where nobody changed the part of another."""
    others = parts.by_others(read, indicator)
    if not others:
        return ""
    person, own = parts.person_of(read, indicator), desk.services.library.author
    names = format_list([_("you") if author == own else words.who(read, author) for author in others])
    is_own = desk.services.parts.is_mine(read, person)
    told = _("Your part, changed by {names}") if is_own else _("Part of {name}, changed by {names}")
    return told.format(name=words.who(read, person), names=names)
