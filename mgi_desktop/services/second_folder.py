"""The second folder: the same backups and the attached files once more, on a stick or another disk."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.files import make_folder, pieces_of, size_of, write_whole, writing
from mgi_desktop.store import attachments, backups, local
from mgi_desktop.store.database import Database
from mgi_desktop.store.where import is_off

COPIED_OFF = "copied_off"
"""The setting that says when everything was last written to a place that is not this laptop."""
NAG_AFTER = 3
"""Days with changes that are on this laptop alone, before it is said."""
_CHOSEN = "second folder"


@dataclass(frozen=True)
class Copied:
    """What was copied, and of when that is.

    `off` says that everything of then lies on another disk now, or where another program copies it elsewhere.
    """

    backups: int
    files: int
    at: datetime
    off: bool


class SecondFolder:
    """Copies into a folder of the person's choice whatever is not there yet; a missing folder is no fault."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    @property
    def chosen(self) -> Path | None:
        """The folder that the person chose, whether or not it is at hand."""
        chosen = local.setting(self._database.connection, _CHOSEN)
        return Path(chosen) if chosen else None

    def choose(self, folder: Path | None) -> None:
        """Choose a folder, or none; Refused where it is no folder, the store's own, or cannot be written."""
        if folder is not None:
            own = self._database.path.parent.resolve()
            if folder.resolve().is_relative_to(own):
                raise Refused(N_("This is the folder of the store itself. Choose another one."), where=str(folder))
            with writing(folder):
                make_folder(self._within(folder))
        with self._database.writing() as connection:
            local.set_setting(connection, _CHOSEN, None if folder is None else str(folder))
            local.set_setting(connection, "erased in the second folder", None)

    def at_hand(self) -> Path | None:
        """Where our copies lie in the chosen folder; None where that stick, or that disk, is not here now.

        Our own folder in it tells it from an empty place where a stick would appear.
        """
        chosen = self.chosen
        within = self._within(chosen) if chosen is not None else None
        with suppress(OSError):  # a disk that does not answer is not at hand
            return within if within is not None and within.is_dir() else None
        return None

    def _within(self, chosen: Path) -> Path:
        author = str((local.setting(self._database.connection, "author") or [""])[0])
        return chosen / f"mgi-desktop-{hashlib.sha256(author.encode()).hexdigest()[:8]}"

    @property
    def is_off(self) -> bool:
        """Whether what lies in the folder would be left if this laptop were not."""
        within = self.at_hand()
        return within is not None and is_off(within, self._database.path.parent)

    def copying(self, at_a_time: Lock, *, everything: bool) -> Callable[[], Copied] | None:
        """What copies all that is not there yet, in whatever thread it is called; None where it is not at hand.

        Refused where it could not all be copied: then it is not done. `everything` says whether all that is in the
        store now is in a backup when it begins; `at_a_time` is held while a backup is copied.
        """
        within = self.at_hand()
        if within is None:
            return None
        own, at, off = self._database.path.parent, self._clock(), everything and self.is_off
        return lambda: Copied(_copy_backups(own, within, at_a_time), _copy_files(own, within, at_a_time), at, off)

    def copied(self, done: Copied) -> None:
        """Note what lies off this laptop now."""
        if done.off:
            with self._database.writing() as connection:
                local.set_setting(connection, COPIED_OFF, _stamp(done.at))

    @property
    def copied_off(self) -> datetime | None:
        """When everything was last copied off this laptop, be it here or by a package; None where never."""
        return _time(local.setting(self._database.connection, COPIED_OFF))

    @property
    def days(self) -> int:
        """For how many days there have been changes that are on this laptop alone; 0 where there are none."""
        connection = self._database.connection
        span, since = backups.span(connection), local.setting(connection, COPIED_OFF) or ""
        if span is None or span[1] <= since:
            return 0
        began = _time(since) or _time(span[0])
        return max(0, (self._clock() - began).days) if began else 0


def _copy_backups(own: Path, within: Path, at_a_time: Lock) -> int:
    """Copy the backups that are not there, then thin them there; a name is that of one content."""
    target = within / backups.FOLDER
    with at_a_time, writing(target):  # what another copies at the same time is no part that a crash left
        make_folder(target)
        backups.remove_parts(target)
    there = {one.path.name: one for one in backups.kept(target)}
    here = {one.path.name: one for one in backups.kept(own / backups.FOLDER)}
    copied = 0
    for one in backups.staying_of((here | there).values()):
        if one.path.name not in there:
            with at_a_time, writing(one.path):
                if one.path.is_file():  # else it was thinned just now
                    write_whole(target / one.path.name, one.path.read_bytes(), private=True)
                    copied += 1
    backups.thin(backups.kept(target))
    return copied


def _copy_files(own: Path, within: Path, at_a_time: Lock) -> int:
    """Copy the attached files that are not there; what is damaged here is not copied over what is whole there."""
    source, target = own / attachments.FOLDER, within / attachments.FOLDER
    with at_a_time:
        attachments.remove_parts(target)
    there = set(attachments.kept(target))
    copied = 0
    for sha256 in attachments.kept(source):
        if sha256 not in there and attachments.is_sound(source, sha256):
            path = source / sha256
            with at_a_time:
                attachments.keep(target, pieces_of(path, size_of(path)), lambda _sha256: nullcontext())
            copied += 1
    return copied


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(stamp: object) -> datetime | None:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")) if isinstance(stamp, str) and stamp else None
