"""The key pair of this installation: made at first start, the private key readable by its owner alone."""

import base64
import os
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.store import local
from mgi_desktop.store.database import Database

NAME = "identity.pem"


def author(database: Database) -> str:
    """Return this installation as `ed25519:<base64url of the public key>`, making its key pair where there is none."""
    path = database.path.with_name(NAME)
    known = local.setting(database.connection, "author")
    if isinstance(known, str) and path.exists():
        return known
    made = _public(path)
    with database.writing() as connection:
        local.set_setting(connection, "author", made)
    return made


def _public(path: Path) -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        if path.exists():
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        else:
            key = Ed25519PrivateKey.generate()
            pem = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    except (OSError, ValueError) as error:
        raise Refused(
            N_("The key of this installation cannot be read or written. Check the rights of its folder."),
            where=str(path),
        ) from error
    return "ed25519:" + base64.urlsafe_b64encode(raw).decode().rstrip("=")
