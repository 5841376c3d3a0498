"""The HTML file: one file, no network, a wheel of real links, one language and direction, the same facts."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.export import exporter
from tests.documents import FIRST, full, small
from tests.unit.export.readers import read_html

VOID = {"meta", "br", "link", "img", "hr", "input"}


def page_of(profile):
    return exporter("html")(profile).data.decode()


def tags(page, name):
    return [attributes for tag, attributes in read_html(page.encode()).tags if tag == name]


class _Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_every_tag_is_closed_and_every_id_is_unique(profile_of):
    balance = _Balance()
    balance.feed(page_of(profile_of(full(), "ar")))
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


def test_nothing_is_loaded_and_only_its_own_style_and_script_may_run(profile_of):
    page = page_of(profile_of(full()))
    policy = next(meta["content"] for meta in tags(page, "meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
    for kind in ("style", "script"):
        inside = re.search(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    parsed = read_html(page.encode())
    assert not [tag for tag, attributes in parsed.tags if "src" in attributes or "style" in attributes]
    assert not [tag for tag, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert "url(" not in page
    assert "@import" not in page


def test_the_wheel_is_six_links_to_six_panels_that_are_there(profile_of):
    page = page_of(profile_of(full()))
    wheel = page[page.index("<svg") : page.index("</svg>")]
    links = tags(wheel, "a")
    assert [link["href"] for link in links] == [f"#domain-{place}" for place in range(1, 7)]
    assert links[0]["aria-label"] == "Ámbito 1: Derechos de las personas migrantes"
    panels = [section.get("id") for section in tags(page, "section")]
    assert panels[:7] == ["introduction", *(f"domain-{place}" for place in range(1, 7))]


def test_every_link_within_the_file_leads_somewhere(profile_of):
    page = page_of(profile_of(full()))
    ids = {attributes["id"] for _, attributes in read_html(page.encode()).tags if "id" in attributes}
    inner = {link["href"][1:] for link in tags(page, "a") if link["href"].startswith("#")}
    assert inner <= ids
    assert {"source-1", "introduction", "all"} <= inner


def test_only_web_addresses_are_links(profile_of):
    sources = [
        {"id": "a", "kind": "web", "title": "A", "link": "javascript:alert(1)"},
        {"id": "b", "kind": "web", "title": "B", "link": "https://example.org/x?a=1&b=2"},
        {"id": "c", "kind": "web", "title": "C", "link": 'https://example.org/"onclick="x'},
    ]
    page = page_of(profile_of(small(sources=sources)))
    outer = [link["href"] for link in tags(page, "a") if not link["href"].startswith("#")]
    assert outer == ["https://example.org/x?a=1&b=2", 'https://example.org/"onclick="x']
    assert not [link for link in tags(page, "a") if "onclick" in link]
    assert "javascript:alert(1)" in page


@pytest.mark.parametrize(("language", "direction"), [("es", "ltr"), ("ar", "rtl")])
def test_it_has_its_language_and_direction_and_texts_in_others_have_theirs(profile_of, language, direction):
    page = page_of(profile_of(full(), language))
    assert tags(page, "html") == [{"lang": language, "dir": direction}]
    others = {(part["lang"], part["dir"]) for part in tags(page, "div") if "lang" in part}
    assert others == (set() if language == "es" else {("es", "ltr")})


def test_it_says_stage_date_sources_conflicts_and_notice(profile_of):
    contested = ((FieldRef("finding", FIRST, "text@es"), "Hay clases por la mañana."),)
    page = page_of(profile_of(full(), contested=contested))
    for text in (
        "<title>Perfil de Río Claro</title>",
        "septiembre de 2023",
        "Borrador",
        "Ordenanza 12",
        "noviembre de 2022",
        'class="mark">en conflicto',
        "Conflictos abiertos",
        "Hay clases por la mañana.",
        "no es el cuestionario oficial de ninguna organización",
        "Este perfil no puntúa ni clasifica a nadie.",
    ):
        assert text in page


def test_what_is_known_of_a_source_reads_in_its_own_direction(profile_of):
    page = page_of(profile_of(full(), "ar"))
    assert "<bdi>Alcaldía</bdi> · <bdi>نوفمبر 2022</bdi> · " in page


def test_white_space_within_a_finding_is_kept(profile_of):
    text = "First\n  second\n\nthird\u00a0part"
    page = page_of(profile_of(small(findings=[{"domain": "1", "kind": "potential", "text": text}])))
    assert f'<span class="typed">{text}</span>' in page
    assert ".typed { white-space: pre-wrap; }" in page


def test_heading_levels_never_skip(profile_of):
    page = page_of(profile_of(full()))
    levels = [int(tag[1]) for tag, _ in read_html(page.encode()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_written_in_a_section_is_lists_and_emphasis(profile_of):
    text = "Un **valle** & *verde*.\nOtra <b>línea</b>.\n\n- uno\n- dos\n\n7. siete"
    page = page_of(profile_of(small(sections=[{"key": "context", "text": text}])))
    written = page[page.index("<h2>Contexto</h2>") :]
    written = written[: written.index("</div>")]
    assert re.sub(r"</?span[^>]*>", "", written.replace("\n", "")) == (
        '<h2>Contexto</h2><div class="written"><p>Un <strong>valle</strong> &amp; <em>verde</em>.<br>'
        "Otra &lt;b&gt;línea&lt;/b&gt;.</p><ul><li>uno</li><li>dos</li></ul>"
        '<ol><li value="7">siete</li></ol>'
    )


def test_a_section_in_another_language_has_its_own_and_says_so_once(profile_of):
    page = page_of(profile_of(small(sections=[{"key": "context", "text": "Uno.\n\n- dos"}]), "ar"))
    assert {"class": "written", "lang": "es", "dir": "ltr"} in tags(page, "div")
    assert page.count('class="foreign" lang="ar"') == 1


def test_without_key_findings_the_wheel_leads_nowhere(profile_of):
    page = page_of(profile_of(full(sections=[{"key": "key_findings", "enabled": False}])))
    ids = {attributes["id"] for _, attributes in read_html(page.encode()).tags if "id" in attributes}
    inner = {link["href"][1:] for link in tags(page, "a") if link["href"].startswith("#")}
    assert inner <= ids
    assert not any(name.startswith("domain-") for name in ids)


@pytest.mark.parametrize("order", [("key_findings", "introduction"), ("sources", "introduction", "key_findings")])
def test_every_section_stands_once_in_its_order(profile_of, order):
    sections = [{"key": key, "title": f"Título {key}", "text": "Texto."} for key in (*order, "annexes")]
    page = page_of(profile_of(full(sections=sections)))
    places = [page.index(f"<h2>Título {key}</h2>") for key in (*order, "annexes")]
    assert places == sorted(places)
    assert page.count('class="sources"') == 1
