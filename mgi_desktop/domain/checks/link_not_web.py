"""The link of a source is no address that a browser opens."""

import re
from collections.abc import Iterator

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from ..words import N_
from .rule import Rule

_WEB = re.compile(r"https?://([^\s/?#@]+@)?([^\s/?#@:\[\]]+|\[[0-9a-f:.]+\])(:[0-9]*)?([/?#]\S*)?", re.IGNORECASE)
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def is_web_address(link: str) -> bool:
    """Whether a link begins with http or https, names a host, and holds no blanks, nor marks that turn it round."""
    return bool(_WEB.fullmatch(link)) and not _TURNS.search(link)


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for source in assessment.sources.values():
        if source.link and not is_web_address(source.link):
            yield FieldRef("source", source.key, "link")


RULE = Rule(
    "link_not_web",
    "error",
    N_("Link that is no web address"),
    N_("A reader can follow a link only where it is a web address, such as https://example.org."),
    _find,
)
