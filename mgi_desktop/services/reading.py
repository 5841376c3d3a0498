"""The finished profile as its readers see it, for the screen: nothing is typeset for it."""

from collections.abc import Mapping

from mgi_desktop.domain.profile import profile
from mgi_desktop.export.content import Content, DomainPage, Findings, Section, SourceEntry, Text, content
from mgi_desktop.export.words import words

from .exporting import Snapshot

__all__ = ["Content", "DomainPage", "Findings", "Section", "SourceEntry", "Text", "as_read", "profile_words"]


def as_read(snapshot: Snapshot, language: str | None = None) -> Content:
    """Return the profile in the words that its readers see, in a language."""
    read = snapshot.assessment
    return content(profile(read, snapshot.instrument, language or read.language, ""))


def profile_words(language: str) -> Mapping[str, str]:
    """Return the profile's own words by name (“well_developed”), in a language."""
    return words(language)
