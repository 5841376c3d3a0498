"""Every language has every word that the program shows, with the same placeholders."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_catalogues_are_complete_and_their_placeholders_agree():
    check = [sys.executable, str(ROOT / "packaging" / "messages.py"), "--check"]
    checked = subprocess.run(check, capture_output=True, encoding="utf-8", check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "packaging" / "messages.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('_("Title")', []),
        ("_(NAMES[key])", []),
        ('_(NAMES.get(key, ""))', []),
        ('n_("{n} file", "{n} files", counts["file"])', []),
        ('\n_(NAMES["file"])', [2]),
        ('_("a" if many else "b")', [1]),
        ('n_("{n} file", MANY["file"], n)', [1]),
    ],
)
def test_a_key_is_not_taken_for_a_message(messages, code, lines):
    assert list(messages.hidden(code)) == lines


def test_no_key_of_the_program_is(messages):
    assert messages.all_hidden() == []
