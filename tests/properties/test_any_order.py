"""Random edits in any order, any number of times, in any batches: one set, one result."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import FieldRef, heads, make
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.store import derived, edits
from mgi_desktop.store.database import open_database, rows

ASSESSMENTS = ("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058")
REFS = (
    FieldRef("answer", "L1.1.1", "value"),
    FieldRef("answer", "L1.1.1", "justification"),
    FieldRef("finding", "f", "text@es"),
    FieldRef("finding", "f", "indicators/L1.1.1"),
    FieldRef("finding", "f", "deleted"),
    FieldRef("source", "s", "title"),
    FieldRef("budget", "b", "of a newer version"),
)
VALUES = st.sampled_from([None, True, "yes", "no", "“¿?” 中文", 5, ["0" * 64], {"a": "b"}])


@st.composite
def edit_sets(draw):
    """Edits of a few fields in two assessments, each replacing any of those made before it; some erase others."""
    made = []
    for number in range(draw(st.integers(1, 14))):
        assessment = draw(st.sampled_from(ASSESSMENTS))
        before = draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
        erases = bool(made) and draw(st.integers(0, 5)) == 0
        ref = (
            FieldRef("erasure", f"{number}", f"edits/{before[0].id}")
            if erases and before
            else draw(st.sampled_from(REFS))
        )
        made.append(
            make(
                assessment,
                ref,
                True if ref.kind == "erasure" else draw(VALUES),
                replaces=[one.id for one in before],
                author="name:Ana",
                at="2023-05-02T15:04:05.000Z",
                action=assessment,
                salt=f"{number:032x}",
            )
        )
    return made


@st.composite
def arrivals(draw):
    """An edit set, and the batches in which it comes: shuffled, some twice, ancestors after their descendants."""
    made = draw(edit_sets())
    order = draw(st.permutations([*made, *draw(st.lists(st.sampled_from(made), max_size=4))]))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    batches = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    return made, batches


def said(made):
    """What the domain says that each field holds, erased values left out."""
    erased = {
        (one.assessment, one.ref.field.removeprefix("edits/"))
        for one in made
        if one.ref.kind == "erasure" and one.value is True
    }
    kept = {(one.assessment, one.id) for one in made if one.ref.kind == "erasure"}
    return {
        place: [(one.id, None if (one.assessment, one.id) in erased - kept else one.value) for one in found]
        for place, found in heads(made).items()
    }


def stored(connection):
    return {
        (assessment, ref): [(head.id, head.value) for head in held.heads]
        for assessment in ASSESSMENTS
        for ref, held in edits.fields(connection, assessment).items()
    }


def check(made, batches):
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder))
        arrived = {}
        for batch in batches:
            with database.writing() as connection:
                edits.add(connection, batch)
            arrived |= {one.id: one for one in batch}
            assert stored(database.connection) == said(arrived.values())
        assert stored(database.connection) == said(made)
        with database.writing() as connection:
            assert derived.differing(connection) == []
            edits.rebuild(connection, edits.every(connection))
        assert stored(database.connection) == said(made)
        assert len(rows(database.connection, "SELECT id FROM edit")) == len({one.id for one in made})
        assert list(edits.faults(database.connection)) == []
        for assessment in ASSESSMENTS:
            fields = edits.fields(database.connection, assessment)
            assert assemble(assessment, fields) == assemble(assessment, dict(sorted(fields.items(), reverse=True)))
        database.close()


@settings(max_examples=60)
@given(arrivals())
def test_heads_are_a_function_of_the_set(arrival):
    check(*arrival)


@pytest.mark.soak
@settings(max_examples=3000)
@given(arrivals())
def test_heads_are_a_function_of_the_set_at_length(arrival):
    check(*arrival)


@given(edit_sets(), st.randoms())
def test_the_domain_finds_the_same_heads_in_any_order(made, random):
    shuffled = [*made, *made]
    random.shuffle(shuffled)
    assert heads(shuffled) == heads(made)


@given(edit_sets())
def test_any_set_of_edits_can_be_shown(made):
    for (assessment, ref), found in heads(made).items():
        held = Held(tuple(Head(one.id, one.value, one.author, one.at) for one in found))
        read = assemble(assessment, {ref: held})
        assert read.id == assessment
        assert read.held(ref) == held
