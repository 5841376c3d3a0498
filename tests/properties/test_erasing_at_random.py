"""A random walk of typing, erasing, undoing and restoring: the store stays whole, and no erased byte is left in it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, history

REFS = st.sampled_from([FieldRef("answer", "L1.1.1", "justification"), FieldRef("answer", "L1.1.2", "justification")])
WORDS = st.sampled_from(["Hay una oficina", "No hay", "Ñandú"])


class Walk(RuleBasedStateMachine):
    """One person who writes secrets and erases them; each secret is another, so that its bytes can be looked for."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.start()
        self.number = 0
        self.gone = set()

    def start(self):
        self.services = open_services(Path(self.folder.name))
        self.services.journal.read.execute("PRAGMA secure_delete=OFF")  # as most builds of SQLite have it

    @initialize()
    def begin(self):
        self.id = self.services.library.create(New("local", "SLV", "La Palma", "", 1, 2023, None, "es")).assessment

    @rule(ref=REFS, words=WORDS, leave=st.booleans())
    def write(self, ref, words, leave):
        self.number += 1
        self.services.journal.typed(self.id, ref, f"{words} «secret{self.number}»")
        if leave:
            self.services.journal.left(self.id, ref)

    @rule(ref=REFS)
    def write_on(self, ref):
        held = str(self.services.library.open(self.id).held(ref).value or "")
        self.services.journal.typed(self.id, ref, held + ".")
        self.gone.discard(held + ".")  # erased before, it is typed anew

    @rule()
    def undo(self):
        self.services.journal.undo(self.id)

    @rule()
    def redo(self):
        self.services.journal.redo(self.id)

    @rule(ref=REFS, data=st.data())
    def restore(self, ref, data):
        written = self.written(ref)
        if written:
            self.services.history.restore(self.id, data.draw(st.sampled_from(written)))

    @rule(ref=REFS, data=st.data(), earlier=st.booleans(), instead=st.sampled_from([None, "Limpio"]))
    def erase(self, ref, data, earlier, instead):
        written = self.written(ref)
        if not written:
            return
        name = data.draw(st.sampled_from(written))
        names = self.services.erasing.alike(self.id, ref, name, earlier=earlier)
        said = {str(edit.value) for edit in history.named(self.services.journal.read, names).values()}
        try:
            self.services.erasing.erase(self.id, names, "a private name", instead)
        except Refused:
            assert instead in said  # the same again
            return
        self.gone |= {text for text in said if "secret" in text}
        self.nothing_is_left()

    @rule()
    def close_and_open(self):
        self.services.close()
        self.start()

    def written(self, ref):
        found = history.back_from(self.services.journal.read, self.id, [ref])
        return [edit.id for edit in found if edit.value is not None]  # not by id: those are others each time

    def nothing_is_left(self):
        """A secret is gone with its text; where the text went on in another, that one still says it."""
        read = self.services.journal.read
        standing = {str(edit.value) for edit in edits.every(read)}
        standing |= {draft for (draft,) in read.execute("SELECT value FROM draft")}
        assert not self.gone & standing
        files = [path.read_bytes() for path in Path(self.folder.name).iterdir() if path.is_file()]
        for text in self.gone:
            if not any(text in other for other in standing):
                assert not any(text.encode() in data for data in files)

    def teardown(self):
        if hasattr(self, "id"):
            self.nothing_is_left()
            assert self.services.safekeeping.check() == []
            assert self.services.library.open(self.id).conflicts == ()
        self.services.close()
        self.folder.cleanup()


class TestErasingAtRandom(Walk.TestCase):
    settings = settings(max_examples=12, stateful_step_count=20)


@pytest.mark.soak
class TestErasingAtRandomAtLength(Walk.TestCase):
    settings = settings(max_examples=200, stateful_step_count=50)
