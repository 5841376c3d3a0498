"""Where the program's own files are, and where a person's store is."""

import os
import sys
from functools import cache
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

APPLICATION = "org.mgidesktop.MgiDesktop"
"""How systems name the program: its launcher, its icon and its window."""


@cache
def _home() -> Path:
    """The folder that holds `resources` and `translations`: from source, from a wheel, from a frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).parent
    places = [Path(frozen)] if frozen else [package, package.parent]
    return next(place for place in places if (place / "resources").is_dir())


def resources() -> Path:
    """The folder of instruments, fonts, icons, templates, schemas and the sample."""
    return _home() / "resources"


def descriptors(system: str) -> Path:
    """The folder of what a system is told of the program and its files: `linux` or `windows`."""
    installed = resources() / "desktop" / system
    return installed if installed.is_dir() else _home() / "packaging" / system


def translations() -> Path:
    """The folder of the catalogues."""
    return _home() / "translations"


def data_folder() -> Path:
    """The folder of the store: `MGI_DATA_DIR`, else the local, never roaming, data folder of this person."""
    chosen = os.environ.get("MGI_DATA_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    try:
        return user_data_path("mgi-desktop", appauthor=False, roaming=False)
    except RuntimeError as error:  # a person without a home
        raise Refused(N_("The folder cannot be used: {reason}. Choose another folder."), reason=error) from error
