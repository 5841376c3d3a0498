"""Asking where a file shall be; the system's dialog asks before it replaces one."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_

_last: list[Path] = []
"""The folder where a file was put last, since the program was started."""


def ask_where(parent: QWidget, title: str, name: str, suffix: str, files: str) -> Path | None:
    """Ask where a file shall be, which is proposed with this name and suffix; None where that is called off.

    Refused where the suffix had to be added and such a file is there: the dialog asked about another name.
    """
    suggested = str((_last[0] if _last else _documents()) / f"{name}{suffix}")
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, suggested, files)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.name.lower().endswith(suffix):
        path = path.with_name(path.name + suffix)
        if path.exists():
            raise Refused(N_("There is such a file already. Choose its name itself, or another."), where=path.name)
    _last[:] = [path.parent]
    return path


def forget() -> None:
    """Begin again with the folder where this person keeps documents."""
    _last.clear()


def _documents() -> Path:
    """Where this person keeps documents."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
