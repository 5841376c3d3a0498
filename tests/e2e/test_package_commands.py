"""Packages on the command line: joined and looked at, with what is printed and the exit code."""

import json
import tempfile

import pytest

from mgi_desktop import cli, i18n
from mgi_desktop.exchange import package
from mgi_desktop.services import passing
from mgi_desktop.services.opening import open_services
from tests.packages import PEM, A, good, outgoing


@pytest.fixture(autouse=True)
def _in_english(monkeypatch, tmp_path):
    before = i18n.language()
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("MGI_DATA_DIR", str(tmp_path / "store"))
    yield
    i18n.set_language(before)


@pytest.fixture
def run(capsys):
    """Runs a command in this process; gives exit code, standard output, standard error."""

    def run_one(*words):
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as stopped:
            code = stopped.code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return run_one


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "a.mgi"
    path.write_bytes(good())
    return path


@pytest.fixture
def protected(tmp_path):
    (path,) = package.write(tmp_path / "b.mgi", outgoing(), PEM, protected=package.Protection("geheim"))
    (tmp_path / "passphrase.txt").write_text("geheim\n", encoding="utf-8")
    return path


def test_merge_joins(run, sound, tmp_path):
    code, out, err = run("merge", sound, sound, "-o", tmp_path / "joined.mgi")
    assert (code, out, err) == (0, f"{tmp_path / 'joined.mgi'}: {len(outgoing().edits)} edits\n", "")
    assert run("check", tmp_path / "joined.mgi")[0] == 0
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["identity.pem"]


def test_nothing_of_a_protected_file_lies_outside_the_store_on_the_way(run, protected, tmp_path, monkeypatch):
    """A process that is killed leaves what it holds, and only the folder of the store is looked through."""
    secret = ("--passphrase-file", tmp_path / "passphrase.txt")
    open_services(tmp_path / "store").close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not here"))
    for words in (
        ("import", protected),
        ("check", protected),
        ("merge", protected, "-o", tmp_path / "joined.mgi", "--protect"),
        ("export", A, "-o", tmp_path / "again.mgi.age"),
    ):
        code, _out, err = run(*words, *secret)
        assert (code, err) == (0, ""), words
    assert not (tmp_path / "store" / passing.FOLDER).exists()


def test_merge_says_so_in_json(run, sound, tmp_path):
    code, out, _err = run("--json", "merge", sound, "-o", tmp_path / "joined.mgi")
    assert code == 0
    assert json.loads(out) == {"files": [str(tmp_path / "joined.mgi")], "edits": len(outgoing().edits), "awaited": []}


def test_merge_says_what_is_wrong(run, sound, tmp_path):
    (tmp_path / "harm.mgi").write_bytes(b"harm")
    code, out, err = run("merge", sound, tmp_path / "harm.mgi", "-o", tmp_path / "joined.mgi")
    assert (code, out) == (1, "")
    assert err.startswith("mgi-desktop: harm.mgi: ")
    assert not (tmp_path / "joined.mgi").exists()


@pytest.mark.parametrize("name", ["joined.zip", "joined"])
def test_merge_makes_packages_only(run, sound, tmp_path, name):
    code, _out, err = run("merge", sound, "-o", tmp_path / name)
    assert code == 1
    assert ".mgi" in err


def test_merge_needs_files_and_a_place(run, sound):
    assert run("merge", sound)[0] == 2
    assert run("merge", "-o", "joined.mgi")[0] == 2


def test_merge_opens_what_is_protected_and_says_that_the_new_one_is_not(run, protected, tmp_path):
    words = ("merge", protected, "-o", tmp_path / "joined.mgi", "--passphrase-file", tmp_path / "passphrase.txt")
    code, _out, err = run(*words)
    assert code == 0
    assert "everybody can read the new file" in err
    assert not package.is_protected(tmp_path / "joined.mgi")
    code, out, err = run(*words, "--protect")
    assert (code, err) == (0, "")
    assert "joined.mgi.age" in out
    assert package.is_protected(tmp_path / "joined.mgi.age")


def test_check_says_that_a_package_is_good(run, sound, tmp_path):
    assert run("check", sound) == (0, "Everything is as it should be.\n", "")
    assert json.loads(run("check", "--json", sound)[1]) == {"ok": True, "problems": []}
    assert not (tmp_path / "store").exists()


def test_check_says_what_is_wrong_with_a_package(run, sound, tmp_path):
    sound.write_bytes(good()[:-1])
    code, out, err = run("check", sound)
    assert (code, out) == (1, "")
    assert err.startswith(f"mgi-desktop: {sound}: ")


def test_check_opens_a_protected_package(run, protected, tmp_path):
    assert run("check", protected)[0] == 1
    assert run("check", protected, "--passphrase-file", tmp_path / "passphrase.txt")[0] == 0
    (tmp_path / "passphrase.txt").write_text("wrong\n", encoding="utf-8")
    code, _out, err = run("check", protected, "--passphrase-file", tmp_path / "passphrase.txt")
    assert code == 1
    assert "not the right one" in err
