"""The program in the system's menu, and its files opened by it: for this person alone, without an administrator.

On Linux after the specifications of freedesktop.org (desktop entries, shared MIME information, icon themes); on Windows
in this person's part of the registry. On macOS the app says it itself.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.files import write_whole
from mgi_desktop.paths import APPLICATION, descriptors

_TOOLS = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))
"""What makes the system read the new files, and of which folder; where it is missing, the next log-in does."""
_SECONDS = 60
_QUOTED = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "`": "\\\\`", "$": "\\\\$", "%": "%%"})

Registry = Mapping[str, Mapping[str, str]]
"""Values by name (empty for the one that a key has of itself), by key below HKEY_CURRENT_USER."""


def can_be_installed() -> bool:
    """Whether this system lets a program be put into its menu this way."""
    return sys.platform != "darwin"


def is_installed() -> bool:
    """Whether the program is in the menu of this person."""
    if sys.platform == "win32":
        return any(_windows_keys())
    return (_data_home() / "applications" / f"{APPLICATION}.desktop").exists()


def install(program: Sequence[str] = ()) -> None:
    """Put the program into the system's menu and have it open its files; `program` is how it is started."""
    command = list(program) or _this_program()
    if sys.platform == "win32":
        _write_registry(registry(command, descriptors("windows")))
        return
    for target, data in _files(command):
        with suppress(OSError):  # then the writing says why not
            target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, data)
    _tell_the_system()


def remove() -> None:
    """Take away what `install` has put there, and nothing else."""
    if sys.platform == "win32":
        _remove_registry()
        return
    _need_linux()
    for target, _data in _files(["mgi-desktop"]):
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise Refused(
                N_("This could not be removed: {reason}."), where=str(target), reason=error.strerror
            ) from error
    _tell_the_system()


# Linux


def _need_linux() -> None:
    if not can_be_installed():
        raise Refused(N_("On a Mac the app itself does this. Put it into the folder of applications."))


def _data_home() -> Path:
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"


def _files(command: Sequence[str]) -> Iterator[tuple[Path, bytes]]:
    """Where each file goes, and what stands in it."""
    _need_linux()
    home, source = _data_home(), descriptors("linux")
    entry = (source / f"{APPLICATION}.desktop").read_text(encoding="utf-8")
    entry = entry.replace("Exec=mgi-desktop %F", f"Exec={' '.join(map(quoted, command))} %F")
    yield home / "applications" / f"{APPLICATION}.desktop", entry.encode()
    yield home / "mime" / "packages" / f"{APPLICATION}.xml", (source / f"{APPLICATION}.xml").read_bytes()
    for icon in sorted((source / "icons").rglob("*.*")):
        yield home / "icons" / "hicolor" / icon.relative_to(source / "icons"), icon.read_bytes()


def quoted(word: str) -> str:
    """A word of a command as a desktop entry takes it: quoted, then escaped once more as every text there."""
    return f'"{word.translate(_QUOTED)}"'


def _tell_the_system() -> None:
    for tool, folder in _TOOLS:
        found = shutil.which(tool)
        if found is not None and (_data_home() / folder).is_dir():
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run([found, str(_data_home() / folder)], capture_output=True, timeout=_SECONDS, check=False)


def _this_program() -> list[str]:
    """How the program that runs is started again: a frozen one, the command beside its Python, or by that Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    beside = Path(sys.executable).with_name("mgi-desktop.exe" if sys.platform == "win32" else "mgi-desktop")
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "mgi_desktop"]


# Windows


def registry(command: Sequence[str], icons: Path) -> Registry:
    """What the registry is told; `packaging/windows/mgi-desktop.reg.in` says the same for an installer."""
    run = " ".join(f'"{word}"' for word in [*command, "%1"])
    found: dict[str, dict[str, str]] = {
        ".mgi": {"": "mgi-desktop.package", "Content Type": "application/vnd.mgi-desktop.package+zip"},
        r".age\OpenWithProgids": {"mgi-desktop.protected-package": ""},
    }
    for name, words in (("package", "MGI assessment"), ("protected-package", "protected MGI assessment")):
        found[f"mgi-desktop.{name}"] = {"": words}
        found[rf"mgi-desktop.{name}\DefaultIcon"] = {"": rf"{icons}\{name}.ico"}
        found[rf"mgi-desktop.{name}\shell\open\command"] = {"": run}
    return {rf"Software\Classes\{key}": values for key, values in found.items()}


_OWN_KEYS = tuple(
    rf"Software\Classes\mgi-desktop.{name}{below}"
    for name in ("package", "protected-package")
    for below in (r"\shell\open\command", r"\shell\open", r"\shell", r"\DefaultIcon", "")
)
"""The keys that are ours alone, those within others first."""


if sys.platform == "win32":
    import winreg

    def _write_registry(values: Registry) -> None:
        for key, named in values.items():
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as made:
                for name, value in named.items():
                    winreg.SetValueEx(made, name, 0, winreg.REG_SZ, value)
        _tell_windows()

    def _remove_registry() -> None:
        for key in _windows_keys():
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Classes\.mgi") as kept:
            own = winreg.QueryValueEx(kept, "")[0] == "mgi-desktop.package"
            if own:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, r"Software\Classes\.mgi")
        place = r"Software\Classes\.age\OpenWithProgids"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, place, 0, winreg.KEY_SET_VALUE) as offered:
            winreg.DeleteValue(offered, "mgi-desktop.protected-package")
        _tell_windows()

    def _windows_keys() -> Iterator[str]:
        for key in _OWN_KEYS:
            with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key):
                yield key

    def _tell_windows() -> None:
        import ctypes

        ctypes.windll.shell32.SHChangeNotify(0x08000000, 0, None, None)  # SHCNE_ASSOCCHANGED
