"""The published schema of the plain document says what the program reads and writes."""

import json

import pytest
from jsonschema import Draft202012Validator

from mgi_desktop.domain import fields
from mgi_desktop.domain.countries import ALPHA_3
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import document
from mgi_desktop.paths import resources
from tests.documents import ID, bare, full, small

SCHEMA = json.loads((resources() / "schemas" / "document.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "good",
    [
        full(),
        small(),
        bare(full()),
        small(id=None),
        full(mood="good", conflicts="ignored"),
        small(id=ID, findings=[{"id": ID, "deleted": True}], sections=[{"key": "annexes", "deleted": True}]),
        small(sources=[{"id": "s1", "deleted": True}], comments=[{"id": ID, "deleted": True}]),
        json.loads((resources() / "sample" / "la-palma.json").read_bytes()),
    ],
)
def test_what_is_read_is_valid(good):
    document.parse(json.dumps(good).encode())
    VALIDATOR.validate(good)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"id": "S1"},
        {"year": "2023"},
        {"year": 1899},
        {"month": 0},
        {"month": 13},
        {"round": 100},
        {"language": "spanish"},
        {"stage": "finished"},
        {"follows": "the last one"},
        {"subject": {"country": "SV", "name": "X", "level": "local"}},
        {"subject": {"country": "SLV", "name": " ", "level": "local"}},
        {"subject": {"country": "SLV", "name": "X", "level": "regional"}},
        {"title": "x" * 100_001},
        {"answers": {}},
        {"answers": [{}]},
        {"answers": [{"indicator": "L1.1.1", "verify": None}]},
        {"answers": [{"indicator": "L1.1.1", "citations": [{}]}]},
        {"sources": [{"id": "s1"}]},
        {"sources": [{"id": "s1", "title": "T", "kind": "book"}]},
        {"sources": [{"id": "s1", "title": "T", "date": "May 2023"}]},
        {"sources": [{"id": "s1", "title": "T", "file": {"name": "a"}}]},
        {"sources": [{"id": "s1", "title": "T", "attached": "2023-05"}]},
        {"sources": [{"id": "s1", "title": "T", "link": "https://example.org/" + "x" * 10_000}]},
        {"findings": [{"domain": "1", "kind": "good", "text": "T"}]},
        {"findings": [{"domain": "1", "kind": "potential"}]},
        {"findings": [{"deleted": True}]},
        {"sections": [{"title": "T"}]},
        {"comments": [{"text": "T"}]},
        {"comments": [{"text": "T", "on": {"kind": "source", "key": "s1"}}]},
        {"stage_changes": [{"before": "draft"}]},
        {"stage_changes": [{"stage": "done"}]},
        {"stage_changes": [{"stage": "draft", "overridden": ["No citation"]}]},
        {"stage_changes": [{"stage": "draft", "at": "yesterday"}]},
        {"parts": [{"place": "1"}]},
        {"parts": [{"place": "", "person": "Ana"}]},
        {"parts": [{"place": "1", "person": 5}]},
        {"translations": {"French": {"title": "T"}}},
        {"translations": []},
    ],
)
def test_what_is_refused_is_not_valid(change):
    wrong = small(**change)
    with pytest.raises(Refused):
        document.parse(json.dumps(wrong).encode())
    assert not VALIDATOR.is_valid(wrong)


def test_every_field_and_every_member_is_described():
    missing = []

    def walk(node, place):
        if isinstance(node, dict):
            for name, member in node.get("properties", {}).items() if "if" not in place[-1:] else ():
                if not ({"description", "$ref"} & member.keys()):
                    missing.append("/".join((*place, name)))
            for name, member in node.items():
                walk(member, (*place, name))

    walk(SCHEMA, ())
    assert missing == []


def test_lists_of_words_are_those_of_the_program():
    words = SCHEMA["$defs"]
    assert set(words["country"]["enum"]) == ALPHA_3
    assert tuple(words["source"]["properties"]["kind"]["enum"]) == fields.SOURCE_KINDS
    assert tuple(words["finding"]["properties"]["kind"]["enum"]) == fields.FINDING_KINDS
    assert tuple(SCHEMA["properties"]["stage"]["enum"]) == fields.STAGES
    assert tuple(words["stage_change"]["properties"]["stage"]["enum"]) == fields.STAGES
    assert tuple(words["stage_change"]["properties"]["before"]["enum"]) == (*fields.STAGES, None)
    assert words["text"]["maxLength"] == words["line"]["maxLength"] == fields.TEXT_LIMIT
    assert words["short"]["maxLength"] == fields.SHORT_LIMIT
    assert SCHEMA["properties"]["version"]["const"] == document.VERSION


def test_a_full_export_names_every_field_of_the_schema():
    """So that no field is described that nobody writes."""
    exported = full()
    parts = (
        ("section", "sections"),
        ("answer", "answers"),
        ("source", "sources"),
        ("comment", "comments"),
        ("stage_change", "stage_changes"),
        ("part", "parts"),
    )
    for name, part in parts:
        assert SCHEMA["$defs"][name]["properties"].keys() - {"deleted", "earlier"} == set().union(*exported[part])
    assert SCHEMA["$defs"]["finding"]["properties"].keys() - {"deleted", "earlier"} == set().union(
        *exported["findings"]
    )
    assert SCHEMA["properties"].keys() - {"conflicts"} == exported.keys()
