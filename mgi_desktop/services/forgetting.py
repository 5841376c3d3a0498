"""What was erased for good goes from the backups too: one after the other, in whatever thread, until none is left."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

from mgi_desktop.domain.errors import Refused
from mgi_desktop.files import read_limited, write_whole
from mgi_desktop.store import backups, local
from mgi_desktop.store.database import Database

from .second_folder import SecondFolder

Gone = frozenset[tuple[str, str]]
"""What was erased: assessment and edit."""
Done = dict[str, int]
"""How many erased values are in none of the backups of a place any more."""
Work = Callable[[], Done]
_HERE = "erased in backups"
_BESIDE = "erased in the second folder"


class Forgetting:
    """Knows which backups may still hold what was erased; what is not done before a crash is due at the next start."""

    def __init__(self, database: Database, folder: Path, second: SecondFolder, at_a_time: Lock) -> None:
        """`at_a_time` is held while one backup is rewritten: none is written or copied meanwhile."""
        self._database, self._folder, self._second = database, folder, second
        self._at_a_time = at_a_time
        self.gone: Gone = frozenset()
        """All that was erased when it was last seen to: a backup that was begun before is written without it."""
        self.beside: Callable[[Work], object] | None = None
        """Who does it beside the work, and notes it then; where there is nobody it is done at once."""
        self.far = 0, 0
        """How many backups have been looked at, and how many there are."""

    @property
    def due(self) -> bool:
        """Whether what was erased may still be in a backup that was not rewritten yet, cannot be, or is not at hand."""
        count = len(backups.erased(self._database.connection))
        wanted = [_HERE, *([_BESIDE] if self._second.chosen else [])]
        return any(self._reached(place) != count for place in wanted)

    def see_to_it(self) -> None:
        """Rewrite the backups without what was erased; those of a second folder as soon as it is at hand.

        Where one cannot be rewritten it is tried again another time.
        """
        work = self._begun()
        if work is not None and self.beside is not None:
            self.beside(work)
        elif work is not None:
            self.note(work())

    def note(self, done: Done) -> None:
        """Note what is done, so that it is not done again."""
        with self._database.writing() as connection:
            for place, count in done.items():
                local.set_setting(connection, place, count)

    def _begun(self) -> Work | None:
        """What rewrites them; None where there is nothing to be done that can be."""
        gone = frozenset(backups.erased(self._database.connection))
        places = [place for place in self._places() if self._reached(place[0]) != len(gone)]
        if not places or self._database.read_only:
            return None
        self.gone = gone
        return lambda: self._rewritten(places, gone)

    def _places(self) -> Iterator[tuple[str, Path]]:
        yield _HERE, self._folder
        second = self._second.at_hand()
        if second is not None:
            yield _BESIDE, second / backups.FOLDER

    def _reached(self, place: str) -> int:
        return int(local.setting(self._database.connection, place) or 0)

    def _rewritten(self, places: list[tuple[str, Path]], gone: Gone) -> Done:
        """Rewrite what can be; a second folder, which takes its copies from here, is clean only where all is here."""
        done: Done = {}
        self.far, clean = (0, 0), True
        for place, folder in places:
            clean = self._clean(folder, gone) and clean
            if clean:
                done[place] = len(gone)
        return done

    def _clean(self, folder: Path, gone: Gone) -> bool:
        """Rewrite the backups in a folder; say whether none of these values is left in any of them."""
        clean = True
        try:
            with self._at_a_time:  # one that is being written is either here by now, or written without them
                found = backups.kept(folder)
        except Refused:
            return False
        for place, one in enumerate(found):
            self.far = place, len(found)
            with self._at_a_time:
                clean = _clean_one(one.path, gone) and clean
        return clean


def _clean_one(path: Path, gone: Gone) -> bool:
    """Rewrite one backup, where that is needed; say whether it holds none of these values."""
    try:
        if path.is_file() and backups.holds(path, gone):  # it may have been thinned just now
            write_whole(path, backups.without_erased(read_limited(path, backups.LIMIT), gone) or b"", private=True)
    except Refused:
        return False
    return True
