"""Files that mean harm: a clear refusal, nothing left behind, nothing slow, nothing large."""

import hashlib
import json
import subprocess
import sys
import time
import zipfile
from random import Random

import pytest

from mgi_desktop.domain.arrivals import Known
from mgi_desktop.domain.edits import proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from mgi_desktop.services import identity, incoming, passing
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from tests.hostile import bombs, memory
from tests.hostile.corpus import corpus
from tests.hostile.protected import PASSPHRASE, for_me
from tests.packages import PEM, contents, good, sealed, zipped

GOOD, PARTS = good(), contents()
FILES = corpus()
SECRETS = package.Secrets(PASSPHRASE, PEM)
SECONDS, MEGABYTES = 5, 300


@pytest.fixture
def folders(tmp_path):
    """A folder of files and a private one."""
    (tmp_path / "private").mkdir()
    return tmp_path, tmp_path / "private"


def found(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_what_the_corpus_is_made_of_is_good(folders):
    folder, private = folders
    (folder / "file.mgi").write_bytes(good())
    assert package.read(folder / "file.mgi", private, SECRETS).edits


def test_the_corpus_is_large():
    assert len(FILES) >= 100


@pytest.mark.parametrize("name", FILES)
def test_is_refused(name, folders):
    folder, private = folders
    file = folder / "file.mgi"
    file.write_bytes(FILES[name]())
    before = file.read_bytes()
    began = time.process_time()
    with pytest.raises(Refused) as error:
        package.read(file, private, SECRETS)
    assert time.process_time() - began < SECONDS
    assert str(error.value).startswith("file.mgi: ")
    assert str(private) not in str(error.value)
    assert found(folder) == ["file.mgi", "private"]
    assert file.read_bytes() == before


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store that has taken the good package, so that what a hostile one claims is known in part."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "store").mkdir()
    (folder / "store" / identity.NAME).write_bytes(PEM)
    services = open_services(folder / "store")
    (folder / "good.mgi").write_bytes(good())
    services.importing.take(looked_at(services, folder / "good.mgi"))
    yield services
    services.close()


def looked_at(services, path):
    """What a person sees before taking a file."""
    importing = services.importing
    private = passing.new(services.database.path.parent)
    return importing.look(importing.reading([path], {path: PASSPHRASE}, private)())


def bytes_of(services):
    """Every byte that the store holds, and the name of every file beside it."""
    folder = services.database.path.parent
    beside = [name for name in found(folder) if not name.startswith(passing.FOLDER)]
    return services.database.connection.serialize(), beside


@pytest.mark.parametrize("name", FILES)
def test_the_store_stays_as_it_is(name, store, tmp_path):
    file = tmp_path / "file.mgi"
    file.write_bytes(FILES[name]())
    before = bytes_of(store)
    look = looked_at(store, file)
    assert not look.comings
    assert len(look.refused) == 1
    with pytest.raises(Refused):
        store.importing.take(look)
    assert bytes_of(store) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured by Linux")
def test_bombs_take_neither_memory_nor_time(folders):
    folder, _private = folders
    paths = [folder / f"{name}.mgi" for name in bombs.BOMBS]
    for path in paths:
        bombs.write(path.stem, path)
    reading = [sys.executable, "-m", "tests.hostile.reading", *map(str, paths)]
    done = subprocess.run(reading, capture_output=True, encoding="utf-8", timeout=300, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(paths), done.stderr
    for path, one in zip(paths, told, strict=True):
        assert one["said"].startswith("refused"), path.name
        assert one["left"] == 0, path.name
        assert one["megabytes"] < MEGABYTES, (path.name, one)
        assert one["seconds"] < SECONDS, (path.name, one)


def _flipped(data, chance):
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)


def _replaced(data, chance):
    place = chance.randrange(len(data))
    data[place : place + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(9))


def _moved(data, chance):
    start, to, count = chance.randrange(len(data)), chance.randrange(len(data)), chance.randrange(1, 200)
    data[to:to] = data[start : start + count]


def _cut(data, chance):
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 300)]


def _cut_short(data, chance):
    del data[chance.randrange(len(data)) :]


def _swapped_number(data, chance):
    place = chance.randrange(len(data))
    data[place : place + 4] = chance.choice((b"\x00" * 4, b"\xff" * 4, b"\x01\x00\x00\x00", b"\xff\xff\xff\x7f"))


_HARMING = (_flipped, _replaced, _moved, _cut, _cut_short, _swapped_number)


def mutant(chance):
    """A good package in which some bytes are other; or one of its parts is, and the whole is sealed anew."""
    how_many = chance.choice((1, 1, 1, 2, 5))
    if chance.random() < 0.5:
        data = bytearray(for_me() if chance.random() < 0.1 else GOOD)
        for _ in range(how_many):
            chance.choice(_HARMING)(data, chance)
            data = data or bytearray(b"P")
        return bytes(data)
    parts = dict(PARTS)
    name = chance.choice([name for name in parts if name != "mimetype"])
    part = bytearray(parts.pop(name))
    for _ in range(how_many):
        chance.choice(_HARMING)(part, chance)
        part = part or bytearray(b"x")
    folder, slash, rest = name.partition("/")
    suffix = "." + rest.partition(".")[2] if "." in rest else ""
    named = f"{folder}/{hashlib.sha256(part).hexdigest()}{suffix}" if slash and not name.endswith(".sig") else name
    return zipped(sealed({**parts, named: bytes(part)}), chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def survives(data, folders, store, known):
    """Read it; what is taken proves itself, and can be looked at. Return whether it was taken."""
    folder, private = folders
    file = folder / "file.mgi"
    file.write_bytes(data)
    began = time.process_time()
    try:
        arrival = package.read(file, private, SECRETS, known=known)
    except Refused:
        arrival = None
    if arrival:
        store.importing.look([incoming.Incoming(file, arrival=arrival)])
    assert time.process_time() - began < SECONDS
    if arrival:
        for edit in arrival.edits:
            assert proven(edit.id, edit.record, edit.body) == edit
        assert all(known.edits[name] == assessment for assessment, of in arrival.known.items() for name in of)
        for batch in arrival.batches:
            assert package.batches.proven(batch.document, batch.signature) == batch
        for sha256, opening in arrival.files.items():
            assert hashlib.sha256(opening().read()).hexdigest() == sha256
    for left in private.iterdir():
        assert arrival
        left.unlink()
    assert found(folder) == ["file.mgi", "private"]
    return arrival is not None


def _mutants(count, seed, folders, store):
    chance, taken, before, held = Random(seed), [], bytes_of(store), memory.counted_anew()
    questionnaires = store.instruments.kept()  # one that is changed is none of them, and is proven
    here = Known(edits.with_value(store.journal.read), questionnaires)
    for number in range(count):
        data = mutant(chance)
        try:
            if survives(data, folders, store, chance.choice((here, Known(instruments=questionnaires)))):
                taken.append(data)
        except BaseException:
            print(f"mutant {number} of seed {seed}")
            raise
    assert 0 < len(taken) < count  # a time in a header may be any; most mutants are refused
    assert memory.most() - held < MEGABYTES
    assert bytes_of(store) == before
    file = folders[0] / "file.mgi"
    for data in taken[-5:]:
        file.write_bytes(data)
        store.importing.take(looked_at(store, file))
    assert store.safekeeping.check() == []


def test_mutants(folders, store):
    _mutants(300, 1, folders, store)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(20))
def test_two_hundred_thousand_mutants(folders, store, part):
    seed = time.time_ns() * 20 + part
    print(f"seed {seed}")
    _mutants(10_000, seed, folders, store)
