"""Where the program's own files are, and where a person's store is."""

from pathlib import Path

from mgi_desktop import paths


def test_what_ships_is_found():
    for name in (
        "instruments/mgi-local.json",
        "schemas/document.json",
        "schemas/instrument.json",
        "sample/la-palma.json",
        "countries.json",
    ):
        assert (paths.resources() / name).is_file()
    assert (paths.translations() / "fr" / "LC_MESSAGES").is_dir()


def test_the_store_is_where_it_is_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("MGI_DATA_DIR", str(tmp_path / "mine"))
    assert paths.data_folder() == tmp_path / "mine"
    assert not (tmp_path / "mine").exists()


def test_the_store_is_local_to_a_person(monkeypatch, tmp_path):
    monkeypatch.setenv("MGI_DATA_DIR", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folder = paths.data_folder()
    assert "mgi-desktop" in folder.parts
    assert "Roaming" not in folder.parts
    assert folder.is_absolute()
    assert folder != Path.cwd()
