"""What every exporter returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Notice:
    """What a person should know about a file that was made: an English sentence and its fields."""

    message: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Exported:
    """A whole file, and what its maker has to say about it."""

    data: bytes
    warnings: tuple[Notice, ...] = ()
