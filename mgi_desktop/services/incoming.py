"""The files of an import, read and proven beside the window; nothing in them is believed before."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.domain.arrivals import Arrival, Known
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Locked, Secrets
from mgi_desktop.files import size_of, writing

from . import restoring
from .people import Person

Told = Callable[[str, int, int], object]
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


@dataclass(frozen=True)
class Reading:
    """Files to be read, and what is needed for that."""

    paths: tuple[Path, ...]
    passphrases: Mapping[Path, str]
    pem: bytes
    known: Known
    private: Path

    def __call__(self, told: Told = nobody, cancelled: Callable[[], bool] = lambda: False) -> list[Incoming]:
        """Read them, one after the other; Refused where somebody cancelled."""
        found = []
        for place, path in enumerate(self.paths):
            told(path.name, place, len(self.paths))
            _go_on(cancelled)
            secrets = Secrets(self.passphrases.get(path, ""), self.pem)
            found.append(_read(path, self.private, secrets, self.known, cancelled))
        _go_on(cancelled)
        return found


def _read(path: Path, private: Path, secrets: Secrets, known: Known, cancelled: Callable[[], bool]) -> Incoming:
    """Read and prove one file; what is wrong with it is said, and no file keeps the others from being read."""
    try:
        size = size_of(path)
        if restoring.is_backup(path):
            return Incoming(path, size, restoring.read(path))
        with writing(private):
            own = Path(tempfile.mkdtemp(dir=private))
        return Incoming(path, size, package.read(path, own, secrets, known=known, cancelled=cancelled))
    except Locked as locked:
        return Incoming(path, refused=locked, locked=locked.by == "passphrase", wrong=bool(secrets.passphrase))
    except Refused as refused:
        return Incoming(path, refused=refused)


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Refused(N_("The reading was cancelled; nothing was taken."))
