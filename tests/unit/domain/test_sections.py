"""The sections as they stand: by level and round, as they were switched, moved and written."""

import pytest

from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.sections import as_by_default, is_own, sections

ID = "0198c0de-0000-7000-8000-000000000001"


def read(*said, **own):
    """An assessment with these fields of its own and these of sections: key, field, value."""
    fields = {FieldRef("assessment", ID, name): value for name, value in {"level": "local", **own}.items()}
    fields |= {FieldRef("section", key, name): value for key, name, value in said}
    heads = {
        ref: Held((Head(f"{place:064x}", value, "name:Ana", ""),)) for place, (ref, value) in enumerate(fields.items())
    }
    return assemble(ID, heads)


def keys(assessment):
    return [section.key for section in sections(assessment)]


def on(assessment):
    return {section.key for section in sections(assessment) if section.enabled}


def test_nothing_need_be_written_for_every_section_to_stand_in_its_place():
    assert keys(read()) == list(SECTIONS)
    assert as_by_default(sections(read()))
    assert read().sections == ()


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ({}, {"objective", "introduction", "context", "key_findings", "sources"}),
        (
            {"level": "national"},
            {"objective", "introduction", "conceptual_framework", "key_findings", "sources"},
        ),
        ({"round": 2}, {"objective", "introduction", "context", "key_findings", "sources"}),
        (
            {"round": 2, "follows": "0198c0de-0000-7000-8000-000000000002"},
            {"objective", "introduction", "context", "key_findings", "changes", "sources"},
        ),
    ],
)
def test_level_and_round_say_which_are_printed(own, shown):
    assert on(read(**own)) == shown


def test_a_section_that_was_written_is_printed_unless_it_was_switched_off():
    assert "annexes" in on(read(("annexes", "text@es", "Anexo.")))
    assert "annexes" not in on(read(("annexes", "text@es", "  \n")))
    assert "annexes" not in on(read(("annexes", "text@es", "Anexo."), ("annexes", "enabled", False)))
    assert "annexes" in on(read(("annexes", "enabled", True)))


def test_a_section_moves_by_its_rank_and_nothing_else_is_said_of_it():
    moved = read(("annexes", "rank", "1V"))
    assert keys(moved)[:3] == ["objective", "annexes", "introduction"]
    assert "annexes" not in on(moved)
    assert not as_by_default(sections(moved))


def test_sections_of_one_s_own_stand_last_until_they_have_a_place():
    assessment = read(("anexo-b", "title@es", "Anexo B"), ("x", "title@es", "X"), ("x", "rank", "5V"))
    assert keys(assessment)[-1] == "anexo-b"
    assert keys(assessment).index("x") == keys(assessment).index("key_findings") + 1
    assert {"anexo-b", "x"} <= on(assessment)
    assert is_own("anexo-b")
    assert not is_own("annexes")
