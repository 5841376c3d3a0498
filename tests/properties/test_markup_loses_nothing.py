"""Whatever is written in a section, reading it loses no letter but the signs themselves, and never fails."""

from hypothesis import given
from hypothesis import strategies as st

from mgi_desktop.domain.markup import literal, parse, pasted, pieces, plain

texts = st.text(st.sampled_from("ab *-\\1.\n\t  é字م0")) | st.text()


def letters(text):
    return "".join(text.split())


@given(st.text(st.sampled_from("ab *-\\1. é字م")) | st.text())
def test_the_pieces_of_a_line_are_the_line(line):
    assert "".join(piece.text for piece in pieces(line)) == line
    assert all(set(piece.text) <= set("*\\-. 0123456789") for piece in pieces(line) if piece.marker)


@given(texts)
def test_a_text_loses_nothing_but_signs(text):
    kept = "".join(piece.text for line in text.split("\n") for piece in pieces(line) if not piece.marker)
    assert letters(plain(text)) == letters(kept)
    assert all(item.lines and item.text.strip() for block in parse(text) for item in block.items)


@given(texts)
def test_what_was_made_literal_is_said_in_full(text):
    line = "x" + text.replace("\n", " ")
    assert plain(literal(line)) == line
    assert all(not run.bold and not run.italic for run in parse(literal(line))[0].items[0].lines[0])


@given(texts)
def test_what_is_pasted_twice_is_as_pasted_once(text):
    assert pasted(pasted(text)) == pasted(text)
