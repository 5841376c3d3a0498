"""Searching every assessment on this laptop; what is searched is kept in memory alone, no longer than it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.findable import KINDS, Findable, questions, written
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.search import Searched, words
from mgi_desktop.store import edits

from .journal import Changed, Journal
from .library import Entry, Library

Shelf = dict[tuple[str, str], tuple[Findable, Searched]]
"""What can be found in one assessment, or in one questionnaire, by kind and key."""


@dataclass(frozen=True)
class Match:
    """Something found; `rank` is how far it is from what was wanted."""

    assessment: str
    findable: Findable
    rank: int


@dataclass(frozen=True)
class Found:
    """What was found, best first: in the assessment that is open, then in others; `waiting` were not searched yet."""

    words: tuple[str, ...]
    here: tuple[Match, ...] = ()
    elsewhere: tuple[Match, ...] = ()
    waiting: int = 0

    @property
    def count(self) -> int:
        """How much was found."""
        return len(self.here) + len(self.elsewhere)


class Searching:
    """Finds words in everything that people wrote, and in the questions of the assessment that is open.

    Questions of others are left out: with twenty assessments each question would be found twenty times.
    """

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library
        self.entries: Mapping[str, Entry] = {}
        """The assessments that are searched, by id."""
        self._shelves: dict[str, Shelf] = {}
        self._stale: set[str] = set()
        self._open: Assessment | None = None
        self._asked: tuple[tuple[str, ...], Shelf] = ((), {})

    def heard(self, changed: Changed) -> None:
        """Something was changed: it is read anew before it is searched; where something was erased, all of it goes."""
        self.entries = {}
        self._stale.add(changed.assessment)
        if any(ref.kind == "erasure" for ref in changed.fields):
            self._shelves.pop(changed.assessment, None)
            self._open = None

    def look(self, read: Assessment | None) -> None:
        """See which assessments there are to be searched."""
        if not self.entries or (read is not None and read.id not in self.entries):
            self.entries = {entry.id: entry for entry in self._library.entries()}

    def is_ready(self, read: Assessment | None) -> bool:
        """Whether what is open can be searched without reading it first."""
        return read is None or read is self._open

    def begin(self, read: Assessment | None, language: str) -> None:
        """Make what is open ready, in the language of this person and of the profile."""
        self.look(read)
        for gone in self._shelves.keys() - self.entries.keys():
            del self._shelves[gone]
        if read is None or self.is_ready(read):
            return
        instrument = self._instrument(read)
        languages = tuple(dict.fromkeys((language, read.language)))
        if instrument is not None and self._asked[0] != (instrument.digest, *languages):
            self._asked = (instrument.digest, *languages), _shelf(questions(instrument, languages), {})
        self._shelve(read, instrument, languages)
        self._open = read

    def go_on(self) -> bool:
        """Make one more assessment ready; say whether others still wait."""
        waiting = self._waiting()
        if waiting:
            read = assemble(waiting[0], edits.fields(self._journal.read, waiting[0]))
            self._shelve(read, self._instrument(read), (read.language,))
        return len(waiting) > 1

    def find(self, text: str, read: Assessment | None, language: str) -> Found:
        """Return what holds every word of a text, or whose code begins so."""
        self.begin(read, language)
        wanted = words(text)
        if not wanted:
            return Found(())
        here = [] if read is None else [*_matches(read.id, self._asked_of(read), wanted)]
        elsewhere: list[Match] = []
        for assessment in self.entries:
            inside = here if read is not None and assessment == read.id else elsewhere
            inside.extend(_matches(assessment, self._shelves.get(assessment, {}), wanted))
        waiting = len(self._waiting())
        return Found(tuple(wanted), tuple(sorted(here, key=_order)), tuple(sorted(elsewhere, key=_order)), waiting)

    def _asked_of(self, read: Assessment) -> Shelf:
        return self._asked[1] if self._asked[0][:1] == (read.instrument,) else {}

    def _waiting(self) -> list[str]:
        """The assessments that are not ready, or were changed since."""
        return [one for one in self.entries if one not in self._shelves or one in self._stale]

    def _shelve(self, read: Assessment, instrument: Instrument | None, languages: Sequence[str]) -> None:
        """Keep what can be found in an assessment; what says the same as before is not folded again."""
        before = self._shelves.get(read.id, {})
        self._shelves[read.id] = _shelf(written(read, instrument, languages), before)
        self._stale.discard(read.id)

    def _instrument(self, read: Assessment) -> Instrument | None:
        try:
            return self._library.instrument_of(read)
        except Refused:  # its answers can be found all the same
            return None


def _shelf(findables: Iterable[Findable], before: Shelf) -> Shelf:
    made: Shelf = {}
    for one in findables:
        kept = before.get((one.kind, one.key))
        same = kept is not None and kept[0] == one
        made[one.kind, one.key] = kept if kept and same else (one, Searched(one.code, one.main, one.others, one.less))
    return made


def _matches(assessment: str, shelf: Shelf, wanted: Sequence[str]) -> Iterable[Match]:
    for findable, searched in shelf.values():
        rank = searched.rank(wanted)
        if rank is not None:
            yield Match(assessment, findable, rank)


def _order(match: Match) -> tuple[int, int]:
    return match.rank, KINDS.index(match.findable.kind)
