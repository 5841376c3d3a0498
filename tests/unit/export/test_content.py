"""What a profile says, in words, before any file is made of it."""

import subprocess
import sys

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.export.content import content
from tests.documents import FIRST, LAW, REMARK, full, small


@pytest.mark.parametrize(
    ("language", "month", "date"),
    [
        ("zh", 9, "2023年9月"),
        ("fr", 9, "septembre 2023"),
        ("es", 9, "septiembre de 2023"),
        ("en", 9, "September 2023"),
        ("ru", 9, "сентябрь 2023\u202fг."),
        ("fr", None, "2023"),
    ],
)
def test_the_date_is_written_as_the_profile_s_language_does(profile_of, language, month, date):
    assert content(profile_of(small(month=month), language)).date == date


def test_a_section_of_another_program_is_a_section_whatever_its_key(profile_of):
    sections = [{"key": key, "text": "Texto."} for key in ("page", "title", "law", "anexo-b")]
    after = content(profile_of(small(sections=sections))).after_findings
    assert [section.heading for section in after if section.key != "sources"] == ["Sección"] * 4


def test_a_title_of_blanks_is_none(profile_of):
    said = content(profile_of(small(title=" \u00a0", sections=[{"key": "context", "title": "  ", "text": "Aquí."}])))
    assert said.title == "Perfil de gobernanza de la migración: Río Claro (El Salvador)"
    assert [section.heading for section in said.sections if section.key == "context"] == ["Contexto"]


def test_a_source_without_a_title_has_its_number(profile_of):
    sources = [{"id": "s", "title": " "}, {"id": "t", "title": ""}]
    assert [entry.title for entry in content(profile_of(small(sources=sources))).entries] == ["Fuente 1", "Fuente 2"]


def test_the_foot_shortens_a_long_place(profile_of):
    name = "Mancomunidad de municipios de la cuenca alta y media del río de los nueve puentes y sus afluentes"
    said = content(profile_of(small(subject={"country": "SLV", "name": name, "level": "local"})))
    assert name in said.whole_place
    assert f"{name[:90]}…" in said.foot
    assert len(said.foot) < 180


def test_the_place_is_named_once_and_in_the_profile_s_language(profile_of):
    local = content(profile_of(full(), "fr"))
    assert (local.place, local.whole_place) == ("Valle Alto, El Salvador", "Río Claro, Valle Alto (El Salvador)")
    national = content(
        profile_of(
            small(
                instrument={"id": "mgi-national", "version": "2026.1"},
                subject={"country": "SLV", "name": "El Salvador", "level": "national"},
            )
        )
    )
    assert (national.place, national.whole_place) == ("", "El Salvador")
    (introduction,) = [section for section in national.sections if section.wheel]
    assert "el país" in introduction.written.text
    assert "99 indicadores" in introduction.written.text


def test_the_foot_says_the_stage_until_it_is_published(profile_of):
    assert content(profile_of(full())).foot == (
        "Perfil de gobernanza de la migración · Río Claro, Valle Alto (El Salvador) · septiembre de 2023 · Borrador"
    )
    published = content(profile_of(small(stage="published")))
    assert published.stage == ""
    assert ("Etapa", "Publicado") in published.imprint


def printed(said):
    return [(section.key, section.heading, section.wheel) for section in said.sections]


def test_a_written_introduction_replaces_the_profile_s_own_and_keeps_the_wheel(profile_of):
    own = content(profile_of(small()))
    assert ("introduction", "Introducción", True) in printed(own)
    written = content(profile_of(full()))
    assert ("introduction", "Presentación", True) in printed(written)
    (introduction,) = [section for section in written.sections if section.wheel]
    assert [block.items[0].text for block in introduction.written.blocks] == ["Primera línea.", "Segunda."]


@pytest.mark.parametrize(
    ("level", "keys"),
    [
        ("local", ["objective", "introduction", "context", "key_findings"]),
        ("national", ["objective", "introduction", "conceptual_framework", "key_findings"]),
    ],
)
def test_without_anything_written_the_sections_of_the_level_have_own_texts(profile_of, level, keys):
    document = small(
        instrument={"id": f"mgi-{level}", "version": "2026.1"},
        subject={"country": "SLV", "name": "Río Claro", "level": level},
    )
    said = content(profile_of(document))
    assert [section.key for section in said.sections] == keys
    assert all(section.written for section in said.sections)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "pt", "ru", "zh"])
def test_own_texts_name_the_place_and_the_six_domains_in_every_language(profile_of, language):
    subject = {"country": "SLV", "name": "Río *Claro*", "level": "local"}
    sections = [{"key": key, "enabled": True} for key in ("conceptual_framework", "acknowledgements", "annexes")]
    said = content(profile_of(small(subject=subject, sections=sections), language))
    written = {section.key: section.written for section in said.sections}
    assert [run.bold for run in written["objective"].blocks[0].items[0].lines[0]] == [True]
    assert "Río *Claro*" in written["objective"].text
    (domains,) = [block for block in written["conceptual_framework"].blocks if block.kind == "numbers"]
    assert [item.number for item in domains.items] == [1, 2, 3, 4, 5, 6]
    assert [item.text for item in domains.items] == [page.title for page in said.domains]
    assert any(run.bold for block in written["conceptual_framework"].blocks for item in block.items
               for line in item.lines for run in line)  # fmt: skip
    assert written["acknowledgements"].text
    assert "annexes" not in written, "there is nothing to say where nobody wrote"
    assert all("{" not in part.text and "**" not in part.text for part in written.values() if part)


def test_sections_are_printed_in_their_order_and_what_they_lead_to_below_them(profile_of):
    sections = [{"key": key} for key in ("sources", "key_findings", "introduction", "objective")]
    said = content(profile_of(full(sections=sections)))
    keys = [section.key for section in said.sections]
    assert [key for key in keys if key in ("sources", "key_findings", "introduction", "objective")] == [
        "sources", "key_findings", "introduction", "objective",
    ]  # fmt: skip
    assert said.shows_findings


def test_without_key_findings_no_domain_is_printed_and_the_wheel_leads_nowhere(profile_of):
    said = content(profile_of(full(sections=[{"key": "key_findings", "enabled": False}])))
    assert not said.shows_findings
    assert any(section.wheel for section in said.sections)


def test_a_text_in_another_language_is_said_to_be(profile_of):
    said = content(profile_of(small(sections=[{"key": "context", "text": "- Aquí."}]), "fr"))
    (context,) = [section for section in said.sections if section.key == "context"]
    assert (context.written.language, context.written.foreign) == ("es", "espagnol")
    assert context.written.blocks[0].kind == "bullets"


def test_a_section_shown_here_and_left_out_there_is_in_conflict_in_words(profile_of):
    contested = ((FieldRef("section", "context", "enabled"), True),)
    document = small(sections=[{"key": "context", "enabled": False}])
    (conflict,) = content(profile_of(document, contested=contested)).conflicts
    assert conflict.name == "Sección: Contexto"
    assert set(conflict.versions) == {"se muestra", "se omite"}


def test_a_note_that_speaks_of_sources_needs_sources(profile_of):
    assert len(content(profile_of(full())).notes) == 3
    assert len(content(profile_of(small())).notes) == 2


def test_conflicts_are_named_in_words_a_reader_knows(profile_of):
    contested = (
        (FieldRef("answer", "L1.1.1", "value"), "b"),
        (FieldRef("answer", "L1.1.1", "value"), None),
        (FieldRef("finding", FIRST, "text@es"), "Otra."),
        (FieldRef("source", LAW, "issuer"), "Una"),
        (FieldRef("source", LAW, "issuer"), "Dos"),
    )
    found = {
        conflict.name: set(conflict.versions) for conflict in content(profile_of(full(), contested=contested)).conflicts
    }
    assert len(found["Respuesta L1.1.1"]) == 3
    assert "(vacío)" in found["Respuesta L1.1.1"]
    assert found["Fuente: Ordenanza 12"] >= {"Una", "Dos"}
    finding = next(versions for name, versions in found.items() if name.startswith("Hallazgo"))
    assert finding == {"Otra.", "Hay clases de idioma por la tarde."}


def test_what_is_so_in_one_copy_and_not_in_another_is_said_by_yes_and_no(profile_of):
    contested = (
        (FieldRef("answer", "L1.1.1", "verify"), None),
        (FieldRef("finding", FIRST, "kind"), "potential"),
        (FieldRef("comment", REMARK, "resolved"), None),
    )
    said = [conflict.versions for conflict in content(profile_of(full(), contested=contested)).conflicts]
    assert {frozenset(versions) for versions in said} == {
        frozenset({"sí", "no"}),
        frozenset({"Áreas bien desarrolladas", "Áreas con potencial para un desarrollo adicional"}),
    }
    assert len(said) == 3


def test_the_exporters_are_imported_when_first_used():
    code = (
        "import sys, mgi_desktop.services.opening, mgi_desktop.services.exporting, mgi_desktop.export;"
        "print([name for name in ('typst', 'jinja2') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_own_texts_say_that_they_are_in_another_language_where_there_are_none_in_this(profile_of):
    written = {section.key: section.written for section in content(profile_of(small(), "de")).sections}
    assert {(part.language, part.foreign) for part in written.values()} == {("en", "Englisch")}
    assert all(not section.written.foreign for section in content(profile_of(small(), "pt-BR")).sections)
