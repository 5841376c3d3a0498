"""Questionnaires on the command line: taken in, listed, written and checked."""

import json

import pytest

from mgi_desktop import cli, i18n
from tests.documents import put, small
from tests.questionnaires import canonical, digest, lettered
from tests.workbooks import form, groups, workbook


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in this process on a store of its own; gives exit code, standard output, standard error."""
    before = i18n.language()
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("MGI_DATA_DIR", str(tmp_path / "store"))

    def run_one(*words):
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as stopped:
            code = stopped.code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    yield run_one
    i18n.set_language(before)


@pytest.fixture
def letters(tmp_path):
    path = tmp_path / "letters.json"
    path.write_bytes(canonical(lettered()))
    return path


def test_import_takes_a_questionnaire_and_says_so(run, letters):
    assert run("import", letters) == (0, f"{letters}: Questionnaire of letters, lettered@3.1: 18 indicators\n", "")
    code, out, _err = run("import", letters, "--json")
    assert code == 0
    assert json.loads(out) == {
        "taken": [
            {
                "file": str(letters),
                "questionnaire": {"id": "lettered", "version": "3.1", "sha256": digest(lettered())},
                "new": False,
                "guessed": [],
                "left_out": [],
            }
        ],
        "refused": [],
    }


def test_import_of_a_workbook_says_what_was_guessed_and_left_out(run, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook(form([("note", "hello", "Hello", ""), *groups()])))
    code, out, err = run("import", path)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == f"{path}: A city form, city-form@7: 6 indicators"
    assert [line.split(": ")[1] for line in lines[1:]] == ["guessed", "guessed", "left out"]
    assert "choices!2: What the values of “yn” mean was guessed" in lines[2]
    other = tmp_path / "other.xlsx"
    other.write_bytes(
        workbook(form([*groups(), ("note", "n", "N", "")], [("yn", "yes", "Y", ""), ("yn", "no", "N", "")]))
    )
    assert "the same identifier and version; both are kept" in run("import", other)[1]


def test_a_document_may_come_with_its_questionnaire(run, letters, tmp_path):
    document = put(tmp_path / "a.json", small(instrument={"id": "lettered", "version": "3.1"}, language="en"))
    assert run("import", document)[0] == 1
    code, out, _err = run("import", document, letters)
    assert code == 0
    assert len(out.splitlines()) == 2


def test_refused_questionnaires_are_named_and_the_good_ones_taken(run, letters, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(workbook(form(groups(5))))
    code, out, err = run("import", bad, letters)
    assert code == 1
    assert err.startswith("mgi-desktop: bad.xlsx: survey: The wheel has six sectors")
    assert "lettered@3.1" in out
    code, out, _err = run("import", bad, "--json")
    (refused,) = json.loads(out)["refused"]
    assert (refused["file"], refused["where"]) == (str(bad), "survey")


def test_the_list_of_questionnaires(run, letters):
    run("import", letters)
    code, out, _err = run("instruments")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["mgi-national@2026.1", "lettered@3.1", "mgi-local@2026.1"]
    listed = json.loads(run("instruments", "--json")[1])
    assert listed[1] == {
        "id": "lettered",
        "version": "3.1",
        "sha256": digest(lettered()),
        "title": "Questionnaire of letters",
        "level": "local",
        "indicators": 18,
        "languages": ["en", "fr"],
        "shipped": False,
        "file": "letters.json",
        "assessments": 0,
    }


@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_a_questionnaire_is_written_checked_and_taken_again(run, tmp_path, suffix):
    path = tmp_path / f"local.{suffix}"
    assert run("instruments", "mgi-local", "-o", path) == (0, "", "")
    assert run("check", path)[0] == 0
    assert json.loads(run("import", path, "--json")[1])["taken"][0]["new"] is False


def test_gaps_are_warnings(run, tmp_path):
    document = lettered()
    del document["domains"][0]["title"]["fr"]
    path = tmp_path / "letters.json"
    path.write_bytes(canonical(document))
    run("import", path)
    code, _out, err = run("instruments", "lettered@3.1", "-o", tmp_path / "out.xlsx")
    assert code == 0
    assert err == "mgi-desktop: “A title” is not there in fr; it was filled in from another language.\n"


def test_wrong_usage_and_what_is_not_there(run, tmp_path):
    assert run("instruments", "mgi-local")[0] == 2
    assert run("instruments", "-o", tmp_path / "x.xlsx")[0] == 2
    code, _out, err = run("instruments", "nothing", "-o", tmp_path / "x.xlsx")
    assert code == 1
    assert "Known are: mgi-national@2026.1" in err
    assert run("instruments", "mgi-local", "-o", tmp_path / "x.pdf")[0] == 1
    assert list(tmp_path.glob("x.*")) == []


def test_check_names_what_is_wrong_with_a_questionnaire(run, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(workbook(form(groups()[:-1])))
    code, out, err = run("check", bad, "--json")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "ok": False,
        "problems": [
            {"file": str(bad), "where": "survey!27", "why": "This group is never closed: “end_group” is missing."}
        ],
    }


def test_a_document_is_checked_against_the_questionnaires_of_the_store(run, letters, tmp_path):
    document = put(tmp_path / "a.json", small(instrument={"id": "lettered", "version": "3.1"}, language="en"))
    assert run("check", document)[0] == 1
    run("import", letters)
    assert run("check", document)[0] == 0


def test_the_help_names_it(run):
    code, out, _err = run("--help")
    assert code == 0
    assert "instruments" in out
    assert "XLSForm" in run("instruments", "--help")[1]
