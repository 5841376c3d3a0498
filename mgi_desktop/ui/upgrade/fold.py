"""A list below its heading: folded until one looks into it, and built no further than one looks."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.i18n import n_
from mgi_desktop.ui.parts.boxes import Piece, box, column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.theme import Theme

__all__ = ["Fold", "Piece"]

MOST = 20
"""So many at once: hundreds of texts would take seconds."""


class Fold(QWidget):
    """Opens and closes by its heading."""

    changed = Signal()
    """It is as high as before no longer."""

    def __init__(self, theme: Theme, heading: str, make: Callable[[int, int], Iterator[Piece]], count: int) -> None:
        """`make` is asked for the pieces of a stretch of the list, by its first and the one behind its last."""
        super().__init__()
        self._theme, self._make, self._count, self._built = theme, make, count, 0
        self.opener = button(theme, heading, self._turn, kind="quiet", icon="chevron-forward")
        self.opener.setEnabled(count > 0)
        self._inside = column(spacing=theme.px(10), margins=(theme.px(28), theme.px(4), 0, theme.px(12)))
        self.body = box(self._inside)
        self.body.hide()
        self._is_open = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.opener)
        whole.addWidget(self.body)
        self._show()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        if not self._built:
            self._build()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.body.setVisible(self._is_open)
        icon = "chevron-down" if self._is_open else "chevron-forward"
        self.opener.setIcon(self._theme.icon(icon, "text_2", 16))

    def _build(self) -> None:
        """Build the next stretch, and the way to the rest."""
        end = min(self._built + MOST, self._count)
        for piece in self._make(self._built, end):
            if isinstance(piece, QWidget):
                self._inside.addWidget(piece)
        self._built = end
        rest = self._count - end
        if rest:
            more = button(self._theme, n_("Show {n} more", "Show {n} more", rest).format(n=rest), kind="link")
            more.clicked.connect(lambda: self._go_on(more))
            self._inside.addWidget(more)

    def _go_on(self, more: QWidget) -> None:
        self.opener.setFocus()
        self._inside.removeWidget(more)
        more.hide()
        more.deleteLater()
        self._build()
        self.changed.emit()
