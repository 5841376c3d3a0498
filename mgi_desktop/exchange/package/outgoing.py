"""What somebody wants to send: gathered by whoever shares, written by `write`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Batch
from mgi_desktop.domain.edits import Edit


@dataclass(frozen=True)
class Outgoing:
    """The edits of one or several assessments, and what goes with them.

    `instruments` and `files` go by their SHA-256; a file is opened when it is written, and must be what its name says.
    One that no edit names is not written.
    `kind` is whole, part or review; `part` are the indicators that an assessment is limited to, by its id. `at` is UTC.
    """

    edits: tuple[Edit, ...]
    batches: tuple[Batch, ...] = ()
    instruments: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, Callable[[], BinaryIO]] = field(default_factory=dict)
    kind: str = "whole"
    sender_name: str = ""
    at: str = ""
    program: str = ""
    part: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
