"""Whether a large file is written as several, none larger than a mailbox takes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.parts.boxes import box, column, fill
from mgi_desktop.ui.parts.checked import Checked
from mgi_desktop.ui.parts.fields import Named, Number
from mgi_desktop.ui.theme import Theme

LEAST, MOST, USUAL = 1, 1000, 10
"""Megabytes."""


class Pieces(QWidget):
    """One file, or several; each stands alone, in any order."""

    changed = Signal()

    def __init__(self, theme: Theme, most: int) -> None:
        """`most` are megabytes for each, 0 for one file however large."""
        super().__init__()
        px = theme.px
        hint = _("For e-mail. Each can be imported alone, in any order.")
        self.several = Checked(theme, _("Where it is large, in several files"), hint, checked=most > 0)
        self.number = Number(theme, LEAST, MOST, most or USUAL)
        self.number.setMaximumWidth(px(120))
        self._number = box(
            column(Named(theme, _("Each at most, in megabytes (MB)"), self.number), margins=(px(26), px(4), 0, 0))
        )
        self.several.turned.connect(self._turn)
        self.number.valueChanged.connect(lambda _value: self.changed.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(4))
        fill(whole, self.several, self._number)
        if not most:
            self._number.hide()

    @property
    def most(self) -> int:
        """Megabytes for each file, 0 for one however large."""
        return self.number.value() if self.several.checked else 0

    def _turn(self, several: bool) -> None:
        self._number.setVisible(several)
        self.changed.emit()
