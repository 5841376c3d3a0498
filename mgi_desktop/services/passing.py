"""What only passes through: copies of files, without their protection, beside a store and for this person alone."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mgi_desktop.files import writing

FOLDER = "incoming"
"""Within the folder of the store, so that what a crash leaves is found at the next start."""


def new(store: Path) -> Path:
    """Make a folder for copies; Refused where it cannot be made."""
    with writing(store):
        (store / FOLDER).mkdir(mode=0o700, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=store / FOLDER))  # for its owner alone


@contextmanager
def through(store: Path) -> Iterator[Path]:
    """Such a folder for as long as the block lasts; where there is no store, the system says where."""
    with writing(store):
        made = new(store) if store.is_dir() else Path(tempfile.mkdtemp())
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        with suppress(OSError):  # another is in it
            (store / FOLDER).rmdir()


def clear(store: Path) -> None:
    """Remove what a crash has left; whoever calls it has the store to itself."""
    with suppress(OSError):
        for left in (store / FOLDER).iterdir():
            shutil.rmtree(left, ignore_errors=True)
