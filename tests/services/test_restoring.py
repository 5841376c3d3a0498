"""Restoring is a union: the difference is seen first, what is newer stays, and one undo takes it back."""

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import BackupDamaged, Refused
from mgi_desktop.services import restoring
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import backups, edits

CODE = "L1.1.1"
TEXT = FieldRef("answer", CODE, "justification")
OTHER = FieldRef("answer", "L1.1.2", "justification")


def type_text(services, assessment, ref, text):
    services.journal.typed(assessment, ref, text)
    services.journal.left(assessment, ref)


@pytest.fixture
def filled(services, assessment):
    type_text(services, assessment, TEXT, "Lo dice la ley.")
    return services


@pytest.fixture
def another(tmp_path):
    opened = open_services(tmp_path / "another")
    yield opened
    opened.close()


@pytest.mark.parametrize("reason", ["asked", "close", "change", "import", "upgrade"])
def test_each_kind_of_backup_brings_everything_to_an_empty_store(filled, another, assessment, reason):
    made = filled.backups.make(reason)
    look = another.importing.look_at(restoring.read(made.path))
    assert look.comings[0].before is None
    another.importing.take(look)
    assert another.library.open(assessment).fields == filled.library.open(assessment).fields


def test_what_is_newer_stays_and_what_is_here_is_nothing_new(filled, assessment):
    made = filled.backups.make("asked")
    type_text(filled, assessment, TEXT, "Lo dice la ley de 2014.")
    look = filled.importing.look_at(restoring.read(made.path))
    assert (look.new, look.comings[0].changes) == (0, ())
    filled.importing.take(look)
    assert [head.value for head in filled.library.open(assessment).held(TEXT).heads] == ["Lo dice la ley de 2014."]


def test_two_laptops_of_one_person_are_joined_and_taken_back(filled, another, assessment):
    another.importing.take(another.importing.look_at(restoring.read(filled.backups.make("asked").path)))
    type_text(filled, assessment, OTHER, "Hay un reglamento.")
    type_text(another, assessment, TEXT, "Otra cosa.")
    look = another.importing.look_at(restoring.read(filled.backups.make("asked").path))
    assert [change.ref for change in look.comings[0].changes if change.ref == OTHER] == [OTHER]
    another.importing.take(look)
    read = another.library.open(assessment)
    assert (read.held(TEXT).value, read.held(OTHER).value) == ("Otra cosa.", "Hay un reglamento.")
    another.journal.undo(assessment)
    read = another.library.open(assessment)
    assert (read.held(TEXT).value, read.held(OTHER).value) == ("Otra cosa.", None)


def test_a_backup_is_made_before(filled, another, assessment):
    made = filled.backups.make("asked")
    another.exchanging.sample()
    another.importing.take(another.importing.look_at(restoring.read(made.path)))
    assert [one.reason for one in another.backups.listed()] == ["import"]


def test_a_damaged_backup_brings_what_proves_itself(filled, another, assessment):
    made = filled.backups.make("asked")
    made.path.write_bytes(made.path.read_bytes().replace(b"Lo dice la ley.", b"No dice la ley."))
    look = another.importing.look_at(restoring.read(made.path))
    another.importing.take(look)
    read = another.library.open(assessment)
    assert read.subject == "La Palma"
    assert read.held(TEXT).heads == ()


def test_attached_files_come_from_a_second_folder(filled, another, assessment, tmp_path):
    paper = tmp_path / "ley.pdf"
    paper.write_bytes(b"%PDF-1.7 a law")
    file = filled.attachments.keep(paper)
    source, _changed = filled.sources.add(assessment, {"title": "Ley", "kind": "law"})
    filled.sources.attach(assessment, source, file)
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.backups.second.choose(stick)
    filled.backups.make("asked")
    filled.backups.copy()
    newest = backups.kept(next(stick.iterdir()) / "backups")[0]
    another.importing.take(another.importing.look_at(restoring.read(newest.path)))
    assert another.attachments.is_here(file)


@pytest.mark.parametrize("data", [b"", b"nothing", b"SQLite format 3\0" + bytes(4000)])
def test_what_is_no_backup_is_refused(services, tmp_path, data):
    path = tmp_path / "wrong.sqlite3"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        restoring.read(path)
    assert refused.value.where == "wrong.sqlite3"


def test_what_was_being_typed_comes_back_too(filled, another, assessment):
    filled.journal.typed(assessment, OTHER, "Hay un regla")
    made = filled.backups.make("asked")
    for _again in range(2):
        look = another.importing.look_at(restoring.read(made.path))
        if look.new:
            another.importing.take(look)
    held = another.library.open(assessment).held(OTHER)
    assert [(head.value, head.author) for head in held.heads] == [("Hay un regla", filled.journal.author)]
    assert look.new == 0  # the second time it is here


def test_what_was_being_typed_and_was_written_since_is_nothing_new(filled, assessment):
    filled.journal.typed(assessment, OTHER, "Hay un reglamento.")
    made = filled.backups.make("asked")
    filled.journal.left(assessment, OTHER)
    type_text(filled, assessment, OTHER, "Hay dos reglamentos.")
    look = filled.importing.look_at(restoring.read(made.path))
    assert (look.new, look.comings[0].changes) == (0, ())


def test_what_was_being_typed_and_went_another_way_stands_beside(filled, assessment):
    filled.journal.typed(assessment, OTHER, "Hay un reglamento.")
    made = filled.backups.make("asked")
    filled.journal.typed(assessment, OTHER, "No hay nada.")
    filled.journal.left(assessment, OTHER)
    filled.importing.take(filled.importing.look_at(restoring.read(made.path)))
    values = {head.value for head in filled.library.open(assessment).held(OTHER).heads}
    assert values == {"Hay un reglamento.", "No hay nada."}


def test_a_backup_that_is_called_a_package_is_not_taken_for_one(filled, another, tmp_path):
    path = tmp_path / "from-somebody.mgi"
    path.write_bytes(filled.backups.make("asked").path.read_bytes())
    look = another.importing.look(another.importing.reading([path], {}, tmp_path / "private")())
    assert (look.comings, len(look.refused)) == ((), 1)


def test_an_attached_file_that_was_lost_or_damaged_here_comes_back_from_a_second_folder(filled, assessment, tmp_path):
    paper = tmp_path / "ley.pdf"
    paper.write_bytes(b"%PDF-1.7 a law")
    file = filled.attachments.keep(paper)
    source, _changed = filled.sources.add(assessment, {"title": "Ley", "kind": "law"})
    filled.sources.attach(assessment, source, file)
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.backups.second.choose(stick)
    filled.backups.begin_both("asked")()
    newest = backups.kept(next(stick.iterdir()) / "backups")[0].path
    own = filled.folder / "attachments" / file.sha256
    assert not filled.importing.brings_anything(filled.importing.look_at(restoring.read(newest)))
    for spoil in (own.unlink, lambda: own.write_bytes(b"%PDF-1.7 a raw")):
        spoil()
        look = filled.importing.look_at(restoring.read(newest))
        assert filled.importing.brings_anything(look)
        filled.importing.take(look)
        assert own.read_bytes() == paper.read_bytes()


def damage_a_page(path):
    """Spoil a page so that SQLite cannot read the table of the edits, and some edits are gone, some of the last."""
    data = path.read_bytes()
    for start in range(len(data) - 4096, 0, -4096):
        path.write_bytes(data[:start] + b"\xa5" * 4096 + data[start + 4096 :])
        try:
            restoring.read(path)
        except BackupDamaged:
            left = restoring.read_what_is_left(path)
            if left.damaged:
                return left
    raise AssertionError("no page matters")


def test_of_a_damaged_backup_what_proves_itself_can_be_taken(services, another):
    assessment = services.exchanging.sample().assessment
    made = services.backups.make("asked")
    everything = {edit.id for edit in edits.every(services.journal.read)}
    whole = made.path.read_bytes()
    left = damage_a_page(made.path)
    with pytest.raises(BackupDamaged) as refused:
        restoring.read(made.path)
    assert refused.value.where == made.path.name
    lost = left.damaged[0].fields["n"]
    assert 0 < lost < 200
    assert len(left.edits) + lost == len(everything)
    assert {edit.id for edit in left.edits} < everything
    look = another.importing.look_at(left)
    another.importing.take(look)
    assert look.refused == left.damaged
    assert {edit.id for edit in edits.every(another.journal.read)} == {edit.id for edit in left.edits}
    assert another.safekeeping.check() == []
    made.path.write_bytes(whole)
    another.importing.take(another.importing.look_at(restoring.read(made.path)))
    assert another.library.open(assessment).fields == services.library.open(assessment).fields


def test_what_was_erased_or_taken_back_does_not_come_out_of_a_damaged_backup(services, another):
    assessment = services.exchanging.sample().assessment
    type_text(services, assessment, TEXT, "Nombre secreto de alguien")
    head = services.library.open(assessment).held(TEXT).heads[0].id
    services.erasing.erase(assessment, [head], "a name")
    left = damage_a_page(services.backups.make("asked").path)
    assert "Nombre secreto" not in str(left.edits)


def test_a_backup_of_which_nothing_is_left_is_refused(filled):
    made = filled.backups.make("asked")
    size = made.path.stat().st_size
    made.path.write_bytes(made.path.read_bytes()[:100] + b"\xa5" * (size - 100))
    with pytest.raises(Refused, match="Nothing in this backup"):
        restoring.read_what_is_left(made.path)
