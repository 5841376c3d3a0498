"""On the walk: what is done with a whole assessment, and with several of them."""

import json
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.edits import FieldRef, make
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.services.exporting import export
from mgi_desktop.services.library import New
from mgi_desktop.store import edits
from tests import versions

from .desk import CODES, Desk, Track, says

ALL_STAGES = st.sampled_from(STAGES)


class Stages(Desk):
    """The stage is moved, withdrawn, published and reopened."""

    @rule(stage=ALL_STAGES)
    def move_stage(self, stage):
        stages = self.services.stages
        self.leave_all()
        broken = {problem.rule.name for problem in stages.problems(self.read, stage)}
        self.moved(lambda: stages.move(self.here, stage, "así se acordó", broken))

    @rule(stage=ALL_STAGES)
    def withdraw(self, stage):
        self.moved(lambda: self.services.stages.withdraw(self.here, stage))

    @rule(stage=ALL_STAGES)
    def reopen(self, stage):
        self.leave_all()
        if self.track.now.published and stage != "published":
            self.services.stages.reopen(self.here, stage, "un error")
            self.turned_for_good()

    def moved(self, deed):
        if self.do(deed, may_refuse=True) and self.track.now.published:
            self.turned_for_good()

    def turned_for_good(self):
        """Published or reopened: a deed of its own, which neither undo nor redo passes."""
        self.when += 1
        self.track.for_good(says(self.services, self.here), self.when)
        self.stands(None)


class Others(Desk):
    """What others wrote, what was said earlier, what comes with a file, and what was removed."""

    @rule()
    def others_write_apart(self):
        """Two others give an answer two justifications that neither of them saw."""
        track = self.track
        if any(deed.assessment == self.here and deed.what != "begun" for deed in self.deeds):
            return  # it would come out of the trash by itself
        self.apart += 1
        ref = FieldRef("answer", f"L3.1.{self.apart}", "justification")
        self.take_in([(ref, "Sí, desde 2019.", "name:Ana"), (ref, "No.", "name:Ben")])
        track.foreign = True
        now = says(self.services, self.here)
        apart = {conflict for conflict in now.conflicts if conflict[0] == ref}
        answer = {ref.key: now.answers[ref.key]}
        track.states = [
            replace(state, answers={**state.answers, **answer}, conflicts=state.conflicts | apart)
            for state in track.states
        ]
        self.nothing_else_changed()

    def take_in(self, written):
        """Take in what others wrote, as a merge does."""
        made = []
        for ref, value, author in written:
            self.salt += 1
            salt = f"{self.salt:032x}"
            action = f"00000000-0000-4000-8000-{salt[-12:]}"
            at = "2023-05-02T15:04:05.000Z"
            made.append(make(self.here, ref, value, replaces=(), author=author, at=at, action=action, salt=salt))
        with self.services.database.writing() as connection:
            edits.add(connection, made)

    @rule(data=st.data())
    def settle(self, data):
        conflict = self.pick(data, self.read.conflicts)
        if conflict and conflict.ref.field != "deleted":
            value = self.pick(data, [*sorted({str(head.value) for head in conflict.heads}), "Lo tercero."])
            self.do(lambda: self.services.conflicts.settle(self.here, conflict.ref, value))

    @rule(data=st.data())
    def restore(self, data):
        self.leave_all()
        history = self.services.history
        deeds = history.of_assessment(self.here).more(50)
        steps = [
            (step, one) for deed in deeds for step in deed.steps for one in (step.after, *step.before)
            if history.can_restore(step, one)
        ]  # fmt: skip
        chosen = self.pick(data, steps)
        if chosen:
            self.do(lambda: history.restore(self.here, chosen[1].edit), may_refuse=True)

    @rule(data=st.data())
    def bring_back(self, data):
        one = self.pick(data, self.services.trash.removed(self.read))
        if one:
            self.do(lambda: self.services.trash.bring_back(self.here, one.kind, one.key))

    @rule(
        name=st.sampled_from(["La Palma", "Las Palmas"]),
        shortened=st.sampled_from(["answers", "findings", "comments", "none"]),
    )
    def take_a_document(self, name, shortened):
        """The same document comes back with another name, another first answer, and without the last of a list."""
        self.leave_all()
        document = self.exported()
        if self.track.now.published:
            return
        document["subject"]["name"] = name
        if document.get(shortened):
            del document[shortened][-1]
        if document["answers"]:
            document["answers"][0]["verify"] = not document["answers"][0]["verify"]
        self.do(lambda: self.take(document))

    def exported(self):
        path = self.place / "out.json"
        export(self.services.exporting.snapshot(self.here), path)
        return json.loads(path.read_text(encoding="utf-8"))

    def take(self, document):
        path = self.place / "in.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return self.services.exchanging.take(path).changed


class Library(Desk):
    """Several assessments: begun, followed by a new round, given another questionnaire, trashed and taken back."""

    @initialize()
    def begin(self):
        versions.keep(self.services, versions.of_2027())
        new = New("local", "SLV", "La Palma", "", 1, 2023, None, "es")
        self.begun(self.services.library.create(new))

    def begun(self, changed):
        self.here = changed.assessment
        self.library_deed("begun", changed)
        self.tracks[self.here] = Track([says(self.services, self.here)], [self.when])

    @rule(data=st.data(), carry=st.builds(Carry, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
    def begin_a_round(self, data, carry):
        if len(self.tracks) < 3:
            self.leave_all()
            read = self.read
            new = New("local", "SLV", "La Palma", "", min(read.round + 1, 99), 2026, None, "es")
            questionnaire = self.pick(data, [None, *self.services.upgrading.targets(read)])
            if questionnaire is None or questionnaire.level == "local":
                self.begun(self.services.rounds.begin(self.here, new, carry, questionnaire))
                self.nothing_else_changed()

    @rule(data=st.data())
    def open_another(self, data):
        self.leave_all()
        self.here = self.pick(data, [one for one, track in self.tracks.items() if track.stands])

    @rule(code=CODES)
    def take_over(self, code):
        self.do(lambda: self.services.rounds.take_over(self.here, code), may_refuse=True)

    @rule()
    def upgrade(self):
        (target,) = self.services.upgrading.targets(self.read)
        self.do(lambda: self.services.upgrading.upgrade(self.here, target.digest))

    @rule()
    def trash(self):
        others = [one for one, track in self.tracks.items() if track.stands and one != self.here]
        if others:
            self.leave_all()
            self.library_deed("trashed", self.services.trash.move(self.here))
            self.track.trashed = True
            self.here = others[0]
            self.nothing_else_changed()

    @rule(data=st.data())
    def take_back(self, data):
        trashed = self.pick(data, [one for one, track in self.tracks.items() if track.begun and track.trashed])
        if trashed:
            self.leave_all()
            self.library_deed("taken back", self.services.trash.take_back(trashed))
            self.tracks[trashed].trashed = False
            self.nothing_else_changed()

    @rule(step=st.sampled_from([-1, 1]))
    def turn_in_the_library(self, step):
        if self._next(step) is None or any(
            track.stands and one != self._next(step).assessment for one, track in self.tracks.items()
        ):
            self.turn_library(step)
