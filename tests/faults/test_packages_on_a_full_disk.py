"""Packages where the disk ends at any byte: refused, nothing half-written, what was there before stays."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")

_WRITING = """
import json, resource, signal, sys
from pathlib import Path
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package
from tests.packages import ME, PEM, outgoing

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, way, private = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
ways = {"open": None, "passphrase": package.Protection("geheim"), "people": package.Protection(people=(ME,))}
sent, secrets = outgoing(), package.Secrets("geheim", PEM)
(path,) = package.write(private / "whole.mgi", sent, PEM, protected=ways[way])
size, told = path.stat().st_size, []


def tried(deed, limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        deed()
        return "done"
    except Refused as refused:
        return "refused"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


target = folder / path.name
step = size // 12
for limit in [*range(0, size * 9 // 10, step), size * 4]:  # a file for people is now longer, now shorter
    target.write_bytes(b"before")
    said = tried(lambda: package.write(folder / "whole.mgi", sent, PEM, protected=ways[way]), limit)
    kept = target.read_bytes() == b"before"
    told.append((limit < size, said, kept, sorted(one.name for one in folder.iterdir())))
(private / "copies").mkdir()
reading = []
for limit in [*range(0, size, step), size - 1, size * 4]:
    said = tried(lambda: package.read(path, private / "copies", secrets), limit)
    reading.append((limit < size, said, len(list((private / "copies").iterdir()))))
    [one.unlink() for one in (private / "copies").iterdir()]
print(json.dumps([path.name, told, reading]))
"""


@pytest.mark.parametrize("way", ["open", "passphrase", "people"])
def test_wherever_the_disk_ends(tmp_path, way):
    (tmp_path / "folder").mkdir()
    (tmp_path / "private").mkdir()
    words = [sys.executable, "-c", _WRITING, tmp_path / "folder", way, tmp_path / "private"]
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    name, written, read = json.loads(done.stdout)
    for short, said, kept, left in written:
        assert (said, kept) == (("refused", True) if short else ("done", False))
        assert left == [name]
    for short, said, left in read:
        assert (said, left) == (("refused", 0) if short else ("done", 1))
