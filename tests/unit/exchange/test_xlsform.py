"""XLSForms as questionnaires: what becomes of groups, lists and languages, what is guessed and what is left out."""

import copy
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import parse
from mgi_desktop.exchange.instruments import canonical, read, write_json, write_xlsform
from mgi_desktop.paths import resources
from tests.questionnaires import lettered
from tests.workbooks import CHOICES_HEAD, SETTINGS, SURVEY_HEAD, YES_NO, form, groups, texts, workbook


def shipped(level):
    return json.loads((resources() / "instruments" / f"mgi-{level}.json").read_bytes())


DOCUMENTS = {"national": shipped("national"), "local": shipped("local"), "lettered": lettered()}


def taken(sheets):
    return read(workbook(sheets))


def instrument(reading):
    return parse(reading.document, "0" * 64)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_exported_is_read_as_the_very_same_questionnaire(name):
    written = write_xlsform(DOCUMENTS[name])
    again = read(written.data)
    assert canonical(again.document) == canonical(DOCUMENTS[name])
    assert (written.remarks, again.guessed, again.left_out) == ((), (), ())
    assert canonical(read(write_json(DOCUMENTS[name])).document) == canonical(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pyxform_takes_what_is_exported_in_every_language(name):
    document = DOCUMENTS[name]
    made = convert(xlsform=io.BytesIO(write_xlsform(document).data), file_type=".xlsx", validate=False)
    assert made.warnings == []
    for tag in document["languages"]:
        assert f"({tag})" in made.xform
    for domain in document["domains"]:
        for part in domain["subdomains"]:
            for indicator in part["indicators"]:
                assert indicator["code"].replace(".", "_").replace("-", "_") in made.xform
    assert "<value>-</value>" not in made.xform  # how it marks a text that a language lacks


def test_every_cell_is_a_text_and_never_a_formula():
    document = lettered()
    document["domains"][0]["title"]["en"] = "=1+1"
    document["domains"][0]["subdomains"][0]["indicators"][0]["question"]["fr"] = '=HYPERLINK("http://x.example")'
    document["version"] = "1.10"
    data = write_xlsform(document).data
    cells = [
        cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert canonical(read(data).document) == canonical(document)


def test_gaps_are_filled_from_another_language_and_listed():
    document = lettered()
    del document["domains"][2]["title"]["fr"]
    document["domains"][0]["subdomains"][0]["indicators"][1]["guidance"] = {}
    written = write_xlsform(document)
    assert texts(written.remarks) == ["“C title” is not there in fr; it was filled in from another language."]
    again = instrument(read(written.data))
    assert again.domains[2].title == {"en": "Partnerships", "fr": "Partnerships"}
    assert again.indicators["A-two"].guidance == {}


def test_what_a_form_would_take_for_the_name_of_a_question_is_written_apart():
    document = lettered()
    document["title"]["en"] = "Costs ${5}"
    document["domains"][0]["title"]["en"] = "Costs ${price}"
    written = write_xlsform(document)
    assert any("Costs ${price}" in text for text in texts(written.remarks))
    assert convert(xlsform=io.BytesIO(written.data), file_type=".xlsx", validate=False).warnings == []


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40).filter(str.strip)


@given(_TEXTS, _TEXTS, _TEXTS)
def test_any_text_comes_back_as_it_was(question, hint, label):
    document = lettered()
    question, hint, label = (text.replace("${", "") or "x" for text in (question, hint, label))
    for text in (question, hint, label):
        if any(mark in text for mark in ("\u2028", "\u2029", "\ufffe")) or not text.strip():
            return
    indicator = document["domains"][0]["subdomains"][0]["indicators"][0]
    indicator["question"]["en"], indicator["guidance"]["fr"] = question, hint
    document["scales"]["yes_no"][0]["label"]["en"] = label
    assert canonical(read(write_xlsform(document).data).document) == canonical(document)


@pytest.mark.parametrize("text", ["_x0041_", " edge ", "line\nline\ttab", "<b>&amp;</b>", "👍 العربية"])
def test_texts_that_workbooks_like_to_change(text):
    document = lettered()
    document["domains"][0]["title"]["en"] = text
    assert read(write_xlsform(document).data).document["domains"][0]["title"]["en"] == text


def test_a_form_of_somebody_else():
    survey = [
        ("start", "start"),
        ("note", "welcome", "Welcome", "Bienvenue"),
        ("text", "name_of_city", "City?", "Ville ?"),
        *groups(),
    ]
    survey[5:6] = [
        ("select_one yn", "q1", "Question 1?", "Question 1 ?", "Look at 1."),
        ("text", "q1_justification", "Why?", "Pourquoi ?"),
        ("integer", "q1_budget", "How much?", "Combien ?"),
        ("select_multiple yn", "q1_more", "Which?", "Lesquels ?"),
    ]
    reading = taken(form(survey))
    made = instrument(reading)
    assert (made.id, made.version, made.level, made.source_language) == ("city-form", "7", "local", "en")
    assert made.languages == ("en", "fr")
    assert made.title == {"en": "A city form"}
    assert [(domain.code, domain.title["fr"]) for domain in made.domains][:2] == [
        ("d1", "Domaine 1"),
        ("d2", "Domaine 2"),
    ]
    assert list(made.indicators) == [f"q{number}" for number in range(1, 7)]
    assert made.indicators["q1"].guidance == {"en": "Look at 1."}
    assert [(choice.value, choice.presence) for choice in made.indicators["q6"].scale] == [
        ("yes", "complete"), ("partial", "partial"), ("no", "absent"),
    ]  # fmt: skip
    left_out = texts(reading.left_out)
    assert [text.partition(":")[0] for text in left_out] == [f"survey!{row}" for row in (2, 3, 4, 9, 10)]
    assert "“q1_budget” (integer)" in left_out[3]
    assert texts(reading.guessed) == [
        "settings: The level was guessed: local. A column “level” in the settings would say it.",
        "choices!2: What the values of “yn” mean was guessed: yes = complete, partial = partial, no = absent.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "presences"),
    [
        (("oui", "non"), "complete absent"),
        (("Sí", "Parcialmente", "No"), "complete partial absent"),
        (("no", "yes"), "absent complete"),
        (("a", "b", "c", "d"), "complete partial partial absent"),
        (("yes", "sometimes", "no"), "complete partial absent"),
        (("yes", "no", "na", "dk"), "complete absent"),
    ],
)
def test_what_values_mean_is_guessed_and_said(values, presences):
    reading = taken(form(choices=[("yn", value, value, value) for value in values]))
    assert [choice.presence for choice in instrument(reading).indicators["q1"].scale] == presences.split()
    assert any("mean was guessed" in text for text in texts(reading.guessed))
    assert sum("left out of the scale" in text for text in texts(reading.left_out)) == len(values) - len(
        presences.split()
    )


def test_a_column_presence_says_what_values_mean():
    choices = [
        (*CHOICES_HEAD, "presence"),
        *((*row, said) for row, said in zip(YES_NO, ("absent", "", "Complete"), strict=True)),
    ]
    reading = taken({**form(), "choices": choices})
    assert [choice.presence for choice in instrument(reading).indicators["q1"].scale] == [
        "absent",
        "partial",
        "complete",
    ]


def test_a_list_of_countries_is_no_scale():
    survey = groups()
    survey.insert(2, ("select_one country", "where", "Where?", "Où ?"))
    choices = [*YES_NO, *(("country", f"c{number}", f"Country {number}", "") for number in range(20))]
    reading = taken(form(survey, choices))
    assert "where" not in instrument(reading).indicators
    assert "survey!4: The list “country” is no scale: it has 20 values, and a scale has 2 to 9." in texts(
        reading.left_out
    )


@pytest.mark.parametrize(
    "heads", [("en", "fr"), ("English", "Français"), ("english (en)", "french (fr)"), ("English", "French")]
)
def test_languages_are_known_by_tag_or_name(heads):
    sheets = form(settings=[(*SETTINGS[:3], heads[0])])
    sheets["survey"][0] = ("type", "name", *(f"label::{head}" for head in heads), f"hint::{heads[0]}")
    sheets["choices"][0] = ("list_name", "name", *(f"label::{head}" for head in heads))
    assert instrument(taken(sheets)).languages == ("en", "fr")


def test_texts_without_a_language_are_in_the_default_one():
    sheets = form(settings=[(*SETTINGS[:3], "Deutsch (de)")])
    sheets["survey"][0] = ("type", "name", "label", "label::Klingon", "hint")
    sheets["choices"][0] = ("list name", "value", "label", "label::Klingon")
    reading = taken(sheets)
    made = instrument(reading)
    assert (made.languages, made.source_language) == (("de",), "de")
    assert sum("label::Klingon" in text for text in texts(reading.left_out)) == 2


def test_without_settings_everything_is_guessed_and_said():
    sheets = form()
    del sheets["settings"]
    reading = taken(sheets)
    made = instrument(reading)
    assert (made.id, made.version, made.level, made.source_language) == ("questionnaire", "1", "national", "en")
    assert len(reading.guessed) == 5 + 1
    assert reading.level_guessed


def test_names_too_long_for_codes_are_numbered_by_place():
    names = {"d2": "a_long_name_of_a_group", "s2": "another_long_name"}
    survey = [tuple(names.get(str(cell), cell) for cell in row) for row in groups()]
    reading = taken(form(survey))
    made = instrument(reading)
    assert (made.domains[1].code, made.domains[1].subdomains[0].code) == ("2", "2.1")
    assert sum("is called" in text for text in texts(reading.guessed)) == 2


def test_questions_right_in_a_domain_are_its_one_subdomain():
    survey = [row for row in groups() if not (row[0] == "begin_group" and str(row[1]).startswith("s"))]
    survey = [row for place, row in enumerate(survey) if row != ("end_group",) or survey[place - 1] != ("end_group",)]
    made = instrument(taken(form(survey)))
    assert [(part.code, part.title["en"]) for part in made.domains[0].subdomains] == [("d1.1", "Domain 1")]


def test_one_group_round_everything_is_looked_through():
    survey = [("begin_group", "all", "All", "Tout"), *groups(), ("end_group",)]
    reading = taken(form(survey))
    assert len(instrument(reading).domains) == 6
    assert any("holds everything" in text for text in texts(reading.guessed))


def test_groups_without_indicators_repeats_and_deeper_groups_are_listed():
    survey = [
        ("begin_group", "intro", "Intro", ""), ("note", "hello", "Hello", ""), ("end_group",),
        *groups(),
        ("begin_repeat", "people", "People", ""), ("begin group", "one", "One", ""), ("select_one yn", "x", "X?", ""),
        ("end group",), ("end_repeat",),
    ]  # fmt: skip
    survey[5:6] = [("begin_group", "deep", "Deep", ""), survey[5], ("end_group",)]
    left_out = texts(taken(form(survey)).left_out)
    assert [one for one in left_out if "group “intro”" in one]
    assert [one for one in left_out if "repeat" in one]
    assert [one for one in left_out if "groups in “s1”" in one]


def test_columns_that_nobody_reads_are_listed_where_they_say_something():
    sheets = form()
    sheets["survey"][0] = (*SURVEY_HEAD, "relevant", "constraint", "media::image::English (en)")
    sheets["survey"][3] = (*sheets["survey"][3], "${q2} = 'yes'", "", "a.png")
    left_out = texts(taken(sheets).left_out)
    assert left_out == [
        "survey: The column “relevant” is not read.",
        "survey: The column “media::image::english (en)” is not read.",
    ]


def rows_refused(**sheets):
    with pytest.raises(Refused) as refused:
        taken(form(**sheets))
    return refused.value


@pytest.mark.parametrize(
    ("survey", "where", "words"),
    [
        (groups(5), "survey", "exactly 6 domains, and this one has 5"),
        (groups(7), "survey", "7"),
        (groups()[:-1], "survey!27", "never closed"),
        ([*groups(), ("end_group",)], "survey!32", "does not begin"),
        ([*groups(), ("begin_repeat", "r"), ("end_group",)], "survey!33", "does not begin"),
        ([("begin_group", f"g{number}", "G", "G") for number in range(30)], "survey!22", "20 deep"),
        ([*groups()[:2], ("select_one yn", "", "No name?", ""), *groups()[3:]], "survey!4", "no name"),
        ([*groups()[:2], ("select_one yn", "q1", "", "Sans ?"), *groups()[3:]], "survey!4", "source language"),
        ([*groups()[:7], ("select_one yn", "q2", "Long " * 3000, ""), *groups()[8:]], "survey!9", "10000"),
        ([("select_one yn", "alone", "Alone?", "")], "survey", "this one has 0"),
    ],
    ids=str,
)  # fmt: skip
def test_a_survey_that_is_wrong_is_refused_with_its_row(survey, where, words):
    refused = rows_refused(survey=survey)
    assert refused.where == where
    assert words in str(refused)


@pytest.mark.parametrize(
    ("choices", "where", "words"),
    [
        ([*YES_NO, ("yn", "yes", "Yes", "")], "choices!5", "twice"),
        ([*YES_NO, ("yn", "", "Yes", "")], "choices!5", "no name"),
        ([("yn", "yes", "", "Oui"), ("yn", "no", "No", "Non")], "choices", "source language"),
        ([("other", "yes", "Yes", "Oui")], "survey!4", "yn"),
    ],
)
def test_choices_that_are_wrong_are_refused_with_their_row(choices, where, words):
    refused = rows_refused(choices=choices)
    assert refused.where == where
    assert words in str(refused)


def test_two_questions_of_one_code_are_refused_with_both_rows():
    sheets = form()
    sheets["survey"] = [
        (*row, *([""] * (5 - len(row))), "same" if str(row[1:2])[2:3] == "q" else "") for row in sheets["survey"]
    ]
    sheets["survey"][0] = (*SURVEY_HEAD, "code")
    with pytest.raises(Refused, match=r"survey!9: The code same stands twice: also in survey!4"):
        taken(sheets)


def test_sheets_and_columns_that_are_missing():
    for name in ("survey", "choices"):
        sheets = form()
        del sheets[name]
        with pytest.raises(Refused, match=f"no sheet “{name}”"):
            taken(sheets)
        with pytest.raises(Refused, match=f"{name}: The sheet “{name}” is empty"):
            taken({**form(), name: [form()[name][0]]})
    for sheet, column in (("survey", "type"), ("survey", "label"), ("choices", "list_name")):
        sheets = copy.deepcopy(form())
        sheets[sheet][0] = tuple(f"x{head}" if head.startswith(column) else head for head in sheets[sheet][0])
        with pytest.raises(Refused, match=f"{sheet}!1: The column “{column}” is missing"):
            taken(sheets)
    with pytest.raises(Refused, match="survey!1: The column “type” stands twice"):
        taken({**form(), "survey": [(*SURVEY_HEAD, "type"), *groups()]})


def test_words_of_the_settings_that_are_wrong():
    settings = [(*SETTINGS, "regional")]
    sheets = form(settings=settings)
    sheets["settings"][0] = (*sheets["settings"][0], "level")
    with pytest.raises(Refused, match="settings!2: “regional” is not allowed"):
        taken(sheets)


def test_numbers_are_read_as_one_sees_them():
    sheets = form(settings=[("A city form", "city-form", 2026.1, "English (en)")])
    sheets["survey"][0] = (*SURVEY_HEAD, "code")
    for place, row in enumerate(sheets["survey"]):
        if row[0] == "begin_group" and str(row[1]).startswith("d"):
            sheets["survey"][place] = (*row, "", float(row[1][1]))
    made = instrument(taken(sheets))
    assert made.version == "2026.1"
    assert [domain.code for domain in made.domains] == list("123456")
