"""The questionnaires: those shipped, and those that came with an assessment."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument, made_of
from mgi_desktop.domain.words import N_
from mgi_desktop.paths import resources
from mgi_desktop.store import local
from mgi_desktop.store.database import Database


class Instruments:
    """Finds a questionnaire by its hash, or by id and version."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: dict[str, Instrument] = {}

    def shipped(self) -> tuple[Instrument, ...]:
        """The questionnaires that come with the program, national first."""
        return shipped()

    def known(self) -> tuple[Instrument, ...]:
        """Every questionnaire that is here, shipped or kept, each once: national first, then by id and version."""
        found = {instrument.digest: instrument for instrument in shipped()}
        for digest in local.instruments(self._database.connection):
            with suppress(Refused):  # one that is damaged is none; `check` names it
                found[digest] = self.by_digest(digest)
        return tuple(sorted(found.values(), key=lambda one: (one.level != "national", one.id, one.version)))

    def named(self, name: str, version: str) -> Instrument:
        """The questionnaire that is here with this id and version; Refused where there is none."""
        return named(name, version, self.known())

    def of(self, assessment: Assessment) -> Instrument:
        """The questionnaire that an assessment uses; Refused where it is not on this laptop."""
        return self.by_digest(assessment.instrument)

    def by_digest(self, digest: str) -> Instrument:
        """The questionnaire with this hash; Refused where it is not on this laptop."""
        if digest not in self._read:
            self._read[digest] = self._found(digest)
        return self._read[digest]

    def _found(self, digest: str) -> Instrument:
        kept = local.instrument(self._database.connection, digest)
        if kept is not None and hashlib.sha256(kept).hexdigest() == digest:
            return made_of(json.loads(kept), digest)
        for instrument in shipped():
            if instrument.digest == digest:
                return instrument
        raise Refused(N_("The questionnaire of this assessment is not on this laptop."), where=digest[:12])

    def keep(self, instrument: Instrument) -> None:
        """Keep a shipped questionnaire whole in the store, so that an update of the program changes no assessment."""
        if local.instrument(self._database.connection, instrument.digest) is None:
            file = next(path for path in _files() if _shipped(path).digest == instrument.digest)
            with self._database.writing() as connection:
                local.keep_instrument(connection, instrument.digest, _canonical(file.read_bytes()))


def shipped() -> tuple[Instrument, ...]:
    """The questionnaires that come with the program, national first."""
    return tuple(sorted(map(_shipped, _files()), key=lambda instrument: instrument.level, reverse=True))


def named(name: str, version: str, known: Iterable[Instrument]) -> Instrument:
    """The questionnaire of these with this id and version; Refused where there is none."""
    known = tuple(known)
    for instrument in known:
        if (instrument.id, instrument.version) == (name, version):
            return instrument
    raise Refused(
        N_("The questionnaire “{name} {version}” is not known. Known are: {known}."),
        where="instrument",
        name=name[:60],
        version=version[:60],
        known=", ".join(f"{instrument.id} {instrument.version}" for instrument in known),
    )


def _files() -> list[Path]:
    return sorted((resources() / "instruments").glob("*.json"))


@cache
def _shipped(path: Path) -> Instrument:
    document = path.read_bytes()
    return made_of(json.loads(document), hashlib.sha256(_canonical(document)).hexdigest())


def _canonical(document: bytes) -> bytes:
    import rfc8785

    return rfc8785.dumps(json.loads(document))
