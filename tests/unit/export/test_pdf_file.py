"""The PDF: to the standards, with its headings, lists, languages and facts; and what happens when it cannot be."""

import io
import tempfile
from pathlib import Path

import pikepdf
import pypdf
import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.export import exporter
from mgi_desktop.export.content import content
from mgi_desktop.paths import resources
from tests.documents import FIRST, LAW, full, small
from tests.unit.export.readers import folded, pdf_text


def opened(profile):
    made = exporter("pdf")(profile)
    assert made.warnings == ()
    return pikepdf.open(io.BytesIO(made.data))


def kinds(node, found=None):
    """The kinds of all structure elements, in reading order."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for child in node:
            kinds(child, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S)[1:])
        if "/K" in node:
            kinds(node.K, found)
    return found


def headings(pdf):
    def walk(items):
        for item in items:
            yield item.title
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        return list(walk(outline.root))


def test_it_claims_pdf_a_2a_and_pdf_ua_1_and_says_what_it_is(profile_of):
    profile = profile_of(full())
    pdf = opened(profile)
    with pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
        assert about["dc:title"] == "Perfil de Río Claro"
        assert about["dc:creator"] == ["Río Claro, Valle Alto (El Salvador)"]
        assert about["xmp:CreateDate"].startswith("2023-09-01")
        keywords = about["pdf:Keywords"]
    for fact in (profile.id, profile.digest, "mgi-local 2026.1", "2023-09"):
        assert fact in keywords
    assert pdf.Root.Lang == "es"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_no_font_is_left_out_and_none_comes_from_the_system(profile_of):
    pages = pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(full(), "ar")).data)).pages
    fonts = {str(font.get_object()["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("+NotoSans" in font for font in fonts)


def test_headings_are_bookmarks_and_lists_are_lists(profile_of):
    pdf = opened(profile_of(full()))
    found = headings(pdf)
    assert found[:2] == ["Objetivo", "Presentación"]
    assert "Derechos de las personas migrantes" in found
    assert found.index("Áreas bien desarrolladas") < found.index("Áreas con potencial para un desarrollo adicional")
    assert found[-2:] == ["Fuentes", "Sobre este documento"]
    structure = kinds(pdf.Root.StructTreeRoot.K)
    assert structure.count("LI") >= 4
    assert structure.count("Figure") == 2
    assert structure.count("H1") == 12


MARKED_UP = "Un **valle** *verde*, ***ambos***.\n\n- uno\n- dos\n\n7. siete\n8. ocho"


def test_what_is_written_in_a_section_is_tagged_as_paragraphs_and_lists(profile_of):
    bare = opened(profile_of(small(sections=[{"key": "context", "text": "Texto."}])))
    profile = profile_of(small(sections=[{"key": "context", "text": MARKED_UP}]))
    pdf = opened(profile)
    plain, structure = kinds(bare.Root.StructTreeRoot.K), kinds(pdf.Root.StructTreeRoot.K)
    for kind, more in (("L", 2), ("LI", 4), ("LBody", 4), ("Lbl", 4), ("Strong", 2), ("Em", 2)):
        assert structure.count(kind) - plain.count(kind) == more, kind
    whole = pdf_text(exporter("pdf")(profile).data)
    assert folded("Un valle verde, ambos.") in whole
    assert folded("7. siete 8. ocho") in whole


def test_italic_leans_and_where_letters_do_not_it_is_underlined(profile_of):
    def fonts(language, text):
        data = exporter("pdf")(profile_of(small(language=language, sections=[{"key": "context", "text": text}]))).data
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return {str(font.get_object()["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}

    leaning = fonts("es", MARKED_UP)
    assert {name.partition("+")[2] for name in leaning} >= {"NotoSans-Italic", "NotoSans-SemiBoldItalic"}
    assert not any("Italic" in name for name in fonts("ar", "نص *مائل* هنا"))


def test_letters_that_the_italic_does_not_hold_are_printed_all_the_same(profile_of):
    profile = profile_of(small(sections=[{"key": "context", "text": "*ɐɕ nɜː*, *字*, *م*"}]))
    assert exporter("pdf")(profile).warnings == ()


def test_sections_stand_in_their_order_and_what_is_off_is_gone(profile_of):
    keys = ("sources", "acknowledgements", "key_findings", "introduction")
    found = headings(opened(profile_of(full(sections=[{"key": key, "text": "Texto."} for key in keys]))))
    names = ["Fuentes", "Agradecimientos", "Principales hallazgos", "Derechos de las personas migrantes"]
    places = [found.index(name) for name in (*names, "Introducción")]
    assert places == sorted(places)
    off = headings(opened(profile_of(full(id=None, sections=[{"key": "key_findings", "enabled": False}]))))
    assert "Derechos de las personas migrantes" not in off
    assert "Introducción" in off


def test_the_stage_stands_on_every_page_until_it_is_published(profile_of):
    pages = pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(full())).data)).pages
    assert all("Borrador" in page.extract_text() for page in pages)
    published = pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(full(id=None, stage="published"))).data)).pages
    whole = [page.extract_text() for page in published]
    assert not any("Borrador" in page for page in whole)
    assert [place for place, page in enumerate(whole) if "Publicado" in page] == [len(whole) - 1]


def test_names_beside_the_wheel_carry_the_page_of_their_domain(profile_of):
    pages = [
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(full())).data)).pages
    ]
    wheel = next(page for page in pages if "página" in page)
    for number in range(1, 7):
        page = next(place for place, page in enumerate(pages, 1) if f"Ámbito {number}" in page)
        assert f"página {page}" in wheel


def test_findings_show_their_sources_and_sources_say_all_that_is_known(profile_of):
    whole = pdf_text(exporter("pdf")(profile_of(full())).data)
    assert folded("La clínica municipal atiende sin pedir documentos. 1") in whole
    assert folded("1 Ordenanza 12 Núm. 12 · 2014 · Ley") in whole
    site = "Alcaldía · noviembre de 2022 · Página web · consultado: 2 de mayo de 2023 https://example.org/?a=1&b=2"
    assert folded(f"2 Sitio de la alcaldía {site}") in whole


def test_only_web_addresses_are_links(profile_of):
    sources = [
        {"id": "a", "kind": "web", "title": "A", "link": "javascript:alert(1)"},
        {"id": "b", "kind": "web", "title": "B", "link": "https://example.org/x"},
        {"id": "c", "kind": "web", "title": "C", "link": "https://example.org/" + "x" * 3000},
    ]
    pdf = opened(profile_of(small(sources=sources)))
    links = [
        str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", ()) if "/A" in note and "/URI" in note.A
    ]
    assert links == ["https://example.org/x"]


def test_a_domain_without_findings_says_so_and_the_intro_is_the_profile_s_own(profile_of):
    whole = pdf_text(exporter("pdf")(profile_of(small())).data)
    assert whole.count(folded("Todavía no hay hallazgos en este ámbito.")) == 6
    assert folded("La evaluación recorre 87 indicadores en seis ámbitos") in whole
    assert folded("Este perfil no puntúa ni clasifica a nadie.") in whole
    assert "Fuentes" not in whole


def test_a_finding_in_conflict_is_marked_and_listed_with_both_texts(profile_of):
    contested = ((FieldRef("finding", FIRST, "text@es"), "Hay clases por la mañana."),)
    whole = pdf_text(exporter("pdf")(profile_of(full(), contested=contested)).data)
    assert whole.count(folded("en conflicto")) == 1
    listed = whole[whole.index(folded("Conflictos abiertos")) :]
    assert folded("Hay clases por la mañana.") in listed
    assert folded("Hay clases de idioma por la tarde.") in listed


def test_a_section_and_a_source_in_conflict_are_marked_where_they_stand(profile_of):
    contested = (
        (FieldRef("section", "context", "text@es"), "Otro contexto."),
        (FieldRef("source", LAW, "title"), "Otra ordenanza"),
    )
    document = full(sections=[{"key": "context", "enabled": True, "text": "El contexto."}])
    made = profile_of(document, contested=contested)
    whole = pdf_text(exporter("pdf")(made).data)
    assert whole.count(folded("en conflicto")) == 2
    assert exporter("html")(made).data.decode().count('<strong class="mark">en conflicto</strong>') == 2
    said = content(made)
    assert {section.key for section in said.sections if section.mark} == {"context"}
    assert [entry.mark for entry in said.entries].count("en conflicto") == 1


def test_text_in_another_language_than_the_profile_s_says_so(profile_of):
    whole = pdf_text(exporter("pdf")(profile_of(full(), "fr")).data)
    assert folded("La clinique municipale soigne sans demander de papiers.") in whole
    assert folded("Hay clases de idioma por la tarde. [espagnol]") in whole


def test_sections_can_be_renamed_and_switched_off(profile_of):
    sections = [
        {"key": "introduction", "enabled": False},
        {"key": "context", "title": "El valle", "text": "Río abajo."},
        {"key": "sources", "title": "Bibliografía"},
    ]
    found = headings(opened(profile_of(full(sections=sections))))
    assert found[:3] == ["Los seis ámbitos", "Objetivo", "El valle"]
    assert "Bibliografía" in found
    off = pdf_text(exporter("pdf")(profile_of(full(id=None, sections=[{"key": "sources", "enabled": False}]))).data)
    assert folded("Ordenanza 12") not in off
    assert folded("sin pedir documentos.1") not in off


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Antes \ue000 después", "U+E000"),
        ("Una cara 😀 aquí", "😀 (U+1F600)"),
        ("กรุงเทพ", "ก (U+0E01)"),
        ("Sin asignar \u0378", "U+0378"),
        ("Familia 👨\u200d👩\u200d👧", "👨 (U+1F468)"),
        ("objeto \ufffc", "U+FFFC"),
    ],
)
def test_a_character_that_no_font_holds_never_stops_the_export_and_is_named(profile_of, text, named):
    made = exporter("pdf")(profile_of(small(findings=[{"domain": "3", "kind": "potential", "text": text}])))
    general, place = made.warnings
    assert "cannot claim the standards" in general.message
    assert place.fields["domain"] == "3"
    assert place.fields["beginning"] == text
    assert named in place.fields["characters"]
    assert place.message.format(**place.fields)
    pdf = pikepdf.open(io.BytesIO(made.data))
    assert "StructTreeRoot" in str(pdf.Root.keys())
    with pdf.open_metadata() as about:
        assert "pdfaid:part" not in about


def test_such_characters_are_named_wherever_they_stand(profile_of):
    document = full(
        subject={"country": "SLV", "name": "Río 😀", "level": "local"},
        sections=[{"key": "context", "title": "Valle", "text": "Un 😀 y un ก"}],
    )
    document["sources"][1]["title"] = "Ley 😀"
    contested = ((FieldRef("source", LAW, "issuer"), "Uno ก"), (FieldRef("source", LAW, "issuer"), "Dos"))
    made = exporter("pdf")(profile_of(document, contested=contested))
    said = [notice.message.format(**notice.fields) for notice in made.warnings]
    assert any("name of the place: 😀 (U+1F600)" in line for line in said)
    assert any("section “Valle”: 😀 (U+1F600), ก (U+0E01)" in line for line in said)
    assert any("source 1: 😀 (U+1F600)" in line for line in said)
    assert any("list of open conflicts: 😀 (U+1F600), ก (U+0E01)" in line for line in said)


@pytest.mark.parametrize(
    "text", ["\ufeffbom", "a\ufeffb", "\u0301", "x \u0301y", "\u200e\u2066x\u2069\u200f", "\u00ad", "\ufe0f", " "]
)
def test_odd_but_harmless_characters_make_a_pdf(profile_of, text):
    made = exporter("pdf")(profile_of(small(findings=[{"domain": "1", "kind": "potential", "text": text}])))
    assert made.data.startswith(b"%PDF")


def test_a_very_long_subject_and_title_stay_on_the_cover(profile_of):
    name = "Mancomunidad de municipios de la cuenca alta y media del río de los nueve puentes " * 3
    document = small(subject={"country": "SLV", "name": name, "area": "Valle " * 20, "level": "local"}, title="T" * 300)
    pages = pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(document)).data)).pages
    assert folded(name) in folded(pages[0].extract_text())
    assert "Objetivo" in pages[1].extract_text()


def test_the_foot_is_one_line_on_every_page(profile_of):
    """A number of two digits takes no room from the line before it."""
    findings = [{"domain": "1", "kind": "potential", "text": f"Hallazgo {n}. " + "texto " * 60} for n in range(80)]
    subject = {"country": "SLV", "name": "La Palma", "area": "Chalatenango", "level": "local"}
    pages = pypdf.PdfReader(
        io.BytesIO(exporter("pdf")(profile_of(small(findings=findings, subject=subject, month=9, stage="draft"))).data)
    ).pages
    assert len(pages) > 12
    foot = "Perfil de gobernanza de la migración · La Palma, Chalatenango (El Salvador) · septiembre de 2023 · Borrador"
    for number, page in enumerate(pages[1:], 2):
        assert page.extract_text().rstrip().endswith(f"\n{foot} {number}")


def test_what_is_known_of_a_source_reads_in_its_own_direction(profile_of):
    """A day goes with its month, not with the name before it that reads the other way."""
    sources = [{"id": "s", "title": "Acta", "issuer": "Alcaldía", "date": "2022-04-27"}]
    where = {}
    for page in pypdf.PdfReader(io.BytesIO(exporter("pdf")(profile_of(small(sources=sources), "ar")).data)).pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: where.setdefault(text.strip(), tm[4] * cm[0] + cm[4])
        )
    assert where["Alcaldía"] > where["27"]


def test_every_word_stays_within_the_page(profile_of):
    texts = ["w" * 1400, "https://example.org/" + "x" * 300]
    subject = {"country": "SLV", "name": "N" * 200, "area": "A" * 200, "level": "local"}
    findings = [{"domain": "1", "kind": "potential", "text": text} for text in texts]
    sources = [{"id": "s", "kind": "web", "title": "t" * 200, "link": texts[1]}]
    for page in pypdf.PdfReader(
        io.BytesIO(exporter("pdf")(profile_of(small(findings=findings, sources=sources, subject=subject))).data)
    ).pages:
        seen = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, seen=seen: seen.append((text, tm[4] * cm[0] + cm[4]))
        )
        assert max((x for text, x in seen if text.strip()), default=0) < float(page.mediabox.width) - 50


def test_arabic_reads_from_the_right(profile_of):
    pdf = opened(profile_of(full(), "ar"))
    assert pdf.Root.Lang == "ar"
    assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    assert "حقوق المهاجرين" in headings(pdf)


def test_no_name_of_this_machine_or_person_is_in_the_file(profile_of, monkeypatch):
    monkeypatch.setenv("USER", "secretuser")
    made = exporter("pdf")(profile_of(full())).data
    pdf = pikepdf.open(io.BytesIO(made))
    whole = made + pdf.Root.Metadata.read_bytes() + str(pdf.docinfo).encode()
    for word in ("secretuser", str(Path.home()), str(resources()), tempfile.gettempdir()):
        assert word.encode() not in whole
