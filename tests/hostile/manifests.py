"""Lists of contents that lie, are forged, or are no lists."""

import rfc8785

from mgi_desktop.exchange import signing
from tests.hostile.corpus import hostile
from tests.packages import ME, OTHER, OTHER_PEM, PEM, A, contents, hashed, listing, sealed, sealed_as, zipped

ZEROS = "0" * 64


def listed(change):
    """A package whose list was changed before it was signed: by its own sender."""
    return zipped(sealed(contents(), change))


def with_member(name, value):
    return listed(lambda found: found.update({name: value}))


def without_member(name):
    return listed(lambda found: found.pop(name))


def of_assessment(name, value):
    return listed(lambda found: found["assessments"][0].update({name: value}))


def of_entry(name, value, place=1):
    return listed(lambda found: found["entries"][place].update({name: value}))


def written(data):
    """A package with these bytes as its list, signed."""
    return zipped(sealed_as(contents(), data))


def rewritten(before, after):
    """A package whose list is written in another way, signed."""
    data = rfc8785.dumps(listing(contents()))
    assert before in data
    return written(data.replace(before, after, 1))


def left_out(name):
    return zipped({one: data for one, data in sealed(contents()).items() if one != name})


@hostile
def no_mark():
    return left_out("mimetype")


@hostile
def another_mark():
    return zipped({**sealed(contents()), "mimetype": b"application/epub+zip"})


@hostile
def no_list():
    return left_out("manifest.json")


@hostile
def no_signature():
    return left_out("manifest.sig")


@hostile
def signature_of_nobody():
    return with_member("sender", "")


@hostile
def signature_by_another():
    data = rfc8785.dumps(listing(contents()))
    return zipped({**sealed_as(contents(), data, OTHER_PEM)})


@hostile
def sender_is_another():
    return with_member("sender", OTHER)


@hostile
def sender_is_a_name():
    return with_member("sender", "name:Ana")


@hostile
def sender_is_no_key():
    return with_member("sender", "ed25519:" + "A" * 43)


@hostile
def sender_under_another_name():
    """The last letter has two bits to spare: with them set it is the same key."""
    return with_member("sender", ME[:-1] + chr(ord(ME[-1]) + 1))


@hostile
def signature_for_a_batch():
    data = rfc8785.dumps(listing(contents()))
    return zipped({**sealed_as(contents(), data), "manifest.sig": signing.sign(PEM, "batch", data)})


@hostile
def signature_of_another_list():
    return zipped({**sealed(contents()), "manifest.sig": signing.sign(PEM, "package", b"{}")})


@hostile
def signature_too_short():
    return zipped({**sealed(contents()), "manifest.sig": bytes(63)})


@hostile
def signature_too_long():
    return zipped({**sealed(contents()), "manifest.sig": bytes(65)})


@hostile
def signature_empty():
    return zipped({**sealed(contents()), "manifest.sig": b""})


@hostile
def list_altered_after_signing():
    parts = sealed(contents())
    return zipped({**parts, "manifest.json": parts["manifest.json"].replace(b"Ana", b"Eva")})


@hostile
def page_altered_after_signing():
    return zipped({**sealed(contents()), "README.html": b"<script>harm()</script>"})


@hostile
def list_is_no_json():
    return written(b"<manifest/>")


@hostile
def list_is_empty():
    return written(b"")


@hostile
def list_is_a_list():
    return written(b"[]")


@hostile
def list_is_a_number():
    return written(b"1")


@hostile
def list_is_null():
    return written(b"null")


@hostile
def list_is_noise():
    return written(bytes(range(256)))


@hostile
def list_with_a_mark_in_front():
    return written(b"\xef\xbb\xbf" + rfc8785.dumps(listing(contents())))


@hostile
def list_with_blanks():
    return rewritten(b'{"assessments"', b'{ "assessments"')


@hostile
def list_with_a_line_end():
    return written(rfc8785.dumps(listing(contents())) + b"\n")


@hostile
def list_in_another_order():
    data = rfc8785.dumps(listing(contents()))
    return written(data.replace(b'"format":"mgi-package",', b"")[:-1] + b',"format":"mgi-package"}')


@hostile
def list_with_a_twin():
    return rewritten(b'"name":"Ana"', b'"name":"Ana","name":"Eva"')


@hostile
def list_with_a_twin_deep_inside():
    return rewritten(b'"subject":"', b'"subject":"a","subject":"')


@hostile
def list_with_not_a_number():
    return rewritten(b'"version":1', b'"version":NaN')


@hostile
def list_with_infinity():
    return rewritten(b'"version":1', b'"version":Infinity')


@hostile
def list_with_a_float():
    return rewritten(b'"version":1', b'"version":1.0')


@hostile
def list_with_an_exponent():
    return rewritten(b'"version":1', b'"version":1e400')


@hostile
def list_with_a_huge_number():
    return rewritten(b'"version":1', b'"version":1' + b"0" * 100_000)


@hostile
def list_beyond_exact_numbers():
    return rewritten(b'"version":1', b'"version":9007199254740993')


@hostile
def list_with_a_lone_surrogate():
    return rewritten(b'"name":"Ana"', b'"name":"\\ud800"')


@hostile
def list_with_a_lone_surrogate_raw():
    return rewritten(b'"name":"Ana"', b'"name":"\xed\xa0\x80"')


@hostile
def list_with_a_control_character():
    return with_member("name", "Ana\x1b[2J")


@hostile
def list_nested_too_deeply():
    return rewritten(b'"name":"Ana"', b'"name":' + b"[" * 100_000 + b"]" * 100_000)


@hostile
def list_nested_in_objects():
    return rewritten(b'"name":"Ana"', b'"name":' + b'{"a":' * 5000 + b"1" + b"}" * 5000)


@hostile
def list_of_a_million_lists():
    return rewritten(b'"name":"Ana"', b'"name":[' + b"[]," * 1_000_000 + b"[]]")


@hostile
def list_of_many_megabytes():
    return with_member("more", "x" * 9 * 1024**2)


@hostile
def another_format():
    return with_member("format", "mgi-assessment")


@hostile
def no_format():
    return without_member("format")


@hostile
def newer_reader_needed():
    return with_member("min_reader", 2)


@hostile
def much_newer_reader_needed():
    return with_member("min_reader", 2**53 - 1)


@hostile
def reader_is_a_text():
    return with_member("min_reader", "1")


@hostile
def reader_is_true():
    return with_member("min_reader", True)


@hostile
def reader_below_nothing():
    return with_member("min_reader", -1)


@hostile
def no_reader():
    return without_member("min_reader")


@hostile
def no_version():
    return without_member("version")


@hostile
def no_kind():
    return without_member("kind")


@hostile
def unknown_kind():
    return with_member("kind", "everything")


@hostile
def kind_is_a_list():
    return with_member("kind", ["whole"])


@hostile
def no_entries():
    return without_member("entries")


@hostile
def entries_are_an_object():
    return with_member("entries", {})


@hostile
def entries_are_empty():
    return with_member("entries", [])


@hostile
def entry_is_a_text():
    return listed(lambda found: found["entries"].append("README.html"))


@hostile
def entry_is_null():
    return listed(lambda found: found["entries"].append(None))


@hostile
def entry_twice():
    return listed(lambda found: found["entries"].append(found["entries"][0]))


@hostile
def twenty_thousand_entries_too_many():
    def change(found):
        found["entries"] += [{"name": f"a{n}", "bytes": 0, "sha256": ZEROS} for n in range(20_001)]

    return listed(change)


@hostile
def entry_that_is_not_there():
    return listed(lambda found: found["entries"].append({"name": "edits/x.jsonl", "bytes": 1, "sha256": ZEROS}))


@hostile
def edits_that_are_not_there():
    return listed(lambda found: found["entries"].append({"name": f"edits/{ZEROS}.jsonl", "bytes": 1, "sha256": ZEROS}))


@hostile
def entry_that_leads_away():
    return of_entry("name", "../../harm")


@hostile
def entry_with_a_drive():
    return of_entry("name", "C:\\harm.exe")


@hostile
def entry_with_a_long_name():
    return of_entry("name", "a" * 300)


@hostile
def entry_without_a_name():
    return of_entry("name", "")


@hostile
def entry_named_as_the_list():
    return listed(lambda found: found["entries"].append({"name": "manifest.json", "bytes": 1, "sha256": ZEROS}))


@hostile
def entry_of_negative_size():
    return of_entry("bytes", -1)


@hostile
def entry_of_another_size():
    return of_entry("bytes", 5)


@hostile
def entry_whose_size_is_true():
    return of_entry("bytes", True)


@hostile
def entry_of_another_hash():
    return of_entry("sha256", ZEROS)


@hostile
def entry_of_a_hash_in_capitals():
    return listed(lambda found: found["entries"][1].update(sha256=found["entries"][1]["sha256"].upper()))


@hostile
def entry_of_no_hash():
    return of_entry("sha256", "")


@hostile
def readme_of_another_hash():
    return of_entry("sha256", ZEROS, place=0)


@hostile
def named_by_another_hash():
    parts = contents()
    text = next(data for name, data in parts.items() if name.startswith("edits/"))
    others = {name: data for name, data in parts.items() if not name.startswith("edits/")}
    return zipped(sealed({**others, f"edits/{ZEROS}.jsonl": text}))


@hostile
def attachment_named_by_another_hash():
    return zipped(sealed({**contents(), f"attachments/{ZEROS}": b"harm"}))


@hostile
def no_assessments():
    return with_member("assessments", [])


@hostile
def assessments_missing():
    return without_member("assessments")


@hostile
def assessment_is_a_text():
    return with_member("assessments", [A])


@hostile
def assessment_twice():
    return listed(lambda found: found["assessments"].append(found["assessments"][0]))


@hostile
def assessment_is_another():
    return of_assessment("id", A.replace("a", "b"))


@hostile
def assessment_in_capitals():
    return of_assessment("id", A.upper())


@hostile
def assessment_without_id():
    return of_assessment("id", "")


@hostile
def assessment_id_leads_away():
    return of_assessment("id", "../../harm")


@hostile
def fewer_edits_said():
    return of_assessment("edits", 3)


@hostile
def more_edits_said():
    return of_assessment("edits", 2**50)


@hostile
def edits_said_in_words():
    return of_assessment("edits", "many")


@hostile
def subject_is_a_number():
    return of_assessment("subject", 7)


@hostile
def subject_of_a_megabyte():
    return of_assessment("subject", "x" * 1024**2)


@hostile
def title_that_clears_the_screen():
    return of_assessment("title", "\x1b[2J\x07")


@hostile
def instrument_is_a_path():
    return of_assessment("instrument", "../harm")


@hostile
def part_is_a_text():
    return of_assessment("part", "A-one")


@hostile
def part_of_numbers():
    return of_assessment("part", [1, 2])


@hostile
def part_of_a_million():
    return of_assessment("part", ["a"] * 1_000_000)


@hostile
def time_is_a_word():
    return with_member("at", "yesterday")


@hostile
def name_of_a_megabyte():
    return with_member("name", "x" * 1024**2)


@hostile
def piece_none_of_none():
    return with_member("piece", {"number": 0, "of": 0})


@hostile
def piece_after_the_last():
    return with_member("piece", {"number": 3, "of": 2})


@hostile
def piece_is_a_number():
    return with_member("piece", 1)


@hostile
def others_of_many_megabytes():
    return zipped(sealed({**contents(), "future/thing": bytes(40 * 1024**2)}))


@hostile
def newer_part_altered():
    parts = sealed({**contents(), "future/thing": b"one"})
    return zipped({**parts, "future/thing": b"two"})


@hostile
def edits_under_another_suffix_only():
    parts = contents()
    text = next(data for name, data in parts.items() if name.startswith("edits/"))
    others = {name: data for name, data in parts.items() if not name.startswith("edits/")}
    return zipped(sealed({**others, **hashed("edits", text, ".txt")}))
