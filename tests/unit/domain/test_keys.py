"""Identifiers: random ones sort by time, derived ones are the same on every laptop for ever."""

import uuid

import pytest

from mgi_desktop.domain.keys import citation_key, comment_key, finding_key, source_key, uuid7

ASSESSMENT = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.mark.parametrize("random", [bytes(10), b"\xff" * 10, bytes(range(10))])
def test_a_random_identifier_has_version_variant_and_time(random):
    made = uuid7(1_683_039_845_000, random)
    parsed = uuid.UUID(made)
    assert str(parsed) == made
    assert parsed.version == 7
    assert parsed.variant == uuid.RFC_4122
    assert parsed.int >> 80 == 1_683_039_845_000


def test_the_example_of_the_standard():
    """RFC 9562, appendix A.6."""
    random = ((0xCC3 << 64) | (0x18C4DC0C0C07398F)).to_bytes(10)
    assert uuid7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_identifiers_sort_by_the_time_at_which_they_were_made():
    assert uuid7(1, b"\xff" * 10) < uuid7(2, bytes(10)) < uuid7(2**48 - 1, bytes(10))


def test_derived_identifiers_never_change():
    """These are what stores and packages hold: a change here loses everybody's citations."""
    assert citation_key(ASSESSMENT, "L1.1.1", "s1", "art. 5") == "edbf9d89-9ba2-5570-b498-589cc8e5d163"
    assert finding_key(ASSESSMENT, "1", "potential", "Falta una ley.", 0) == "bb3255e2-bdb6-5843-8943-c223336aaa25"
    assert comment_key(ASSESSMENT, "answer/L1.1.1", "¿Fuente?", 1) == "38fab823-492e-5733-965b-951d4a3dc62a"
    assert source_key(ASSESSMENT, "s1") == "f3633c2d-1a26-5536-b96e-32dc2185e066"


def test_derived_identifiers_differ_in_every_part():
    made = {
        citation_key(ASSESSMENT, "L1.1.1", "s1", "art. 5"),
        citation_key("3f2b0c86-6a3e-4d53-9a55-0d9f7f6b1a11", "L1.1.1", "s1", "art. 5"),
        citation_key(ASSESSMENT, "L1.1.2", "s1", "art. 5"),
        citation_key(ASSESSMENT, "L1.1.1", "s2", "art. 5"),
        citation_key(ASSESSMENT, "L1.1.1", "s1", ""),
        citation_key(ASSESSMENT, "L1.1.1s1", "", "art. 5"),
        finding_key(ASSESSMENT, "1", "potential", "x", 0),
        finding_key(ASSESSMENT, "1", "potential", "x", 1),
        finding_key(ASSESSMENT, "1", "well_developed", "x", 0),
        comment_key(ASSESSMENT, "x", "x", 0),
        source_key(ASSESSMENT, "x"),
    }
    assert len(made) == 11
