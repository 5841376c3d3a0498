"""The checks: each rule finds what breaks it and nothing else; a file more is a rule more."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.checks import registry
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.services.instruments import shipped

A = "01890a5d-ac96-774b-bcce-b302099a8057"
SOURCE = "11111111-1111-4111-8111-111111111111"
LOCAL = next(one for one in shipped() if one.level == "local")
LAW = {f"source/{SOURCE}/title": "Ley", f"source/{SOURCE}/date": "2014", f"source/{SOURCE}/issuer": "Concejo"}
CITED = {**LAW, "citation/k/answer": "L1.1.1", "citation/k/source": SOURCE}
COMPLETE = next(one.value for one in LOCAL.indicators["L1.1.1"].scale if one.presence == "complete")
YES = {"answer/L1.1.1/value": COMPLETE}
FINDING = {"finding/f/domain": "1", "finding/f/kind": "well_developed", "finding/f/text@es": "Hay una oficina."}
WHOLE = {**FINDING, **LAW, "finding/f/indicators/L1.1.1": True, f"finding/f/sources/{SOURCE}": True}
ASKED = {"decision/d/on": "answer/L1.1.1", "decision/d/outcome": "changes", f"decision/d/judged/{0:064x}": True}
REMARK = {"comment/c/on": "answer/L1.1.1", "comment/c/text": "¿Por qué?"}

BEFORE = "2023-05-01T15:04:05.000Z"

Fields = Mapping[str, Value | tuple[Value, ...]]

# What breaks each rule, which field that is, and the same put right.
EXAMPLES: Mapping[str, tuple[Fields, str, Fields]] = {
    "conflict": ({"answer/L1.1.1/value": (COMPLETE, "none")}, "answer/L1.1.1/value", YES),
    "link_not_web": (
        {**LAW, f"source/{SOURCE}/link": "www.example.org"},
        f"source/{SOURCE}/link",
        {**LAW, f"source/{SOURCE}/link": "https://example.org/a?b=c#d"},
    ),
    "no_justification": (
        {**YES, "answer/L1.1.1/justification": " \n"},
        "answer/L1.1.1/justification",
        {**YES, "answer/L1.1.1/justification": "Desde 2014."},
    ),
    "no_citation": (YES, "answer/L1.1.1/citations", {**YES, **CITED}),
    "source_incomplete": ({**LAW, f"source/{SOURCE}/issuer": ""}, f"source/{SOURCE}/issuer", LAW),
    "finding_without_indicator": (FINDING, "finding/f/indicators", WHOLE),
    "finding_without_source": (FINDING, "finding/f/sources", WHOLE),
    "finding_without_text": ({**WHOLE, "finding/f/text@es": ""}, "finding/f/text@es", WHOLE),
    "no_well_developed": (YES, "domain/1/well_developed", {**YES, **WHOLE}),
    "other_language": (
        {**FINDING, "finding/f/text@es": "", "finding/f/text@fr": "Il y a un bureau."},
        "finding/f/text@es",
        {**FINDING, "finding/f/text@fr": "Il y a un bureau."},
    ),
    "changes_asked": (
        {**YES, **ASKED},
        "decision/d/reason",
        {**YES, **ASKED, "answer/L1.1.1/justification": (None, "Desde 2014.")},
    ),
    "open_comment": (REMARK, "comment/c/resolved", {**REMARK, "comment/c/resolved": True}),
    "others_part": (
        {**YES, "part/1/person": "name:Marie"},
        "answer/L1.1.1/value",
        {**YES, "part/1/person": "name:Marie", "part/L1.1.1/person": "name:Ana"},
    ),
    "to_be_verified": ({**YES, "answer/L1.1.1/verify": True}, "answer/L1.1.1/verify", YES),
    "unanswered": ({"answer/L1.1.1/justification": "Algo."}, "answer/L1.1.1/value", YES),
}


def read(fields: Fields) -> Assessment:
    """An assessment in Spanish with these fields; several values of one stand in conflict."""
    held: dict[FieldRef, Held] = {FieldRef("assessment", A, "language"): _held("es")}
    for place, value in fields.items():
        values = value if isinstance(value, tuple) else (value,)
        at = BEFORE if place.startswith("part/") else "2023-05-02T15:04:05.000Z"
        held[FieldRef(*place.split("/", 2))] = _held(*values, at=at)
    return assemble(A, held)


def _held(*values: Value, at: str = BEFORE) -> Held:
    heads = (Head(f"{place:064x}", value, "name:Ana", at) for place, value in enumerate(values))
    return Held(tuple(heads))


def found(fields: Fields, name: str, language: str | None = None) -> list[str]:
    """The fields that break a rule."""
    rule = next(rule for rule in checks.rules() if rule.name == name)
    return ["/".join(one.ref) for one in checks.problems(read(fields), LOCAL, language, [rule])]


def test_every_rule_has_an_example():
    assert {rule.name for rule in checks.rules()} == EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_finds_what_breaks_it_and_not_what_is_right(name: str):
    wrong, place, right = EXAMPLES[name]
    assert place in found(wrong, name)
    assert place not in found(right, name)


def test_the_gravest_come_first():
    levels = [checks.LEVELS.index(rule.level) for rule in checks.rules()]
    assert levels == sorted(levels)
    assert {rule.level for rule in checks.rules()} == set(checks.LEVELS)


def test_what_binds_at_a_stage_binds_at_the_later_ones():
    bound: set[str] = set()
    for stage in STAGES:
        names = {rule.name for rule in checks.binding(stage)}
        assert bound <= names
        bound = names
    assert {rule.name for rule in checks.binding("validated")} == {"unanswered", "to_be_verified"}
    assert bound == {"unanswered", "to_be_verified", "conflict"}
    assert not checks.binding("consultation")


@pytest.mark.parametrize(
    ("fields", "name", "domain"),
    [
        ({"answer/L2.1.1/value": "yes"}, "no_justification", "2"),
        ({**FINDING, "finding/f/domain": "3"}, "finding_without_source", "3"),
        ({**REMARK, "comment/c/on": "answer/L4.1.1"}, "open_comment", "4"),
        ({**FINDING, **REMARK, "comment/c/on": "finding/f"}, "open_comment", "1"),
        ({**REMARK, "comment/c/on": "section/context"}, "open_comment", ""),
        ({**CITED, "citation/k/locator": ("art. 5", "art. 6")}, "conflict", "1"),
        ({f"source/{SOURCE}/title": "Ley"}, "source_incomplete", ""),
        (YES, "no_well_developed", "1"),
    ],
)
def test_a_problem_knows_its_domain(fields: Fields, name: str, domain: str):
    problems = [one for one in checks.problems(read(fields), LOCAL) if one.rule.name == name]
    assert {one.domain for one in problems} == {domain}


def test_another_language_is_that_of_the_profile_that_is_made():
    both = {**FINDING, "finding/f/text@fr": "Il y a un bureau."}
    assert found(both, "other_language") == []
    assert found(both, "other_language", "fr") == []
    assert found(FINDING, "other_language", "fr") == ["finding/f/text@fr"]
    assert found(FINDING, "other_language", "es-SV") == []


def test_a_section_that_is_off_may_be_in_another_language():
    section: Fields = {"section/context/text@fr": "Ici.", "section/context/enabled": True}
    assert found(section, "other_language") == ["section/context/text@es"]
    assert found({**section, "section/context/enabled": False}, "other_language") == []


def test_a_reply_is_no_open_comment_of_its_own():
    reply = {"comment/d/on": "answer/L1.1.1", "comment/d/text": "Porque sí.", "comment/d/answers": "c"}
    assert found({**REMARK, **reply}, "open_comment") == ["comment/c/resolved"]
    assert found({**REMARK, **reply, "comment/c/resolved": True}, "open_comment") == []


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ("https://example.org/\u202etxt.exe", False),
        ("https://example.org", True),
        ("HTTP://example.org:8080/á?x=1", True),
        ("https://user@example.org/", True),
        ("https://[2001:db8::1]/", True),
        ("https://", False),
        ("https:example.org", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("https://[", False),
        ("https://" + "a" * 10_000, True),
    ],
)
def test_a_web_address(link: str, is_one: bool):
    assert bool(found({**LAW, f"source/{SOURCE}/link": link}, "link_not_web")) is not is_one


@pytest.fixture
def another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose files count as files of the package."""
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    registry.rules.cache_clear()
    yield tmp_path
    registry.rules.cache_clear()
    sys.modules.pop("mgi_desktop.domain.checks.too_young", None)


def test_a_new_file_is_a_new_rule(another: Path):
    (another / "too_young.py").write_text(
        "from mgi_desktop.domain.checks import Rule\n"
        "from mgi_desktop.domain.edits import FieldRef\n"
        "def _find(assessment, instrument, language):\n"
        "    yield FieldRef('assessment', assessment.id, 'year')\n"
        "RULE = Rule('too_young', 'error', 'T', 'S.', _find, hard='draft')\n",
        encoding="utf-8",
    )
    assert "too_young" in {rule.name for rule in checks.rules()}
    assert "too_young" in {rule.name for rule in checks.binding("draft")}
    assert FieldRef("assessment", A, "year") in {one.ref for one in checks.problems(read({}), LOCAL)}
