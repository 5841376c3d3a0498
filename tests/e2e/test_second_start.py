"""A second start over one store: the window that is there takes the files, and the second one says nothing and ends."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mgi_desktop.services.opening import open_services
from mgi_desktop.ui.coming import door_of
from tests.documents import full, put, small

PROGRAM = (sys.executable, "-m", "mgi_desktop")
DRIVEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from mgi_desktop import app
from mgi_desktop.ui import dialogs

def take(window, paths=()):
    for path in paths:
        print("took", path, flush=True)
    QTimer.singleShot(0, lambda: taken(window, paths))
def taken(window, paths):
    for path in paths:
        window.desk.do(lambda: window.desk.services.exchanging.take(path))
        print("in", path.name, flush=True)

dialogs.import_files = take
fill = app._fill
def filled(frame, *rest):
    fill(frame, *rest)
    for change, name in ((app.QMainWindow.raise_, "front"),):
        frame.raise_ = lambda: (change(frame), print(name, flush=True))
    QTimer.singleShot(50, lambda: print("open", flush=True))
app._fill = filled
sys.exit(app.start(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
"""
"""The program as it is, but that it says on standard output what it does."""
ASKING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from mgi_desktop import app

data, closing = map(Path, sys.argv[1:])
shown = []
def follow():
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        if shown:
            shown.clear()
            print("closed", flush=True)
    elif not shown:
        shown.append(dialog)
        print("asked", flush=True)
    elif closing.exists():
        closing.unlink()
        dialog.close()
timer = QTimer(interval=20)
timer.timeout.connect(follow)
fill = app._fill
def filled(*args):
    fill(*args)
    timer.start()
    QTimer.singleShot(50, lambda: print("open", flush=True))
app._fill = filled
sys.exit(app.start(data))
"""
"""The program as it is, whose dialogs stand until a file is there."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a store, in an environment without a screen."""
    with tempfile.TemporaryDirectory() as runtime:  # the path of a socket must be short
        for name, value in {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en", "XDG_RUNTIME_DIR": runtime}.items():
            monkeypatch.setenv(name, value)
        yield tmp_path / "store"


class Window:
    """A window of its own process."""

    def __init__(self, store: Path, *files: Path, driven: str = DRIVEN) -> None:
        command = [sys.executable, "-c", driven, str(store), *map(str, files)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def hears(self, line: str) -> list[str]:
        """Everything that it says until it says this."""
        assert self.process.stdout is not None
        said = []
        while text := self.process.stdout.readline():
            said.append(text.strip())
            if said[-1] == line:
                return said
        raise AssertionError(f"it ended, and said {said}: {self.process.communicate()[1]}")


@pytest.fixture
def window(store: Path):
    """A window that is open over the store."""
    made = Window(store)
    try:
        made.hears("open")
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


def second(store: Path, *words: object, **options: object) -> "subprocess.CompletedProcess[str]":
    """Start the program over the same store, and wait until it has ended."""
    command = [*PROGRAM, "--data", str(store), *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, **options)


def nothing_said(run: "subprocess.CompletedProcess[str]") -> bool:
    return (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_files_are_handed_to_the_window_that_is_open(window: Window, store: Path, tmp_path: Path) -> None:
    one, two = put(tmp_path / "one file.json", full()), put(tmp_path / "two.json", small())
    assert nothing_said(second(store, "one file.json", two, cwd=tmp_path))
    said = window.hears("in two.json")
    assert "front" in said
    assert f"took {one}" in said
    assert f"took {two}" in said
    window.process.kill()
    window.process.wait()
    services = open_services(store)
    assert len(services.library.entries()) == 2
    services.close()


def test_a_dialog_over_a_file_that_was_handed_on_outlives_the_second_start(store: Path, tmp_path: Path) -> None:
    proof, closing = put(tmp_path / "proof.pdf", {}), tmp_path / "closing"
    open_window = Window(store, closing, driven=ASKING)
    try:
        open_window.hears("open")
        for _again in range(3):
            assert nothing_said(second(store, proof))
            open_window.hears("asked")
            time.sleep(0.3)  # the second start is gone, and with it what it knocked with
            closing.touch()
            open_window.hears("closed")
        assert nothing_said(second(store))
        assert open_window.process.poll() is None
    finally:
        open_window.process.kill()
        open_window.process.communicate()


def test_without_a_file_the_window_only_comes_to_the_front(window: Window, store: Path) -> None:
    assert nothing_said(second(store))
    assert window.hears("front") == ["front"]


def test_commands_still_say_that_the_store_is_in_use(window: Window, store: Path) -> None:
    run = second(store, "list")
    assert run.returncode == 1
    assert "The store is open in another window or command." in run.stderr


def test_another_store_has_a_window_of_its_own(window: Window, store: Path) -> None:
    other = Window(store.with_name("other"))
    other.hears("open")
    other.process.kill()
    other.process.communicate()
    assert door_of(store) != door_of(store.with_name("other"))
    link = store.with_name("link")
    link.symlink_to(store)
    assert door_of(link) == door_of(store)


def test_two_starts_at_once_end_with_one_window_that_has_all_files(store: Path, tmp_path: Path) -> None:
    files = [put(tmp_path / "one.json", full()), put(tmp_path / "two.json", small())]
    both = [Window(store, file) for file in files]
    deadline = time.monotonic() + 60
    while all(one.process.poll() is None for one in both) and time.monotonic() < deadline:
        time.sleep(0.05)
    ended = [one for one in both if one.process.poll() is not None]
    assert len(ended) == 1
    assert ended[0].process.returncode == 0, ended[0].process.communicate()
    (left,) = (one for one in both if one.process.poll() is None)
    left.hears(f"took {files[both.index(ended[0])]}")
    left.process.kill()
    left.process.communicate()
    ended[0].process.communicate()


def test_a_window_that_hangs_is_named(window: Window, store: Path) -> None:
    window.process.send_signal(signal.SIGSTOP)
    run = subprocess.Popen([*PROGRAM, "--data", str(store)], stderr=subprocess.PIPE, encoding="utf-8")
    try:
        assert run.stderr is not None
        assert "The program is open already and does not answer." in run.stderr.readline()
    finally:
        run.kill()  # a dialog says the same, until it is closed
        run.communicate()
        window.process.send_signal(signal.SIGCONT)


def test_after_a_crash_the_next_start_opens_a_window(store: Path) -> None:
    first = Window(store)
    first.hears("open")
    first.process.kill()
    first.process.communicate()
    place = door_of(store)
    assert place is not None
    assert place.exists()
    again = Window(store)
    again.hears("open")
    assert nothing_said(second(store))
    again.hears("front")
    again.process.kill()
    again.process.communicate()


def test_only_this_person_reaches_the_door_and_nonsense_is_not_listened_to(window: Window, store: Path) -> None:
    place = door_of(store)
    assert place is not None
    deadline = time.monotonic() + 30
    while not place.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert place.stat().st_mode & 0o077 == 0
    for said in (b"\n", b"[]\n", b'{"files": 3}\n', b'{"files": [1]}\n', b"\xff" * 2_000_000, b"[" * 100_000 + b"\n"):
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(str(place))
            try:
                knocking.sendall(said)
                knocking.settimeout(30)
                assert knocking.recv(100) == b""
            except (BrokenPipeError, ConnectionResetError):
                pass
    assert nothing_said(second(store))
    assert window.hears("front") == ["front"]


def test_where_others_could_reach_it_there_is_no_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tmp_path.chmod(0o755)
    assert door_of(tmp_path / "store") is None
    tmp_path.chmod(0o700)
    assert door_of(tmp_path / "store") is not None
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = door_of(tmp_path / "store")
    assert found is not None
    assert found.parent == tmp_path / f"mgi-desktop-{os.getuid()}"


def test_several_words_that_are_no_files_are_a_mistyped_command(store: Path) -> None:
    run = second(store, "lst", "something")
    assert run.returncode == 2
    assert "“lst” is no command" in run.stderr
