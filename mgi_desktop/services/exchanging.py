"""Taking files in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.held import Fields
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.keys import uuid7
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import document
from mgi_desktop.files import read_limited
from mgi_desktop.paths import resources
from mgi_desktop.store import edits

from .instruments import Instruments
from .journal import Changed, Journal, Label, now


@dataclass(frozen=True)
class Taken:
    """What came of an import: how many edits it made, and the keys of the file that nobody knows."""

    assessment: str
    title: str
    new: bool
    edits: int
    not_taken: tuple[str, ...]
    changed: Changed


class Exchanging:
    """Imports plain documents: a known assessment gains edits of what differs, an unknown one is new."""

    def __init__(self, journal: Journal, instruments: Instruments) -> None:
        self._journal = journal
        self._instruments = instruments

    def take(self, path: Path) -> Taken:
        """Import one file in one transaction; Refused says where it is wrong, and the store stays as it was."""
        if path.suffix.lower() not in (".json", ""):
            raise Refused(
                N_(
                    "Files of the kind “{suffix}” cannot be imported. Import a plain document (.json) or a "
                    "questionnaire (.json, .xlsx)."
                ),
                where=path.name,
                suffix=path.suffix,
            )
        try:
            return self._take(read_limited(path, document.LIMIT))
        except Refused as refused:
            raise _in_file(refused, path) from refused

    def sample(self) -> Taken:
        """Take the sample in, or leave it as it is where it is here already."""
        path = resources() / "sample" / "la-palma.json"
        read = document.parse(path.read_bytes())
        here = self._read(read.id) if read.id else None
        if here is not None and here.instrument and not here.trashed:
            return Taken(here.id, here.subject, False, 0, (), Changed(here.id, frozenset(), now()))
        return self.take(path)

    def _take(self, data: bytes) -> Taken:
        read = document.parse(data)
        assessment = read.id or uuid7(int(now().timestamp() * 1000), os.urandom(10))
        self._journal.flush(assessment)
        as_it_is = self._read(assessment)
        instrument = self._instrument(*read.instrument, as_it_is)
        new = not as_it_is.instrument
        if not new and as_it_is.instrument != instrument.digest:
            raise Refused(
                N_("This assessment uses another questionnaire here. An assessment never changes it by an import."),
                where="instrument",
            )
        findings = [finding.key for finding in as_it_is.findings]
        document.check_against(read, instrument, as_it_is.sources, findings)
        if new:
            self._instruments.keep(instrument)
        taking = document.take(read, assessment, instrument.digest, as_it_is)
        changes = dict(taking.changes)
        if as_it_is.trashed:  # whoever takes it in again wants to see it
            changes[FieldRef("assessment", assessment, "deleted")] = None
        for entity, seen in self._journal.seen_of_each(assessment, taking.deletions).items():
            changes[FieldRef(*entity, "deleted")] = list(seen)
        if changes.get(FieldRef("assessment", assessment, "stage")) == "published":
            _refuse_conflicts(as_it_is, changes)
        subject = read.content["subject"]["name"]
        label = Label(N_("import of {subject}"), {"subject": subject})

        def spoken_of(fields: Fields) -> Mapping[FieldRef, Value]:
            return document.spoken_of(taking, assemble(assessment, fields)) if taking.speaking else {}

        scope = "" if new else assessment
        changed = self._journal.record(assessment, changes, label, scope=scope, following=spoken_of)
        return Taken(assessment, subject, new, len(changed.fields), read.not_taken, changed)

    def _read(self, assessment: str) -> Assessment:
        return assemble(assessment, edits.fields(self._journal.read, assessment))

    def _instrument(self, name: str, version: str, now_used: Assessment) -> Instrument:
        """The questionnaire that a document names: the assessment's own, else one that is here."""
        if now_used.instrument:
            own = self._instruments.of(now_used)
            if (own.id, own.version) == (name, version):
                return own
        return self._instruments.named(name, version)


def _refuse_conflicts(as_it_is: Assessment, changes: Mapping[FieldRef, Value]) -> None:
    """Refuse to publish by an import what is in conflict and not settled by it."""
    if any(conflict.ref not in changes for conflict in as_it_is.conflicts):
        raise Refused(
            N_("This would publish an assessment in which something is in conflict. Settle it first."), where="stage"
        )


def _in_file(refused: Refused, path: Path) -> Refused:
    """Return the refusal with the file's name before its place."""
    if refused.where == str(path):
        return refused
    where = f"{path.name}: {refused.where}" if refused.where else path.name
    return Refused(refused.message, where=where, **refused.fields)
