"""The order of the Tab key: as one reads, whatever order the pieces were made in."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(root: QWidget) -> None:
    """Let Tab go through a widget as its layouts are read; call it after pieces were put in or moved."""
    for earlier, later in pairwise(_stops(root)):
        QWidget.setTabOrder(earlier, later)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Everything that can have the focus, each as one piece."""
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea):
        content = widget.widget()
        yield from _stops(content) if content is not None else ()
    else:
        layout = widget.layout()
        yield from _within(layout) if layout is not None else ()


def _within(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _within(inner)
