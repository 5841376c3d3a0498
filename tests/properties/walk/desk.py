"""One person at work, and what must hold at every step: the walk itself, without what is done on it."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from mgi_desktop.domain.assessment import Answer, Assessment, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.held import Held
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.store import edits

ALL_CODES = ["L1.1.1", "L1.1.2", "L1.1.3", "L1.2.1", "L1.3.1", "L2.1.1"]
"""Of what the next version of the questionnaire leaves, words anew, gives another scale, moves and removes."""
CODES = st.sampled_from(ALL_CODES)
TEXTS = st.sampled_from(["", "Hay una oficina.", "No hay.", "“¿Qué?”\n中文", "**Negrita** y\n- una\n- lista"])
LANGUAGES = st.sampled_from(["es", "en", "qu"])


@dataclass
class Track:
    """What one assessment said after each deed, and where undo and redo stand; `since` is when each deed was done."""

    states: list[Assessment]
    since: list[int]
    at: int = 0
    begun: bool = True
    trashed: bool = False
    foreign: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is in the library."""
        return self.begun and not self.trashed

    @property
    def now(self) -> Assessment:
        """What it says."""
        return self.states[self.at]

    def for_good(self, state: Assessment, when: int) -> None:
        """It was published or reopened: neither undo nor redo passes that."""
        self.states, self.since, self.at = [state], [when], 0


@dataclass
class LibraryDeed:
    """Something done in the library: an assessment was begun, trashed or taken back."""

    what: str
    assessment: str
    when: int
    undone: bool = False


def said(heads: Iterable[Any]) -> frozenset[str]:
    """The values of some heads; a deletion is one, whatever it had seen."""
    return frozenset("deleted" if isinstance(head.value, list) else json.dumps(head.value) for head in heads)


def says(services: Services, assessment: str) -> Assessment:
    """What an assessment says, whoever wrote it and when, without what is being typed."""
    fields = edits.fields(services.database.connection, assessment, drafts=False)
    in_order = {
        ref: Held(tuple(sorted(held.heads, key=lambda head: json.dumps(head.value)))) for ref, held in fields.items()
    }  # of values in conflict none comes first by itself
    read = assemble(assessment, in_order)
    answers = {code: replace(answer, author="", at="") for code, answer in read.answers.items()}
    return replace(
        read,
        fields={},
        people={},
        trashed=False,
        answers={code: answer for code, answer in answers.items() if answer != Answer(code)},
        conflicts=frozenset((conflict.ref, said(conflict.heads)) for conflict in read.conflicts),
    )


class Desk(RuleBasedStateMachine):
    """One person at work in several assessments; `here` is the open one."""

    here: str
    services: Services

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.place = Path(self.folder.name)
        self.start()
        self.services.library.rename_person("A. M.")
        self.tracks: dict[str, Track] = {}
        self.deeds: list[LibraryDeed] = []
        self.typing: dict[FieldRef, None] = {}
        self.unsent: dict[tuple[str, str], str] = {}
        self.when = 0
        self.apart = 0
        self.salt = 0

    def start(self) -> None:
        """Open the store; no power fails here, so nothing waits for the disk."""
        self.services = open_services(self.place / "store")
        self.services.journal.read.execute("PRAGMA synchronous=OFF")

    # What is read

    @property
    def track(self) -> Track:
        """What is known of the open assessment."""
        return self.tracks[self.here]

    @property
    def read(self) -> Assessment:
        """The open assessment, with what is being typed."""
        return self.services.library.open(self.here)

    def pick(self, data: st.DataObject, things: Iterable[Any]) -> Any:
        """One of these, None where there are none; keys differ each time, so the choice is by place alone."""
        every, place = list(things), data.draw(st.integers(0, 999))
        return every[place % len(every)] if every else None

    # What is done

    def do(self, deed, *, leave: bool = True, may_refuse: bool = False) -> Any:
        """Do a deed and look what came of it; a published assessment takes none."""
        if leave:
            self.leave_all()
        try:
            came = deed()
        except Refused:
            assert may_refuse or self.track.now.published
            self.nothing_else_changed()
            return None
        changed = came[1] if isinstance(came, tuple) else came
        assert isinstance(changed, Changed)
        assert not (self.track.now.published and changed.fields)
        self.done(changed)
        return came

    def done(self, changed: Changed | None) -> None:
        """Note what is said after a deed; one that changed nothing is none."""
        if changed is not None and changed.fields:
            self.when += 1
            track = self.track
            track.at += 1
            track.states[track.at :] = [says(self.services, self.here)]
            track.since[track.at :] = [self.when]
        self.nothing_else_changed()

    def library_deed(self, what: str, changed: Changed) -> None:
        """Note what was done in the library."""
        assert changed.fields
        self.when += 1
        self.deeds = [deed for deed in self.deeds if not deed.undone]
        self.deeds.append(LibraryDeed(what, changed.assessment, self.when))

    def leave_all(self) -> None:
        """Leave every field that is being typed in."""
        for ref in list(self.typing):
            del self.typing[ref]
            self.done(self.services.journal.left(self.here, ref))

    def type(self, ref: FieldRef, text: str) -> None:
        """Type in a field, and stay in it."""
        try:
            self.services.journal.typed(self.here, ref, text)
        except Refused:
            assert self.track.now.published
        else:
            self.typing.setdefault(ref)
            assert (self.read.held(ref).value or "") == text
        self.nothing_else_changed()

    # What must hold

    def nothing_else_changed(self) -> None:
        """Every assessment says what it said, and is where it was."""
        for assessment, track in self.tracks.items():
            if track.begun:
                assert says(self.services, assessment) == track.now
        anew = assemble(self.here, edits.fields(self.services.database.connection, self.here))
        assert self.read == anew  # what was kept and only in part read again
        assert {entry.id: entry.trashed for entry in self.services.library.all_entries()} == {
            assessment: track.trashed for assessment, track in self.tracks.items() if track.begun
        }
        for (assessment, on), text in self.unsent.items():
            assert self.services.comments.unsent(assessment, on) == text

    def stands(self, changed: Changed | None) -> None:
        """What undo and redo left, and what they would do next."""
        assert changed is None or changed.skipped == ()
        self.nothing_else_changed()
        journal, track = self.services.journal, self.track
        published = track.now.published
        assert (journal.undo_label(self.here) is None) == (published or track.at == 0)
        assert (journal.redo_label(self.here) is None) == (published or track.at == len(track.states) - 1)

    # Undo and redo

    def turn(self, step: int) -> bool:
        """Undo (-1) or redo (1) in the open assessment; say whether there was something."""
        self.leave_all()
        track, journal = self.track, self.services.journal
        can = not track.now.published and 0 <= track.at + step < len(track.states)
        changed = journal.undo(self.here) if step < 0 else journal.redo(self.here)
        assert (changed is not None) == can
        track.at += step if can else 0
        self.stands(changed)
        return can

    def turn_library(self, step: int) -> bool:
        """Undo (-1) or redo (1) in the library; say whether there was something."""
        self.leave_all()
        turned = self._next(step)
        changed = self.services.journal.undo("") if step < 0 else self.services.journal.redo("")
        assert (changed is not None) == (turned is not None)
        if turned is not None:
            assert changed.assessment == turned.assessment
            turned.undone = step < 0
            self._set(self.tracks[turned.assessment], turned.what, turned.undone)
            if not self.track.stands:
                self.here = next(one for one, track in self.tracks.items() if track.stands)
        self.nothing_else_changed()
        return turned is not None

    def _next(self, step: int) -> LibraryDeed | None:
        """The deed of the library that would be turned: none over which somebody has worked in its assessment."""
        of_this_side = [deed for deed in self.deeds if deed.undone == (step > 0) and not self._worked_in(deed)]
        if not of_this_side:
            return None
        return of_this_side[-1] if step < 0 else of_this_side[0]

    def _worked_in(self, deed: LibraryDeed) -> bool:
        track = self.tracks[deed.assessment]
        return any(when > deed.when for when in track.since[: track.at + 1])

    def _set(self, track: Track, what: str, undone: bool) -> None:
        if what != "begun":
            track.trashed = (what == "trashed") != undone
        elif not track.foreign:  # in what others have written since, nothing is taken back
            track.begun = not undone

    def open_again(self) -> None:
        """Close the program and start it again: what was typed is in the history."""
        if len(self.typing) > 1:
            self.leave_all()
        self.services.close()
        self.start()
        for ref in list(self.typing):
            del self.typing[ref]
            before = self.track.now
            if says(self.services, self.here) != before:
                self.done(Changed(self.here, frozenset({ref}), self.services.journal.now()))
        self.nothing_else_changed()
