"""The order of the Tab key: as one reads, whatever order the pieces were made in."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QWidget


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
        yield from _within(layout, widget) if layout is not None else ()


def _within(layout: QLayout, holder: QWidget) -> Iterator[QWidget]:
    """What stands in a layout of a widget, in order.

    Never by `itemAt`: an item that Python has seen is remembered at its address after Qt has deleted it with its
    widget, and is taken for what Qt puts there next.
    """
    pieces = [
        (layout.indexOf(piece), piece)
        for piece in (*holder.children(), *layout.children())
        if isinstance(piece, QWidget | QLayout) and piece is not layout and not isinstance(piece, QLabel)
    ]
    for place, piece in sorted(pieces, key=itemgetter(0)):
        if place >= 0:
            yield from _stops(piece) if isinstance(piece, QWidget) else _within(piece, holder)
