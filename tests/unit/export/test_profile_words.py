"""The profile's own words exist in all languages of the instruments, and are marked where nobody has read them."""

import json
import re
import string

import pytest

from mgi_desktop.export.words import WORDS, words
from mgi_desktop.paths import resources, translations

LANGUAGES = ["fr", "es", "ar", "pt", "ru", "zh"]


def test_the_instruments_have_no_other_languages():
    for level in ("national", "local"):
        instrument = json.loads((resources() / "instruments" / f"mgi-{level}.json").read_text(encoding="utf-8"))
        assert set(instrument["languages"]) == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_the_same_fields(language):
    said = words(language)
    assert said.keys() == WORDS.keys()
    for name, english in WORDS.items():
        fields = [{part[1] for part in string.Formatter().parse(text) if part[1]} for text in (english, said[name])]
        assert fields[0] == fields[1]
    same = [name for name, english in WORDS.items() if said[name] == english]
    assert all(re.fullmatch(r"[\W{}a-z]*|\w+( \{n\})?", WORDS[name]) for name in same), same


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_whether_it_was_reviewed(language):
    head = (translations() / language / "LC_MESSAGES" / "profile.po").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("# Unreviewed")


def test_a_language_without_catalogue_is_in_english():
    assert words("sw") == WORDS


def test_areas_and_domains_are_never_the_same_word():
    assert words("es")["well_developed"] == "Áreas bien desarrolladas"
    assert words("es")["domain"] == "Ámbito {n}"
    assert words("fr")["well_developed"].startswith("Volets")
    assert words("fr")["domain"] == "Domaine {n}"
