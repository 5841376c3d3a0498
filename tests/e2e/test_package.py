"""The wheel holds everything: installed alone, the program does what an installed copy must be able to do."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an installer would lay it out."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def test_resources_and_compiled_words_are_in_it(unpacked: Path) -> None:
    package = unpacked / "mgi_desktop"
    for name in ("instruments/mgi-local.json", "fonts/NotoSans-Regular.ttf", "icons/app.svg", "look/tokens.json",
                 "export/profile.typ", "schemas/document.json", "sample/la-palma.json", "countries.json",
                 "desktop/linux/org.mgidesktop.MgiDesktop.desktop", "desktop/windows/package.ico"):  # fmt: skip
        assert (package / "resources" / name).is_file()
    for language in ("fr", "es"):
        assert (package / "translations" / language / "LC_MESSAGES" / "mgi_desktop.mo").is_file()
    for language in ("fr", "es", "ar", "pt", "ru", "zh"):
        assert (package / "translations" / language / "LC_MESSAGES" / "profile.mo").is_file()
    (metadata,) = unpacked.glob("*.dist-info")
    assert "mgi-desktop = mgi_desktop.__main__:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")
    assert {path.name for path in (metadata / "licenses").iterdir()} == {"LICENSE", "THIRD_PARTY.md"}


def test_it_runs_away_from_its_source(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1", "MGI_DATA_DIR": str(tmp_path)}
    source = """
import sys, mgi_desktop.cli
print(mgi_desktop.__file__)
sys.exit(mgi_desktop.cli.run(["self-test"]))
"""
    run = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(str(unpacked))
