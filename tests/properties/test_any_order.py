"""Random edits and signed lists of them in any order, any number of times: one set, one result."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import FieldRef, heads, make
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.store import batches, derived, edits
from mgi_desktop.store.database import open_database, rows
from tests.packages import as_if_signed

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
CHOSEN = REFS[0], REFS[3], REFS[4]
"""What goes only with the whole assessment."""
AUTHORS = ("name:Ana", "name:Luz")
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
            FieldRef("erasure", f"{number}", f"{draw(st.sampled_from(('edits', 'all')))}/{before[0].id}")
            if erases and before
            else draw(st.sampled_from(REFS))
        )
        made.append(
            make(
                assessment,
                ref,
                True if ref.kind == "erasure" else draw(VALUES),
                replaces=[one.id for one in before],
                author=draw(st.sampled_from(AUTHORS)),
                at="2023-05-02T15:04:05.000Z",
                action=assessment,
                salt=f"{number:032x}",
            )
        )
    return made


@st.composite
def arrivals(draw):
    """An edit set with signed lists, and the parts in which it comes: shuffled, some twice, ancestors at the end.

    Some of the lists are of their edits' authors, some of another, and those prove nothing.
    """
    made = draw(edit_sets())
    made += as_if_signed(*draw(st.lists(st.sampled_from(made), unique=True)))
    made += [forged(one) for one in made if isinstance(one, Batch) and draw(st.booleans())]
    order = draw(st.permutations([*made, *draw(st.lists(st.sampled_from(made), max_size=4))]))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    parts = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    return made, parts


def forged(batch):
    """The same list by somebody who wrote none of it."""
    return batch._replace(author="name:Nobody", document=batch.document + b" ")


def said(what):
    """What the domain says that each field holds, erased values left out."""
    made = edits_of(what)
    listed = {(one.assessment, one.author, name) for one in what if isinstance(one, Batch) for name in one.edits}
    proven = [one for one in made if (one.assessment, one.author, one.id) in listed]
    erased = {
        (one.assessment, *one.ref.field.split("/")) for one in proven if one.ref.kind == "erasure" and one.value is True
    }

    def value(one):
        alone, whole = ((one.assessment, how, one.id) in erased for how in ("edits", "all"))
        return None if one.ref.kind != "erasure" and (whole or (alone and one.ref not in CHOSEN)) else one.value

    return {place: [(one.id, value(one)) for one in found] for place, found in heads(made).items()}


def edits_of(what):
    return [one for one in what if not isinstance(one, Batch)]


def stored(connection):
    return {
        (assessment, ref): [(head.id, head.value) for head in held.heads]
        for assessment in ASSESSMENTS
        for ref, held in edits.fields(connection, assessment).items()
    }


def check(made, parts):
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder))
        arrived = []
        for part in parts:
            with database.writing() as connection:
                edits.add(connection, edits_of(part))
                batches.keep(connection, (one for one in part if isinstance(one, Batch)))
            arrived += part
            assert stored(database.connection) == said(arrived)
        assert stored(database.connection) == said(made)
        with database.writing() as connection:
            assert derived.differing(connection) == []
            edits.rebuild(connection, edits.every(connection))
        assert stored(database.connection) == said(made)
        assert len(rows(database.connection, "SELECT id FROM edit")) == len({one.id for one in edits_of(made)})
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
