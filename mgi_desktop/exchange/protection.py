"""Protected files: opened by whoever knows a passphrase, or by certain people with the key of their installation."""

import base64
from dataclasses import dataclass
from typing import Any, BinaryIO

from mgi_desktop.domain.edits import KEY
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

from . import age
from .signing import author_of

SUFFIX = ".age"


@dataclass(frozen=True)
class Protection:
    """Who can open a file: whoever knows the passphrase, else these people, named as edits name authors."""

    passphrase: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Secrets:
    """With what protected files are opened: a passphrase that somebody typed, the key of this installation (PEM)."""

    passphrase: str = ""
    pem: bytes = b""


class Locked(Refused):
    """The file is protected: `by` passphrase, which is missing or `wrong`, or for people of whom this is none."""

    def __init__(self, message: str, /, *, by: str, wrong: bool = False) -> None:
        super().__init__(message)
        self.by, self.wrong = by, wrong


def is_protected(beginning: bytes) -> bool:
    """Whether a file that begins so is a protected one."""
    return beginning.startswith(age.INTRO)


def need(protection: Protection) -> None:
    """Refused where a protection would let nobody in, or names somebody who has no key."""
    if not protection.passphrase and not protection.people:
        raise Refused(N_("Choose a passphrase, or the people who may open the file."))
    for author in protection.people:
        _recipient(author)


def protect(reader: BinaryIO, writer: BinaryIO, protection: Protection, pem: bytes) -> None:
    """Write what can be read, protected; whoever protects a file for others can open it too."""
    need(protection)
    if protection.passphrase:
        age.encrypt(reader, writer, protection.passphrase)
        return
    import pyrage

    people = dict.fromkeys((*protection.people, author_of(pem)))
    pyrage.encrypt_io(reader, writer, [_recipient(author) for author in people])


def unprotect(reader: BinaryIO, writer: BinaryIO, secrets: Secrets) -> None:
    """Write what a protected file holds; Locked where the secrets do not open it, Refused where it is damaged.

    On error a part of it may be written: that must go at once.
    """
    header = reader.read(age.HEADER)
    reader.seek(0)
    if age.is_by_passphrase(header):
        _by_passphrase(reader, writer, secrets.passphrase)
    elif not secrets.pem or b"\n-> ssh-ed25519 " not in header:
        raise _for_others()
    else:
        _for_people(reader, writer, secrets.pem)


def _by_passphrase(reader: BinaryIO, writer: BinaryIO, passphrase: str) -> None:
    if not passphrase:
        raise Locked(N_("This file is protected by a passphrase. Type it to open the file."), by="passphrase")
    try:
        age.decrypt(reader, writer, passphrase)
    except age.WrongPassphrase as error:
        raise Locked(N_("The passphrase is not the right one."), by="passphrase", wrong=True) from error


def _for_people(reader: BinaryIO, writer: BinaryIO, pem: bytes) -> None:
    import pyrage

    identity = pyrage.ssh.Identity.from_buffer(_openssh(pem))
    begun = writer.tell()
    try:
        pyrage.decrypt_io(reader, writer, [identity])
    except pyrage.DecryptError as error:
        raise (age.damaged() if writer.tell() > begun else _for_others()) from error
    except OSError as error:
        if error.errno is not None:  # of the disk; pyrage's own have no number
            raise
        raise age.damaged() from error


def _for_others() -> Locked:
    return Locked(
        N_("This file is protected for certain people, and this installation is none of them. Ask its sender for it."),
        by="people",
    )


def _recipient(author: str) -> Any:
    """An author's public key as an SSH key (RFC 8709), the kind for which age can encrypt."""
    import pyrage

    found = KEY.fullmatch(author)
    raw = base64.urlsafe_b64decode(author.partition(":")[2] + "=") if found else b""
    wire = b"".join(len(part).to_bytes(4, "big") + part for part in (b"ssh-ed25519", raw))
    try:
        return pyrage.ssh.Recipient.from_str(f"ssh-ed25519 {base64.b64encode(wire).decode()}")
    except pyrage.RecipientError as error:
        raise Refused(N_("For “{person}” no file can be protected: no key is known."), person=author[:60]) from error


def _openssh(pem: bytes) -> bytes:
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(pem, password=None)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    )
