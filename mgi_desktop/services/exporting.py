"""Making files of an assessment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.decisions import Decision
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.matrix import matrix
from mgi_desktop.domain.profile import Profile, profile
from mgi_desktop.domain.rounds import ChangedDomain, Round, changes
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import document
from mgi_desktop.files import safe_name, write_whole

from .journal import Journal
from .library import Library
from .people import People
from .rounds import Rounds

SUFFIXES = ("pdf", "html", "svg", "json")
MATRIX_SUFFIXES = ("xlsx", "docx")
_PRINTED = ("pdf", "html")
_CONFLICTS = N_("Conflicts that nobody has settled: {n}. They are marked and listed in the file.")


@dataclass(frozen=True)
class Snapshot:
    """An assessment and its questionnaire as they were at one moment; safe to hand to another thread."""

    assessment: Assessment
    instrument: Instrument
    earlier: Round | None = None
    """The round that it follows, where that one is on this laptop."""
    claimed: frozenset[str] = frozenset()
    """The decisions of which it is not proven who made them, by their keys."""


@dataclass(frozen=True)
class Written:
    """A file that was written whole, and what its maker had to say: English sentences with their fields."""

    path: Path
    warnings: tuple[tuple[str, dict[str, object]], ...]


class Exporting:
    """Exports by suffix: pdf, html (profile), svg (wheel), json (plain document)."""

    def __init__(self, journal: Journal, library: Library, rounds: Rounds, people: People) -> None:
        self._journal = journal
        self._library = library
        self._rounds = rounds
        self._people = people

    def snapshot(self, assessment: str) -> Snapshot:
        """Read an assessment for export; what is being typed becomes edits first."""
        self._journal.flush(assessment)
        read = self._library.open(assessment)
        claimed = frozenset(one.key for one in read.decisions if not self._is_proven(read, one))
        return Snapshot(read, self._library.instrument_of(read), self._rounds.earlier(read), claimed)

    def _is_proven(self, read: Assessment, decision: Decision) -> bool:
        heads = read.held(FieldRef("decision", decision.key, "outcome")).heads
        return self._people.proven(decision.author, [head.id for head in heads])


def file_name(snapshot: Snapshot, suffix: str) -> str:
    """Return a name for the file that every system takes: subject, year and kind."""
    read = snapshot.assessment
    return safe_name(f"{read.subject} {read.year}".strip()) + f".{suffix}"


def as_profile(snapshot: Snapshot, language: str | None = None) -> Profile:
    """Return the profile in a language, the assessment's own where none is named."""
    import hashlib

    read, instrument = snapshot.assessment, snapshot.instrument
    digest = hashlib.sha256(document.write(read, instrument)).hexdigest()
    language = language or read.language
    return profile(read, instrument, language, digest, changed(snapshot, language))


def changed(snapshot: Snapshot, language: str) -> tuple[ChangedDomain, ...]:
    """Return what changed since the previous round, in a language; nothing where that round is not here."""
    if snapshot.earlier is None:
        return ()
    from mgi_desktop.export.words import words

    now = Round(snapshot.assessment, snapshot.instrument)
    return changes(snapshot.earlier, now, language, words(language)["not_applicable"])


def export(
    snapshot: Snapshot,
    path: Path,
    language: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written | None:
    """Write one file, whole or not at all; None where cancelled.

    Refused for an unknown suffix or language, a folder in the place of the file, or a full disk.
    """
    suffix = _suffix(path, SUFFIXES)
    if language:
        _need_words(snapshot, language)
    warnings: tuple[tuple[str, dict[str, object]], ...] = ()
    if suffix == "json":
        data = document.write(snapshot.assessment, snapshot.instrument)
    else:
        from mgi_desktop.export import exporter

        read = as_profile(snapshot, language)
        exported = exporter(suffix)(read)
        data = exported.data
        warnings = tuple((notice.message, dict(notice.fields)) for notice in exported.warnings)
        if read.conflicts and suffix in _PRINTED:
            warnings = ((_CONFLICTS, {"n": len(read.conflicts)}), *warnings)
    if cancelled():
        return None
    write_whole(path, data)
    return Written(path, warnings)


def export_comments(
    snapshot: Snapshot,
    path: Path,
    language: str | None = None,
    *,
    only_open: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written | None:
    """Write the comment matrix: what was remarked, what the team answered, what came of it; None where cancelled.

    Refused as `export` refuses.
    """
    suffix = _suffix(path, MATRIX_SUFFIXES)
    if language:
        _need_words(snapshot, language)
    from mgi_desktop.export import MATRICES
    from mgi_desktop.export.words import words

    read = snapshot.assessment
    language = language or read.language
    word = words(language)["not_applicable"]
    made = matrix(read, snapshot.instrument, language, word, only_open, snapshot.claimed)
    data = MATRICES[suffix](made).data
    if cancelled():
        return None
    write_whole(path, data)
    return Written(path, ())


def _suffix(path: Path, suffixes: Sequence[str]) -> str:
    """The kind of file that a path names, one of these."""
    suffix = path.suffix.lower().removeprefix(".")
    if path.is_dir():
        raise Refused(N_("This is a folder. Name a file in it."), where=str(path))
    if suffix not in suffixes:
        raise Refused(
            N_("Files of the kind “{suffix}” cannot be made. It may be: {suffixes}."),
            where=path.name,
            suffix=path.suffix,
            suffixes=", ".join(suffixes),
        )
    return suffix


def _need_words(snapshot: Snapshot, language: str) -> None:
    """Refuse a language that neither the questionnaire nor any text of the assessment is in."""
    own = {ref.field.partition("@")[2] for ref in snapshot.assessment.fields} - {""}
    known = {*snapshot.instrument.languages, snapshot.assessment.language, *own}
    if not {language, language.split("-")[0]} & known:
        raise Refused(
            N_("Nothing here is in the language “{language}”. It may be: {languages}."),
            where="--language",
            language=language[:60],
            languages=", ".join(sorted(known)),
        )
