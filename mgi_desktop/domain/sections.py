"""The sections of a profile as they stand: those that every profile has, by level and round, and one's own."""

from collections.abc import Iterable
from dataclasses import replace

from .assessment import Assessment, Section
from .fields import SECTIONS

LISTS = ("key_findings", "sources")
"""These lead to a list, which is printed below what is written in them."""
_OFF = {
    "national": ("context", "annexes", "acknowledgements"),
    "local": ("conceptual_framework", "annexes", "acknowledgements"),
}
_RANKS = {key: str(place) for place, key in enumerate(SECTIONS, 1)}
_LAST = "A"


def is_own(key: str) -> bool:
    """Whether a section is one's own: it can be removed, the others can only be switched off."""
    return key not in SECTIONS


def rank_of(section: Section) -> str:
    """The place of a section in the order: its own, else the one that it has by default; those unknown come last."""
    return section.rank or _RANKS.get(section.key, _LAST)


def sections(read: Assessment) -> tuple[Section, ...]:
    """Return every section in order, `enabled` and `rank` filled in; nothing need have been written for it."""
    said = {section.key: section for section in read.sections}
    every = {key: Section(key, {}, {}, None, "") for key in SECTIONS} | said
    standing = (replace(one, enabled=is_on(one, read), rank=rank_of(one)) for one in every.values())
    return tuple(sorted(standing, key=lambda one: (one.rank, one.key)))


def is_on(section: Section, read: Assessment) -> bool:
    """Whether a section is printed: as it was switched; else where its level and round have it, or it was written."""
    if section.enabled is not None:
        return section.enabled
    if is_own(section.key) or any(text.strip() for text in section.text.values()):
        return True
    if section.key == "changes":
        return read.round > 1 and read.follows is not None
    return section.key not in _OFF.get(read.level, ())


def as_by_default(every: Iterable[Section]) -> bool:
    """Whether these sections are those that every profile has, in the order that they have of themselves."""
    return tuple(section.key for section in every) == SECTIONS
