"""Packages from the command line: `export ID -o x.mgi`."""

import json
import os
import pty
import subprocess
import sys

import pytest

from mgi_desktop import cli, i18n
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Locked, Secrets
from tests.documents import ID, full, put


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
def export(run, tmp_path):
    """Exports the one assessment of the store: `export("x.mgi", "--what", "review")`."""
    assert run("import", put(tmp_path / "full.json", full()))[0] == 0
    return lambda name, *words: run("export", ID[:8], "-o", tmp_path / name, *words)


@pytest.fixture
def read_back(tmp_path):
    (tmp_path / "private").mkdir()
    return lambda name, **secrets: package.read(tmp_path / name, tmp_path / "private", Secrets(**secrets))


def test_a_package_is_open_signed_and_whole_without_a_question(export, read_back):
    assert export("x.mgi") == (0, "", "")
    arrival = read_back("x.mgi")
    assert arrival.kind == "whole"
    assert arrival.sender.startswith("ed25519:")
    assert {edit.assessment for edit in arrival.edits} == {ID}


def test_a_part_by_indicators_and_domains(export, read_back):
    assert export("x.mgi", "--what", "part", "--indicators", "L1.1.1, L1.1.2", "--domains", "2")[0] == 0
    part = read_back("x.mgi").part[ID]
    assert part[:2] == ("L1.1.1", "L1.1.2")
    assert len(part) > 2
    assert all(code.startswith("L2.") for code in part[2:])


def test_a_review_copy_without_comments(export, read_back):
    assert export("x.mgi", "--what", "review", "--comments", "none")[0] == 0
    arrival = read_back("x.mgi")
    assert arrival.kind == "review"
    assert not any(edit.ref.kind == "comment" for edit in arrival.edits)


def test_json_names_every_file(export, tmp_path):
    _code, out, _err = export("x.mgi", "--json")
    said = json.loads(out)
    assert said["file"] == str(tmp_path / "x.mgi")
    assert said["files"] == [said["file"]]


def test_a_passphrase_from_a_file_locks_the_package(export, read_back, tmp_path):
    (tmp_path / "secret").write_text("correct horse\nsecond line\n")
    code, out, _err = export("x.mgi", "--passphrase-file", tmp_path / "secret")
    assert (code, out) == (0, f"{tmp_path / 'x.mgi.age'}\n")
    assert not (tmp_path / "x.mgi").exists()
    with pytest.raises(Locked):
        read_back("x.mgi.age")
    assert read_back("x.mgi.age", passphrase="correct horse").edits
    before = (tmp_path / "x.mgi.age").read_bytes()
    code, _out, err = export("x.mgi", "--passphrase-file", tmp_path / "secret")
    assert (code, (tmp_path / "x.mgi.age").read_bytes()) == (1, before), "a file that nobody named is not replaced"
    assert "There is such a file already" in err


def test_a_passphrase_is_asked_twice_on_the_terminal(export, read_back, tmp_path):
    assert export("ignored.mgi")[0] == 0
    words = [sys.executable, "-m", "mgi_desktop", "export", ID, "-o", str(tmp_path / "x.mgi.age"), "--protect"]

    def typed(*lines):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            words, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL, start_new_session=True
        ) as one:
            os.close(theirs)
            for line in lines:
                shown = b""
                while b": " not in shown:
                    shown += os.read(ours, 1024)
                os.write(ours, line.encode() + b"\n")
            code = one.wait(60)
        os.close(ours)
        return code

    assert typed("correct horse", "wrong horse") == 1
    assert not (tmp_path / "x.mgi.age").exists()
    assert typed("correct horse", "correct horse") == 0
    assert read_back("x.mgi.age", passphrase="correct horse").edits


def test_without_a_terminal_a_passphrase_cannot_be_asked(export, tmp_path):
    code, _out, err = export("x.mgi", "--protect")
    assert (code, list(tmp_path.glob("x.mgi*"))) == (1, [])
    assert "--passphrase-file" in err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.mgi", ("--what", "comments")),
        ("x.mgi", ("--what", "part")),
        ("x.mgi", ("--indicators", "L1.1.1")),
        ("x.mgi", ("--split", "0")),
        ("x.pdf", ("--what", "review")),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(export, tmp_path, name, words):
    code, _out, err = export(name, *words)
    assert (code, (tmp_path / name).exists()) == (2, False)
    assert "usage:" in err


@pytest.mark.parametrize("words", [("--indicators", "L9.9.9"), ("--domains", "17")])
def test_an_unknown_code_is_named(export, tmp_path, words):
    code, _out, err = export("x.mgi", "--what", "part", *words)
    assert (code, (tmp_path / "x.mgi").exists()) == (1, False)
    assert words[1] in err
