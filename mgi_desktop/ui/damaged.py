"""Where the store is damaged: what can be done about it, and what came of that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services.recovery import recover, said
from mgi_desktop.services.rescue import Rescued, rescue
from mgi_desktop.ui.focus import FocusRing
from mgi_desktop.ui.jobs import Work
from mgi_desktop.ui.parts.boxes import Scroll, at_most, box, card, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.waiting import wait_for
from mgi_desktop.ui.parts.where import ask_where
from mgi_desktop.ui.theme import Theme
from mgi_desktop.ui.words import isolated

_WIDTH = 720

Deed = tuple[str, Callable[[], object]]
"""What can be done: its words, and doing it."""


class Damaged(QWidget):
    """In place of the window, until the store can be opened."""

    def __init__(self, theme: Theme, folder: Path, opening: Callable[[], object], *, opens: bool) -> None:
        """`opening` opens the store and fills the window; where it `opens`, one may go on with it as it is."""
        super().__init__()
        self._theme, self._folder, self._opening, self._opens = theme, folder, opening, opens
        self.deeds: dict[str, QPushButton] = {}
        """What can be done now, by its name."""
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme.px
        self._rows = column(spacing=px(12), margins=(px(24), px(20), px(24), px(20)))
        sheet = column(at_most(px(_WIDTH), card(self._rows)), None, margins=(px(24), px(24), px(24), px(24)))
        self.setLayout(column(Scroll(box(sheet))))
        self._offer()
        self._ring = FocusRing(self, theme)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys go to the first of what can be done."""
        super().showEvent(event)
        next(iter(self.deeds.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        sentences = [
            _("The file in which your work is kept is no longer as it was written. This happens when a disk fails or "
              "the power goes, or when another program changes the file. Nothing was changed by this program."),
            _("“Recover” copies the damaged files aside, untouched. Then it makes the store anew of every change that "
              "can still be read and proves itself, and of all backups. After that it tells you what came back."),
            _("“Rescue everything” writes all files as they are into one ZIP, with all that can be read as text: to "
              "keep, or for somebody who helps you."),
        ]  # fmt: skip
        deeds: dict[str, Deed] = {
            "recover": (_("Recover"), self._recover),
            "rescue": (_("Rescue everything…"), self._rescue),
        }
        if self._opens:
            sentences.append(_("Opened as it is, everything can be read and exported, and nothing can be changed."))
            deeds["open"] = (_("Open it as it is"), self._opening)
        self._show("warning", _("The store is damaged"), sentences, deeds)

    def _show(self, icon: str, title: str, sentences: Sequence[str], deeds: Mapping[str, "Deed"]) -> None:
        """Show sentences, and what can be done now; the first of it has the focus, and says them to a screen reader."""
        theme = self._theme
        clear(self._rows)
        made = {"quit": (_("Quit"), lambda: self.window().close())}
        self.deeds = {name: button(theme, *deed) for name, deed in ({**deeds, **made}).items()}
        first = next(iter(self.deeds.values()))
        first.setProperty("kind", "main")
        first.setAccessibleDescription("\n".join((title, *sentences)))
        self.told = label("")
        self.told.hide()
        sign = picture(theme.pixmap(icon, "warn" if icon == "warning" else "text_2", 24))
        head = row(sign, label(title, "title"), spacing=theme.px(12))
        head.setStretch(1, 1)
        fill(self._rows, head, *map(label, sentences))
        fill(self._rows, label(isolated(str(self._folder)), "caption", "secondary"), self.told)
        self._rows.addLayout(row(*self.deeds.values(), None, spacing=theme.px(8)))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recover(self) -> None:
        found = self._done(lambda: wait_for(self, _("Recovering"), self._recovering, can_cancel=False))
        if isinstance(found, list):
            report = "\n".join(found)
            deeds: dict[str, Deed] = {
                "open": (_("Open the store"), self._opening),
                "copy": (_("Copy the report"), lambda: QGuiApplication.clipboard().setText(report)),
            }
            self._show("check", _("The store was made anew"), found, deeds)

    def _recovering(self, _cancelled: Callable[[], bool]) -> list[str]:
        return said(recover(self._folder))

    def _rescue(self) -> None:
        told = self._done(lambda: rescued(self, lambda path: partial(_rescue, self._folder, path)))
        if isinstance(told, str) and told:
            self._tell(told)

    def _done(self, deed: Callable[[], object]) -> object:
        """Do it; say why it cannot be done, and return None then."""
        try:
            return deed()
        except Refused as refused:
            self._tell(say(refused))
            return None

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def _rescue(folder: Path, out: Path, cancelled: Callable[[], bool]) -> Rescued:
    return rescue(folder, out, cancelled=cancelled)


def rescued(parent: QWidget, begun: Callable[[Path], Work]) -> str:
    """Ask where the ZIP shall be, write it, and return what is to be said; empty where nobody wanted it.

    `begun` is given the place, and returns what writes it.
    """
    name = f"mgi-desktop {date.today().isoformat()}"
    path = ask_where(parent, _("Rescue everything"), name, ".zip", _("ZIP (*.zip)"))
    done = wait_for(parent, _("Writing everything into one file"), begun(path)) if path else None
    if not isinstance(done, Rescued):
        return ""
    told = _("Everything is in {name}, and reads back whole.").format(name=done.path.name)
    if done.problems:
        n = len(done.problems)
        told = n_("{name} is written, but for {n} thing; its report names it.",
                  "{name} is written, but for {n} things; its report names them.",
                  n).format(name=done.path.name, n=n)  # fmt: skip
    return told
