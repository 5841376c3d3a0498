"""What the tabs of the exchange have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk


class Tab(QWidget):
    """One of the views of the page; it is shown whole below the header, and scrolls by itself."""

    rearranged = Signal()
    """Pieces were put in or taken out, or the caption is another one."""
    needs_assessment = False
    """Whether it is there only while an assessment is open."""

    alone = False
    """Whether it is no tab among the others, but stands alone for a while."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.every_tool: Sequence[QWidget] = ()
        """Its own buttons in the header."""

    @property
    def tools(self) -> Sequence[QWidget]:
        """Those of its buttons that are shown now."""
        return self.every_tool

    @property
    def title(self) -> str:
        """What the page is called while the tab is shown; empty for the name of the page."""
        return ""

    @property
    def caption(self) -> str:
        """What the page says below its title while the tab is shown."""
        return ""

    def show_now(self) -> None:
        """Show everything as it is now; called when the tab is shown."""

    def show_within(self, within: str) -> None:
        """Show a place within the tab; called after `show_now`, with what follows its name, or empty."""

    def within(self) -> str:
        """The place within the tab, to come back to it."""
        return ""

    def refresh(self, changed: Changed) -> None:
        """Something was changed, in the open assessment or in another, while the tab is shown."""
        self.show_now()

    def outdate(self) -> None:
        """Something was changed while it is not shown."""

    def first_focus(self) -> QWidget | None:
        """What has the focus when the tab is shown."""
        return None
