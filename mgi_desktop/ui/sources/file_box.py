"""The file of a source: what it is called, whether it is here, and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QFrame, QMenu, QToolButton, QVBoxLayout

from mgi_desktop.domain.assessment import File, Source
from mgi_desktop.files import safe_file_name
from mgi_desktop.i18n import _, format_date
from mgi_desktop.services.attachments import can_be_opened
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, Piece, box, clear, column, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.sources.opening import open_file, save_copy


class FileBox(QFrame):
    """A file can be dropped on it; where there is none yet, it says so."""

    picked = Signal(object)
    """A file that was chosen, as a path."""
    pasted = Signal()
    """What is on the clipboard is wanted."""
    removed = Signal()
    rearranged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[File | None, str, bool] | None = None
        self.setProperty("kind", "note")
        px = desk.theme.px
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(px(12), px(8), px(8), px(8))

    def show_file(self, source: Source) -> None:
        """Show the file of a source."""
        here = source.file is not None and self._desk.services.attachments.is_here(source.file)
        shown = (source.file, source.attached, here)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._inside)
        pieces = self._none() if source.file is None else self._file(source.file, source.attached, here)
        whole = box(column(*pieces, spacing=self._desk.theme.px(6)))
        self._inside.addWidget(whole)
        whole.show()
        self.rearranged.emit()

    def _none(self) -> list[Piece]:
        desk, theme = self._desk, self._desk.theme
        if desk.read_only:
            return [label(_("No file."), tone="secondary")]
        choose = button(theme, _("Attach a file…"), self._choose, icon="attach", small=True)
        paste = button(theme, _("Paste"), self.pasted.emit, kind="quiet", small=True)
        paste.setAccessibleName(_("Paste a file or a picture of the screen"))
        hint = label(_("Or drop it here. At most 100 MiB."), "caption", "secondary")
        return [_flow(theme.px(6), choose, paste), hint]

    def _file(self, file: File, attached: str, here: bool) -> list[Piece]:
        desk, theme = self._desk, self._desk.theme
        px, name = theme.px, safe_file_name(file.name)
        facts = [words.size(file.bytes)]
        if attached:
            facts.append(_("attached {date}").format(date=format_date(attached)))
        lines = [label(words.breakable(name)), label(" · ".join(facts), "caption", "secondary")]
        if not here:
            awaited = _("It is not on this laptop: it is awaited from whoever attached it.")
            lines.append(label(awaited, "caption", "error"))
        deeds: list[QAbstractButton] = []
        if here and can_be_opened(file):
            opening = button(theme, _("Open"), lambda: open_file(desk, self.window(), file), small=True)
            opening.setAccessibleName(_("Open {name}").format(name=name))
            deeds.append(opening)
        elif here:
            lines.append(label(_("Files of this kind are not opened from here. Save a copy."), "caption", "secondary"))
        if here:
            saving = button(theme, _("Save a copy…"), lambda: save_copy(desk, self.window(), file), small=True)
            deeds.append(saving)
        if not desk.read_only:
            more = icon_button(theme, "more", _("More about {title}").format(title=name), small=True)
            more.clicked.connect(lambda: self._open_menu(more))
            deeds.append(more)
        sign = column(picture(theme.pixmap("attach", "text_2", 18)), None)
        head = row(sign, column(*lines, spacing=0), spacing=px(8))
        head.setStretch(1, 1)
        return [head, *([_flow(px(6), *deeds)] if deeds else [])]

    def _open_menu(self, more: QToolButton) -> None:
        menu = QMenu(self)
        menu.addAction(_("Attach another file in its place…"), self._choose)
        menu.addAction(_("Take the file away"), self.removed.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(more.mapToGlobal(QPoint(0, more.height())))

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, _("Attach a file"))
        if name:
            self.picked.emit(Path(name))


def _flow(spacing: int, *deeds: QAbstractButton) -> Flow:
    made = Flow(spacing)
    for deed in deeds:
        made.addWidget(deed)
    return made
