"""Packages: what is written comes back; what another program packed anew is the same; damage is told."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mgi_desktop.domain.arrivals import Known
from mgi_desktop.domain.edits import Edit, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from tests.packages import (
    AT,
    INSTRUMENT,
    INSTRUMENT_SHA256,
    LAW,
    LAW_SHA256,
    ME,
    OTHER,
    PEM,
    A,
    B,
    contents,
    edits,
    good,
    hashed,
    lines,
    listed_in,
    made,
    outgoing,
    sealed,
    zipped,
)


@pytest.fixture
def private(tmp_path):
    (tmp_path / "private").mkdir()
    return tmp_path / "private"


@pytest.fixture
def read(tmp_path, private):
    """Reads the bytes of a package."""

    def read_one(data, **options):
        (tmp_path / "came.mgi").write_bytes(data)
        return package.read(tmp_path / "came.mgi", private, **options)

    return read_one


def said(arrival):
    """All that an arrival brings, attached files unpacked."""
    files = {sha256: opening().read() for sha256, opening in arrival.files.items()}
    return {edit.id: edit for edit in arrival.edits}, set(arrival.batches), dict(arrival.instruments), files


def refused(read, data, **options):
    with pytest.raises(Refused) as error:
        read(data, **options)
    return str(error.value)


def test_what_is_written_comes_back(tmp_path, private):
    sent = outgoing(part={A: ("A-one",)}, kind="part")
    assert package.write(tmp_path / "a.mgi", sent, PEM) == [tmp_path / "a.mgi"]
    found = package.read(tmp_path / "a.mgi", private)
    assert said(found) == (
        {edit.id: edit for edit in edits()}, set(sent.batches), {INSTRUMENT_SHA256: INSTRUMENT}, {LAW_SHA256: LAW},
    )  # fmt: skip
    assert (found.name, found.kind, found.sender, found.sender_name, found.at) == ("a.mgi", "part", ME, "Ana", AT)
    assert found.part == {A: ("A-one",)}
    assert found.damaged == ()
    assert {path.name for path in tmp_path.iterdir()} == {"a.mgi", "private"}


def test_it_says_what_is_in_it(tmp_path):
    package.write(tmp_path / "a.mgi", outgoing(), PEM)
    (listed,) = listed_in(tmp_path / "a.mgi")["assessments"]
    assert (listed["id"], listed["subject"], listed["title"], listed["edits"]) == (
        A, "Río Claro", "Perfil", len(edits()),
    )  # fmt: skip


def test_nothing_of_the_laptop_is_in_it(tmp_path):
    package.write(tmp_path / "a.mgi", outgoing(), PEM)
    with zipfile.ZipFile(tmp_path / "a.mgi") as archive:
        for part in archive.infolist():
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            assert (part.external_attr, part.create_system, part.extra, part.comment) == (0o644 << 16, 3, b"", b"")
        everything = b"".join(archive.read(part) for part in archive.infolist())
    assert str(tmp_path).encode() not in everything


def test_the_kind_of_file_is_seen_in_its_first_bytes(tmp_path):
    package.write(tmp_path / "a.mgi", outgoing(), PEM)
    assert (tmp_path / "a.mgi").read_bytes()[30:].startswith(b"mimetypeapplication/vnd.mgi-desktop.package+zip")


def test_signatures_are_what_the_published_form_says(tmp_path):
    package.write(tmp_path / "a.mgi", outgoing(), PEM)
    public = load_pem_private_key(PEM, None).public_key()
    with zipfile.ZipFile(tmp_path / "a.mgi") as archive:
        public.verify(archive.read("manifest.sig"), b"mgi-desktop package\n" + archive.read("manifest.json"))
        (batch,) = (name for name in archive.namelist() if name.startswith("batches/") and name.endswith(".json"))
        signature = archive.read(batch.replace(".json", ".sig"))
        public.verify(signature, b"mgi-desktop batch\n" + archive.read(batch))


class Unseekable(io.RawIOBase):
    """A stream to which sizes can only be written behind what they are of."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def streamed(parts):
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.data


LEFT_BEHIND = {".DS_Store": b"x", "__MACOSX/._README.html": b"y", "edits/Thumbs.db": b"z", "edits/": b"", "empty/": b""}


@pytest.mark.parametrize(
    "packed_anew",
    [
        lambda parts: zipped(dict(reversed(parts.items()))),
        lambda parts: zipped(parts, zipfile.ZIP_STORED),
        lambda parts: zipped(parts, zipfile.ZIP_DEFLATED),
        lambda parts: zipped({**LEFT_BEHIND, **parts}),
        lambda parts: zipped({f"Perfil de Río/{name}": data for name, data in {**LEFT_BEHIND, **parts}.items()}),
        lambda parts: zipped({"a/": b"", **{f"a/{name}": data for name, data in parts.items()}, "__MACOSX/a": b""}),
        streamed,
    ],
    ids=["reversed", "stored", "deflated", "left behind", "in a folder", "in a folder by macOS", "streamed"],
)
def test_packed_anew_it_is_the_same(read, packed_anew):
    assert said(read(packed_anew(sealed(contents())))) == said(read(good()))


@pytest.mark.parametrize(
    "command",
    [
        ["zip", "-r", "-q", "../anew.mgi", "."],
        ["zip", "-r", "-q", "-0", "../anew.mgi", "."],
        ["7z", "a", "-tzip", "-bso0", "-bsp0", "../anew.mgi", "."],
        ["bsdtar", "-a", "-cf", "../anew.zip", "."],
        ["jar", "-c", "-M", "-f", "../anew.mgi", "."],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_other_programs_pack_it_anew(tmp_path, read, command):
    if shutil.which(command[0]) is None:
        pytest.skip("this program is not here")
    (tmp_path / "parts").mkdir()
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        archive.extractall(tmp_path / "parts")
    subprocess.run(command, cwd=tmp_path / "parts", check=True)
    (anew,) = tmp_path.glob("anew.*")
    assert said(read(anew.read_bytes())) == said(read(good()))


def awaited(read, data):
    found = read(data)
    assert len(found.edits) == len(edits())
    assert found.batches
    assert not found.files
    assert [(one.where, one.fields["name"]) for one in found.damaged] == [(LAW_SHA256, "ley.pdf")]


def test_a_missing_attachment_is_awaited(read):
    awaited(read, zipped({name: data for name, data in sealed(contents()).items() if "attachments" not in name}))


@pytest.mark.parametrize("other", [b"", b"x", LAW[:-1], LAW + b"x", LAW.replace(b"5", b"6", 1)])
def test_a_damaged_attachment_is_awaited(read, other):
    awaited(read, zipped({**sealed(contents()), f"attachments/{LAW_SHA256}": other}))


def test_an_attachment_whose_packed_bytes_are_damaged_is_awaited(read):
    data = bytearray(zipped(sealed(contents())))
    start = data.index(f"attachments/{LAW_SHA256}".encode()) + 12 + 64
    data[start + 2 : start + 6] = b"\xff\xff\xff\xff"
    awaited(read, bytes(data))


def test_an_attachment_that_no_edit_names_is_told_by_its_hash(read):
    parts = sealed({**contents(), **hashed("attachments", b"other")})
    name = next(name for name, data in parts.items() if data == b"other")
    (one,) = read(zipped({**parts, name: b"wrong"})).damaged
    assert one.where == one.fields["name"] == hashlib.sha256(b"other").hexdigest()


def test_an_attachment_is_read_piece_by_piece(read):
    opening = read(good()).files[LAW_SHA256]
    with opening() as file, opening() as again:
        assert file.read(10) + file.read(3) == LAW[:13] == again.read(13)
        assert file.read() == LAW[13:]
        assert file.read() == b""


def test_an_edit_of_a_newer_version_is_kept_as_it_is(read):
    record = made("answer", "A-two", "colour", "green").record.replace(b'"v":1}', b'"v":2,"zeal":{"a":[1]}}')
    newer = Edit(hashlib.sha256(record).hexdigest(), record, made("answer", "A-two", "colour", "green").body)
    found = read(zipped(sealed(contents(lines([*edits(), newer])))))
    assert newer in found.edits


def test_edits_that_replace_some_that_are_not_here_are_normal(read):
    later = made("answer", "A-two", "value", "a", replaces=["f" * 64])
    assert later in read(zipped(sealed(contents(lines([*edits(), later]))))).edits


def test_an_erased_edit_comes_without_its_value(tmp_path, private):
    erased = replace(edits()[0], body=None)
    package.write(tmp_path / "a.mgi", outgoing(edits=(erased, *edits()[1:])), PEM)
    assert erased in package.read(tmp_path / "a.mgi", private).edits


def test_of_two_copies_of_an_edit_the_one_with_its_value_counts(read):
    parts = contents(lines(edits()))
    parts |= hashed("edits", lines(replace(edit, body=None) for edit in edits()), ".jsonl")
    found = read(zipped(sealed(parts, lambda listed: listed["assessments"][0].update(edits=len(edits())))))
    assert set(found.edits) == set(edits())


def test_what_is_known_already_is_not_proven_again(read):
    known = Known({edit.id: edit.assessment for edit in edits()}, {INSTRUMENT_SHA256})
    found = read(good(), known=known)
    assert [edit.ref.field for edit in found.edits] == ["file"]  # which may be awaited here
    assert {*found.known[A], *(edit.id for edit in found.edits)} == known.edits.keys()
    assert said(found)[1:] == said(read(good()))[1:]


def test_what_is_known_by_name_only_is_refused_all_the_same(read):
    one = edits()[2]
    known = {edit.id: edit.assessment for edit in edits()}
    altered = replace(one, body=one.body.replace(b"Claro", b"Negro"))
    data = zipped(sealed(contents(lines([altered, *edits()[:2], *edits()[3:]]))))
    assert "not what its hash says" in refused(read, data, known=Known(known))
    elsewhere = made("answer", "A-one", "value", "yes", assessment=B)
    data = zipped(sealed(contents(lines([*edits(), elsewhere]))))
    assert "does not list" in refused(read, data, known=Known({**known, elsewhere.id: B}))


def test_a_signed_list_that_names_what_others_wrote_is_refused_even_where_all_of_it_is_known(read):
    theirs = made("answer", "A-two", "value", "a", author=OTHER)
    (false,) = package.batches.make(PEM, A, [theirs.id])
    parts = contents(lines([*edits(), theirs]))
    parts |= hashed("batches", false.document, ".json") | {
        f"batches/{hashlib.sha256(false.document).hexdigest()}.sig": false.signature
    }
    known = Known({edit.id: A for edit in [*edits(), theirs]})
    assert "not its author's" in refused(read, zipped(sealed(parts)), known=known)


@pytest.mark.parametrize("member", [f'"author":"{ME}"', f'"assessment":"{A}"'])
def test_what_only_a_newer_version_can_say_is_not_taken_for_its_author_or_assessment(member):
    """Where an edit holds more than texts, a name in it may stand for something else."""
    other = B if "assessment" in member else A
    record = made("answer", "A-two", "value", "a", author=OTHER if other == A else ME, assessment=other).record
    record = record.replace(b'"v":1}', f'"v":2,"zeal":{{{member}}}}}'.encode())
    newer = proven(hashlib.sha256(record).hexdigest(), record, None)
    (batch,) = package.batches.make(PEM, A, [newer.id])
    assert not package.batches.are_of(batch, [newer])


def test_what_a_newer_version_added_is_left_aside(read):
    def change(listed):
        listed.update(version=7, mood={"good": True})
        listed["assessments"][0]["colour"] = "green"
        listed["entries"][0]["packed"] = "well"

    found = read(zipped(sealed({**contents(), "maps/one.svg": b"<svg/>"}, change)))
    assert said(found) == said(read(good()))


def test_a_newer_form_is_refused_by_its_version(read):
    told = refused(read, zipped(sealed(contents(), lambda listed: listed.update(min_reader=3, version=3))))
    assert "package format 3" in told
    assert "reads up to 1" in told


def test_a_package_with_no_edits_is_refused(read, private):
    parts = {name: data for name, data in contents().items() if name in ("mimetype", "README.html")}
    with pytest.raises(Refused, match="nothing in this file"):
        read(zipped(sealed(parts, lambda listed: listed.update(assessments=[]))))
    assert not list(private.iterdir())


def test_an_unsigned_package_has_no_sender(read):
    parts = sealed(contents(), lambda listed: listed.update(sender="", name=""))
    found = read(zipped({name: data for name, data in parts.items() if name != "manifest.sig"}))
    assert (found.sender, found.sender_name) == ("", "")
    assert found.batches


def test_a_batch_names_edits_that_are_not_here(tmp_path, private):
    """So it is with a part, and with a review copy."""
    sent = outgoing(edits=tuple(edits()[:3]), files={}, kind="part")
    package.write(tmp_path / "a.mgi", sent, PEM)
    assert package.read(tmp_path / "a.mgi", private).batches == sent.batches


def test_many_edits_are_signed_and_written_in_several_parts(tmp_path, private):
    many = [made("answer", f"A-{number}", "justification", "x" * 900, salt=number) for number in range(10_000)]
    signed = package.batches.make(PEM, A, [f"{number:064x}" for number in range(20_001)])
    assert [len(batch.edits) for batch in signed] == [20_000, 1]
    package.write(tmp_path / "a.mgi", outgoing(edits=(*edits(), *many)), PEM)
    with zipfile.ZipFile(tmp_path / "a.mgi") as archive:
        assert sum(name.startswith("edits/") for name in archive.namelist()) == 2
    assert len(package.read(tmp_path / "a.mgi", private).edits) == len(edits()) + 10_000


def test_what_is_to_be_read_is_known_by_its_content(tmp_path):
    (tmp_path / "renamed.zip").write_bytes(good())
    (tmp_path / "damaged.mgi").write_bytes(b"x")
    (tmp_path / "notes.txt").write_bytes(b"manifest.json")
    (tmp_path / "workbook.xlsx").write_bytes(zipped({"[Content_Types].xml": b"manifest.json"}))
    (tmp_path / "other.zip").write_bytes(zipped({"a": b"b"}))
    found = {path.name for path in tmp_path.iterdir() if package.is_package(path)}
    assert found == {"renamed.zip", "damaged.mgi"}
    assert not package.is_package(tmp_path / "not here")


@pytest.mark.parametrize("place", ["folder", "missing"])
def test_what_is_no_file_is_refused(tmp_path, private, place):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused):
        package.read(tmp_path / place, private)
    assert not list(private.iterdir())


def test_a_cancelled_reading_leaves_nothing(tmp_path, private):
    (tmp_path / "a.mgi").write_bytes(good())
    answers = iter([False] * 3)
    with pytest.raises(Refused):
        package.read(tmp_path / "a.mgi", private, cancelled=lambda: next(answers, True))
    assert not list(private.iterdir())


def test_a_cancelled_writing_leaves_what_was_there(tmp_path):
    (tmp_path / "a.mgi").write_bytes(b"before")
    for count in range(12):
        answers = iter([False] * count)
        with pytest.raises(Refused):
            package.write(tmp_path / "a.mgi", outgoing(), PEM, cancelled=lambda answers=answers: next(answers, True))
    assert (tmp_path / "a.mgi").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.mgi"]


def test_an_attached_file_that_is_damaged_here_is_not_sent(tmp_path):
    with pytest.raises(Refused, match="damaged"):
        package.write(tmp_path / "a.mgi", outgoing(files={LAW_SHA256: lambda: io.BytesIO(b"other")}), PEM)
    assert not list(tmp_path.iterdir())


def test_nothing_is_not_sent(tmp_path):
    with pytest.raises(Refused, match="nothing to share"):
        package.write(tmp_path / "a.mgi", outgoing(edits=()), PEM)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(Refused):
        package.write(tmp_path / "no folder" / "a.mgi", outgoing(), PEM)
    assert not list(tmp_path.iterdir())


def test_what_a_receiver_would_refuse_is_not_written(tmp_path):
    """A fresh file is read back as its receiver will read it."""
    stranger = package.batches.make(PEM, B, ["0" * 64])
    foreign = stranger[0]._replace(edits=(edits()[0].id,))
    with pytest.raises(Refused):
        package.write(tmp_path / "a.mgi", outgoing(batches=(foreign,)), PEM)
    assert not list(tmp_path.iterdir())
