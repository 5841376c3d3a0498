"""A random walk over the real services: what was done is undone and redone, exactly, also after a restart."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, precondition, rule

from mgi_desktop.domain.assessment import Answer, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits

CODES = st.sampled_from(["L1.1.1", "L1.1.2", "L2.1.1"])
TEXTS = st.sampled_from(["", "Hay una oficina.", "No hay.", "“¿Qué?”\n中文"])
LOCATORS = st.sampled_from(["", "art. 5", "p. 3"])
KINDS = st.sampled_from(["well_developed", "potential"])


def says(services, assessment):
    """What an assessment says, whoever wrote it and when, without what is being typed."""
    read = assemble(assessment, edits.fields(services.database.connection, assessment, drafts=False))
    answers = {code: replace(answer, author="", at="") for code, answer in read.answers.items()}
    return replace(
        read,
        fields={},
        people={},
        answers={code: answer for code, answer in answers.items() if answer != Answer(code)},
        conflicts=tuple((conflict.ref, tuple(head.value for head in conflict.heads)) for conflict in read.conflicts),
    )


class Desk(RuleBasedStateMachine):
    """One person at work; `states` are what the assessment said after each deed, `at` is where undo and redo stand."""

    sources = Bundle("sources")
    findings = Bundle("findings")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.services = open_services(Path(self.folder.name))
        self.services.library.rename_person("A. M.")

    @initialize()
    def begin(self):
        new = New("local", "SLV", "La Palma", "", 1, 2023, None, "es")
        self.id = self.services.library.create(new).assessment
        self.scales = self.services.library.questionnaire(self.id).indicators
        self.states = [says(self.services, self.id)]
        self.at = 0
        self.typing = {}

    def done(self, changed):
        """Note what is said after a deed; one that changed nothing is none."""
        if changed is not None and changed.fields:
            self.at += 1
            self.states[self.at :] = [says(self.services, self.id)]
        assert says(self.services, self.id) == self.states[self.at]
        anew = assemble(self.id, edits.fields(self.services.database.connection, self.id))
        assert self.services.library.open(self.id) == anew  # what was kept and only in part read again

    def leave_all(self):
        for ref in list(self.typing):
            del self.typing[ref]
            self.done(self.services.journal.left(self.id, ref))

    @rule(code=CODES, place=st.integers(-1, 3))
    def answer(self, code, place):
        scale = [*self.scales[code].scale, None]
        choice = scale[place % len(scale)]
        self.done(self.services.answering.answer(self.id, code, choice.value if choice else None))

    @rule(code=CODES)
    def not_applicable(self, code):
        self.done(self.services.answering.answer(self.id, code, "not_applicable"))

    @rule(code=CODES, flag=st.booleans())
    def verify(self, code, flag):
        self.done(self.services.answering.verify(self.id, code, flag))

    @rule(code=CODES, flag=st.booleans())
    def set_aside(self, code, flag):
        self.done(self.services.findings.set_aside(self.id, code, flag))

    @rule(code=CODES, text=TEXTS)
    def justify(self, code, text):
        ref = FieldRef("answer", code, "justification")
        self.services.journal.typed(self.id, ref, text)
        self.typing.setdefault(ref)
        assert self.services.library.open(self.id).answer(code).justification == text

    @rule()
    def leave(self):
        self.leave_all()

    @rule(target=sources, title=st.sampled_from(["Ley 155", "Plan"]))
    def add_source(self, title):
        key, changed = self.services.sources.add(self.id, {"title": title, "kind": "law", "date": "2014"})
        self.done(changed)
        return key

    @rule(source=sources, title=st.sampled_from(["Ley 155", "Ley 200"]))
    def change_source(self, source, title):
        self.done(self.services.sources.change(self.id, source, {"title": title}))

    @rule(code=CODES, source=sources, locator=LOCATORS)
    def cite(self, code, source, locator):
        if source in self.services.library.open(self.id).sources:
            self.done(self.services.answering.cite(self.id, code, source, locator))

    @rule(code=CODES, locator=LOCATORS)
    def add_and_cite(self, code, locator):
        self.done(self.services.answering.add_and_cite(self.id, code, {"title": "Acta"}, locator))

    @rule(data=st.data(), code=CODES, locator=LOCATORS, away=st.booleans())
    def change_a_citation(self, data, code, locator, away):
        cited = self.services.library.open(self.id).answer(code).citations
        if cited:
            key = data.draw(st.sampled_from(cited)).key
            answering = self.services.answering
            self.done(answering.uncite(self.id, key) if away else answering.relocate(self.id, key, locator))

    @rule(target=findings, kind=KINDS, text=TEXTS)
    def add_finding(self, kind, text):
        key, changed = self.services.findings.add(self.id, "1", kind, text)
        self.done(changed)
        return key

    @rule(target=findings)
    def accept(self):
        self.leave_all()
        suggested = self.services.findings.suggestions(self.services.library.open(self.id))
        if not suggested:
            return multiple()
        key, changed = self.services.findings.accept(self.id, suggested[0])
        self.done(changed)
        return key

    @rule(finding=findings, text=TEXTS)
    def rewrite(self, finding, text):
        if self.shown(finding):
            ref = FieldRef("finding", finding, "text@es")
            self.services.journal.typed(self.id, ref, text)
            self.typing.setdefault(ref)

    @rule(data=st.data(), finding=findings, kind=KINDS)
    def move(self, data, finding, kind):
        if self.shown(finding):
            listed = self.services.library.open(self.id).findings_of("1", kind)
            after = data.draw(st.sampled_from([None, *(one.key for one in listed)]))
            self.done(self.services.findings.move(self.id, finding, kind, after))

    @rule(finding=findings, code=CODES, flag=st.booleans())
    def rest_on(self, finding, code, flag):
        if self.shown(finding):
            self.done(self.services.findings.rest_on(self.id, finding, code, flag))

    @rule(finding=findings)
    def remove(self, finding):
        if self.shown(finding):
            self.leave_all()
            self.done(self.services.findings.remove(self.id, finding))
            assert not self.shown(finding)
            assert self.services.library.open(self.id).conflicts == ()

    @rule(finding=findings)
    def bring_back(self, finding):
        if finding in {one.key for one in self.services.library.open(self.id).removed_findings}:
            self.done(self.services.findings.bring_back(self.id, finding))
            assert self.shown(finding)

    def shown(self, finding):
        return finding in {one.key for one in self.services.library.open(self.id).findings}

    @rule()
    def undo(self):
        self.leave_all()
        changed = self.services.journal.undo(self.id)
        assert (changed is not None) == (self.at > 0)
        self.at -= self.at > 0
        self.stands(changed)

    @rule()
    def redo(self):
        self.leave_all()
        changed = self.services.journal.redo(self.id)
        assert (changed is not None) == (self.at < len(self.states) - 1)
        self.at += changed is not None
        self.stands(changed)

    def stands(self, changed):
        assert changed is None or changed.skipped == ()
        assert says(self.services, self.id) == self.states[self.at]
        assert (self.services.journal.undo_label(self.id) is None) == (self.at == 0)
        assert (self.services.journal.redo_label(self.id) is None) == (self.at == len(self.states) - 1)

    @precondition(lambda self: len(self.typing) < 2)
    @rule()
    def close_and_open(self):
        before = says(self.services, self.id)
        self.services.close()
        self.services = open_services(Path(self.folder.name))
        self.typing = {}
        if says(self.services, self.id) != before:
            self.at += 1
            self.states[self.at :] = [says(self.services, self.id)]

    def teardown(self):
        if hasattr(self, "states"):
            self.leave_all()
            end = self.at
            while self.services.journal.undo(self.id):
                self.at -= 1
                assert says(self.services, self.id) == self.states[self.at]
            assert self.at == 0
            while self.services.journal.redo(self.id):
                self.at += 1
                assert says(self.services, self.id) == self.states[self.at]
            assert self.at == len(self.states) - 1 >= end
            assert self.services.safekeeping.check() == []
        self.services.close()
        self.folder.cleanup()


TestUndoAndRedo = Desk.TestCase
TestUndoAndRedo.settings = settings(max_examples=15, stateful_step_count=25)


@pytest.mark.soak
class TestUndoAndRedoAtLength(Desk.TestCase):
    settings = settings(max_examples=300, stateful_step_count=60)
