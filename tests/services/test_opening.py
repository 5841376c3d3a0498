"""Opening a store: the key of the installation, and what is remembered beside the store."""

import base64
import json
import os
import stat
import sys

import pytest
from cryptography.hazmat.primitives import serialization

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services import passing
from mgi_desktop.services.identity import NAME
from mgi_desktop.services.opening import open_services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.store import local


def public(path):
    key = serialization.load_pem_private_key(path.read_bytes(), password=None).public_key()
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return "ed25519:" + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_the_key_is_made_at_the_first_start_for_its_owner_alone(tmp_path, services):
    path = tmp_path / "store" / NAME
    assert services.library.author == public(path)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_key_is_the_same_after_a_restart_and_costs_nothing_to_know(tmp_path, services):
    author = services.library.author
    services.close()
    asked = "import sys; from pathlib import Path; from mgi_desktop.services.opening import open_services; "
    asked += "s = open_services(Path(sys.argv[1])); print(s.library.author, 'cryptography' in sys.modules); s.close()"
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", asked, str(tmp_path / "store")], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [author, "False"]


def test_another_key_in_its_place_is_the_author_from_then_on(tmp_path, services):
    services.close()
    other = open_services(tmp_path / "other")
    other.close()
    (tmp_path / "store" / NAME).write_bytes((tmp_path / "other" / NAME).read_bytes())
    again = open_services(tmp_path / "store")
    assert again.library.author == other.library.author == public(tmp_path / "store" / NAME)
    again.close()


def test_what_a_crash_left_of_an_import_is_gone_after_the_next_start(tmp_path, services):
    left = passing.new(services.folder) / "open.mgi"
    left.write_bytes(b"what was protected")
    services.close()
    open_services(tmp_path / "store").close()
    assert not left.parent.exists()


@pytest.mark.parametrize("left", [None, b""])
def test_a_key_that_a_crash_left_unwritten_is_made_again(tmp_path, services, left):
    services.close()
    path = tmp_path / "store" / NAME
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    again = open_services(tmp_path / "store")
    assert again.library.author == public(path)
    again.close()


@pytest.mark.parametrize("spoilt", [b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_cannot_be_read_is_refused_and_left_alone(tmp_path, services, spoilt):
    services.close()
    path = tmp_path / "store" / NAME
    path.write_bytes(spoilt)
    with pytest.raises(Refused) as refused:
        open_services(tmp_path / "store")
    assert refused.value.where == str(path)
    assert path.read_bytes() == spoilt
    path.unlink()
    open_services(tmp_path / "store").close()


def test_preferences_are_remembered_and_readable_before_the_store_is_open(tmp_path):
    preferences = Preferences(tmp_path / "new")
    assert preferences.get("interface_language") is None
    assert preferences.get("theme") == "system"
    preferences.set("interface_language", "fr")
    preferences.set("text_size", 150)
    again = Preferences(tmp_path / "new")
    assert (again.get("interface_language"), again.get("text_size")) == ("fr", 150)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b"\xff\xfe", b'"x"', b'{"text_size": "big", "theme": 5, "x": 1}'])
def test_preferences_that_cannot_be_read_count_as_never_set(tmp_path, spoilt):
    (tmp_path / "preferences.json").write_bytes(spoilt)
    preferences = Preferences(tmp_path)
    assert preferences.get("text_size") == 100
    assert preferences.get("theme") == "system"
    preferences.set("theme", "dark")
    assert json.loads((tmp_path / "preferences.json").read_bytes())["theme"] == "dark"


@pytest.mark.parametrize(
    "odd",
    [
        '{"interface_language": {"a": 1}}',
        '{"interface_language": "../../x"}',
        '{"interface_language": "' + "x" * 5000 + '"}',
        '{"text_size": -7}',
        '{"text_size": 1000000000000000000000000000000}',
        '{"window": [1]}',
        "[" * 100_000,
    ],
)
def test_a_preference_that_the_program_would_not_write_counts_as_never_set(tmp_path, odd):
    (tmp_path / "preferences.json").write_text(odd)
    preferences = Preferences(tmp_path)
    assert preferences.get("interface_language") is None
    assert preferences.get("text_size") == 100
    assert preferences.get("window") is None


def test_a_preference_that_was_not_written_is_not_set(tmp_path):
    (tmp_path / "file").touch()
    preferences = Preferences(tmp_path / "file")
    with pytest.raises(Refused):
        preferences.set("theme", "dark")
    assert preferences.get("theme") == "system"


def test_closing_closes_the_store_even_if_nothing_more_can_be_written(tmp_path, services, assessment):
    from mgi_desktop.domain.edits import FieldRef

    ref = FieldRef("answer", "L1.1.1", "justification")
    services.journal.typed(assessment, ref, "Hay")
    services.database.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(Refused, match="cannot be written"):
        services.close()
    again = open_services(tmp_path / "store")
    assert again.library.open(assessment).held(ref).settled == "Hay"
    assert local.drafts(again.database.connection) == []
    again.close()
