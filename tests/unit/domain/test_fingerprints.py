"""The words of a key: as the paper on proquints has them, and alike on every laptop."""

import hashlib

import pytest

from mgi_desktop.domain.fingerprints import fingerprint, proquints, short

PAPER = {
    "127.0.0.1": "lusab-babad",
    "63.84.220.193": "gutih-tugad",
    "63.118.7.35": "gutuk-bisog",
    "140.98.193.141": "mudof-sakat",
    "64.255.6.200": "haguz-biram",
    "128.30.52.45": "mabiv-gibot",
    "147.67.119.2": "natag-lisaf",
    "212.58.253.68": "tibup-zujah",
    "216.35.68.215": "tobog-higil",
    "216.68.232.21": "todah-vobij",
    "198.81.129.136": "sinid-makam",
    "12.110.110.204": "budov-kuras",
}


@pytest.mark.parametrize(("address", "words"), PAPER.items())
def test_the_paper_writes_addresses_so(address: str, words: str) -> None:
    assert proquints(bytes(map(int, address.split(".")))) == words


def test_all_numbers_have_words_of_their_own() -> None:
    assert len({proquints(number.to_bytes(2)) for number in range(2**16)}) == 2**16


def test_a_key_has_five_words_of_the_hash_of_its_raw_bytes() -> None:
    author = "ed25519:" + "A" * 43  # 32 bytes of zero
    words = fingerprint(author)
    assert words == proquints(hashlib.sha256(bytes(32)).digest()[:10])
    assert len(words.split("-")) == 5
    assert short(author) == "-".join(words.split("-")[:2])


# The last letter of a key has two bits to spare: with them set it would be the same key under another name.
@pytest.mark.parametrize(
    "author", ["name:Ana", "", "ed25519:", "ed25519:é", f"ed25519:{'A' * 42}B", "ed25519:A\n" + "A" * 42]
)
def test_who_has_no_key_has_no_words(author: str) -> None:
    assert fingerprint(author) == short(author) == ""
