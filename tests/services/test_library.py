"""The library: begins, lists, finds and names; nothing in the store names the person at the system."""

import getpass
from dataclasses import replace

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, local

PALMA = New("local", "SLV", " La Palma ", "Chalatenango", 1, 2023, 9, "es", " Perfil ")


def test_what_is_begun_says_what_was_asked(services):
    changed = services.library.create(PALMA)
    read = services.library.open(changed.assessment)
    assert (read.id, read.subject, read.area, read.country) == (changed.assessment, "La Palma", "Chalatenango", "SLV")
    assert (read.level, read.round, read.year, read.month) == ("local", 1, 2023, 9)
    assert (read.language, read.title, read.stage) == ("es", {"es": "Perfil"}, "collecting")
    instrument = services.library.instrument_of(read)
    assert (instrument.level, instrument.digest) == ("local", read.instrument)
    assert services.library.questionnaire(changed.assessment) == instrument


def test_month_area_and_title_may_be_left_out(services):
    read = services.library.open(services.library.create(replace(PALMA, area="", month=None, title="")).assessment)
    assert (read.area, read.month, read.title) == ("", None, {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "SV"}, {"country": ""}, {"subject": "  "}, {"subject": "a\x00b"}, {"level": "regional"},
        {"round": 0}, {"year": 20}, {"month": 13}, {"language": "Spanish"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_begun_leaves_nothing(services, wrong):
    with pytest.raises(Refused):
        services.library.create(replace(PALMA, **wrong))
    assert services.library.entries() == []
    assert list(edits.every(services.database.connection)) == []
    assert services.safekeeping.check() == []


def test_a_questionnaire_kept_for_an_assessment_that_was_never_begun_does_no_harm(tmp_path, services):
    """What a crash between the two steps of a beginning leaves."""
    services.instruments.keep(services.library.instruments()[0])
    services.database.close()
    services = open_services(tmp_path / "store")
    assert services.library.entries() == []
    assert services.safekeeping.check() == []
    assert services.library.create(replace(PALMA, level="national")).fields
    services.close()


def test_the_list_follows_every_change(services, assessment):
    (entry,) = services.library.entries()
    assert (entry.answered, entry.of, entry.conflicts, sum(of for _, _, of in entry.shares)) == (0, 87, 0, 87)
    services.answering.answer(assessment, "L1.1.1", "not_applicable")
    services.findings.add(assessment, "1", "potential", "x")
    services.findings.add(assessment, "1", "well_developed", "x")
    services.library.change(assessment, "title", "Perfil", "es")
    (entry,) = services.library.entries()
    assert (entry.answered, entry.well_developed, entry.potential, entry.title) == (1, 1, 1, "Perfil")
    assert entry.shares[0][:2] == ("1", 1)
    assert services.safekeeping.check() == []
    services.journal.undo(assessment)
    assert services.library.entries()[0].title == ""


def test_the_list_shows_conflicts(services, assessment, foreign):
    services.library.entries()
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, FieldRef("assessment", assessment, "round"), 2)])
    assert services.library.entries()[0].conflicts == 1


def test_an_assessment_without_its_questionnaire_is_listed_and_refused_when_opened(services, foreign):
    other = "01890a5d-ac96-774b-bcce-b302099a8057"
    with services.database.writing() as connection:
        edits.add(
            connection,
            [
                foreign(other, FieldRef("assessment", other, "instrument"), "0" * 64),
                foreign(other, FieldRef("assessment", other, "subject"), "Far away"),
            ],
        )
    (entry,) = services.library.entries()
    assert (entry.subject, entry.of, entry.instrument) == ("Far away", 0, "")
    with pytest.raises(Refused, match="not on this laptop"):
        services.library.instrument_of(services.library.open(other))


def test_found_by_a_beginning_that_fits_only_one(services):
    first = services.library.create(PALMA).assessment
    with pytest.raises(Refused, match="no such"):
        services.library.find("")  # as a script says whose variable is not set
    second = services.library.create(PALMA).assessment
    assert services.library.find(first) == first
    assert services.library.find(second.upper()) == second
    with pytest.raises(Refused, match="Several"):
        services.library.find(first[:4])
    with pytest.raises(Refused, match="no such"):
        services.library.find("zzz")
    with pytest.raises(Refused, match="no such"):
        services.library.open("01890a5d-ac96-774b-bcce-b302099a8057")
    with pytest.raises(Refused, match="no such"):
        services.library.questionnaire("01890a5d-ac96-774b-bcce-b302099a8057")


def test_one_comes_back_to_where_one_was(tmp_path, services, assessment):
    services.library.remember_place(assessment, "questionnaire/L1.1.1")
    services.library.set_questionnaire_language(assessment, "fr")
    services.close()
    services = open_services(tmp_path / "store")
    assert services.library.last_opened() == assessment
    assert services.library.place(assessment) == "questionnaire/L1.1.1"
    assert services.library.questionnaire_language(services.library.open(assessment)) == "fr"
    services.library.leave()
    assert services.library.last_opened() is None
    services.close()


def test_the_questionnaire_is_read_in_the_language_of_the_profile_until_another_is_chosen(services, assessment):
    read = services.library.open(assessment)
    assert services.library.questionnaire_language(read) == "es"
    services.library.change(assessment, "language", "ar")
    assert services.library.questionnaire_language(services.library.open(assessment)) == "ar"


def test_a_name_given_late_reaches_what_was_written_before(services, assessment):
    services.answering.answer(assessment, "L1.1.1", "not_applicable")
    author = services.library.author
    assert services.library.person() == ""
    services.library.rename_person(" Ana  M. ")
    assert services.library.person() == "Ana M."
    assert services.library.open(assessment).person(author) == "Ana M."
    assert {head.author for held in services.library.open(assessment).fields.values() for head in held.heads} == {
        author
    }


def test_a_new_name_is_no_deed_and_changes_nobody_elses_work(services, assessment, foreign):
    other = "01890a5d-ac96-774b-bcce-b302099a8057"
    with services.database.writing() as connection:
        edits.add(connection, [foreign(other, FieldRef("assessment", other, "instrument"), "0" * 64)])
    services.library.rename_person("Ana")
    label = services.journal.undo_label(assessment)
    assert [one.assessment for one in services.library.rename_person("Ana M.")] == [assessment]
    assert services.journal.undo_label(assessment) == label
    assert services.library.open(other).people == {}
    with pytest.raises(Refused):
        services.library.rename_person("a\x07")
    assert services.library.person() == "Ana M."


def test_no_file_of_the_store_names_the_person_at_the_system(tmp_path, services, assessment):
    services.answering.answer(assessment, "L1.1.1", "not_applicable")
    services.journal.typed(assessment, FieldRef("answer", "L1.1.1", "justification"), "Hay")
    services.close()
    name = getpass.getuser().encode()
    files = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert {"store.sqlite3", "identity.pem"} <= {path.name for path in files}
    if len(name) > 3 and name not in bytes(tmp_path):
        assert not any(name in path.read_bytes() for path in files)
    assert not any(bytes(tmp_path) in path.read_bytes() for path in files)


def test_settings_of_the_store_are_not_edits(services, assessment):
    before = list(edits.every(services.database.connection))
    services.library.remember_place(assessment, "overview")
    services.library.rename_person("A.")
    assert local.setting(services.database.connection, "opened") == assessment
    added = [one for one in edits.every(services.database.connection) if one not in before]
    assert {one.ref.kind for one in added} == {"person"}


def test_the_library_is_read_where_nothing_can_be_written(services):
    changed = services.library.create(PALMA)
    services.database.connection.execute("PRAGMA query_only=ON")
    assert [entry.id for entry in services.library.entries()] == [changed.assessment]
