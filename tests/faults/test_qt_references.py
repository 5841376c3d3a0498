"""Some builds of PySide6 lose a reference of None at each call, and abort after some 5,300: short tests stay green."""

import os
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


WALKED = """
import gc
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QPushButton, QWidget
from shiboken6 import Shiboken
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.tab_order import tab_as_read

application = QApplication(sys.argv)
window, buttons = QWidget(), [QPushButton() for _place in range(3)]
window.setLayout(column(buttons[2], row(buttons[0], buttons[1])))
tab_as_read(window)
print(buttons[2].nextInFocusChain() is buttons[0], buttons[0].nextInFocusChain() is buttons[1])
for button in buttons:
    button.deleteLater()
del button, buttons
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
gc.collect()
kept = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)]
print(len(kept))
"""


def test_no_item_of_a_layout_is_remembered_after_it_is_gone():
    """PySide would take what Qt puts at its address for it: a window that has become a layout's item."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", WALKED], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, "True True\n0\n"), done.stderr
