"""Edits: the format to the byte, what proves itself and what is refused, and which edits stand."""

import hashlib
import json
import re
import uuid

import pytest
import rfc8785

from mgi_desktop.domain.edits import Edit, FieldRef, heads, make, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import FIELDS
from mgi_desktop.domain.keys import citation_key
from mgi_desktop.paths import resources

ASSESSMENT = "01890a5d-ac96-774b-bcce-b302099a8057"
ACTION = "3f2b0c86-6a3e-4d53-9a55-0d9f7f6b1a11"
REF = FieldRef("answer", "L1.1.1", "value")
RECORD = {
    "v": 1,
    "assessment": ASSESSMENT,
    "kind": "answer",
    "key": "L1.1.1",
    "field": "value",
    "digest": "0" * 64,
    "replaces": [],
    "author": "name:Ana",
    "at": "2023-05-02T15:04:05.000Z",
    "action": ACTION,
}


def edit(value, *, replaces=(), ref=REF, salt="0" * 32):
    return make(
        ASSESSMENT,
        ref,
        value,
        replaces=replaces,
        author="name:Ana",
        at="2023-05-02T15:04:05.000Z",
        action=ACTION,
        salt=salt,
    )


def of_record(**changes):
    """The bytes of a record that differs from a good one, and its hash."""
    record = rfc8785.dumps({name: value for name, value in {**RECORD, **changes}.items() if value is not ...})
    return hashlib.sha256(record).hexdigest(), record


def of_body(body):
    """An edit whose record names this body, whatever it is."""
    edit_id, record = of_record(digest=hashlib.sha256(body).hexdigest())
    return edit_id, record, body


@pytest.fixture
def published():
    return (resources() / "schemas" / "edit.md").read_text(encoding="utf-8")


def test_the_published_example_is_what_the_program_makes(published):
    body, digest, record, edit_id = re.findall(r"```\n(.+)\n```", published)
    members = json.loads(record)
    salt, value = json.loads(body)
    made = make(
        members["assessment"],
        FieldRef(members["kind"], members["key"], members["field"]),
        value,
        replaces=members["replaces"],
        author=members["author"],
        at=members["at"],
        action=members["action"],
        salt=salt,
    )
    assert (made.body, made.record, made.id) == (body.encode(), record.encode(), edit_id)
    assert hashlib.sha256(body.encode()).hexdigest() == digest == members["digest"]
    assert hashlib.sha256(record.encode()).hexdigest() == edit_id
    assert proven(edit_id, record.encode(), body.encode()).value == value
    assert len(members["replaces"]) == 1


def test_the_published_tables_name_every_member_and_every_field(published):
    for member in RECORD:
        assert f"| `{member}` |" in published
    table = published.partition("| kind | key | fields |")[2]
    written = {
        kind: set(re.findall("`([^`]+)`", names))
        for kind, names in re.findall(r"^\| `(\w+)` \| [^|`]+ \| (`.+`) \|$", table, re.MULTILINE)
    }
    assert written == {
        kind: {name + ("@…" if field.language else "/…" if field.member else "") for name, field in fields.items()}
        for kind, fields in FIELDS.items()
    }


def test_the_published_key_of_a_citation_is_the_one_that_is_made():
    named = rfc8785.dumps(["citation", "L1.1.1", "s", "art. 5"]).decode()
    assert citation_key(ASSESSMENT, "L1.1.1", "s", "art. 5") == str(uuid.uuid5(uuid.UUID(ASSESSMENT), named))


def test_an_edit_holds_what_it_was_made_of():
    first, second = edit("yes"), edit("partial")
    made = edit("no", replaces=[second.id, first.id, second.id])
    assert made.replaces == tuple(sorted([first.id, second.id]))
    assert (made.assessment, made.ref, made.value) == (ASSESSMENT, REF, "no")
    assert (made.author, made.at, made.action) == ("name:Ana", "2023-05-02T15:04:05.000Z", ACTION)


@pytest.mark.parametrize(
    "value",
    [None, "", "“¿Qué?”\n\t中文 🙂", True, False, 0, -(2**53) + 1, 2**53 - 1, [], ["a"], {"bytes": 3, "name": "x"}],
)
def test_what_was_made_proves_itself_and_holds_its_value(value):
    made = edit(value)
    again = proven(made.id, made.record, made.body)
    assert again == made
    assert again.value == value
    assert type(again.value) is type(value)


def test_the_salt_hides_the_value_from_the_record():
    assert edit("yes", salt="0" * 32).id != edit("yes", salt="1" * 32).id
    assert b"yes" not in edit("yes").record


def test_an_erased_edit_stays_proven_and_says_nothing():
    made = edit("yes")
    assert proven(made.id, made.record, None).value is None


@pytest.mark.parametrize("place", range(0, 350, 23))
def test_a_record_changed_by_one_bit_is_refused_by_its_name(place):
    made = edit("yes", replaces=["0" * 64])
    damaged = bytearray(made.record)
    damaged[place] ^= 1
    with pytest.raises(Refused, match="changed or damaged") as refused:
        proven(made.id, bytes(damaged), made.body)
    assert refused.value.where == made.id


def test_a_value_that_was_changed_is_refused_by_the_name_of_its_edit():
    made = edit("yes")
    with pytest.raises(Refused, match="value of an edit") as refused:
        proven(made.id, made.record, made.body.replace(b"yes", b"no"))
    assert refused.value.where == made.id


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 0},
        {"v": True},
        {"v": "1"},
        {"assessment": "La Palma"},
        {"assessment": ASSESSMENT.upper()},
        {"kind": ""},
        {"key": 5},
        {"field": None},
        {"digest": "0" * 63},
        {"replaces": "0" * 64},
        {"replaces": ["x"]},
        {"replaces": [["0" * 64]]},
        {"replaces": ["1" * 64, "0" * 64]},
        {"replaces": ["0" * 64, "0" * 64]},
        {"author": "Ana"},
        {"author": "ed25519:short"},
        {"author": f"ed25519:{'A' * 42}B"},
        {"at": "2023-05-02 15:04:05"},
        {"at": "2023-05-02T15:04:05.000Z\n"},
        {"action": "x"},
        {"action": ...},
        {"more": 1},
    ],
    ids=str,
)
def test_a_record_in_another_form_is_refused(changes):
    edit_id, record = of_record(**changes)
    with pytest.raises(Refused, match="form that edits have") as refused:
        proven(edit_id, record, None)
    assert refused.value.where == edit_id


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        rfc8785.dumps(RECORD).replace(b":", b": "),
        rfc8785.dumps(RECORD).replace(b'"v":1', b'"v":1.0'),
        rfc8785.dumps(RECORD).replace(b'"v":1', b'"v":1,"v":1'),
        rfc8785.dumps(RECORD).replace(b"name:Ana", b"name:An\\u0061"),
        rfc8785.dumps(RECORD).replace(b"name:Ana", b"name:\\ud800"),
        rfc8785.dumps(RECORD).replace(b'"v":1', b'"v":' + b"9" * 5000),
    ],
    ids=lambda record: str(record[:12]),
)
def test_bytes_that_are_no_canonical_record_are_refused(record):
    with pytest.raises(Refused, match="form that edits have"):
        proven(hashlib.sha256(record).hexdigest(), record, None)


@pytest.mark.parametrize(
    "body",
    [
        b'"yes"',
        b"null",
        b'["yes"]',
        b'["00000000000000000000000000000000"]',
        b'["00000000000000000000000000000000","yes",1]',
        b'["short","yes"]',
        b'[0,"yes"]',
        b'["00000000000000000000000000000000", "yes"]',
        b'["00000000000000000000000000000000",1.5]',
        b'["00000000000000000000000000000000",{"a":[1e+30]}]',
        b'["00000000000000000000000000000000",NaN]',
        b'["00000000000000000000000000000000",9007199254740992]',
        b'["00000000000000000000000000000000","\\ud800"]',
        b"[" * 100_000,
    ],
    ids=lambda body: str(body[-20:]),
)
def test_a_value_in_another_form_is_refused(body):
    with pytest.raises(Refused, match="form that values have"):
        proven(*of_body(body))


def test_what_a_newer_version_added_is_kept():
    edit_id, record = of_record(v=2, kind="budget", more={"x": 1})
    kept = proven(edit_id, record, None)
    assert (kept.record, kept.ref) == (record, FieldRef("budget", "L1.1.1", "value"))


def test_heads_are_what_nothing_of_the_same_field_replaces():
    first = edit("yes")
    here, there = edit("no", replaces=[first.id]), edit("partial", replaces=[first.id])
    elsewhere = edit("x", ref=FieldRef("answer", "L1.1.2", "value"), replaces=[here.id])
    found = heads([there, elsewhere, first, here, there])
    assert found == {
        (ASSESSMENT, REF): tuple(sorted([here, there], key=lambda one: one.id)),
        (ASSESSMENT, elsewhere.ref): (elsewhere,),
    }


def test_an_edit_is_replaced_already_when_it_comes_late():
    first = edit("yes")
    second = edit("no", replaces=[first.id])
    third = edit("partial", replaces=[second.id])
    assert heads([third, first])[ASSESSMENT, REF] == tuple(sorted([third, first], key=lambda one: one.id))
    assert heads([third, first, second])[ASSESSMENT, REF] == (third,)


def test_an_edit_of_another_assessment_replaces_nothing_here():
    first = edit("yes")
    other = Edit(*of_record(assessment=ACTION, replaces=[first.id]), None)
    assert heads([first, other])[ASSESSMENT, REF] == (first,)


LETTERS = b'"\\\x00\x1f\n /0a1fZ{}[],:\x7f\xc3\xa9\xff'


def changed_in_one_byte(data):
    """Every way to change, add or leave out one byte, with letters that mean something in JSON."""
    for place in range(len(data) + 1):
        for letter in {*LETTERS, *data[place : place + 1]}:
            yield data[:place] + bytes([letter]) + data[place:]
            yield data[:place] + bytes([letter]) + data[place + 1 :]
        yield data[:place] + data[place + 1 :]


def canonically(data):
    """What canonical JSON holds; None where it is something else."""
    try:
        held = json.loads(data)
        return held if rfc8785.dumps(held) == data else None
    except (ValueError, RecursionError):
        return None


def test_what_is_taken_of_a_record_is_canonical_and_read_as_it_stands():
    """Most records are recognised as a whole, without being taken apart: one byte more or less, and they are not."""
    taken = 0
    for data in changed_in_one_byte(edit("a", replaces=["1" * 64, "2" * 64]).record):
        try:
            found = proven(hashlib.sha256(data).hexdigest(), data, None)
        except Refused:
            continue
        held, taken = canonically(data), taken + 1
        assert held.keys() == RECORD.keys()
        assert (found.assessment, found.author, found.at, found.action) == tuple(
            held[name] for name in ("assessment", "author", "at", "action")
        )
        assert (*found.ref, *found.replaces) == (held["kind"], held["key"], held["field"], *held["replaces"])
    assert taken > 100


@pytest.mark.parametrize("value", ['«Hay» "una"\n\\oficina\x1f', "", None, False, -12, ["a"], {"a": 1}])
def test_what_is_taken_of_a_body_is_canonical(value):
    for data in changed_in_one_byte(edit(value).body):
        held = canonically(data)
        whole = isinstance(held, list) and len(held) == 2 and re.fullmatch("[0-9a-f]{32}", str(held[0]))
        floats = whole and isinstance(held[1], float)
        try:
            proven(*of_body(data))
        except Refused:
            assert not whole or floats
        else:
            assert whole


def test_what_is_too_much_for_memory_is_refused_in_a_text_too():
    with pytest.raises(Refused):
        proven(*of_body(rfc8785.dumps(["0" * 32, "," * 1_000_001])))
