"""A large package as several files: each stands alone, and together they are all of it."""

import hashlib
import io
import random
import zipfile
from dataclasses import replace

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from tests.packages import INSTRUMENT_SHA256, LAW, LAW_SHA256, ME, PEM, A, B, edits, listed_in, made, outgoing

KIB = 1024


@pytest.fixture
def private(tmp_path):
    (tmp_path / "private").mkdir()
    return tmp_path / "private"


def noise(seed, size):
    """Bytes that no packing makes smaller."""
    return random.Random(seed).randbytes(size)


def many(assessment=A, count=400):
    """Edits of some 700 bytes each, packed."""
    return [
        made("answer", f"A-{number}", "justification", noise(number, 250).hex(), salt=number, assessment=assessment)
        for number in range(count)
    ]


def attached(source, sha256, size):
    return made("source", source, "file", {"name": "law.pdf", "sha256": sha256, "bytes": size})


def sent(**changes):
    files = {hashlib.sha256(noise(seed, 40 * KIB)).hexdigest(): noise(seed, 40 * KIB) for seed in range(5)}
    named = [attached(f"{seed:08x}-1111-4111-8111-111111111111", name, 40 * KIB) for seed, name in enumerate(files)]
    every = (*edits(), *many(), *named)
    signed = package.batches.make(PEM, A, [edit.id for edit in every if edit.author == ME])
    openings = {name: lambda data=data: io.BytesIO(data) for name, data in {LAW_SHA256: LAW, **files}.items()}
    return outgoing(edits=every, batches=tuple(signed), files=openings, **changes)


def test_none_is_larger_than_asked(tmp_path):
    paths = package.write(tmp_path / "a.mgi", sent(), PEM, piece=100 * KIB)
    assert len(paths) > 3
    assert [path.name for path in paths] == [f"a-{number}.mgi" for number in range(1, len(paths) + 1)]
    assert max(path.stat().st_size for path in paths) <= 100 * KIB


def test_together_they_are_all_of_it(tmp_path, private):
    whole = sent()
    found = [package.read(path, private) for path in package.write(tmp_path / "a.mgi", whole, PEM, piece=100 * KIB)]
    assert {edit for one in found for edit in one.edits} == set(whole.edits)
    assert {batch for one in found for batch in one.batches} == set(whole.batches)
    assert {name for one in found for name in one.files} == set(whole.files)
    assert sum(len(one.files) for one in found) == len(whole.files)


def test_each_stands_alone(tmp_path, private):
    whole = sent()
    for path in package.write(tmp_path / "a.mgi", whole, PEM, piece=100 * KIB):
        found = package.read(path, private)
        fields = {edit.ref.field for edit in found.edits if edit.ref.kind == "assessment"}
        assert {"instrument", "subject", "language", "title@es"} <= fields
        assert any(edit.ref.kind == "person" for edit in found.edits)
        assert set(found.instruments) == {INSTRUMENT_SHA256}
        signed = {edit for batch in found.batches for edit in batch.edits}
        assert {edit.id for edit in found.edits if edit.author == ME} <= signed
        named = {edit.value["sha256"] for edit in found.edits if edit.ref.field == "file"}
        assert set(found.files) <= named
        with zipfile.ZipFile(path) as archive:
            assert "Perfil" in archive.read("README.html").decode()


def test_each_says_which_it_is(tmp_path):
    paths = package.write(tmp_path / "a.mgi", sent(), PEM, piece=100 * KIB)
    pieces = [listed_in(path)["piece"] for path in paths]
    assert pieces == [{"number": number, "of": len(paths)} for number in range(1, len(paths) + 1)]


def test_what_fits_is_one_file_with_the_name_that_was_chosen(tmp_path):
    assert package.write(tmp_path / "a.mgi", sent(), PEM, piece=10_000 * KIB) == [tmp_path / "a.mgi"]


def test_a_file_larger_than_a_piece_is_one_of_its_own(tmp_path, private):
    data = noise(9, 300 * KIB)
    name = hashlib.sha256(data).hexdigest()
    naming = attached("99999999-1111-4111-8111-111111111111", name, len(data))
    whole = outgoing(edits=(*edits(), naming), files={name: lambda: io.BytesIO(data)})
    paths = package.write(tmp_path / "a.mgi", whole, PEM, piece=100 * KIB)
    assert len(paths) == 2
    assert package.read(paths[1], private).files[name]().read() == data


def test_several_assessments_are_divided_too(tmp_path, private):
    """Those that are not in a piece leave nothing of themselves in it but their page."""
    own = made("assessment", B, "instrument", INSTRUMENT_SHA256, assessment=B)
    whole = outgoing(edits=(*edits(), *many(), own, *many(B)), files={})
    paths = package.write(tmp_path / "a.mgi", whole, PEM, piece=150 * KIB)
    assert len(paths) > 1
    for path in paths:
        listed = listed_in(path)["assessments"]
        found = package.read(path, private)
        assert {one["id"] for one in listed} == {edit.assessment for edit in found.edits}
        for one in listed:
            fields = {edit.ref.field for edit in found.edits if edit.assessment == one["id"]}
            assert "instrument" in fields
            assert one["edits"] == sum(edit.assessment == one["id"] for edit in found.edits)


def test_a_file_that_nobody_chose_is_never_replaced(tmp_path):
    (tmp_path / "a-2.mgi").write_bytes(b"work of somebody")
    with pytest.raises(Refused, match="of this name already"):
        package.write(tmp_path / "a.mgi", sent(), PEM, piece=100 * KIB)
    assert (tmp_path / "a-2.mgi").read_bytes() == b"work of somebody"
    assert [path.name for path in tmp_path.iterdir()] == ["a-2.mgi"]


def test_when_one_cannot_be_written_none_is(tmp_path):
    whole = sent()
    damaged = list(whole.files)[-1]
    files = {**whole.files, damaged: lambda: io.BytesIO(noise(4, 40 * KIB - 1) + b"x")}
    broken = replace(whole, files=files)
    with pytest.raises(Refused, match="damaged"):
        package.write(tmp_path / "a.mgi", broken, PEM, piece=100 * KIB)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("which", ["first", "last"])
def test_when_one_cannot_take_its_name_none_does(tmp_path, which):
    """Something lies in the way of one of them, put there while they were written."""
    numbers = range(1, len(package.write(tmp_path / "b.mgi", sent(), PEM, piece=100 * KIB)) + 1)
    before = {path.name for path in tmp_path.iterdir()}
    way = tmp_path / f"a-{numbers[0] if which == 'first' else numbers[-1]}.mgi"

    def meanwhile():
        way.mkdir(exist_ok=True)
        return False

    with pytest.raises(Refused, match="nothing was changed"):
        package.write(tmp_path / "a.mgi", sent(), PEM, piece=100 * KIB, cancelled=meanwhile)
    assert {path.name for path in tmp_path.iterdir()} - before == {way.name}
    way.rmdir()
    assert len(package.write(tmp_path / "a.mgi", sent(), PEM, piece=100 * KIB)) == len(numbers)
