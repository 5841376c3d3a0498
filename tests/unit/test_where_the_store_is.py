"""Where a store may lie: read from what the systems say of their disks, and from what programs that copy leave."""

import json
import subprocess
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.opening import open_services
from mgi_desktop.store.where import (
    Mount,
    Volume,
    copied_by,
    copied_elsewhere,
    mounted,
    mounts,
    need_a_good_place,
    refusal,
    volume_of,
)

MOUNTINFO = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
61 27 0:45 / /home/ana/share rw,relatime shared:330 - nfs4 server:/export rw,vers=4.2
62 27 0:46 / /mnt/Ministry\040files rw,relatime - cifs //server/files rw,vers=3.1.1
63 27 8:17 / /media/ana/STICK rw,nosuid,nodev,relatime - vfat /dev/sdb1 rw
64 27 8:33 / /media/ana/CARD rw,nosuid - exfat /dev/sdc1 rw
65 27 0:50 / /home/ana/far rw,nosuid,nodev - fuse.sshfs ana@server:/home rw
66 61 8:2 / /home/ana/share/local rw,relatime - xfs /dev/sda2 rw
67 27 0:51 / /srv rw - tmpfs tmpfs rw
68 27 0:52 / /srv rw - nfs server:/srv rw
"""


def volume(path: str) -> Volume | None:
    return mounted(PurePosixPath(path), mounts(MOUNTINFO))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/.local/share/mgi-desktop", "ext4"),
        ("/home/ana/share/store", "nfs4"),
        ("/home/ana/shared", "ext4"),
        ("/home/ana/share/local/store", "xfs"),
        ("/mnt/Ministry files/store", "cifs"),
        ("/mnt/Ministry", "ext4"),
        ("/media/ana/STICK", "vfat"),
        ("/media/ana/CARD/a/b", "exfat"),
        ("/home/ana/far", "fuse.sshfs"),
        ("/srv/store", "nfs"),
    ],
)
def test_the_innermost_and_latest_mount_says_what_a_folder_lies_on(path: str, kind: str) -> None:
    assert volume(path) == Volume(kind)


def test_lines_that_say_nothing_are_passed_over() -> None:
    assert mounts("\nnonsense\n1 2 3 4 /x rw -\n") == []
    assert mounts("1 2 3 4 /x\\011y rw - ext4 a rw") == [Mount("/x\ty", "ext4")]
    assert mounted(PurePosixPath("/home"), []) is None


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "fuse.rclone"]
)
def test_a_network_share_is_refused(kind: str) -> None:
    refused = refusal(Volume(kind))
    assert refused is not None
    assert "network share" in str(refused)
    assert kind in str(refused)


def test_a_share_that_windows_or_a_mac_calls_remote_is_refused_whatever_it_is_formatted_with() -> None:
    refused = refusal(Volume("NTFS", remote=True))
    assert refused is not None
    assert "network share (NTFS)" in str(refused)


@pytest.mark.parametrize("kind", ["vfat", "fat", "FAT", "FAT32", "exFAT", "exfat", "msdos", "fuse.exfat"])
def test_a_stick_is_refused_for_the_store_and_allowed_for_packages(kind: str) -> None:
    refused = refusal(Volume(kind))
    assert refused is not None
    assert f"of the kind {kind}" in str(refused)
    assert "packages and backups may lie here" in str(refused)


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "zfs", "apfs", "hfs", "NTFS", "ReFS", "tmpfs", "overlay", "9p", "fuseblk"]
)
def test_the_disk_of_a_computer_is_fine(kind: str) -> None:
    assert refusal(Volume(kind)) is None


def test_what_no_system_says_anything_of_is_fine() -> None:
    assert refusal(None) is None


def test_this_disk_is_known_and_a_folder_need_not_be_there_yet(tmp_path: Path) -> None:
    known = volume_of(tmp_path)
    assert known is not None
    assert known.kind
    need_a_good_place(tmp_path / "not" / "yet")
    assert not (tmp_path / "not").exists()


def copier(path: PurePosixPath | PureWindowsPath, *marks: str, listed: dict[str, str] | None = None) -> str:
    return copied_by(path, lambda mark: str(mark) in marks, listed or {})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PureWindowsPath(r"C:\Users\Ana\OneDrive\store"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ana\OneDrive - Ministry of Labour\Documents\store"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ana\iCloudDrive\store"), "iCloud"),
        (PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/store"), "Google Drive"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/store"), "iCloud"),
        (PurePosixPath("/home/ana/Dropbox/srv"), "Dropbox"),
        (PurePosixPath("/home/ana/Dropbox (Personal)/srv"), "Dropbox"),
        (PurePosixPath("/home/ana/Nextcloud/srv"), "Nextcloud"),
        (PureWindowsPath(r"C:\Users\Ana\AppData\Local\mgi-desktop"), ""),
        (PurePosixPath("/Users/ana/Library/Application Support/mgi-desktop"), ""),
        (PurePosixPath("/home/ana/.local/share/mgi-desktop"), ""),
        (PurePosixPath("/home/ana/dropboxes"), ""),
    ],
)
def test_the_names_that_such_programs_give_their_folders(path: PurePosixPath | PureWindowsPath, name: str) -> None:
    assert copier(path) == name


def test_a_folder_of_another_name_is_known_by_its_marks_or_by_what_the_program_lists() -> None:
    store = PurePosixPath("/data/team/mgi/store")
    assert copier(store) == ""
    assert copier(store, "/data/team/.stfolder") == "Syncthing"
    assert copier(store, "/data/.nextcloudsync.log") == "Nextcloud"
    assert copier(store, "/data/team/mgi/store/elsewhere/.stfolder") == ""
    assert copier(store, listed={"/data/team": "Dropbox"}) == "Dropbox"
    assert copier(store, listed={"/data/tea": "Dropbox", "": "Dropbox"}) == ""
    documents = PureWindowsPath(r"D:\Documents\store")
    assert copier(documents, listed={"D:\\Documents": "OneDrive"}) == "OneDrive"


def test_what_programs_write_down_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, synced, other = tmp_path / "home", tmp_path / "synced", tmp_path / "other"
    for folder in (home / ".dropbox", home / ".config" / "Nextcloud", synced, other):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    assert copied_elsewhere(synced / "store") == ""

    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(synced), "host": 1}}))
    assert copied_elsewhere(synced / "store") == "Dropbox"
    assert copied_elsewhere(other / "store") == ""
    assert copied_elsewhere(home / "store") == ""  # the program's own settings there are no mark

    config = home / ".config" / "Nextcloud" / "nextcloud.cfg"
    config.write_text(f"[Accounts]\n0\\Folders\\1\\localPath={other}/\n", encoding="utf-8")
    assert copied_elsewhere(other / "store") == "Nextcloud"
    monkeypatch.setenv("OneDriveCommercial", str(home))
    assert copied_elsewhere(home / "store") == "OneDrive"


def test_a_link_into_such_a_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "Dropbox")
    assert copied_elsewhere(tmp_path / "store") == "Dropbox"


def test_a_store_on_a_real_stick_is_refused(tmp_path: Path) -> None:
    image, point = tmp_path / "stick.img", tmp_path / "stick"
    point.mkdir()
    image.write_bytes(bytes(2 * 1024**2))
    try:
        subprocess.run(["mkfs.vfat", str(image)], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(point)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a FAT image cannot be mounted here")
    try:
        with pytest.raises(Refused, match="of the kind vfat"):
            open_services(point / "store")
        assert not any(point.iterdir())
    finally:
        subprocess.run(["umount", str(point)], check=True)
