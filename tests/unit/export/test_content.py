"""What a profile says, in words, before any file is made of it."""

import subprocess
import sys

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.export.content import content
from tests.documents import FIRST, LAW, full, small


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
    assert [section.heading for section in content(profile_of(small(sections=sections))).after] == ["Sección"] * 4


def test_a_title_of_blanks_is_none(profile_of):
    said = content(profile_of(small(title=" \u00a0", sections=[{"key": "context", "title": "  ", "text": "Aquí."}])))
    assert said.title == "Perfil de gobernanza de la migración: Río Claro (El Salvador)"
    assert [section.heading for section in said.before if section.key == "context"] == ["Contexto"]


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
    assert "el país" in national.before[0].paragraphs[0].text
    assert "99 indicadores" in national.before[0].paragraphs[1].text


def test_the_foot_says_the_stage_until_it_is_published(profile_of):
    assert content(profile_of(full())).foot == (
        "Perfil de gobernanza de la migración · Río Claro, Valle Alto (El Salvador) · septiembre de 2023 · Borrador"
    )
    published = content(profile_of(small(stage="published")))
    assert published.stage == ""
    assert ("Etapa", "Publicado") in published.imprint


def test_a_written_introduction_replaces_the_profile_s_own_and_keeps_the_wheel(profile_of):
    own = content(profile_of(small())).before
    assert [(part.heading, part.wheel, len(part.paragraphs)) for part in own] == [("Los seis ámbitos", True, 2)]
    written = content(profile_of(full())).before
    assert [(part.heading, part.wheel) for part in written] == [("Presentación", True)]
    assert written[0].paragraphs[0].text == "Primera línea.\n\nSegunda."


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


def test_the_exporters_are_imported_when_first_used():
    code = (
        "import sys, mgi_desktop.services.opening, mgi_desktop.services.exporting, mgi_desktop.export;"
        "print([name for name in ('typst', 'jinja2') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
