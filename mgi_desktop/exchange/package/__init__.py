"""Packages (`.mgi`): what travels between people. Their form is written down in resources/schemas/package.md."""

from mgi_desktop.exchange.protection import Locked, Protection, Secrets

from . import batches
from .form import FILE as LIMIT
from .form import SUFFIX
from .opening import is_package, is_protected
from .outgoing import Outgoing
from .reading import read
from .writing import write

__all__ = [
    "LIMIT",
    "SUFFIX",
    "Locked",
    "Outgoing",
    "Protection",
    "Secrets",
    "batches",
    "is_package",
    "is_protected",
    "read",
    "write",
]
