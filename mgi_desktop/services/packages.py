"""Packages without a store: several joined into one, and one looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.erasure import united
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Locked, Outgoing, Protection, Secrets, is_package
from mgi_desktop.files import bytes_of

from . import identity, passing
from .journal import now
from .safekeeping import Problem

__all__ = ["Merged", "check", "is_package", "join"]

Asking = Callable[[Path], str]
"""Asks for the passphrase of a file; an empty one gives up."""


@dataclass(frozen=True)
class Merged:
    """What came of joining: the files, how many edits they hold, and what of attached files did not come whole.

    `opened`: whether any of those that were joined was protected.
    """

    files: tuple[Path, ...]
    edits: int
    damaged: tuple[Refused, ...]
    opened: bool


def join(paths: Sequence[Path], out: Path, folder: Path, asking: Asking, passphrase: str = "") -> Merged:
    """Write one package that holds all that several hold, in any order and any number of times.

    The key in the folder opens and signs. Refused where one of them is; then no file is written. With a passphrase,
    the new one is protected by it.
    """
    pem = identity.key(folder)
    protected = Protection(passphrase) if passphrase else None
    with passing.through(folder) as private:
        arrivals = [_read(path, private, pem, asking) for path in paths]
        outgoing = _all(arrivals)
        files = package.write(out, outgoing, pem, protected=protected, private=private)
    damaged = {one.where: one for arrival in arrivals for one in arrival.damaged if one.where not in outgoing.files}
    return Merged(tuple(files), len(outgoing.edits), tuple(damaged.values()), any(map(package.is_protected, paths)))


def check(path: Path, folder: Path, asking: Asking) -> list[Problem]:
    """Return what is wrong with a package; nothing of it is taken. `folder`: where the key may be that opens it."""
    pem = bytes_of(folder / identity.NAME)
    with passing.through(folder) as private:
        try:
            found = _read(path, private, pem, asking)
        except Refused as refused:
            where = "" if refused.where == path.name else refused.where.removeprefix(f"{path.name}: ")
            return [Problem(refused.message, where, refused.fields)]
        return [Problem(one.message, one.where, one.fields) for one in found.damaged]


def _read(path: Path, private: Path, pem: bytes, asking: Asking) -> Arrival:
    """Read a package; where it is protected by a passphrase, that is asked for."""
    try:
        return package.read(path, private, Secrets(pem=pem))
    except Locked as locked:
        passphrase = asking(path) if locked.by == "passphrase" else ""
        if not passphrase:
            raise
    return package.read(path, private, Secrets(passphrase, pem))


def _all(arrivals: Sequence[Arrival]) -> Outgoing:
    """The union of what came."""
    batches = dict.fromkeys(batch for arrival in arrivals for batch in arrival.batches)
    edits = tuple(united((edit for arrival in arrivals for edit in arrival.edits), batches).values())
    return Outgoing(
        edits=edits,
        batches=tuple(package.batches.fitting(batches, edits)),
        instruments={name: data for arrival in arrivals for name, data in arrival.instruments.items()},
        files={name: opening for arrival in arrivals for name, opening in arrival.files.items()},
        kind=_kind({arrival.kind for arrival in arrivals}),
        at=now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        program=f"mgi-desktop {version('mgi-desktop')}",
        part=_parts(arrivals),
    )


def _kind(kinds: set[str]) -> str:
    """What a file is that holds files of these kinds: the most that any of them holds."""
    return next(kind for kind in ("whole", "part", "review") if kind in kinds)


def _parts(arrivals: Sequence[Arrival]) -> dict[str, tuple[str, ...]]:
    """The indicators to which an assessment is limited in every file that holds it."""
    held = [
        (assessment, arrival.part.get(assessment))
        for arrival in arrivals
        for assessment in {edit.assessment for edit in arrival.edits}
    ]
    whole = {assessment for assessment, part in held if not part}
    found: dict[str, set[str]] = {}
    for assessment, part in held:
        if assessment not in whole:
            found.setdefault(assessment, set()).update(part or ())
    return {assessment: tuple(sorted(codes)) for assessment, codes in found.items()}
