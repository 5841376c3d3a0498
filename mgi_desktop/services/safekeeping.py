"""Checking that the store is whole."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mgi_desktop.domain.errors import Refused, StoreDamaged
from mgi_desktop.domain.fields import known
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import document
from mgi_desktop.files import read_limited
from mgi_desktop.store import derived, edits, local
from mgi_desktop.store.database import damage

from . import instrument_files
from .attachments import Attachments
from .instruments import named, shipped
from .journal import Journal
from .library import Library


@dataclass(frozen=True)
class Problem:
    """Something that is not as it should be: an English sentence with named fields, and its place."""

    message: str
    where: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    damage: bool = False
    """Whether something that was written is no longer what it was, so that recovery may bring it back."""


class Safekeeping:
    """Verifies the store: the file, every edit by its hash, what is kept beside them, and what is derived from them."""

    def __init__(self, journal: Journal, library: Library, attachments: Attachments) -> None:
        self._journal = journal
        self._library = library
        self._attachments = attachments

    def check(self) -> list[Problem]:
        """Return what is wrong with the store; where the edits are sound, the derived tables are made anew."""
        problems: list[Problem] = []
        for look in (self._file, self._edits, self._questionnaires, self._drafts, self._derived, self._strays):
            if look not in (self._derived, self._strays) or not problems:
                problems.extend(self._found(look))
        return [*problems, *self._found(self._files)]

    def _found(self, look: Callable[[], Iterator[Problem]]) -> list[Problem]:
        found: list[Problem] = []
        try:
            found.extend(look())
        except Refused as refused:  # what is looked at cannot even be read
            found.append(replace(_problem(refused), damage=isinstance(refused, StoreDamaged)))
        return found

    def _file(self) -> Iterator[Problem]:
        for report in damage(self._journal.read):
            yield Problem(N_("The database file is damaged: {report}"), "", {"report": report}, damage=True)

    def _edits(self) -> Iterator[Problem]:
        return (replace(_problem(fault), damage=True) for fault in edits.faults(self._journal.read))

    def _questionnaires(self) -> Iterator[Problem]:
        for digest in local.instruments(self._journal.read):
            document = local.instrument(self._journal.read, digest) or b""
            if hashlib.sha256(document).hexdigest() != digest:
                sentence = N_("A questionnaire is not what its hash says; it was changed or damaged.")
                yield Problem(sentence, digest, damage=True)
        for assessment in edits.assessments(self._journal.read):
            self._library.questionnaire(assessment)

    def _drafts(self) -> Iterator[Problem]:
        for draft in local.drafts(self._journal.read):
            place = "/".join(draft.ref)
            if not known(draft.ref):
                yield Problem(N_("What is being typed belongs to a field that does not exist."), place)
            elif not all(edits.by_id(self._journal.read, head) for head in draft.heads):
                yield Problem(N_("What is being typed began from an edit that is not here."), place)

    def _strays(self) -> Iterator[Problem]:
        for sha256 in self._attachments.clean():
            yield Problem(N_("A kept file belonged to no source, nor to the history of one; it was removed."), sha256)

    def _files(self) -> Iterator[Problem]:
        for astray in self._attachments.check():
            yield Problem(astray.message, astray.where, astray.fields)

    def _derived(self) -> Iterator[Problem]:
        kept = self._library.kept()
        with self._journal.database.writing() as connection:
            differing = derived.differing(connection)
        self._library.read_anew()
        outdated = ["summary"] if self._library.outdated(kept) else []
        for table in [*differing, *outdated]:
            sentence = N_("The derived table “{table}” was not what the edits say; it was made anew.")
            yield Problem(sentence, table, {"table": table})


def _problem(refused: Refused) -> Problem:
    return Problem(refused.message, refused.where, refused.fields)


def check_file(path: Path, questionnaires: Callable[[], Sequence[Instrument]] = shipped) -> list[Problem]:
    """Return what is wrong with a plain document or a questionnaire; nothing is imported, and no store is needed.

    `questionnaires` are those that a document may name.
    """
    try:
        if instrument_files.is_questionnaire(path):
            instrument_files.read(path, ())
            return []
        read = document.parse(read_limited(path, document.LIMIT))
        document.check_against(read, named(*read.instrument, questionnaires()))
    except Refused as refused:
        where = "" if refused.where in (str(path), path.name) else refused.where.removeprefix(f"{path.name}: ")
        return [Problem(refused.message, where, refused.fields)]
    return []
