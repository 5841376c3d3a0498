"""The field in which the title of a section is written: on disk while one types, one edit when it is left."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.reading import own_title
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.labels import give_direction
from mgi_desktop.ui.parts.writing import PAUSE


class TitleLine(QLineEdit):
    """The title of a section in a language; while it is empty, the profile's own stands in it."""

    def __init__(self, desk: Desk, key: str, language: str) -> None:
        super().__init__()
        self._desk, self._key, self._language = desk, key, language
        self._ref = FieldRef("section", key, f"title@{language}")
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.keep)
        self.show_value()
        self.setPlaceholderText(own_title(key, language))
        give_direction(self, language)
        self.textEdited.connect(self._typing)
        self.editingFinished.connect(self.leave)

    def show_value(self) -> None:
        """Show the title as it is now."""
        self.setText(self._held())

    def keep(self) -> bool:
        """Put what is typed on disk; say whether that is done."""
        self._pause.stop()
        desk, title = self._desk, self.text().strip()
        if desk.id is None or title == self._held():
            return True
        try:
            desk.typed(self._ref, title)
        except Refused as refused:
            desk.notifier.refused.emit(refused)
            desk.notifier.unsaved.emit()
            return False
        return True

    def leave(self) -> None:
        """Make one edit of what was typed."""
        self._pause.stop()
        desk, title = self._desk, self.text().strip()
        if desk.id is None:
            return
        assessment, typed = desk.id, desk.assessment.held(self._ref).draft is not None
        if typed or title != self._held():
            desk.do(lambda: desk.services.sections.rename(assessment, self._key, self._language, title))

    def _typing(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _held(self) -> str:
        value = self._desk.assessment.held(self._ref).value
        return value if isinstance(value, str) else ""
