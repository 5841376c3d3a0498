"""A page: header, content, and at its end a panel with a foot; the panel goes below where the window is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Scroll, box, column, fill, row
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.your_name import NameOnce
from mgi_desktop.ui.places import EVERYWHERE
from mgi_desktop.ui.stages.published import Published
from mgi_desktop.ui.theme import tokens

if TYPE_CHECKING:
    from mgi_desktop.ui.review.judging import Judging


@dataclass(frozen=True)
class Room:
    """The size of the window in pixels at 100 % text size: larger text leaves less room."""

    width: float
    height: float

    def below(self, threshold: str) -> bool:
        """Whether the window is narrower (for compact_height: lower) than a threshold of the tokens' `layout`."""
        return bool((self.height if "height" in threshold else self.width) < tokens()["layout"][threshold])


class Page(QWidget):
    """What the window shows beside the side bar."""

    name = ""
    """The first part of its places: “overview” in “overview/2”."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.panel: Panel | None = None
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def frame(self, content: QWidget, panel: "Panel | None" = None, title: str = "", *actions: QWidget) -> None:
        """Lay the page out: title, caption and actions above the content, the panel at the end of both."""
        self.title = label(title, "title", wrap=False)
        self.caption = label("", "caption", "secondary", wrap=False)
        self.title.setMinimumWidth(0)
        self.caption.setMinimumWidth(0)
        for words in (self.title, self.caption):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tools = row(*actions, spacing=self.desk.theme.px(8))
        self.header = Header(self.desk, (self.title, self.caption), self.tools)
        self.panel = panel
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.header)
        main.addWidget(NameOnce(self.desk))
        if self.desk.published and self.name not in EVERYWHERE:
            main.addWidget(Published(self.desk, gained=self.name == "overview"))
            main.addSpacing(self.desk.theme.px(8))
        main.addWidget(content, 1)
        self._halves.addLayout(main, 1)
        if panel is not None:
            self._halves.addWidget(panel)

    def show_spot(self, spot: str) -> None:
        """Show a place within the page; what stands after the page's name and a slash, or empty."""

    def spot(self) -> str:
        """The place that is shown now, to come back to."""
        return self.name

    def refresh(self, changed: Changed) -> None:
        """Show what changed; called after each change of the open assessment."""

    def fit(self, room: Room) -> None:
        """Arrange the page for the size of the window; called before it is shown and when that changes."""
        if self.panel is not None:
            below = room.below("panel_below_content_below")
            directions = QBoxLayout.Direction
            self._halves.setDirection(directions.TopToBottom if below else directions.LeftToRight)
            self.panel.set_below(below)

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page is shown."""
        return None

    def find_field(self) -> QLineEdit | None:
        """The field that finds on this page, where it has one: Ctrl+F goes there."""
        return None

    def judging(self) -> "Judging | None":
        """What can be accepted, or be asked to be changed, where one is."""
        return None

    def paste(self) -> bool:
        """Take what is on the clipboard where it is no text, such as a file; say whether that was done."""
        return False

    def open_field(self, ref: FieldRef) -> None:
        """Show the field in which one writes a text, where it is not shown all the time."""


class Header(QWidget):
    """Title and caption beside the tools, or above them where both do not fit: neither is ever cut."""

    def __init__(self, desk: Desk, texts: Sequence[QLabel], tools: QHBoxLayout) -> None:
        super().__init__()
        px = desk.theme.px
        self._texts, self._tools = texts, tools
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(px(24), px(8), px(24), px(8))
        self._layout.setSpacing(px(16))
        self._layout.addLayout(column(*texts, spacing=0), 1)
        self._layout.addLayout(tools)
        self.setMinimumHeight(desk.theme.size("page_header"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange both for the width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange both anew when a text or a tool changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        words = max(text.fontMetrics().horizontalAdvance(text.text()) for text in self._texts)
        tools = self._tools.sizeHint().width()
        beside = not tools or words + self._layout.spacing() + tools <= room
        directions, sides = QBoxLayout.Direction, Qt.AlignmentFlag
        direction = directions.LeftToRight if beside else directions.TopToBottom
        if direction is not self._layout.direction():
            self._layout.setDirection(direction)
            self._layout.setAlignment(self._tools, sides(0) if beside else sides.AlignLeading)
        for text in self._texts:
            if text.wordWrap() is not (words > room or not beside):
                text.setWordWrap(words > room or not beside)


class Panel(QFrame):
    """A sheet at the end of a page: it scrolls alone and has its own foot for its actions."""

    def __init__(self, desk: Desk, width: str = "panel", ground: str = "surface") -> None:
        super().__init__()
        self._desk, self._width = desk, width
        px = desk.theme.px
        self.setProperty("ground", ground)
        self.setProperty("edge", "start")
        self.content = column(spacing=px(12), margins=(px(24), px(20), px(24), px(20)))
        self.foot = row(spacing=px(8), margins=(px(24), px(12), px(24), px(12)))
        self._foot = box(self.foot, ground)
        self.area = Scroll(box(self.content))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        fill(layout, self.area, self._foot)
        layout.setStretch(0, 1)
        self.set_below(False)

    def set_below(self, below: bool) -> None:
        """Stand below the content, as wide as it, or beside it."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215 if below else self._desk.theme.size(self._width))
        if not below:
            self.setFixedWidth(self._desk.theme.size(self._width))
        self.setMaximumHeight(self._desk.theme.px(260) if below else 16_777_215)
        self._foot.setVisible(self.foot.count() > 0)
