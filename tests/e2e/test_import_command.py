"""`mgi-desktop import` takes packages: a line for each assessment, who sent it, and clear refusals."""

import json
import subprocess
import sys

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.services.opening import open_services
from tests import packages


def run(data, *arguments):
    command = [sys.executable, "-m", "mgi_desktop", "--data", str(data), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_package_goes_from_one_laptop_to_another_and_again(tmp_path):
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.close()
    file = tmp_path / "la-palma.mgi"
    assert run(tmp_path / "a", "export", assessment[:8], "-o", file).returncode == 0
    done = run(tmp_path / "b", "import", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    taken = json.loads(done.stdout)["taken"]
    assert [(one["id"], one["sender"]) for one in taken] == [(assessment, "unknown")]
    assert taken[0]["edits"] > 500
    again = json.loads(run(tmp_path / "b", "import", file, "--json").stdout)
    assert [one["edits"] for one in again["taken"]] == [0]
    assert "La Palma" in run(tmp_path / "b", "list").stdout


def test_a_damaged_package_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "wrong.mgi"
    file.write_bytes(b"PK nothing of it")
    done = run(tmp_path / "b", "import", file)
    assert done.returncode == 1
    assert "wrong.mgi" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_package_with_nothing_in_it_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "empty.mgi"
    parts = {name: data for name, data in packages.contents().items() if name in ("mimetype", "README.html")}
    file.write_bytes(packages.zipped(packages.sealed(parts, lambda listed: listed.update(assessments=[]))))
    done = run(tmp_path / "b", "import", file)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "empty.mgi" in done.stderr


def test_a_protected_package_needs_its_passphrase(tmp_path):
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.close()
    secret, other = tmp_path / "secret.txt", tmp_path / "other.txt"
    secret.write_text("correct horse\n")
    other.write_text("battery\n")
    file = tmp_path / "la-palma.mgi.age"
    made = run(tmp_path / "a", "export", assessment, "-o", file, "--passphrase-file", secret)
    assert made.returncode == 0, made.stderr
    assert run(tmp_path / "b", "import", file, "--passphrase-file", other).returncode == 1
    assert run(tmp_path / "b", "import", file, "--passphrase-file", secret).returncode == 0


def test_what_goes_for_good_with_an_import_is_said(tmp_path):
    text = FieldRef("answer", "L1.1.1", "justification")
    file, erased, backup = (tmp_path / name for name in ("a.mgi", "b.mgi", "c.sqlite3"))
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.journal.typed(assessment, text, "Rosa Flores")
    services.close()
    for own in ("a", "b", "c"):
        done = run(tmp_path / own, *(["export", assessment, "-o", file] if own == "a" else ["import", file]))
        assert (done.returncode, "erased" in done.stdout) == (0, False), done.stderr
    services = open_services(tmp_path / "a")
    heads = services.library.open(assessment).held(text).heads
    services.erasing.erase(assessment, [head.id for head in heads], "a name")
    services.close()
    assert run(tmp_path / "a", "export", assessment, "-o", erased).returncode == 0
    assert run(tmp_path / "a", "backup", "-o", backup).returncode == 0
    refused = run(tmp_path / "b", "import", erased)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    for told in ("1 value", "La Palma", "--erase"):
        assert told in refused.stderr
    assert json.loads(run(tmp_path / "b", "import", erased, "--json").stdout)["taken"] == []
    services = open_services(tmp_path / "b")
    assert services.library.open(assessment).held(text).value == "Rosa Flores"
    services.close()
    assert "1 value was erased for good" in run(tmp_path / "b", "import", erased, "--erase").stdout
    assert run(tmp_path / "b", "import", erased).returncode == 0, "there is nothing left that it would erase"
    [taken] = json.loads(run(tmp_path / "c", "restore", backup, "--json").stdout)["taken"]
    assert taken["erased"] == 1


def test_what_comes_to_an_assessment_in_the_trash_says_so(tmp_path):
    services = open_services(tmp_path / "a")
    assessment = services.exchanging.sample().assessment
    services.close()
    file = tmp_path / "la-palma.mgi"
    assert run(tmp_path / "a", "export", assessment, "-o", file).returncode == 0
    services = open_services(tmp_path / "a")
    services.trash.move(assessment)
    services.close()
    done = run(tmp_path / "a", "import", file)
    assert done.returncode == 0
    assert "“La Palma” is in the trash of the library, and stays there." in done.stderr
    taken = json.loads(run(tmp_path / "a", "import", file, "--json").stdout)["taken"]
    assert [one["trashed"] for one in taken] == [True]
