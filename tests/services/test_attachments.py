"""Attached files: kept whole under their SHA-256 or not at all, handed out as private copies, checked."""

import hashlib
import json
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mgi_desktop.domain.assessment import File
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.attachments import LIMIT, can_be_opened
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import open_services
from tests.documents import full, put

DATA = b"%PDF-1.7 plan" * 200_000


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store" / "attachments"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "Plan de gestión.pdf"
    path.write_bytes(DATA)
    return path


def kept(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def problems(services):
    return [
        str(Refused(problem.message, where=problem.where, **problem.fields)) for problem in services.safekeeping.check()
    ]


def test_a_file_is_kept_under_its_hash_where_only_its_owner_can_read_it(services, folder, plan):
    heard = []
    file = services.attachments.keep(plan, lambda read, of: heard.append(read))
    assert file == File("Plan de gestión.pdf", hashlib.sha256(DATA).hexdigest(), len(DATA))
    assert kept(folder) == [file.sha256]
    assert (folder / file.sha256).read_bytes() == DATA
    assert heard[-1] == len(DATA)
    assert heard == sorted(heard)
    assert len(heard) > 1
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / file.sha256).stat().st_mode) == 0o600


def test_the_same_file_twice_is_kept_once_and_a_damaged_one_heals(services, folder, plan):
    file = services.attachments.keep(plan)
    (folder / file.sha256).write_bytes(b"damaged")
    assert services.attachments.keep(plan) == file
    assert (folder / file.sha256).read_bytes() == DATA
    assert kept(folder) == [file.sha256]


def test_an_empty_file_and_a_name_of_strange_letters(services, tmp_path):
    path = tmp_path / "perfil\u202efdp.exe\x07.txt"
    path.touch()
    file = services.attachments.keep(path)
    assert (file.bytes, file.name) == (0, "perfil\u202efdp.exe.txt")
    assert services.attachments.copy_to_open(file).name == "perfilfdp.exe.txt"


def test_a_name_that_is_no_text(services, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/plan\xff.pdf"))
    try:
        path.touch()
    except OSError:
        pytest.skip("this file system takes no such name")
    assert services.attachments.keep(path).name == "plan.pdf"


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(services, folder, tmp_path):
    path = tmp_path / "video.mp4"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    heard = []
    with pytest.raises(Refused, match="has 2048 MiB; at most 100 MiB can be attached"):
        services.attachments.keep(path, lambda read, of: heard.append(read))
    assert (heard, kept(folder)) == ([], [])


def test_the_limit_itself_is_taken(services, tmp_path):
    path = tmp_path / "atlas.pdf"
    for size, good in ((LIMIT, True), (LIMIT + 1, False)):
        with path.open("wb") as file:
            file.truncate(size)
        if good:
            assert services.attachments.keep(path).bytes == LIMIT
        else:
            with pytest.raises(Refused, match="101 MiB"):
                services.attachments.keep(path)


def vanish(path):
    path.unlink()


def grow(path):
    with path.open("ab") as file:
        file.write(b"more")


def shrink(path):
    with path.open("r+b") as file:
        file.truncate(2_000_000)


def exchange(path):
    other = path.with_suffix(".other")
    other.write_bytes(DATA)
    other.replace(path)


@pytest.mark.parametrize(
    ("deed", "said"), [(vanish, "cannot be read"), (grow, "changed"), (shrink, "changed"), (exchange, "changed")]
)
def test_a_file_that_vanishes_or_changes_while_it_is_read_leaves_nothing(services, folder, plan, deed, said):
    done = []

    def meanwhile(_read, _of):
        if not done:
            done.append(deed(plan))

    with pytest.raises(Refused, match=said):
        services.attachments.keep(plan, meanwhile)
    assert kept(folder) == []


def test_folders_devices_and_what_is_not_there(services, folder, tmp_path):
    wrong = {tmp_path: "a folder", tmp_path / "nothing.pdf": "cannot be read"}
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        wrong |= {Path("/dev/zero"): "a device", tmp_path / "pipe": "a pipe"}
    for path, said in wrong.items():
        with pytest.raises(Refused, match=said):
            services.attachments.keep(path)
    assert kept(folder) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a person without all rights")
def test_a_file_without_the_right_to_read_it(services, folder, plan):
    plan.chmod(0)
    with pytest.raises(Refused, match="cannot be read"):
        services.attachments.keep(plan)
    assert kept(folder) == []


def test_cancelled_half_way_it_leaves_nothing(services, folder, plan):
    answers = iter([False, True, True])
    assert services.attachments.keep(plan, cancelled=lambda: next(answers)) is None
    assert kept(folder) == []


def test_what_a_crash_left_goes_at_the_next_start(services, folder, plan):
    services.attachments.keep(plan)
    (folder / "tmpabc.part").write_bytes(b"half")
    services.close()
    open_services(folder.parent).close()
    assert kept(folder) == [hashlib.sha256(DATA).hexdigest()]


def test_a_copy_to_open_is_private_cannot_be_written_and_goes_when_the_program_ends(services, folder, plan):
    file = services.attachments.keep(plan)
    first, second = services.attachments.copy_to_open(file), services.attachments.copy_to_open(file)
    assert first != second
    assert first.name == "Plan de gestión.pdf"
    assert first.read_bytes() == DATA
    if os.name == "posix":
        assert stat.S_IMODE(first.stat().st_mode) == 0o400
        assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    services.close()
    assert not first.exists()
    assert not first.parent.parent.exists()


def test_copies_that_a_crash_left_go_at_the_next_start(services, folder, plan):
    copy = services.attachments.copy_to_open(services.attachments.keep(plan))
    services.database.close()
    again = open_services(folder.parent)
    assert not copy.exists()
    again.close()


@pytest.mark.parametrize(
    "name",
    "carta.exe CARTA.PDF.JS a.desktop b.lnk c.pdf\u202e.ex\u200be ../../d.bat e.jnlp f.chm g.xll h.iso i.appimage "
    "j.terminal k.webloc l.pyz m.htm n.svg o.docm p.doc q.zip r.appref-ms pdf".split(),
)
def test_what_could_start_something_is_never_opened_but_can_be_copied(services, plan, tmp_path, name):
    file = File(name, services.attachments.keep(plan).sha256, len(DATA))
    assert not can_be_opened(file)
    with pytest.raises(Refused, match="not opened from here"):
        services.attachments.copy_to_open(file)
    services.attachments.save_copy(file, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == DATA


@pytest.mark.parametrize("name", "Ley.PDF foto.jpeg datos.csv acta.docx tabla.ods notas.txt correo.eml".split())
def test_what_is_only_shown_is_opened(services, plan, name):
    file = File(name, services.attachments.keep(plan).sha256, len(DATA))
    assert can_be_opened(file)
    assert services.attachments.copy_to_open(file).name == name


def test_a_file_that_takes_its_name_while_others_are_cleared_away_stays(services, folder, plan, monkeypatch):
    taking, may_go_on, replace = threading.Event(), threading.Event(), Path.replace

    def slowly(path, target):
        done = replace(path, target)
        if target.parent == folder:
            taking.set()
            may_go_on.wait(0.2)
        return done

    monkeypatch.setattr(Path, "replace", slowly)
    with ThreadPoolExecutor(1) as pool:
        keeping = pool.submit(services.attachments.keep, plan)
        taking.wait(5)
        assert services.attachments.clean() == []
        may_go_on.set()
        assert services.attachments.is_here(keeping.result())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ana\\plan.pdf", "plan.pdf"),
        ("con.txt", "con_.txt"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_from_elsewhere_leads_nowhere(services, folder, plan, name, safe):
    file = File(name, services.attachments.keep(plan).sha256, len(DATA))
    copy = services.attachments.copy_to_open(file)
    assert copy.parent.parent == folder.parent / "opened"
    assert copy.name == safe


def test_one_is_warned_once_of_each_file(services, plan, tmp_path):
    file = services.attachments.keep(plan)
    assert not services.attachments.was_warned(file)
    services.attachments.note_warned(file)
    assert services.attachments.was_warned(File("other name.pdf", file.sha256, 1))
    services.close()
    again = open_services(tmp_path / "store")
    assert again.attachments.was_warned(file)
    assert not again.attachments.was_warned(File(file.name, "0" * 64, 1))
    again.close()


def test_a_damaged_or_missing_file_is_said_and_never_handed_out(services, assessment, folder, plan, tmp_path):
    key, _changed = services.sources.add(assessment, {"title": "Plan"})
    file = services.attachments.keep(plan)
    services.sources.attach(assessment, key, file)
    assert problems(services) == []
    (folder / file.sha256).write_bytes(DATA[:-1] + b"x")
    assert problems(services) == [
        f"{file.sha256}: The attached file “Plan de gestión.pdf” is damaged: it is no longer what was attached."
    ]
    for hand_out in (
        services.attachments.copy_to_open,
        lambda file: services.attachments.save_copy(file, tmp_path / "x"),
    ):
        with pytest.raises(Refused, match="damaged"):
            hand_out(file)
    (folder / file.sha256).unlink()
    assert not services.attachments.is_here(file)
    assert "is missing" in problems(services)[0]
    with pytest.raises(Refused, match="not on this laptop"):
        services.attachments.copy_to_open(file)
    assert not (tmp_path / "x").exists()


def test_only_a_file_that_no_edit_names_is_removed(services, assessment, folder, tmp_path):
    key, _changed = services.sources.add(assessment, {"title": "Plan"})
    names = {}
    for name in ("first", "second", "stray"):
        (tmp_path / name).write_text(name)
        file = services.attachments.keep(tmp_path / name)
        names[name] = file.sha256
        if name != "stray":
            services.sources.attach(assessment, key, file)
    services.sources.detach(assessment, key)
    services.sources.remove(assessment, key)
    assert problems(services) == []  # it may be on its way to a source
    services.close()
    again = open_services(tmp_path / "store")
    (problem,) = problems(again)
    assert problem.startswith(names["stray"])
    assert kept(folder) == sorted([names["first"], names["second"]])
    for _turn in range(3):
        again.journal.undo(assessment)
    assert again.library.open(assessment).sources[key].file.sha256 == names["first"]
    assert problems(again) == []
    again.close()


def test_nothing_is_removed_while_an_edit_is_damaged(services, folder, plan, tmp_path, assessment):
    file = services.attachments.keep(plan)
    services.close()
    again = open_services(tmp_path / "store")
    again.sources.add(assessment, {"title": "Plan"})
    with again.database.writing() as connection:
        connection.execute("UPDATE edit SET record=CAST('{}' AS BLOB) WHERE seq=(SELECT max(seq) FROM edit)")
    assert problems(again)
    assert kept(folder) == [file.sha256]
    again.database.close()


def test_name_hash_and_day_of_a_file_go_round_by_the_plain_document(services, tmp_path):
    taken = services.exchanging.take(put(tmp_path / "in.json", full()))
    export(services.exporting.snapshot(taken.assessment), tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_bytes())["sources"]
    assert written == full()["sources"]
    assert written[1]["attached"] == "2023-05-03"
    assert services.exchanging.take(tmp_path / "out.json").edits == 0
    assert problems(services) == []  # that the file is awaited is no fault
