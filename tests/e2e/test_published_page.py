"""A whole published profile, typed as a plain document, comes out of every export: each finding, whole and in order.

MGI_PAGES may name more pages (a list of paths, as PATH is): the text of real ones, which are not ours to copy.
"""

import io
import json
import os
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from mgi_desktop import cli
from tests.documents import ID, put, small
from tests.e2e import page

PAGES = [
    Path(__file__).with_name("page.txt"),
    *map(Path, filter(None, os.environ.get("MGI_PAGES", "").split(os.pathsep))),
]
FOOTER = re.compile(r"\n[^\n]* · [^\n]*$")


class _Words(HTMLParser):
    """The text of a page of HTML, without what is never shown."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style", "head")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "head")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def text_of_pdf(data):
    return "\n".join(FOOTER.sub("", one.extract_text()) for one in PdfReader(io.BytesIO(data)).pages)


def text_of_html(data):
    reader = _Words()
    reader.feed(data.decode("utf-8"))
    return "".join(reader.words)


def texts_of_json(data):
    return [finding["text"] for finding in json.loads(data)["findings"]]


def squeezed(text):
    """The text without white space, since lines break where the paper ends; accents as the fonts have them."""
    return unicodedata.normalize("NFC", re.sub(r"[\s\u00ad]+", "", text))


def respaced(texts, whole):
    """The texts whose words do not stand there apart as they were typed; only the kind of a blank may differ."""
    whole = " ".join(whole.split())
    return [text for text in texts if " ".join(text.split()) not in whole]


def found_in_order(texts, whole):
    """The texts that are not found after those before them."""
    whole, place, missing = squeezed(whole), 0, []
    for text in map(squeezed, texts):
        found = whole.find(text, place)
        if found < 0:
            missing.append(text)
        else:
            place = found + len(text)
    return missing


@pytest.fixture
def exported(tmp_path, monkeypatch, capsys):
    """Takes a document in and exports it by the command line; gives the bytes of each file by suffix."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("MGI_DATA_DIR", str(tmp_path / "store"))

    def export_all(document):
        document = {**document, "id": ID}
        assert cli.run(["import", str(put(tmp_path / "in.json", document))]) == 0, capsys.readouterr().err
        files = {}
        for suffix in ("pdf", "html", "json", "svg"):
            path = tmp_path / f"out.{suffix}"
            assert cli.run(["export", ID, "-o", str(path)]) == 0, capsys.readouterr().err
            files[suffix] = path.read_bytes()
        return files

    return export_all


def texts(document):
    return [finding["text"] for finding in document["findings"]]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_finding_is_found_again_in_order(exported, path):
    document = page.read(path)
    kinds = Counter(finding["kind"] for finding in document["findings"])
    assert kinds == {"well_developed": 16, "potential": 19}
    files = exported(document)
    assert texts_of_json(files["json"]) == texts(document)
    for said in (text_of_html(files["html"]), text_of_pdf(files["pdf"])):
        assert found_in_order(texts(document), said) == []
        assert found_in_order([document["sections"][0]["text"]], said) == []
        assert found_in_order([document["subject"]["name"]], said) == []


LONG = " ".join(f"Punto {n}: la alcaldía atiende, apunta y responde." for n in range(1, 40))
NASTY = [
    LONG[:1399] + ".",
    "<b>negrita</b> & &amp; <script>alert(1)</script> <!-- nada -->",
    "#let x = 5; $x^2$ *a* _b_ @c `d` ~e~ [f](g) \\n \\u{41} // h /* i */",
    "=1+1",
    "= Título",
    "- lista\n+ otra\n/ término: nada",
    '"comillas" “ ” « » \' -- --- ...',
    "C:\\carpeta\\archivo \\ \\\\",
    "{{ x }} {% y %} {# z #} {nombre} %s %(n)s",
    "La misma frase.",
    "La misma frase.",
    "Клиника принимает всех жителей без различия.",
    "诊所为所有人提供服务，不分身份。",
    "Trans\u00adpor\u00adte y e\u0301xito",
    "https://example.org/una/direccion/muy/larga?que=no&cabe=en%20una&linea=" + "x" * 90,
]


def test_nothing_is_read_as_markup_and_nothing_is_changed(exported):
    findings = [
        {"domain": domain, "kind": kind, "text": text}
        for domain, kind in (("2", "well_developed"), ("6", "potential"))
        for text in NASTY
    ]
    document = small(findings=findings, subject={"country": "GIN", "name": SUBJECT, "level": "local"})
    assert max(len(text) for text in NASTY) == 1400
    files = exported(document)
    assert texts_of_json(files["json"]) == texts(document)
    assert found_in_order(texts(document), text_of_html(files["html"])) == []
    assert respaced(texts(document), text_of_html(files["html"])) == []
    assert found_in_order(texts(document), text_of_pdf(files["pdf"])) == []
    for said in (text_of_html(files["html"]), text_of_pdf(files["pdf"])):
        assert squeezed(SUBJECT) in squeezed(said)
    assert b"<script>alert" not in files["html"]


SUBJECT = 'N\'Zérékoré / "CON"?'
ARABIC = ["يقدم المركز الصحي خدماته للجميع", "إعداد خطة محلية مكتوبة مع شركاء من المجتمع المدني"]


def test_arabic_is_whole(exported):
    findings = [{"domain": "1", "kind": kind, "text": text} for kind in page.KINDS for text in ARABIC]
    document = small(findings=findings, language="ar")
    files = exported(document)
    assert texts_of_json(files["json"]) == texts(document)
    assert found_in_order(texts(document), text_of_html(files["html"])) == []
    assert respaced(texts(document), text_of_html(files["html"])) == []
    # A PDF keeps places, not order: what reads it gives the words of a line from the left, and joins some.
    said = text_of_pdf(files["pdf"])
    words = Counter(word for text in texts(document) for word in text.split())
    assert [word for word, times in words.items() if said.count(word) < times] == []


def test_a_domain_without_a_finding_and_no_answer_at_all(exported):
    document = small(findings=[{"domain": "3", "kind": "potential", "text": "Uno solo."}])
    files = exported(document)
    assert texts_of_json(files["json"]) == ["Uno solo."]
    titles = ["Derechos de las personas migrantes", "Alianzas", "Uno solo.", "Migración segura, ordenada y regular"]
    for said in (text_of_html(files["html"]), text_of_pdf(files["pdf"])):
        assert found_in_order(titles, said[said.index("Ámbito 1") :]) == []


def test_an_empty_assessment_is_exported_too(exported):
    files = exported(small())
    assert json.loads(files["json"])["answers"] == []
    assert all(len(data) > 300 for data in files.values())
