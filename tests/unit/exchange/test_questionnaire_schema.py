"""The published schema of questionnaires says what the program ships, reads and writes."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from mgi_desktop.domain import instrument_rules as rules
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import instruments
from mgi_desktop.paths import resources
from tests.questionnaires import lettered

SCHEMA = json.loads((resources() / "schemas" / "instrument.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = [resources() / "instruments" / f"mgi-{level}.json" for level in rules.LEVELS]


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_is_valid(path):
    VALIDATOR.validate(json.loads(path.read_bytes()))


def test_what_is_written_is_valid():
    VALIDATOR.validate(json.loads(instruments.write_json(lettered())))


def without(*names):
    def change(made):
        for name in names:
            del made[name]

    return change


def indicator(**changes):
    return lambda made: made["domains"][0]["subdomains"][0]["indicators"][0].update(changes)


@pytest.mark.parametrize("change", [without("format", "notice"), lambda made: made.update(mood="good")])
def test_what_may_be_left_out_or_added(change):
    made = lettered()
    change(made)
    rules.sound(made)
    VALIDATOR.validate(made)


@pytest.mark.parametrize(
    "change",
    [
        without("id"),
        without("domains"),
        lambda made: made.update(format="other"),
        lambda made: made.update(id="my own"),
        lambda made: made.update(version="v" * 81),
        lambda made: made.update(level="regional"),
        lambda made: made.update(languages=["en", "fr", "en"]),
        lambda made: made.update(languages=[]),
        lambda made: made.update(languages=["English", "fr"]),
        lambda made: made.update(title={}),
        lambda made: made.update(title="Letters"),
        lambda made: made["domains"].pop(),
        lambda made: made["domains"][0].update(code="Rights"),
        lambda made: made["domains"][0].update(subdomains=[]),
        lambda made: made["domains"][0]["subdomains"][0].update(indicators=[]),
        lambda made: made["scales"]["yes_no"][0].update(presence="some"),
        lambda made: made["scales"]["yes_no"][0].update(value="not_applicable"),
        lambda made: made["scales"].update(yes_no=made["scales"]["yes_no"][:1]),
        indicator(question={}),
        indicator(question={"en": "x" * 10_001}),
        indicator(code="x" * 41),
        indicator(scale=[]),
    ],
)
def test_what_is_refused_is_not_valid(change):
    made = copy.deepcopy(lettered())
    change(made)
    with pytest.raises(Refused):
        rules.sound(made)
    assert not VALIDATOR.is_valid(made)


def test_its_words_and_limits_are_those_of_the_program():
    own, parts = SCHEMA["properties"], SCHEMA["$defs"]
    assert own["format"]["const"] == rules.FORMAT
    assert tuple(own["level"]["enum"]) == rules.LEVELS
    assert own["languages"]["maxItems"] == rules.LANGUAGES
    assert own["domains"]["minItems"] == own["domains"]["maxItems"] == rules.DOMAINS
    assert tuple(parts["choice"]["properties"]["presence"]["enum"]) == rules.PRESENCES
    assert parts["scale"]["maxItems"] == rules.CHOICES
    assert parts["text"]["maxLength"] == rules.TEXT
    assert (parts["code"]["maxLength"], parts["name"]["maxLength"]) == (rules.CODES["indicator"], rules.NAME)
    for kind in ("domain", "subdomain"):
        assert parts[kind]["properties"]["code"]["maxLength"] == rules.CODES[kind]


def test_it_names_every_key_that_is_known():
    made = json.loads((resources() / "instruments" / "mgi-national.json").read_bytes())
    domain = made["domains"][0]
    subdomain = domain["subdomains"][0]
    indicators = [one for each in made["domains"] for part in each["subdomains"] for one in part["indicators"]]
    parts = SCHEMA["$defs"]
    assert SCHEMA["properties"].keys() == made.keys()
    assert parts["domain"]["properties"].keys() == domain.keys()
    assert parts["subdomain"]["properties"].keys() == subdomain.keys()
    assert parts["indicator"]["properties"].keys() == set().union(*indicators)
