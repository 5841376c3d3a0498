"""`backup` and `restore` on the command line."""

import json
import subprocess
import sys

from mgi_desktop.services.opening import open_services


def run(data, *arguments):
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(data), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_backup_goes_to_another_laptop(tmp_path):
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.close()
    file = tmp_path / "mine.sqlite3"
    assert run(tmp_path / "a", "backup", "-o", file).returncode == 0
    done = run(tmp_path / "b", "restore", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [one["id"] for one in json.loads(done.stdout)["taken"]] == [assessment]
    again = run(tmp_path / "b", "restore", file)
    assert (again.returncode, again.stdout) == (0, "Everything in this backup is here already.\n")
    kept = run(tmp_path / "a", "backup").stdout.strip()
    assert run(tmp_path / "c", "restore", kept).returncode == 0


def test_what_is_no_backup_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "wrong.sqlite3"
    file.write_bytes(b"nothing")
    done = run(tmp_path / "a", "restore", file)
    assert done.returncode == 1
    assert done.stderr.startswith("mgi-desktop: wrong.sqlite3: ")
    assert "Traceback" not in done.stderr
    assert run(tmp_path / "a", "restore", tmp_path / "none").returncode == 1


def test_of_a_damaged_backup_what_is_proven_is_taken_where_one_says_so(tmp_path):
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.close()
    file = tmp_path / "mine.sqlite3"
    assert run(tmp_path / "a", "backup", "-o", file).returncode == 0
    data = file.read_bytes()
    middle = data.index(b'"key":"L5.1.1","kind":"answer"') // 4096 * 4096
    file.write_bytes(data[:middle] + b"\xa5" * 4096 + data[middle + 4096 :])
    done = run(tmp_path / "b", "restore", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert "“mgi-desktop restore --proven”" in done.stderr
    done = run(tmp_path / "b", "restore", "--proven", file, "--json")
    assert done.returncode == 0
    assert "cannot be proven any more" in done.stderr
    found = json.loads(done.stdout)
    assert ([one["id"] for one in found["taken"]], found["refused"]) == ([assessment], [])
    assert found["taken"][0]["edits"] > 900
