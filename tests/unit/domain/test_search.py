"""What makes no difference to a search."""

import pytest

from mgi_desktop.domain.search import fold, words


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
