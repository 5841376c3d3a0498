"""Scrolls to what was just put on a page, once it has its place there."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QWidget

_AFTER = (0, 30, 90)
"""Milliseconds after which it is looked for: layouts that stand in each other need several turns."""


def bring_into_view(widget: QWidget) -> None:
    """Scroll the area that a widget stands in to it; whatever held the old place lets go, as for a person's hand."""
    for after in _AFTER:
        waiting = QTimer(widget, singleShot=True, interval=after)
        waiting.timeout.connect(lambda: _scroll_to(widget))
        waiting.timeout.connect(waiting.deleteLater)
        waiting.start()


def _scroll_to(widget: QWidget) -> None:
    area: QWidget | None = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea) and widget.isVisible():
        area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderNoAction)
        area.ensureWidgetVisible(widget, 0, widget.fontMetrics().height())
