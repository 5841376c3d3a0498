"""What was erased for good is not said in the reports of imports either, nor in the names of files that came."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.sharing import write
from mgi_desktop.store import backups, edits

TOWN = "Pueblo Secreto"


@pytest.fixture
def ana(tmp_path):
    opened = open_services(tmp_path / "ana")
    yield opened
    opened.close()


def share(services, path, *assessments):
    materials = [services.sharing.material(one) for one in assessments]
    return write(services.sharing.gather(materials, Choice()), path).paths[0]


def take(services, tmp_path, *paths):
    return services.importing.take(services.importing.look(services.importing.reading(paths, {}, tmp_path)()))


def begin(services, subject):
    return services.library.create(New("local", "SLV", subject, "Chalatenango", 1, 2023, 9, "es")).assessment


def holding(services):
    """Where the name still stands, in the folder and in the backups."""
    return [path for path in services.folder.rglob("*") if path.is_file() and TOWN.encode() in path.read_bytes()]


def test_an_assessment_that_is_erased_is_named_by_no_report(services, ana, tmp_path):
    secret, other = begin(ana, TOWN), begin(ana, "La Palma")
    take(services, tmp_path, share(ana, tmp_path / f"{TOWN}, round 1.mgi", secret, other))
    services.backups.make("asked")
    services.erasing.erase_assessment(secret, "it was not to be here")
    services.close()
    assert holding(services) == []
    again = open_services(services.folder)
    (report,) = again.importing.reports()
    assert (report.file, report.said["files"]) == ("", [{**report.said["files"][0], "name": ""}])
    assert {one["id"]: one["subject"] for one in report.said["assessments"]} == {secret: "", other: "La Palma"}
    assert report.said["edits"] > 0
    again.close()


def test_a_name_that_is_erased_alone_goes_from_the_reports_too(services, ana, tmp_path):
    secret = begin(ana, TOWN)
    take(services, tmp_path, share(ana, tmp_path / f"{TOWN}, round 1.mgi", secret))
    services.backups.make("asked")
    (head,) = edits.field(services.journal.read, secret, FieldRef("assessment", secret, "subject"))
    services.erasing.erase(secret, [head.id], "a private name", "Somewhere")
    assert [(one.file, one.said["assessments"][0]["subject"]) for one in services.importing.reports()] == [("", "")]
    services.close()
    assert holding(services) == []
    assert all(one.sound for one in backups.kept(services.folder / "backups"))


def test_a_short_name_goes_from_the_reports_of_its_assessment_alone(services, ana, tmp_path):
    short, other = begin(ana, "Lima"), begin(ana, "Lima")
    take(services, tmp_path, share(ana, tmp_path / "Lima 1.mgi", short))
    take(services, tmp_path, share(ana, tmp_path / "Lima 2.mgi", other))
    (head,) = edits.field(services.journal.read, short, FieldRef("assessment", short, "subject"))
    services.erasing.erase(short, [head.id], "a private name", "Somewhere")
    told = [(one.file, one.said["assessments"][0]["subject"]) for one in services.importing.reports()]
    assert told == [("Lima 2.mgi", "Lima"), ("", "")]


def test_the_name_of_an_attached_file_goes_with_the_file(services, ana, tmp_path):
    assessment = begin(ana, "La Palma")
    source, _changed = ana.sources.add(assessment, {"title": "Decreto"})
    (tmp_path / f"{TOWN}.pdf").write_bytes(b"%PDF-1.7")
    ana.sources.attach(assessment, source, ana.attachments.keep(tmp_path / f"{TOWN}.pdf"))
    take(services, tmp_path, share(ana, tmp_path / "La Palma.mgi", assessment))
    assert services.importing.reports()[0].said["attached"] == [f"{TOWN}.pdf"]
    (head,) = edits.field(services.journal.read, assessment, FieldRef("source", source, "file"))
    services.erasing.erase(assessment, [head.id], "a private name")
    assert services.importing.reports()[0].said["attached"] == []
    assert services.importing.reports()[0].file == "La Palma.mgi"
