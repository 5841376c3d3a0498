"""The published schema of the list of contents says what is read and written; the published limits hold."""

import json
import re
import zipfile

import pytest
from jsonschema import Draft202012Validator

from mgi_desktop.domain import canonical
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import age, package
from mgi_desktop.exchange.package import batches, form, manifest
from mgi_desktop.paths import resources
from tests.packages import PEM, contents, listing, outgoing

SCHEMA = json.loads((resources() / "schemas" / "package.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)
PUBLISHED = (resources() / "schemas" / "package.md").read_text(encoding="utf-8")


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_what_is_written_is_valid(tmp_path):
    (path,) = package.write(tmp_path / "a.mgi", outgoing(), PEM)
    with zipfile.ZipFile(path) as archive:
        written = json.loads(archive.read("manifest.json"))
    VALIDATOR.validate(written)
    assert set(written) == set(SCHEMA["required"])


def test_what_the_tests_begin_with_is_valid():
    VALIDATOR.validate(listing(contents()))


WRONG = [
    ("format", "x"), ("min_reader", 2), ("kind", "x"), ("sender", "x"), ("name", 1), ("at", "x"), ("program", None),
    ("piece", {"number": 0, "of": 0}), ("assessments", {}), ("entries", None), ("version", -1), ("version", "1"),
    ("assessments", [{"id": "x"}]), ("entries", [{"name": "../x", "bytes": 1, "sha256": "0" * 64}]),
]  # fmt: skip


@pytest.mark.parametrize(("member", "value"), WRONG)
def test_what_is_not_valid_is_not_read(member, value):
    wrong = {**listing(contents()), member: value}
    assert not VALIDATOR.is_valid(wrong)
    with pytest.raises(Refused):
        manifest.read(canonical.dumps(wrong))


@pytest.mark.parametrize("member", SCHEMA["required"])
def test_what_is_required_is_missed(member):
    wrong = {name: value for name, value in listing(contents()).items() if name != member}
    assert not VALIDATOR.is_valid(wrong)
    with pytest.raises(Refused):
        manifest.read(canonical.dumps(wrong))


def _mebibytes(size):
    return f"{size // form.MIB:,} MiB"


@pytest.mark.parametrize(
    "said",
    [
        f"| the file | {_mebibytes(form.FILE)} |",
        f"| its parts | {form.ENTRIES:,}; their directory {_mebibytes(form.DIRECTORY)} |",
        f"| the list of contents | {_mebibytes(form.MANIFEST_BYTES)} |",
        f"| edits | {form.EDITS_COUNT:,}; a line {_mebibytes(form.LINE)}, a part {_mebibytes(form.EDITS_FILE_BYTES)}, "
        f"all {_mebibytes(form.EDITS_BYTES)} |",
        f"| batches | {_mebibytes(form.BATCHES_BYTES)} in all |",
        f"| questionnaires | {_mebibytes(form.INSTRUMENT_BYTES)} each, {_mebibytes(form.INSTRUMENTS_BYTES)} in all; "
        f"{form.INSTRUMENTS_COMMAS:,} commas in all |",
        f"| attached files | {_mebibytes(form.ATTACHMENT_BYTES)} each, {_mebibytes(form.ATTACHMENTS_BYTES)} in all;",
        f"not more than {form.SWELLING} times",
        f"| all other parts | {_mebibytes(form.OTHERS_BYTES)} in all |",
        f"at most {batches.MOST:,}",
        f"a work factor of {age.WORK} (128 MiB of memory)\n  and read up to {age.MOST_WORK}",
        f"`{form.MIMETYPE}`",
    ],
)
def test_the_published_limits_are_those_that_hold(said):
    assert said in PUBLISHED


def test_every_member_is_published():
    for member in SCHEMA["required"]:
        assert re.search(rf"^\| `{member}` \|", PUBLISHED, re.MULTILINE), member
