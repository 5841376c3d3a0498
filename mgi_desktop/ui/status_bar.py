"""The status bar: saved and when, conflicts, the three languages, the size of the text."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStatusBar, QWidget

from mgi_desktop import i18n
from mgi_desktop.i18n import _
from mgi_desktop.services.second_folder import NAG_AFTER
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.safekeeping.told import days_since


class StatusBar(QStatusBar):
    """It says “Saved” after the commit alone, and “Not saved”, never an old time, where the disk did not take it."""

    conflict_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk, at: datetime | None, failed: bool) -> None:
        """`at` is when something was saved last, `failed` whether something was not since then."""
        super().__init__()
        self._desk = desk
        self.at, self.failed = at, failed
        theme = desk.theme
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self._icon = picture(theme.pixmap("state-saved", "success", 16))
        self._saved = label("", "caption", wrap=False)
        self._saved.setObjectName("saved")
        self._conflicts = QPushButton()
        self._conflicts.setProperty("kind", "quiet")
        self._conflicts.setProperty("tone", "error")
        self._conflicts.setIcon(theme.icon("state-conflict", "error", 16))
        self._conflicts.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._conflicts.clicked.connect(self.conflict_wanted)
        self._erasing = label("", "caption", wrap=False)
        self._erasing.setObjectName("erasing")
        self._copied = QPushButton()
        self._copied.setObjectName("copied")
        self._copied.setProperty("kind", "quiet")
        self._copied.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._copied.clicked.connect(self.copy_wanted)
        self._languages = label("", "caption", wrap=False)
        self._languages.setObjectName("languages")
        self._size = label(f"{desk.preferences.get('text_size')} %", "caption", wrap=False)
        for widget in (self._icon, self._saved, self._conflicts, self._erasing):
            self.addWidget(widget)
        for widget in (self._copied, self._languages, self._size):
            self.addPermanentWidget(widget)
        self.show_now()

    def saved(self, at: datetime) -> None:
        """Say that a commit returned."""
        self.at, self.failed = at, False
        self._show_saved()

    def fail(self) -> None:
        """Say that something on the screen is not on disk."""
        self.failed = True
        self._show_saved()

    def show_now(self) -> None:
        """Show what is open now."""
        self._show_saved()
        desk = self._desk
        count = len(desk.assessment.conflicts) if desk.id is not None else 0
        self._conflicts.setVisible(count > 0)
        self._conflicts.setText(words.conflicts(count))
        self._show_copied()
        self.show_erasing()
        parts = [_("Interface {language}").format(language=i18n.language_name(i18n.language()))]
        if desk.id is not None:
            parts.append(_("Questionnaire {language}").format(language=i18n.language_name(desk.language)))
            parts.append(_("Profile {language}").format(language=i18n.language_name(desk.assessment.language)))
        self._languages.setText(" · ".join(parts))
        self._give_room()

    def show_erasing(self) -> None:
        """Say that something is being erased from the backups, and how far that is."""
        self._erasing.setText(self._desk.forgetting.far())
        self._erasing.setVisible(bool(self._erasing.text()))
        self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Leave out what would be cut: the languages, which the menu View and the details name too, then the copy."""
        others = (self._icon, self._saved, self._conflicts, self._erasing, self._size)
        pieces: list[QWidget] = [piece for piece in others if not piece.isHidden()]
        for piece in (self._copied, self._languages):
            widths = [one.sizeHint().width() + self._desk.theme.px(12) for one in (*pieces, piece)]
            piece.setVisible(sum(widths) <= self.width())
            pieces += [] if piece.isHidden() else [piece]

    def _show_copied(self) -> None:
        """Say that the last backup failed, else when everything was last copied off this laptop, marked where late."""
        own = self._desk.services.backups
        nag = own.problem is not None or own.second.days >= NAG_AFTER
        self._copied.setText(days_since(self._desk) if own.problem is None else _("The last backup failed"))
        self._copied.setIcon(self._desk.theme.icon("warning", "warn", 16) if nag else QIcon())
        self._copied.setProperty("tone", "warn" if nag else "")

    def _show_saved(self) -> None:
        self._icon.setVisible(self.at is not None and not self.failed)
        if self.failed:
            self._saved.setText(_("Not saved"))
        elif self.at is not None:
            self._saved.setText(_("Saved {time}").format(time=i18n.format_time(self.at)))
        self._give_room()
