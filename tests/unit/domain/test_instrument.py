"""The questionnaire: what ships is whole, counts are read from it, and a broken one is refused."""

import copy
import json

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import LEVELS, NOT_APPLICABLE, PRESENCES, parse, pick
from mgi_desktop.paths import resources

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "zh")
SMALL = {
    "id": "small",
    "version": "1",
    "level": "local",
    "source_language": "en",
    "languages": ["en"],
    "title": {"en": "Small"},
    "notice": {"en": "Made up."},
    "scales": {"yes_no": [{"value": "yes", "presence": "complete", "label": {}}]},
    "domains": [
        {
            "code": "1",
            "title": {},
            "summary": {},
            "subdomains": [
                {
                    "code": "1.1",
                    "title": {},
                    "indicators": [
                        {
                            "code": "X1.1.1",
                            "question": {},
                            "guidance": {},
                            "evidence_hint": {},
                            "recommendation": {},
                            "scale": "yes_no",
                        }
                    ],
                }
            ],
        }
    ],
}


def shipped(level):
    return json.loads((resources() / "instruments" / f"mgi-{level}.json").read_bytes())


@pytest.fixture(params=LEVELS)
def instrument(request):
    return parse(shipped(request.param), "0" * 64)


@pytest.mark.parametrize(("level", "subdomains", "indicators"), [("national", 32, 99), ("local", 21, 87)])
def test_counts_are_read_from_the_file(level, subdomains, indicators):
    read = parse(shipped(level), "0" * 64)
    assert read.level == level
    assert len(read.domains) == 6
    assert sum(len(domain.subdomains) for domain in read.domains) == subdomains
    assert len(read.indicators) == sum(len(domain.indicators) for domain in read.domains) == indicators


def test_every_text_is_there_in_all_seven_languages(instrument):
    assert instrument.languages == LANGUAGES
    texts = [instrument.title, instrument.notice]
    for domain in instrument.domains:
        texts += [domain.title, domain.summary, *(part.title for part in domain.subdomains)]
    for indicator in instrument.indicators.values():
        texts += [indicator.question, indicator.guidance, indicator.evidence_hint, indicator.recommendation]
        texts += [choice.label for choice in indicator.scale]
    for text in texts:
        assert set(text) == set(LANGUAGES)
        assert all(words.strip() == words and words for words in text.values())


def test_every_indicator_knows_its_place(instrument):
    for domain in instrument.domains:
        assert instrument.domain(domain.code) is domain
        for part in domain.subdomains:
            for indicator in part.indicators:
                assert (indicator.domain, indicator.subdomain) == (domain.code, part.code)
                assert indicator.code.startswith({"national": "N", "local": "L"}[instrument.level])


def test_every_scale_can_say_complete_and_absent_and_nothing_twice(instrument):
    for indicator in instrument.indicators.values():
        values = [choice.value for choice in indicator.scale]
        assert len(set(values)) == len(values)
        assert NOT_APPLICABLE not in values
        assert {"complete", "absent"} <= {choice.presence for choice in indicator.scale} <= set(PRESENCES)
        assert indicator.takes(NOT_APPLICABLE)
        assert all(map(indicator.takes, values))
        assert not indicator.takes("")
        assert not indicator.takes("perhaps")
        assert indicator.presence(None) is None


def test_a_text_falls_back_to_the_nearest_language_and_says_which():
    texts = {"en": "Yes", "pt": "Sim", "fr": ""}
    assert pick(texts, "pt", "en") == ("Sim", "pt")
    assert pick(texts, "pt-BR", "en") == ("Sim", "pt")
    assert pick(texts, "fr", "en") == ("Yes", "en")
    assert pick({"ru": "Да"}, "fr", "en") == ("Да", "ru")
    assert pick({}, "fr", "en") == ("", "fr")


def broken(way):
    document = copy.deepcopy(SMALL)
    way(document)
    return document


@pytest.mark.parametrize(
    ("way", "named"),
    [
        (lambda it: it.pop("version"), "version"),
        (lambda it: it["domains"][0].pop("summary"), "summary"),
        (lambda it: it.update(scales=[]), ""),
        (lambda it: it.update(domains=None), ""),
        (lambda it: it.update(level="regional"), "regional"),
        (lambda it: it["scales"]["yes_no"][0].update(presence="perhaps"), "perhaps"),
        (lambda it: it["domains"][0]["subdomains"][0]["indicators"][0].update(scale="stars"), "stars"),
        (lambda it: it["scales"]["yes_no"][0].update(value=NOT_APPLICABLE), NOT_APPLICABLE),
        (lambda it: it["scales"]["yes_no"].append(it["scales"]["yes_no"][0]), "yes"),
        (lambda it: it["domains"].append(it["domains"][0]), "1"),
        (lambda it: it["domains"][0]["subdomains"].append(it["domains"][0]["subdomains"][0]), "1.1"),
        (lambda it: it["domains"][0]["subdomains"][0]["indicators"].append(
            it["domains"][0]["subdomains"][0]["indicators"][0]), "X1.1.1"),
    ],
)  # fmt: skip
def test_a_broken_questionnaire_is_refused_and_the_part_named(way, named):
    with pytest.raises(Refused) as refused:
        parse(broken(way), "0" * 64)
    assert named in str(refused.value)
    assert parse(SMALL, "0" * 64).indicators.keys() == {"X1.1.1"}
