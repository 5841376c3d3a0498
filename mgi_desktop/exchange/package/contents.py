"""What is sent, as the assessments that it says: for the list of contents and for the page that people read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.held import held_by
from mgi_desktop.domain.instrument import Instrument, parse
from mgi_desktop.domain.text import without_refused

from .manifest import Listed
from .outgoing import Outgoing


@dataclass(frozen=True)
class Contents:
    """The assessments by id, as far as the edits that are sent tell, and the questionnaires by their SHA-256."""

    assessments: Mapping[str, Assessment]
    instruments: Mapping[str, Instrument]


def contents(outgoing: Outgoing) -> Contents:
    """Assemble what is sent."""
    return Contents(
        {assessment: assemble(assessment, fields) for assessment, fields in sorted(held_by(outgoing.edits).items())},
        {digest: parse(json.loads(document), digest) for digest, document in outgoing.instruments.items()},
    )


def listed(outgoing: Outgoing, read: Assessment, edits: int) -> Listed:
    """The line of an assessment in the list of contents."""
    title = read.title.get(read.language, "") or next(iter(read.title.values()), "")
    part = tuple(outgoing.part.get(read.id, ()))
    return Listed(read.id, _short(read.subject), _short(title), read.instrument, edits, part)


def _short(text: str) -> str:
    """What somebody wrote, so that any reader takes it."""
    return without_refused(text)[:1000]
