"""What can still be read of a store, put together as assessments: nothing is opened in place, and nothing changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import known
from mgi_desktop.domain.held import Held, held_by
from mgi_desktop.domain.instrument import Instrument, made_of
from mgi_desktop.files import bytes_of
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
    """Read the store in a folder, or its image; OSError where a file of it cannot be read."""
    file, log = (image, b"") if image is not None else (bytes_of(folder / NAME), bytes_of(folder / f"{NAME}-wal"))
    found = recovery.read(file, log)
    instruments = {one.digest: one for one in shipped()}
    instruments |= {digest: made_of(json.loads(document), digest) for digest, document in found.instruments.items()}
    return Remains(_assembled(found), instruments, len(found.edits))


def _assembled(found: recovery.Found) -> dict[str, Assessment]:
    fields = held_by(edit for edit in found.edits.values() if edit.id not in found.aside)
    for assessment, kind, key, name, text, _heads in found.local.get("draft", ()):
        ref = FieldRef(kind, key, name)
        if assessment in fields and known(ref):
            fields[assessment][ref] = Held(fields[assessment].get(ref, Held(())).heads, text)
    return {assessment: assemble(assessment, held) for assessment, held in sorted(fields.items())}
