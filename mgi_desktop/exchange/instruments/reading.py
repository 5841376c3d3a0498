"""What came of reading a questionnaire from a file, before anything of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mgi_desktop.exchange.sheets import Remark

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A sound questionnaire as its JSON document, what was guessed in it, and what of the file was left out."""

    document: Json
    guessed: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    level_guessed: bool = False
