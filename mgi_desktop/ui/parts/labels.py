"""Text on the screen: always plain, so that what people typed is never taken for markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
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
