"""Every language has every word that the program shows, with the same placeholders."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_catalogues_are_complete_and_their_placeholders_agree():
    check = [sys.executable, str(ROOT / "packaging" / "messages.py"), "--check"]
    checked = subprocess.run(check, capture_output=True, encoding="utf-8", check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
