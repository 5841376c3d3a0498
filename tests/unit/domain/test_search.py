"""What makes no difference to a search."""

import pytest

from mgi_desktop.domain.search import Searched, excerpt, fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Migración", "MIGRACION"),
        ("niña", "nin\N{COMBINING TILDE}a"),
        ("Straße", "STRASSE"),
        ("œuvre", "Oeuvre"),
        ("Łódź", "lodz"),
        ("İzmir", "izmir"),
        ("ﬁnance", "finance"),
        ("ＭＧＩ　２０２３", "mgi 2023"),
        ("l’asile", "l'asile"),
        ("decreto–ley", "decreto-ley"),
        ("so\N{SOFT HYPHEN}ft", "soft"),
        ("مُهَاجِر", "مهاجر"),
        ("مـــهاجر", "مهاجر"),
        ("أحمد إلى آخر ٱلعربية", "احمد الي اخر العربيه"),
        ("شؤون", "شوون"),
        ("هيئة", "هييه"),
        ("القضاء", "القضا"),
        ("کشور ایران", "كشور ايران"),
        ("٢٠٢٣ و ۲۰۲۴", "2023 و 2024"),
        ("ﻻجئ", "لاجئ"),
    ],
)
def test_these_are_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ley", "rey"), ("2.1", "21"), ("सीमा", "सम"), ("移民", "移住")])
def test_these_are_not(one, other):
    assert fold(one) != fold(other)


def test_the_folds_of_parts_make_the_fold_of_the_whole():
    text = "Straße, œuvre; مُهَاجِر ﬁn nin\N{COMBINING TILDE}a"
    for place in range(len(text)):
        assert fold(text[:place]) + fold(text[place:]) == fold(text)


def test_words_leave_out_what_stands_between_them_but_keep_codes_whole():
    assert words("«L’état», decreto-ley (art. 5.2).") == ["l", "etat", "decreto", "ley", "art", "5.2"]
    assert words(" L2.1.3 ") == ["l2.1.3"]
    assert words("… – ?") == []


# How well it matches


def ranked(text, *searched):
    """The places of what is found, best first."""
    found = {place: one.rank(words(text)) for place, one in enumerate(searched)}
    return sorted((place for place, rank in found.items() if rank is not None), key=found.__getitem__)


def test_whole_words_come_before_beginnings_and_beginnings_before_what_stands_within():
    within, beginning, whole, none = (
        Searched("", text) for text in ("inmigración", "migraciones", "la migración", "ley")
    )
    assert ranked("migracion", within, beginning, whole, none) == [2, 1, 0]


def test_a_code_comes_before_any_word_and_what_counts_less_after_the_others():
    indicator = Searched("L2.1.3", "Pregunta")
    other = Searched("L2.1.30", "Otra")
    text, guidance = Searched("", "según 2.1.3", ["nada"]), Searched("", "x", [], ["según 2.1.3"])
    assert ranked("2.1.3", guidance, text, other, indicator) == [3, 2, 1, 0]


def test_words_that_stand_side_by_side_come_first():
    assert ranked("ley nacional", Searched("", "nacional y ley"), Searched("", "la ley nacional")) == [1, 0]


def test_words_may_stand_in_different_texts_but_none_across_two():
    assert ranked("ley asamblea", Searched("", "Ley", ["Asamblea"])) == [0]
    assert ranked("leyasamblea", Searched("", "Ley", ["Asamblea"])) == []


# Where it matches


def marked(text, wanted, **room):
    found = excerpt(text, words(wanted), **room)
    return found.text, [found.text[begin:end] for begin, end in found.marks]


def test_what_matches_is_marked_in_the_text_as_it_was_written():
    assert marked("La Migración y la INMIGRACIÓN", "migracion") == ("La Migración y la INMIGRACIÓN", ["Migración"])
    assert marked("Straße und Fluß", "ss")[1] == ["ß", "ß"]
    assert marked("La inmigración", "migr")[1] == ["migr"]
    assert marked("nin\N{COMBINING TILDE}a", "nin")[1] == ["nin\N{COMBINING TILDE}"]
    assert marked("كتب المُهَاجِرُ رسالة", "مهاجر")[1] == ["مُهَاجِرُ"]
    assert marked("l’état civil", "l'etat")[1] == ["l", "état"]
    assert marked("😀 ley", "ley")[1] == ["ley"]


def test_words_that_touch_are_marked_as_one():
    assert marked("decreto", "decre decreto")[1] == ["decreto"]


def test_a_long_text_is_shown_round_the_match():
    text = f"{'antes ' * 3000}Él dijo: MIGRACIÓN segura{' después' * 3000}"
    shown, found = marked(text, "migracion", room=100)
    assert found == ["MIGRACIÓN"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 102
    assert "dijo: MIGRACIÓN segura" in shown


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert excerpt("uno\ndos\ttres", ["x"]).text == "uno dos tres"
    assert excerpt("uno " * 100, [], room=20).text == "uno uno uno uno uno…"
    assert len(excerpt("x" * 1000, ["x"], room=50).text) <= 52


def test_a_word_that_goes_on_for_ever_is_cut():
    assert len(excerpt("a" * 500 + "b" + "a" * 500, ["b"], room=100).text) <= 102
