"""Files outside the store: whole or not at all, read with a limit, named for every system."""

import os
import stat
import threading

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.files import read_limited, safe_name, write_whole


def test_a_file_is_written_and_replaced_whole(tmp_path):
    path = tmp_path / "profile.pdf"
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_rights_that_new_files_get(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.json", b"{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


def test_a_link_still_leads_to_the_file_after_it_was_replaced(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_missing_folder_is_refused_with_the_place(tmp_path):
    with pytest.raises(Refused) as refused:
        write_whole(tmp_path / "nowhere" / "profile.pdf", b"x")
    assert refused.value.where == str(tmp_path / "nowhere" / "profile.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_stays(tmp_path):
    (tmp_path / "profile.pdf").mkdir()
    with pytest.raises(Refused):
        write_whole(tmp_path / "profile.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["profile.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices have names on POSIX systems")
def test_a_pipe_or_device_is_never_replaced_by_a_file(tmp_path):
    pipe, link = tmp_path / "pipe.pdf", tmp_path / "link.pdf"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(Refused) as refused:
            write_whole(path, b"x")
        assert refused.value.where == str(path)
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_whatever_stops_the_writing_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "profile.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _interrupted(_handle):
    raise KeyboardInterrupt


def test_reading_takes_what_fits_and_refuses_what_does_not(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 10)
    assert read_limited(path, 10) == b"x" * 10
    with pytest.raises(Refused) as refused:
        read_limited(path, 9)
    assert refused.value.where == str(path)


@pytest.mark.parametrize("place", ["folder", "missing.json", "x" * 300])
def test_what_cannot_be_read_is_refused(tmp_path, place):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused) as refused:
        read_limited(tmp_path / place, 10)
    assert refused.value.where == str(tmp_path / place)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices have names on POSIX systems")
def test_a_pipe_or_device_is_refused_and_never_waited_for(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    found = []

    def read():
        for place in (pipe, "/dev/zero", "/proc/self/mem"):
            try:
                read_limited(type(tmp_path)(place), 10)
            except Refused as refused:
                found.append(refused.where)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(10)
    assert found == [str(pipe), "/dev/zero", "/proc/self/mem"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('N\'Zérékoré / "CON"?', "N'Zérékoré CON"),
        ("La Palma 2023", "La Palma 2023"),
        ("..", "profile"),
        ("", "profile"),
        (" . ", "profile"),
        (".hidden", "hidden"),
        ("name  ", "name"),
        ("name.", "name"),
        ("a\tb\nc", "a b c"),
        ("بلدية النخيل", "بلدية النخيل"),
        ("../../etc/passwd", "etc passwd"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(text, name):
    assert safe_name(text) == name


RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))}


@pytest.mark.parametrize("text", ["CON", "con ", " nul", ".con", "LPT1.", "aux.txt", "COM1 .", "CON?"])
def test_no_name_is_one_that_windows_keeps_for_itself(text):
    assert safe_name(text).split(".")[0].strip().upper() not in RESERVED


@pytest.mark.parametrize("text", ["x" * 1000, "بلدية النخيل " * 50, "移民" * 200, "é" * 59 + "  …" * 40])
def test_a_long_name_is_cut_between_letters(text, tmp_path):
    name = safe_name(text)
    assert 100 < len(name.encode()) <= 120
    assert text.startswith(name)
    (tmp_path / f"{name}.json").touch()
