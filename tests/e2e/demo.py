"""Does the whole job through the real window, without a screen: `python -m tests.e2e.demo FOLDER`.

From an empty store: a new assessment, the answers, sources and findings of the sample by keys and clicks, what follows
in the months after, the exports, and a new round; then a whole team that works by file. Leaves the files and pictures
of every page in the folder.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mgi_desktop.paths import resources
from tests.e2e import months
from tests.e2e.assessing import answer_all, begin, write_findings
from tests.e2e.hands import CTRL, Chosen, Hands, Key, wait
from tests.e2e.pictures import Taking
from tests.e2e.program import Program
from tests.e2e.team import Team

Json = dict[str, Any]
KINDS = ("pdf", "html", "svg", "json")


def export_all(hands: Hands, folder: Path, name: str = "la-palma", kinds: Sequence[str] = KINDS) -> None:
    """Export every kind of file from the profile page."""
    from mgi_desktop.ui.profile.page import ProfilePage

    hands.press(Key.Key_E, CTRL)
    page = hands.window.page()
    assert isinstance(page, ProfilePage)
    for suffix in kinds:
        path = folder / f"{name}.{suffix}"
        with Chosen(path):
            hands.click(page.export.kinds.choices[suffix].radio)
            hands.click(page.export.making.main)
        assert wait(lambda path=path: path.exists() and not page.export.making.busy), f"no {path.name}"


def do(folder: Path, store: Path) -> Program:
    """Do the main job: from the empty store to the files in the folder; return the program, still open."""
    wanted: Json = json.loads((resources() / "sample" / "la-palma.json").read_text(encoding="utf-8"))
    program = Program(store)
    hands = Hands(program.window)
    begin(hands, wanted, "Coordinación")
    answer_all(hands, wanted)
    write_findings(hands, wanted)
    months.attach(hands, folder)
    months.comment(hands)
    months.introduce(hands)
    months.to_draft(hands)
    export_all(hands, folder)
    return program


def begin_again(program: Program, folder: Path) -> tuple[str, str]:
    """Begin the second round, look for something in it and export it; return both rounds."""
    hands, first = Hands(program.window), str(program.window.desk.id)
    months.begin_round(hands, 2026)
    second = str(program.window.desk.id)
    months.search(hands, months.QUESTION)
    assert program.window.desk.id == first, "the question was asked in the first round"
    program.window.open(second)
    export_all(hands, folder, "la-palma-2", ("html",))
    return first, second


def main(folder: Path) -> int:
    """Do the job and leave everything in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_file():
            old.unlink()
    store = Path(tempfile.mkdtemp(prefix="mgi-desktop-demo-"))
    try:
        program = do(folder, store)
        taking = Taking(program, *begin_again(program, folder))
        taking.prepare()
        for path in taking.take_all(folder):
            print(path)
        program.close()
        Team(folder, store / "team").work()
    finally:
        shutil.rmtree(store, ignore_errors=True)
    for path in sorted([*folder.glob("la-palma*"), *folder.glob("team-*")]):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo")))
