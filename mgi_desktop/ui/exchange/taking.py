"""Files that come in: packages and backups are looked at together; all else is taken at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_desktop.services.packages import is_package
from mgi_desktop.services.restoring import is_backup

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window

_SUFFIXES = (".json", ".mgi", ".age")


def take_files(window: "Window", paths: Iterable[Path]) -> None:
    """Take files in: other kinds first, since they are taken at once; then show what the rest would bring."""
    files = list(_files(paths))
    shown = [path for path in files if is_package(path) or is_backup(path)]
    others = [path for path in files if path not in shown]
    if others:
        from mgi_desktop.ui.library.importing import take_files as take_others

        take_others(window, others)
    if shown and window.keep():
        from mgi_desktop.ui.exchange.leaving import look_at

        look_at(window.desk, window, shown)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant; of a folder, what can be taken right in it."""
    for path in paths:
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES) if path.is_dir() else []
        yield from inside or [path]
