"""A random walk over all services: what was done is undone and redone, exactly, also after a restart."""

import json
from contextlib import closing

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import open_services
from tests import versions
from tests.properties.walk.answering import Answers, Sources
from tests.properties.walk.whole import Library, Others, Stages
from tests.properties.walk.writing import Comments, Findings, Sections


class Walk(Answers, Sources, Findings, Sections, Comments, Stages, Others, Library):
    """Everything that one person can do, and at the end all of it backwards and forwards."""

    @rule(step=st.sampled_from([-1, 1]), times=st.integers(1, 4))
    def turn_some(self, step, times):
        for _time in range(times):
            self.turn(step)

    @rule()
    def close_and_open(self):
        self.open_again()

    def teardown(self):
        if self.tracks:
            self.leave_all()
            self.everything_backwards_and_forwards()
            self.says_the_same_elsewhere()
            assert self.services.safekeeping.check() == []
        self.services.close()
        self.folder.cleanup()

    def everything_backwards_and_forwards(self):
        """In every assessment; the library last, since what it begins anew is never what was worked in."""
        for assessment in [one for one, track in self.tracks.items() if track.stands]:
            self.here = assessment
            for step in (-1, 1):
                while self.turn(step):
                    pass
                self.open_again()
        while self._next(-1) and self.others_stand(self._next(-1)):
            self.turn_library(-1)
        self.open_again()
        while self.turn_library(1):
            pass

    def others_stand(self, deed):
        return any(track.stands for one, track in self.tracks.items() if one != deed.assessment)

    def says_the_same_elsewhere(self):
        """A plain document of each says the same in an empty store."""
        for assessment in [one for one, track in self.tracks.items() if track.stands]:
            self.here = assessment
            document = self.exported()
            with closing(open_services(self.place / f"elsewhere-{assessment}")) as there:
                versions.keep(there, versions.of_2027())
                there.exchanging.take(self.place / "out.json")
                export(there.exporting.snapshot(assessment), self.place / "again.json")
                again = json.loads((self.place / "again.json").read_text(encoding="utf-8"))
            document.pop("conflicts", None)  # told, and left behind: the file says one of the values
            assert again == document


TestUndoAndRedo = Walk.TestCase
TestUndoAndRedo.settings = settings(max_examples=15, stateful_step_count=25)


@pytest.mark.soak
class TestUndoAndRedoAtLength(Walk.TestCase):
    settings = settings(max_examples=300, stateful_step_count=60)
