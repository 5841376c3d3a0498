"""Some builds of PySide6 lose a reference of None at each call, and abort after some 5,300: short tests stay green."""

import subprocess
import sys

CALLS = """
from PySide6.QtCore import QObject

thing = QObject()
for number in range(20_000):
    thing.setObjectName(str(number))
print(thing.objectName())
"""


def test_20000_calls_do_not_abort():
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "19999\n"), done.stderr
