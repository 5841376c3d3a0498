"""Words for a key, to be read out on the telephone: proquints (arXiv:0901.4016), which belong to no language."""

import base64
import hashlib

from .edits import KEY

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"
_LENGTH = 5
_SHORT = 2


def proquints(data: bytes) -> str:
    """Write bytes, an even number of them, as words of five letters: `7f000001` is “lusab-babad”."""
    numbers = (int.from_bytes(data[place : place + 2]) for place in range(0, len(data), 2))
    return "-".join(map(_word, numbers))


def _word(number: int) -> str:
    return (
        _CONSONANTS[number >> 12]
        + _VOWELS[number >> 10 & 3]
        + _CONSONANTS[number >> 6 & 15]
        + _VOWELS[number >> 4 & 3]
        + _CONSONANTS[number & 15]
    )


def fingerprint(author: str) -> str:
    """Return the five words of an author's key, of the first 10 bytes of its SHA-256; empty where there is no key."""
    if not KEY.fullmatch(author):
        return ""
    raw = base64.urlsafe_b64decode(author.partition(":")[2] + "=")
    return proquints(hashlib.sha256(raw).digest()[: 2 * _LENGTH])


def short(author: str) -> str:
    """Return the first two words: enough to tell the people of one assessment apart, not to be sure who it is."""
    return "-".join(fingerprint(author).split("-")[:_SHORT])
