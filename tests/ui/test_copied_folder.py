"""A store in a folder that another program copies: said above every page until it was read, and not again."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mgi_desktop import cli
from mgi_desktop.ui.parts.copied import Copied


@pytest.fixture
def copied(program, tmp_path, monkeypatch):
    """A store in a folder that is listed as copied."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home" / ".dropbox").mkdir(parents=True)
    listed = {"personal": {"path": str(tmp_path)}}
    (tmp_path / "home" / ".dropbox" / "info.json").write_text(json.dumps(listed), encoding="utf-8")
    return program


def warnings(window):
    return [one for one in window.findChildren(Copied) if one.isVisible()]


def test_it_is_said_until_it_is_closed_and_not_again_after_a_restart(copied):
    window = copied.start()
    (warned,) = warnings(window)
    assert warned.told.text().startswith("Dropbox copies the folder in which everything is kept.")
    window.go("preferences")
    assert warnings(window) == [warned]
    QTest.mouseClick(warned.close_, Qt.MouseButton.LeftButton)
    assert warnings(window) == []
    window.rebuild()
    assert warnings(window) == []
    copied.stop()
    assert warnings(copied.start()) == []


def test_esc_closes_it_and_the_button_leads_to_the_folder(copied):
    window = copied.start()
    (warned,) = warnings(window)
    QTest.mouseClick(warned.open, Qt.MouseButton.LeftButton)
    assert window.page().name == "preferences"
    warned.close_.setFocus()
    QTest.keyClick(warned.close_, Qt.Key.Key_Escape)
    assert warnings(window) == []


def test_elsewhere_nothing_is_said(window):
    assert warnings(window) == []


def test_the_check_of_the_store_says_it_too(copied, capsys, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    copied.folder.mkdir(parents=True)
    assert cli.run(["--data", str(copied.folder), "check"]) == 0
    assert "Dropbox copies the folder" in capsys.readouterr().err
