"""Signatures hold for one key under its one name."""

import pytest

from mgi_desktop.exchange import signing
from tests.packages import ME, OTHER, PEM


def test_a_signature_holds_for_its_author_its_purpose_and_its_bytes():
    signature = signing.sign(PEM, "batch", b"said")
    assert signing.holds(ME, "batch", b"said", signature)
    assert not signing.holds(OTHER, "batch", b"said", signature)
    assert not signing.holds(ME, "package", b"said", signature)
    assert not signing.holds(ME, "batch", b"something else", signature)


@pytest.mark.parametrize(
    "name",
    [
        ME[:-1] + chr(ord(ME[-1]) + 1),  # the last letter has two bits to spare
        ME[:20] + "\n" + ME[20:],
        ME[:20] + '"' + ME[20:],
        ME + "=",
        ME.removeprefix("ed25519:"),
    ],
    ids=repr,
)
def test_a_key_has_no_other_name(name):
    assert not signing.holds(name, "batch", b"said", signing.sign(PEM, "batch", b"said"))
