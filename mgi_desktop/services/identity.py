"""The key pair of this installation: made at first start, the private key readable by its owner alone."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.signing import author_of
from mgi_desktop.files import bytes_of, write_whole
from mgi_desktop.store import local
from mgi_desktop.store.database import Database

NAME = "identity.pem"


def author(database: Database) -> str:
    """Return this installation as `ed25519:<base64url of the public key>`, making its key pair where there is none."""
    path = database.path.with_name(NAME)
    try:
        pem = bytes_of(path)
        make_private(path)
        known = local.setting(database.connection, "author")  # [author, hash of the file]: no cryptography at start
        if pem and isinstance(known, list) and known[1] == hashlib.sha256(pem).hexdigest():
            return str(known[0])
        pem = pem or _make(path)
        author = author_of(pem)
    except (OSError, ValueError, TypeError) as error:
        raise _unusable(path) from error
    if not database.read_only:
        with database.writing() as connection:
            local.set_setting(connection, "author", [author, hashlib.sha256(pem).hexdigest()])
    return author


def _make(path: Path) -> bytes:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.touch(mode=0o600)  # an empty file counts as none; the whole one takes over its rights
    write_whole(path, pem)
    return pem


def key(folder: Path) -> bytes:
    """The private key of the installation with its store in this folder (PEM), made where there is none."""
    path = folder / NAME
    try:
        return bytes_of(path) or _make(path)
    except OSError as error:
        raise _unusable(path) from error


def make_private(path: Path) -> None:
    """Take the rights of others to the private key away, where the system has such rights and lets it."""
    if not is_private(path):
        with suppress(OSError):  # `is_private` still says so, and so does the program
            path.chmod(0o600)


def is_private(path: Path) -> bool:
    """Whether only the owner may read the private key; other systems than POSIX say it in other ways."""
    return os.name != "posix" or not path.exists() or path.stat().st_mode & 0o077 == 0


def _unusable(path: Path) -> Refused:
    return Refused(
        N_("The key of this installation cannot be read or written. Check the rights of its folder."), where=str(path)
    )
