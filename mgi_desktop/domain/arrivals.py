"""What comes in one file or backup, proven but not taken yet: the union of it and the store is what merging is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from .edits import Edit
from .errors import Refused


class Batch(NamedTuple):
    """A list of edits of one assessment that their author signed; it is kept and relayed byte for byte.

    The signature is over the identifiers, not over the values: so it still proves who wrote them where a value was
    erased, or where only a part is passed on.
    """

    assessment: str
    author: str
    edits: tuple[str, ...]
    document: bytes
    signature: bytes


class Known(NamedTuple):
    """What is here already, proven when it came: edits with their values, each with its assessment; questionnaires."""

    edits: Mapping[str, str] = {}
    instruments: Collection[str] = ()


@dataclass(frozen=True)
class Arrival:
    """What one file brings: edits that prove themselves, batches whose signature holds, questionnaires, whole files.

    `known` are the identifiers of more edits in it, by assessment: they are here already with their values, and need
    not be looked at again. `sender` is empty where nobody signed the file, `part` says which indicators of an
    assessment it was limited to, `damaged` names attached files that are not what the file lists: all else can be
    taken. `typed` are edits made of what was being typed when a backup was made; one that was written since is not
    taken.
    """

    name: str
    edits: tuple[Edit, ...]
    batches: tuple[Batch, ...] = ()
    instruments: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, Callable[[], BinaryIO]] = field(default_factory=dict)
    damaged: tuple[Refused, ...] = ()
    kind: str = "whole"
    sender: str = ""
    sender_name: str = ""
    at: str = ""
    part: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: tuple[Edit, ...] = ()
