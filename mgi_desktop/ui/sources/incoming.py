"""Files that come in: what is on the clipboard or dropped, and the source that it belongs to."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from mgi_desktop.domain.assessment import File
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.sources.lots import Picture, Thing


class Incoming:
    """Takes files in beside the window, then records them: in a source, or each as a source of its own."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` shows what became of files; whoever has gone elsewhere meanwhile is left there."""
        self._desk, self._page = desk, page

    def attach(self, things: Sequence[Thing], key: str) -> None:
        """Attach one file to a source; with an empty key, make a source of each."""
        if not things:
            return
        desk, assessment = self._desk, self._desk.assessment.id
        if key:
            had = desk.assessment.sources[key].file is not None
            desk.lots.take(things, lambda files: _to_source(desk, assessment, key, files[0], had=had))
        else:
            desk.lots.take(things, lambda files: _as_sources(desk, assessment, files, self._page))


def _to_source(desk: Desk, assessment: str, key: str, file: File, *, had: bool) -> None:
    if desk.do(lambda: desk.services.sources.attach(assessment, key, file)) is not None and had:
        desk.notifier.told.emit(_("The file was attached in place of the one before."), "undo")


def _as_sources(desk: Desk, assessment: str, files: list[File], page: QWidget) -> None:
    made = desk.do(lambda: desk.services.sources.add_files(assessment, files))
    if made is None:
        return
    if desk.id == assessment and isValid(page) and page.isVisible():
        desk.go(f"sources/{made[0][0]}")
    count = len(files)
    told = n_("A source was made of the file.", "{n} sources were made of the files.", count).format(n=count)
    desk.notifier.told.emit(told, "undo")


def things_on(data: QMimeData, *, pictures_first: bool = False) -> list[Thing]:
    """Return the files that are copied or dragged, else a picture; where there is text too, that is meant.

    `pictures_first`: not the text, since a picture is asked for.
    """
    files: list[Thing] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files or (data.hasText() and not pictures_first) or not data.hasImage():
        return files
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    taken = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    return [Picture(_("Screenshot {time}").format(time=taken) + ".png", image.copy())]


def choose_files(parent: QWidget) -> list[Thing]:
    """Ask for files."""
    names, _filter = QFileDialog.getOpenFileNames(parent, _("Attach files"))
    return [Path(name) for name in names]
