"""The panel beside the wheel: the assessment, or the domain that is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview import assessment, domain
from mgi_desktop.ui.page import Panel
from mgi_desktop.ui.parts.boxes import Flow, clear, fill, line
from mgi_desktop.ui.parts.tab_order import tab_as_read


class OverviewPanel(Panel):
    """Below the wheel it is as high as its content, since the page scrolls there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.shown: str | None = None
        self._whole = False
        px = desk.theme.px
        self._buttons = Flow(px(8))
        holder = QWidget()
        holder.setLayout(self._buttons)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.foot.addWidget(holder, 1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, line())

    def show_domain(self, code: str) -> None:
        """Show a domain, or with an empty code the assessment."""
        self.shown = code
        self._build()
        self.area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show what it shows as it is now; focus and place stay where they were."""
        bar = self.area.verticalScrollBar()
        place, focus = bar.value(), self.focusWidget()
        name = focus.objectName() if focus is not None and focus.hasFocus() else ""
        self._build()
        bar.setValue(place)
        # The last of that name: the one before is still there until the event loop deletes it.
        for again in self.findChildren(QWidget, name)[-1:] if name else ():
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        clear(self.content)
        clear(self._buttons)
        if self.shown:
            content, buttons = domain.about(self._desk, self.shown)
        else:
            content, buttons = assessment.about(self._desk)
        fill(self.content, *content, None)
        for made in buttons:
            self._buttons.addWidget(made)
        # At once, not with the next event: only what is shown can have the focus.
        for piece in (*content, *buttons):
            if isinstance(piece, QWidget):
                piece.show()
        tab_as_read(self)
        self._stretch()

    def set_below(self, below: bool) -> None:
        """Stand below the wheel, as high as the content, or beside it, scrolling alone."""
        super().set_below(below)
        self._whole = below
        self.setMaximumHeight(16_777_215)
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.area.setVerticalScrollBarPolicy(never if below else needed)
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        high = max(0, self.content.totalHeightForWidth(self.area.width())) if self._whole else 0
        if self.area.minimumHeight() != high:
            self.area.setMinimumHeight(high)
