"""Whatever people write is found again, whole and in order, in each file; nothing is taken as markup or changed."""

import json

import pytest

from mgi_desktop.export import exporter
from mgi_desktop.paths import resources
from tests.documents import full, small
from tests.unit.export.readers import folded, pdf_text, read_html

LONG = "El municipio anota cada consulta, la responde por escrito y guarda la respuesta en un registro abierto; " * 14
HOSTILE = (
    "<b>bold</b> & &amp; <script>alert(1)</script>",
    "#let x = 1; #x $x$ *a* _b_ @ref `c` \\ \\n ~ -- --- ...",
    "= no heading",
    "- no list + no list / no: term // no comment /* none */ [x] {y} <label>",
    "\"straight\" 'quotes' “curly” ‘quotes’",
    "{{ words }} {% if x %} {# note #} %s {0} {name}",
    "]]> <!-- --> </style></script></svg> &lt; &#65;",
    "Права мигрантов и единое окно для обращений",
    "移民治理与城市发展：为所有居民提供服务。",
    LONG.strip(),
    "a\u00a0b\u202fc\u2009d",
    "First line\nsecond line\n\nsecond paragraph\n  and indented",
    "same words",
    "same words",
    "https://example.org/a/very/long/address?with=parameters&and=more#and-an-end-that-goes-on-and-on-and-on",
    "tab\there",
    "w" * 1400,
)


def placed(texts):
    """Findings in both lists of all domains but the last, in order."""
    return [
        {"domain": str(1 + n * 5 // len(texts)), "kind": kind, "text": text}
        for kind in ("well_developed", "potential")
        for n, text in enumerate(texts)
    ]


def in_order(texts, whole):
    at = 0
    for text in texts:
        found = whole.find(folded(text), at)
        assert found >= 0, f"not found after {at}: {text[:60]!r}"
        at = found + len(folded(text))


def expected(profile):
    return [
        bullet.text
        for domain in profile.domains
        for part in (domain.well_developed, domain.potential)
        for bullet in part
    ]


@pytest.fixture
def hostile(profile_of):
    return profile_of(
        small(
            subject={"country": "GIN", "name": 'N\'Zérékoré / "CON"?', "level": "local"},
            findings=placed(HOSTILE),
            sources=[{"id": "s1", "kind": "law", "title": "<i>#law</i> & $x$", "issuer": "= Issuer"}],
            sections=[{"key": "context", "title": "#title <b>", "text": "*context* _text_ </p>\n\n= again"}],
        )
    )


def test_pdf_carries_every_finding_verbatim_and_in_order(hostile):
    made = exporter("pdf")(hostile)
    assert made.warnings == ()
    whole = pdf_text(made.data)
    in_order(expected(hostile), whole)
    for text in ('N\'Zérékoré / "CON"?', "<i>#law</i> & $x$", "= Issuer", "#title <b>", "context _text_ </p>"):
        assert folded(text) in whole


def test_html_carries_every_finding_verbatim_and_in_order(hostile):
    page = read_html(exporter("html")(hostile).data)
    whole = "".join(page.seen)
    at = 0
    for text in expected(hostile):
        at = whole.index(text, at) + len(text)
    for text in ('N\'Zérékoré / "CON"?', "<i>#law</i> & $x$", "= Issuer", "#title <b>", "context _text_ </p>"):
        assert text in whole
    assert [tag for tag, _ in page.tags if tag in ("b", "i", "script", "style")] == ["style", "script"]
    assert [tag for tag, _ in page.tags].count("em") == 1, "what is between asterisks in a section leans"


def test_svg_escapes_the_subject(hostile):
    made = exporter("svg")(hostile).data.decode()
    assert "N'Zérékoré" not in made
    assert "N&#x27;Zérékoré" in made


def test_arabic_is_real_letters_in_the_pdf(profile_of):
    text = "تتيح البلدية خدمات الصحة لجميع السكان دون تمييز"
    profile = profile_of(small(language="ar", findings=[{"domain": "1", "kind": "potential", "text": text}]))
    whole = pdf_text(exporter("pdf")(profile).data)
    for word in text.split():
        assert word in whole


def test_the_sample_says_the_same_in_all_files(profile_of):
    profile = profile_of(json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8")))
    findings = expected(profile)
    assert len(findings) >= 30
    in_order(findings, pdf_text(exporter("pdf")(profile).data))
    in_order(findings, folded("".join(read_html(exporter("html")(profile).data).seen)))


@pytest.mark.parametrize("suffix", ["pdf", "html", "svg"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "pt", "ru", "zh", "zh-Hans", "pt-BR", "es-419", "sw"])
def test_every_language_and_the_barest_document_make_a_file(profile_of, suffix, language):
    made = exporter(suffix)(profile_of(small(), language))
    assert made.warnings == ()
    assert "Río Claro" in (pdf_text(made.data) if suffix == "pdf" else made.data.decode()).replace(
        "RíoClaro", "Río Claro"
    )


@pytest.mark.parametrize("suffix", ["pdf", "html", "svg"])
def test_the_same_profile_gives_the_same_bytes(profile_of, suffix):
    profile = profile_of(full())
    assert exporter(suffix)(profile) == exporter(suffix)(profile)


def test_an_unknown_suffix_is_a_key_error():
    with pytest.raises(KeyError):
        exporter("odt")
