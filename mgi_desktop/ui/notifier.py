"""What the pages hear of each other: what changed, what was saved, what could not be done, and where to go."""

from PySide6.QtCore import QObject, Signal


class Notifier(QObject):
    """The signals of one window."""

    changed = Signal(object)
    """A `Changed` after its commit: whoever shows one of its fields redraws that."""
    saved = Signal(object)
    """The time at which a commit returned."""
    refused = Signal(object)
    """A `Refused`: shown in one place, in words, with nothing lost."""
    unsaved = Signal()
    """What was typed last is on the screen only."""
    told = Signal(str, str)
    """A notice that goes by itself, and the word of an action that it offers: “undo”, or empty."""
    written = Signal(str, object)
    """What was written, in words, and the `Path` of a file whose folder can be shown; it stays until it is closed."""
    kept = Signal()
    """A backup was made, or rewritten: whoever shows them looks anew."""
    going = Signal(str)
    """A place to go to: “overview/2”, “questionnaire/L1.1.1”, “findings/2”, “profile”, “library”."""
    entering = Signal(str, str)
    """An assessment to open, at a place, or where one left it where that is empty."""
    looks = Signal()
    """Language, theme or text size were changed: the window is built anew."""
