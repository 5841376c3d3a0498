"""A profile: findings in order, sources numbered as the reader meets them, sections switched and renamed."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.exporting import as_profile
from mgi_desktop.store import edits
from tests.documents import FIRST, SITE, full, put, small


@pytest.fixture
def made(services, tmp_path):
    def make(document, language=None):
        taken = services.exchanging.take(put(tmp_path / "in.json", document)).assessment
        return as_profile(services.exporting.snapshot(taken), language)

    return make


def test_sources_are_numbered_as_they_are_met_then_those_of_answers_then_the_rest(made):
    document = full()
    document["sources"].append({"id": "loose", "kind": "other", "title": "Suelta"})
    document["findings"][1]["sources"] = [SITE]
    profile = made(document)
    assert [(number, source.title) for number, source in profile.sources] == [
        (1, "Ordenanza 12"),
        (2, "Sitio de la alcaldía"),
        (3, "Suelta"),
    ]
    assert [bullet.notes for bullet in profile.domains[0].well_developed] == [(1,), (2,)]


def test_the_sources_of_one_finding_are_numbered_in_the_order_of_the_sources(made):
    document = small()
    names = [f"0000000{place}-0000-4000-8000-000000000000" for place in (7, 3, 5, 1)]
    document["sources"] = [{"id": name, "kind": "law", "title": f"Ley {name[7]}"} for name in names]
    document["findings"] = [{"domain": "1", "kind": "potential", "text": "Crear.", "sources": names}]
    assert [source.key for _number, source in made(document).sources] == names


def test_bullets_keep_their_order_and_say_their_language(made):
    bullets = made(full(), "fr").domains[0].well_developed
    assert [(bullet.text, bullet.language) for bullet in bullets] == [
        ("La clinique municipale soigne sans demander de papiers.", "fr"),
        ("Hay clases de idioma por la tarde.", "es"),
    ]


@pytest.mark.parametrize("text", ["", "  ", "\u00a0\n\t"])
def test_a_finding_without_any_text_is_not_printed(made, text):
    profile = made(small(findings=[{"domain": "1", "kind": "potential", "text": text}]))
    assert profile.domains[0].potential == ()


def test_a_text_of_blanks_gives_way_to_one_that_says_something(made):
    finding = {"domain": "1", "kind": "potential", "text": "Algo.", "translations": {"fr": {"text": " "}}}
    (bullet,) = made(small(findings=[finding]), "fr").domains[0].potential
    assert (bullet.text, bullet.language) == ("Algo.", "es")


def test_sections_switched_off_are_gone_and_lists_can_be_renamed(made):
    sections = [
        {"key": "context", "text": "Aquí.", "enabled": False},
        {"key": "acknowledgements", "text": "Gracias."},
        {"key": "key_findings", "title": "Hallazgos", "text": "Antes."},
        {"key": "sources", "title": "Bibliografía"},
    ]
    profile = made(full(sections=sections))
    assert [part.key for part in profile.sections] == [
        "objective", "introduction", "acknowledgements", "key_findings", "changes", "sources",
    ]  # fmt: skip
    parts = {part.key: part for part in profile.sections}
    assert (parts["key_findings"].title, parts["key_findings"].text) == ("Hallazgos", "Antes.")
    assert parts["sources"].title == "Bibliografía"


def test_without_the_list_of_sources_no_number_points_to_it(made):
    profile = made(full(sections=[{"key": "sources", "enabled": False}]))
    assert profile.sources == ()
    assert all(bullet.notes == () for bullet in profile.domains[0].well_developed)


def test_the_wheel_s_parts_are_the_subdomains_and_how_many_indicators_they_have(made):
    profile = made(small())
    assert profile.domains[0].subdomains == (("1.1", 7), ("1.2", 5), ("1.3", 4), ("1.4", 3))
    assert profile.indicators == sum(size for domain in profile.domains for _, size in domain.subdomains)


def test_the_digest_changes_with_the_content_and_not_with_the_language(made):
    document = full()
    spanish = made(document)
    assert made(document, "fr").digest == spanish.digest
    document["findings"][0]["text"] = "Otra cosa."
    assert made(document).digest != spanish.digest


def test_conflicts_carry_labels_of_the_scale_and_deleted_against_edited(services, made, foreign):
    before = made(full())
    with services.database.writing() as connection:
        edits.add(
            connection,
            [
                foreign(before.id, FieldRef("answer", "L1.1.1", "value"), "b"),
                foreign(before.id, FieldRef("finding", FIRST, "deleted"), []),
            ],
        )
    answer, deleted = as_profile(services.exporting.snapshot(before.id), "en").conflicts
    assert (answer.kind, answer.about, answer.field) == ("answer", "L1.1.1", "value")
    assert len(answer.values) == 2
    assert "a" not in answer.values
    assert (deleted.kind, deleted.field, deleted.values) == ("finding", "deleted", ())
    assert deleted.about == "Hay clases de idioma por la tarde."


def test_the_date_is_iso(made):
    assert made(full()).date == "2023-09"
    assert made(small()).date == "2023"
