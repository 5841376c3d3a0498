"""Questionnaires: kept whole, found by hash or name, removed only where nothing needs them, and written as files."""

import hashlib
import json
import shutil

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services import instrument_files
from mgi_desktop.services.instruments import known_in
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.safekeeping import check_file
from mgi_desktop.store import local
from tests.documents import put, small
from tests.questionnaires import canonical, digest, lettered
from tests.workbooks import form, workbook

HERE = New("local", "SLV", "Letra", "", 1, 2024, 1, "en")


@pytest.fixture
def take(services, tmp_path):
    """Keeps a questionnaire from a file."""

    def take_one(document, name="letters.json"):
        path = tmp_path / name
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        offer = instrument_files.read(path, services.instruments.known())
        instrument_files.keep(services.instruments, offer)
        return offer

    return take_one


def ids(instruments):
    return [(one.id, one.version) for one in instruments.known()]


def test_a_questionnaire_is_kept_whole_and_still_here_tomorrow(services, take, tmp_path):
    offer = take(lettered())
    assert offer.instrument.digest == digest(lettered())
    assert (offer.here, offer.twin) == (False, False)
    assert local.instrument(services.database.connection, offer.instrument.digest) == canonical(lettered())
    services.close()
    again = open_services(tmp_path / "store")
    assert ids(again.instruments) == [("mgi-national", "2026.1"), ("lettered", "3.1"), ("mgi-local", "2026.1")]
    (listed,) = (one for one in again.instruments.listed() if not one.shipped)
    assert (listed.origin, listed.used, list(listed.instrument.indicators)[:2]) == (
        "letters.json",
        0,
        ["A-one", "A-two"],
    )
    again.close()


def test_the_same_questionnaire_again_is_here_already(services, take):
    take(lettered())
    assert take(lettered(), "again.json").here
    written = instrument_files.exchange.write_xlsform(lettered())
    assert take(written.data, "again.xlsx").here
    assert sum(one.origin == "letters.json" for one in services.instruments.listed()) == 1


def test_a_shipped_one_that_is_imported_stays_shipped(services, take, tmp_path):
    shipped = services.instruments.shipped()[0]
    path = tmp_path / "national.xlsx"
    instrument_files.write(services.instruments.document(shipped.digest), path)
    assert take(path.read_bytes(), "national.xlsx").here
    assert [one.shipped for one in services.instruments.listed()] == [True, True]


def test_two_with_one_name_live_side_by_side(services, take):
    first = take(lettered())
    other = lettered()
    other["title"]["en"] = "Other letters"
    second = take(other, "other.json")
    assert second.twin
    assert len(services.instruments.known()) == 4
    with pytest.raises(Refused, match="Several questionnaires"):
        services.instruments.find("lettered")
    assert services.instruments.find(second.instrument.digest[:10]).title["en"] == "Other letters"
    begun = services.library.create(HERE, first.instrument).assessment
    services.library.create(HERE, second.instrument)
    assert services.library.questionnaire(begun).digest == first.instrument.digest


def test_one_finds_by_name_version_or_hash(services, take):
    take(lettered())
    find = services.instruments.find
    assert find("lettered").id == find("lettered@3.1").id == find(digest(lettered())[:12]).id == "lettered"
    for wanted in ("lettered@4", "letter", digest(lettered())[:3], ""):
        with pytest.raises(Refused, match=r"mgi-local@2026\.1"):
            find(wanted)


def test_only_what_nothing_needs_can_be_removed(services, take):
    offer = take(lettered())
    instruments, own = services.instruments, offer.instrument.digest
    begun = services.library.create(HERE, offer.instrument).assessment
    assert [one.used for one in instruments.listed() if one.instrument.digest == own] == [1]
    for action in (None, lambda: services.journal.undo("")):  # it may be brought back by redo
        if action:
            action()
        with pytest.raises(Refused, match="assessments: 1"):
            instruments.remove(own)
    services.journal.redo("")
    assert services.library.instrument_of(services.library.open(begun)).id == "lettered"
    with pytest.raises(Refused, match="comes with the program"):
        instruments.remove(instruments.shipped()[0].digest)


def test_what_is_removed_is_gone_and_can_come_again(services, take):
    own = take(lettered()).instrument.digest
    services.instruments.remove(own)
    assert ids(services.instruments) == [("mgi-national", "2026.1"), ("mgi-local", "2026.1")]
    with pytest.raises(Refused):
        services.instruments.by_digest(own)
    take(lettered(), "again.json")
    assert [one.origin for one in services.instruments.listed() if not one.shipped] == ["again.json"]


def test_a_document_may_name_an_imported_questionnaire(services, take, tmp_path):
    document = small(instrument={"id": "lettered", "version": "3.1"}, language="en",
                     answers=[{"indicator": "C-two", "value": "a"}])  # fmt: skip
    path = put(tmp_path / "in.json", document)
    with pytest.raises(Refused, match="not known"):
        services.exchanging.take(path)
    assert [problem.where for problem in check_file(path)] == ["instrument"]
    take(lettered())
    taken = services.exchanging.take(path).assessment
    assert services.library.open(taken).answer("C-two").value == "a"
    services.close()
    store = tmp_path / "store"
    assert check_file(path, lambda: known_in(store)) == []
    shutil.rmtree(store)
    assert check_file(path, lambda: known_in(store)) != []
    assert not store.exists()


def test_while_the_store_is_in_use_a_file_is_checked_by_what_is_shipped(services, take, tmp_path):
    take(lettered())
    assert [one.id for one in known_in(tmp_path / "store")] == ["mgi-national", "mgi-local"]


def test_files_are_known_by_their_content(tmp_path):
    contents = {
        "a": workbook(form()),
        "b.json": canonical(lettered()),
        "c.json": json.dumps(small()).encode(),
        "d.json": b'{"justification": "he wrote \\"format\\": \\"mgi-instrument\\" on the wall"}',
        "e.zip": b"PK\x05\x06" + bytes(18),
        "f.txt": b"",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    found = [name for name in contents if instrument_files.is_questionnaire(tmp_path / name)]
    assert found == ["a", "b.json"]
    assert not instrument_files.is_questionnaire(tmp_path)
    assert not instrument_files.is_questionnaire(tmp_path / "none.json")


def test_the_level_can_be_put_right_before_it_is_kept(services, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(form()))
    offer = instrument_files.read(path, services.instruments.known())
    assert (offer.instrument.level, offer.level_guessed) == ("local", True)
    right = instrument_files.at_level(offer, "national", services.instruments.known())
    instrument_files.keep(services.instruments, right)
    assert services.instruments.find("city-form").level == "national"
    assert hashlib.sha256(right.document).hexdigest() == right.instrument.digest


@pytest.mark.parametrize("suffix", instrument_files.SUFFIXES)
def test_a_file_of_a_questionnaire_is_the_same_questionnaire(services, tmp_path, suffix):
    for shipped in services.instruments.shipped():
        path = tmp_path / instrument_files.file_name(shipped, suffix)
        written = instrument_files.write(services.instruments.document(shipped.digest), path)
        assert (written.path, written.warnings) == (path, ())
        assert instrument_files.read(path, ()).instrument.digest == shipped.digest


def test_files_that_cannot_be_written_are_refused(services, tmp_path):
    document = services.instruments.document(services.instruments.shipped()[0].digest)
    (tmp_path / "folder.xlsx").mkdir()
    for name, words in (("a.pdf", "xlsx, json"), ("folder.xlsx", "folder"), ("none/a.json", "written")):
        with pytest.raises(Refused, match=words):
            instrument_files.write(document, tmp_path / name)


def test_an_assessment_with_lettered_domains_through_every_file(services, take, tmp_path):
    from mgi_desktop.services.exporting import SUFFIXES, export
    from mgi_desktop.services.reading import as_read

    document = lettered()
    document["notice"] = {}
    own = take(document).instrument
    ours = services.library.create(HERE, own).assessment
    for code in own.indicators:
        services.answering.answer(ours, code, own.indicators[code].scale[0].value)
    for domain in "ABCDEF":
        services.findings.add(ours, domain, "well_developed", f"Good in {domain}")
    snapshot = services.exporting.snapshot(ours)
    read = as_read(snapshot)
    assert [(page.place, page.code) for page in read.domains] == list(enumerate("ABCDEF", 1))
    assert read.notice == "Questionnaire of letters, version 3.1. This profile gives no score and ranks nobody."
    for suffix in SUFFIXES:
        path = tmp_path / f"out.{suffix}"
        assert export(snapshot, path).warnings == ()
        assert path.stat().st_size > 1000
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert all(f'id="domain-{place}"' in page and f"Good in {code}" in page for place, code in enumerate("ABCDEF", 1))
    assert "econstruct" not in page
    assert services.exchanging.take(tmp_path / "out.json").edits == 0


def test_the_notice_of_a_shipped_one_is_printed(services):
    from mgi_desktop.services.reading import as_read

    sample = services.exchanging.sample().assessment
    assert "econstruct" in as_read(services.exporting.snapshot(sample), "en").notice


@pytest.mark.parametrize("suffix", instrument_files.SUFFIXES)
def test_cancelled_nothing_is_written(services, tmp_path, suffix):
    document = services.instruments.document(services.instruments.shipped()[0].digest)
    path = tmp_path / f"made.{suffix}"
    assert instrument_files.write(document, path, lambda: True) is None
    assert list(tmp_path.iterdir()) == [services.folder]
