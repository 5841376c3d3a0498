"""Canonical JSON (RFC 8785) without floats: what is hashed, signed and handed on."""

import json
import re
from typing import Any

import rfc8785

DEPTH = 64
"""So deep a value may be nested: far more than any field holds, and far less than what exhausts a program."""
_MOST_BRACKETS, _MOST_COMMAS = 200_000, 1_000_000
_LARGEST = 2**53 - 1
# Beyond the Basic Multilingual Plane RFC 8785 sorts names by UTF-16, Python by code point.
_ASTRAL = re.compile(b"[\xf0-\xf4]")


def dumps(value: Any) -> bytes:
    """Write canonical JSON; ValueError for what it cannot hold."""
    return rfc8785.dumps(value)


def loads(data: bytes) -> Any:
    """Return what these bytes hold; ValueError where they are not canonical JSON, or hold a float or too deep a nest.

    What is written anew must be the same bytes, so nothing that two programs could read differently comes through:
    no name that stands twice, no number that is too large, no lone surrogate.
    """
    if not is_modest(data):
        raise ValueError("nested too deeply")
    text = data.decode()
    held, end = _DECODER.raw_decode(text)
    if end < len(text) or (dumps(held) if _ASTRAL.search(data) else _ENCODER.encode(held).encode()) != data:
        raise ValueError("not canonical")
    return held


def is_modest(data: bytes) -> bool:
    """Whether JSON is nested no deeper than anything is, and of no more parts than memory should hold."""
    brackets = data.count(b"[") + data.count(b"{")
    if brackets > _MOST_BRACKETS or data.count(b",") > _MOST_COMMAS:
        return False
    return brackets <= DEPTH or _depth(data) <= DEPTH


def _depth(data: bytes) -> int:
    """How deep the brackets are nested, those in texts left out."""
    deepest = depth = 0
    for part in _BRACKETS.finditer(data):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(part.group(), 0)
        deepest = max(deepest, depth)
    return deepest


# Possessive, and a text need not end: else a long one takes memory for each of its letters, and one without an end is
# looked through again from each of its quotes.
_BRACKETS = re.compile(rb'[\[\]{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= len(str(-_LARGEST)) else _LARGEST + 1
    if abs(number) > _LARGEST:
        raise ValueError(digits[:20])
    return number


def _no_float(number: str) -> None:
    raise ValueError(number[:20])


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_no_float, parse_constant=_no_float)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
