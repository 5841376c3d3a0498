"""Words, dates and names of countries in the languages that the program speaks."""

import re
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from mgi_desktop import i18n
from mgi_desktop.domain.countries import ALPHA_3
from mgi_desktop.domain.errors import Refused

INSTRUMENT_LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "zh")


@pytest.fixture(autouse=True)
def _language():
    before = i18n.language()
    yield
    i18n.set_language(before)


def test_chinese_first_changes_no_other_language():
    """In a process of its own: Babel shares what a locale does not say with all that come after it."""
    code = (
        "from mgi_desktop import i18n\n"
        "for tag in ('zh', 'ar', 'fr', 'es', 'en'):\n"
        "    print(tag, i18n.month_names(tag)[8], i18n.format_date('2023-09', tag), sep='|')\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert said.splitlines() == [
        "zh|九月|2023年9月",
        "ar|سبتمبر|سبتمبر 2023",
        "fr|septembre|septembre 2023",
        "es|septiembre|septiembre de 2023",
        "en|September|September 2023",
    ]


@pytest.mark.parametrize(
    ("tag", "month", "day"),
    [
        ("en", "September 2023", "September 1, 2023"),
        ("fr", "septembre 2023", "1 septembre 2023"),
        ("es", "septiembre de 2023", "1 de septiembre de 2023"),
        ("pt", "setembro de 2023", "1 de setembro de 2023"),
        ("ru", "сентябрь 2023 г.", "1 сентября 2023 г."),
        ("ar", "سبتمبر 2023", "1 سبتمبر 2023"),
        ("zh", "2023年9月", "2023年9月1日"),
    ],
)
def test_dates_are_written_to_the_year_month_or_day(tag, month, day):
    def written(partial):
        return i18n.format_date(partial, tag).replace("\u202f", " ").replace("\u200f", "")

    assert written("2023") == "2023"
    assert written("2023-09") == month
    assert written("2023-09-01") == day


@pytest.mark.parametrize("partial", ["", "soon", "2023-13", "2023-02-30"])
def test_what_is_no_date_is_shown_as_it_is(partial):
    assert i18n.format_date(partial, "fr") == partial


def test_dates_follow_the_language_named_not_the_interface():
    i18n.set_language("en")
    assert i18n.format_date("2023-09", "fr") == "septembre 2023"
    assert i18n.format_date("2023-09") == "September 2023"


def test_time_of_day_has_seconds():
    assert re.fullmatch(r"\d\d:\d\d:05", i18n.format_time(datetime(2023, 9, 1, 12, 30, 5, tzinfo=UTC)))


@pytest.mark.parametrize("tag", INSTRUMENT_LANGUAGES)
def test_every_country_has_a_name_of_its_own(tag):
    names = dict(i18n.territories(tag))
    assert names.keys() == ALPHA_3
    assert not [code for code, name in names.items() if not name or (name.isascii() and len(name) <= 3)]
    assert len(set(names.values())) == len(names)


def test_names_of_the_united_nations_come_before_those_of_cldr():
    assert i18n.territory("PSE", "en") == "State of Palestine"
    assert i18n.territory("KOR", "fr") == "République de Corée"
    assert i18n.territory("RUS", "es") == "Federación de Rusia"
    assert i18n.territory("SLV", "fr") == "El Salvador"
    assert i18n.territory("ESP", "fr") == "Espagne"


@pytest.mark.parametrize(("tag", "expected"), [("ar", True), ("pa-Arab", True), ("pa", False), ("az-Latn", False),
                                               ("ks", True), ("ku-Arab-IQ", True), ("zh-Hans", False)])  # fmt: skip
def test_direction_is_that_of_the_script(tag, expected):
    assert i18n.is_rtl(tag) is expected


def test_countries_are_listed_without_regard_to_accents():
    names = [name for _, name in i18n.territories("fr")]
    assert names.index("Égypte") < names.index("Fidji")


@pytest.mark.parametrize("tag", ["pt-BR", "es-419", "zh-Hant", "qps-ploc", "qps-plocm", "tlh", "no-such-tag"])
def test_any_tag_has_dates_months_and_countries(tag):
    assert "2023" in i18n.format_date("2023-09", tag)
    assert len(set(i18n.month_names(tag))) == 12
    assert i18n.territory("SLV", tag) != "SLV"


def test_the_pseudo_language_keeps_placeholders_and_is_longer():
    i18n.set_language("qps-ploc")
    said = i18n._("“{value}” is not a country. See {file_name}&Open.")
    assert re.findall(r"\{[^}]*\}", said) == ["{value}", "{file_name}"]
    assert "&" in said
    assert said.startswith("[")
    assert said.endswith("]")
    assert len(said) > len("“{value}” is not a country. See {file_name}&Open.") * 1.2
    assert "{n}" in i18n.n_("{n} edit", "{n} edits", 2)
    assert said.format(value="a", file_name="b")


def test_direction_comes_from_the_tag_alone():
    assert i18n.is_rtl("ar")
    assert i18n.is_rtl("fa-IR")
    assert i18n.is_rtl("qps-plocm")
    assert not i18n.is_rtl("qps-ploc")
    assert not i18n.is_rtl("es")


def test_an_error_is_said_with_its_place():
    i18n.set_language("en")
    assert i18n.say(Refused("“{name}” is missing.", where="a.json: subject", name="country")) == (
        "a.json: subject: “country” is missing."
    )


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "es_SV.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:es:fr"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_interface_takes_the_language_of_the_system(monkeypatch, environment, expected):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.system_language() == expected


@pytest.mark.parametrize(
    ("tag", "day", "month", "number"),
    [
        ("fr", "9 mai 2023", "mai 2023", "2,4"),
        ("es", "9 may 2023", "may 2023", "2,4"),
        ("en", "May 9, 2023", "May 2023", "2.4"),
    ],
)
def test_short_dates_and_numbers(tag, day, month, number):
    short = [i18n.format_date(text, tag, short=True) for text in ("2023-05-09", "2023-05", "2023", "soon")]
    assert short == [day, month, "2023", "soon"]
    assert i18n.format_number(2.44, tag) == number


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", "a, b and c"), ("fr", "a, b et c"), ("es", "a, b y c"), ("qps-ploc", "a, b and c"), ("zh", "a、b和c")],
)
def test_several_things_are_joined_as_the_language_does(tag, said):
    assert i18n.format_list(["a", "b", "c"], tag) == said
    assert i18n.format_list(["a"], tag) == "a"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone")
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Bogota"])
@pytest.mark.parametrize("at", ["9999-12-31T23:59:59.000Z", "0001-01-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z"])
def test_a_moment_at_the_end_of_time_is_told_or_is_none(monkeypatch, zone, at):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    with suppress(ValueError):
        assert i18n.local_moment(at).year in (1, 9999)
    monkeypatch.undo()
    time.tzset()
