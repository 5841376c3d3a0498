"""Edits that do not prove themselves, and files of edits that are none."""

import hashlib
import json

import rfc8785

from tests.hostile.corpus import hostile
from tests.packages import A, B, contents, edits, hashed, lines, made, sealed, zipped

BODY = rfc8785.dumps(["0" * 32, "yes"])


def text(data):
    """A package with these bytes as its edits, sealed by its own sender."""
    return zipped(sealed(contents(data)))


def line(record, body=BODY):
    return text(lines(edits()) + b"[" + record + b"," + body + b"]\n")


def members(body=BODY, **changes):
    """The members of a sound record, changed."""
    found = json.loads(made("answer", "A-one", "value", "yes").record)
    found["digest"] = hashlib.sha256(body).hexdigest()
    found.update(changes)
    return {name: value for name, value in found.items() if value is not ...}


def record(body=BODY, **changes):
    return line(rfc8785.dumps(members(body, **changes)), body)


def value(data):
    """An edit whose value is written so; its hash fits."""
    return record(b'["' + b"0" * 32 + b'",' + data + b"]")


def rewritten(before, after):
    """An edit whose record is written in another way; it names itself by the hash of that."""
    data = rfc8785.dumps(members())
    assert before in data
    return line(data.replace(before, after, 1))


@hostile
def edits_are_noise():
    return text(bytes(range(256)) * 10)


@hostile
def edits_are_blank():
    return text(b"\n")


@hostile
def edits_with_a_blank_line():
    return text(lines(edits()) + b"\n")


@hostile
def edits_without_a_last_line_end():
    return text(lines(edits())[:-1])


@hostile
def edits_of_another_system():
    return text(lines(edits()).replace(b"\n", b"\r\n"))


@hostile
def edits_in_utf_16():
    return text(lines(edits()).decode().encode("utf-16"))


@hostile
def edits_in_latin_1():
    return text(lines(edits()).replace("í".encode(), b"\xed"))


@hostile
def edits_with_a_mark_in_front():
    return text(b"\xef\xbb\xbf" + lines(edits()))


@hostile
def edit_of_many_megabytes():
    return value(b'"' + b"x" * 5 * 1024**2 + b'"')


@hostile
def edit_is_an_object():
    return text(b'{"record":{},"body":null}\n')


@hostile
def edit_is_a_number():
    return text(b"1\n")


@hostile
def edit_is_half():
    return text(b"[\n")


@hostile
def edit_is_one_digit():
    return text(b"[1\n")


@hostile
def edit_of_one():
    return text(lines(edits()) + b"[" + rfc8785.dumps(members()) + b"]\n")


@hostile
def edit_of_three():
    return line(rfc8785.dumps(members()), BODY + b",null")


@hostile
def edit_of_blanks():
    return line(rfc8785.dumps(members()) + b" ")


@hostile
def edit_with_a_blank_in_front():
    return text(b" " + lines(edits()))


@hostile
def edit_with_a_blank_body():
    return line(rfc8785.dumps(members()), b" null")


@hostile
def edit_without_body():
    return line(rfc8785.dumps(members()), b"")


@hostile
def value_of_another_edit():
    first, second = edits()[:2]
    return line(first.record, second.body)


@hostile
def value_altered():
    one = edits()[2]
    return line(one.record, one.body.replace(b"Claro", b"Negro"))


@hostile
def salt_altered():
    one = edits()[2]
    return line(one.record, one.body.replace(b"0000", b"0001", 1))


@hostile
def edits_altered_after_sealing():
    parts = sealed(contents())
    name = next(name for name in parts if name.startswith("edits/"))
    return zipped({**parts, name: parts[name].replace(b"A-one", b"A-two")})


@hostile
def record_is_a_text():
    return line(b'"record"')


@hostile
def record_is_null():
    return line(b"null", b"null")


@hostile
def record_is_empty():
    return line(b"{}")


@hostile
def record_with_blanks():
    return rewritten(b'{"action"', b'{ "action"')


@hostile
def record_with_a_twin():
    return rewritten(b'"kind":"answer"', b'"kind":"answer","kind":"person"')


@hostile
def record_with_an_escape():
    return rewritten(b'"kind":"answer"', b'"kind":"\\u0061nswer"')


@hostile
def record_with_a_member_more():
    return record(more="harm")


@hostile
def record_without_author():
    return record(author=...)


@hostile
def record_without_replaces():
    return record(replaces=...)


@hostile
def version_of_nothing():
    return record(v=0)


@hostile
def version_below_nothing():
    return record(v=-1)


@hostile
def version_is_true():
    return record(v=True)


@hostile
def version_is_a_text():
    return record(v="1")


@hostile
def version_is_a_float():
    return rewritten(b'"v":1', b'"v":1.0')


@hostile
def version_is_huge():
    return rewritten(b'"v":1', b'"v":' + b"9" * 5000)


@hostile
def version_not_a_number():
    return rewritten(b'"v":1', b'"v":NaN')


@hostile
def newer_version_without_the_old_members():
    return record(v=2, kind=...)


@hostile
def assessment_not_listed():
    return text(lines([*edits(), made("answer", "A-one", "value", "yes", assessment=B)]))


@hostile
def newer_edit_of_an_assessment_not_listed():
    return record(v=2, assessment=B, more="x")


@hostile
def assessment_written_large():
    return record(assessment=A.upper())


@hostile
def assessment_that_leads_away():
    return record(assessment="../../harm")


@hostile
def no_kind_of_entity():
    return record(kind="")


@hostile
def no_key_of_entity():
    return record(key="")


@hostile
def field_is_a_number():
    return record(field=7)


@hostile
def field_is_a_list():
    return record(field=["value"])


@hostile
def key_with_a_lone_surrogate():
    return rewritten(b'"key":"A-one"', b'"key":"\\udfff"')


@hostile
def author_of_another_form():
    return record(author="ana@example.org")


@hostile
def author_of_a_short_key():
    return record(author="ed25519:abc")


@hostile
def author_without_name():
    return record(author="name:")


@hostile
def time_in_words():
    return record(at="now")


@hostile
def time_of_another_form():
    return record(at="2023-05-02T15:04:05Z")


@hostile
def deed_is_no_uuid():
    return record(action="undo")


@hostile
def replaces_in_another_order():
    return record(replaces=["b" * 64, "a" * 64])


@hostile
def replaces_one_twice():
    return record(replaces=["a" * 64, "a" * 64])


@hostile
def replaces_no_hash():
    return record(replaces=["x"])


@hostile
def replaces_an_object():
    return record(replaces={"a" * 64: True})


@hostile
def replaces_nested_lists():
    return record(replaces=[["a" * 64]])


@hostile
def digest_of_nothing():
    return record(digest="")


@hostile
def digest_in_capitals():
    return record(digest="A" * 64)


@hostile
def body_is_a_text():
    return record(b'"yes"')


@hostile
def body_is_an_object():
    return record(b'{"salt":"' + b"0" * 32 + b'","value":"yes"}')


@hostile
def body_of_one():
    return record(b'["' + b"0" * 32 + b'"]')


@hostile
def body_of_three():
    return record(b'["' + b"0" * 32 + b'","yes","no"]')


@hostile
def salt_too_short():
    return record(b'["0","yes"]')


@hostile
def salt_is_a_number():
    return record(b'[0,"yes"]')


@hostile
def salt_in_capitals():
    return record(b'["' + b"A" * 32 + b'","yes"]')


@hostile
def body_with_blanks():
    return record(b'["' + b"0" * 32 + b'", "yes"]')


@hostile
def value_is_a_float():
    return value(b"1.5")


@hostile
def value_is_an_exponent():
    return value(b"1e999")


@hostile
def value_is_not_a_number():
    return value(b"NaN")


@hostile
def value_is_infinite():
    return value(b"-Infinity")


@hostile
def value_is_huge():
    return value(b"9" * 100_000)


@hostile
def value_is_beyond_exact_numbers():
    return value(b"9007199254740992")


@hostile
def value_is_minus_nothing():
    return value(b"-0")


@hostile
def value_is_a_lone_surrogate():
    return value(b'"\\ud83c"')


@hostile
def value_is_a_raw_surrogate():
    return value(b'"\xed\xa0\xbc"')


@hostile
def value_is_not_utf_8():
    return value(b'"\xff"')


@hostile
def value_has_an_escape_too_many():
    return value(b'"\\u00e9"')


@hostile
def value_has_a_raw_control_character():
    return value(b'"\x07"')


@hostile
def value_with_a_twin():
    return value(b'{"a":1,"a":2}')


@hostile
def value_in_another_order():
    return value(b'{"b":1,"a":2}')


@hostile
def value_in_the_order_of_code_points():
    """RFC 8785 sorts by UTF-16, where a face comes before a letter for private use."""
    return value('{"\ue000":1,"😀":2}'.encode())


@hostile
def value_nested_deeply():
    return value(b"[" * 900 + b"]" * 900)


@hostile
def value_nested_very_deeply():
    return value(b"[" * 1_000_000 + b"]" * 1_000_000)


@hostile
def value_nested_in_objects():
    return value(b'{"a":' * 200 + b"1" + b"}" * 200)


@hostile
def value_of_many_lists():
    return value(b"[" + b"[]," * 1_000_000 + b"[]]")


@hostile
def value_is_cut():
    return value(b'"yes')


@hostile
def more_edits_than_any():
    """The list says more than is ever read."""
    return zipped(sealed(contents(), lambda found: found["assessments"][0].update(edits=10**9)))


@hostile
def one_file_of_edits_too_large():
    return text(lines(edits()) * 4000)


@hostile
def the_same_edits_again_and_again():
    """Many files with the same edits: each proves itself, and the list says how many there are."""
    parts = contents()
    for number in range(8):
        parts |= hashed("edits", lines(edits()) * (number + 1), ".jsonl")
    return zipped(sealed(parts))
