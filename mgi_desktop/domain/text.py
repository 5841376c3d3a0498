"""Text as people type it: line ends made equal, characters that no file may carry found."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def one_kind_of_line_end(text: str) -> str:
    """Return the text with every kind of line end as LF."""
    return _LINE_ENDS.sub("\n", text)


def first_refused(text: str) -> tuple[int, str] | None:
    """Return place (from 1) and name (U+0000) of the first control character, noncharacter or lone surrogate."""
    found = _REFUSED.search(text)
    return (found.start() + 1, f"U+{ord(found.group()):04X}") if found else None


def without_refused(text: str) -> str:
    """Return the text, line ends made equal, without the characters that no file may carry."""
    return _REFUSED.sub("", one_kind_of_line_end(text))
