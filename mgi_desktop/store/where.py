"""Where the store lies: on a disk that keeps what it was given, or in a place that could lose or double it.

On a network share, or on a disk as sticks have it, SQLite's locks and syncs do not hold: refused. A folder that another
program copies elsewhere is warned of: the store works there until that program replaces its file by an older one.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|smb3|afs|afpfs|ncpfs|ceph|lustre|gpfs|glusterfs|davfs2?|webdav|sshfs|ftpfs|"
    r"fuse\.(sshfs|glusterfs|davfs2?|rclone|s3fs|gvfsd-fuse|cephfs|curlftpfs|smbnetfs|google-drive-ocamlfuse|onedriver)"
)
_PLAIN = re.compile(r"v?fat|fat\d+|msdos|exfat|fuse(blk)?\.exfat(-fuse)?")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOTE, _LOCAL_MAC = 4, 0x1000


class Volume(NamedTuple):
    """What a folder lies on: the kind of its file system as the system calls it, and whether it is over a network."""

    kind: str
    remote: bool = False


class Mount(NamedTuple):
    """Where Linux has put which file system."""

    point: str
    kind: str


def refusal(volume: Volume | None) -> Refused | None:
    """Why a store cannot be on such a volume; None where it can be, or where nothing is known of it."""
    kind = volume.kind.lower() if volume else ""
    if volume and (volume.remote or _NETWORK.fullmatch(kind)):
        return Refused(
            N_(
                "This folder lies on a network share ({kind}). There, what was saved may be lost, and two people would "
                "write into one file. Choose a folder on a disk of this computer; to work together, send each other "
                "packages."
            ),
            kind=volume.kind,
        )
    if _PLAIN.fullmatch(kind):
        return Refused(
            N_(
                "This folder lies on a disk of the kind {kind}, as sticks and cards have it. There, what was saved may "
                "be lost when the power fails, and nothing is private. Choose a folder on the disk of this computer; "
                "packages and backups may lie here."
            ),
            kind=volume.kind if volume else "",
        )
    return None


def need_a_good_place(folder: Path) -> None:
    """Refuse a folder in which what was saved could be lost; the folder need not be there yet."""
    refused = refusal(volume_of(nearest(folder)))
    if refused is not None:
        raise Refused(refused.message, where=str(folder), **refused.fields)


def nearest(folder: Path) -> Path:
    """The folder as it really lies, links followed; of one that is not there yet, the first that is above it."""
    real = Path(os.path.realpath(folder))
    while not os.path.lexists(real) and real != real.parent:  # what the disk does not say is said when it is used
        real = real.parent
    return real


# Which volume a folder lies on


def mounts(text: str) -> list[Mount]:
    """Read what Linux says in /proc/self/mountinfo, in its order."""
    found = []
    for line in text.splitlines():
        before, _dash, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) > 4 and kind:
            point = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4])
            found.append(Mount(point, kind))
    return found


def mounted(folder: PurePath, found: list[Mount]) -> Volume | None:
    """The volume of a folder: that of the innermost place above it, and where two are there, of the later one."""
    above = [mount for mount in found if folder.is_relative_to(mount.point)]
    innermost = max(above, key=lambda mount: len(PurePath(mount.point).parts), default=None)
    if innermost is None:
        return None
    last = next(mount for mount in reversed(above) if mount.point == innermost.point)
    return Volume(last.kind)


def volume_of(folder: Path) -> Volume | None:
    """The volume of a folder that is there; None where the system does not say."""
    try:
        if sys.platform == "win32":
            return _volume_on_windows(folder)
        if sys.platform == "darwin":
            return _volume_on_mac(folder)
        return mounted(
            folder, mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
        )
    except (OSError, AttributeError, ValueError):  # nothing can be said of it, and so nothing against it
        return None


if sys.platform == "win32":

    def _volume_on_windows(folder: Path) -> Volume | None:
        import ctypes

        windows = ctypes.windll.kernel32
        root = ctypes.create_unicode_buffer(1024)
        if not windows.GetVolumePathNameW(str(folder), root, len(root)):
            return Volume("UNC", remote=True) if str(folder).startswith("\\\\") else None
        kind = ctypes.create_unicode_buffer(64)
        windows.GetVolumeInformationW(root, None, 0, None, None, None, kind, len(kind))
        return Volume(kind.value, windows.GetDriveTypeW(root) == _REMOTE)


if sys.platform == "darwin":

    def _volume_on_mac(folder: Path) -> Volume | None:
        import ctypes

        # struct statfs of <sys/mount.h>, with 64-bit inodes
        found = ctypes.create_string_buffer(4096)
        if ctypes.CDLL(None, use_errno=True)["statfs"](os.fsencode(folder), found):
            return None
        flags = int.from_bytes(found.raw[64:68], sys.byteorder)
        kind = found.raw[72:88].partition(b"\0")[0].decode(errors="replace")
        return Volume(kind, not flags & _LOCAL_MAC)


# Folders that another program copies elsewhere

_BY_NAME = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
}
_SUFFIXED = re.compile(r" - |-| \(")
_BY_MARK = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
_BY_VARIABLE = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
_LISTS = (
    ("Dropbox", "~/.dropbox/info.json"),
    ("Dropbox", "$LOCALAPPDATA/Dropbox/info.json"),
    ("Dropbox", "$APPDATA/Dropbox/info.json"),
    ("Nextcloud", "~/.config/Nextcloud/nextcloud.cfg"),
    ("Nextcloud", "$APPDATA/Nextcloud/nextcloud.cfg"),
    ("Nextcloud", "~/Library/Preferences/Nextcloud/nextcloud.cfg"),
)
"""Where such programs write down which folders they copy."""
_LISTED = re.compile(r'"path"\s*:\s*"((?:[^"\\]|\\.)*)"|localPath=(.*)')


def copied_by(folder: PurePath, is_there: Callable[[PurePath], bool], listed: Mapping[str, str]) -> str:
    """The name of the program that copies a folder elsewhere, such as “Dropbox”; empty where none does.

    `is_there` is asked for the marks that such programs leave; `listed` are the folders, by path, that they name.
    """
    above = [folder, *folder.parents]
    for one in above:
        name = one.name.lower()
        known = _BY_NAME.get(name) or _BY_NAME.get(_SUFFIXED.split(name)[0])  # “OneDrive - Ministry”
        if known:
            return known
        for path, program in listed.items():
            if path and one == type(one)(path):
                return program
        for mark, program in _BY_MARK.items():
            if is_there(one / mark):
                return program
    return ""


def copied_elsewhere(folder: Path) -> str:
    """The name of the program that copies the folder of a store elsewhere; empty where none does that we know."""
    return copied_by(nearest(folder), _is_there, _listed())


def is_off(place: Path, store: Path) -> bool:
    """Whether what lies in a place would be left if the laptop with the store were not; False where nobody can say."""
    try:
        return place.stat().st_dev != store.stat().st_dev or bool(copied_elsewhere(place))
    except OSError:  # it was taken out just now
        return False


def warning(folder: Path) -> Refused | None:
    """What to do where another program copies the folder of a store elsewhere; None where none does that we know."""
    program = copied_elsewhere(folder)
    if not program:
        return None
    return Refused(
        N_(
            "{program} copies the folder in which everything is kept. It may put an older file in place of the one "
            "that is worked in. Close mgi-desktop, move its folder to where nothing copies it, and start it with "
            "--data and the new place. Packages and backups may lie here."
        ),
        program=program,
    )


def _is_there(path: PurePath) -> bool:
    try:
        # `.dropbox` is the folder of Dropbox's own settings right in one's home, and a file in what it copies.
        return Path(path).is_file() if path.name == ".dropbox" else Path(path).exists()
    except OSError:
        return False


def _listed() -> dict[str, str]:
    found = {os.environ[name]: program for name, program in _BY_VARIABLE.items() if os.environ.get(name)}
    for program, place in _LISTS:
        try:
            text = Path(os.path.expandvars(place)).expanduser().read_text(encoding="utf-8", errors="replace")
        except (OSError, RuntimeError):
            continue
        for quoted, plain in _LISTED.findall(text):
            path = quoted.replace("\\\\", "\\") if quoted else plain.strip()
            found[path.rstrip("/\\") or path] = program
    return {os.path.realpath(path): program for path, program in found.items()}
