"""Packages come in through real files: looked at, taken, taken back; nothing is lost, nothing comes twice."""

from dataclasses import replace

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services import restoring
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.sharing import write
from mgi_desktop.store import batches, edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")


@pytest.fixture
def laptops(tmp_path):
    opened = []

    def open_one(name):
        opened.append(open_services(tmp_path / name))
        return opened[-1]

    yield open_one
    for services in opened:
        services.close()


def type_text(services, assessment, text):
    services.journal.typed(assessment, TEXT, text)
    services.journal.left(assessment, TEXT)


def share(services, assessment, path, passphrase="", **choice):
    material = services.sharing.material(assessment)
    gathered = services.sharing.gather([material], Choice(**choice))
    return write(gathered, path, passphrase).paths[0]


def look(services, tmp_path, *paths, passphrases=None):
    return services.importing.look(services.importing.reading(paths, passphrases or {}, tmp_path)())


def held(services, assessment):
    return services.library.open(assessment).held(TEXT)


@pytest.fixture
def both(laptops, tmp_path):
    """Two laptops with the same assessment."""
    ana, ben = laptops("ana"), laptops("ben")
    assessment = ana.exchanging.sample().assessment
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "first.mgi")))
    return ana, ben, assessment


def test_an_assessment_comes_whole(both):
    ana, ben, assessment = both
    theirs, ours = ana.library.open(assessment), ben.library.open(assessment)
    assert ours.fields == theirs.fields
    assert [entry.subject for entry in ben.library.entries()] == ["La Palma"]


def test_the_same_file_again_brings_nothing(both, tmp_path):
    ana, ben, assessment = both
    again = share(ana, assessment, tmp_path / "renamed.mgi")
    seen = look(ben, tmp_path, again)
    assert seen.new == 0
    assert seen.known > 0
    assert seen.comings[0].changes == ()
    before = ben.library.open(assessment).fields
    backups = ben.backups.listed()
    ben.importing.take(seen)
    assert ben.library.open(assessment).fields == before
    assert ben.backups.listed() == backups  # nothing changed that one would be for
    first, second = sorted(report.number for report in ben.importing.reports())
    ben.importing.turn(first, aside=True)
    assert ben.library.open(assessment).fields == before
    ben.importing.turn(second, aside=True)
    assert ben.library.entries() == []
    look(ben, tmp_path, again)


def test_the_same_file_again_brings_back_what_was_taken_back(both, tmp_path):
    ana, ben, assessment = both
    before = ben.library.open(assessment).fields
    ben.importing.turn(ben.importing.reports()[0].number, aside=True)
    assert ben.library.entries() == []
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "again.mgi"))
    assert (seen.new, len(seen.comings[0].changes)) == (0, len(before))
    assert ben.importing.brings_anything(seen)
    ben.importing.take(seen)
    assert ben.library.open(assessment).fields == before


def test_a_file_that_was_awaited_comes_with_edits_that_are_known(both, tmp_path):
    ana, ben, assessment = both
    key = next(iter(ana.library.open(assessment).sources))
    file = ana.attachments.keep_data("decree.pdf", b"the decree")
    ana.sources.attach(assessment, key, file)
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "without.mgi", files=False)))
    assert not ben.attachments.is_here(file)
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "with.mgi"))
    assert seen.new == 0
    assert ben.importing.brings_anything(seen)
    ben.importing.take(seen)
    assert ben.attachments.is_whole(file)


def test_what_both_wrote_stands_side_by_side_and_is_settled_everywhere(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "Ana writes.")
    type_text(ben, assessment, "Ben writes.")
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi"))
    assert [conflict.ref for conflict in seen.comings[0].conflicts] == [TEXT]
    ben.importing.take(seen)
    assert {head.value for head in held(ben, assessment).heads} == {"Ana writes.", "Ben writes."}
    ben.conflicts.settle(assessment, TEXT, "Both write.")
    ana.importing.take(look(ana, tmp_path, share(ben, assessment, tmp_path / "b.mgi")))
    assert [head.value for head in held(ana, assessment).heads] == ["Both write."]


def test_an_import_is_undone_as_a_whole_and_redone(both, tmp_path):
    ana, ben, assessment = both
    before = ben.library.open(assessment).fields
    type_text(ana, assessment, "Ana writes.")
    report = ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi")))
    assert held(ben, assessment).value == "Ana writes."
    assert ben.journal.undo(assessment) is not None
    assert ben.library.open(assessment).fields == before
    assert ben.importing.report(report.number).aside
    assert ben.journal.redo(assessment) is not None
    assert held(ben, assessment).value == "Ana writes."
    ben.importing.turn(report.number, aside=True)
    assert ben.library.open(assessment).fields == before


def test_a_blocked_sender_is_refused_and_others_are_taken(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "Ana writes.")
    path = share(ana, assessment, tmp_path / "a.mgi")
    ben.people.block(ana.journal.author)
    seen = look(ben, tmp_path, path)
    assert seen.comings == ()
    assert "a.mgi" in seen.refused[0].where
    with pytest.raises(Refused):
        ben.importing.take(seen)


def test_a_file_that_is_none_keeps_no_other_from_being_taken(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "Ana writes.")
    wrong = tmp_path / "wrong.mgi"
    wrong.write_bytes(b"nothing")
    seen = look(ben, tmp_path, wrong, share(ana, assessment, tmp_path / "a.mgi"))
    assert len(seen.refused) == 1
    ben.importing.take(seen)
    assert held(ben, assessment).value == "Ana writes."


def test_a_passphrase_is_asked_for(both, tmp_path):
    ana, ben, assessment = both
    path = share(ana, assessment, tmp_path / "a.mgi.age", protection="passphrase", passphrase="correct horse")
    assert look(ben, tmp_path, path).files[0].locked
    wrong = look(ben, tmp_path, path, passphrases={path: "battery"}).files[0]
    assert (wrong.locked, wrong.wrong) == (True, True)
    assert look(ben, tmp_path, path, passphrases={path: "correct horse"}).new == 0


def test_what_was_settled_while_looking_goes_and_comes_back_with_the_import(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "Ana writes.")
    type_text(ben, assessment, "Ben writes.")
    before = ben.library.open(assessment).fields
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi"))
    report = ben.importing.take(seen, settled={(assessment, TEXT): "Both write."})
    assert [head.value for head in held(ben, assessment).heads] == ["Both write."]
    ben.importing.turn(report.number, aside=True)
    assert ben.library.open(assessment).fields == before
    ben.importing.turn(report.number, aside=False)
    assert [head.value for head in held(ben, assessment).heads] == ["Both write."]


@pytest.mark.parametrize("again", [True, False])
def test_deleted_against_edited_can_be_settled_while_looking(both, tmp_path, again):
    ana, ben, assessment = both
    finding = ben.library.open(assessment).findings[0]
    text, gone = FieldRef("finding", finding.key, "text@es"), FieldRef("finding", finding.key, "deleted")
    ana.journal.typed(assessment, text, "Ana writes.")
    ana.journal.left(assessment, text)
    ben.findings.remove(assessment, finding.key)
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi"))
    assert [conflict.ref for conflict in seen.comings[0].conflicts] == [gone]
    ben.importing.take(seen, settled={(assessment, gone): again})
    read = ben.library.open(assessment)
    assert read.conflicts == ()
    assert (finding.key in {one.key for one in read.findings}) is not again


def test_what_a_file_only_claims_to_be_ones_own_is_never_signed(both, tmp_path, foreign):
    """Else the next file would vouch for words that this person never wrote."""
    ana, ben, assessment = both
    forged = foreign(assessment, TEXT, "Ben never wrote this.", author=ben.journal.author)
    with ana.database.writing() as connection:
        edits.add(connection, [forged])
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi")))
    type_text(ben, assessment, "Ben writes.")
    share(ben, assessment, tmp_path / "b.mgi")
    own = {edit.id for edit in edits.shareable(ben.journal.read, assessment) if edit.author == ben.journal.author}
    assert own - batches.signed(ben.journal.read, ben.journal.author, own) == {forged.id}


def test_an_import_is_not_taken_back_where_that_would_hide_what_somebody_wrote_since(both):
    _ana, ben, assessment = both
    number = ben.importing.reports()[0].number
    type_text(ben, assessment, "Ben writes.")
    with pytest.raises(Refused):
        ben.importing.turn(number, aside=True)
    assert held(ben, assessment).value == "Ben writes."
    assert not ben.importing.report(number).aside


def test_what_somebody_erased_is_said_before_it_is_taken_and_in_the_report(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "The secretary is Rosa Flores.")
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi")))
    [head] = held(ana, assessment).heads
    ana.erasing.erase(assessment, [head.id], "a private name", "The secretary knows.")
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "erased.mgi"))
    assert [(edit.ref, edit.value) for edit in seen.comings[0].erased] == [(TEXT, "The secretary is Rosa Flores.")]
    assert seen.erased == 1
    report = ben.importing.take(seen)
    assert report.said["assessments"][0]["erased"] == 1
    assert "Rosa Flores" not in str(list(edits.every(ben.journal.read)))
    again = look(ben, tmp_path, share(ana, assessment, tmp_path / "again.mgi"))
    assert again.erased == 0


def test_an_erasing_erases_nothing_until_a_file_proves_it(both, tmp_path, foreign):
    ana, ben, assessment = both
    type_text(ana, assessment, "The secretary is Rosa Flores.")
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi")))
    [head] = held(ana, assessment).heads
    ana.erasing.erase(assessment, [head.id], "a private name")
    whole = look(ben, tmp_path, share(ana, assessment, tmp_path / "erased.mgi")).arrivals[0]
    nobodys = foreign(assessment, FieldRef("erasure", "e", f"edits/{head.id}"), True, author="name:Nobody")
    for claimed in (replace(whole, edits=(nobodys,), batches=()), replace(whole, batches=())):
        seen = ben.importing.look_at(claimed)
        assert seen.erased == 0
        assert ben.importing.take(seen).said["assessments"][0]["erased"] == 0
    assert edits.by_id(ben.journal.read, head.id).value == "The secretary is Rosa Flores."
    proof = ben.importing.look_at(replace(whole, edits=(), known={assessment: tuple(one.id for one in whole.edits)}))
    assert [edit.value for edit in proof.comings[0].erased] == ["The secretary is Rosa Flores."]
    assert (proof.new, ben.importing.brings_anything(proof)) == (0, True)
    ben.importing.take(proof)
    ben.rest()
    files = [path for path in ben.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"Rosa Flores" in path.read_bytes()]


def test_an_erasing_of_the_questionnaire_takes_no_assessment_out_of_the_library(both, tmp_path):
    ana, ben, assessment = both
    uses = FieldRef("assessment", assessment, "instrument")
    [head] = ana.library.open(assessment).held(uses).heads
    erasing = ana.journal.made(assessment, [(FieldRef("erasure", "e", f"edits/{head.id}"), True, ())])
    with ana.database.writing() as connection:
        edits.add(connection, erasing)
    for services in (ben, ana):
        seen = look(services, tmp_path, share(ana, assessment, tmp_path / f"{services.folder.name}.mgi"))
        assert seen.erased == 0
        assert batches.signed(ana.journal.read, ana.journal.author, [erasing[0].id]), "it is proven"
        services.importing.take(seen)
        assert [entry.id for entry in services.library.entries()] == [assessment]


def test_a_backup_with_an_erasure_says_what_restoring_it_erases(both, tmp_path):
    ana, ben, assessment = both
    type_text(ana, assessment, "The secretary is Rosa Flores.")
    ben.importing.take(look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi")))
    [head] = held(ana, assessment).heads
    ana.erasing.erase(assessment, [head.id], "a private name")
    assert ben.importing.look_at(restoring.read(ana.backups.make("asked").path)).erased == 1


def attached(services, assessment, *texts):
    """Sources with a file each."""
    files = []
    for text in texts:
        key, _changed = services.sources.add(assessment, {"title": text})
        files.append(services.attachments.keep_data(f"{text}.pdf", text.encode()))
        services.sources.attach(assessment, key, files[-1])
    return files


def kept(services):
    return {path.read_text() for path in (services.folder / "attachments").glob("*")}


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_cancelled_import_leaves_no_file_behind_but_those_that_somebody_needs(both, tmp_path, asked):
    ana, ben, assessment = both
    attached(ana, assessment, "decree", "law", "plan", "order")
    attached(ben, assessment, "law")
    mine = ben.attachments.keep_data("plan.pdf", b"plan")  # about to be attached here, too
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi"))
    answers = iter([False] * (asked - 1) + [True] * 9)
    before = list(edits.every(ben.journal.read))
    with pytest.raises(Refused, match="cancelled"):
        ben.importing.take(seen, cancelled=lambda: next(answers))
    assert kept(ben) == {"law", "plan"}
    assert list(edits.every(ben.journal.read)) == before
    key, _changed = ben.sources.add(assessment, {"title": "plan"})
    ben.sources.attach(assessment, key, mine)
    ben.importing.take(look(ben, tmp_path, tmp_path / "a.mgi"))
    assert kept(ben) == {"decree", "law", "plan", "order"}
    assert ben.safekeeping.check() == []


def test_what_a_crash_left_of_an_import_goes_at_the_next_start(both, tmp_path, laptops, monkeypatch):
    ana, ben, assessment = both
    attached(ana, assessment, "decree", "law")
    attached(ben, assessment, "law")
    seen = look(ben, tmp_path, share(ana, assessment, tmp_path / "a.mgi"))

    def ends(*_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ben.importing, "_write", ends)
        patched.setattr(ben.attachments, "let_go_untaken", lambda: None)
        with pytest.raises(KeyboardInterrupt):
            ben.importing.take(seen)
    assert kept(ben) == {"decree", "law"}
    ben.database.close()
    again = laptops("ben")
    assert kept(again) == {"law"}
    assert again.safekeeping.check() == []
