"""The questionnaires: those shipped, those that were imported, and those that came with an assessment."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument, made_of
from mgi_desktop.domain.words import N_
from mgi_desktop.paths import resources
from mgi_desktop.store import edits, local
from mgi_desktop.store.database import NAME, Database

from .unsound import database_in

_ORIGIN = "instrument/{digest}"


@dataclass(frozen=True)
class Listed:
    """A questionnaire that is here: whether it is shipped, which file it came in, how many assessments use it."""

    instrument: Instrument
    shipped: bool
    origin: str
    used: int


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

    def listed(self) -> tuple[Listed, ...]:
        """Every questionnaire that is here, and what is known of it."""
        read = self._database.connection
        own, used = {one.digest for one in shipped()}, edits.instruments_in_use(read)
        return tuple(
            Listed(
                one,
                one.digest in own,
                str(local.setting(read, _ORIGIN.format(digest=one.digest)) or ""),
                used.get(one.digest, 0),
            )
            for one in self.known()
        )

    def find(self, wanted: str) -> Instrument:
        """The questionnaire that is meant by ID, ID@VERSION or the beginning of its hash; Refused where not one is."""
        name, _at, version = wanted.partition("@")
        known = self.known()
        found = [one for one in known if one.id == name and version in ("", one.version)]
        found = found or [one for one in known if len(wanted) >= 8 and one.digest.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        several = N_("Several questionnaires are called so. Give ID@VERSION, or the beginning of the hash: {known}.")
        none = N_("No questionnaire is called so. Known are: {known}.")
        told = ", ".join(f"{one.id}@{one.version} {one.digest[:12]}" for one in found or known)
        raise Refused(several if found else none, where=wanted[:60], known=told)

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

    def document(self, digest: str) -> bytes:
        """The canonical JSON of a questionnaire; Refused where it is not on this laptop."""
        kept = local.instrument(self._database.connection, digest)
        if kept is not None and hashlib.sha256(kept).hexdigest() == digest:
            return kept
        for path in _files():
            if _shipped(path).digest == digest:
                return _canonical(path.read_bytes())
        raise Refused(N_("The questionnaire of this assessment is not on this laptop."), where=digest[:12])

    def kept(self) -> frozenset[str]:
        """The hashes of the questionnaires in the store that are whole."""
        read = self._database.connection
        documents = ((digest, local.instrument(read, digest)) for digest in local.instruments(read))
        return frozenset(name for name, kept in documents if kept and hashlib.sha256(kept).hexdigest() == name)

    def keep(self, instrument: Instrument, document: bytes | None = None, origin: str = "") -> None:
        """Keep a questionnaire whole in the store, so that an update of the program changes no assessment.

        `document` is its canonical JSON, needed for one that is not here yet; `origin` the name of its file.
        """
        if local.instrument(self._database.connection, instrument.digest) is None:
            document = document or self.document(instrument.digest)
            with self._database.writing() as connection:
                local.keep_instrument(connection, instrument.digest, document)
                if origin:
                    local.set_setting(connection, _ORIGIN.format(digest=instrument.digest), origin)

    def remove(self, digest: str) -> None:
        """Let go of a questionnaire; Refused where it is shipped, or an assessment uses it or did so before."""
        if any(one.digest == digest for one in shipped()):
            raise Refused(N_("This questionnaire comes with the program and stays."))
        users = edits.assessments_naming(self._database.connection, digest)
        if users:
            raise Refused(
                N_("This questionnaire is needed by what was answered with it (assessments: {count}). It stays."),
                count=len(users),
            )
        with self._database.writing() as connection:
            local.drop_instrument(connection, digest)
            local.set_setting(connection, _ORIGIN.format(digest=digest), None)
        self._read.pop(digest, None)


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


def known_in(folder: Path) -> tuple[Instrument, ...]:
    """Every questionnaire of the store in a folder, without opening it for more; those shipped where it is in use."""
    if not (folder / NAME).exists():
        return shipped()
    try:
        database = database_in(folder)
    except Refused:
        return shipped()
    try:
        return Instruments(database).known()
    finally:
        database.close()


def _files() -> list[Path]:
    return sorted((resources() / "instruments").glob("*.json"))


@cache
def _shipped(path: Path) -> Instrument:
    document = path.read_bytes()
    return made_of(json.loads(document), hashlib.sha256(_canonical(document)).hexdigest())


def _canonical(document: bytes) -> bytes:
    import rfc8785

    return rfc8785.dumps(json.loads(document))
