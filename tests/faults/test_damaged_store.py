"""A damaged store: the old files stay byte for byte; what stands in a sound row or a backup comes back."""

import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from mgi_desktop.domain.edits import Edit, FieldRef
from mgi_desktop.domain.errors import Refused, StoreDamaged
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.recovery import recover
from mgi_desktop.store import edits, imports
from mgi_desktop.store.database import NAME
from tests.faults.killing import killed, moments

TEXT = FieldRef("answer", "L1.1.1", "justification")
OTHER = FieldRef("answer", "L1.1.2", "justification")
TYPED = "A medio escribir"
PAGE = 4096
FILES = (NAME, f"{NAME}-wal", f"{NAME}-shm")


@dataclass
class Store:
    """A store that is closed, and what was written into it."""

    folder: Path
    assessment: str
    written: dict[str, Edit]

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        return (self.folder / NAME).read_bytes()

    def damage(self, change) -> bytes:
        """Change the bytes of the file; return what they are then."""
        data = bytearray(self.data)
        change(data)
        (self.folder / NAME).write_bytes(data)
        return bytes(data)

    def recovered(self):
        """Recover it: its old files lie aside, byte for byte."""
        before = {name: (self.folder / name).read_bytes() for name in FILES if (self.folder / name).exists()}
        done = recover(self.folder)
        assert {path.name: path.read_bytes() for path in done.folder.glob(f"{NAME}*")} == before
        return done

    def whole(self) -> set[str]:
        """The edits that the store has whole now: it opens, nothing is wrong, and it says nothing that nobody wrote."""
        services = open_services(self.folder)
        assert services.safekeeping.check() == []
        here = list(edits.every(services.journal.read))
        services.database.close()
        assert all(edit.id in self.written or edit.value == TYPED for edit in here)
        assert all(edit.body in (None, self.written[edit.id].body) for edit in here if edit.id in self.written)
        return {edit.id for edit in here if edit.id in self.written and edit == self.written[edit.id]}

    def standing(self, data: bytes) -> set[str]:
        """The edits whose row stands in these bytes: it begins with the identifier, the record and the value."""
        return {name for name, edit in self.written.items() if name.encode() + edit.record + (edit.body or b"") in data}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store with the sample, texts that are longer than a page, what is being typed, and no backup."""
    folder = tmp_path_factory.mktemp("made") / "store"
    services = open_services(folder)
    assessment = services.exchanging.sample().assessment
    for length in (300, 900):
        services.journal.typed(assessment, TEXT, "Un texto largo. " * length)
        services.journal.left(assessment, TEXT)
    services.journal.typed(assessment, OTHER, TYPED)
    written = {edit.id: edit for edit in edits.every(services.journal.read)}
    services.database.checkpoint()
    services.database.close()
    return Store(folder, assessment, written)


@pytest.fixture
def store(made, tmp_path):
    """A copy of that store."""
    shutil.copytree(made.folder, tmp_path / "store")
    return Store(tmp_path / "store", made.assessment, dict(made.written))


def header_gone(data):
    """Nothing says any more that this is a database."""
    data[:100] = bytes(100)


def test_a_sound_store_comes_back_whole_with_what_was_being_typed(store):
    done = store.recovered()
    assert (done.edits, done.lost, done.missing, done.drafts, done.local) == (len(store.written), 0, 0, 1, True)
    assert store.whole() == store.written.keys()
    services = open_services(store.folder)
    assert services.library.open(store.assessment).held(OTHER).value == TYPED
    assert services.journal.undo_label(store.assessment) is not None
    services.close()


def test_a_header_that_is_gone_loses_nothing(store):
    store.damage(header_gone)
    with pytest.raises(StoreDamaged):
        open_services(store.folder)
    done = store.recovered()
    assert (done.lost, done.drafts, done.local) == (0, 1, True)
    assert store.whole() == store.written.keys()


def test_a_first_page_that_is_gone_loses_no_edit_and_not_what_was_being_typed(store):
    """Where the tables begin stands there."""
    store.damage(lambda data: data.__setitem__(slice(0, PAGE), bytes(PAGE)))
    done = store.recovered()
    assert (done.lost, done.drafts, done.local) == (0, 1, False)
    assert store.whole() == store.written.keys()
    services = open_services(store.folder)
    assert services.library.open(store.assessment).held(OTHER).value == TYPED
    services.close()


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_lose_only_the_rows_that_they_hit(store, seed):
    rng = random.Random(seed)

    def change(data):
        for _ in range(40):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)

    data = store.damage(change)
    done = store.recovered()
    whole = store.whole()
    assert whole >= store.standing(data)
    assert len(whole) >= len(store.written) - 40
    assert done.lost <= len(store.written) - len(whole)


@pytest.mark.parametrize("seed", range(3))
def test_pages_whose_beginning_is_gone_still_give_their_rows(store, seed):
    rng = random.Random(seed)

    def change(data):
        for page in rng.sample(range(1, len(data) // PAGE), 60):
            data[page * PAGE : page * PAGE + 8] = rng.randbytes(8)

    data = store.damage(change)
    store.recovered()
    assert store.whole() >= store.standing(data)


def test_a_truncated_file_gives_what_is_left_of_it(store):
    data = store.damage(lambda data: data.__delitem__(slice(len(data) // 2, None)))
    store.recovered()
    assert store.whole() >= store.standing(data)
    assert len(store.standing(data)) > 100


def test_pages_of_zeros_lose_only_what_was_on_them_and_that_is_counted(store):
    rng = random.Random(5)

    def change(data):
        for page in rng.sample(range(1, len(data) // PAGE), 30):
            data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)

    data = store.damage(change)
    done = store.recovered()
    whole = store.whole()
    assert whole >= store.standing(data)
    lost = len(store.written) - len(whole)
    assert lost - 20 < done.lost <= lost  # of some the index is gone, too: nothing knows of them


def test_an_application_number_that_is_gone_is_damage_and_not_another_program(store):
    store.damage(lambda data: data.__setitem__(slice(68, 72), b"what"))
    with pytest.raises(StoreDamaged):
        open_services(store.folder)
    store.recovered()
    assert store.whole() == store.written.keys()


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_log_without_its_file_is_never_thrown_away(tmp_path, left):
    folder = tmp_path / "store"
    services = open_services(folder)
    assessment = services.exchanging.sample().assessment
    written = {edit.id: edit for edit in edits.every(services.journal.read)}
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(folder / f"{NAME}-wal", copy)
    services.close()
    if left == "an empty file":
        (copy / NAME).touch()
    store = Store(copy, assessment, written)
    with pytest.raises(StoreDamaged):
        open_services(copy)
    assert store.recovered().lost == 0
    assert store.whole() == written.keys()


def test_what_the_file_has_not_comes_from_the_backups_here_and_in_the_second_folder(store, tmp_path):
    services = open_services(store.folder)
    store.written |= {edit.id: edit for edit in edits.every(services.journal.read)}
    services.backups.second.choose(tmp_path)
    services.backups.make("asked")
    services.backups.copy()
    services.journal.typed(store.assessment, TEXT, "Nach der Sicherung")
    services.journal.left(store.assessment, TEXT)
    store.written |= {edit.id: edit for edit in edits.every(services.journal.read)}
    services.backups.make("asked")
    newest, older = services.backups.listed()
    services.database.close()
    store.damage(lambda data: data.__setitem__(slice(0, len(data)), bytes(len(data))))
    newest.path.write_bytes(bytes(100) + newest.path.read_bytes()[100:])  # a damaged backup is read as far as it goes
    older.path.unlink()
    done = store.recovered()
    assert done.from_backups == done.edits == len(store.written)
    assert store.whole() == store.written.keys()
    services = open_services(store.folder)
    assert services.backups.second.chosen == tmp_path
    services.close()


def test_an_attached_file_comes_from_the_second_folder(store, tmp_path):
    services = open_services(store.folder)
    file = tmp_path / "ley.pdf"
    file.write_bytes(b"%PDF-1.7 la ley")
    kept = services.attachments.keep(file)
    services.sources.attach(store.assessment, next(iter(services.library.open(store.assessment).sources)), kept)
    services.backups.second.choose(tmp_path)
    services.backups.make("asked")
    services.backups.copy()
    services.database.close()
    own = store.folder / "attachments" / kept.sha256
    own.write_bytes(b"no longer the law")
    done = store.recovered()
    assert done.files == 0
    assert own.read_bytes() == file.read_bytes()
    assert (done.folder / "attachments" / kept.sha256).read_bytes() == b"no longer the law"


@pytest.mark.parametrize("where", ["in the file", "in a backup"])
def test_what_was_taken_back_and_what_was_erased_stay_so(store, foreign, where):
    services = open_services(store.folder)
    assessment = store.assessment
    theirs = foreign(assessment, TEXT, "De otra persona")
    with services.database.writing() as connection:
        number = imports.begin(connection, "2026-11-25T05:00:00.000Z", "a.mgi", "")
        imports.take(connection, number, [theirs])
        imports.turn(connection, number, aside=True)
    services.journal.typed(assessment, TEXT, "Un nombre secreto")
    services.journal.left(assessment, TEXT)
    secret = next(edit for edit in edits.every(services.journal.read) if edit.value == "Un nombre secreto")
    services.erasing.erase(assessment, [secret.id], "A name")
    before = services.library.open(assessment).fields
    if where == "in a backup":
        services.backups.make("asked")
    services.database.checkpoint()
    services.database.close()
    if where == "in a backup":
        store.damage(lambda data: data.__setitem__(slice(0, len(data)), bytes(len(data))))
    else:
        store.damage(header_gone)
    recover(store.folder)
    services = open_services(store.folder)
    assert services.library.open(assessment).fields == before
    assert edits.set_aside(services.journal.read, assessment) == [theirs.id]
    assert [(one.number, one.aside) for one in services.importing.reports()] == [(number, True)]
    services.importing.turn(number, aside=False)  # and can still be brought back
    assert len(services.library.open(assessment).held(TEXT).heads) == 2
    services.close()
    assert b"Un nombre secreto" not in store.data


def test_a_value_that_was_erased_is_not_brought_back_from_what_the_disk_still_holds(store):
    """The file was not yet written anew when it was damaged."""
    services = open_services(store.folder)
    services.journal.typed(store.assessment, TEXT, "Un nombre secreto")
    services.journal.left(store.assessment, TEXT)
    services.database.checkpoint()
    old = store.data
    secret = next(edit for edit in edits.every(services.journal.read) if edit.value == "Un nombre secreto")
    services.erasing.erase(store.assessment, [secret.id], "A name")
    services.database.close()
    store.damage(lambda data: data.extend(old[PAGE:]))  # pages that nothing points to
    assert b"Un nombre secreto" in store.data
    recover(store.folder)
    assert b"Un nombre secreto" not in store.data


def test_a_record_that_was_changed_is_no_edit(store):
    """Its own hash would prove anything: it must be the one that stands in its row."""

    def change(data):
        at = data.index(b'"author":"ed25519:')
        data[at + 20] ^= 1

    store.damage(change)
    done = store.recovered()
    assert done.lost == 1
    assert len(store.whole()) == len(store.written) - 1


def test_a_store_that_is_open_is_left_alone(services):
    before = {path.name for path in services.folder.iterdir()}
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(services.folder), "recover"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "open in another window" in done.stderr
    assert {path.name for path in services.folder.iterdir()} == before


def test_what_another_command_saves_meanwhile_is_not_lost(store):
    def told(what):
        if what == "write":
            services = open_services(store.folder)
            services.journal.record(store.assessment, {OTHER: "Guardado mientras tanto"}, Label("a change"))
            services.close()

    with pytest.raises(Refused, match="meanwhile"):
        recover(store.folder, told)
    services = open_services(store.folder)
    assert services.library.open(store.assessment).held(OTHER).value == "Guardado mientras tanto"
    services.close()
    assert [*store.folder.glob("damaged-*"), *store.folder.glob("recovering-*")] == []
    recover(store.folder)
    services = open_services(store.folder)
    assert services.library.open(store.assessment).held(OTHER).value == "Guardado mientras tanto"
    services.close()


def test_nothing_takes_the_place_of_a_store_that_is_open_when_the_new_one_is_ready(store):
    opened = []
    command = "import sys; from pathlib import Path; from mgi_desktop.services.opening import open_services; "
    command += "open_services(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"

    def told(what):
        if what == "write":
            other = subprocess.Popen(
                [sys.executable, "-c", command, str(store.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            opened.append(other)
            assert other.stdout.readline() == b"open\n"

    with pytest.raises(Refused, match=r"open in another window|meanwhile"):
        recover(store.folder, told)
    opened[0].communicate()
    assert store.whole() == store.written.keys()


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(Refused):
        recover(tmp_path)
    assert list(tmp_path.iterdir()) == []


def _killed_in_recovery(store, seconds):
    store.damage(header_gone)
    before = store.data

    def work(acknowledge):
        acknowledge("ready")
        recover(store.folder)
        acknowledge("done")
        while True:
            pass

    said = killed(work, seconds)
    if said == [["done"]]:
        assert store.whole() == store.written.keys()
        return
    try:
        open_services(store.folder).database.close()  # either the new store is there
    except StoreDamaged:
        assert store.data == before  # or the old one, untouched
        store.recovered()
    assert store.whole() == store.written.keys()


@pytest.mark.parametrize("seconds", list(moments(6, 1.2)))
def test_killed_while_it_recovers(store, seconds):
    _killed_in_recovery(store, seconds)


@pytest.mark.soak
@pytest.mark.parametrize("seconds", list(moments(200, 2, 1)))
def test_killed_while_it_recovers_many_times(store, seconds):
    _killed_in_recovery(store, seconds)


def test_a_crash_between_the_last_steps_is_made_good_at_the_next_start(store):
    """The old log must never be read into the new file."""
    new = store.folder / "recovered"
    new.mkdir()
    shutil.copy(store.folder / NAME, new / NAME)
    store.damage(header_gone)
    (store.folder / f"{NAME}-wal").write_bytes(b"an old log" * 1000)
    assert store.whole() == store.written.keys()
    assert not new.exists()


def _at_random(store, seed):
    rng = random.Random(seed)

    def change(data):
        for _ in range(rng.randint(1, 200)):
            start = rng.randrange(len(data))
            length = rng.choice((1, 1, 8, 300, PAGE))
            data[start : start + length] = rng.randbytes(min(length, len(data) - start))
        if rng.random() < 0.2:
            del data[rng.randrange(len(data)) :]

    data = store.damage(change)
    store.recovered()
    assert store.whole() >= store.standing(data)


@pytest.mark.parametrize("seed", range(5))
def test_any_damage(store, seed):
    _at_random(store, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5, 505))
def test_any_damage_many_times(store, seed):
    _at_random(store, seed)


@pytest.mark.parametrize("seed", range(20))
def test_opening_a_damaged_store_says_so_or_opens(store, seed):
    rng = random.Random(seed)

    def change(data):
        for _ in range(rng.randint(1, 60)):
            start = rng.randrange(len(data) if rng.random() < 0.5 else 4 * PAGE)
            data[start : start + rng.choice((1, 8, 300))] = rng.randbytes(1)

    store.damage(change)
    try:
        open_services(store.folder).database.close()
    except Refused as refused:
        assert isinstance(refused, StoreDamaged)  # noqa: PT017 either way is right


def test_the_command_says_what_came_back(store):
    store.damage(header_gone)
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(store.folder)]
    listed = subprocess.run([*command, "list"], capture_output=True, encoding="utf-8", check=False)
    assert listed.returncode == 1
    assert "mgi-desktop recover" in listed.stderr
    assert "mgi-desktop rescue" in listed.stderr
    done = subprocess.run([*command, "recover"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(store.written)} changes came back" in done.stdout
    (aside,) = store.folder.glob("damaged-*")
    assert (aside / "report.txt").read_text(encoding="utf-8") == done.stdout
    assert subprocess.run([*command, "check"], capture_output=True, check=False).returncode == 0


def test_check_points_to_recovery_where_an_edit_is_damaged(store):
    def change(data):
        at = data.index(b'"author":"ed25519:')
        data[at + 20] ^= 1

    store.damage(change)
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(store.folder), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "mgi-desktop recover" in done.stderr
