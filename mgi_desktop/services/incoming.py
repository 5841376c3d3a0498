"""The files of an import, read and proven beside the window; nothing in them is believed before."""

import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.domain.arrivals import Arrival, Known
from mgi_desktop.domain.errors import BackupDamaged, Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Locked, Secrets
from mgi_desktop.files import size_of, writing

from . import restoring
from .people import Person

Progress = Callable[[str, int, int], object]
"""Hears what is done, how far, and of how many."""


def nobody(_what: str, _done: int, _of: int) -> None:
    """What nobody listens to."""


@dataclass(frozen=True)
class Incoming:
    """One file of an import: what it brings, or why it is refused; `locked` where its passphrase is needed."""

    path: Path
    bytes: int = 0
    arrival: Arrival | None = None
    sender: Person | None = None
    refused: Refused | None = None
    locked: bool = False
    wrong: bool = False

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def damaged(self) -> bool:
        """Whether it is a damaged backup, of which something may still be proven."""
        return isinstance(self.refused, BackupDamaged)


@dataclass(frozen=True)
class Reading:
    """Files to be read, and what is needed for that."""

    paths: tuple[Path, ...]
    passphrases: Mapping[Path, str]
    pem: bytes
    known: Known
    private: Path
    left: Collection[Path] = ()
    """Damaged backups of which only what can still be proven is read."""

    def __call__(self, told: Progress = nobody, cancelled: Callable[[], bool] = lambda: False) -> list[Incoming]:
        """Read them, one after the other; Refused where somebody cancelled."""
        found = []
        for place, path in enumerate(self.paths):
            told(path.name, place, len(self.paths))
            _go_on(cancelled)
            secrets = Secrets(self.passphrases.get(path, ""), self.pem)
            if path in self.left:
                found.append(_read_what_is_left(path))
            else:
                found.append(_read(path, self.private, secrets, self.known, cancelled))
        _go_on(cancelled)
        return found


def _read(path: Path, private: Path, secrets: Secrets, known: Known, cancelled: Callable[[], bool]) -> Incoming:
    """Read and prove one file; what is wrong with it is said, and no file keeps the others from being read."""
    size = 0
    try:
        size = size_of(path)
        if restoring.is_backup(path):
            return Incoming(path, size, restoring.read(path))
        with writing(private):
            own = Path(tempfile.mkdtemp(dir=private))
        return Incoming(path, size, package.read(path, own, secrets, known=known, cancelled=cancelled))
    except Locked as locked:
        return Incoming(path, size, refused=locked, locked=locked.by == "passphrase", wrong=bool(secrets.passphrase))
    except Refused as refused:
        return Incoming(path, size, refused=refused)


def _read_what_is_left(path: Path) -> Incoming:
    try:
        return Incoming(path, size_of(path), restoring.read_what_is_left(path))
    except Refused as refused:
        return Incoming(path, refused=refused)


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Refused(N_("The reading was cancelled; nothing was taken."))
