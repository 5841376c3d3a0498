"""Files that come in, of every kind: packages are looked at together; all else is taken as it always was."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_desktop.services.packages import is_package

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window

_SUFFIXES = (".json", ".mgi", ".age")


def take_files(window: "Window", paths: Iterable[Path]) -> None:
    """Take files in: other kinds first, since they are taken at once; then show what the packages would bring."""
    files = list(_files(paths))
    packages = [path for path in files if is_package(path)]
    others = [path for path in files if path not in packages]
    if others:
        from mgi_desktop.ui.library.importing import take_files as take_others

        take_others(window, others)
    if packages and window.keep():
        from mgi_desktop.ui.exchange.leaving import look_at

        look_at(window.desk, window, packages)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant; of a folder, what can be taken right in it."""
    for path in paths:
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES) if path.is_dir() else []
        yield from inside or [path]
