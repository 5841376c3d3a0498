"""The command line as a person or a script meets it: what is printed, where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mgi_desktop import cli, i18n
from mgi_desktop.services.exporting import MATRIX_SUFFIXES, SUFFIXES
from mgi_desktop.services.opening import open_services
from tests.documents import EARLIER, ID, full, put, small

PROGRAM = (sys.executable, "-m", "mgi_desktop")
FINE = "Everything is as it should be.\n"


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
def filled(run, tmp_path):
    """A store with one assessment."""
    assert run("import", put(tmp_path / "full.json", full()))[0] == 0


def process(*words, **options):
    """Run a command as a process of its own."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)], capture_output=True, encoding="utf-8", timeout=60, check=False, **options
    )


def test_import_says_what_was_taken(run, tmp_path):
    path = put(tmp_path / "full.json", full(mood="good"))
    code, out, err = run("import", path)
    assert (code, err) == (0, "")
    taken, unknown = out.splitlines()
    assert taken.startswith(f"{path}: Río Claro, {ID}: ")
    assert taken.endswith(" edits")
    assert unknown == f"{path}: “mood” is not known and was not taken."


def test_import_as_json_has_exactly_this_shape(run, tmp_path):
    good, bad = put(tmp_path / "good.json", full()), put(tmp_path / "bad.json", small(year=1))
    code, out, err = run("import", "--json", good, bad, tmp_path / "none.json")
    said = json.loads(out)
    edits = said["taken"][0]["edits"]
    assert (code, err) == (1, "")
    assert edits > 50
    assert said == {
        "taken": [{"file": str(good), "id": ID, "edits": edits}],
        "refused": [
            {"file": str(bad), "where": "year", "why": "“1” is not a whole number from 1900 to 2200."},
            {
                "file": str(tmp_path / "none.json"),
                "where": "",
                "why": "The file cannot be read: No such file or directory.",
            },
        ],
    }
    assert json.loads(run("import", "--json", good)[1]) == {
        "taken": [{"file": str(good), "id": ID, "edits": 0}],
        "refused": [],
    }


def test_unknown_keys_are_listed_as_json(run, tmp_path):
    path = put(tmp_path / "full.json", full(mood="good"))
    assert json.loads(run("import", path, "--json")[1])["taken"][0]["not_taken"] == ["mood"]


def test_good_files_are_taken_even_if_others_are_refused(run, tmp_path):
    bad = put(tmp_path / "bad.json", small(year=1))
    code, out, err = run("import", bad, put(tmp_path / "good.json", full()))
    assert code == 1
    assert ID in out
    assert err == "mgi-desktop: bad.json: year: “1” is not a whole number from 1900 to 2200.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--data", "{data}", "--json", "list"),
        ("list", "--data", "{data}", "--json"),
        ("--json", "list", "--data", "{data}"),
        ("list", "--json", "--data={data}"),
    ],
)
def test_common_options_stand_before_or_after_the_command(run, tmp_path, words):
    data = tmp_path / "elsewhere"
    run("import", put(tmp_path / "full.json", full()), "--data", data)
    code, out, err = run(*(word.format(data=data) for word in words))
    assert (code, err) == (0, "")
    assert [entry["id"] for entry in json.loads(out)] == [ID]
    assert not (tmp_path / "store").exists()


def test_list_as_json_has_exactly_this_shape(run, filled):
    assert json.loads(run("list", "--json")[1]) == [
        {
            "id": ID,
            "title": "Perfil de Río Claro",
            "instrument": "mgi-local",
            "stage": "draft",
            "answered": 1,
            "of": 87,
            "findings": 2,
            "conflicts": 0,
        }
    ]


def test_list_is_a_line_for_each(run, filled):
    code, out, err = run("list")
    assert (code, err) == (0, "")
    assert out == f"{ID}  Perfil de Río Claro  draft  1 of 87 answered\n"


def test_an_empty_list_is_empty(run):
    assert run("list") == (0, "", "")
    assert run("list", "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_export_writes_each_kind_of_file(run, filled, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    assert run("export", ID, "-o", path) == (0, "", "")
    assert path.stat().st_size > 1000
    path.unlink()
    assert json.loads(run("--json", "export", ID, "--output", path)[1]) == {"file": str(path), "warnings": []}


@pytest.mark.parametrize("suffix", MATRIX_SUFFIXES)
def test_export_writes_the_comments_in_another_language_or_the_open_ones(run, filled, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    assert run("export", ID, "-o", path, "--what", "comments") == (0, "", "")
    whole = path.stat().st_size
    assert run("export", ID, "-o", path, "--what", "comments", "--open", "--language", "fr") == (0, "", "")
    assert 1000 < path.stat().st_size != whole
    code, out, err = run("export", ID, "-o", tmp_path / "out.pdf", "--what", "comments")
    assert (code, out) == (1, "")
    assert "xlsx, docx" in err


def test_a_letter_that_no_font_has_is_a_warning_and_the_file_is_made(run, tmp_path):
    document = small(id=ID, findings=[{"domain": "1", "kind": "potential", "text": "Letra \U00012000 antigua"}])
    run("import", put(tmp_path / "in.json", document))
    code, out, err = run("export", ID, "-o", tmp_path / "out.pdf")
    assert (code, out) == (0, "")
    assert err.startswith("mgi-desktop: ")
    assert "12000" in err
    assert (tmp_path / "out.pdf").stat().st_size > 1000


def test_a_conflict_is_a_warning_and_the_file_is_made(run, filled, tmp_path, foreign):
    from mgi_desktop.domain.edits import FieldRef
    from mgi_desktop.store import edits

    services = open_services(tmp_path / "store")
    with services.database.writing() as connection:
        edits.add(connection, [foreign(ID, FieldRef("answer", "L3.1.1", "value"), value) for value in ("yes", "no")])
    services.close()
    assert json.loads(run("list", "--json")[1])[0]["conflicts"] == 1
    for suffix in ("pdf", "html"):
        code, out, err = run("export", ID, "-o", tmp_path / f"out.{suffix}")
        assert (code, out) == (0, "")
        assert err.startswith("mgi-desktop: ")
    assert run("export", ID, "-o", tmp_path / "out.json") == (0, "", "")


def test_an_id_may_be_shortened_to_a_unique_beginning(run, filled, tmp_path):
    run("import", put(tmp_path / "other.json", small(id=EARLIER)))
    out = tmp_path / "out.json"
    assert run("export", ID[:-1], "-o", out) == (
        1,
        "",
        f"mgi-desktop: {ID[:-1]}: Several assessments begin so. Give more of the identifier.\n",
    )
    assert not out.exists()
    run("import", put(tmp_path / "third.json", small(id="0299c0de-0000-7000-8000-000000000001")))
    assert run("export", "02", "-o", out) == (0, "", "")
    assert run("export", "0199", "-o", out)[0] == 1


@pytest.mark.parametrize("name", ["out.xyz", "out", ".pdf", "out.pdf.", "nowhere/out.json", "folder.pdf", "."])
def test_where_no_file_can_be_made_nothing_is_written(run, filled, tmp_path, name):
    (tmp_path / "folder.pdf").mkdir()
    before = sorted(tmp_path.rglob("*"))
    code, out, err = run("export", ID, "-o", tmp_path / name)
    assert (code, out) == (1, "")
    assert err.startswith("mgi-desktop: ")
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("language", ["nonsense", "zz", "es_SV", "../es", "de", "E"])
def test_a_language_that_is_not_here_is_refused(run, filled, tmp_path, language):
    code, out, err = run("export", ID, "-o", tmp_path / "out.html", "--language", language)
    assert (code, out) == (1, "")
    assert "ar, en, es, fr, pt, ru, zh" in err
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("language", ["fr", "pt-BR", "ar"])
def test_an_export_may_be_in_another_language(run, filled, tmp_path, language):
    assert run("export", ID, "-o", tmp_path / "out.html", "--language", language)[0] == 0
    assert f'lang="{language}"' in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_check_of_the_store(run, filled):
    assert run("check") == (0, FINE, "")
    assert json.loads(run("check", "--json")[1]) == {"ok": True, "problems": []}


def test_check_names_what_is_wrong_with_the_store(run, filled, tmp_path):
    services = open_services(tmp_path / "store")
    with services.database.writing() as connection:
        connection.execute("UPDATE edit SET body=? WHERE seq=3", (b'["00","x"]',))
    services.close()
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert "changed or damaged" in err
    said = json.loads(run("check", "--json")[1])
    assert said["ok"] is False
    assert {frozenset(problem) for problem in said["problems"]} == {frozenset({"file", "where", "why"})}


def test_check_of_files_needs_no_store(run, tmp_path):
    good, bad = put(tmp_path / "good.json", full()), put(tmp_path / "bad.json", small(year=1))
    assert run("check", good) == (0, FINE, "")
    why = "“1” is not a whole number from 1900 to 2200."
    assert run("check", good, bad) == (1, "", f"mgi-desktop: {bad}: year: {why}\n")
    assert json.loads(run("check", "--json", bad)[1]) == {
        "ok": False,
        "problems": [{"file": str(bad), "where": "year", "why": why}],
    }
    missing = tmp_path / "none.json"
    assert run("check", missing)[2] == (
        f"mgi-desktop: {missing}: The file cannot be read: No such file or directory.\n"
    )
    assert not (tmp_path / "store").exists()


def test_self_test_exports_the_sample_in_every_form(run, tmp_path):
    assert run("self-test") == (0, FINE, "")
    said = json.loads(run("self-test", "--json")[1])
    assert said["ok"] is True
    assert said["bytes"].keys() == {*SUFFIXES, *MATRIX_SUFFIXES}
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--nonsense",),
        ("import",),
        ("export", "x"),
        ("export", "-o", "x.pdf"),
        ("list", "more"),
        ("list", "--jso"),
        ("list", "--data"),
        ("lisst", "more"),
        ("-x", "list"),
    ],
)
def test_wrong_usage_is_2(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage: mgi-desktop" in err


def test_help_and_version(run):
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert all(name in out for name in ("import", "list", "export", "check", "self-test", "--data", "--json"))
    assert "--language" in run("export", "--help")[1]
    assert run("--version")[1].startswith("mgi-desktop ")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_help_is_in_the_language_of_the_system(run, monkeypatch, language):
    monkeypatch.setenv("LANGUAGE", language)
    source = "list the assessments"
    words = i18n.catalogue("mgi_desktop", language).gettext(source)
    assert words != source
    assert words in " ".join(run("--help")[1].split())


def test_refusals_are_in_the_language_of_the_system(run, tmp_path, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    words = i18n.catalogue("mgi_desktop", "fr").gettext("The file cannot be read: {reason}.")
    assert words != "The file cannot be read: {reason}."
    assert words.split("{")[0] in run("import", tmp_path / "none.json")[2]


def test_no_command_brings_qt_into_the_process(tmp_path):
    put(tmp_path / "full.json", full())
    code = f"""
import sys
from mgi_desktop.cli import run
for words in (["import", "full.json"], ["list"], ["export", "{ID}", "-o", "out.pdf"],
              ["export", "{ID}", "-o", "out.svg"], ["export", "{ID}", "-o", "out.html"],
              ["export", "{ID}", "-o", "out.json"], ["check"], ["check", "full.json"], ["self-test"]):
    assert run(words) == 0, words
print([name for name in sys.modules if "PySide" in name or "shiboken" in name or name.startswith("mgi_desktop.ui")])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr


def test_nothing_is_written_outside_the_data_folder(tmp_path):
    home, data, work = tmp_path / "home", tmp_path / "data", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    put(tmp_path / "full.json", full())
    names = ("PATH", "LANG", "VIRTUAL_ENV", "SYSTEMROOT")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    for words in (("import", tmp_path / "full.json"), ("list",), ("check",)):
        done = process("--data", data, *words, cwd=work, env=environment)
        assert done.returncode == 0, done.stderr
    assert list(home.iterdir()) == list(work.iterdir()) == []
    assert (data / "store.sqlite3").exists()


def test_what_nobody_reads_is_no_crash(filled):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, "list"], stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX closes streams")
def test_a_warning_never_gets_into_the_output(filled, tmp_path):
    path = put(tmp_path / "box.json", full(findings=[{"domain": "1", "kind": "potential", "text": "\ue000"}]))
    assert process("import", path).returncode == 0
    words = " ".join([*PROGRAM, "export", ID, "--json", "-o", str(tmp_path / "box.pdf"), "2>&-"])
    done = subprocess.run(["sh", "-c", words], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["warnings"]


@pytest.mark.skipif(os.name != "posix", reason="homes of POSIX")
def test_a_person_without_a_home_is_asked_for_a_folder(run, monkeypatch):
    for name in ("HOME", "XDG_DATA_HOME", "MGI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _number: {}["nobody"])
    code, out, err = run("list")
    assert (code, out) == (1, "")
    assert err.startswith("mgi-desktop: The folder cannot be used")
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_a_command_without_a_word_and_leaves_the_store_whole(tmp_path):
    findings = [{"domain": "1", "kind": "potential", "text": f"Nr. {n}"} for n in range(4000)]
    path = put(tmp_path / "large.json", full(findings=findings))
    with subprocess.Popen([*PROGRAM, "import", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        deadline = time.monotonic() + 30
        while not (tmp_path / "store" / "identity.pem").exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=60)
    assert (command.returncode, out, err) == (130, b"", b"")
    assert process("check").returncode == 0
    assert process("list").stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_output_that_cannot_be_written_is_said(filled):
    with Path("/dev/full").open("wb") as full_disk:
        done = subprocess.run([*PROGRAM, "list"], stdout=full_disk, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == b"mgi-desktop: This could not be done: No space left on device.\n"


@pytest.mark.skipif(os.name != "posix", reason="locales of POSIX")
@pytest.mark.parametrize("extra", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=["utf-8", "ascii"])
def test_in_the_c_locale_all_is_printed(filled, tmp_path, extra):
    environment = {**os.environ, "LC_ALL": "C", **extra}
    listed = process("list", env=environment)
    assert listed.returncode == 0, listed.stderr
    assert "Perfil de R" in listed.stdout
    as_json = process("list", "--json", env=environment)
    assert json.loads(as_json.stdout)[0]["title"] == "Perfil de Río Claro"


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX systems")
def test_a_file_name_that_is_no_text_is_printed_all_the_same(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.json")
    put(path, small(year=1))
    assert process("import", path).returncode == 1
    said = json.loads(process("import", "--json", path).stdout)
    assert said["refused"][0]["file"] == str(path)


def test_a_first_word_that_is_no_command_opens_a_window_and_then_the_store_is_in_use(tmp_path):
    path = put(tmp_path / "full.json", full())
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([*PROGRAM, str(path)], env=environment, stderr=subprocess.PIPE) as window:
        try:
            deadline = time.monotonic() + 30
            while not (tmp_path / "store" / "store.sqlite3-wal").exists() and window.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert window.poll() is None, window.stderr.read()
            for words in (("list",), ("import", path), ("export", ID, "-o", tmp_path / "out.json"), ("check",)):
                done = process(*words)
                assert (done.returncode, done.stdout) == (1, "")
                assert "open in another window or command" in done.stderr
                assert done.stderr.count("\n") == 1
            assert process("check", path).returncode == 0
        finally:
            window.kill()


def test_the_window_of_a_person_without_a_home_is_refused_in_a_sentence():
    source = (
        "import pathlib, sys\n"
        "def homeless(*_, **__): raise RuntimeError('no home')\n"
        "import platformdirs\n"
        "platformdirs.user_data_path = homeless\n"
        "sys.argv = ['mgi-desktop']\n"
        "from mgi_desktop.__main__ import main\n"
        "sys.exit(main())\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "MGI_DATA_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=False,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "no home" in done.stderr
    assert "Traceback" not in done.stderr
