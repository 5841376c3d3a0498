"""Which kind of file a questionnaire came in: by what is in it, not by its name."""

import re
from collections.abc import Callable

from mgi_desktop.exchange import sheets

from . import plain, xlsform
from .reading import Reading

LIMIT = sheets.LIMIT
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_FORMAT = re.compile(rb'"format"\s*:\s*"mgi-instrument"')


def is_questionnaire(data: bytes) -> bool:
    """Whether this can only be a questionnaire: a workbook, or JSON that says so."""
    return data.startswith(_PACKED) or _FORMAT.search(data) is not None


def read(data: bytes, cancelled: Callable[[], bool] = lambda: False) -> Reading:
    """Read a questionnaire; Refused says what is wrong, and where."""
    return xlsform.read(data, cancelled) if data.startswith(_PACKED) else plain.read(data)
