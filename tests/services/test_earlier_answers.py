"""What a questionnaire no longer asks stays in the plain document, and goes to another laptop with it."""

import json

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import as_profile, export
from mgi_desktop.services.opening import open_services
from tests.documents import put, small
from tests.versions import REMOVED, RESCALED, SAME, keep, of_2027


@pytest.fixture
def upgraded(services, assessment):
    """An answer that is no longer asked, one with a value that the scale no longer has, a finding on the first."""
    services.answering.answer(assessment, REMOVED, "no")
    services.answering.answer(assessment, RESCALED, "partial")
    services.journal.typed(assessment, FieldRef("answer", REMOVED, "justification"), "Ya no se pregunta.")
    services.answering.add_and_cite(assessment, REMOVED, {"title": "Ordenanza 3"}, "art. 1")
    finding, _changed = services.findings.add(assessment, "1", "potential", "Adoptar una norma.")
    services.findings.rest_on(assessment, finding, REMOVED, True)
    services.findings.rest_on(assessment, finding, "L1.3.9", True)
    services.upgrading.upgrade(assessment, keep(services, of_2027()).digest)
    return assessment


def exported(services, assessment, tmp_path):
    path = tmp_path / "out.json"
    export(services.exporting.snapshot(assessment), path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_document_keeps_them_and_says_that_they_are_of_an_earlier_version(services, upgraded, tmp_path):
    answers = {item["indicator"]: item for item in exported(services, upgraded, tmp_path)["answers"]}
    assert (answers[REMOVED]["value"], answers[REMOVED]["earlier"]) == ("no", True)
    assert answers[REMOVED]["justification"] == "Ya no se pregunta."
    assert [one["locator"] for one in answers[REMOVED]["citations"]] == ["art. 1"]
    assert (answers[RESCALED]["value"], answers[RESCALED]["verify"], answers[RESCALED]["earlier"]) == (
        "partial",
        True,
        True,
    )
    assert (answers["L1.3.9"]["value"], answers["L1.3.9"]["earlier"]) == (None, True)
    assert list(answers)[-2:] == [REMOVED, "L1.3.9"]


def test_another_laptop_takes_them_and_says_the_same(services, upgraded, tmp_path):
    document = exported(services, upgraded, tmp_path)
    other = open_services(tmp_path / "other")
    try:
        keep(other, of_2027())
        taken = other.exchanging.take(put(tmp_path / "in.json", document))
        assert taken.not_taken == ()
        assert exported(other, taken.assessment, tmp_path) == document
        assert services.exchanging.take(put(tmp_path / "back.json", document)).edits == 0
    finally:
        other.close()


def test_the_profile_prints_nothing_of_them(services, upgraded):
    profile = as_profile(services.exporting.snapshot(upgraded))
    assert all(bullet.text != "Ya no se pregunta." for part in profile.domains for bullet in part.potential)
    assert [source.title for _number, source in profile.sources] == ["Ordenanza 3"], "a source is still a source"


def test_without_the_mark_an_unknown_code_or_value_is_refused(services, upgraded, tmp_path):
    for answer in ({"indicator": REMOVED, "value": "no"}, {"indicator": SAME, "value": "maybe", "verify": True}):
        document = small(instrument={"id": "mgi-local", "version": "2027.1"}, id=upgraded, answers=[answer])
        with pytest.raises(Refused):
            services.exchanging.take(put(tmp_path / "in.json", document))
        document["answers"][0]["earlier"] = True
        services.exchanging.take(put(tmp_path / "in.json", document))
    read = services.library.open(upgraded)
    assert read.answer(SAME).value == "maybe"
