"""A dialog as a sheet: a heading, a body that scrolls where the window is low, and a foot with its buttons."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import FocusRing
from mgi_desktop.ui.parts.boxes import Scroll, box, column, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label

EDGE = 24


class Sheet(QDialog):
    """Never larger than the window it belongs to; Esc closes it."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, *, width: int = 640) -> None:
        super().__init__(parent)
        self.desk = desk
        self._wanted = desk.theme.px(width)
        self.setWindowTitle(title)
        px = desk.theme.px
        self.heading = label(title, "heading")
        self.body = column(spacing=px(16), margins=(px(EDGE), px(16), px(EDGE), px(20)))
        self._content = box(self.body)
        self.area = Scroll(self._content)
        self.foot = row(None, spacing=px(8), margins=(px(EDGE), px(12), px(EDGE), px(12)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row(self.heading, margins=(px(EDGE), px(18), px(EDGE), px(4))))
        whole.addWidget(self.area, 1)
        whole.addWidget(line())
        whole.addLayout(self.foot)
        self._ring = FocusRing(self, desk.theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that the body wants, within the window."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as wide as wanted and as high as the body needs, within the window."""
        parent = self.parentWidget()
        room = (parent.window() if parent is not None else self).size()
        edge = self.desk.theme.px(EDGE)
        width = min(self._wanted, room.width() - edge)
        for _first_then_arranged in range(2):
            for piece in self._content.findChildren(QWidget):
                piece.updateGeometry()  # Qt keeps what it measured before the fonts and the width were known
            content = self._content
            needed = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
            others = self.sizeHint().height() - self.area.sizeHint().height()
            self.resize(width, min(needed + others, room.height() - edge))

    def closing(self) -> QPushButton:
        """Add the one button of a sheet that only tells."""
        made = button(self.desk.theme, _("Close"), self.reject)
        self.foot.addWidget(made)
        made.setDefault(True)
        return made
