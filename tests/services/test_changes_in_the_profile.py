"""The profile of a second round prints what changed since the first, in its own language, where the first is here."""

from dataclasses import replace

import pytest

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.export import exporter
from mgi_desktop.services.exporting import as_profile, changed, export
from mgi_desktop.services.reading import as_read
from tests.conftest import LA_PALMA
from tests.unit.export.readers import folded, pdf_text, read_html
from tests.versions import NEW, REWORDED, keep, of_2027

SECOND = replace(LA_PALMA, round=2, year=2027)
NOTHING = Carry(answers=False, citations=False, sources=False, sections=False, findings=False)


@pytest.fixture
def second(services, assessment):
    """More in L1.1.2 (reworded since) and less in L1.1.5, a new question; all else is not answered."""
    for code, value in {REWORDED: "no", "L1.1.5": "yes", "L1.1.6": "no"}.items():
        services.answering.answer(assessment, code, value)
    later = keep(services, of_2027())
    made = services.rounds.begin(assessment, SECOND, NOTHING, later).assessment
    for code, value in {REWORDED: "yes", "L1.1.5": "partial", "L1.1.6": "no", NEW: "a", "L2.1.1": "yes"}.items():
        services.answering.answer(made, code, value)
    return made


def section_of(services, assessment, language=None):
    read = as_read(services.exporting.snapshot(assessment), language)
    return {section.key: section for section in read.sections}.get("changes"), read.changes


def test_the_section_lists_both_answers_domain_by_domain(services, second):
    section, (first, other) = section_of(services, second)
    assert section.heading == "Cambios desde la ronda anterior"
    assert [(part.heading, [one.code for one in part.changes]) for part in first.lists] == [
        ("Existe más que antes", [REWORDED]),
        ("Existe menos que antes", ["L1.1.5"]),
        ("Nuevo o respondido por primera vez", [NEW]),
    ]
    assert first.lists[0].changes[0].answers == (
        "Entonces: No. Ahora: Sí. La pregunta se formuló entonces con otras palabras."
    )
    assert first.lists[2].changes[0].answers.startswith("Ahora: ")
    assert first.lists[2].changes[0].foreign == "inglés", "the new question has no Spanish text"
    assert [one.code for one in other.lists[0].changes] == ["L2.1.1"]


@pytest.mark.parametrize("language", ["en", "fr", "ar", "pt", "ru", "zh"])
def test_in_each_language_of_the_profile(services, second, language):
    _section, found = section_of(services, second, language)
    headings = {part.heading for domain in found for part in domain.lists}
    assert len(headings) == 3
    assert language == "en" or not headings & {"More in place than before", "New or newly answered"}


def test_every_printed_file_carries_it(services, second):
    profile = as_profile(services.exporting.snapshot(second))
    pdf = exporter("pdf")(profile)
    assert pdf.warnings == (), "and the PDF keeps its standards"
    page = "".join(read_html(exporter("html")(profile).data).seen)
    for whole in (pdf_text(pdf.data), folded(page)):
        for text in ("Existe menos que antes", "L1.1.5", "Entonces: Sí. Ahora: Parcialmente."):
            assert folded(text) in whole


def test_the_plain_document_says_nothing_of_it(services, second, tmp_path):
    path = tmp_path / "out.json"
    export(services.exporting.snapshot(second), path)
    assert "Existe" not in path.read_text(encoding="utf-8")


def test_switched_off_it_is_not_printed(services, second):
    services.sections.switch(second, "changes", False)
    section, found = section_of(services, second)
    assert (section, found) == (None, ())


def test_a_first_round_and_one_whose_earlier_round_is_elsewhere_print_none(services, assessment, second):
    assert section_of(services, assessment)[0] is None
    services.library.change(second, "follows", "0198c0de-0000-7000-8000-000000000009")
    snapshot = services.exporting.snapshot(second)
    assert changed(snapshot, "es") == ()
    assert as_read(snapshot).changes == ()


def test_what_is_to_be_verified_is_not_printed(services, second):
    services.answering.verify(second, "L1.1.5", True)
    _section, found = section_of(services, second)
    assert [part.kind for part in found[0].lists] == ["more", "added"]


def test_an_earlier_round_of_another_level_is_none(services, second):
    national = services.library.create(replace(LA_PALMA, level="national", area="")).assessment
    services.library.change(second, "follows", national)
    assert services.rounds.earlier(services.library.open(second)) is None
