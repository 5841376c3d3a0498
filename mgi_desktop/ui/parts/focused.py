"""Where the focus is, so that it can stay when what has it is built anew."""

from PySide6.QtWidgets import QApplication, QWidget


def focused_in(whole: QWidget) -> QWidget | None:
    """What has the focus within a piece; None where nothing in it has."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and whole.isAncestorOf(focus) else None
