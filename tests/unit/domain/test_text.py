"""Text as people type it: one kind of line end, and no character that a file may not carry."""

import sys

import pytest

from mgi_desktop.domain.text import first_refused, one_kind_of_line_end, without_refused


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"], ids=ascii)
def test_every_kind_of_line_end_becomes_one(end):
    assert one_kind_of_line_end(f"a{end}b{end}{end}c") == "a\nb\n\nc"
    assert first_refused(one_kind_of_line_end(f"a{end}b")) is None


def test_exactly_controls_noncharacters_and_surrogates_are_refused():
    refused = {code for code in range(sys.maxunicode + 1) if first_refused(one_kind_of_line_end(chr(code)))}
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}
    noncharacters = {*range(0xFDD0, 0xFDF0), *(code for code in range(0x110000) if code & 0xFFFE == 0xFFFE)}
    assert refused == controls | noncharacters | set(range(0xD800, 0xE000))


def test_the_first_refused_character_is_named_with_its_place():
    assert first_refused("ab\x00c\ud800") == (3, "U+0000")
    assert first_refused("\U0010ffff") == (1, "U+10FFFF")
    assert first_refused("a\tb\nc\u200f\u00a0🙂") is None


def test_pasting_leaves_out_what_no_file_may_carry_and_nothing_else():
    assert without_refused("a\x00b\r\nc\ufffe\td\u200d🙂") == "ab\nc\td\u200d🙂"
