"""A disk that can be full."""

import subprocess

import pytest


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four MiB, where the rights to make one are given."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("no file system can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
