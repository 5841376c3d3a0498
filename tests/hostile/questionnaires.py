"""Questionnaires in a package that are none."""

import json

from tests.hostile.corpus import hostile
from tests.packages import INSTRUMENT, contents, hashed, sealed, zipped
from tests.questionnaires import canonical, lettered


def kept(data):
    """A package with one more questionnaire, sealed by its own sender."""
    return zipped(sealed({**contents(), **hashed("instruments", data, ".json")}))


def changed(**changes):
    return kept(canonical({name: value for name, value in {**lettered(), **changes}.items() if value is not ...}))


@hostile
def questionnaire_is_noise():
    return kept(bytes(range(256)))


@hostile
def questionnaire_is_a_page():
    return kept(b"<html><script>harm()</script></html>")


@hostile
def questionnaire_is_a_workbook():
    return kept(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}))


@hostile
def questionnaire_is_a_list():
    return kept(b"[]")


@hostile
def questionnaire_with_blanks():
    return kept(json.dumps(lettered(), ensure_ascii=False).encode())


@hostile
def questionnaire_with_a_mark_in_front():
    return kept(b"\xef\xbb\xbf" + INSTRUMENT)


@hostile
def questionnaire_with_a_twin():
    return kept(INSTRUMENT.replace(b'"level":"local"', b'"level":"local","level":"national"'))


@hostile
def questionnaire_with_not_a_number():
    return kept(INSTRUMENT.replace(b'"format"', b'"f":NaN,"format"', 1))


@hostile
def questionnaire_with_a_huge_number():
    return kept(INSTRUMENT.replace(b'"format"', b'"f":' + b"9" * 5000 + b',"format"', 1))


@hostile
def questionnaire_with_a_lone_surrogate():
    return kept(INSTRUMENT.replace(b"Rights", b"\\ud800"))


@hostile
def questionnaire_with_a_control_character():
    return kept(INSTRUMENT.replace(b"Rights", b"\\u001b[2J"))


@hostile
def questionnaire_nested_deeply():
    return kept(INSTRUMENT.replace(b'"format"', b'"f":' + b"[" * 900 + b"]" * 900 + b',"format"', 1))


@hostile
def questionnaire_nested_very_deeply():
    return kept(b"[" * 2_000_000)


@hostile
def questionnaire_of_many_lists():
    return kept(INSTRUMENT.replace(b'"format"', b'"f":[' + b"[]," * 2_000_000 + b'[]],"format"', 1))


@hostile
def questionnaire_of_many_numbers():
    return kept(INSTRUMENT.replace(b'"format"', b'"f":[' + b"0," * 4_000_000 + b'0],"format"', 1))


@hostile
def questionnaire_of_many_megabytes():
    return changed(more="x" * 12 * 1024**2)


@hostile
def questionnaire_of_another_format():
    return changed(format="mgi-assessment")


@hostile
def questionnaire_without_domains():
    return changed(domains=[])


@hostile
def questionnaire_of_no_level():
    return changed(level="planet")


@hostile
def questionnaire_without_id():
    return changed(id=...)


@hostile
def questionnaire_whose_domains_are_numbers():
    return changed(domains=[1, 2, 3, 4, 5, 6])


@hostile
def questionnaire_whose_languages_are_an_object():
    return changed(languages={"en": "fr"})


@hostile
def questionnaire_under_another_hash():
    parts = {name: data for name, data in contents().items() if not name.startswith("instruments/")}
    return zipped(sealed({**parts, f"instruments/{'0' * 64}.json": INSTRUMENT}))
