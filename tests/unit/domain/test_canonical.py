"""Canonical JSON: the quick way says what RFC 8785 says, and nothing else comes through."""

import json

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from mgi_desktop.domain import canonical

LARGEST = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


def is_read(data):
    try:
        canonical.loads(data)
    except ValueError:
        return False
    return True


@given(VALUES)
@example({"\ue000": 1, "😀": 2})
@example({"é": 1, "e\u0301": 2, "": 3, '\x00\x1f\x7f\u2028\\"/\b': 4})
@example([LARGEST, -LARGEST, 0])
def test_what_is_canonical_is_read(value):
    assert canonical.loads(rfc8785.dumps(value)) == value


@given(VALUES, st.data())
def test_what_is_written_in_any_other_way_is_not(value, data):
    """Blanks, escapes, another order of names: the same value, and other bytes."""
    ways = data.draw(st.fixed_dictionaries({"ensure_ascii": st.booleans(), "sort_keys": st.booleans()}))
    written = json.dumps(value, separators=data.draw(st.sampled_from([(",", ":"), (", ", ": ")])), **ways).encode()
    if written == rfc8785.dumps(value):
        assert canonical.loads(written) == value
    else:
        assert not is_read(written)


@given(st.binary() | TEXTS.map(str.encode) | VALUES.map(json.dumps).map(str.encode))
@example(b"-0")
@example(b"1.0")
@example(b"1e2")
@example(b"9007199254740992")
@example(b"1" * 5000)
@example(b"NaN")
@example(b'"\\ud800"')
@example(b'"\xed\xa0\x80"')
@example(b'{"a":1,"a":1}')
@example(b"\xef\xbb\xbf1")
@example(b"")
def test_it_agrees_with_the_slow_way(data):
    try:
        slow = json.loads(data)
        agreed = rfc8785.dumps(slow) == data and b"." not in rfc8785.dumps(_without_texts(slow))
    except (ValueError, RecursionError):
        agreed = False
    assert is_read(data) == agreed


def _without_texts(value):
    """The numbers alone, among which there may be no float."""
    if isinstance(value, dict):
        return [_without_texts(part) for part in value.values()]
    if isinstance(value, list):
        return [_without_texts(part) for part in value]
    return None if isinstance(value, str) else value


@pytest.mark.parametrize("brackets", ["[]", '[{"a":', "[["])
def test_a_nest_is_refused_before_it_is_parsed(brackets):
    opening = brackets[: len(brackets) // 2] if brackets == "[]" else brackets
    assert not is_read((opening * 100_000).encode())


def test_brackets_in_texts_are_no_nest():
    assert canonical.loads(b'"' + b"[{" * 100 + b'\\"["') == "[{" * 100 + '"['
    assert canonical.loads(b"[" * 64 + b"]" * 64)
    assert not is_read(b"[" * 65 + b"]" * 65)
