"""The questionnaire: what ships is whole, counts are read from it, and a broken one is refused."""

import json

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import LEVELS, NOT_APPLICABLE, PRESENCES, parse, pick
from mgi_desktop.domain.instrument_rules import gaps, sound
from mgi_desktop.paths import resources
from tests.questionnaires import lettered

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "zh")


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


def test_a_domain_has_a_place_whatever_its_code_is():
    instrument = parse(lettered(), "0" * 64)
    assert [instrument.place(code) for code in "ABCDEF"] == [1, 2, 3, 4, 5, 6]
    assert instrument.place("1") == 1


def test_what_may_be_missing():
    document = lettered()
    for name in ("format", "notice"):
        del document[name]
    for domain in document["domains"]:
        del domain["summary"]
        for part in domain["subdomains"]:
            for indicator in part["indicators"]:
                for name in ("guidance", "evidence_hint", "recommendation"):
                    del indicator[name]
    read = parse(document, "0" * 64)
    assert (read.notice, read.indicators["A-one"].guidance, read.domains[0].summary) == ({}, {}, {})


def test_keys_that_nobody_knows_are_listed_and_the_shipped_ones_have_none():
    document = lettered()
    document["colour"] = "blue"
    document["domains"][1]["subdomains"][0]["indicators"][1]["weight"] = 3
    assert sound(document) == ("colour", "domains[1].subdomains[0].indicators[1].weight")
    assert [sound(shipped(level)) for level in LEVELS] == [(), ()]


def test_gaps_name_the_text_and_the_language():
    document = lettered()
    del document["domains"][0]["title"]["fr"]
    document["domains"][2]["subdomains"][1]["indicators"][0]["guidance"]["fr"] = "  "
    assert list(gaps(document)) == [("A title", "fr"), ("C-three guidance", "fr")]


def _first(it, *more):
    found = it["domains"][0]["subdomains"][0]["indicators"][0]
    for name in more:
        found = found[name]
    return found


@pytest.mark.parametrize(
    ("way", "where", "named"),
    [
        (lambda it: it.pop("version"), "questionnaire", "version"),
        (lambda it: it["domains"][0].pop("title"), "domains[0]", "title"),
        (lambda it: it.update(format="mgi-assessment"), "format", "mgi-instrument"),
        (lambda it: it.update(id="my questionnaire"), "id", "my questionnaire"),
        (lambda it: it.update(version=""), "version", ""),
        (lambda it: it.update(scales=[]), "scales", ""),
        (lambda it: it.update(domains=None), "domains", ""),
        (lambda it: it.update(level="regional"), "level", "regional"),
        (lambda it: it.update(level=["local"]), "level", "local"),
        (lambda it: it.update(languages=[]), "languages", "60"),
        (lambda it: it.update(languages=["en", "English"]), "languages[1]", "English"),
        (lambda it: it["languages"].append("en"), "languages[2]", "en"),
        (lambda it: it.update(source_language="es"), "source_language", "es"),
        (lambda it: it["title"].update(de="Fragen"), "title", "de"),
        (lambda it: it["title"].pop("en"), "title", "en"),
        (lambda it: it["notice"].update(en=" "), "notice", "en"),
        (lambda it: _first(it, "guidance").pop("en"), "domains[0].subdomains[0].indicators[0].guidance", "en"),
        (lambda it: _first(it, "question").update(fr=5), "domains[0].subdomains[0].indicators[0].question.fr", "Text"),
        (lambda it: _first(it, "question").update(fr="a\x00"), "indicators[0].question.fr", "U+0000"),
        (lambda it: _first(it, "question").update(fr="a" * 10_001), "indicators[0].question.fr", "10000"),
        (lambda it: _first(it).update(code="A/one"), "domains[0].subdomains[0].indicators[0].code", "A/one"),
        (lambda it: _first(it).update(code="A" * 41), "indicators[0].code", "40"),
        (lambda it: _first(it).update(code=7), "indicators[0].code", "7"),
        (lambda it: _first(it).update(code="A"), "indicators[0].code", "domains[0]"),
        (lambda it: _first(it).update(code="B-two"), "domains[1].subdomains[0].indicators[1].code", "B-two"),
        (lambda it: it["domains"][5].update(code="Safe"), "domains[5].code", "3"),
        (lambda it: it["domains"][0]["subdomains"][1].update(code="Aa"), "domains[0].subdomains[1].code", "Aa"),
        (lambda it: _first(it).update(scale="stars"), "domains[0].subdomains[0].indicators[0].scale", "stars"),
        (lambda it: _first(it).update(scale={}), "domains[0].subdomains[0].indicators[0].scale", "list"),
        (lambda it: it["scales"]["yes_no"][0].update(presence="perhaps"), "scales.yes_no[0].presence", "perhaps"),
        (lambda it: it["scales"]["yes_no"][0].update(value="not_applicable"), "scales.yes_no[0].value", "applicable"),
        (lambda it: it["scales"]["yes_no"][2].update(value="yes"), "scales.yes_no[2].value", "yes"),
        (lambda it: it["scales"].update(yes_no=it["scales"]["yes_no"][:1]), "scales.yes_no", "1"),
        (lambda it: it["domains"].pop(), "domains", "exactly 6 domains, and this one has 5"),
        (lambda it: it["domains"].append(it["domains"][0]), "domains", "7"),
        (lambda it: it["domains"][3].update(subdomains=[]), "domains[3]", "at least one indicator"),
        (lambda it: it["domains"][3]["subdomains"][1].update(indicators=[]), "domains[3].subdomains[1]", "indicator"),
    ],
)  # fmt: skip
def test_a_broken_questionnaire_is_refused_and_its_place_named(way, where, named):
    document = lettered()
    assert parse(document, "0" * 64).indicators
    way(document)
    with pytest.raises(Refused) as refused:
        parse(document, "0" * 64)
    assert refused.value.where.endswith(where)
    assert named in str(refused.value)


@pytest.mark.parametrize("document", [None, [], "x", {}, {"domains": {}}, 5])
def test_what_is_no_questionnaire_at_all_is_refused(document):
    with pytest.raises(Refused):
        parse(document, "0" * 64)


def test_more_than_a_thousand_indicators_are_refused():
    document = lettered()
    first = document["domains"][0]["subdomains"][0]
    first["indicators"] = [{**first["indicators"][0], "code": f"A-{number}"} for number in range(984)]
    assert len(parse(document, "0" * 64).indicators) == 1000
    first["indicators"].append({**first["indicators"][0], "code": "A-last"})
    with pytest.raises(Refused, match="at most 1000 indicators, and this one has 1001"):
        parse(document, "0" * 64)
