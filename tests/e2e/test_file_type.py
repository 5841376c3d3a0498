"""The program in the system's menu, and .mgi files as a type of their own: put there for one person, and taken away."""

import configparser
import os
import plistlib
import re
import shlex
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from mgi_desktop.i18n import INTERFACE_LANGUAGES
from mgi_desktop.paths import APPLICATION, descriptors
from mgi_desktop.services import launcher

ROOT = Path(__file__).parents[2] / "packaging"
PACKAGE = "application/vnd.mgi-desktop.package+zip"
PROTECTED = "application/vnd.mgi-desktop.protected-package"
NAMESPACE = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
PROGRAM = (sys.executable, "-m", "mgi_desktop")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of this person would be."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LANGUAGE", "en")
    return tmp_path / "data"


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PROGRAM, *words], capture_output=True, encoding="utf-8", timeout=60, check=False)


def entry(path: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None, strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, encoding="utf-8")
    assert read.sections() == ["Desktop Entry"]
    return read["Desktop Entry"]


def package(path: Path) -> Path:
    """A file that begins as a package does."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", PACKAGE, zipfile.ZIP_STORED)
        archive.writestr("manifest.json", "{}", zipfile.ZIP_DEFLATED)
    return path


def test_it_is_put_there_and_taken_away_with_nothing_else_touched(home: Path) -> None:
    other = home / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n", encoding="utf-8")
    for _again in range(2):
        done = run("desktop", "--install")
        assert (done.returncode, done.stderr) == (0, "")
        assert "opens .mgi files" in done.stdout
    assert (home / "applications" / f"{APPLICATION}.desktop").is_file()
    assert (home / "mime" / "packages" / f"{APPLICATION}.xml").is_file()
    icons = home / "icons" / "hicolor"
    for kind, name in (("apps", APPLICATION), ("mimetypes", PACKAGE.replace("/", "-")),
                       ("mimetypes", PROTECTED.replace("/", "-"))):  # fmt: skip
        assert (icons / "scalable" / kind / f"{name}.svg").is_file()
        assert (icons / "48x48" / kind / f"{name}.png").is_file()

    done = run("--json", "desktop", "--remove")
    assert (done.returncode, done.stdout.split()) == (0, ["{", '"installed":', "false", "}"])
    left = {path.name for path in home.rglob("*") if path.is_file() and APPLICATION in str(path)}
    assert left == set()
    assert not [path for path in home.rglob("*mgi-desktop*") if path.is_file()]
    assert other.exists()
    assert run("desktop", "--remove").returncode == 0
    assert run("desktop").returncode == 2


def test_the_command_in_the_menu_starts_the_program_that_put_it_there(home: Path) -> None:
    assert run("desktop", "--install").returncode == 0
    command = shlex.split(entry(home / "applications" / f"{APPLICATION}.desktop")["Exec"].replace("\\\\", "\\"))
    assert command[-1] == "%F"
    done = subprocess.run([*command[:-1], "--version"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("mgi-desktop ")


def test_a_path_with_every_sign_that_means_something_is_quoted(home: Path) -> None:
    program = ['/home/ana/my $programs/100% "new"/`mgi`\\desktop', "--data", "/data"]
    launcher.install(program)
    line = entry(home / "applications" / f"{APPLICATION}.desktop")["Exec"]
    once = line.replace("\\\\", "\\").replace("%%", "%")  # what the text says; its quotes are those of a shell
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {once}"], capture_output=True, encoding="utf-8", check=True)
    assert words.stdout.splitlines() == [*program, "%F"]
    launcher.remove()


def test_a_folder_that_takes_no_file_is_refused_in_one_sentence(home: Path) -> None:
    home.write_text("a file where the folder would be", encoding="utf-8")
    done = run("desktop", "--install")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "The file could not be written" in done.stderr


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="the shared MIME information is not here")
@pytest.mark.skipif(shutil.which("gio") is None, reason="nothing here says the type of a file")
def test_the_system_knows_a_package_by_its_name_and_by_its_content(home: Path, tmp_path: Path) -> None:
    assert run("desktop", "--install").returncode == 0

    def kind(path: Path) -> str:
        asked = ["gio", "info", "-a", "standard::content-type", str(path)]
        said = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout
        return said.rpartition("standard::content-type: ")[2].strip()

    assert kind(package(tmp_path / "la-palma.mgi")) == PACKAGE
    assert kind(package(tmp_path / "renamed")) == PACKAGE
    assert kind(package(tmp_path / "renamed.bin")) == PACKAGE
    (tmp_path / "la-palma.mgi.age").write_bytes(b"age-encryption.org/v1\n-> scrypt\n")
    assert kind(tmp_path / "la-palma.mgi.age") == PROTECTED
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("other", PACKAGE)
    assert kind(tmp_path / "other.zip") == "application/zip"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_desktop_entry_is_valid() -> None:
    subprocess.run(["desktop-file-validate", str(ROOT / "linux" / f"{APPLICATION}.desktop")], check=True)


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not here")
def test_the_metainfo_is_valid() -> None:
    path = ROOT / "linux" / f"{APPLICATION}.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", str(path)], check=True, capture_output=True)


def test_the_desktop_entry_says_it_in_every_language_of_the_interface() -> None:
    found = entry(ROOT / "linux" / f"{APPLICATION}.desktop")
    assert found["Type"] == "Application"
    assert found["Exec"] == "mgi-desktop %F"
    assert found["Icon"] == found["StartupWMClass"] == APPLICATION
    assert set(found["MimeType"].split(";")) == {PACKAGE, PROTECTED, ""}
    for name in ("GenericName", "Comment", "Keywords"):
        said = [found[name], *(found[f"{name}[{tag}]"] for tag in INTERFACE_LANGUAGES if tag != "en")]
        assert len(set(said)) == len(INTERFACE_LANGUAGES)


def test_the_types_are_described_in_every_language_of_the_interface() -> None:
    root = ET.parse(ROOT / "linux" / f"{APPLICATION}.xml").getroot()
    types = {one.get("type"): one for one in root.findall("m:mime-type", NAMESPACE)}
    assert set(types) == {PACKAGE, PROTECTED}
    for one in types.values():
        tags = {c.get("{http://www.w3.org/XML/1998/namespace}lang", "en") for c in one.findall("m:comment", NAMESPACE)}
        assert tags == set(INTERFACE_LANGUAGES)
        assert one.find("m:icon", NAMESPACE).get("name") == one.get("type").replace("/", "-")  # type: ignore[union-attr]
    assert [glob.get("pattern") for glob in root.iter(f"{{{NAMESPACE['m']}}}glob")] == ["*.mgi", "*.mgi.age"]


def test_metainfo_names_the_same_program_and_types() -> None:
    root = ET.parse(ROOT / "linux" / f"{APPLICATION}.metainfo.xml").getroot()
    assert root.findtext("id") == APPLICATION
    assert root.findtext("launchable") == f"{APPLICATION}.desktop"
    assert [one.text for one in root.iter("mediatype")] == [PACKAGE, PROTECTED]


def test_the_window_says_by_which_launcher_it_was_started() -> None:
    code = "from mgi_desktop.app import make_application as make; print(make().desktopFileName())"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=environment, check=True
    )
    assert said.stdout.strip() == APPLICATION


def test_what_the_registry_is_told_is_what_an_installer_would_say() -> None:
    text = (ROOT / "windows" / "mgi-desktop.reg.in").read_text(encoding="utf-8")
    text = text.replace("@PROGRAM@", r"C:\\Programs\\mgi-desktop.exe").replace("@ICONS@", r"C:\\Icons")
    keys: dict[str, dict[str, str]] = {}
    for line in text.splitlines()[1:]:
        if line.startswith("["):
            assert line.startswith("[HKEY_CURRENT_USER\\Software\\Classes\\")  # no administrator is needed
            found = keys.setdefault(line[1:-1].removeprefix("HKEY_CURRENT_USER\\"), {})
        elif line and not line.startswith(";"):
            name, value = re.fullmatch(r'(@|"[^"]*")="(.*)"', line).groups()  # type: ignore[union-attr]
            found[name.strip('"@')] = re.sub(r"\\(.)", r"\1", value)
    assert launcher.registry([r"C:\Programs\mgi-desktop.exe"], Path(r"C:\Icons")) == keys


def test_the_app_of_a_mac_owns_its_type_and_has_its_icons() -> None:
    info = plistlib.loads((ROOT / "macos" / "Info.plist").read_bytes())
    (exported,) = info["UTExportedTypeDeclarations"]
    own, protected = info["CFBundleDocumentTypes"]
    assert own["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert own["LSHandlerRank"] == "Owner"
    assert protected["LSHandlerRank"] == "Alternate"  # files of age are other programs' too
    assert exported["UTTypeTagSpecification"] == {"public.filename-extension": ["mgi"], "public.mime-type": [PACKAGE]}
    for name in (info["CFBundleIconFile"], own["CFBundleTypeIconFile"], protected["CFBundleTypeIconFile"]):
        data = (ROOT / "macos" / name).read_bytes()
        assert (data[:4], struct.unpack(">I", data[4:8])[0]) == (b"icns", len(data))


def test_every_icon_is_whole_and_as_large_as_its_folder_says() -> None:
    pictures = sorted((ROOT / "linux" / "icons").rglob("*.png"))
    assert len(pictures) == 3 * 8
    for path in pictures:
        size = int(path.parts[-3].partition("x")[0])
        image = QImage(str(path))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
    for path in (ROOT / "windows").glob("*.ico"):
        data = path.read_bytes()
        assert struct.unpack("<HHH", data[:6]) == (0, 1, 6)
        for place in range(6):
            length, begin = struct.unpack("<II", data[6 + 16 * place + 8 : 6 + 16 * place + 16])
            assert not QImage.fromData(data[begin : begin + length]).isNull()
    assert descriptors("linux").is_dir()
