"""Files of an assessment: what they are named, what they hold, and what is refused."""

import json

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import as_profile, export, file_name
from mgi_desktop.store import edits
from tests.documents import ID, full, put, small


@pytest.fixture
def snapshot(services, tmp_path):
    """The full document, taken in and read for export."""
    services.exchanging.take(put(tmp_path / "full.json", full()))
    return services.exporting.snapshot(ID)


def test_what_is_being_typed_is_in_the_export(services, snapshot, tmp_path):
    services.journal.typed(ID, FieldRef("answer", "L2.1.1", "justification"), "Recién escrito.")
    export(services.exporting.snapshot(ID), tmp_path / "out.json")
    assert "Recién escrito." in (tmp_path / "out.json").read_text(encoding="utf-8")
    export(snapshot, tmp_path / "out.json")
    assert "Recién escrito." not in (tmp_path / "out.json").read_text(encoding="utf-8")


def test_an_assessment_that_is_not_here_is_refused(services):
    with pytest.raises(Refused):
        services.exporting.snapshot(ID)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Río Claro", "Río Claro 2023.pdf"),
        ('N\'Zérékoré / "CON"?', "N'Zérékoré CON 2023.pdf"),
        ("../..", "2023.pdf"),
        ("بلدية النخيل", "بلدية النخيل 2023.pdf"),
    ],
)
def test_a_file_is_named_after_subject_and_year(services, tmp_path, subject, name):
    document = small(id=ID, subject={"country": "SLV", "name": subject, "level": "local"})
    services.exchanging.take(put(tmp_path / "in.json", document))
    assert file_name(services.exporting.snapshot(ID), "pdf") == name
    assert export(services.exporting.snapshot(ID), tmp_path / file_name(services.exporting.snapshot(ID), "json"))


def test_the_profile_is_in_the_language_of_the_assessment_unless_another_is_named(snapshot):
    assert as_profile(snapshot).language == "es"
    french = as_profile(snapshot, "fr")
    assert (french.language, french.title) == ("fr", "Profil de Río Claro")
    assert french.digest == as_profile(snapshot).digest


def test_the_digest_is_that_of_the_content(services, snapshot, publish):
    before = as_profile(snapshot).digest
    assert as_profile(services.exporting.snapshot(ID)).digest == before
    publish(ID)
    assert as_profile(services.exporting.snapshot(ID)).digest != before


def test_the_same_content_is_the_same_bytes_in_every_kind_of_file(snapshot, tmp_path):
    for suffix in ("pdf", "html", "svg", "json"):
        files = [tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix.upper()}"]
        for path in files:
            export(snapshot, path)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_an_export_in_another_language_leaves_the_plain_document_alone(snapshot, tmp_path):
    export(snapshot, tmp_path / "out.json", "fr")
    assert json.loads((tmp_path / "out.json").read_bytes()) == full()


def test_what_is_written_says_where(snapshot, tmp_path):
    written = export(snapshot, tmp_path / "out.svg")
    assert (written.path, written.warnings) == (tmp_path / "out.svg", ())


@pytest.mark.parametrize("name", ["out.doc", "out", "folder"])
def test_what_cannot_be_made_is_refused(snapshot, tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused):
        export(snapshot, tmp_path / name)


@pytest.mark.parametrize("suffix", ["html", "svg", "json"])
def test_a_level_that_only_a_newer_version_knows_is_in_no_way(services, assessment, foreign, tmp_path, suffix):
    ref = FieldRef("assessment", assessment, "level")
    heads = [head.id for head in edits.field(services.journal.read, assessment, ref)]
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, ref, "regional", heads)])
    assert export(services.exporting.snapshot(assessment), tmp_path / f"profile.{suffix}")
