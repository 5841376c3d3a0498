"""Protected files: opened by the passphrase or by the people, by any program for age, and by nobody else."""

import io
import unicodedata

import pyrage
import pytest
from cryptography.hazmat.primitives import serialization

from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package, protection
from mgi_desktop.exchange.protection import Locked, Protection, Secrets
from tests.packages import ME, OTHER, OTHER_PEM, PEM, key, outgoing

PASSPHRASE = "contraseña larga"
CHUNK = 64 * 1024


def protected(data, by, pem=PEM):
    made = io.BytesIO()
    protection.protect(io.BytesIO(data), made, by, pem)
    return made.getvalue()


def opened(data, secrets):
    made = io.BytesIO()
    protection.unprotect(io.BytesIO(data), made, secrets)
    return made.getvalue()


def locked(data, secrets):
    with pytest.raises(Locked) as error:
        opened(data, secrets)
    return error.value.by, error.value.wrong


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 7])
def test_a_passphrase_opens_what_it_protects(size):
    data = bytes(size)
    made = protected(data, Protection(PASSPHRASE))
    assert opened(made, Secrets(PASSPHRASE)) == data
    assert pyrage.passphrase.decrypt(made, PASSPHRASE) == data


def test_nothing_else_opens_it():
    made = protected(b"data", Protection(PASSPHRASE))
    assert locked(made, Secrets()) == ("passphrase", False)
    assert locked(made, Secrets(pem=PEM)) == ("passphrase", False)
    assert locked(made, Secrets("another")) == ("passphrase", True)


def test_the_same_passphrase_typed_on_another_system_opens_it():
    """Systems differ in whether they write ñ as one character or as two."""
    made = protected(b"data", Protection(unicodedata.normalize("NFD", PASSPHRASE)))
    assert opened(made, Secrets(unicodedata.normalize("NFC", PASSPHRASE))) == b"data"


def test_two_files_of_the_same_are_never_alike():
    assert protected(b"data", Protection(PASSPHRASE)) != protected(b"data", Protection(PASSPHRASE))


def test_people_open_what_is_for_them_and_so_does_its_sender():
    made = protected(b"data" * CHUNK, Protection(people=(OTHER,)))
    assert opened(made, Secrets(pem=OTHER_PEM)) == b"data" * CHUNK
    assert opened(made, Secrets(pem=PEM)) == b"data" * CHUNK
    assert locked(made, Secrets(pem=key(3))) == ("people", False)
    assert locked(made, Secrets(PASSPHRASE)) == ("people", False)


def test_the_key_of_an_installation_is_one_that_age_knows():
    private = serialization.load_pem_private_key(OTHER_PEM, None)
    ssh = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    )
    made = protected(b"data", Protection(people=(OTHER,)))
    assert pyrage.decrypt(made, [pyrage.ssh.Identity.from_buffer(ssh)]) == b"data"


@pytest.mark.parametrize("people", [("name:Luz",), ("",), ("ed25519:short",), (ME, "name:Luz")])
def test_nothing_is_protected_for_somebody_without_a_key(people):
    with pytest.raises(Refused, match="no key"):
        protection.need(Protection(people=people))


def test_a_protection_that_lets_nobody_in_is_refused():
    with pytest.raises(Refused):
        protection.need(Protection())


@pytest.mark.parametrize("by", [Protection(PASSPHRASE), Protection(people=(OTHER,))])
def test_a_protected_package_is_the_same_package(tmp_path, by):
    (tmp_path / "private").mkdir()
    (path,) = package.write(tmp_path / "a.mgi", outgoing(), PEM, protected=by)
    assert path.name == "a.mgi.age"
    assert "Río Claro".encode() not in path.read_bytes()
    assert b"mimetype" not in path.read_bytes()
    assert package.is_package(path)
    assert package.is_protected(path)
    found = package.read(path, tmp_path / "private", Secrets(PASSPHRASE, OTHER_PEM))
    assert set(found.edits) == set(outgoing().edits)
    assert len(list((tmp_path / "private").iterdir())) == 1
    (tmp_path / "other").mkdir()
    with pytest.raises(Locked):
        package.read(path, tmp_path / "other", Secrets("wrong", key(3)))
    assert not list((tmp_path / "other").iterdir())


def test_pieces_are_protected_each(tmp_path):
    paths = package.write(tmp_path / "a.mgi.age", outgoing(), PEM, protected=Protection(people=(OTHER,)), piece=1)
    assert [path.name for path in paths] == ["a-1.mgi.age", "a-2.mgi.age"]
    assert all(map(package.is_protected, paths))
