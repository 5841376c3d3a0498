"""The page in a package: what it holds, for a reader without the program."""

import html
import re
import zipfile

import pytest

from mgi_desktop import i18n
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import readme
from tests.packages import INSTRUMENT_SHA256, LAW_SHA256, OTHER, PEM, SOURCE, A, B, edits, made, outgoing


@pytest.fixture(autouse=True)
def _in_english():
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)


def page(tmp_path, **changes):
    (path,) = package.write(tmp_path / "a.mgi", outgoing(**changes), PEM)
    with zipfile.ZipFile(path) as archive:
        return archive.read("README.html").decode()


def shown(text):
    """What a person reads of a page."""
    return " ".join(html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)).split())


def test_it_shows_what_the_package_holds(tmp_path):
    """Subject, stage, answers with their questions, findings, sources and their files, open comments."""
    text = shown(page(tmp_path))
    for said in (
        "Perfil", "Río Claro, El Salvador", "2023", "Data collection", "Questionnaire of letters", "Rights",
        "A-one Does A-one exist?", "No", "La ley lo dice. 🌊", "Falta una oficina.", "Ley de 2014", "ley.pdf",
        LAW_SHA256, "¿Sigue en vigor?", "Luz", "Whole assessments", "Ana", "May 2, 2023", "mgi-desktop",
    ):  # fmt: skip
        assert said in text, said


def test_what_was_replaced_is_not_shown(tmp_path):
    assert not re.search(r"A-one exist\? Yes", shown(page(tmp_path)))


def test_both_versions_of_a_conflict_are_shown(tmp_path):
    (first,) = (edit for edit in edits() if edit.ref.field == "justification")
    other = made("answer", "A-one", "justification", "Otra versión.", author=OTHER, salt=99)
    text = shown(page(tmp_path, edits=(*edits(), other)))
    assert "Different versions" in text
    assert first.value in text
    assert "Otra versión." in text


def test_a_resolved_comment_is_not_shown(tmp_path):
    text = shown(page(tmp_path, edits=(*edits(), made("comment", SOURCE, "resolved", True, salt=98))))
    assert "¿Sigue en vigor?" not in text
    assert "Open comments" not in text


def test_what_people_wrote_is_never_markup(tmp_path):
    harm = '</p><script>alert(1)</script><img src="https://example.org/x" onerror=harm()>{{ 7 * 7 }}'
    wrong = [
        made("answer", "A-two", "justification", harm, salt=90),
        made("source", SOURCE, "link", "javascript:harm()", salt=91),
        made("finding", SOURCE, "text@es", harm, salt=92),
        made("section", "introduction", "text@es", harm, salt=93),
        made("comment", SOURCE, "text", harm, salt=94),
        made("assessment", A, "title@es", harm, salt=95),
    ]
    text = page(tmp_path, edits=(*edits(), *wrong), sender_name=harm)
    assert harm in shown(text)
    assert "<script" not in text
    assert "<img" not in text
    assert "href" not in text
    assert " on" + "error=" not in re.sub(r">[^<]*<", "><", text)


def test_nothing_is_loaded_and_nothing_runs(tmp_path):
    text = page(tmp_path)
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert not re.search(r"<(script|link|iframe|object|img|form|base)\b", text)
    assert not re.search(r"url\(|@import", text)


def test_it_is_made_for_light_and_dark_and_paper(tmp_path):
    text = page(tmp_path)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert 'name="viewport"' in text


def test_texts_say_their_language_and_direction(tmp_path):
    own = [edit for edit in edits() if edit.ref.field not in ("language", "title@es")]
    arabic = [made("assessment", A, "language", "ar", salt=80), made("assessment", A, "title@ar", "ملف", salt=81)]
    text = page(tmp_path, edits=(*own, *arabic))
    assert '<html lang="en" dir="ltr">' in text
    assert '<h2 lang="ar" dir="rtl">ملف</h2>' in text


def test_it_speaks_the_language_of_the_interface(tmp_path):
    i18n.set_language("qps-ploc")
    assert "[Ópén" in shown(page(tmp_path)) or "[Öpéñ" in shown(page(tmp_path))


def test_several_assessments_have_a_list_of_contents(tmp_path):
    other = [made("assessment", B, "title@en", "Second one", assessment=B, salt=70)]
    text = page(tmp_path, edits=(*edits(), *other))
    assert re.search(r'<a href="#a2"><bdi>Second one</bdi></a>', text)
    assert 'id="a2"' in text


def test_without_its_questionnaire_the_answers_are_shown_all_the_same(tmp_path):
    text = shown(page(tmp_path, instruments={}))
    assert "A-one" in text
    assert "La ley lo dice. 🌊" in text
    assert "Falta una oficina." in text


def test_an_empty_part_says_so(tmp_path):
    own = tuple(edit for edit in edits() if edit.ref.kind == "assessment")
    assert "Nothing was answered yet." in shown(page(tmp_path, edits=own, kind="part"))


def test_a_page_that_would_be_too_long_names_what_it_leaves_out(tmp_path, monkeypatch):
    monkeypatch.setattr(readme, "LIMIT", 60_000)
    long = []
    for number in range(9):
        assessment = f"0198c0de-0000-7000-8000-00000000000{number}"
        own = {"instrument": INSTRUMENT_SHA256, "subject": f"Pueblo {number}", "language": "es"}
        long += [made("assessment", assessment, name, value, assessment=assessment) for name, value in own.items()]
        long.append(made("answer", "A-one", "justification", f"{number} " + "x" * 10_000, assessment=assessment))
    text = page(tmp_path, edits=tuple(long))
    assert len(text.encode()) <= 60_000
    assert "too much for this page" in shown(text)
    assert all(f"Pueblo {number}" in text for number in range(9))
