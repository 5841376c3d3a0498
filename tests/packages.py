"""Packages for tests: a small good one, taken apart so that any piece of it can be made wrong, and sealed anew."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import Edit, FieldRef, Value, make
from mgi_desktop.exchange import package, signing
from tests.questionnaires import canonical, lettered

A = "0198c0de-0000-7000-8000-0000000000aa"
B = "0198c0de-0000-7000-8000-0000000000bb"
SOURCE = "11111111-1111-4111-8111-111111111111"
AT = "2023-05-02T15:04:05.000Z"
LAW = b"%PDF-1.7 a law, article 5\n" * 40
LAW_SHA256 = hashlib.sha256(LAW).hexdigest()


def key(number: int) -> bytes:
    """The private key of a person (PEM), the same in every run."""
    made = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


PEM, OTHER_PEM = key(1), key(2)
ME, OTHER = signing.author_of(PEM), signing.author_of(OTHER_PEM)


def made(
    kind: str,
    entity: str,
    name: str,
    value: Value,
    *,
    replaces: Iterable[str] = (),
    author: str = ME,
    assessment: str = A,
    salt: int = 1,
) -> Edit:
    """An edit as a laptop makes it."""
    digits = f"{salt:032x}"
    return make(
        assessment, FieldRef(kind, entity, name), value, replaces=replaces, author=author, at=AT,
        action=f"00000000-0000-4000-8000-{digits[-12:]}", salt=digits,
    )  # fmt: skip


def as_if_signed(*given: Edit) -> list[Batch]:
    """Lists of these edits, one for each author in each assessment, as a store keeps them once they were proven."""
    listed: dict[tuple[str, str], list[str]] = {}
    for edit in given:
        listed.setdefault((edit.assessment, edit.author), []).append(edit.id)
    return [Batch(*place, tuple(names), rfc8785.dumps([*place, *names]), b"") for place, names in listed.items()]


INSTRUMENT = canonical(lettered())
INSTRUMENT_SHA256 = hashlib.sha256(INSTRUMENT).hexdigest()


def edits() -> list[Edit]:
    """Those of a small assessment: two answers, one changed once, a source with a file, a finding, a comment."""
    own = {"instrument": INSTRUMENT_SHA256, "country": "SLV", "subject": "Río Claro", "level": "local", "year": 2023}
    found = [made("assessment", A, name, value, salt=number) for number, (name, value) in enumerate(own.items(), 1)]
    found += [made("assessment", A, "language", "es", salt=10), made("assessment", A, "title@es", "Perfil", salt=11)]
    first = made("answer", "A-one", "value", "yes", salt=20)
    file: Value = {"name": "ley.pdf", "sha256": LAW_SHA256, "bytes": len(LAW)}
    return [
        *found,
        first,
        made("answer", "A-one", "value", "no", replaces=[first.id], salt=21),
        made("answer", "A-one", "justification", "La ley lo dice. 🌊", salt=22),
        made("answer", "B-one", "value", "yes", salt=23, author=OTHER),
        made("source", SOURCE, "title", "Ley de 2014", salt=24),
        made("source", SOURCE, "file", file, salt=25),
        made("finding", SOURCE, "domain", "A", salt=26),
        made("finding", SOURCE, "kind", "potential", salt=27),
        made("finding", SOURCE, "text@es", "Falta una oficina.", salt=28),
        made("comment", SOURCE, "on", "answer/A-one", salt=29, author="name:Luz"),
        made("comment", SOURCE, "text", "¿Sigue en vigor?", salt=30, author="name:Luz"),
        made("comment", SOURCE, "author", "name:Luz", salt=32, author="name:Luz"),
        made("person", ME, "name", "Ana", salt=31),
    ]


def outgoing(**changes: Any) -> package.Outgoing:
    """What is sent of it."""
    own = [edit.id for edit in edits() if edit.author == ME]
    whole = package.Outgoing(
        edits=tuple(edits()),
        batches=tuple(package.batches.make(PEM, A, own)),
        instruments={INSTRUMENT_SHA256: INSTRUMENT},
        files={LAW_SHA256: lambda: io.BytesIO(LAW)},
        sender_name="Ana",
        at=AT,
        program="mgi-desktop",
    )
    return replace(whole, **changes)


Parts = dict[str, bytes]
"""The entries of a package by name."""


def hashed(folder: str, data: bytes, suffix: str = "") -> Parts:
    """An entry that is named by its SHA-256."""
    return {f"{folder}/{hashlib.sha256(data).hexdigest()}{suffix}": data}


def lines(of: Iterable[Edit]) -> bytes:
    """Edits as they stand in a package."""
    return b"".join(b"[" + edit.record + b"," + (edit.body or b"null") + b"]\n" for edit in of)


def signed(document_of: bytes, pem: bytes = PEM, purpose: str = "batch") -> Parts:
    """A batch and its signature."""
    name = f"batches/{hashlib.sha256(document_of).hexdigest()}"
    return {f"{name}.json": document_of, f"{name}.sig": signing.sign(pem, purpose, document_of)}


def contents(text: bytes | None = None) -> Parts:
    """Everything but the list of contents and its signature; `text`: other lines of edits."""
    own = [edit.id for edit in edits() if edit.author == ME]
    return {
        "mimetype": b"application/vnd.mgi-desktop.package+zip",
        "README.html": b"<!doctype html>",
        **hashed("edits", lines(edits()) if text is None else text, ".jsonl"),
        **signed(package.batches.make(PEM, A, own)[0].document),
        **hashed("instruments", INSTRUMENT, ".json"),
        **hashed("attachments", LAW),
    }


def listing(parts: Parts, pem: bytes = PEM) -> dict[str, Any]:
    """The list of contents of these parts."""
    texts = [data for name, data in parts.items() if name.startswith("edits/")]
    return {
        "format": "mgi-package",
        "version": 1,
        "min_reader": 1,
        "kind": "whole",
        "sender": signing.author_of(pem),
        "name": "Ana",
        "at": AT,
        "program": "mgi-desktop",
        "piece": {"number": 1, "of": 1},
        "assessments": [
            {
                "id": A,
                "subject": "Río Claro",
                "title": "Perfil",
                "instrument": INSTRUMENT_SHA256,
                "edits": sum(text.count(b"\n") for text in texts),
                "part": [],
            }
        ],
        "entries": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in parts.items()
            if name != "mimetype"
        ],
    }


def sealed(parts: Parts, change: Callable[[dict[str, Any]], Any] = lambda listed: None, pem: bytes = PEM) -> Parts:
    """These parts with their list of contents, changed by `change` before it is signed."""
    listed = listing(parts, pem)
    change(listed)
    return sealed_as(parts, rfc8785.dumps(listed), pem)


def sealed_as(parts: Parts, manifest: bytes, pem: bytes = PEM) -> Parts:
    """These parts with these bytes as list of contents, signed."""
    return {**parts, "manifest.json": manifest, "manifest.sig": signing.sign(pem, "package", manifest)}


def listed_in(path: Path) -> Any:
    """The list of contents of a package."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The file, as another program packs it."""
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made_of.getvalue()


def good() -> bytes:
    """A package with nothing wrong in it."""
    return zipped(sealed(contents()))


@dataclass
class Raw:
    """An entry of a ZIP file of which every byte can be chosen; `local` and `central` change fields of its headers."""

    name: bytes
    data: bytes
    method: int = 8
    packed: bytes | None = None
    local: dict[str, Any] = field(default_factory=dict)
    central: dict[str, Any] = field(default_factory=dict)
    after: bytes = b""

    def headers(self, offset: int) -> tuple[bytes, bytes, bytes]:
        """The header before the bytes, the bytes, and the line in the directory."""
        packed = self.packed
        if packed is None:
            packing = zlib.compressobj(wbits=-15)
            packed = self.data if self.method == 0 else packing.compress(self.data) + packing.flush()
        common: dict[str, Any] = {
            "flags": 0, "method": self.method, "crc": zlib.crc32(self.data), "packed": len(packed),
            "size": len(self.data), "name": self.name, "extra": b"",
        }  # fmt: skip
        before, listed = {**common, "mark": b"PK\x03\x04", **self.local}, {**common, "offset": offset, **self.central}
        head = struct.pack(
            "<4s5H3L2H", before["mark"], 20, before["flags"], before["method"], 0, 33, before["crc"], before["packed"],
            before["size"], len(before["name"]), len(before["extra"]),
        )  # fmt: skip
        line = struct.pack(
            "<4s6H3L5H2L", listed.get("mark", b"PK\x01\x02"), listed.get("made_by", 20), 20, listed["flags"],
            listed["method"], 0, 33, listed["crc"], listed["packed"], listed["size"], len(listed["name"]),
            len(listed["extra"]), len(listed.get("comment", b"")), listed.get("disk", 0), 0, listed.get("external", 0),
            listed["offset"],
        )  # fmt: skip
        return (
            head + before["name"] + before["extra"],
            packed + self.after,
            line + listed["name"] + listed["extra"] + listed.get("comment", b""),
        )


def raws(parts: Mapping[str, bytes] | None = None) -> list[Raw]:
    """The entries of a good package, to be made wrong."""
    return [Raw(name.encode(), data) for name, data in (sealed(contents()) if parts is None else parts).items()]


def raw_zip(
    entries: Iterable[Raw], *, before: bytes = b"", between: bytes = b"", after: bytes = b"", **end: Any
) -> bytes:
    """A ZIP file of these; `end` changes fields of its end, `between` stands before it."""
    data, directory, count = bytearray(before), bytearray(), 0
    for entry in entries:
        head, packed, line = entry.headers(len(data))
        data += head + packed
        directory += line
        count += 1
    fields = {
        "mark": b"PK\x05\x06", "disk": 0, "first": 0, "here": count, "count": count, "length": len(directory),
        "start": len(data), "comment": b"", **end,
    }  # fmt: skip
    closing = struct.pack(
        "<4s4H2LH", fields["mark"], fields["disk"], fields["first"], fields["here"], fields["count"], fields["length"],
        fields["start"], fields.get("comment_length", len(fields["comment"])),
    )  # fmt: skip
    return bytes(data + directory) + between + closing + fields["comment"] + after
