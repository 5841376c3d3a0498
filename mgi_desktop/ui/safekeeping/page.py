"""Safe keeping: the backups of everything, the second folder, and bringing back what a backup has."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, n_, say
from mgi_desktop.services.backups import BackedUp, Backup
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.leaving import look_at
from mgi_desktop.ui.history.copies import RemoveCopy, may_hold
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import Flow, Scroll, box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.waiting import wait_for
from mgi_desktop.ui.safekeeping.told import last_copy

T = TypeVar("T")
_NOT_WHOLE = N_("The store is damaged: the backup holds what could be read of it, and stays beside the whole ones.")

REASONS: Mapping[str, str] = {
    "asked": N_("asked for"),
    "close": N_("when the program was closed"),
    "change": N_("after half an hour of changes"),
    "import": N_("before an import"),
    "merge": N_("before a joining"),
    "upgrade": N_("before an update of the program"),
}
"""Why a backup was made, in words."""


class SafekeepingPage(Page):
    """What is kept beside the work itself; it needs no open assessment."""

    name = "safekeeping"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self.backups = desk.services.backups
        self._list = column(spacing=px(16), margins=(px(24), px(4), px(24), px(24)))
        self.now = button(desk.theme, _("Back up now"), self._back_up, kind="main", icon="backup")
        self.frame(Scroll(box(self._list)), None, _("Safe keeping"), self.now)
        if desk.only_read:
            self.now.hide()
        desk.notifier.kept.connect(self._look_anew)

    def show_spot(self, spot: str) -> None:
        """Show what is kept now."""
        self._show()

    def refresh(self, changed: Changed) -> None:
        """Show what is kept now."""
        self._look_anew()

    def _look_anew(self) -> None:
        """Show what is kept now, where that is seen; the keys and what is in view stay where they are."""
        if self.isVisible():
            self._show()

    def first_focus(self) -> QWidget | None:
        """What one comes for."""
        return self.now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps out."""
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go("library")
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        try:
            kept = self.backups.listed()
        except Refused as refused:
            kept = []
            self.desk.notifier.refused.emit(refused)
        used = self._used()
        clear(self._list)
        self.caption.setText(_caption(kept))
        whole = box(column(self._second(), self._backups(kept), spacing=self.desk.theme.px(16)))
        self._list.addWidget(whole)
        self._list.addStretch(1)
        whole.show()
        tab_as_read(self)
        if used is not None:
            self._focus(used)

    def _used(self) -> str | None:
        """The name of the button that one is using, where it is about to be made anew."""
        focus = self.window().focusWidget()
        if not isinstance(focus, QPushButton) or focus is self.now or not self.isAncestorOf(focus):
            return None
        return _name(focus)

    def _focus(self, name: str) -> None:
        """Go on where one was."""
        found = [one for one in self.findChildren(QPushButton) if one.isVisible() and _name(one) == name]
        (found or [self.now])[0].setFocus()

    # The backups beside the store

    def _backups(self, kept: list[Backup]) -> QWidget:
        px = self.desk.theme.px
        told = _("A backup of everything is made when the program closes, after half an hour of changes, and before "
                 "each import. Each is read back. Of older ones one a day, a week and a month stays.")  # fmt: skip
        rows = column(spacing=px(10), margins=(px(16), px(12), px(16), px(14)))
        fill(rows, label(_("Backups on this laptop"), "heading"), label(told, tone="secondary"))
        if self.backups.problem is not None:
            rows.addLayout(self._warned(say(self.backups.problem)))
        if self.desk.forgetting.far():
            rows.addWidget(label(_("What was erased for good is being taken out of the backups.")))
        elif self.backups.erasing_is_due:
            left = _("What was erased for good may still be in a backup that is not at hand, or is damaged. It goes "
                     "from there as soon as that can be written.")  # fmt: skip
            rows.addLayout(self._warned(left))
        if self.desk.services.laid_aside.may_hold_erased:
            fill(rows, self._laid_aside())
        for one in kept:
            fill(rows, line(), self._row(one))
        restore = button(self.desk.theme, _("Restore from a file…"), self._choose_backup, icon="import")
        if not self.desk.only_read:
            fill(rows, line(), self._side_by_side(restore))
        return card(rows)

    def _laid_aside(self) -> QWidget:
        """The copy of a damaged store that recovery laid aside may hold what was erased: it can go."""
        rows = column(self._warned(may_hold()), spacing=self.desk.theme.px(8))
        if self.desk.services.laid_aside.can_go and not self.desk.only_read:
            remove = button(self.desk.theme, _("Remove that copy…"), self._remove_copy, small=True)
            rows.addLayout(self._side_by_side(remove))
        return box(rows)

    def _remove_copy(self) -> None:
        RemoveCopy(self.desk, self.window()).open()

    def _side_by_side(self, *deeds: QWidget) -> Flow:
        flow = Flow(self.desk.theme.px(8))
        for deed in deeds:
            flow.addWidget(deed)
        return flow

    def _row(self, one: Backup) -> QHBoxLayout:
        theme = self.desk.theme
        at = _at(one)
        reason = REASONS.get(one.reason, "")
        facts = [_(reason) if reason else "", _size(one.path)]
        facts.append(n_("{n} change", "{n} changes", one.edits).format(n=one.edits))
        if not one.sound:
            facts.append(_("not whole"))
        said = column(label(at, "label"), label(" · ".join(filter(None, facts)), "caption", "secondary"))
        deed = button(theme, _("Restore…"), lambda: self._look_at(one.path), small=True)
        deed.setObjectName(one.path.name)
        deed.setAccessibleName(_("Restore the backup: {time}").format(time=at))
        icon = picture(theme.pixmap("check" if one.sound else "warning", "text_2" if one.sound else "warn", 16))
        whole = row(icon, said, *([] if self.desk.only_read else [deed]), spacing=theme.px(12))
        whole.setStretch(1, 1)
        return whole

    def _back_up(self) -> None:
        kept = self._kept(_("Backing up"), always=True)
        if kept is not None and kept.backup.sound:
            self.desk.notifier.told.emit(_("The backup is made, and reads back whole."), "")
        self.desk.notifier.kept.emit()

    def _kept(self, words: str, *, always: bool) -> BackedUp | None:
        """Make a backup and copy what is not in the second folder; None where that is not all done."""
        self.desk.flush()

        def made() -> BackedUp | None:
            both = self.backups.begin_both("asked", always=always)
            kept = wait_for(self, words, lambda _cancelled: both(), can_cancel=False)
            if not isinstance(kept, BackedUp):
                return None
            self.backups.copied(kept)
            if not kept.backup.sound:
                self.desk.notifier.refused.emit(Refused(_NOT_WHOLE))
            return kept

        return self._done(made)

    # The second folder

    def _second(self) -> QWidget:
        px, second = self.desk.theme.px, self.backups.second
        rows = column(spacing=px(10), margins=(px(16), px(12), px(16), px(14)))
        told = _("A laptop can be lost. Choose a folder on a stick or another disk, and each backup is copied there "
                 "too, with the attached files.")  # fmt: skip
        fill(rows, label(_("A second folder"), "heading"), label(told, tone="secondary"))
        if second.chosen is not None:
            rows.addWidget(label(words.isolated(words.breakable(str(second.chosen)))))
            if second.at_hand() is None:
                rows.addLayout(self._warned(_("It is not at hand. It is tried again at the next backup.")))
            elif not second.is_off:
                same = _("It lies on the same disk as the store itself, so both can be lost at once.")
                rows.addLayout(self._warned(same))
        rows.addWidget(label(last_copy(self.desk), tone="secondary"))
        choose = _("Choose a folder…") if second.chosen is None else _("Another folder…")
        deeds = [button(self.desk.theme, choose, self._choose_folder, icon="backup")]
        if second.chosen is not None:
            deeds.append(button(self.desk.theme, _("Copy now"), self._copy_now))
            deeds.append(button(self.desk.theme, _("No second folder"), self._forget_folder, kind="quiet"))
        if not self.desk.only_read:
            rows.addLayout(self._side_by_side(*deeds))
        return card(rows)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder on a stick or another disk"))
        done = self._done(lambda: self._chose(Path(chosen))) if chosen else None
        if done:
            self._copy_now()

    def _chose(self, folder: Path) -> bool:
        self.backups.second.choose(folder)
        return True

    def _forget_folder(self) -> None:
        self._done(lambda: self.backups.second.choose(None))
        self._show()

    def _copy_now(self) -> None:
        kept = self._kept(_("Copying"), always=False)
        if kept is not None and kept.backup.sound and kept.copied is not None:
            self.desk.notifier.told.emit(_("Everything is in the second folder now."), "")
        self.desk.notifier.kept.emit()

    # Restoring

    def _choose_backup(self) -> None:
        kinds = _("Backups (*.sqlite3)")
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Restore from a file"), str(self.backups.folder), kinds + ";;" + _("All files (*)")
        )
        if chosen:
            self._look_at(Path(chosen))

    def _look_at(self, path: Path) -> None:
        """Show what the backup has and the store has not, as an import."""
        look_at(self.desk, self.window(), [path])

    def _warned(self, sentence: str) -> QHBoxLayout:
        icon = picture(self.desk.theme.pixmap("warning", "warn", 16))
        whole = row(icon, label(sentence), spacing=self.desk.theme.px(8))
        whole.setStretch(1, 1)
        return whole

    def _done(self, deed: Callable[[], T]) -> T | None:
        """Do it; say why it cannot be done, and return None then."""
        try:
            return deed()
        except Refused as refused:
            self.desk.notifier.refused.emit(refused)
            return None


def _caption(kept: list[Backup]) -> str:
    if not kept:
        return _("There is no backup yet.")
    return _("Last backup: {time}").format(time=_at(kept[0]))


def _at(one: Backup) -> str:
    return when(one.at.isoformat(), datetime.now(UTC))


def _size(path: Path) -> str:
    try:
        return words.size(path.stat().st_size)
    except OSError:  # it was thinned a moment ago
        return ""


def _name(one: QPushButton) -> str:
    return one.objectName() or one.text()
