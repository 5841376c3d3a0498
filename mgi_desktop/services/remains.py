"""What can still be read of a store, put together as assessments: nothing is opened in place, and nothing changes."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.edits import FieldRef, heads
from mgi_desktop.domain.fields import known
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.instrument import Instrument, made_of
from mgi_desktop.store import recovery
from mgi_desktop.store.database import NAME

from .instruments import shipped


@dataclass(frozen=True)
class Remains:
    """The assessments by id, as far as they can be read, their questionnaires by hash, and how many edits there are."""

    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    edits: int = 0


def remains(folder: Path, image: bytes | None = None) -> Remains:
    """Read a copy of the store in a folder, or its image; OSError where there is no room for the copy."""
    with tempfile.TemporaryDirectory(prefix="mgi-desktop-") as private:  # readable by this person alone
        copy = Path(private) / NAME
        if image is not None:
            copy.write_bytes(image)
        for suffix in ("", "-wal") if image is None else ():
            with suppress(FileNotFoundError):
                shutil.copyfile(folder / (NAME + suffix), Path(private) / (NAME + suffix))
        found = recovery.read(copy)
    instruments = {one.digest: one for one in shipped()}
    instruments |= {digest: made_of(json.loads(document), digest) for digest, document in found.instruments.items()}
    return Remains(_assembled(found), instruments, len(found.edits))


def _assembled(found: recovery.Found) -> dict[str, Assessment]:
    fields: dict[str, dict[FieldRef, Held]] = {}
    for (assessment, ref), standing in heads(
        edit for edit in found.edits.values() if edit.id not in found.aside
    ).items():
        held = Held(tuple(Head(edit.id, edit.value, edit.author, edit.at) for edit in standing))
        fields.setdefault(assessment, {})[ref] = held
    for assessment, kind, key, name, text, _heads in found.local.get("draft", ()):
        ref = FieldRef(kind, key, name)
        if assessment in fields and known(ref):
            fields[assessment][ref] = Held(fields[assessment].get(ref, Held(())).heads, text)
    return {assessment: assemble(assessment, held) for assessment, held in sorted(fields.items())}
