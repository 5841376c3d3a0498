"""The table of fields: what each may hold, and what is refused in words that name it."""

import pytest

from mgi_desktop.domain.countries import ALPHA_3
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import FIELDS, TEXT_LIMIT, checked, known

UUID = "01890a5d-ac96-774b-bcce-b302099a8057"
HASH = "0" * 64

TAKEN = [
    ("assessment", "instrument", HASH),
    ("assessment", "country", "SLV"),
    ("assessment", "country", "XKX"),
    ("assessment", "subject", 'N\'Zérékoré / "CON"?'),
    ("assessment", "level", "local"),
    ("assessment", "title@pt-BR", "Título"),
    ("assessment", "round", 99),
    ("assessment", "follows", UUID),
    ("assessment", "year", 1900),
    ("assessment", "month", 12),
    ("assessment", "language", "es"),
    ("assessment", "stage", "published"),
    ("assessment", "deleted", [HASH, "1" * 64]),
    ("assessment", "deleted", []),
    ("answer", "value", "yes"),
    ("answer", "verify", True),
    ("answer", "justification", "one\ntwo\tthree"),
    ("answer", "suggestion", "set_aside"),
    ("citation", "source", UUID),
    ("citation", "rank", "V"),
    ("source", "kind", "interview"),
    ("source", "date", "2024"),
    ("source", "date", "2024-02"),
    ("source", "consulted", "2024-02-29"),
    ("source", "file", {"name": "a.pdf", "sha256": HASH, "bytes": 0}),
    ("finding", "kind", "potential"),
    ("finding", "text@ar", "نص"),
    ("finding", "indicators/L1.1.1", True),
    ("finding", f"sources/{UUID}", False),
    ("section", "enabled", False),
    ("comment", "on", "answer/L1.1.1"),
    ("comment", "at", "2023-05-02T15:04:05.000Z"),
    ("comment", "at", "2023-05-02T15:04:05Z"),
    ("person", "name", "A. M."),
    ("erasure", f"edits/{HASH}", True),
    ("erasure", "reason", "named a minor"),
]

REFUSED = [
    ("assessment", "instrument", "0" * 63),
    ("assessment", "instrument", HASH.replace("0", "G")),
    ("assessment", "country", "slv"),
    ("assessment", "country", "SV"),
    ("assessment", "country", ["SLV"]),
    ("assessment", "country", 222),
    ("assessment", "level", "regional"),
    ("assessment", "level", ["local"]),
    ("assessment", "title@", "x"),
    ("assessment", "title", "x"),
    ("assessment", "title@e", "x"),
    ("assessment", "title@ES", "x"),
    ("assessment", "title@../../x", "x"),
    ("assessment", "round", 0),
    ("assessment", "round", 100),
    ("assessment", "round", True),
    ("assessment", "round", 1.0),
    ("assessment", "round", "1"),
    ("assessment", "follows", UUID.upper()),
    ("assessment", "follows", "{" + UUID + "}"),
    ("assessment", "follows", 1),
    ("assessment", "year", 1899),
    ("assessment", "month", 13),
    ("assessment", "language", "Spanish"),
    ("assessment", "language", "es\n"),
    ("assessment", "stage", ""),
    ("assessment", "deleted", "x"),
    ("assessment", "deleted", ["x"]),
    ("assessment", "deleted", [["x"]]),
    ("assessment", "deleted", [1, "x"]),
    ("assessment", "deleted", ["1" * 64, HASH]),
    ("assessment", "deleted", [HASH, HASH]),
    ("assessment", "mayor", "x"),
    ("budget", "text", "x"),
    ("answer", "verify", 1),
    ("answer", "verify", "true"),
    ("answer", "justification", 5),
    ("answer", "justification", ["x"]),
    ("answer", "justification", "x" * (TEXT_LIMIT + 1)),
    ("answer", "justification@es", "x"),
    ("answer", "suggestion", "taken"),
    ("citation", "rank", "V0"),
    ("citation", "rank", "~"),
    ("source", "date", "2023-13"),
    ("source", "date", "2023-02-29"),
    ("source", "date", "2023-2"),
    ("source", "date", "23"),
    ("source", "date", "0000"),
    ("source", "date", "２０２３"),
    ("source", "date", "2023-09-01T00:00"),
    ("source", "date", 2023),
    ("source", "file", {"name": "a.pdf", "sha256": HASH}),
    ("source", "file", {"name": "a.pdf", "sha256": HASH, "bytes": -1}),
    ("source", "file", {"name": "a.pdf", "sha256": HASH, "bytes": True}),
    ("source", "file", {"name": "a.pdf", "sha256": HASH, "bytes": 1, "path": "/"}),
    ("source", "file", "a.pdf"),
    ("finding", "indicators", True),
    ("finding", "indicators/", True),
    ("finding", "indicators/L1.1.1@es", True),
    ("finding", "indicators/L1.1.1", "yes"),
    ("finding", "text@es/x", "x"),
    ("comment", "at", "2023-05-02T15:04:05"),
    ("comment", "at", "2023-99-02T15:04:05Z"),
    ("comment", "at", "2023-05-02T25:04:05Z"),
    ("comment", "at", 0),
]


@pytest.mark.parametrize(("kind", "field", "value"), TAKEN, ids=str)
def test_a_value_that_is_allowed_stays_as_it_is(kind, field, value):
    held = checked(FieldRef(kind, "k", field), value)
    assert held == value
    assert type(held) is type(value)


@pytest.mark.parametrize(("kind", "field", "value"), REFUSED, ids=lambda value: repr(value)[:30])
def test_a_value_that_is_not_allowed_is_refused_in_words(kind, field, value):
    with pytest.raises(Refused) as refused:
        checked(FieldRef(kind, "k", field), value)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert len(sentence) < 300


def test_every_field_can_be_emptied():
    for kind, fields in FIELDS.items():
        for name, field in fields.items():
            full = f"{name}@es" if field.language else f"{name}/x" if field.member else name
            assert checked(FieldRef(kind, "k", full), None) is None
            assert known(FieldRef(kind, "k", full))


def test_an_empty_text_is_nothing():
    assert checked(FieldRef("answer", "L1.1.1", "justification"), "") is None


def test_no_field_but_a_deletion_holds_a_list():
    for fields in FIELDS.values():
        for name, field in fields.items():
            if name != "deleted":
                with pytest.raises(Refused):
                    field.check([HASH])


def test_a_line_has_no_line_end():
    assert checked(FieldRef("source", "k", "title"), "Ley\r\n155\u2028B") == "Ley 155 B"


def test_a_field_of_a_newer_version_is_not_known():
    assert not known(FieldRef("answer", "L1.1.1", "weight"))
    assert not known(FieldRef("budget", "x", "text"))


def test_a_refused_character_is_named_with_its_place():
    with pytest.raises(Refused, match=r"Character 3 is U\+0000"):
        checked(FieldRef("answer", "L1.1.1", "justification"), "ab\x00")


def test_a_refusal_shows_a_long_or_unprintable_value_cut_and_clean():
    with pytest.raises(Refused) as refused:
        checked(FieldRef("answer", "k", "verify"), "\x1b[31m" + "x" * 500)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 120


def test_countries_are_those_of_the_standard_with_one_in_use_besides():
    assert len(ALPHA_3) == 250
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in ALPHA_3)
    assert {"SLV", "PSE", "XKX", "ESH", "TWN", "VAT"} <= ALPHA_3
