"""Files protected by a passphrase, in the format of age (c2sp.org/age): `age -d` opens them as well.

Written here since pyrage takes and gives a whole file at once for a passphrase, and a gigabyte of memory for the key.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

INTRO = b"age-encryption.org/v1\n"
HEADER = 64 * 1024
"""So long a header may be: some hundred people."""
WORK, MOST_WORK = 17, 18
"""scrypt takes 2^(10 + this) bytes of memory: 128 MiB to write, at most 256 MiB to read."""
_CHUNK, _TAG = 64 * 1024, 16
_LABEL = b"age-encryption.org/v1/scrypt"
_SCRYPT = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)


class WrongPassphrase(Exception):
    """The passphrase does not open the file."""


def is_by_passphrase(beginning: bytes) -> bool:
    """Whether a file that begins so is protected by a passphrase, not for certain people."""
    return beginning.startswith(INTRO + b"-> scrypt ")


def encrypt(reader: BinaryIO, writer: BinaryIO, passphrase: str) -> None:
    """Write what can be read, protected."""
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = _cipher(_wrapping(passphrase, salt, WORK)).encrypt(bytes(12), file_key, None)
    header = INTRO + b"-> scrypt %s %d\n%s\n---" % (_text(salt), WORK, _text(wrapped))
    writer.write(header + b" %s\n" % _text(_mac(file_key, header)) + nonce)
    cipher = _cipher(_derived(file_key, nonce, b"payload"))
    for number, piece, last in _pieces(reader, _CHUNK):
        writer.write(cipher.encrypt(_nonce(number, last), piece, None))


def decrypt(reader: BinaryIO, writer: BinaryIO, passphrase: str) -> None:
    """Write what is protected, open; WrongPassphrase, or Refused where the file is damaged: then some is written."""
    from cryptography.exceptions import InvalidTag

    file_key = _file_key(reader, passphrase)
    nonce = reader.read(16)
    if len(nonce) < 16:
        raise damaged()
    cipher = _cipher(_derived(file_key, nonce, b"payload"))
    for number, piece, last in _pieces(reader, _CHUNK + _TAG):
        try:
            if last and number and len(piece) <= _TAG:
                raise damaged()
            writer.write(cipher.decrypt(_nonce(number, last), piece, None))
        except InvalidTag as error:
            raise damaged() from error


def damaged() -> Refused:
    """A protected file is not whole."""
    return Refused(N_("The protected file is damaged or was cut short. Ask for it again."))


def _file_key(reader: BinaryIO, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    start = reader.tell()
    found = _SCRYPT.match(reader.read(HEADER))
    if found is None:
        raise damaged()
    reader.seek(start + found.end())
    salt, work, wrapped, mac = found.groups()
    if int(work) > MOST_WORK:
        raise Refused(
            N_("This file was protected in a way that needs too much memory to open. Ask for another passphrase file.")
        )
    try:
        key = _cipher(_wrapping(passphrase, _bytes(salt), int(work))).decrypt(bytes(12), _bytes(wrapped), None)
    except InvalidTag as error:
        raise WrongPassphrase from error
    header = found.group()[: found.start(4) - 1]
    if len(key) != 16 or not hmac.compare_digest(_mac(key, header), _bytes(mac)):
        raise damaged()
    return key


def _pieces(reader: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """The pieces of a file, numbered, the last one marked; of an empty file one that is empty."""
    number, piece = 0, reader.read(size)
    while following := reader.read(size):
        yield number, piece, False
        number, piece = number + 1, following
    yield number, piece, True


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _wrapping(passphrase: str, salt: bytes, work: int) -> bytes:
    # Keyboards differ in how they compose accents.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    memory = 2 ** (work + 10) + 1024**2
    return hashlib.scrypt(typed, salt=_LABEL + salt, n=2**work, r=8, p=1, maxmem=memory, dklen=32)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 of one block (RFC 5869)."""
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), info + b"\x01", "sha256")


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise damaged() from error
    if _text(data) != text:
        raise damaged()
    return data
