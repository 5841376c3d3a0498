"""Which kind of file a questionnaire came in: by what is in it, not by its name."""

import re
from collections.abc import Callable

from mgi_desktop.exchange import sheets

from . import plain, xlsform
from .reading import Reading

LIMIT = sheets.LIMIT
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED, _PARTS = b"PK\x03\x04", b"[Content_Types].xml"
_FORMAT = re.compile(rb'"format"\s*:\s*"mgi-instrument"')


def is_questionnaire(data: bytes) -> bool:
    """Whether this can only be a questionnaire: a workbook, or JSON that says so."""
    return _is_workbook(data) or _FORMAT.search(data) is not None


def _is_workbook(data: bytes) -> bool:
    return data.startswith(_OLD_WORKBOOK) or (data.startswith(_PACKED) and _PARTS in data)


def read(data: bytes, cancelled: Callable[[], bool] = lambda: False, *, workbook: bool = False) -> Reading:
    """Read a questionnaire; Refused says what is wrong, and where. `workbook`: its name says that it is one."""
    return xlsform.read(data, cancelled) if workbook or _is_workbook(data) else plain.read(data)
