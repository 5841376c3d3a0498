"""The sample that ships: a whole assessment that shows everything, and says the same after any way round."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.fields import SOURCE_KINDS
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.progress import State, presence, progress, state
from mgi_desktop.domain.suggestions import suggestions
from mgi_desktop.paths import resources
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import Services, open_services

FILE = resources() / "sample" / "la-palma.json"
BY_DOMAIN = {"1": (3, 4), "2": (2, 4), "3": (3, 2), "4": (2, 3), "5": (3, 3), "6": (3, 3)}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_services(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def written() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return content


def taken(services: Services) -> tuple[Assessment, Instrument]:
    sample = services.library.open(services.exchanging.sample().assessment)
    return sample, services.library.instrument_of(sample)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for member in value.values() if isinstance(value, dict) else value:
            yield from strings(member)


def test_the_sample_is_taken_whole(services: Services, written: dict[str, Any]) -> None:
    sample = services.exchanging.sample()
    assert (sample.new, sample.not_taken, sample.title) == (True, (), "La Palma")
    assert sample.assessment == written["id"]
    assert services.safekeeping.check() == []


def test_taking_it_again_makes_no_edit(services: Services) -> None:
    first = services.exchanging.sample()
    again = services.exchanging.sample()
    assert (again.assessment, again.new, again.edits) == (first.assessment, False, 0)
    assert services.exchanging.take(FILE).edits == 0


def test_its_export_is_the_same_file(services: Services, tmp_path: Path) -> None:
    sample = services.exchanging.sample().assessment
    out = tmp_path / "out.json"
    export(services.exporting.snapshot(sample), out)
    assert out.read_bytes() == FILE.read_bytes()
    assert services.exchanging.take(out).edits == 0


def test_it_holds_the_findings_of_each_domain(services: Services) -> None:
    sample, instrument = taken(services)
    counts = {
        domain.code: tuple(len(sample.findings_of(domain.code, kind)) for kind in ("well_developed", "potential"))
        for domain in instrument.domains
    }
    assert counts == BY_DOMAIN
    assert len(sample.findings) == 16 + 19


def test_it_shows_every_state_and_is_nearly_done(services: Services) -> None:
    sample, instrument = taken(services)
    states = Counter(state(one, sample.answer(code)) for code, one in instrument.indicators.items())
    assert set(states) == set(State)
    assert 75 <= progress(instrument, sample).answered <= 80
    assert {source.kind for source in sample.sources.values()} == set(SOURCE_KINDS)


def test_each_finding_rests_on_answers_that_lead_to_it(services: Services) -> None:
    sample, instrument = taken(services)
    leads = {"well_developed": {"complete"}, "potential": {"partial", "absent"}}
    for finding in sample.findings:
        assert finding.indicators, finding.text
        for code in finding.indicators:
            indicator = instrument.indicators[code]
            assert indicator.domain == finding.domain, finding.text
            assert presence(indicator, sample.answer(code)) in leads[finding.kind], (code, finding.text)
        cited = {citation.source for code in finding.indicators for citation in sample.answer(code).citations}
        assert set(finding.sources) == cited, finding.text


def test_an_assessor_edited_what_the_questionnaire_recommends(services: Services) -> None:
    sample, instrument = taken(services)
    stock = {indicator.recommendation["es"] for indicator in instrument.indicators.values()}
    assert not stock & {finding.text["es"] for finding in sample.findings}


def test_suggestions_are_left_in_every_domain(services: Services) -> None:
    sample, instrument = taken(services)
    assert {suggestion.domain for suggestion in suggestions(instrument, sample)} == set(BY_DOMAIN)


def test_citations_and_comments_lead_somewhere_and_every_source_is_cited(written: dict[str, Any]) -> None:
    sources = {source["id"] for source in written["sources"]}
    cited = [citation["source"] for answer in written["answers"] for citation in answer["citations"]]
    assert set(cited) == sources
    keys = {
        "answer": {answer["indicator"] for answer in written["answers"]},
        "finding": {finding["id"] for finding in written["findings"]},
    }
    for comment in written["comments"]:
        assert comment["on"]["key"] in keys[comment["on"]["kind"]]


def test_every_answer_is_justified(written: dict[str, Any]) -> None:
    bare = [answer["indicator"] for answer in written["answers"] if answer["value"] and not answer["justification"]]
    assert bare == []


def test_ids_are_unique(written: dict[str, Any]) -> None:
    lists = ("sources", "findings", "comments")
    ids = [written["id"], *(item["id"] for name in lists for item in written[name])]
    assert len(ids) == len(set(ids))


def test_its_text_is_composed_and_clean(written: dict[str, Any]) -> None:
    for text in strings(written):
        assert unicodedata.is_normalized("NFC", text), text
        assert all(line == line.strip() for line in text.split("\n")), text
        assert "  " not in text, text
        assert not set(text) & set("\u00a0\u202f\u200b'\""), text


def test_links_go_to_addresses_kept_for_examples(written: dict[str, Any]) -> None:
    links = [source["link"] for source in written["sources"] if source["link"]]
    assert links
    assert all(link.split("/")[2] in {"www.example.org", "www.example.com", "www.example.net"} for link in links)
