"""Text on the screen: always plain, so that what people typed is never taken for markup."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mgi_desktop.i18n import is_rtl


def label(text: str, role: str = "body", tone: str = "", *, wrap: bool = True, language: str = "") -> QLabel:
    """A text of a role and tone; `language` gives the direction of what does not follow the interface's."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if language:
        give_direction(made, language)
    # Absolute, since a label would otherwise stand where its own script begins, not where its neighbours do.
    sides = Qt.AlignmentFlag
    side = sides.AlignRight if is_rtl(language or None) else sides.AlignLeft
    made.setAlignment(sides.AlignAbsolute | side | sides.AlignVCenter)
    return made


def give_direction(widget: QWidget, language: str) -> None:
    """Lay a widget out in the direction of the language of its content."""
    right_to_left = is_rtl(language)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def chip(text: str) -> QLabel:
    """A short word in a frame, such as the stage."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", "chip")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def key(text: str) -> QLabel:
    """A key on the keyboard."""
    made = QLabel(text)
    made.setProperty("kind", "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def picture(pixmap: QPixmap) -> QLabel:
    """An icon that says nothing which the text beside it does not."""
    made = QLabel()
    made.setPixmap(pixmap)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def as_tip(text: str) -> str:
    """Text that people typed as a tip: escaped, since Qt takes a tip that looks like markup for markup."""
    return f"<qt>{escape(text)}</qt>"


class Elided(QLabel):
    """One line that is cut at its end where it is too long; the whole of it is its tip and its accessible name."""

    def __init__(self, text: str, role: str = "body", tone: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """No width at all if need be."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole as a tip where it is cut."""
        super().resizeEvent(event)
        whole = self.fontMetrics().horizontalAdvance(self.text())
        self.setToolTip(as_tip(self.text()) if whole > self.contentsRect().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        rect: QRect = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        alignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, rect, int(QWidget.style(self).visualAlignment(self.layoutDirection(), alignment)),
            self.palette(), self.isEnabled(), shown, self.foregroundRole(),
        )  # fmt: skip
