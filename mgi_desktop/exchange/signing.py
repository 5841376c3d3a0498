"""Ed25519 signatures of this and other installations; what is signed begins with what it is for."""

import base64
from typing import TYPE_CHECKING

from mgi_desktop.domain.edits import KEY

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PREFIX = "ed25519:"


def author_of(pem: bytes) -> str:
    """Return who signs with a private key, as edits name authors; ValueError where it is no such key."""
    from cryptography.hazmat.primitives import serialization

    raw = _private(pem).public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return _PREFIX + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def sign(pem: bytes, purpose: str, data: bytes) -> bytes:
    """Sign these bytes for a purpose, such as “batch”; a signature for one holds for no other."""
    return _private(pem).sign(_said(purpose, data))


def holds(author: str, purpose: str, data: bytes, signature: bytes) -> bool:
    """Whether this author, named in the one form that a key has, signed these bytes for this purpose."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not KEY.fullmatch(author):
        return False
    raw = base64.urlsafe_b64decode(author.removeprefix(_PREFIX) + "=")
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, _said(purpose, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(pem: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("another kind of key")
    return key


def _said(purpose: str, data: bytes) -> bytes:
    return f"mgi-desktop {purpose}\n".encode() + data
