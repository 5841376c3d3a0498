"""Spelling: unknown words are found where a dictionary is, and nothing is in the way where none is."""

import time
from pathlib import Path

import pytest

from mgi_desktop.services.spelling import NAME, Spelling


@pytest.fixture
def spelling(tmp_path: Path) -> Spelling:
    made = Spelling(tmp_path)
    if not all(map(made.knows, ("fr", "es", "en"))):
        pytest.skip("no dictionaries on this computer")
    return made


def unknown(spelling: Spelling, text: str, language: str) -> list[str]:
    return [text[begin : begin + length] for begin, length in spelling.unknown(text, language)]


def test_unknown_words_are_found_in_their_place_and_language(spelling):
    assert unknown(spelling, "La maizon de l’école est ouverte aujourd’hui.", "fr") == ["maizon"]
    assert unknown(spelling, "El municpio atiende a las personas.", "es") == ["municpio"]
    assert unknown(spelling, "The authority recieves people.", "en") == ["recieves"]


def test_what_is_no_prose_is_passed_over(spelling):
    text = "Voir www.exampl.org, https://exampl.org/zzz, qx@exampl.org, art. 12bis, ISO et OIMX."
    assert unknown(spelling, text, "fr") == []


def test_a_text_without_any_space_is_looked_through_at_once(spelling):
    start = time.perf_counter()
    assert unknown(spelling, "—" * 100_000, "fr") == []
    assert unknown(spelling, "Zq" * 50_000, "fr") == ["Zq" * 50_000]
    assert time.perf_counter() - start < 10  # minutes where each letter is a beginning


def test_a_language_with_a_country_takes_the_nearest_dictionary(spelling):
    assert unknown(spelling, "municpio", "es-SV") == unknown(spelling, "municpio", "es") == ["municpio"]


def test_suggestions_keep_the_apostrophe_as_typed(spelling):
    assert "maison" in spelling.suggestions("maizon", "fr")
    assert any("’" in one for one in spelling.suggestions("l’écolle", "fr"))


def test_an_added_word_is_right_in_every_language_and_after_a_restart(spelling, tmp_path):
    spelling.add("Migrapolis")
    for one in (spelling, Spelling(tmp_path)):
        assert unknown(one, "Migrapolis migrapolis", "fr") == unknown(one, "Migrapolis", "es") == []


def test_a_damaged_list_and_a_language_without_dictionary_mark_nothing_more(spelling, tmp_path):
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    assert unknown(Spelling(tmp_path), "La maizon", "fr") == ["maizon"]
    assert not spelling.knows("tlh")
    assert unknown(spelling, "maizon", "tlh") == []
