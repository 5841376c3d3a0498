"""Waiting for long work: the window goes on, and what cannot be cancelled is waited for."""

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.ui.coming import Coming
from mgi_desktop.ui.parts.waiting import wait_for


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def long_work(cancelled):
    for _step in range(100):
        time.sleep(0.01)
        if cancelled():
            return None
    return "done"


def bars(parent):
    return [bar for bar in parent.findChildren(QProgressDialog) if bar.isVisible()]


def while_waiting(parent, does):
    QTimer.singleShot(600, parent, does)


def test_what_cannot_be_cancelled_is_waited_for_whatever_is_pressed(parent, qtbot):
    seen = []

    def press():
        (bar,) = bars(parent)
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
        bar.close()
        seen.append((bar.labelText(), [one for one in bar.findChildren(QPushButton) if one.isVisible()], bars(parent)))

    while_waiting(parent, press)
    assert wait_for(parent, "Erasing…", long_work, can_cancel=False) == "done"
    ((words, buttons, still),) = seen
    assert (words, buttons, len(still)) == ("Erasing…", [], 1)
    assert bars(parent) == []


def test_esc_cancels_what_can_be_cancelled(parent, qtbot):
    while_waiting(parent, lambda: qtbot.keyClick(bars(parent)[0], Qt.Key.Key_Escape))
    assert wait_for(parent, "Writing…", long_work) is None
    assert bars(parent) == []


def test_the_window_goes_on_and_hears_why_it_could_not_be_done(parent):
    ticks = []
    timer = QTimer(parent, interval=20)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()

    def refused(_cancelled):
        time.sleep(0.5)
        raise Refused("The disk is full.")

    with pytest.raises(Refused, match="full"):
        wait_for(parent, "Writing…", refused)
    assert len(ticks) > 5


def test_a_file_handed_over_before_the_bar_is_there_waits_until_the_work_is_over(qapp, parent, qtbot, tmp_path):
    taken, before = [], []
    coming = Coming(qapp)
    coming.serve(tmp_path, parent, taken.extend)
    QTimer.singleShot(30, parent, lambda: coming.add([tmp_path / "second.mgi"]))
    wait_for(parent, "Importing", lambda _cancelled: time.sleep(0.2))
    before += taken
    qtbot.waitUntil(lambda: taken == [tmp_path / "second.mgi"])
    assert before == []
    coming.close()
