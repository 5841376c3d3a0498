"""A domain's icon on its full colour, as it leads a title."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.ui.theme import Theme, tokens


class Tile(QWidget):
    """For the eye alone: the title stands beside it. `place` is 1 to 6, `size` a size at 100 %."""

    def __init__(self, theme: Theme, place: int, size: int = 0) -> None:
        super().__init__()
        self._theme, self._place = theme, place
        self._size = size or tokens()["icon"]["tile"]
        self.setFixedSize(theme.px(self._size), theme.px(self._size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile and the icon in its middle."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.paint(f"{self._place}.strong"))
        radius = theme.px(tokens()["radius"]["card"])
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        icon = theme.pixmap(f"domain-{self._place}", f"{self._place}.on_strong", round(self._size * 0.6))
        side = icon.width() / icon.devicePixelRatio()
        painter.drawPixmap(round((self.width() - side) / 2), round((self.height() - side) / 2), icon)
