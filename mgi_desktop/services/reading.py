"""The finished profile as its readers see it, for the screen: nothing is typeset for it."""

from collections.abc import Mapping

from mgi_desktop.domain import assessment as assessed
from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.instrument import pick
from mgi_desktop.domain.profile import profile
from mgi_desktop.export.content import Content, DomainPage, Findings, Section, SourceEntry, Text, content, own_texts_of
from mgi_desktop.export.words import words

from .exporting import Snapshot, changed

__all__ = [
    "Content",
    "DomainPage",
    "Findings",
    "Section",
    "SourceEntry",
    "Text",
    "as_read",
    "own_texts",
    "own_title",
    "profile_words",
    "section_title",
]


def as_read(snapshot: Snapshot, language: str | None = None) -> Content:
    """Return the profile in the words that its readers see, in a language."""
    read = snapshot.assessment
    language = language or read.language
    return content(profile(read, snapshot.instrument, language, "", changed(snapshot, language)))


def profile_words(language: str) -> Mapping[str, str]:
    """Return the profile's own words by name (“well_developed”), in a language."""
    return words(language)


def own_texts(snapshot: Snapshot, language: str) -> Mapping[str, str]:
    """Return, by section, what is printed where nobody wrote anything; a section that is not named has no such text."""
    return own_texts_of(profile(snapshot.assessment, snapshot.instrument, language, ""))


def own_title(key: str, language: str) -> str:
    """Return what a section is called in a language where nobody gave it a title."""
    return words(language)[key if key in SECTIONS else "section"]


def section_title(section: assessed.Section, language: str, main: str) -> tuple[str, str]:
    """Return the title under which a section is printed, and the language that it is in."""
    title, tongue = pick(section.title, language, main)
    return (title, tongue) if title else (own_title(section.key, language), language)
