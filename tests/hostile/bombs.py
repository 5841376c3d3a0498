"""Files that would unpack to far more than they are, or take far more work: each is written straight to disk."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785

from mgi_desktop.exchange import signing
from tests.packages import (
    INSTRUMENT,
    ME,
    PEM,
    A,
    Parts,
    Raw,
    contents,
    edits,
    hashed,
    lines,
    listing,
    raw_zip,
    sealed,
    signed,
    zipped,
)

MIB = 1024**2
_ZEROS = bytes(MIB)


@cache
def deflated_zeros(size: int) -> bytes:
    """So many zero bytes, packed, without ever holding them."""
    packing = zlib.compressobj(1, wbits=-15)
    packed = b"".join(packing.compress(_ZEROS) for _ in range(size // MIB))
    return packed + packing.flush()


@cache
def sha256_of_zeros(size: int) -> str:
    digest = hashlib.sha256()
    for _ in range(size // MIB):
        digest.update(_ZEROS)
    return digest.hexdigest()


def with_zeros(names: list[str], size: int, said: int | None = None) -> bytes:
    """A package with entries of so many zeros, listed and signed; they say to be `said` long."""
    listed, parts = listing(contents()), contents()
    sha256, packed = sha256_of_zeros(size), deflated_zeros(size)
    names = [name.format(sha256) for name in names]
    listed["entries"] += [{"name": name, "bytes": said or size, "sha256": sha256} for name in names]
    manifest = rfc8785.dumps(listed)
    parts |= {"manifest.json": manifest, "manifest.sig": signing.sign(PEM, "package", manifest)}
    sizes = {"size": said or size, "packed": len(packed), "crc": 0}
    zeros = [Raw(name.encode(), b"", 8, packed, local=sizes, central=sizes) for name in names]
    return raw_zip([*(Raw(name.encode(), data) for name, data in parts.items()), *zeros])


def page_of_a_gigabyte() -> bytes:
    return with_zeros(["more.html"], 1024 * MIB)


def page_that_says_to_be_small() -> bytes:
    return with_zeros(["more.html"], 1024 * MIB, 1000)


def edits_of_a_gigabyte() -> bytes:
    return with_zeros(["edits/{}.jsonl"], 1024 * MIB)


def edits_of_half_a_gigabyte_in_pieces() -> bytes:
    zeros = {f"edits/{number:064x}.jsonl": bytes(15 * MIB) for number in range(8)}
    return zipped(sealed({**contents(), **zeros}))


def batch_of_a_gigabyte() -> bytes:
    return with_zeros(["batches/{}.json", "batches/{}.sig"], 1024 * MIB)


def questionnaire_of_a_gigabyte() -> bytes:
    return with_zeros(["instruments/{}.json"], 1024 * MIB)


def attached_file_of_a_gigabyte() -> bytes:
    return with_zeros(["attachments/{}"], 1024 * MIB)


def attached_files_that_swell() -> bytes:
    """Each small enough by itself."""
    return with_zeros([f"attachments/{number:064x}" for number in range(12)], 100 * MIB)


def list_of_half_a_gigabyte() -> bytes:
    packed = deflated_zeros(512 * MIB)
    sizes = {"size": 512 * MIB, "packed": len(packed), "crc": 0}
    entries = [Raw(name.encode(), data) for name, data in contents().items()]
    return raw_zip([*entries, Raw(b"manifest.json", b"", 8, packed, local=sizes, central=sizes)])


def list_of_seven_megabytes_of_lists() -> bytes:
    parts = contents()
    data = b'{"assessments":[' + b"[]," * (2 * MIB) + b"[]]}"
    return zipped({**parts, "manifest.json": data, "manifest.sig": signing.sign(PEM, "package", data)})


def list_of_seven_megabytes_of_numbers() -> bytes:
    parts = contents()
    data = b'{"assessments":[' + b"1," * (3 * MIB) + b"1]}"
    return zipped({**parts, "manifest.json": data, "manifest.sig": signing.sign(PEM, "package", data)})


def list_of_seven_megabytes_of_brackets_in_a_text() -> bytes:
    parts = contents()
    data = b'{"assessments":["' + b"[" * (7 * MIB) + b'"]}'
    return zipped({**parts, "manifest.json": data, "manifest.sig": signing.sign(PEM, "package", data)})


def list_of_seven_megabytes_of_escapes() -> bytes:
    parts = contents()
    data = b'{"assessments":["' + b'\\"' * (3 * MIB) + b'["]}'
    return zipped({**parts, "manifest.json": data, "manifest.sig": signing.sign(PEM, "package", data)})


def list_of_seven_megabytes_of_a_text_without_end() -> bytes:
    parts = contents()
    data = b'{"assessments":' + b"[" * 60 + b'{"a":[[],[],[],"' + b'\\"' * (3 * MIB)
    return zipped({**parts, "manifest.json": data, "manifest.sig": signing.sign(PEM, "package", data)})


def _line_of(value: bytes) -> bytes:
    """An edit with this for its value, which proves itself but for that."""
    body = b'["' + b"0" * 32 + b'",' + value + b"]"
    record = rfc8785.dumps({**json.loads(edits()[0].record), "digest": hashlib.sha256(body).hexdigest()})
    return zipped(sealed(contents(lines(edits()) + b"[" + record + b"," + body + b"]\n")))


def edit_of_a_text_of_megabytes_in_many_lists() -> bytes:
    return _line_of(b"[" * 70 + b'"' + b"x" * (3 * MIB) + b'"' + b"]" * 70)


def edit_of_a_text_without_end() -> bytes:
    return _line_of(b"[" * 30 + b"[]," * 70 + b'"' + b'\\"' * MIB)


def _questionnaire(more: bytes, number: int = 0) -> Parts:
    return hashed("instruments", INSTRUMENT.replace(b"{", b'{"%d":1,' % number + more, 1), ".json")


def questionnaire_with_a_twin_after_a_million_names() -> bytes:
    names = b"".join(b'"a%d":1,' % number for number in range(MIB // 2))
    return zipped(sealed({**contents(), **_questionnaire(names + b'"a1":1,')}))


def questionnaires_of_a_million_names() -> bytes:
    """Each is small, and sound."""
    names = b"".join(b'"a%05d":1,' % number for number in range(20_000))
    parts = contents()
    for number in range(50):
        parts |= _questionnaire(names, number)
    return zipped(sealed(parts))


def questionnaire_of_one_long_text() -> bytes:
    return zipped(sealed({**contents(), **_questionnaire(b'"a":"' + b"x" * (7 * MIB) + b'","a":1,')}))


def thousands_of_batches() -> bytes:
    """Each is signed, and takes a while to prove."""
    parts: Parts = contents()
    for number in range(9000):
        held = {"format": "mgi-batch", "version": 1, "assessment": A, "author": ME, "edits": [f"{number:064x}"]}
        parts |= signed(rfc8785.dumps(held))
    listed = sealed(parts)
    listed["README.html"] = b"other"
    return zipped(listed, zipfile.ZIP_STORED)


def one_edit_a_hundred_thousand_times() -> bytes:
    text = lines(edits()[:1]) * 25_000
    more = (text + lines(edits()[:number]) for number in range(4))
    parts = contents()
    for one in more:
        parts |= hashed("edits", one, ".jsonl")
    return zipped(sealed(parts))


def thousands_of_missing_files() -> bytes:
    """Each is looked for among the edits by its hash; then the list turns out to be wrong."""
    parts = contents()

    def change(listed: dict[str, Any]) -> None:
        names = (f"{number:064x}" for number in range(15_000))
        listed["entries"] += [{"name": f"attachments/{name}", "bytes": 1, "sha256": name} for name in names]
        listed["assessments"][0]["edits"] += 1

    return zipped(sealed(parts, change))


BOMBS: dict[str, Callable[[], bytes]] = {
    making.__name__: making
    for making in (
        page_of_a_gigabyte,
        page_that_says_to_be_small,
        edits_of_a_gigabyte,
        edits_of_half_a_gigabyte_in_pieces,
        batch_of_a_gigabyte,
        questionnaire_of_a_gigabyte,
        attached_file_of_a_gigabyte,
        attached_files_that_swell,
        list_of_half_a_gigabyte,
        list_of_seven_megabytes_of_lists,
        list_of_seven_megabytes_of_numbers,
        list_of_seven_megabytes_of_brackets_in_a_text,
        list_of_seven_megabytes_of_escapes,
        list_of_seven_megabytes_of_a_text_without_end,
        edit_of_a_text_of_megabytes_in_many_lists,
        edit_of_a_text_without_end,
        questionnaire_with_a_twin_after_a_million_names,
        questionnaires_of_a_million_names,
        questionnaire_of_one_long_text,
        thousands_of_batches,
        one_edit_a_hundred_thousand_times,
        thousands_of_missing_files,
    )
}


def write(name: str, path: Path) -> None:
    """Write a bomb to a file."""
    path.write_bytes(BOMBS[name]())
